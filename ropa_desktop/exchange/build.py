"""From a snapshot to a finished report: whose record, which role, how much, in which language."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.allowed import allowed
from ropa_desktop.exchange.annexes import annexes
from ropa_desktop.exchange.appearance import appearance
from ropa_desktop.exchange.departments import by_department
from ropa_desktop.exchange.entries import entry
from ropa_desktop.exchange.findings_chapter import findings_chapter
from ropa_desktop.exchange.glossary import glossary
from ropa_desktop.exchange.logged import Logged
from ropa_desktop.exchange.one_client import for_client
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Cell, Chapter, Fields, Part, Report, State, Words
from ropa_desktop.exchange.untranslated import languages, remark, settled
from ropa_desktop.i18n import N_, _, format_date, translator
from ropa_desktop.law import identifiers
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.facts import in_eea
from ropa_desktop.law.parties import activities, contacts, keepers, one_named
from ropa_desktop.model.activity import Activity, Role
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.progress import counted, staged

ALSO: Mapping[str, str] = {
    "bases": N_("Legal bases"),
    "details": N_("Other fields besides Article 30"),
    "contracts": N_("State of the contracts"),
    "notes": N_("Notes"),
    "sources": N_("Sources and quotations"),
    "editors": N_("Names of owners and reviewers"),
    "findings": N_("Findings, and what was answered to them"),
}
"""What Article 30 does not ask for: it leaves only where it is named."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for.

    `keeper_id`: one keeper's record, or all. `role`: one role, or both. `also`: what leaves besides Article 30, of
    `ALSO`. `language`: BCP 47. `produced_on`: the ISO day that the document bears, today by default. `layout`: the key
    of a layout, none for the document by activity. `as_of` and `revision`: the ISO day whose register the snapshot is,
    and the hash of that revision. `clarified_by`: the ISO day until which unknowns are called under clarification.
    `public`: without names, contact details of persons and particulars of security. `draft`: every page says so.
    `separator`: what stands between the cells of a `.csv`. `logo` and `colour`: the client's own, a PNG or JPEG and
    `#RRGGBB`. `embed`: a PDF carries the working copy of the same scope as JSON, every field of it.
    `client_id`: the one controller acted for that a processor's record is narrowed to. `log`: the steps of the
    register's history that a log of changes shows.
    """

    keeper_id: str | None = None
    role: str | None = None
    also: frozenset[str] = frozenset()
    language: str = "en"
    produced_on: str = ""
    layout: str = ""
    as_of: str = ""
    revision: str = ""
    clarified_by: str = ""
    public: bool = False
    draft: bool = False
    separator: str = ";"
    logo: bytes | None = None
    colour: str = ""
    embed: bool = False
    client_id: str | None = None
    log: tuple[Logged, ...] | None = None


_CHAPTERS = (
    (Role.controller, N_("Processing activities as controller, Article 30(1)")),
    (Role.processor, N_("Processing activities as processor, Article 30(2)")),
)


def find_keeper(snapshot: Snapshot, name: str) -> Organisation:
    """The organisation with this name, or part of it, whose record the register holds. Raises `BadInput`."""
    return one_named(
        keepers(snapshot),
        name,
        several=_("“{name}” may be several controllers: {names}. Write the name in full."),
        nobody=_("The register holds no record of “{name}”. It holds those of: {names}."),
    )


_PUBLIC = N_("Without names of persons, ways to reach them, and particulars of security")

Chapters = Callable[[Phrases, Organisation | None, Sequence[Activity], Options], tuple[Chapter, ...]]
"""What makes the chapters of one keeper's part, from its activities."""


