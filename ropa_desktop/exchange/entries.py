"""One processing activity as an entry of a report: Article 30(1)(a)–(g) or 30(2)(a)–(d), in the law's order."""

from collections.abc import Iterable, Set

from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Block, Cell, Column, Entry, Fields, Lines, Quotations, Section, State, Table
from ropa_desktop.exchange.written import plain
from ropa_desktop.i18n import N_
from ropa_desktop.law.completeness import LETTER_TITLES, LETTERS
from ropa_desktop.law.parties import recipients, transfers
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.activity import (
    ActedFor,
    Activity,
    DataLine,
    JointController,
    MeasureUse,
    Purpose,
    Role,
    SpecialCondition,
    SystemUse,
)
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.shared import DataCategory, Measure, RetentionRule
from ropa_desktop.model.snapshot import Snapshot

_BESIDES = (
    "department", "owner", "description", "operations", "criminal_data_authority", "automated_decisions",
    "automated_decisions_detail", "large_scale", "evaluation_or_scoring", "systematic_monitoring", "combined_datasets",
    "new_technology", "hinders_rights", "occasional", "likely_risk", "assessment_required", "assessment_reason",
    "assessment_id", "privacy_notice", "rights", "breach_record", "status", "stage", "started_on", "ended_on",
    "replaced_by_id", "recorded_on", "reviewed_on", "reviewed_by", "review_due_on", "note",
)  # fmt: skip
_CONTROLLERS_ONLY = frozenset({"criminal_data_authority"})
_BELONGS_TO = {"note": "notes", "owner": "editors", "reviewed_by": "editors", "criminal_data_authority": "bases"}
"""Where a field besides Article 30 is no other detail: what names it in `build.ALSO`."""


def entry(phrases: Phrases, activity: Activity, also: Set[str], *, cover: bool = True) -> Entry:
    """An activity: its letters, and what stands besides them of what `also` names (`build.ALSO`).

    `cover`: whether there is one, on which the contact details of the record's keeper stand.
    """
    blocks: tuple[tuple[Block, ...], ...]
    if activity.role == Role.processor:
        blocks = (
            _processor(phrases, activity, cover),
            _categories(phrases, activity),
            transfer_lines(phrases, activity),
            measures(phrases, activity),
        )
    else:
        blocks = (
            _controller(phrases, activity, cover),
            purposes(phrases, activity),
            _people_and_data(phrases, activity),
            recipient_lines(phrases, activity),
            transfer_lines(phrases, activity),
            time_limits(phrases, activity),
            measures(phrases, activity),
        )
    sections = [
        Section(letter, phrases.say(title), content)
        for letter, title, content in zip(LETTERS[activity.role], LETTER_TITLES[activity.role], blocks, strict=True)
    ]
    sections += _besides(phrases, activity, also)
    name = phrases.text(activity, "name") or phrases.say(N_("Activity without a name"))
    return Entry(activity.reference or "", name, tuple(sections))


def _lines(cells: Iterable[Cell], otherwise: Cell, numbered: bool = False) -> tuple[Block, ...]:
    found = tuple(cells)
    return (Lines(found or (otherwise,), numbered and len(found) > 1),)


# -- (a) --------------------------------------------------------------------------------------------------


def _keeper(phrases: Phrases, activity: Activity, cover: bool) -> Cell:
    if not cover:
        return organisation(phrases, activity.keeper_id)
    keeper = phrases.snapshot.get(Organisation, activity.keeper_id)
    if keeper is None or not keeper.name:
        return phrases.unknown()
    return Cell(phrases.say(N_("{name}; contact details on the cover"), name=phrases.text(keeper, "name")))


def _controller(phrases: Phrases, activity: Activity, cover: bool) -> tuple[Block, ...]:
    rows = phrases.snapshot.where(JointController, "activity_id", activity.id)
    answer = phrases.snapshot.answer(activity.id, "joint_controllers")
    title = phrases.say(N_("Joint controllers"))
    joint = [organisation(phrases, row.organisation_id) for row in rows]
    fields = [(phrases.say(N_("Controller")), _keeper(phrases, activity, cover))]
    fields += [(title, cell) for cell in joint]
    if not joint and answer:
        fields.append((title, phrases.answer(activity.id, "joint_controllers")))
    return (Fields(tuple(fields)),) if len(fields) > 1 else (Lines((fields[0][1],)),)


def organisation(phrases: Phrases, id: str | None) -> Cell:
    party = phrases.snapshot.get(Organisation, id)
    if party is None or not party.name:
        return phrases.unknown()
    return Cell(", ".join(filter(None, (phrases.text(party, "name"), phrases.contact_details(party)))))


