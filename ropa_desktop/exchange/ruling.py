"""Ruling day: what a change of law data touches, in one register or in all registers of a folder.

A record is touched where what it rests on is said otherwise, or where a check finds something else in it. Registers
are only read; one that cannot be opened is named.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ropa_desktop.errors import BadInput, CannotWrite, RegisterError
from ropa_desktop.exchange.files import whole_file
from ropa_desktop.exchange.findings_report import concerned, keepers_of
from ropa_desktop.exchange.list_workbook import ListSheet, write_lists
from ropa_desktop.exchange.workbook.labels import Labels
from ropa_desktop.i18n import _, format_date, language, ngettext
from ropa_desktop.law.bundle import LawData, using
from ropa_desktop.law.checking import archived, findings
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.data import ADEQUACY, MECHANISM, TERRITORY, Difference, differences
from ropa_desktop.law.outline import name_of
from ropa_desktop.law.vocabulary import label, vocabulary
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.transfer import Transfer
from ropa_desktop.register.register import Register

ENDING = ".ropa"
BACKUPS = ".backups"  # the ending of a folder that is made beside a register, and holds what it was


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that a change of law data touches, by table and id, and how it is called.

    `controllers` and `activities` are those whose record it concerns, by name, and `shares` the activities of each
    controller: no note to one names another's. `because` are sentences of what changed, `before` and `now` what the
    checks said and say of it where they differ.
    """

    table: str
    record: str
    called: str
    controllers: tuple[str, ...]
    activities: tuple[str, ...]
    because: tuple[str, ...]
    before: tuple[str, ...]
    now: tuple[str, ...]
    shares: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a change touches in several registers: by file what is touched, and by file why it could not be read."""

    changes: tuple[Difference, ...]
    on: str
    touched: tuple[tuple[Path, tuple[Touched, ...]], ...]
    unread: tuple[tuple[Path, str], ...]

    @property
    def by_controller(self) -> dict[str, list[tuple[Path, Touched]]]:
        """What is touched, by the name of each controller, in the order of the files; "" where nobody is named."""
        found: dict[str, list[tuple[Path, Touched]]] = {}
        for path, touched in self.touched:
            for one in touched:
                for name in one.controllers or ("",):
                    found.setdefault(name, []).append((path, one))
        return found


def touched(snapshot: Snapshot, old: LawData, new: LawData, on: str) -> tuple[Touched, ...]:
    """What of a register other law data touch, judged on an ISO day."""
    known = confirmed(snapshot)
    changes = differences(old, new)
    because: dict[tuple[str, str], list[Difference]] = {}
    for transfer in known.all(Transfer):
        if not archived(known, "transfer", transfer):
            rests = [change for change in changes if _rests_on(transfer, change)]
            if rests:
                because["transfer", transfer.id] = rests
    before, now = _found(known, old, on), _found(known, new, on)
    for place in {**before, **now}:
        if before.get(place, {}).keys() != now.get(place, {}).keys():
            because.setdefault(place, [])
    labels = Labels(known, language())
    return tuple(
        _touched(known, labels, place, rests, before.get(place, {}), now.get(place, {}))
        for place, rests in because.items()
    )


def over_folder(folder: Path, old: LawData, new: LawData, on: str | None = None) -> Ruling:
    """What other law data touch in every register of a folder and of those in it, on an ISO day, today by default.

    Raises `BadInput` for no folder.
    """
    if not folder.is_dir():
        raise BadInput(_("{name} is no folder.").format(name=folder))
    day = on or date.today().isoformat()
    found, unread = [], []
    for path in registers_in(folder):
        try:
            with Register.open(path, write=False) as register:
                found.append((path, touched(register.snapshot(), old, new, day)))
        except RegisterError as error:
            unread.append((path, str(error)))
    return Ruling(differences(old, new), day, tuple(found), tuple(unread))


def registers_in(folder: Path) -> list[Path]:
    """The registers of a folder and of those in it, by name; backups are left out."""
    return [path for path in sorted(folder.rglob(f"*{ENDING}")) if not path.parent.name.endswith(BACKUPS)]


def write_ruling(target: Path, ruling: Ruling) -> None:
    """Write what is touched as a workbook in the current language. Raises `CannotWrite`."""
    rows = [
        [
            path.name, ", ".join(one.controllers), "\n".join(one.activities), one.called, "\n".join(one.because),
            "\n".join(one.before), "\n".join(one.now),
        ]
        for path, touched in ruling.touched
        for one in touched
    ]  # fmt: skip
    columns = (
        (_("Register"), 24), (_("Record of"), 24), (_("Activities"), 34), (_("Entry"), 34), (_("What changed"), 44),
        (_("Found before"), 40), (_("Found now"), 40),
    )  # fmt: skip
    told = [_("Judged on {day}").format(day=format_date(ruling.on)), *(change.said() for change in ruling.changes)]
    sheets = [ListSheet(_("Touched"), _("What a change of law data touches"), told, columns, rows)]
    if ruling.unread:
        lost = [[path.name, because] for path, because in ruling.unread]
        titles = ((_("Register"), 30), (_("Because"), 80))
        sheets.append(ListSheet(_("Not read"), _("Registers that could not be read"), (), titles, lost))
    write_lists(target, sheets)


def write_notes(folder: Path, ruling: Ruling) -> tuple[Path, ...]:
    """Write a draft note for each controller into a folder, as plain text; returns the files. Raises `CannotWrite`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(_("{path} cannot be made. Check the folder.").format(path=folder)) from error
    written: dict[str, Path] = {}
    of_each: dict[tuple[Path, str], list[Touched]] = {}  # clients of one name in two registers are two clients
    for name, entries in ruling.by_controller.items():
        for path, one in entries:
            of_each.setdefault((path, name), []).append(one)
    for (_path, name), found in of_each.items():
        target = folder / f"{_file_name(name, written)}.txt"
        written[target.stem.casefold()] = target
        with whole_file(target) as part:
            part.write_text("\n".join(note(name, found, ruling)) + "\n", "utf-8", newline="\n")
    return tuple(written.values())


