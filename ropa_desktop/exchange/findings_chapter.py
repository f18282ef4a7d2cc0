"""What the checks find in a record, and what was answered, as an annex for whoever asked for it."""

from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Cell, Chapter, Column, Table
from ropa_desktop.exchange.scope import for_controller
from ropa_desktop.exchange.written import as_written
from ropa_desktop.i18n import LANGUAGES, N_, speaking
from ropa_desktop.law.checking import findings
from ropa_desktop.law.responses import standing
from ropa_desktop.model.snapshot import Snapshot

_COLUMNS = (
    (N_("Finding"), 6.0),
    (N_("Article"), 1.5),
    (N_("Record"), 3.0),
    (N_("Kind"), 2.0),
    (N_("State"), 1.5),
    (N_("Because"), 4.0),
)


def findings_chapter(
    phrases: Phrases, snapshot: Snapshot, keeper_id: str | None, role: str | None, day: str
) -> Chapter:
    """The findings in one keeper's record on an ISO day, with what was answered; nothing of another's is looked at.

    `snapshot` is confirmed and whole. The sentences of the checks are in the report's language where the window speaks
    it, else in English; then it says so, and they are marked.
    """
    from ropa_desktop.exchange.findings_report import Line, lines

    requests = {request.id for request in snapshot.rows("request")}  # who asked whom is no part of a record
    scoped = for_controller(snapshot.without({"request": requests}), keeper_id, role)
    spoken = phrases.language if phrases.language in LANGUAGES else "en"
    with speaking(spoken):
        found = lines(scoped, standing(scoped, findings(scoped, day), day))

    def row(one: Line) -> tuple[Cell, ...]:
        sentence, kind, state = (as_written(text, spoken) for text in (one.sentence, one.severity, one.state))
        texts = (sentence, one.article, as_written(one.record), kind, state, as_written(one.reason))
        return tuple(map(Cell, texts))

    rows = tuple(map(row, found))
    introduction = () if rows else (Cell(phrases.say(N_("No entries."))),)
    if rows and spoken != phrases.language:
        introduction = (Cell(phrases.say(N_("The findings are in English."))),)
    columns = tuple(Column(phrases.say(title), share) for title, share in _COLUMNS)
    return Chapter(
        phrases.say(N_("Annex: findings, and what was answered to them")),
        introduction=introduction,
        blocks=(Table(columns, rows),) if rows else (),
        landscape=True,
    )