def _processor(phrases: Phrases, activity: Activity, cover: bool) -> tuple[Block, ...]:
    rows = phrases.snapshot.where(ActedFor, "activity_id", activity.id)
    processor = Fields(((phrases.say(N_("Processor")), _keeper(phrases, activity, cover)),))
    if not rows:
        return (processor, Fields(((phrases.say(N_("Controllers acted for")), phrases.unknown()),)))
    headings = (N_("Controller acted for"), N_("Representative"), N_("Data protection officer"))
    columns = tuple(Column(phrases.say(title), share) for title, share in zip(headings, (3, 2, 2), strict=True))
    table = []
    for row in rows:
        party = phrases.snapshot.get(Organisation, row.organisation_id)
        if party is None:
            table.append((phrases.unknown(), phrases.unknown(), phrases.unknown()))
            continue
        about = [organisation(phrases, party.id)]
        about += [phrases.named_contact(party, role) for role in ("representative", "dpo")]
        table.append((about[0], about[1], about[2]))
    return (processor, Table(columns, tuple(table)))


# -- (b) to (d) -------------------------------------------------------------------------------------------


def purposes(phrases: Phrases, activity: Activity) -> tuple[Block, ...]:
    rows = phrases.snapshot.where(Purpose, "activity_id", activity.id)
    said = dict.fromkeys(phrases.cell(row, "description") for row in rows)
    return _lines(said, phrases.unknown(), numbered=True)


def _categories(phrases: Phrases, activity: Activity) -> tuple[Block, ...]:
    own = phrases.text(activity, "categories_of_processing")
    cells = [Cell(own)] if own else []
    for row in phrases.snapshot.where(ActedFor, "activity_id", activity.id):
        differing = phrases.text(row, "categories_of_processing")
        if differing:
            cells.append(Cell(f"{phrases.name('organisation', row.organisation_id)}: {differing}"))
    return _lines(cells, phrases.unknown())


def data(phrases: Phrases, line: DataLine) -> str:
    """A data category with its details, and its nature where that is not ordinary."""
    category = phrases.snapshot.get(DataCategory, line.data_id)
    name = phrases.text(category, "name")
    special = category is not None and category.nature not in (None, "ordinary")
    if special and category is not None:
        nature = phrases.text(category, "nature")
        terms = [nature, *nature.removesuffix(")").split(" (")]  # "Nasjonalt identifikasjonsnummer (fødselsnummer)"
        name = name if plain(name).casefold() in map(str.casefold, terms) else f"{name} [{nature}]"
    detail = phrases.text(line, "detail")
    return f"{name} ({detail})" if name and detail else name or detail


def _people_and_data(phrases: Phrases, activity: Activity) -> tuple[Block, ...]:
    people: dict[str, list[str]] = {}
    for line in phrases.snapshot.where(DataLine, "activity_id", activity.id):
        subjects = phrases.text(line, "subject_id") or phrases.gap(N_("Data subjects"), N_("data subjects unknown"))
        people.setdefault(subjects, []).append(
            data(phrases, line) or phrases.gap(N_("Personal data"), N_("data unknown"))
        )
    cells = (Cell(f"{subjects}: {'; '.join(dict.fromkeys(data))}") for subjects, data in people.items())
    return _lines(cells, phrases.unknown())


def recipient_lines(phrases: Phrases, activity: Activity) -> tuple[Block, ...]:
    rows = recipients(phrases.snapshot, activity.id)
    cells = dict.fromkeys(phrases.party(row) for row in rows)
    return _lines(cells, phrases.answer(activity.id, "recipients"))


# -- transfers, time limits, measures ---------------------------------------------------------------------


def transfer_lines(phrases: Phrases, activity: Activity) -> tuple[Block, ...]:
    cells = []
    for transfer, engagement in transfers(phrases.snapshot, activity.id):
        cells.append(phrases.transfer(transfer, engagement))
        for field, title in (
            ("safeguards", N_("Suitable safeguards")),
            ("derogation_assessment", N_("Assessment under Art. 49(1)")),
        ):
            if getattr(transfer, field):
                cells.append(Cell(f"{phrases.say(title)}: {phrases.text(transfer, field)}"))
            elif transfer.mechanism == "D49_SUB2":
                answer = phrases.answer(transfer.id, field)
                cells.append(Cell(f"{phrases.say(title)}: {answer.text}", answer.state))
    return _lines(dict.fromkeys(cells), phrases.answer(activity.id, "transfers"))


