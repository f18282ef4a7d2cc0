"""Commands that hand over: a record to whoever asks for it, a questionnaire to a department; and which file it was."""

import argparse
import sys
from collections.abc import Sequence

from ropa_desktop.cli.reading import by_reference
from ropa_desktop.cli.tables import print_json, print_pairs
from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.appearance import read_logo
from ropa_desktop.exchange.build import ALSO, Options, find_keeper, shortened
from ropa_desktop.exchange.export import DOCUMENT
from ropa_desktop.exchange.handing_over import hand_over, taken
from ropa_desktop.exchange.leaving import Line, leaves
from ropa_desktop.exchange.one_client import find_client
from ropa_desktop.exchange.verifying import Verified
from ropa_desktop.exchange.verifying import verify as verify_file
from ropa_desktop.i18n import LANGUAGES, N_, OUTPUT_LANGUAGES, _, format_date, format_time, ngettext
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.request import Request
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.validation import clean_date
from ropa_desktop.register.register import Register


def export(options: argparse.Namespace) -> None:
    """Hand over in the format of the target's ending, or ask a department."""
    asks = options.layout == "questionnaire"
    options.language = options.language or ("en" if asks else _language_of(options.layout))
    if not asks and (options.department is not None or options.until is not None):
        raise BadInput(_("--department and --until belong to a questionnaire. Add --layout questionnaire."))
    if asks and any(getattr(options, name) for name in _HANDING_OVER):
        raise BadInput(_("A questionnaire hands nothing over: --role, --full, --with and the like are not for it."))
    if asks and options.language not in LANGUAGES:
        raise BadInput(_("A questionnaire is in English (en) or in Norwegian bokmål (nb). Choose one with --language."))
    with Register.open(options.file, write=not (asks or options.dry_run)) as register:
        snapshot = register.snapshot()
        keeper = find_keeper(snapshot, options.controller) if options.controller is not None else None
        request = _request(snapshot, options.request) if options.request is not None else None
        if request is not None and keeper is None:
            keeper = snapshot.get(Organisation, request.keeper_id)  # no more than it asks for
        if asks:
            _ask(snapshot, keeper, options)
            return
        asked = _asked(snapshot, keeper, options)
        if options.dry_run:
            snapshot, asked = taken(register, asked)
            _print_leaving(leaves(snapshot, asked, options.out.suffix.casefold()))
            return
        handed = hand_over(register, options.out, asked, request.id if request is not None else None)
    for sentence in handed.remarks:
        print(sentence, file=sys.stderr)
    print(_("{path} is written.").format(path=options.out))


def _request(snapshot: Snapshot, reference: str) -> Request:
    """The request with a reference. Raises `BadInput` where there is none."""
    wanted = reference.strip().casefold()
    if not any(row.reference and row.reference.casefold() == wanted for row in snapshot.rows("request")):
        raise BadInput(
            _("{reference} is no request. “ropa list FILE requests” shows them.").format(reference=reference)
        )
    found: Request = by_reference(snapshot, reference)[1]
    return found


def _print_leaving(lines: Sequence[Line]) -> None:
    """What would leave, then what would stay."""
    for leaving, heading in ((True, _("This leaves:")), (False, _("This stays:"))):
        print(heading)
        print_pairs([(f"  {line.what}", line.beside) for line in lines if line.leaves == leaving])


def _also(options: argparse.Namespace) -> frozenset[str]:
    """What is handed over besides Article 30, of `ALSO`. Raises `BadInput` for another word."""
    if options.full:
        return frozenset(ALSO)
    wanted = frozenset(word.strip() for words in options.besides for word in words.split(",") if word.strip())
    unknown = min(wanted - ALSO.keys(), default=None)
    if unknown is not None:
        raise BadInput(
            _("There is nothing called “{word}” to hand over. There are: {known}.").format(
                word=unknown, known=", ".join(ALSO)
            )
        )
    return wanted


def _language_of(key: str | None) -> str:
    """That of a layout's headings, where a record can be handed over in it; else English."""
    from ropa_desktop.exchange.layouts import layout

    own = layout(key).language if key and key != DOCUMENT else ""
    return own if own in OUTPUT_LANGUAGES else "en"


