"""The annexes of a record: its processors and suppliers, its transfers, and the schedule of its time limits."""

from collections.abc import Sequence, Set
from dataclasses import replace

from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Cell, Chapter, Column, State, Table
from ropa_desktop.exchange.written import plain
from ropa_desktop.i18n import N_
from ropa_desktop.law.parties import Party, processors, transfers
from ropa_desktop.model.activity import Activity, DataLine, Role
from ropa_desktop.model.alphabet import alphabetical
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.shared import RetentionRule

_SEPARATE_OPERATOR = ("product_service", "software", "public_register", "platform")


def annexes(
    phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity], also: Set[str]
) -> tuple[Chapter, ...]:
    """The annexes over the activities shown; one without rows says so.

    Article 30(2) asks for no time limits: unless `also` names details, those of processing on behalf are never named
    as unknown, and a processor's record alone has no schedule of them.
    """
    full = "details" in also
    chapters = [
        _chapter(
            phrases, N_("Annex: processors and suppliers"), _processors(phrases, keeper, shown, "contracts" in also)
        ),
        _chapter(phrases, N_("Annex: transfers"), _transfers(phrases, shown), without_transfers(phrases, shown)),
    ]
    if full or not shown or any(activity.role == Role.controller for activity in shown):
        chapters.append(
            _chapter(
                phrases,
                N_("Annex: time limits"),
                _time_limits(phrases, shown, full),
                _without_data(phrases, shown, full),
            )
        )
    return tuple(chapters)


def _chapter(phrases: Phrases, title: str, table: Table, introduction: tuple[Cell, ...] = ()) -> Chapter:
    if not table.rows and not introduction:
        introduction = (Cell(phrases.say(N_("No entries."))),)
    blocks = (_without_empty_columns(table),) if table.rows else ()
    return Chapter(phrases.say(title), introduction=introduction, blocks=blocks, landscape=True)


def _columns(phrases: Phrases, *titles: tuple[str, float]) -> tuple[Column, ...]:
    return tuple(Column(phrases.say(title), share) for title, share in titles)


def _without_empty_columns(table: Table) -> Table:
    """Without the columns in which no row says anything: their room goes to the others."""
    kept = [place for place in range(len(table.columns)) if any(row[place].text for row in table.rows)]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in kept), rows=rows)


def _references(activities: Sequence[Activity]) -> Cell:
    return Cell(", ".join(dict.fromkeys(activity.reference or "?" for activity in activities)))


# -- processors -------------------------------------------------------------------------------------------


def _processors(phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity], contracts: bool) -> Table:
    titles: list[tuple[str, float]] = [
        (N_("Party"), 4),
        (N_("Kind"), 3),
        (N_("Service"), 3),
        (N_("Declared role"), 3),
        (N_("Assessed role"), 2.6),
        (N_("Country"), 2),
        (N_("Activities"), 3),
    ]
    if contracts:
        titles.insert(5, (N_("Contract"), 2))
    rows = []
    for party in processors(phrases.snapshot, keeper.id if keeper else None, shown):
        cells = _party(phrases, party)
        if contracts:
            cells.insert(5, phrases.cell(party.engagement, "contract_state"))
        rows.append(tuple(cells))
    return Table(_columns(phrases, *titles), tuple(rows))


def _party(phrases: Phrases, party: Party) -> list[Cell]:
    organisation = party.organisation
    kind = phrases.cell(organisation, "kind")
    if organisation and organisation.kind in _SEPARATE_OPERATOR:
        operator = phrases.text(organisation, "operator_id") or phrases.unknown_word
        kind = Cell("\n".join((kind.text, phrases.say(N_("operated by: {operator}"), operator=operator))))
    declared = [phrases.code("party_role", role) for role in party.declared]
    declared += [f"“{wording}”" for wording in party.wordings]
    assessed = [phrases.code("party_role", role) for role in party.assessed]
    if party.open:
        assessed.append(phrases.say(N_("open")))
    return [
        phrases.cell(organisation, "name"),
        kind,
        Cell(phrases.text(party.engagement, "service")),
        Cell("\n".join(declared)) if declared else Cell(""),
        Cell("\n".join(assessed), State.value if party.assessed else State.unknown),
        phrases.cell(organisation, "country"),
        _references(party.activities),
    ]