def build(
    snapshot: Snapshot, options: Options, chapters: Chapters | None = None, holds: Set[str] = frozenset()
) -> Report:
    """A report of the activities that are not archived, and of what is confirmed in them: by activity, or in other
    `chapters`, which hold what `holds` names of `ALSO` without having been asked. Raises `BadInput` when there is
    nothing to report."""
    snapshot = confirmed(snapshot)
    if options.client_id is not None:
        snapshot = for_client(snapshot, options.client_id, options.keeper_id, options.language)
        options = replace(options, role=Role.processor.value)
    if options.public:
        options = replace(options, also=frozenset())
    known, snapshot = snapshot, allowed(snapshot, options.also | holds, options.public, options.language)
    phrases = Phrases(snapshot, options.language, options.clarified_by, marking=True)
    produced = options.produced_on or date.today().isoformat()
    shown = activities(snapshot, options.keeper_id, options.role)
    owners: list[Organisation | None] = [
        keeper
        for keeper in keepers(snapshot)
        if keeper.id == options.keeper_id or (options.keeper_id is None and _belongs(keeper, shown, options.role))
    ]
    if options.keeper_id is None and any(activity.keeper_id is None for activity in shown):
        owners.append(None)
    parts = tuple(
        _part(
            phrases,
            keeper,
            [a for a in shown if a.keeper_id == (keeper.id if keeper else None)],
            options,
            produced,
            chapters or partial(_by_activity, known),
        )
        for keeper in staged(owners, lambda one: sum(a.keeper_id == (one.id if one else None) for a in shown))
    )
    if not parts:
        raise BadInput(_("The register names no controller and no activity yet. Enter them first."))
    running_title = phrases.say(N_("Record of processing activities, Article 30 GDPR"))
    one = f"{parts[0].title}: {running_title}"
    return Report(
        language=options.language,
        title=one if len(parts) == 1 else phrases.say(N_("Records of processing activities")),
        running_title=running_title,
        produced_on=produced,
        words=Words(
            contents=phrases.say(N_("Contents")),
            page_of=translator(options.language)(N_("Page {page} of {pages}")),
            continued=phrases.say(N_("continued")),
            empty=translator(options.language)(N_("Empty in every row: {columns}")),
        ),
        parts=parts,
        legend=_legend(phrases),
        standing=standing(phrases, options),
        mark=phrases.say(N_("DRAFT")) if options.draft else "",
        appearance=appearance([keeper.country for keeper in owners if keeper], options.logo, options.colour),
    )


def standing(phrases: Phrases, options: Options) -> str:
    """What every page says of a record that is no final one of today: that it is a draft, which day's it is and by
    which revision; empty where there is nothing to say."""
    said = []
    if options.draft:
        said.append(phrases.say(N_("Draft")))
    if options.as_of:
        said.append(phrases.say(N_("As at {day}"), day=format_date(options.as_of, phrases.language)))
        if options.revision:
            said.append(phrases.say(N_("revision {revision}"), revision=shortened(options.revision)))
    return " · ".join(said)


def shortened(hash: str) -> str:
    """As much of a revision's hash as a person compares."""
    return hash[:12]


def _belongs(keeper: Organisation, shown: tuple[Activity, ...], role: str | None) -> bool:
    """Whether a document of all has a part for this one: not where it was archived, or one role alone is asked for
    that others have, and it has no activity there."""
    has_some = any(activity.keeper_id == keeper.id for activity in shown)
    return has_some or (keeper.archived_on is None and (role is None or not shown))


def _legend(phrases: Phrases) -> tuple[Cell, ...]:
    meaning = phrases.unknown_word if phrases.clarified_by else phrases.say(N_("unknown: not yet established"))
    return (
        Cell(meaning, State.unknown),
        Cell(phrases.say(N_("none: asked, and there is none")), State.none),
        Cell(phrases.say(N_("does not apply, not possible to state: with the reason")), State.not_applicable),
    )


def _part(
    phrases: Phrases,
    keeper: Organisation | None,
    shown: list[Activity],
    options: Options,
    produced: str,
    chapters: Chapters,
) -> Part:
    phrases = replace(phrases, printed={})  # the texts of this part alone
    name = phrases.text(keeper, "name") or phrases.say(N_("No controller named"))
    content = chapters(phrases, keeper, shown, options)
    statement = phrases.text(keeper, "record_statement")
    cover = _cover(phrases, keeper, shown, produced, options)
    told = languages(phrases)
    untranslated = remark(phrases, told)
    if untranslated:
        cover.append((phrases.say(N_("Texts")), untranslated))
    part = Part(
        title=name,
        subtitle=phrases.say(N_("Record of processing activities, Article 30 GDPR")),
        running_head=name,
        cover=Fields(tuple(cover)),
        chapters=content,
        statement=statement,
    )
    return settled(part, told)


