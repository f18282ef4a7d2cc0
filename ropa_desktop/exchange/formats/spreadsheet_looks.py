"""How the cells of a workbook look (.xlsx, ECMA-376 Part 1, 18.8): a named style for each look that is used.

Every cell is in the format of text, so that none becomes a formula when it is edited. The sign of a required column is
part of its format, and so is that of a text in another language: the cell itself holds the heading alone, by which it
is found again, and the text as the person wrote it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from lxml import etree

from ropa_desktop.exchange.formats.markup import legible_on

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_TEXT, _MUTED, _ACCENT, _EDGE, _LINE = "1A1D21", "566069", "0B6478", "818B94", "C9D0D6"
_AS_TEXT, _WITH_SIGN = 49, 164  # the number of the format "@"; the first that is free for others


@dataclass(frozen=True, slots=True)
class _Look:
    size: float = 10
    bold: bool = False
    italic: bool = False
    colour: str = _TEXT
    fill: str = ""
    border: str = ""  # the line below: its strength and colour
    wrapped: bool = True
    sign: str = ""  # what is shown behind the text


_LINED = f"hair {_LINE}"
_HEADED = f"thin {_EDGE}"
_LOOKS = {
    "Said": _Look(border=_LINED),
    "Label": _Look(colour=_MUTED, border=_LINED),
    "Letter": _Look(bold=True, colour=_ACCENT, border=_LINED),
    "Section": _Look(bold=True, border=_LINED),
    "Head": _Look(bold=True, fill="E2F0F3", border=_HEADED),
    "Required": _Look(bold=True, fill="C3E1E7", border=_HEADED, sign="*"),
    "Group": _Look(bold=True, fill="E2F0F3", border=_HEADED, wrapped=False),
    "Unknown": _Look(colour="855000", fill="FBF2E0", border=_LINED),
    "Answer": _Look(italic=True, colour=_MUTED, border=_LINED),
    "Above": _Look(),
    "Prose": _Look(wrapped=False),
    "Mark": _Look(bold=True, colour="855000", wrapped=False),
    "Title": _Look(size=18, bold=True, wrapped=False),
    "Chapter": _Look(size=14, bold=True, wrapped=False),
    "Department": _Look(size=12, bold=True, colour=_ACCENT, wrapped=False),
    "Entry": _Look(size=11, bold=True, wrapped=False),
}


def size(look: str) -> float:
    """The size of a look's letters, in points."""
    return _look(look).size


def is_bold(look: str) -> bool:
    """Whether its letters are bold."""
    return _look(look).bold


def is_wrapped(look: str) -> bool:
    """Whether a long text stands on several lines."""
    return _look(look).wrapped


def numbers(looks: Iterable[str]) -> dict[tuple[str, bool], int]:
    """The number of each look's style, as cells name it: with and without the prefix that keeps text from becoming a
    formula when it is edited."""
    every = [(look, quoted) for look in looks for quoted in (False, True)]
    return {wanted: number for number, wanted in enumerate(every, start=1)}


def style_sheet(looks: Iterable[str]) -> etree._Element:
    """The part xl/styles.xml in which the styles have these numbers."""
    found = [(name, _look(name)) for name in looks]
    root = etree.Element(f"{{{MAIN}}}styleSheet", nsmap={None: MAIN})
    signs = ["*", *sorted({look.sign for _name, look in found} - {"", "*"})]
    formats = _add(root, "numFmts", count=len(signs))
    for number, sign in enumerate(signs, start=_WITH_SIGN):
        _add(formats, "numFmt", numFmtId=number, formatCode=f'@" {sign}"')
    plain = _Look(wrapped=False)
    fonts = list(dict.fromkeys(map(_font, [plain, *(look for _name, look in found)])))
    parent = _add(root, "fonts", count=len(fonts))
    for points, bold, italic, colour in fonts:
        font = _add(parent, "font")
        for tag, wanted in (("b", bold), ("i", italic)):
            if wanted:
                _add(font, tag)
        _add(font, "sz", val=f"{points:g}")
        _add(font, "color", rgb=f"FF{colour}")
        _add(font, "name", val="Calibri")
        _add(font, "family", val=2)
    fills = ["", "", *sorted({look.fill for _name, look in found} - {""})]  # the first two are not ours to choose
    parent = _add(root, "fills", count=len(fills))
    for number, colour in enumerate(fills):
        pattern = _add(_add(parent, "fill"), "patternFill", patternType=("none", "gray125", "solid")[min(number, 2)])
        if colour:
            _add(pattern, "fgColor", rgb=f"FF{colour}")
    borders = ["", *sorted({look.border for _name, look in found} - {""})]
    parent = _add(root, "borders", count=len(borders))
    for line in borders:
        border = _add(parent, "border")
        for side in ("left", "right", "top", "bottom", "diagonal"):
            strength, _space, colour = line.partition(" ") if side == "bottom" else ("", "", "")
            edge = _add(border, side, **({"style": strength} if strength else {}))
            if colour:
                _add(edge, "color", rgb=f"FF{colour}")

    def look_of(parent: etree._Element, look: _Look, **more: int) -> None:
        made = _add(
            parent,
            "xf",
            numFmtId=_WITH_SIGN + signs.index(look.sign) if look.sign else _AS_TEXT,
            fontId=fonts.index(_font(look)),
            fillId=fills.index(look.fill),
            borderId=borders.index(look.border),
            **more,
            **dict.fromkeys(("applyNumberFormat", "applyFont", "applyFill", "applyBorder", "applyAlignment"), 1),
        )
        _add(made, "alignment", vertical="top", **({"wrapText": 1} if look.wrapped else {}))

    parent = _add(root, "cellStyleXfs", count=len(found) + 1)
    for _name, look in [("", plain), *found]:
        look_of(parent, look)
    parent = _add(root, "cellXfs", count=2 * len(found) + 1)
    look_of(parent, plain, xfId=0)
    for number, (_name, look) in enumerate(found, start=1):
        for quoted in (0, 1):
            look_of(parent, look, xfId=number, quotePrefix=quoted)
    parent = _add(root, "cellStyles", count=len(found) + 1)
    _add(parent, "cellStyle", name="Normal", xfId=0, builtinId=0)
    for number, (name, _found) in enumerate(found, start=1):
        _add(parent, "cellStyle", name=f"ROPA {name.translate(_APART)}", xfId=number)
    return root


_APART = str.maketrans(":@", "  ")


@cache
def _look(name: str) -> _Look:
    """A look by its name, on the colour and with the sign that the name may hold."""
    name, _at, sign = name.partition("@")
    name, _colon, colour = name.partition(":")
    look = _LOOKS[name]
    if colour:
        look = replace(look, colour=legible_on(colour), fill=colour.upper())
    return replace(look, sign=f"[{sign}]") if sign else look


def _font(look: _Look) -> tuple[float, bool, bool, str]:
    return look.size, look.bold, look.italic, look.colour


def _add(parent: etree._Element, tag: str, **attributes: str | int) -> etree._Element:
    return etree.SubElement(parent, f"{{{MAIN}}}{tag}", {name: str(value) for name, value in attributes.items()})
