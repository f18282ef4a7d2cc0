"""The block that says whose register it is: the controller, its officer and representative, and how to reach them.

It stands above a table or beside it, on a cover, above a form or in it. A label's value stands behind its colon, to its
right or below it; the labels of each party stand side by side (ICO), down a column (CNIL), or in a table of their own.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ropa_desktop.exchange.recognition import contact_values as values
from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.account import CONTACT_LABEL, FIELD, IGNORED, SAYS_NOTHING, Account
from ropa_desktop.exchange.recognition.contact_labels import (
    ANY,
    CONTROLLER,
    GENERAL,
    OFFICER,
    PARENT,
    PROCESSOR,
    REPRESENTATIVE,
    Label,
    pairs,
)
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.recognition.keepers import Keeper, Party, field_of, keeper_of
from ropa_desktop.exchange.recognition.titles import is_house, named_in_title
from ropa_desktop.exchange.sheets.book import Sheet
from ropa_desktop.exchange.values.folding import fold

Place = tuple[int, int]
"""Row and column of a cell, counted from 0."""

_LONGEST = 400  # characters of a cell with labels
_LONGEST_TITLE = 160  # characters of a title that names whose register it is
_REACH = 8  # columns from a label to its value
_LONGEST_ROLE = 60  # characters of what a person is called
_MOSTLY = 0.6  # share of a row of headings that are labels
_LONGEST_LIST = 60  # rows of a table of contacts
_LONGEST_FOOTER = 15  # rows below a table that say whose it is
_MOST_LINES = 5  # rows that the value below a title may have

_OF_THE_HOUSE = ("company", "identifier", "website", "version", "date")
"""Details that an organisation alone has, whoever was named before."""


@dataclass
class _Said:
    """One label of a cell, what stands behind its colon there, and the cells that hold its value."""

    place: Place
    label: Label
    inside: str
    beside: list[Place] = field(default_factory=list)


@dataclass
class _Given:
    """What a cell gave to a party: the details taken, or that there is none."""

    place: Place
    party: Party
    taken: tuple[str, ...] = ()


class Block:
    """The labels of some cells of a sheet, and what they tell of each party. Nothing is settled before `settle`."""

    def __init__(
        self, account: Account, cells: Iterable[Place], language: str, role: str = "controller", *, alone: bool = False
    ) -> None:
        """`alone` is a block on a sheet without activities: a processor that it names keeps no controller's record."""
        self._account, self._language = account, language
        self._cells = sorted(place for place in cells if account.is_open(*place))
        self._by_row: dict[int, list[Place]] = {}
        for place in self._cells:
            self._by_row.setdefault(place[0], []).append(place)
        self.labels: dict[Place, list[tuple[Label, str]]] = {}
        for place in self._cells:
            text = account.text(*place)
            if len(text) <= _LONGEST and (found := list(pairs(text, language))):
                self.labels[place] = found
        self._rows = sorted({row for row, _column in self.labels})
        self._headings = {row for row in self._rows if self._is_heading(row)}
        self.controller = Party(CONTROLLER)
        self.others: list[Party] = []
        self._given: list[_Given] = []
        self._titled: dict[Place, tuple[Party | None, bool]] = {}
        self._foreign = self._whose(role, alone)
        self._used: set[Place] = set()
        self._read()

    # -- what it says of the whole

    def names_controller(self) -> bool:
        """Whether its labels name whose register it is."""
        return bool({"name", "company"} & self.controller.details.keys())

    def houses(self) -> set[str]:
        """The names that its labels of controllers give, or of companies, whichever are more."""
        kinds = {kind for kind, _name in self._houses}
        return max(
            ({fold(name) for kind, name in self._houses if kind == one} for one in kinds), key=len, default=set()
        )

    def facts(self) -> int:
        """How many things it tells of its parties."""
        return sum(len(party.details) for party in (self.controller, *self.others))

    def is_sure(self) -> bool:
        """Whether what it tells can hardly be anything else: a number, an e-mail address, a company's name."""
        parties = (self.controller, *self.others)
        hard = any({"email", "phone", "identifier", "postal_code"} & one.details.keys() for one in parties)
        named = (self.controller.details.get(key, "") for key in ("company", "name"))
        return hard or any(map(str.isdigit, self.controller.details.get("address", ""))) or any(map(is_house, named))

    # -- reading

    def _whose(self, role: str, alone: bool) -> frozenset[str]:
        """The parties of whom a block may tell that do not keep the register: the processor of a controller's record,
        and the client of a processor's that names the processor too.
        """
        named = {label.party for found in self.labels.values() for label, _inside in found}
        details = {label.detail for found in self.labels.values() for label, _inside in found}
        if role != "processor":
            is_another = alone or CONTROLLER in named or "company" in details
            return frozenset({PROCESSOR}) if is_another else frozenset()
        return frozenset({CONTROLLER}) if PROCESSOR in named or "company" in details else frozenset()

    def _is_heading(self, row: int) -> bool:
        """Whether a row has labels side by side with no room for a value: they are headings of what is below."""
        places = sorted(column for r, column in self.labels if r == row)
        if any(self._account.text(row, column).endswith(":") or self.labels[row, column][0][1] for column in places):
            return False
        goes_on = not self._in_row(row + 1) or any((row + 1, place) in self.labels for place in places[:1])
        if goes_on and len(places) > 1 and self._is_function(self.labels[row, places[0]][0][0], row, places[1]):
            return False
        side_by_side = any(column + 1 in places for column in places)
        return side_by_side and len(places) >= _MOSTLY * len(self._in_row(row))

    def _read(self) -> None:
        self._houses: list[tuple[str, str]] = []
        done = self._tables()
        for place in sorted(self.labels):
            if place in done or place in self._used:
                continue
            found = [_Said(place, label, inside) for label, inside in self.labels[place]]
            for said in found:
                if not said.inside and said is found[-1]:
                    said.beside = self._answers(said)
                self._take(said)
        self._further(done)

    def _further(self, done: Collection[Place]) -> None:
        """What stands in further cells of a row behind an answer, each what its looks say: "Controller: | Vik AS |
        Org.nr. 999 888 777 | Storgata 1, 0155 Oslo" tells all of the one party.
        """
        for row in sorted({row for row, _column in self._used} - self._headings - {row for row, _column in done}):
            first = min(column for r, column in self._used if r == row)
            for place in self._in_row(row):
                if place[1] <= first or place in self.labels or place in self._used:
                    continue
                before = [one for one in self._given if one.place[0] == row and one.place[1] < place[1]]
                party = max(before, key=lambda one: one.place).party if before else None
                details = values.by_looks(self._account.text(*place)) if party and not party.none else {}
                if party and details:
                    self._given.append(_Given(place, party, party.take(details)))
                    self._used.add(place)

    def _tables(self) -> set[Place]:
        """A table with a party in each row and its details under headings, or with a party in each column."""
        done: set[Place] = set()
        for row in sorted(self._headings):
            heads = {column: found[0][0] for (r, column), found in self.labels.items() if r == row and not found[0][1]}
            for below in self._below(row):
                first = self._in_row(below)[0]
                label = self.labels[first][0][0] if first in self.labels else self._role(row, first)
                if label is None:
                    break
                for column, head in heads.items():
                    cell = (below, column)
                    if column <= first[1] or cell in self.labels or not self._account.is_open(*cell):
                        continue
                    if label.party and not label.detail and head.detail:
                        said = _Said(cell, Label(label.party, head.detail, label.function), "", [cell])
                    elif head.party and not head.detail and not label.party and label.detail:
                        said = _Said(cell, Label(head.party, label.detail, head.function), "", [cell])
                    else:
                        continue
                    self._take(said, known=True)
                    done |= {first, (row, column), cell}
        return done

    def _role(self, heading: int, place: Place) -> Label | None:
        """The role that the first cell of a row names, in a table whose other rows name parties: "IT manager"."""
        rows = [self._in_row(row)[0] for row in self._below(heading)]
        parties = [self.labels[one][0][0].party for one in rows if one in self.labels]
        text = self._account.text(*place)
        is_role = len(text) <= _LONGEST_ROLE and not any(map(str.isdigit, text)) and not is_house(text)
        return Label(GENERAL, "", text) if any(parties) and is_role and (heading, place[1]) not in self.labels else None

    def lists_roles(self) -> bool:
        """Whether a table of it has a row for each of several roles, and for little else."""
        for heading in self._headings:
            rows = [self._in_row(row)[0] for row in self._below(heading)]
            parties = [self.labels[one][0][0].party for one in rows if one in self.labels]
            if {CONTROLLER, OFFICER} & {*parties} and len(rows) <= 2 * len([one for one in parties if one]):
                return True
        return False

    def _below(self, row: int) -> Iterator[int]:
        """The rows below a row up to an empty one."""
        while (row := row + 1) in self._by_row:
            yield row

    def _answers(self, said: _Said) -> list[Place]:
        """The cells that answer a label: to its right, else below it."""
        row, column = said.place
        if row in self._headings:
            return self._under(row, column)
        width = len(self._account.sheet.rows[row])
        for place in range(column + 1, min(column + 1 + _REACH, width)):
            if self._account.text(row, place):
                is_label = (row, place) in self.labels and not self._is_function(said.label, row, place)
                return [] if is_label else [(row, place)]
        return self._stacked(row, column, said.label)

    def _is_function(self, label: Label, row: int, column: int) -> bool:
        """Whether the last cell of a row says what whoever its label asks for is called: "Responsible | The mayor"."""
        (found, inside), *more = self.labels[row, column]
        is_last = not any(
            self._account.text(row, place) for place in range(column + 1, len(self._account.sheet.rows[row]))
        )
        asks = label.party in (GENERAL, REPRESENTATIVE) and not label.detail
        return asks and is_last and not inside and not more and found.party == GENERAL and not found.detail

    def _under(self, row: int, column: int) -> list[Place]:
        """The one cell below a heading: the row below has no label, and there is no further one."""
        below, further = [self._in_row(row + 1), self._in_row(row + 2)]
        if (row + 1, column) not in below or any(place in self.labels for place in below):
            return []
        if any(place not in self.labels and place[1] == column for place in further):
            return []
        return [(row + 1, column)]

    def _stacked(self, row: int, column: int, label: Label) -> list[Place]:
        """The lines below a label that stands alone in its row, each alone in its own."""
        if self._in_row(row) != [(row, column)]:
            return []
        lines: list[Place] = []
        while self._in_row(row + 1 + len(lines)) == [(row + 1 + len(lines), column)] and len(lines) < _MOST_LINES:
            place = (row + 1 + len(lines), column)
            if place in self.labels:
                break
            lines.append(place)
        return lines if not label.detail or label.detail == "address" else lines[:1]

    def _in_row(self, row: int) -> list[Place]:
        return self._by_row.get(row, [])

    # -- taking

    def _take(self, said: _Said, known: bool = False) -> None:
        """Let a label's party have what answers it."""
        cells = [place for place in said.beside if place not in self._used]
        text = said.inside or "\n".join(self._account.text(*place) for place in cells)
        party, sure = (None, True) if self._is_foreign(said.label) else self._party(said, bool(text))
        if said.label.party or said.label.detail == "company":
            self._titled[said.place] = (party, not text)
        if party is None or not text:
            return
        places = [said.place] if said.inside else cells
        none = values.answered(text)
        if none is not None:
            party.none = none if none.state == "not_applicable" and not said.label.detail else party.none
            self._given += [_Given(place, party) for place in places]
        else:
            self._tell(said, party, text, places, known or sure)
        self._used.update(places)

    def _is_foreign(self, label: Label) -> bool:
        return label.party in self._foreign

    def _tell(self, said: _Said, party: Party, text: str, places: list[Place], sure: bool) -> None:
        label = said.label
        for number, part in enumerate(values.people_in(text, label.party) if not label.detail else [text]):
            if number:
                party = self._another(label)
            details = self._details(label, part, places, sure, party)
            if party is self.controller:
                self._houses += [(key, details[key]) for key in ("name", "company") if key in details]
            taken = party.take(details)
            self._given += [_Given(place, party, taken) for place in places if taken]

    def _details(self, label: Label, text: str, places: list[Place], sure: bool, party: Party) -> dict[str, str]:
        if label.party == PARENT:
            return values.of_party(text, "controller", self._language)
        if label.detail == "date":
            day = reading.day(text, None if self._language in ("en", "") else True)
            return {"date": day} if day else {}
        if label.detail == "address" and values.is_alike(text):
            address = self.controller.details.get("address")
            return {"address": address} if address and party is not self.controller else {}
        if label.detail:
            found = values.of_detail(label.detail, text, self._language)
        else:
            found = values.of_party(text, label.party, self._language)
        if label.detail == "company" and "name" in found:
            found["company"] = found.pop("name")
        if label.detail == "name" and not sure and not self._is_surely_named(found, places):
            return {}
        if party is self.controller and label.detail == ANY and "name" in found:
            return {"person": text}
        return found

    def _is_surely_named(self, found: dict[str, str], places: list[Place]) -> bool:
        """Whether a bare "Name" that no title stands above is the controller's: another label stands with it."""
        row = places[0][0]
        near = [
            label.detail
            for (r, _c), labels in self.labels.items()
            for label, _inside in labels
            if 0 < r - row <= 2 and r not in self._headings
        ]
        return is_house(found.get("name", "")) or bool({"address", "email", "phone", "identifier"} & {*near})

    # -- whose detail it is

    def _party(self, said: _Said, filled: bool) -> tuple[Party | None, bool]:
        """Whose detail a label asks for, None where that is nobody of this register; and whether that is certain."""
        label = said.label
        if label.party in (CONTROLLER, PROCESSOR):
            return self.controller, True
        if label.party:
            last = next((one for one in reversed(self.others) if one.role == label.party), None)
            goes_on = last is not None and (label.detail or not last.details)
            if last and label.party == GENERAL:
                goes_on = bool(label.detail) and label.function == last.function and label.detail not in last.details
            return (last if goes_on else self._another(label)), True
        if label.detail in _OF_THE_HOUSE:
            left = self._left(said.place)
            return (None, True) if left and left[0] is None else (self.controller, True)
        return self._in_context(said.place, label.detail)

    def _another(self, label: Label) -> Party:
        party = Party(label.party, label.function)
        self.others.append(party)
        return party

    def _left(self, place: Place) -> tuple[Party | None, bool] | None:
        left = [one for one in self._titled if one[0] == place[0] and one[1] < place[1]]
        return self._titled[max(left)] if left else None

    def _in_context(self, place: Place, detail: str) -> tuple[Party | None, bool]:
        """Whom a label without a party of its own means: the title left of it, else the one above.

        Below a title that has an answer beside it, what the organisation itself still lacks may be its own.
        """
        if left := self._left(place):
            return left[0], True
        above = [one for one in self._titled if one[0] < place[0] and one[1] <= place[1]]
        if not above:
            return self.controller, False
        same = [one for one in above if one[1] == place[1]]
        last = max(one[0] for one in above)
        nearest = max(same or [one for one in above if one[0] == last])
        if not same:
            nearest = max(one for one in above if one[0] == last)
        party, is_heading = self._titled[nearest]
        if party is None or is_heading or party is self.controller:
            return party, True
        lacks = detail not in self.controller.details
        is_apart = any(not self._in_row(row) for row in range(nearest[0] + 1, place[0]))
        if lacks and (is_apart or party.role not in (OFFICER, REPRESENTATIVE) or detail not in ("email", "phone", ANY)):
            return self.controller, False
        if detail in party.details and lacks:
            return self.controller, False
        return party, True

    # -- settling

    def settle(self, gathered: Gathered, where: str, called: str = "") -> Keeper | None:
        """Make its records and say what became of its cells; None where it tells of nobody.

        `called` is the name of the organisation where the block does not give it; `where` the file.
        """
        if not self.names_controller():
            self._from_titles()
        if not any(set(one.taken) - {"version", "date"} for one in self._given):
            return None
        if not self.names_controller() and not called and not self.is_sure():
            return None  # a name alone says of nobody whose officer that is
        keeper = keeper_of(self.controller, self.others, gathered, where, called)
        kinds: dict[Place, tuple[str, str]] = {}
        for one in self._given:
            said = [name for name in one.taken if name not in one.party.unused]
            if said:
                role = "contact" if said[0] in one.party.personal else one.party.role
                kinds.setdefault(one.place, (FIELD, field_of(role, said[0])))
            elif not one.taken:
                answer = (
                    one.party.none is not None and not one.party.details and one.party.role in (OFFICER, REPRESENTATIVE)
                )
                kinds.setdefault(one.place, (FIELD, f"answer.{one.party.role}") if answer else (IGNORED, SAYS_NOTHING))
        for place, (kind, detail) in kinds.items():
            self._account.settle(*place, kind, detail)
        for place in self.labels:
            if self._account.is_open(*place) and not any(inside for _label, inside in self.labels[place]):
                self._account.settle(*place, IGNORED, CONTACT_LABEL)
        return keeper

    def _from_titles(self) -> None:
        """Take the name of the controller from the titles, where they name one house and no other."""
        named = {
            place: name
            for place in self._cells
            if place not in self._used and len(text := self._account.text(*place)) <= _LONGEST_TITLE
            if (name := named_in_title(text))
        }
        if len({*map(fold, named.values())}) != 1:
            return
        for place, name in named.items():
            self.controller.take({"name": name})
            self._given.append(_Given(place, self.controller, ("name",)))


