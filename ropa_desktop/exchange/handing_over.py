"""Handing over from a register: what leaves, as it stands or stood, and that it left, noted in the history.

The event keeps what was handed over and the hash of the file, never a copy: `verifying.py` knows a file by it again.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

from ropa_desktop.errors import BadInput, RegisterError
from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.export import DOCUMENT, LINKED, export, is_working_copy
from ropa_desktop.exchange.layouts import layout
from ropa_desktop.exchange.layouts.changes import read_log
from ropa_desktop.i18n import N_, _, format_date
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.parties import keepers
from ropa_desktop.model.request import Request
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.validation import clean_date
from ropa_desktop.progress import stoppable
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import RevisionKind

_BLOCK = 1 << 20  # bytes of a file read at once


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of a handing-over: what the person should know, a sentence each, and the file's SHA-256 (hex)."""

    remarks: tuple[str, ...]
    hash: str


def hand_over(register: Register, target: Path, options: Options, request_id: str | None = None) -> Handed:
    """Write a register's record to a file and note in its history that it was handed over.

    Of the request that it answers, the same step says when, which file, and its hash. A register that cannot be
    written is handed over all the same, and a remark says that nothing was noted. Raises `BadInput`, `CannotWrite`
    and `Cancelled`, with nothing written and nothing noted. A worker calls it inside `Register.borrowed`.
    """
    _check(target, options, request_id)
    snapshot, options = taken(register, options)
    with stoppable():
        remarks = export(snapshot, target, options)
    hash = file_hash(target)
    return Handed((*remarks, *_noted(register, snapshot, target, options, hash, request_id)), hash)


def _check(target: Path, options: Options, request_id: str | None) -> None:
    """Raises `BadInput` for what contradicts itself."""
    if options.draft and request_id is not None:
        raise BadInput(_("A draft answers no request. Leave one of them out."))
    ending = target.suffix.casefold()
    working_copy = is_working_copy(options, ending)
    if options.client_id is not None and (working_copy or options.embed or ending in LINKED):
        raise BadInput(_("What is done for one client is handed over as a document or in a layout. Choose one."))
    if options.public and (working_copy or options.embed):
        raise BadInput(
            _("A working copy holds every field, and a public version does not. Choose a document, or a layout.")
        )


def taken(register: Register, options: Options) -> tuple[Snapshot, Options]:
    """The records that `options` ask for, and the options with the hash of the revision that these show.

    Raises `BadInput` for a day that is still to come, or before the register's first entry.
    """
    options = replace(options, clarified_by=_clarified_by(options))
    if not register.read_only:
        register.seal()  # what is handed over names this revision: nothing is folded into it any more
    if not options.as_of:
        snapshot = register.snapshot()
        return snapshot, _with_log(register, snapshot, replace(options, revision=snapshot.hash))
    day = clean_date(options.as_of) or ""
    if day > date.today().isoformat():
        raise BadInput(
            _("{day} is still to come. Choose a day up to today, for the register as it stood then.").format(
                day=format_date(day)
            )
        )
    snapshot = register.snapshot(on=_end_of(day))
    if not snapshot.revision:
        raise BadInput(_without_register(register, day))
    return snapshot, _with_log(register, snapshot, replace(options, as_of=day, revision=snapshot.hash))


def _with_log(register: Register, snapshot: Snapshot, options: Options) -> Options:
    """The options with what a log of changes shows, where one is asked for."""
    if options.layout in ("", DOCUMENT) or layout(options.layout).shape != "changes":
        return options
    return replace(options, log=read_log(register, snapshot, options))


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits. Raises `BadInput` where it cannot be read."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    except OSError as failure:
        raise BadInput(_("{name} cannot be read. Check that it is there.").format(name=path.name)) from failure
    return found.hexdigest()


def _clarified_by(options: Options) -> str:
    """The day until which unknowns are called under clarification. Raises `BadInput` for one that is over."""
    day = clean_date(options.clarified_by) or ""
    if day and day < date.today().isoformat():
        raise BadInput(
            _("{day} is over. Choose a day to come, by which what is unknown will be clarified.").format(
                day=format_date(day)
            )
        )
    return day


