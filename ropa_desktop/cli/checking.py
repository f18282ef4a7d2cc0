"""`ropa check`: of a register, whether it is sound, what is open and what was found; of any spreadsheet, what it holds
and lacks; of a folder of registers, what newer law data touch."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ropa_desktop.cli.law import check_folder
from ropa_desktop.cli.tables import Column, print_json, print_pairs, print_table
from ropa_desktop.cli.texts import open_letters
from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.calendar_file import days, write_calendar
from ropa_desktop.exchange.findings_report import SEVERITY_TITLES, STATE_TITLES, heading, write_findings
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.plan import SPREADSHEETS
from ropa_desktop.exchange.workbook.labels import Labels
from ropa_desktop.i18n import _, format_date, language, ngettext
from ropa_desktop.law import tally, vocabulary
from ropa_desktop.law.checking import APPLIES_FROM, banners, findings
from ropa_desktop.law.citing import provision
from ropa_desktop.law.completeness import LETTER_TITLES, LETTERS, letter_states
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.facts import facts_as_of
from ropa_desktop.law.parties import activities, keepers
from ropa_desktop.law.responses import OPEN, POSTPONED, Standing, standing
from ropa_desktop.law.small_organisations import advice
from ropa_desktop.model.activity import Role
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.register import Register

_MOST = 20  # of what could not be read that is printed; JSON has all


def check(options: argparse.Namespace) -> None:
    """Check a register, a spreadsheet or a folder, on a day. Findings do not change the exit code."""
    day = _day(options.on)
    if options.law_change is not None:
        check_folder(options, day)
    elif options.file.is_dir():
        raise BadInput(
            _("{name} is a folder. “--law-change FILE” asks what law data touch in it.").format(name=options.file)
        )
    elif options.notes is not None:
        raise BadInput(_("“--notes” goes with “--law-change”."))
    elif options.file.suffix.casefold() in (*SPREADSHEETS, ".json"):
        _check_sheet(options, day)
    else:
        _check_register(options, day)


def _day(text: str | None) -> str:
    """The ISO day that is asked about, today by default. Raises `BadInput` for what is none."""
    try:
        return date.fromisoformat(text).isoformat() if text else date.today().isoformat()
    except ValueError:
        raise BadInput(_("“{day}” is no day. Write it like 2019-06-01.").format(day=text)) from None


# -- a register -------------------------------------------------------------------------------------------


def _check_register(options: argparse.Namespace, day: str) -> None:
    with Register.open(options.file, write=False) as register:
        problem = register.unsound()
        snapshot = register.snapshot()
    states = [(activity, letter_states(snapshot, activity.id, day)) for activity in activities(snapshot)]
    standings = standing(snapshot, findings(snapshot, day), day)
    shown = [one for one in standings if options.all or one.state == OPEN]
    above = [*banners(snapshot, day), *_small_organisations(snapshot)]
    if options.output is not None:
        _write(options.output, snapshot, standings, shown, day, above)
    counted = tally.of_record(snapshot, None, day)
    phrases = Phrases(snapshot, language())
    if options.json:
        print_json(
            {
                "sound": problem is None,
                "problem": problem,
                "complete": {"closed": counted.closed, "points": len(counted.points), "percent": counted.percent},
                "on": day,
                "law_data": facts_as_of(),
                "remarks": above,
                "activities": [
                    {
                        "reference": activity.reference,
                        "name": activity.name,
                        "controller": phrases.text(activity, "keeper_id") or None,
                        "role": activity.role,
                        "letters": letters,
                    }
                    for activity, letters in states
                ],
                "findings": [_as_data(one) for one in shown],
            }
        )
        return
    print(problem or _("The file is sound: structure, references and history hold."))
    _print_activities(phrases, states)
    if counted.percent is not None:
        print()
        print(counted.in_words)
    for sentence in above:
        print()
        print(sentence)
    _print_findings(snapshot, shown, day)
    hidden = len(standings) - len(shown)
    if hidden:
        print()
        print(
            ngettext(
                "{n} finding is postponed or answered: “--all” shows it.",
                "{n} findings are postponed or answered: “--all” shows them.",
                hidden,
            ).format(n=hidden)
        )
    if options.output is not None:
        print(_("Written: {name}").format(name=options.output))


def _write(
    target: Path,
    snapshot: Snapshot,
    standings: Sequence[Standing],
    shown: Sequence[Standing],
    day: str,
    above: Sequence[str],
) -> None:
    """The findings as a workbook, or the days to come as a calendar, by the ending. Raises `BadInput` for another."""
    match target.suffix.casefold():
        case ".xlsx":
            write_findings(target, snapshot, shown, day, above)
        case ".ics":
            write_calendar(target, days(snapshot, standings))
        case _:
            raise BadInput(_("{name}: findings are written as .xlsx, days to come as .ics.").format(name=target.name))


def _small_organisations(snapshot: Snapshot) -> Iterator[str]:
    """What Art. 30(5) says of each keeper of which it is known how many persons it employs."""
    for keeper in keepers(confirmed(snapshot)):
        found = advice(snapshot, keeper.id)
        if found is not None:
            yield " ".join(found.sentences())


def _as_data(one: Standing) -> dict[str, Any]:
    said = one.response
    return one.finding._asdict() | {
        "state": one.state,
        "assigned_to": said.assigned_to if said else None,
        "until": said.until if said else None,
        "reason": said.reason if said else None,
    }


def _print_activities(phrases: Phrases, states: Iterable[tuple[Any, dict[str, str]]]) -> None:
    rows = [
        [
            activity.reference or "?",
            phrases.text(activity, "name") or _("unknown"),
            phrases.text(activity, "keeper_id") or _("unknown"),
            "30(1)" if activity.role == "controller" else "30(2)",
            open_letters(letters) or "–",
        ]
        for activity, letters in states
    ]
    titles = (_("Reference"), _("Activity"), _("Record of"), _("Article"), _("Open letters"))
    print_table([Column(title) for title in titles], rows)


def _print_findings(snapshot: Snapshot, shown: Sequence[Standing], day: str) -> None:
    """Findings by severity, each with what to look at; how it stands where that is not simply open."""
    print()
    if day < APPLIES_FROM:
        print(_("Nothing is judged before {day}: the GDPR did not apply yet.").format(day=format_date(APPLIES_FROM)))
        return
    print(heading(shown, day))
    labels = Labels(snapshot, language())
    titles = [_("Article"), _("What"), _("Where")]
    for severity, title in SEVERITY_TITLES.items():
        found = [one for one in shown if one.finding.severity == severity]
        if not found:
            continue
        told = [_how_it_stands(one) for one in found]
        rows = [
            [
                provision(one.finding.article),
                one.finding.sentence,
                labels.name(one.finding.table, one.finding.record),
                how,
            ]
            for one, how in zip(found, told, strict=True)
        ]
        wide = 4 if any(told) else 3
        print()
        print(f"{_(title)}: {len(found)}")
        print_table([Column(title) for title in [*titles, _("State")][:wide]], [row[:wide] for row in rows])


def _how_it_stands(one: Standing) -> str:
    said = one.response
    if said is None:
        return ""
    state = _(STATE_TITLES[one.state]) if one.state != OPEN else ""
    until = format_date(said.until) if one.state == POSTPONED and said.until else ""
    who = _("given to {who}").format(who=said.assigned_to) if said.assigned_to else ""
    return ", ".join(filter(None, (state, until, who)))


# -- a spreadsheet ----------------------------------------------------------------------------------------


def _check_sheet(options: argparse.Namespace, day: str) -> None:
    from ropa_desktop.exchange.summary import cell_counts
    from ropa_desktop.exchange.xray import Xray, as_json, xray

    if options.output is not None:
        raise BadInput(_("“--output” goes with a register. Import the spreadsheet first."))
    found: Xray = xray(options.file, day, options.mapping)
    if options.json:
        print_json(as_json(found, options.cells))
        return
    if found.because:
        print(found.because)
        return
    n = len(found.seen)
    print(
        ngettext("{name} holds {n} processing activity.", "{name} holds {n} processing activities.", n).format(
            name=found.name, n=n
        )
    )
    print_pairs([*_holds(found), *_lacks(found)])
    if found.plan.cells:
        print(cell_counts(found.plan.cells))
    if found.seen:
        print()
        phrases = Phrases(found.snapshot, language())
        _print_activities(phrases, ((one.activity, one.letters) for one in found.seen))
    _print_findings(found.snapshot, standing(found.snapshot, found.findings, found.on), found.on)
    _print_unread(found)
    print()
    print(_("Looked at as of {day}. Nothing was written.").format(day=format_date(found.on)))


def _holds(found: Any) -> Iterator[tuple[str, str]]:
    """Whose activities, how many organisations and recipients, and where data go."""
    from ropa_desktop.exchange.xray import by_keeper, recipient_count, transfers_by_country

    for keeper, role, n in by_keeper(found):
        as_what = _("as controller") if role == Role.controller else _("as processor")
        yield (keeper and keeper.name) or _("No controller named"), f"{n} {as_what}"
    yield _("Organisations"), str(found.snapshot.count("organisation"))
    yield _("Recipients"), str(recipient_count(found))
    places = [
        f"{_place(code)} {n}" if code else f"{_('unknown')} {n}" for code, n in transfers_by_country(found).items()
    ]
    yield _("Transfers"), ", ".join(places) or "0"


def _place(code: str) -> str:
    name = "country" if code in vocabulary.vocabulary("country").terms else "international_organisation"
    return vocabulary.label(name, code)


def _lacks(found: Any) -> Iterator[tuple[str, str]]:
    """For each letter, in how many activities it is open."""
    from ropa_desktop.exchange.xray import open_by_letter

    for role, titles in LETTER_TITLES.items():
        total = sum(one.activity.role == role for one in found.seen)
        if not total:
            continue
        article = "30(1)" if role == Role.controller else "30(2)"
        counts = open_by_letter(found, role)
        for letter, title in zip(LETTERS[role], titles, strict=True):
            said = _("open in {n} of {total}").format(n=counts[letter], total=total)
            yield (
                _("{article}({letter}) {title}").format(article=provision(article), letter=letter, title=_(title)),
                said,
            )


def _print_unread(found: Any) -> None:
    if not found.unread:
        return
    print()
    n = len(found.unread)
    print(ngettext("{n} place could not be read:", "{n} places could not be read:", n).format(n=n))
    for one in found.unread[:_MOST]:
        where = " ".join(filter(None, (one.sheet, one.place)))
        print("  " + ": ".join(filter(None, (where, one.text and f"“{one.text[:80]}”", one.because))))
    if n > _MOST:
        print("  " + ngettext("and {n} more", "and {n} more", n - _MOST).format(n=n - _MOST))
