"""Commands that make or change a register, and the one that opens the window."""

import argparse

from ropa_desktop.cli.tables import print_json
from ropa_desktop.errors import BadInput, ReadOnlyRegister
from ropa_desktop.i18n import N_, _
from ropa_desktop.model.validation import clean_line
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register


def new(options: argparse.Namespace) -> None:
    """Make an empty register, with one controller where it is named."""
    if options.controller is not None and not clean_line(options.controller):
        raise BadInput(_("{title} cannot be left empty here. Give it a value.").format(title=_("Name")))
    with Register.create(options.file) as register:
        if options.controller:
            try:
                with register.step(N_("Register begun for {record}"), record=options.controller):
                    edit.add(register, "organisation", name=options.controller, record_kept="yes")
            except BadInput:
                register.close()
                options.file.unlink()
                raise
    print(_("{path} is ready.").format(path=options.file))


def sample(options: argparse.Namespace) -> None:
    """Make a register with the example records, or one of them."""
    from ropa_desktop.exchange.samples import SAMPLES, build

    names = list(SAMPLES)
    if options.controller is not None:
        wanted = options.controller.strip().casefold()
        names = [name for name, file in SAMPLES.items() if wanted == file or (wanted and wanted in name.casefold())]
        if len(names) != 1:
            known = ", ".join(SAMPLES)
            raise BadInput(
                _("There is no one example called “{name}”. There are: {known}.").format(
                    name=options.controller, known=known
                )
            )
    with Register.create(options.file) as register:
        build(register, names)
    said = _("{path}: the records of {names}.").format(path=options.file, names=", ".join(names))
    print(f"{said.rstrip('.')}.")  # "Commsor Inc." brings a full stop of its own


def import_(options: argparse.Namespace) -> None:
    """Take records in as one step, or say what would change."""
    from ropa_desktop.exchange.apply import apply
    from ropa_desktop.exchange.arrival import arrival, refusal, write_mapping
    from ropa_desktop.exchange.arrival_json import arrival_as_json
    from ropa_desktop.exchange.summary import summary

    with Register.open(options.file, write=not options.dry_run) as register:
        if not options.dry_run and register.read_only:
            raise ReadOnlyRegister(register.read_only_reason)
        found = arrival(options.sheet, register.snapshot(), options.mapping)
        if found.intake is not None and (because := refusal(found.intake)):
            raise BadInput(because)
        if found.intake is None and (options.save_mapping or options.report):
            raise BadInput(
                _("Mapping and report are for strange spreadsheets. “{name}” is none.").format(name=options.sheet.name)
            )
        if options.save_mapping and found.intake is not None:
            write_mapping(found.intake.recognised.mapping, options.save_mapping)
        if not options.dry_run:
            apply(register, found.plan, options.sheet.name)
    if options.report and found.intake is not None:
        from ropa_desktop.exchange.import_report import write_report

        write_report(options.report, found.intake, options.file.name, taken_in=not options.dry_run)
    if options.json:
        print_json(arrival_as_json(found, options.cells))
        return
    for sentence in summary(found.plan):
        print(sentence)
    for path in filter(None, (options.save_mapping, options.report)):
        print(_("{path} is written.").format(path=path))
    if options.dry_run:
        print(_("Nothing was changed."))


def open_(options: argparse.Namespace) -> None:
    """Open the window, on a register where one is named."""
    from ropa_desktop.app import main

    raise SystemExit(main([options.file] if options.file else []))