# -- the day ----------------------------------------------------------------------------------------------


def _end_of(day: str) -> str:
    """The last moment of a day by this computer's clock, as the history shows it, with its zone."""
    last = time.max.replace(microsecond=999_000)
    return datetime.combine(date.fromisoformat(day), last).astimezone().isoformat(timespec="milliseconds")


def _without_register(register: Register, day: str) -> str:
    history = register.history()
    if not history:
        return _("The register has no entry yet. Enter something first.")
    first = datetime.fromisoformat(history[0].at).astimezone().date().isoformat()
    return _(
        "The register did not exist on {day}: its first entry is of {first}. Choose that day or a later one."
    ).format(day=format_date(day), first=format_date(first))


# -- the event --------------------------------------------------------------------------------------------


def _noted(
    register: Register, snapshot: Snapshot, target: Path, options: Options, hash: str, request_id: str | None
) -> Iterable[str]:
    """Note in the history what was handed over; what the person should know where that is not possible."""
    reason = register.read_only_reason
    if not register.read_only:
        try:
            with register.step(
                (_FOR_CLIENT if options.client_id else _LABELS)[bool(options.keeper_id), bool(options.as_of)],
                kind=RevisionKind.event,
                name=target.name,
                layout=options.layout,
                format=target.suffix.casefold().lstrip("."),
                whose=_whose(snapshot, options),
                client=_called(snapshot, options.client_id),
                role=options.role or _role_of(options.layout),
                day=options.as_of,
                revision=options.revision,
                also=", ".join(sorted(options.also)),
                version=" ".join(filter(None, ("public" * options.public, "draft" * options.draft))),
                hash=hash,
            ):
                remarks = () if request_id is None else _answer(register, request_id, target, hash)
            return remarks
        except RegisterError as refusal:  # the file is there in any case
            reason = str(refusal)
    return (_("Not noted in the history. {reason}").format(reason=reason),)


def _answer(register: Register, request_id: str, target: Path, hash: str) -> tuple[str, ...]:
    """Say of a request what was sent; returns what it said before. Whether that answers it, a person says."""
    asked = register.snapshot().get(Request, request_id)
    before = asked.sent_file if asked is not None else None
    sent: dict[str, str | int | None] = {
        "sent_on": date.today().isoformat(),
        "sent_file": target.name,
        "sent_hash": hash,
    }
    edit.set_values(register, "request", request_id, sent)
    if asked is None or before in (None, target.name):
        return ()
    sentence = _("{reference} said that {before} was sent. It now says {name}; the history keeps both.")
    return (sentence.format(reference=asked.reference or asked.name or "?", before=before, name=target.name),)


_LABELS = {
    (True, False): N_("{name} handed over: the record of {whose}"),
    (True, True): N_("{name} handed over: the record of {whose} as at {day}"),
    (False, False): N_("{name} handed over: all records"),
    (False, True): N_("{name} handed over: all records as at {day}"),
}
"""How the history calls it, by whether it is one keeper's record, and one of the past."""


_FOR_CLIENT = {
    (True, False): N_("{name} handed over: what {whose} does for {client}"),
    (True, True): N_("{name} handed over: what {whose} does for {client} as at {day}"),
    (False, False): N_("{name} handed over: what is done for {client}"),
    (False, True): N_("{name} handed over: what is done for {client} as at {day}"),
}
"""The same for an extract."""


def _called(snapshot: Snapshot, id: str | None) -> str:
    found = snapshot.find("organisation", id)
    return "" if found is None else found.name or found.reference or "?"


def _role_of(key: str) -> str:
    """The one role that a layout is for; "" where it is for both."""
    return "" if key in ("", DOCUMENT) else layout(key).role


def _whose(snapshot: Snapshot, options: Options) -> str:
    named = [keeper for keeper in keepers(confirmed(snapshot)) if options.keeper_id in (None, keeper.id)]
    return ", ".join(keeper.name or keeper.reference or "?" for keeper in named)
