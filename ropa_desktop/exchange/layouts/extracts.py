"""What is done for one client, as its record under Article 30(2): letter by letter, and nothing besides."""

from collections.abc import Sequence

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import Options, build
from ropa_desktop.exchange.entries import entry
from ropa_desktop.exchange.layouts.shape import Layout
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Chapter, Report
from ropa_desktop.i18n import N_, _
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot


def extract(snapshot: Snapshot, options: Options, layout: Layout) -> Report:
    """The activities carried out for one client. Raises `BadInput` where no client is named."""
    if options.client_id is None:
        raise BadInput(_("An extract is for one client. Choose whose, with --client NAME in the terminal."))
    return build(snapshot, options, _chapters, layout.also)


def _chapters(
    phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity], options: Options
) -> tuple[Chapter, ...]:
    title = phrases.say(N_("Processing activities as processor, Article 30(2)"))
    return (Chapter(title, entries=tuple(entry(phrases, activity, options.also) for activity in shown)),)