def note(controller: str, found: Sequence[Touched], ruling: Ruling) -> Iterator[str]:
    """The lines of a draft note to one controller. It says what changed and where, and leaves the conclusion to her."""
    who = controller or _("No controller named")
    yield _("Draft: a change of law and the record of {controller}").format(controller=who)
    yield format_date(ruling.on)
    yield ""
    yield _("What changed")
    changes = dict.fromkeys(sentence for one in found for sentence in one.because)
    yield from (f"- {sentence}" for sentence in changes or (change.said() for change in ruling.changes))
    yield ""
    n = len(found)
    yield ngettext("It touches {n} entry of your record:", "It touches {n} entries of your record:", n).format(n=n)
    for one in found:
        yield ""
        yield f"* {one.called}"
        own = dict(one.shares).get(controller, ())
        if own:
            yield "  " + _("Activities: {names}").format(names=", ".join(own))
        yield from ("  " + _("To look at: {sentence}").format(sentence=sentence) for sentence in one.now)
        yield from ("  " + _("No longer found: {sentence}").format(sentence=sentence) for sentence in one.before)


# -- within -----------------------------------------------------------------------------------------------


def _rests_on(transfer: Transfer, change: Difference) -> bool:
    """Whether a transfer rests on what changed: a decision counts for those that name it, or name nothing."""
    if change.what == MECHANISM:
        return transfer.mechanism == change.code
    if change.what == ADEQUACY:
        places = (transfer.country, transfer.international_organisation)
        return change.code in places and transfer.mechanism in (None, "ADEQUACY")
    return change.what == TERRITORY and transfer.country == change.code


_Found = dict[tuple[str, ...], str]
"""Findings of one record: what tells them apart, whatever day the law data bear, with the sentence."""


def _found(snapshot: Snapshot, data: LawData, on: str) -> dict[tuple[str, str], _Found]:
    """What the checks find under some law data, by record."""
    found: dict[tuple[str, str], _Found] = {}
    with using(data):
        for one in findings(snapshot, on):
            here = found.setdefault((one.table, one.record), {})
            here[one.code, one.field, one.severity, one.about] = one.sentence
    return found


def _touched(
    snapshot: Snapshot, labels: Labels, place: tuple[str, str], rests: list[Difference], before: _Found, now: _Found
) -> Touched:
    table, id = place
    activities = concerned(snapshot, table, id)
    ids = dict.fromkeys((*keepers_of(snapshot, table, id), *(one.keeper_id for one in activities)))
    keepers = [keeper for one in ids if (keeper := snapshot.get(Organisation, one)) is not None]
    shares = [(name_of(keeper), [one for one in activities if one.keeper_id == keeper.id]) for keeper in keepers]
    if not keepers:
        shares = [("", list(activities))]
    row = snapshot.find(table, id)
    return Touched(
        table,
        id,
        _place(row) if table == "transfer" and row is not None else labels.name(table, id),
        tuple(map(name_of, keepers)),
        tuple(labels.name("activity", one.id) for one in activities),
        tuple(one.said() for one in rests),
        tuple(sentence for key, sentence in before.items() if key not in now),
        tuple(sentence for key, sentence in now.items() if key not in before),
        tuple((name, tuple(labels.name("activity", one.id) for one in own)) for name, own in shares),
    )


def _place(transfer: Transfer) -> str:
    """A transfer as it is spoken of: where to, and what it rests on."""
    place = transfer.country or transfer.international_organisation
    name = "country" if place in vocabulary("country").terms else "international_organisation"
    mechanism = label("transfer_mechanism", transfer.mechanism) if transfer.mechanism else _("no mechanism named")
    where = label(name, place) if place else _("unknown")
    return _("Transfer to {place}: {mechanism}").format(place=where, mechanism=mechanism)


def _file_name(name: str, taken: Iterable[str]) -> str:
    """A name for a file, of letters and digits that every system takes, and none twice."""
    made = re.sub(r"[^\w]+", "-", name, flags=re.UNICODE).strip("-")[:60] or "no-controller"
    number, found = 2, made
    while found.casefold() in taken:
        found, number = f"{made}-{number}", number + 1
    return found
