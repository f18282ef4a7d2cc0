"""Messages out of the sources, into resources/i18n/*.po, and compiled beside them.

    .venv/bin/python packaging/translations.py            extract, update, compile, and say what is left to do
    .venv/bin/python packaging/translations.py compile    compile alone

One extractor reads Python (`_`, `N_`, `ngettext`) and the forms of Qt Designer (every `<string>` that is not
`notr="true"`). A .po file here carries no line numbers, no dates and no wrapping, so that two branches that
each add a message merge without a person.
"""

import io
import os
import string
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "resources" / "i18n"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}
HINT = "TRANSLATORS:"  # a comment that begins so, above a message, reaches the translator
# What changes with every run and tells nobody anything.
NOISE = tuple(
    f'"{header}'.encode()
    for header in (
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)

Id = str | tuple[str, ...]


def main() -> int:
    if sys.argv[1:] == ["compile"]:
        compile_all()
        return 0
    update_all()
    compile_all()
    left = problems()
    print("\n".join(left) or "every message is translated")
    return 1 if left else 0


def extracted() -> Catalog:
    """Every message of the sources."""
    template = Catalog(project="ROPA Desktop", charset="utf-8", fuzzy=False)
    for message, hints in [*_of_python(), *_of_forms()]:
        template.add(message, auto_comments=hints)
    return template


def _of_python() -> Iterator[tuple[Id, list[str]]]:
    for path in sorted((ROOT / "ropa_desktop").rglob("*.py")):
        for _line, message, hints, _context in extract_from_file(
            "python", path, keywords=KEYWORDS, comment_tags=(HINT,), strip_comment_tags=True
        ):
            if message:
                yield message, hints


def _of_forms() -> Iterator[tuple[Id, list[str]]]:
    for path in sorted((ROOT / "forms").rglob("*.ui")):
        for element in ElementTree.parse(path).iter("string"):
            if element.text and element.get("notr") != "true":
                hint = element.get("extracomment")
                yield element.text, [hint] if hint else []


def update_all() -> None:
    """New messages are added empty, and what the sources no longer say is dropped."""
    template = extracted()
    for path in sorted(CATALOGUES.glob("*.po")):
        catalogue = _read(path)
        catalogue.update(template, no_fuzzy_matching=True)
        text = io.BytesIO()
        write_po(text, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
        lines = [line for line in text.getvalue().splitlines() if not line.startswith(NOISE)]
        path.write_bytes(b"\n".join(lines).strip() + b"\n")


def compile_all() -> None:
    for path in sorted(CATALOGUES.glob("*.po")):
        unfinished = path.with_suffix(".mo.part")
        with open(unfinished, "wb") as compiled:
            write_mo(compiled, _read(path))
        os.replace(unfinished, path.with_suffix(".mo"))  # a running program never meets half a file


def problems() -> list[str]:
    """What keeps a language from being complete, one sentence each."""
    said = {message.id for message in extracted() if message.id}
    found = []
    for path in sorted(CATALOGUES.glob("*.po")):
        catalogue = _read(path)
        known = {message.id for message in catalogue if message.id}
        found += [f"{path.name}: not in the file yet (make translations): {id!r}" for id in said - known]
        found += [f"{path.name}: no longer in the sources (make translations): {id!r}" for id in known - said]
        faults = [_fault(message) for message in catalogue if message.id in said]
        found += [f"{path.name}: {fault}" for fault in faults if fault]
    return sorted(found)


def _fault(message: Message) -> str | None:
    """What is wrong with one translation."""
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    translations = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    if not all(translations):
        return f"not translated: {originals[0]!r}"
    if message.fuzzy:
        return f"marked as uncertain (fuzzy): {originals[0]!r}"
    names = set().union(*map(_placeholders, originals))
    if any(_placeholders(translation) - names for translation in translations):
        return f"names a placeholder that the message does not have: {originals[0]!r}"
    if names - _placeholders(translations[-1]):
        return f"leaves out {', '.join(sorted(names - _placeholders(translations[-1])))}: {originals[0]!r}"
    return None


def _placeholders(text: str) -> set[str]:
    try:
        return {name for _literal, name, _format, _conversion in string.Formatter().parse(text) if name}
    except ValueError:  # a lone brace: not a text that is formatted
        return set()


def _read(path: Path) -> Catalog:
    with open(path, "rb") as text:
        return read_po(text, locale=path.stem)


if __name__ == "__main__":
    sys.exit(main())
