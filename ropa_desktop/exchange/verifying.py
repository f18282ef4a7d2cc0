"""Whether a file is one that was handed over: its hash is sought among the events of a register's history."""

from dataclasses import dataclass
from pathlib import Path

from ropa_desktop.exchange.export import DOCUMENT
from ropa_desktop.exchange.handing_over import file_hash
from ropa_desktop.i18n import _
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import Revision, RevisionKind


@dataclass(frozen=True, slots=True)
class Verified:
    """What a register's history knows of a file.

    `hash` is the file's SHA-256. `event` is the handing-over that made it, the newest where there were several, and
    None where there was none. `shown` is the revision that the file shows, None where the history does not hold it any
    more. `later` are the steps since then that changed records. `unsound` says what is wrong with the register itself.
    """

    hash: str
    event: Revision | None
    shown: Revision | None
    later: tuple[Revision, ...]
    unsound: str | None


def verify(file: Path, register: Register) -> Verified:
    """What a register knows of a file. Raises `BadInput` where the file cannot be read."""
    hash = file_hash(file)
    history = register.history()
    event = next((one for one in reversed(history) if was_handed_over(one) and one.arguments["hash"] == hash), None)
    if event is None:
        return Verified(hash, None, None, (), register.unsound())
    places = {revision.hash: place for place, revision in enumerate(history)}
    place = places.get(event.arguments.get("revision", ""))
    shown = None if place is None else history[place]
    later = () if place is None else tuple(one for one in history[place + 1 :] if one.kind != RevisionKind.event)
    return Verified(hash, event, shown, later, register.unsound())


def was_handed_over(revision: Revision) -> bool:
    """Whether a revision is the event of a handing-over."""
    return revision.kind == RevisionKind.event and "hash" in revision.arguments


def particulars(revision: Revision) -> str:
    """The layout and the hash of what a handing-over wrote, on one line; empty for any other revision."""
    if not was_handed_over(revision):
        return ""
    said = revision.arguments
    key = said.get("layout", "")
    layout = _("Layout: {layout}").format(layout=key) if key not in ("", DOCUMENT) else ""
    return " · ".join(filter(None, (layout, _("SHA-256: {hash}").format(hash=said["hash"]))))