_HANDING_OVER = (
    "role", "client", "full", "besides", "as_of", "clarify_by", "public", "draft", "request", "dry_run",
)  # fmt: skip


def _asked(snapshot: Snapshot, keeper: Organisation | None, options: argparse.Namespace) -> Options:
    """What is asked for, as the exporters know it. Raises `BadInput` for a client that there is not."""
    return Options(
        keeper.id if keeper else None,
        options.role,
        _also(options),
        options.language,
        layout=options.layout or "",
        as_of=clean_date(options.as_of or "") or "",
        clarified_by=clean_date(options.clarify_by or "") or "",
        public=options.public,
        draft=options.draft,
        separator=options.separator,
        client_id=find_client(snapshot, options.client).id if options.client is not None else None,
        logo=read_logo(options.logo) if options.logo else None,
        colour=options.colour,
        embed=options.embed,
    )


def verify(options: argparse.Namespace) -> None:
    """Whether a file is one that was handed over from a register, and what became of the register since."""
    with Register.open(options.register, write=False) as register:
        found = verify_file(options.file, register)
    if options.json:
        print_json(_as_json(found))
    if found.event is None:
        raise BadInput(
            _("{name} is not a file that {register} handed over, or it was changed since: its hash is {hash}.").format(
                name=options.file.name, register=options.register.name, hash=found.hash
            )
        )
    if not options.json:
        print(_("{name} is the file that was handed over.").format(name=options.file.name))
        print_pairs(_told(found))


def _told(found: Verified) -> list[tuple[str, str]]:
    """What is known of a file that was handed over, in lines."""
    assert found.event is not None
    said = found.event.arguments
    rows = [
        (_("When"), format_time(found.event.at)),
        (_("Who"), found.event.who),
        (_("Called"), said["name"]),
        (_("Record of"), said["whose"]),
        (_("Client"), said.get("client")),
        (_("Role"), said["role"] or _("both")),
        (_("Layout"), _("by activity") if said["layout"] in ("", DOCUMENT) else said["layout"]),
        (_("As at"), format_date(said["day"]) if said["day"] else format_time(found.event.at)),
        (_("Version"), ", ".join(_(_VERSIONS[word]) for word in said.get("version", "").split() if word in _VERSIONS)),
        (_("Besides Article 30"), said.get("also")),
        (_("Register revision"), shortened(said["revision"])),
        (_("Since then"), _since(found)),
        (_("The register"), found.unsound),
    ]
    return [(label, value) for label, value in rows if value]


_VERSIONS = {"public": N_("Public version"), "draft": N_("Draft")}


def _since(found: Verified) -> str:
    if found.shown is None:
        return _("The history does not hold this revision any more.")
    n = len(found.later)
    if not n:
        return _("Nothing was changed in the register.")
    changed = ngettext("{n} step changed the register.", "{n} steps changed the register.", n)
    return changed.format(n=n)


def _as_json(found: Verified) -> dict[str, object]:
    event, shown = found.event, found.shown
    return {
        "handed_over": event is not None,
        "hash": found.hash,
        "at": event.at if event else None,
        "who": event.who if event else None,
        "arguments": event.arguments if event else None,
        "revision": None if shown is None else {"id": shown.id, "hash": shown.hash, "at": shown.at},
        "steps_since": len(found.later) if shown else None,
        "register_sound": found.unsound is None,
    }


def _ask(snapshot: Snapshot, keeper: Organisation | None, options: argparse.Namespace) -> None:
    """Write a questionnaire for one department, or for all activities of one controller."""
    from ropa_desktop.exchange.questionnaire.department import Request as Questions
    from ropa_desktop.exchange.questionnaire.department import only_keeper
    from ropa_desktop.exchange.questionnaire.writer import write_questionnaire

    if options.out.suffix.casefold() != ".xlsx":
        raise BadInput(
            _("{name}: a questionnaire is an Excel workbook. Let the name end in .xlsx.").format(name=options.out.name)
        )
    department = options.department or ""
    keeper = keeper or only_keeper(snapshot, department)
    until = clean_date(options.until or "") or ""
    request = Questions(keeper.id if keeper else None, department, options.language, until)
    n = write_questionnaire(snapshot, options.out, request)
    said = ngettext("{path} asks about {n} activity.", "{path} asks about {n} activities.", n)
    print(said.format(path=options.out, n=n))
