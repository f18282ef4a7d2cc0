"""Handing over: a register, or one controller's record, in the format that the target's ending names."""

from collections.abc import Callable
from pathlib import Path

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import Options, build
from ropa_desktop.exchange.report import Report
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.model.snapshot import Snapshot

FORMATS = (".pdf", ".docx", ".ods", ".html", ".xlsx", ".json")

Writer = Callable[[Report, Path], tuple[str, ...]]


def export(snapshot: Snapshot, target: Path, options: Options) -> tuple[str, ...]:
    """Write a snapshot to a file; returns what the person should know about it, a sentence each.

    A document says what Article 30 asks for, and more with `options.full`, in each format the same; a workbook and
    JSON hold every field of the records in scope. Raises `BadInput` for another ending and `CannotWrite`, leaving what
    was there.
    """
    ending = target.suffix.casefold()
    if ending not in FORMATS:
        endings = ", ".join(FORMATS)
        raise BadInput(
            _("{name}: the ending names no format. Use one of {endings}.").format(name=target.name, endings=endings)
        )
    write = _writer(ending)
    if options.layout:
        return _in_layout(snapshot, target, options, write)
    if write is not None:
        return write(build(snapshot, options), target)
    from ropa_desktop.exchange.scope import for_controller

    scoped = for_controller(snapshot, options.keeper_id, options.role)
    if ending == ".xlsx":
        from ropa_desktop.exchange.workbook import write_workbook

        write_workbook(scoped, target, options.language)
    else:
        from ropa_desktop.exchange.json_file import write_json

        write_json(scoped, target)
    return ()


def _in_layout(snapshot: Snapshot, target: Path, options: Options, write: Writer | None) -> tuple[str, ...]:
    from ropa_desktop.exchange.layouts import layout
    from ropa_desktop.exchange.phrases import Phrases
    from ropa_desktop.exchange.tabular import remark, tabulate

    shape = layout(options.layout)
    if write is None:
        raise BadInput(
            _("{name}: a layout is no working copy. Let the name end in .pdf, .docx, .ods or .html.").format(
                name=target.name
            )
        )
    said = remark(shape, Phrases(snapshot, options.language))
    return (*write(tabulate(snapshot, options, shape), target), *filter(None, (said,)))


def _writer(ending: str) -> Writer | None:
    """What turns a report into a document with this ending, loaded only now; None for a working copy's ending."""
    match ending:
        case ".pdf":
            return _write_pdf
        case ".html":
            from ropa_desktop.exchange.formats.web import write_web

            return write_web
        case ".docx":
            from ropa_desktop.exchange.formats.document import write_document

            return write_document
        case ".ods":
            from ropa_desktop.exchange.formats.opendocument import write_opendocument

            return write_opendocument
    return None


def _write_pdf(report: Report, target: Path) -> tuple[str, ...]:
    from ropa_desktop.exchange.pdf import write_pdf

    written = write_pdf(report, target)
    lost = sum(written.replaced.values())
    if not lost:
        return ()
    signs = " ".join(sorted(written.replaced))
    sentence = ngettext(
        "{n} character has no glyph in the document's font and was replaced: {signs}",
        "{n} characters have no glyph in the document's font and were replaced: {signs}",
        lost,
    )
    return (sentence.format(n=lost, signs=signs),)