def _by_activity(
    known: Snapshot, phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity], options: Options
) -> tuple[Chapter, ...]:
    chapters = []
    for role, title in staged(_CHAPTERS, lambda one: sum(activity.role == one[0] for activity in shown)):
        divided = by_department(phrases, [activity for activity in shown if activity.role == role])
        entries = tuple(
            replace(entry(phrases, activity, options.also), group=group) for group, activity in counted(divided)
        )
        if entries:
            chapters.append(Chapter(phrases.say(title), entries=entries))
        elif options.role == role or (role == Role.controller and not shown and options.role is None):
            chapters.append(Chapter(phrases.say(title), introduction=(Cell(phrases.say(N_("No entries."))),)))
    chapters += annexes(phrases, keeper, shown, options.also)
    if "findings" in options.also:
        day = options.as_of or options.produced_on or date.today().isoformat()
        chapters.append(findings_chapter(phrases, known, keeper.id if keeper else None, options.role, day))
    return (*chapters, *glossary(phrases, keeper, shown, options.also))


def _cover(
    phrases: Phrases, keeper: Organisation | None, shown: list[Activity], produced: str, options: Options
) -> list[tuple[str, Cell]]:
    say = phrases.say
    roles = {activity.role for activity in shown}
    title = N_("Processor") if roles == {Role.processor} else N_("Controller")
    title = N_("Controller and processor") if len(roles) == 2 else title
    rows: list[tuple[str, Cell]] = [(say(title), phrases.cell(keeper, "name"))]
    if keeper:
        rows.append((say(N_("Address")), phrases.cell(keeper, "address")))
        if keeper.country:
            rows.append((say(N_("Country")), phrases.cell(keeper, "country")))
        if keeper.identifier:
            rows.append((say(N_("Organisation number")), Cell(identifiers.shown(keeper.identifier, keeper.country))))
        details = "\n".join(filter(None, (keeper.email, keeper.phone, keeper.website)))
        rows.append((say(N_("E-mail, phone")), Cell(details) if details else phrases.cell(keeper, "email")))
        if representative_asked(phrases, keeper, produced):
            rows.append((say(N_("Representative, Art. 27")), phrases.named_contact(keeper, "representative")))
        rows.append((say(N_("Data protection officer")), phrases.named_contact(keeper, "dpo")))
        if keeper.record_version:
            rows.append((say(N_("Version")), phrases.cell(keeper, "record_version")))
        if keeper.record_date:
            rows.append((say(N_("Date of the record")), phrases.cell(keeper, "record_date")))
    if options.client_id is not None:
        rows.append((say(N_("Extract for")), Cell(phrases.name("organisation", options.client_id))))
    if options.public:
        rows.append((say(N_("Public version")), Cell(say(_PUBLIC))))
    rows.append((say(N_("Produced on")), Cell(format_date(produced, phrases.language))))
    counts = [(role, sum(activity.role == role for activity in shown)) for role in (Role.controller, Role.processor)]
    words = {Role.controller: N_("{n} as controller"), Role.processor: N_("{n} as processor")}
    rows.append((say(N_("Activities")), Cell(", ".join(say(words[role], n=n) for role, n in counts if n) or "0")))
    if options.as_of:
        rows.append((say(N_("As at")), Cell(format_date(options.as_of, phrases.language))))
    if options.revision:
        rows.append((say(N_("Register revision")), Cell(_in_groups(options.revision))))
    return rows


def _in_groups(hash: str) -> str:
    """A hash that a person can compare with the history's: its parts on lines of their own where it is long."""
    return "\n".join(hash[place : place + 32] for place in range(0, len(hash), 32))


def representative_asked(phrases: Phrases, keeper: Organisation, day: str) -> bool:
    """A representative is a matter for those outside the EEA (Art. 27), or where one is named or answered."""
    outside = keeper.country is not None and not in_eea(keeper.country, day)
    named = contacts(phrases.snapshot, keeper.id, "representative")
    return bool(outside or named or phrases.snapshot.answer(keeper.id, "representative"))
