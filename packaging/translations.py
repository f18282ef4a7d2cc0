"""Messages out of the sources, into resources/i18n/*.po, and compiled beside them.

    .venv/bin/python packaging/translations.py            extract, update, compile, and say what is left to do
    .venv/bin/python packaging/translations.py compile    compile alone

One extractor reads Python (`_`, `N_`, `ngettext`) and the forms of Qt Designer (every `<string>` that is not
`notr="true"`). A .po file here carries no line numbers, no dates and no wrapping, so that two branches that
each add a message merge without a person.

`resources/i18n/output/*.po` hold the languages of reports alone, and only what a report can say: what is marked with
`N_` or `ngettext` in the modules of `REPORTS` (there `_` speaks to the person who exports, in her own language), and
the titles of the model's fields.
"""

import ast
import io
import os
import string
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "resources" / "i18n"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}
IN_REPORTS: dict[str, tuple[int, ...] | None] = {"N_": None, "ngettext": (1, 2)}
REPORTS = (
    "i18n.py",
    "model/catalog.py",
    "law/completeness.py",
    "exchange/annexes*.py",
    "exchange/build*.py",
    "exchange/departments*.py",
    "exchange/embedding*.py",
    "exchange/entries*.py",
    "exchange/findings_chapter*.py",
    "exchange/glossary*.py",
    "exchange/layouts/*.py",
    "exchange/one_client*.py",
    "exchange/phrases*.py",
    "exchange/public*.py",
    "exchange/security*.py",
    "exchange/untranslated.py",
)
FIELDS = tuple(
    f"model/{name}.py" for name in ("activity", "engagement", "organisation", "record", "request", "shared", "transfer")
)
DECLARING = frozenset({"line", "text", "date", "whole", "code", "link"})  # functions of model/fields.py: title first
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
    return _template(_of_python(["**/*.py"], KEYWORDS), _of_forms())


def reported() -> Catalog:
    """Every message that a report can say."""
    return _template(_of_python(REPORTS, IN_REPORTS), _titles())


def _template(*found: Iterable[tuple[Id, list[str]]]) -> Catalog:
    template = Catalog(project="ROPA Desktop", charset="utf-8", fuzzy=False)
    for message, hints in chain(*found):
        template.add(message, auto_comments=hints)
    return template


def _sources(patterns: Iterable[str]) -> list[Path]:
    return sorted({path for pattern in patterns for path in (ROOT / "ropa_desktop").glob(pattern)})


def _of_python(patterns: Iterable[str], keywords: dict[str, tuple[int, ...] | None]) -> Iterator[tuple[Id, list[str]]]:
    for path in _sources(patterns):
        for _line, message, hints, _context in extract_from_file(
            "python", path, keywords=keywords, comment_tags=(HINT,), strip_comment_tags=True
        ):
            if message:
                yield message, hints


def _titles() -> Iterator[tuple[Id, list[str]]]:
    """What the fields of the model are called, without their help: `line(N_("Department"))`."""
    for path in _sources(FIELDS):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id=name) | ast.Attribute(attr=name),
                    args=[ast.Call(func=ast.Name(id="N_"), args=[ast.Constant(value=str() as title)]), *_others],
                ) if name in DECLARING:
                    yield title, []


def _of_forms() -> Iterator[tuple[Id, list[str]]]:
    for path in sorted((ROOT / "forms").rglob("*.ui")):
        for element in ElementTree.parse(path).iter("string"):
            if element.text and element.get("notr") != "true":
                hint = element.get("extracomment")
                yield element.text, [hint] if hint else []


def update_all() -> None:
    """New messages are added empty, and what the sources no longer say is dropped."""
    for path, template in _catalogues():
        catalogue = _read(path)
        catalogue.update(template, no_fuzzy_matching=True)
        text = io.BytesIO()
        write_po(text, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
        lines = [line for line in text.getvalue().splitlines() if not line.startswith(NOISE)]
        path.write_bytes(b"\n".join(lines).strip() + b"\n")


def _catalogues() -> Iterator[tuple[Path, Catalog]]:
    """Each file of translations with the messages that it has to hold."""
    for folder, template in ((CATALOGUES, extracted()), (CATALOGUES / "output", reported())):
        for path in sorted(folder.glob("*.po")):
            yield path, template


def compile_all() -> None:
    for path in sorted(CATALOGUES.rglob("*.po")):
        unfinished = path.with_suffix(".mo.part")
        with open(unfinished, "wb") as compiled:
            write_mo(compiled, _read(path))
        os.replace(unfinished, path.with_suffix(".mo"))  # a running program never meets half a file


def problems() -> list[str]:
    """What keeps a language from being complete, one sentence each."""
    found = []
    for path, template in _catalogues():
        name = path.relative_to(CATALOGUES).as_posix()
        said = {message.id for message in template if message.id}
        catalogue = _read(path)
        known = {message.id for message in catalogue if message.id}
        found += [f"{name}: not in the file yet (make translations): {id!r}" for id in said - known]
        found += [f"{name}: no longer in the sources (make translations): {id!r}" for id in known - said]
        faults = [_fault(message, catalogue.num_plurals) for message in catalogue if message.id in said]
        found += [f"{name}: {fault}" for fault in faults if fault]
    return sorted(found)


def _fault(message: Message, forms: int) -> str | None:
    """What is wrong with one translation into a language that has so many plural forms."""
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    translations = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    if not all(translations) or len(translations) != (forms if len(originals) > 1 else 1):
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
