"""Covers: sheets that hold no activity and tell whose register the file is, whatever else stands on them.

A legend, advice, versions, a list of the sheets may stand between the labels or below; a table of clients is no cover.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from ropa_desktop.exchange.recognition.account import Account
from ropa_desktop.exchange.recognition.aliases import ACTIVITIES, language_of
from ropa_desktop.exchange.recognition.contact_labels import CONTROLLER, label_of
from ropa_desktop.exchange.recognition.contact_values import is_name
from ropa_desktop.exchange.recognition.contacts import Block, cells_of
from ropa_desktop.exchange.recognition.forms import contact_block
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.recognition.keepers import Keeper
from ropa_desktop.exchange.recognition.mapping import FORM, NOTHING, TABLE, SheetMapping
from ropa_desktop.exchange.recognition.shape import is_example
from ropa_desktop.exchange.recognition.titles import is_register
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.words import whole
from ropa_desktop.i18n import N_

BESIDE_CONTACTS = N_("text beside the contact details")
"""The rule by which what else stands on a cover is left out."""

_OTHERS = ("processor", "sub_processor", "recipient", "service_provider", "third_party", "group_company")
"""What a sheet may be called that tells of others."""

_LONGEST, _LONGEST_BESIDE_FORMS = 120, 40  # rows of a cover, and of a sheet beside forms that may be one


def block_on(account: Account, role: str) -> Block | None:
    """The block of a sheet that holds no activity; None for one that is too long to be a cover."""
    if len(account.sheet.rows) > _LONGEST:
        return None
    rows = range(len(account.sheet.rows))
    language = language_of(cell.text for row in account.sheet.rows for cell in row if cell)
    return Block(account, cells_of(account, rows), language, role, alone=True)


def is_cover(block: Block, account: Account) -> bool:
    """Whether a block names one controller and tells more of it; its name alone has to stand with a title."""
    if not block.names_controller() or len(block.houses()) > 1 or not block.is_sure():
        return False
    if whole("parties", "roles", account.sheet.name) in _OTHERS:
        return False
    return block.facts() > 1 or any(is_register(cell.text) for row in account.sheet.rows for cell in row if cell)


def keepers_of(
    accounts: Sequence[Account],
    sides: Sequence[Account],
    mapped: Callable[[str], SheetMapping],
    gathered: Gathered,
    where: str,
) -> dict[str, Keeper]:
    """Whose register each sheet is, by its name, under "" first what a cover says; `mapped` tells what a sheet is.

    `sides` are the details beside the tables of the sheets that are called as they are.
    """
    blocks = [(side, Block(side, cells_of(side, range(len(side.sheet.rows))), "en")) for side in sides]
    others: list[Account] = []
    for account in accounts:
        own = mapped(account.sheet.name)
        if own.shape == TABLE and own.header and own.holds == ACTIVITIES:
            below = range(own.until, len(account.sheet.rows)) if own.until and not own.below else ()
            cells = cells_of(account, (*range(own.header[0]), *below))
            blocks.append((account, Block(account, cells, own.language, own.role)))
        elif own.shape == FORM and (block := contact_block(account, own)):
            blocks.append((account, block))
        elif own.shape == NOTHING and not is_example(account.sheet):
            others.append(account)
    roles = {mapped(account.sheet.name).role for account, _block in blocks}
    named = {name for _account, block in blocks for name in block.houses()}
    each = bool(blocks) and all(block.names_controller() for _account, block in blocks)
    with_forms = any(mapped(account.sheet.name).shape == FORM for account in accounts)
    role = "processor" if roles == {"processor"} else "controller"
    cover = _covers(others, role, gathered, where, named if each else (), beside_forms=with_forms and not named)
    found = {"": cover} if cover else {}
    elsewhere = _in_forms([one for one in accounts if mapped(one.sheet.name).shape == FORM])
    for account, block in blocks:
        known = found.get(account.sheet.name) or cover
        if keeper := block.settle(gathered, where, gathered.called(known.id) if known else elsewhere):
            found[account.sheet.name] = keeper
    return found


def _in_forms(accounts: Sequence[Account]) -> str:
    """The one controller that forms name beside the label of its row, "" where they name none or several."""
    found: dict[str, str] = {}
    for account in accounts:
        for row in range(min(len(account.sheet.rows), _LONGEST)):
            label = label_of(account.text(row, 0), "")
            name = account.text(row, 1)
            if label and label.party == CONTROLLER and not label.detail and is_name(name, ""):
                found.setdefault(fold(name), name)
    return next(iter(found.values())) if len(found) == 1 else ""


def controls_jointly(gathered: Gathered, keepers: Iterable[Keeper]) -> None:
    """Give the activities of a keeper the joint controllers that its block names, unless they name others."""
    for keeper in keepers:
        for activity in gathered.records.get("activity", ()) if keeper.joint else ():
            of_keeper = activity.get("keeper_id") == keeper.id and activity.get("role") == "controller"
            if of_keeper and not gathered.holds("joint_controller", activity["id"]):
                for id in keeper.joint:
                    where = gathered.places[activity["id"]]
                    gathered.row("joint_controller", "activity_id", activity["id"], where, organisation_id=id)


def tells_whose(account: Account) -> bool:
    """Whether some cells of a sheet without activities were read as whose register the file is."""
    rows = range(len(account.sheet.rows))
    return any(account.text(*place) and not account.is_open(*place) for place in cells_of(account, rows))


def _covers(
    accounts: Sequence[Account],
    role: str,
    gathered: Gathered,
    where: str,
    named: Collection[str],
    *,
    beside_forms: bool,
) -> Keeper | None:
    """Whose register the sheets without activities say it is; their cells are settled as far as they tell of it.

    `named` are the folded names that the sheets of activities give: where each has one, a cover of another house is
    not theirs. `beside_forms`, any short sheet may be the cover.
    """
    found = [(account, block) for account in accounts if (block := block_on(account, role)) and block.labels]
    covers = [(account, block) for account, block in found if is_cover(block, account)]
    if named:
        covers = [(account, block) for account, block in covers if block.houses() & {*named}]
    if not covers and beside_forms:
        return _of_any(accounts, role, gathered, where)
    keeper: Keeper | None = None
    houses: set[str] = set()
    for _account, block in covers:
        if keeper is None or block.houses() <= houses:
            houses = block.houses()
            keeper = block.settle(gathered, where) or keeper
    if keeper is not None:
        for _account, block in found:
            if not block.names_controller() and block.is_sure() and any(one.details for one in block.others):
                block.settle(gathered, where, gathered.called(keeper.id))
    return keeper


def _of_any(accounts: Sequence[Account], role: str, gathered: Gathered, where: str) -> Keeper | None:
    """What the first short sheet beside forms says that tells of anybody."""
    short = (account for account in accounts if len(account.sheet.rows) <= _LONGEST_BESIDE_FORMS)
    blocks = (block for account in short if (block := block_on(account, role)))
    return next(filter(None, (block.settle(gathered, where) for block in blocks)), None)
