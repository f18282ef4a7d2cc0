"""`ropa law`: the law data in use and their age; of a newer file what it changes, and whether it is taken."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

from ropa_desktop.cli.tables import Column, print_json, print_pairs, print_table
from ropa_desktop.errors import BadInput, RegisterError
from ropa_desktop.exchange.ruling import (
    Ruling,
    Touched,
    over_folder,
    registers_in,
    touched,
    write_notes,
    write_ruling,
)
from ropa_desktop.i18n import _, format_date, ngettext
from ropa_desktop.law import data
from ropa_desktop.law.bundle import LawData, accepted_path
from ropa_desktop.register.register import Register


def law(options: argparse.Namespace) -> None:
    """Say what law data are in use; look at a file, take it, or go back to those of the program."""
    if options.forget:
        _forget(options)
    elif options.file is None:
        if options.accept or options.registers:
            raise BadInput(_("Name the file of law data that is asked about."))
        _in_use(options)
    else:
        _look_at(options)


def _in_use(options: argparse.Namespace) -> None:
    used = data.current()
    unverified = data.unverified(used)
    if options.json:
        print_json({"as_of": used.as_of, "file": used.name or None, "unverified": [list(one) for one in unverified]})
        return
    days = (date.today() - date.fromisoformat(used.as_of)).days
    age = ngettext("{n} day old", "{n} days old", days).format(n=days)
    print_pairs(
        [
            (_("Law data of"), f"{format_date(used.as_of)} ({age})"),
            (_("From"), str(accepted_path()) if data.accepted() else _("the program")),
            (_("Adequacy decisions"), str(len(used.adequacy["decisions"]))),
            (_("Mechanisms"), str(len(used.transfer_mechanisms["entries"]))),
        ]
    )
    if unverified:
        print()
        print(_("Not verified against a source:"))
        for name, evidence in unverified:
            print(f"  {name} ({evidence})")


def _look_at(options: argparse.Namespace) -> None:
    found = data.load(options.file)
    changes = data.differences(data.current(), found)
    registers = [(path, _read(path, found)) for path in _registers(options.registers)]
    if options.accept:
        data.accept(found)
    if options.json:
        print_json(
            {
                "as_of": found.as_of,
                "older": data.is_older(found),
                "accepted": options.accept,
                "changes": [{**asdict(change), "said": change.said()} for change in changes],
                "registers": [
                    {"file": str(path), "problem": result, "touched": []}
                    if isinstance(result, str)
                    else {"file": str(path), "problem": None, "touched": [asdict(one) for one in result]}
                    for path, result in registers
                ],
            }
        )
        return
    for line in _told(found, changes):
        print(line)
    for path, result in registers:
        print()
        print(f"{path.name}: {result}" if isinstance(result, str) else path.name)
        if not isinstance(result, str):
            print_touched(result)
    if options.accept:
        print()
        print(_("These law data are in use now. “ropa law --forget” goes back to those of the program."))


def _told(found: LawData, changes: tuple[data.Difference, ...]) -> Iterator[str]:
    yield _("{name}: law data of {day}.").format(name=found.name, day=format_date(found.as_of))
    if data.is_older(found):
        used = format_date(data.current().as_of)
        yield _("They are older than those in use, of {day}, and cannot be taken.").format(day=used)
    n = len(changes)
    yield ngettext("{n} change:", "{n} changes:", n).format(n=n) if n else _("They change nothing.")
    yield from (f"  {change.said()}" for change in changes)


def print_touched(found: tuple[Touched, ...]) -> None:
    """Print what a change touches in one register."""
    rows = [
        [", ".join(one.controllers) or _("unknown"), ", ".join(one.activities), one.called, " ".join(one.now)]
        for one in found
    ]
    print_table([Column(title) for title in (_("Record of"), _("Activities"), _("Entry"), _("Found now"))], rows)


def _registers(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        yield from registers_in(path) if path.is_dir() else (path,)


def _read(path: Path, found: LawData) -> tuple[Touched, ...] | str:
    """What the file touches in a register; a sentence where that cannot be read."""
    try:
        with Register.open(path, write=False) as register:
            return touched(register.snapshot(), data.current(), found, date.today().isoformat())
    except RegisterError as error:
        return str(error)


def _forget(options: argparse.Namespace) -> None:
    was_there = data.forget()
    if options.json:
        print_json({"forgotten": was_there, "as_of": data.current().as_of})
        return
    day = format_date(data.current().as_of)
    said = (
        _("The law data of the program are in use again, of {day}.")
        if was_there
        else _("The law data of the program are in use, of {day}. No others were accepted.")
    )
    print(said.format(day=day))


# -- a folder ---------------------------------------------------------------------------------------------


def check_folder(options: argparse.Namespace, day: str) -> None:
    """What newer law data touch in all registers of a folder, on an ISO day: `ropa check FOLDER --law-change FILE`."""
    found = over_folder(options.file, data.current(), data.load(options.law_change), day)
    if options.output is not None:
        if options.output.suffix.casefold() != ".xlsx":
            raise BadInput(_("{name}: what is touched is written as .xlsx.").format(name=options.output.name))
        write_ruling(options.output, found)
    notes = write_notes(options.notes, found) if options.notes is not None else ()
    if options.json:
        print_json(
            {
                "on": found.on,
                "changes": [{**asdict(change), "said": change.said()} for change in found.changes],
                "registers": [
                    {"file": str(path), "touched": [asdict(one) for one in touched]} for path, touched in found.touched
                ],
                "unread": [{"file": str(path), "because": because} for path, because in found.unread],
                "notes": [str(path) for path in notes],
            }
        )
        return
    _print_ruling(found)
    for path in filter(None, (options.output, *notes)):
        print(_("Written: {name}").format(name=path))


def _print_ruling(found: Ruling) -> None:
    for change in found.changes:
        print(change.said())
    print(_("They change nothing.") if not found.changes else "")
    n, touched = len(found.touched), sum(bool(one) for _path, one in found.touched)
    print(
        ngettext("{touched} of {n} register touched.", "{touched} of {n} registers touched.", n).format(
            n=n, touched=touched
        )
    )
    for name, entries in found.by_controller.items():
        print()
        print(name or _("No controller named"))
        rows = [[path.name, ", ".join(one.activities), one.called, " ".join(one.now)] for path, one in entries]
        print_table([Column(title) for title in (_("Register"), _("Activities"), _("Entry"), _("Found now"))], rows)
    for path, because in found.unread:
        print()
        print(_("{name} could not be read: {because}").format(name=path.name, because=because))