def cells_of(account: Account, rows: Sequence[int], skipped: Collection[int] = ()) -> list[Place]:
    """The places of some rows of a sheet."""
    return [(row, column) for row in rows if row not in skipped for column in range(len(account.sheet.rows[row]))]


def lists_roles(sheet: Sheet) -> bool:
    """Whether a sheet is a table of contacts, with a row for each role: no table of organisations."""
    if len(sheet.rows) > _LONGEST_LIST:
        return False
    account = Account(sheet)
    return Block(account, cells_of(account, range(len(sheet.rows))), "en", alone=True).lists_roles()


def contacts_below(sheet: Sheet, after: int, language: str) -> int | None:
    """The row from which on, below a table and a gap, a sheet says whose register it is; None where it does not.

    `after` is the last row of the headings.
    """
    account = Account(sheet)
    first = None
    for row in range(len(sheet.rows) - 1, max(after + 1, len(sheet.rows) - _LONGEST_FOOTER), -1):
        filled = [text for column in range(len(sheet.rows[row])) if (text := account.text(row, column))]
        if not filled:
            continue
        labels = [found for text in filled if len(text) <= _LONGEST and (found := list(pairs(text, language)))]
        if len(filled) > 1 and (not labels or len(filled) > 2 * len(labels) + 1):
            break
        is_apart = not any(account.text(row - 1, column) for column in range(len(sheet.rows[row - 1])))
        named = {label.party for found in labels for label, _inside in found} & {CONTROLLER, OFFICER, PROCESSOR}
        first = row if is_apart and (named or first is not None or labels) else first
    if first is None:
        return None
    block = Block(account, cells_of(account, range(first, len(sheet.rows))), language)
    return first if block.facts() and block.labels and min(block.labels)[0] == first else None