# -- transfers and time limits ----------------------------------------------------------------------------


def _transfers(phrases: Phrases, shown: Sequence[Activity]) -> Table:
    columns = _columns(
        phrases,
        (N_("Activities"), 2.5),
        (N_("Third country or international organisation"), 3),
        (N_("Importer"), 3),
        (N_("Mechanism"), 4),
        (N_("Reference and date"), 3),
        (N_("Suitable safeguards"), 4),
    )
    found: dict[tuple[Cell, ...], list[Activity]] = {}
    for activity in shown:
        for transfer, engagement in transfers(phrases.snapshot, activity.id):
            importer = phrases.cell(transfer, "importer_id")
            if engagement:
                through = phrases.say(N_("through {service}"), service=phrases.engagement(engagement))
                importer = Cell(f"{importer.text}\n{through}", importer.state)
            dated = [phrases.text(transfer, "mechanism_reference"), phrases.text(transfer, "mechanism_date")]
            cells = (
                phrases.place(transfer),
                importer,
                phrases.cell(transfer, "mechanism"),
                Cell(", ".join(filter(None, dated))),
                Cell(phrases.text(transfer, "safeguards")),
            )
            found.setdefault(cells, []).append(activity)
    return Table(columns, tuple((_references(activities), *cells) for cells, activities in found.items()))


def without_transfers(phrases: Phrases, shown: Sequence[Activity]) -> tuple[Cell, ...]:
    """The activities without a transfer, by what is known of that: none, does not apply, or unknown."""
    found: dict[Cell, list[Activity]] = {}
    for activity in shown:
        if not transfers(phrases.snapshot, activity.id):
            found.setdefault(phrases.answer(activity.id, "transfers"), []).append(activity)
    return tuple(
        Cell(f"{answer.text}: {_references(activities).text}", answer.state) for answer, activities in found.items()
    )


def _without_data(phrases: Phrases, shown: Sequence[Activity], full: bool) -> tuple[Cell, ...]:
    """The activities of whose data nothing is known, and so no time limit either."""
    found = [
        activity
        for activity in shown
        if (full or activity.role == Role.controller)
        and not phrases.snapshot.where(DataLine, "activity_id", activity.id)
    ]
    unknown = phrases.unknown()
    return (Cell(f"{unknown.text}: {_references(found).text}", unknown.state),) if found else ()


def _time_limits(phrases: Phrases, shown: Sequence[Activity], full: bool) -> Table:
    columns = _columns(
        phrases,
        (N_("Personal data"), 4),
        (N_("Data subjects"), 3),
        (N_("Time limit"), 4),
        (N_("In its own words"), 4),
        (N_("Then"), 2),
        (N_("Activities"), 2.5),
    )
    found: dict[tuple[str, str | None, Cell], tuple[list[Activity], list[str]]] = {}
    for activity in shown:
        for line in phrases.snapshot.where(DataLine, "activity_id", activity.id):
            rule = phrases.snapshot.get(RetentionRule, line.retention_id)
            limit = phrases.time_limit(rule) if rule else phrases.answer(line.id, "retention_id")
            if limit.state is State.unknown and activity.role == Role.processor and not full:
                continue
            data = phrases.text(line, "data_id") or phrases.text(line, "detail")
            activities, subjects = found.setdefault((data, line.retention_id, limit), ([], []))
            activities.append(activity)
            subjects.append(phrases.text(line, "subject_id"))
    rows = []
    by_name = sorted(found.items(), key=lambda item: alphabetical(plain(item[0][0]), phrases.language))
    for (data, rule_id, limit), (activities, subjects) in by_name:
        rule = phrases.snapshot.get(RetentionRule, rule_id)
        own = phrases.text(rule, "wording")
        people = "\n".join(dict.fromkeys(filter(None, subjects)))
        rows.append(
            (
                Cell(data) if data else phrases.unknown(),
                Cell(people) if people else phrases.unknown(),
                limit,
                Cell(own if own != limit.text else ""),
                Cell(phrases.text(rule, "disposal")),
                _references(activities),
            )
        )
    return Table(columns, tuple(rows))