def time_limits(phrases: Phrases, activity: Activity) -> tuple[Block, ...]:
    limits: dict[Cell, list[str]] = {}
    for line in phrases.snapshot.where(DataLine, "activity_id", activity.id):
        rule = phrases.snapshot.get(RetentionRule, line.retention_id)
        limit = phrases.time_limit(rule) if rule else phrases.answer(line.id, "retention_id")
        data = (
            phrases.text(line, "data_id")
            or phrases.text(line, "detail")
            or phrases.gap(N_("Personal data"), N_("data unknown"))
        )
        limits.setdefault(limit, []).append(data)
    cells = (Cell(f"{', '.join(dict.fromkeys(data))}: {limit.text}", limit.state) for limit, data in limits.items())
    return _lines(cells, phrases.unknown())


def measures(phrases: Phrases, activity: Activity) -> tuple[Block, ...]:
    cells = []
    for row in phrases.snapshot.where(MeasureUse, "activity_id", activity.id):
        measure = phrases.snapshot.get(Measure, row.measure_id)
        texts = [phrases.text(measure, "name"), phrases.text(measure, "description"), phrases.text(row, "detail")]
        cells.append(Cell(": ".join(dict.fromkeys(filter(None, texts)))) if any(texts) else phrases.unknown())
    return _lines(dict.fromkeys(cells), phrases.answer(activity.id, "measures"))


# -- besides Article 30 -----------------------------------------------------------------------------------


def _besides(phrases: Phrases, activity: Activity, also: Set[str]) -> list[Section]:
    sections = []
    if "bases" in also and activity.role == Role.controller:
        sections.append(Section("", phrases.say(N_("Legal bases")), _bases(phrases, activity)))
    rows = fields_besides(phrases, activity, also)
    if rows:
        sections.append(Section("", phrases.say(N_("Besides Article 30")), (Fields(tuple(rows)),)))
    quoted = quotations(phrases.snapshot, activity) if "sources" in also else ()
    if quoted:
        sections.append(Section("", phrases.say(N_("Sources")), (Quotations(quoted),)))
    return sections


def fields_besides(phrases: Phrases, activity: Activity, also: Set[str]) -> list[tuple[str, Cell]]:
    """What an activity says besides Article 30 and its legal bases, of what `also` names: titles and statements."""
    fields = tables.fields("activity")
    rows = []
    for name in _BESIDES:
        if _BELONGS_TO.get(name, "details") not in also:
            continue
        if activity.role == Role.processor and name in _CONTROLLERS_ONLY:
            continue
        if name == "replaced_by_id" and _of_another(phrases, activity):
            continue
        if getattr(activity, name) or phrases.snapshot.answer(activity.id, name):
            rows.append((phrases.say(fields[name].title), phrases.cell(activity, name)))
    if "details" in also:
        systems = [phrases.text(s, "system_id") for s in phrases.snapshot.where(SystemUse, "activity_id", activity.id)]
        if systems:
            rows.append((phrases.say(N_("Systems")), Cell("\n".join(filter(None, systems)))))
    return rows


def _of_another(phrases: Phrases, activity: Activity) -> bool:
    """Whether an activity was replaced by one of another controller, which is nobody's business here."""
    replacement = phrases.snapshot.get(Activity, activity.replaced_by_id)
    return replacement is not None and replacement.keeper_id != activity.keeper_id


def _bases(phrases: Phrases, activity: Activity) -> tuple[Block, ...]:
    titles = ((N_("Purpose"), 3), (N_("Legal basis"), 2), (N_("National law or interest"), 3))
    columns = tuple(Column(phrases.say(title), share) for title, share in titles)
    rows = []
    for purpose in phrases.snapshot.where(Purpose, "activity_id", activity.id):
        basis = _with_code(phrases.cell(purpose, "legal_basis"), purpose.legal_basis)
        more = [
            phrases.text(purpose, field) for field in ("national_law", "legitimate_interest", "balancing_reference")
        ]
        rows.append((phrases.cell(purpose, "description"), basis, Cell("\n".join(filter(None, more)))))
    for row in phrases.snapshot.where(SpecialCondition, "activity_id", activity.id):
        condition = _with_code(phrases.cell(row, "condition"), row.condition)
        rows.append((phrases.cell(row, "category"), condition, Cell(phrases.text(row, "national_law"))))
    return (Table(columns, tuple(rows)),) if rows else (Lines((phrases.unknown(),)),)


def _with_code(cell: Cell, code: str | None) -> Cell:
    return Cell(f"{code} {cell.text}") if code and cell.state is State.value and code != cell.text else cell


def quotations(snapshot: Snapshot, activity: Activity) -> tuple[tuple[str, str], ...]:
    """The sources of the activity and of its rows, each quotation once."""
    records = [activity.id]
    for relation in catalog.kind("activity").relations:
        records += [row.id for row in snapshot.related(activity.id, relation)]
    found = []
    for record_id in records:
        for source in snapshot.sources(record_id):
            where = ", ".join(filter(None, (source.document, source.place)))
            found.append((where, source.quotation or ""))
    return tuple(dict.fromkeys(found))
