"""Handing over: a register, or one controller's record, in the format that the target's ending names."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import Options, build
from ropa_desktop.exchange.report import Report
from ropa_desktop.i18n import LANGUAGES, OUTPUT_LANGUAGES, _, language, ngettext
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.progress import part

FORMATS = (".pdf", ".docx", ".ods", ".html", ".xlsx", ".csv", ".json", ".jsonld", ".ttl")

DOCUMENT = "register"
"""The layout of the document by activity. Without a layout the same is meant, but for the working copies."""

_OF_A_DOCUMENT = (".pdf", ".docx", ".ods", ".html", ".xlsx")
_OF_A_REGISTER = (*_OF_A_DOCUMENT, ".json", ".jsonld", ".ttl")
WORKING_COPIES = (".xlsx", ".json")
"""The endings under which every field of the records in scope leaves where no layout is asked for."""

LINKED = (".jsonld", ".ttl")

_BUILT = {".pdf": 0.15, ".docx": 0.75, ".html": 0.9, ".ods": 0.7, ".xlsx": 0.65, ".csv": 0.9}
"""The share of the time after which a report is built, where that is not two fifths."""

Writer = Callable[[Report, Path], tuple[str, ...]]


def formats(key: str) -> tuple[str, ...]:
    """The endings that a layout can be written to, by its key; "" for none. Raises `BadInput` for an unknown one."""
    if key in ("", DOCUMENT):
        return _OF_A_DOCUMENT if key else _OF_A_REGISTER
    from ropa_desktop.exchange.layouts import layout

    return layout(key).formats


def is_working_copy(options: Options, ending: str) -> bool:
    """Whether what is asked for, in the format of an ending, carries every field of the records in scope."""
    return not options.layout and ending in WORKING_COPIES


def export(snapshot: Snapshot, target: Path, options: Options) -> tuple[str, ...]:
    """Write a snapshot to a file; returns what the person should know about it, a sentence each.

    A document says what Article 30 asks for, and besides it what `options.also` names, in each format the same. Without
    a layout a workbook and JSON are working copies, which hold every field of the records in scope. Raises `BadInput`
    for another ending or one that the layout has not, and `CannotWrite`, leaving what was there.
    """
    ending = target.suffix.casefold()
    _check(ending, target, options.layout)
    if options.embed and ending != ".pdf":
        raise BadInput(_("{name}: only a PDF carries the working copy inside.").format(name=target.name))
    if ending in LINKED:
        from ropa_desktop.exchange.formats.linked import write_linked

        return write_linked(snapshot, target, options)
    if is_working_copy(options, ending):
        return _write_working_copy(snapshot, target, options)
    with part(0.0, _BUILT.get(ending, 0.4)):
        report, remarks = _report(snapshot, options)
    if options.embed:
        from ropa_desktop.exchange.embedding import with_working_copy

        report, said = with_working_copy(report, snapshot, target, options)
        remarks = (said, *remarks)
    with part(_BUILT.get(ending, 0.4), 1.0):
        return (*_writer(ending, options)(report, target), *remarks)


def _check(ending: str, target: Path, key: str) -> None:
    known: tuple[str, ...]
    if ending not in FORMATS:
        sentence, known = _("{name}: the ending names no format. Use one of {endings}."), FORMATS
    elif ending == ".csv" and key in ("", DOCUMENT):
        sentence = _("{name}: a text file holds one table. Choose a layout that is one; “ropa layouts” lists them.")
        known = ()
    elif ending not in (known := formats(key)):
        sentence = _("{name}: the layout “{key}” is not written in this format. Use one of {endings}.")
    else:
        return
    raise BadInput(sentence.format(name=target.name, key=key, endings=", ".join(known)))


def report_of(snapshot: Snapshot, options: Options) -> Report:
    """The report that a document says: what the preview shows. Raises `BadInput` as `export` does."""
    return _report(snapshot, options)[0]


def _report(snapshot: Snapshot, options: Options) -> tuple[Report, tuple[str, ...]]:
    """What is handed over, and what the person should know of the layout."""
    if options.layout in ("", DOCUMENT):
        return build(snapshot, options), ()
    from ropa_desktop.exchange.layouts import layout
    from ropa_desktop.exchange.layouts.making import make
    from ropa_desktop.exchange.layouts.remarks import remarks
    from ropa_desktop.exchange.phrases import Phrases

    shape = layout(options.layout)
    return make(snapshot, options, shape), remarks(shape, Phrases(snapshot, language()), options)


def _write_working_copy(snapshot: Snapshot, target: Path, options: Options) -> tuple[str, ...]:
    """A working copy comes back to the window, so it speaks one of the window's languages."""
    from ropa_desktop.exchange.scope import for_controller

    scoped = for_controller(snapshot, options.keeper_id, options.role)
    if target.suffix.casefold() == ".xlsx":
        from ropa_desktop.exchange.workbook import write_workbook

        spoken = options.language if options.language in LANGUAGES else language()
        write_workbook(scoped, target, spoken, as_of=options.as_of)
        if spoken != options.language:
            sentence = _("A working copy is not written in {wanted}: its headings are in {language}.")
            return (sentence.format(wanted=OUTPUT_LANGUAGES[options.language], language=LANGUAGES[spoken]),)
    else:
        from ropa_desktop.exchange.json_file import write_json

        write_json(scoped, target, options.as_of)
    return ()


def _writer(ending: str, options: Options) -> Writer:
    """What turns a report into a file with this ending, loaded only now."""
    match ending:
        case ".html":
            from ropa_desktop.exchange.formats.web import write_web

            return write_web
        case ".docx":
            from ropa_desktop.exchange.formats.document import write_document

            return write_document
        case ".ods":
            from ropa_desktop.exchange.formats.opendocument import write_opendocument

            return write_opendocument
        case ".xlsx":
            from ropa_desktop.exchange.formats.spreadsheet import write_spreadsheet

            return write_spreadsheet
        case ".csv":
            from ropa_desktop.exchange.formats.separated import write_separated

            return partial(write_separated, separator=options.separator)
    return _write_pdf


def _write_pdf(report: Report, target: Path) -> tuple[str, ...]:
    from ropa_desktop.exchange.pdf import write_pdf

    written = write_pdf(report, target)
    return tuple(filter(None, (_lost(written.replaced), _unjoined(written.unjoined))))


def _lost(characters: Mapping[str, int]) -> str:
    """What to know of characters that no face could draw."""
    n = sum(characters.values())
    sentence = ngettext(
        "{n} character has no glyph in the document's font and was replaced: {signs}",
        "{n} characters have no glyph in the document's font and were replaced: {signs}",
        n,
    )
    return sentence.format(n=n, signs=" ".join(sorted(characters))) if n else ""


def _unjoined(characters: Mapping[str, int]) -> str:
    """What to know of letters that their script would join."""
    n = sum(characters.values())
    sentence = ngettext(
        "{n} letter of a script that joins its letters stands by itself: {signs}",
        "{n} letters of a script that joins its letters stand side by side: {signs}",
        n,
    )
    return sentence.format(n=n, signs=" ".join(sorted(characters))) if n else ""
