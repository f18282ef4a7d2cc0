"""What an X-ray shows, as words and rows: whose activities, their letters, findings, and what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ropa_desktop.exchange.recognition.account import IGNORED, NOTE, UNREADABLE
from ropa_desktop.exchange.workbook.labels import Labels
from ropa_desktop.exchange.xray import Xray, by_keeper, open_by_letter, recipient_count, transfers_by_country
from ropa_desktop.i18n import _, format_date, language, ngettext
from ropa_desktop.law import vocabulary
from ropa_desktop.law.checking import CHECKS
from ropa_desktop.law.completeness import LETTER_TITLES
from ropa_desktop.law.facts import facts_as_of
from ropa_desktop.law.findings import CONTRADICTS, MISSING, QUESTION, REVIEW_DUE
from ropa_desktop.model.activity import Role
from ropa_desktop.window.cells import Letters, Meters, Remark, Text, Unknown
from ropa_desktop.window.table import Column, Row

PLACES = 4
"""Countries that are named in one line; the others are counted."""


def holds(found: Xray) -> str:
    """What the file holds, in a line: whose activities, organisations, recipients, and where data go."""
    parts = [_of_keeper(keeper.name if keeper else None, role, n) for keeper, role, n in by_keeper(found)]
    if not found.seen:
        parts.append(_("No processing activity"))
    n = found.snapshot.count("organisation")
    parts.append(ngettext("{n} organisation", "{n} organisations", n).format(n=n))
    n = recipient_count(found)
    parts.append(ngettext("{n} recipient", "{n} recipients", n).format(n=n))
    parts.append(_transfers(transfers_by_country(found)))
    return " · ".join(parts)


def _of_keeper(name: str | None, role: str, n: int) -> str:
    told = (
        ngettext("{name}: {n} activity as controller", "{name}: {n} activities as controller", n)
        if role == Role.controller
        else ngettext("{name}: {n} activity as processor", "{name}: {n} activities as processor", n)
    )
    return told.format(name=name or _("No controller named"), n=n)


def _transfers(by_country: dict[str | None, int]) -> str:
    if not by_country:
        return _("no transfer named")
    named = [f"{_place(code)} {n}" for code, n in list(by_country.items())[:PLACES]]
    more = len(by_country) - PLACES
    rest = [ngettext("and {n} more", "and {n} more", more).format(n=more)] if more > 0 else []
    return _("transfers to {places}").format(places=", ".join([*named, *rest]))


def _place(code: str | None) -> str:
    if code is None:
        return _("unknown")
    name = "country" if code in vocabulary.vocabulary("country").terms else "international_organisation"
    return vocabulary.label(name, code)


# -- letters ----------------------------------------------------------------------------------------------


def letter_rows(found: Xray) -> list[Row]:
    """A row for each letter of Article 30(1) and 30(2) that the file's activities have: how many leave it open."""
    rows: list[Row] = []
    both = len({one.activity.role for one in found.seen}) > 1
    for role, titles in LETTER_TITLES.items():
        total = sum(one.activity.role == role for one in found.seen)
        if not total:
            continue
        if both:
            rows.append(
                Row(role, (Text(_("Art. 30(1)") if role == Role.controller else _("Art. 30(2)"), strong=True),))
            )
        for (letter, n), title in zip(open_by_letter(found, role).items(), titles, strict=True):
            said = _("{title}: {n} of {total}").format(title=_(title), n=n, total=total)
            shares = ((letter, 1 - n / total),)
            rows.append(Row(f"{role} {letter}", (Meters(shares, said),)))
    return rows


# -- activities -------------------------------------------------------------------------------------------


def activity_columns(found: Xray) -> list[Column]:
    """Name, whose record where the file names several, and the letters."""
    keepers = {one.activity.keeper_id for one in found.seen}
    several = [Column("keeper", _("Record of"), 180)] if len(keepers) > 1 else []
    return [
        Column("name", _("Activity"), stretch=True, name=True),
        *several,
        Column("letters", _("Art. 30"), 142, firm=True),
    ]


def activity_rows(found: Xray) -> list[Row]:
    """The activities as the file names them, in its order."""
    labels = Labels(found.snapshot, language())
    several = len({one.activity.keeper_id for one in found.seen}) > 1
    rows = []
    for one in found.seen:
        name = Text(one.activity.name) if one.activity.name else Unknown()
        keeper = one.activity.keeper_id
        of = (Text(labels.name("organisation", keeper)) if keeper else Unknown(),) if several else ()
        rows.append(Row(one.activity.id, (name, *of, Letters(tuple(one.letters.items())))))
    return rows


# -- findings ---------------------------------------------------------------------------------------------


_ORDER = (CONTRADICTS, REVIEW_DUE, QUESTION, MISSING)
"""What a spreadsheet cannot show comes first; what is missing stands by letter above."""


def finding_columns() -> list[Column]:
    """How it is meant, what it is, and where."""
    return [
        Column("severity", _("Finding"), 116, firm=True),
        Column("sentence", _("What"), stretch=True),
        Column("where", _("Where"), 176),
    ]


def finding_rows(found: Xray) -> list[Row]:
    """What the checks find, then what could not be read."""
    return [Row(f"row {number}", cells) for number, cells in enumerate([*_findings(found), *_unread(found)])]


def nothing_found() -> str:
    """What is said where there is no finding, and no more than that."""
    n = len({check.code for check in CHECKS})
    return ngettext(
        "No open findings in {n} check, law data of {day}.", "No open findings in {n} checks, law data of {day}.", n
    ).format(n=n, day=format_date(facts_as_of()))


def severity_cell(severity: str) -> Remark:
    """A severity as an icon and a word."""
    return {
        MISSING: Remark("octagon-alert", _("missing"), "missing"),
        CONTRADICTS: Remark("triangle-alert", _("contradicts"), "missing"),
        QUESTION: Remark("circle-question-mark", _("question"), "question"),
        REVIEW_DUE: Remark("calendar-clock", _("review due"), "question"),
    }[severity]


def _findings(found: Xray) -> Iterator[tuple[Remark, Text, Text]]:
    labels = Labels(found.snapshot, language())
    for one in sorted(found.findings, key=lambda finding: _ORDER.index(finding.severity)):
        yield severity_cell(one.severity), Text(one.sentence), Text(labels.name(one.table, one.record), "muted")


def _unread(found: Xray) -> Iterator[tuple[Remark, Text, Text]]:
    for one in found.unread:
        said = f"“{one.text}”: {one.because}" if one.text else one.because
        where = " ".join(filter(None, (one.sheet, one.place)))
        yield Remark("eye-off", _("not read"), "muted"), Text(said), Text(where, "muted")


# -- cells ------------------------------------------------------------------------------------------------


def unread_notes(found: Xray) -> int:
    """How many cells are in the note because they could not be read."""
    outcomes = found.intake.recognised.outcomes if found.intake else ()
    return sum(one.kind == NOTE and one.detail == UNREADABLE for one in outcomes)


def left_out_by(found: Xray) -> Counter[str]:
    """How many cells each rule left out."""
    outcomes = found.intake.recognised.outcomes if found.intake else ()
    return Counter(one.detail for one in outcomes if one.kind == IGNORED)
