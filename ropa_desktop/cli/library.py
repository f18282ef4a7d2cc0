"""Commands for the starter library: list it, begin a register from it, confirm what was suggested."""

import argparse
from typing import Any

from ropa_desktop.cli.reading import by_reference
from ropa_desktop.cli.tables import Column, print_json, print_table
from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import find_keeper
from ropa_desktop.i18n import _, language, ngettext
from ropa_desktop.law.library import Item, Wording, areas, items
from ropa_desktop.law.parties import keepers
from ropa_desktop.model.activity import Activity, Role
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.statements import Suggestion
from ropa_desktop.register import suggestions
from ropa_desktop.register.register import Register


def library(options: argparse.Namespace) -> None:
    """What the starter library holds."""
    if options.json:
        print_json([_as_json(item) for area in areas() for item in area.items])
        return
    rows = [
        [item.key, item.name.text(), "30(1)" if item.role == Role.controller else "30(2)", area.title.text()]
        for area in areas()
        for item in area.items
    ]
    print_table([Column(title) for title in (_("Item"), _("Activity"), _("Article"), _("Area"))], rows)
    print()
    print(_("“ropa begin FILE ITEM …” puts items into a register as suggestions."))


def begin(options: argparse.Namespace) -> None:
    """Put items of the library into a register as suggestions."""
    wanted = [_item(text) for text in dict.fromkeys(options.items)]
    with Register.open(options.file) as register:
        keeper = _keeper(register.snapshot(), options.controller)
        added = suggestions.add_from_library(register, wanted, keeper.id if keeper else None, options.language)
        snapshot = register.snapshot()
    said = ngettext(
        "{n} activity is suggested: {references}.", "{n} activities are suggested: {references}.", len(added)
    )
    activities = [activity for activity in snapshot.all(Activity) if activity.id in added]
    references = ", ".join(activity.reference or "?" for activity in activities)
    print(said.format(n=len(added), references=references))
    print(_("Nothing of it counts or is handed over until it is confirmed. What to ask first:"))
    for activity in activities:
        print(f"{activity.reference}  {activity.name}")
        for mark in snapshot.where(Suggestion, "record_id", activity.id):
            for question in filter(None, (mark.question or "").split("\n")):
                print(f"    {question}")


def confirm(options: argparse.Namespace) -> None:
    """Confirm all that is suggested of one record."""
    with Register.open(options.file) as register:
        snapshot = register.snapshot()
        keeper = find_keeper(snapshot, options.controller) if options.controller is not None else None
        _key, row = by_reference(snapshot, options.reference, keeper)
        found = suggestions.within(snapshot, row.id)
        if not found:
            raise BadInput(_("Nothing of {reference} is waiting to be confirmed.").format(reference=row.reference))
        suggestions.confirm(register, found)
    n = len(found)
    said = ngettext("{reference}: {n} suggestion confirmed.", "{reference}: {n} suggestions confirmed.", n)
    print(said.format(reference=row.reference, n=n))


def _item(text: str) -> Item:
    """The item with this key, or this name in any language. Raises `BadInput`."""
    wanted = text.strip().casefold()
    for item in items().values():
        if wanted in (item.key, *(name.casefold() for name in item.name.texts.values())):
            return item
    raise BadInput(_("The library has no item “{name}”. “ropa library” lists them.").format(name=text))


def _keeper(snapshot: Snapshot, name: str | None) -> Organisation | None:
    """Whose record it goes into: the one named, or the only one. Raises `BadInput` where several may be meant."""
    if name is not None:
        return find_keeper(snapshot, name)
    known = keepers(snapshot)
    if len(known) > 1:
        names = ", ".join(one.name or "?" for one in known)
        raise BadInput(
            _("The register holds the records of several: {names}. Name one of them with --controller.").format(
                names=names
            )
        )
    return known[0] if known else None


def _as_json(item: Item) -> dict[str, Any]:
    def said(wording: Wording | None) -> str | None:
        return wording.text(language()) if wording else None

    return {
        "item": item.key,
        "area": item.area,
        "role": item.role,
        "name": said(item.name),
        "description": said(item.description),
        "categories_of_processing": said(item.categories),
        "purposes": [said(purpose) for purpose in item.purposes],
        "data": [
            {
                "data_subjects": said(line.subject.name),
                "personal_data": said(line.data.name),
                "nature": line.data.values.get("nature"),
                "source": line.origin,
                "time_limit": said(line.limit.name),
                "legal_reference": line.limit.period.law if line.limit.period else None,
            }
            for line in item.lines
        ],
        "recipients": [said(party.name) for party in item.recipients],
        "systems": [said(system.name) for system in item.systems],
        "measures": list(item.measures),
        "ask": [said(question) for question in item.ask],
    }
