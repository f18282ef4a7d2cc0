"""The working copy inside a PDF: what can be read back into a register travels with what can be read by people."""

from dataclasses import replace
from pathlib import Path

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.json_file import dumps, to_records
from ropa_desktop.exchange.report import Attachment, Report
from ropa_desktop.exchange.scope import for_controller, scope_of
from ropa_desktop.i18n import N_, _, ngettext, translator
from ropa_desktop.model.snapshot import Snapshot


def with_working_copy(report: Report, snapshot: Snapshot, target: Path, options: Options) -> tuple[Report, str]:
    """The report with the working copy of the same scope in it, and the sentence that says what thereby leaves.

    That copy is what `.json` of the scope holds: every field, whether or not the document prints it. Raises `BadInput`
    for a public document, which must not hold what it leaves out.
    """
    if options.public:
        raise BadInput(_("A public version leaves fields out, and an embedded working copy holds all. Choose one."))
    scoped = for_controller(snapshot, options.keeper_id, options.role)
    records = to_records(scoped)
    content = dumps(records, scope_of(scoped), options.as_of).encode("utf-8")
    name = f"{target.stem}.json"
    description = translator(options.language)(N_("The records of this document as JSON, with every field"))
    n = sum(map(len, records.values()))
    sentence = ngettext(
        "The PDF carries {n} record with every field as {name}, notes and internal fields among them.",
        "The PDF carries {n} records with every field as {name}, notes and internal fields among them.",
        n,
    )
    attachment = Attachment(name, "application/json", content, description)
    return replace(report, attachment=attachment), sentence.format(n=n, name=name)
