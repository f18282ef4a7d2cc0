"""What a pasted text means in a column: the readers of an import, and the answers that a field admits."""

from __future__ import annotations

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.values.absence import UNKNOWN, find_absence
from ropa_desktop.exchange.values.bases import read_bases
from ropa_desktop.exchange.values.countries import read_countries
from ropa_desktop.exchange.values.dates import read_day as read_strange_day
from ropa_desktop.exchange.values.mechanisms import read_mechanism
from ropa_desktop.exchange.values.splitting import split_values
from ropa_desktop.exchange.values.yes_no import read_yes_no
from ropa_desktop.i18n import _
from ropa_desktop.law import vocabulary
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.validation import clean_value, clean_whole
from ropa_desktop.window.editor.candidates import NewRecord, Value, called, can_be_created, of_records
from ropa_desktop.window.editor.days import read_day
from ropa_desktop.window.grid.columns import Answering


class Reader:
    """Reads texts beside one snapshot; what is chosen from is listed once for all of them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._called: dict[str, dict[str, str]] = {}

    def value(self, info: FieldInfo, text: str, answers: tuple[str, ...] | None = None) -> Value | Answering:
        """One value. Raises `BadInput` for what cannot be read; `answers` are those of the field unless given."""
        text = text.strip()
        if not text or text.casefold() == _("unknown").casefold():
            return None
        answer = self._answer(text, info.answers if answers is None else answers, info)
        if answer is not None:
            return answer
        match info.form:
            case "date":
                return _day(text)
            case "whole":
                return clean_whole(text)
            case "code":
                return _code(info.vocabulary, text)
            case "link":
                return self._linked(info, text)
            case _:
                return clean_value(info, text)

    def values(self, info: FieldInfo, text: str, answers: tuple[str, ...] = ()) -> list[Value] | Answering:
        """Several values of one cell. Raises `BadInput`."""
        text = text.strip()
        if not text or text.casefold() == _("unknown").casefold():
            return []
        answer = self._answer(text, answers, info)
        if answer is not None:
            return answer
        if info.vocabulary == "legal_basis":
            codes = [basis.code for basis in read_bases(text).bases]
            if not codes:
                raise BadInput(_not_in_list(text))
            return list(dict.fromkeys(codes))
        whole = self._called_so(info, text)
        if whole is not None:
            return [whole]
        found = (self.value(info, part, ()) for part in split_values(text).values)
        return [value for value in dict.fromkeys(found) if not isinstance(value, Answering) and value is not None]

    def _answer(self, text: str, answers: tuple[str, ...], info: FieldInfo) -> Answering | None:
        if not answers:
            return None
        found = find_absence(text, asks_yes_or_no=info.vocabulary == "yes_no")
        if found is None or found.state == UNKNOWN or found.state not in answers:
            return None
        return Answering(found.state, found.rest) if found.state == "none" or found.rest else None

    def _called_so(self, info: FieldInfo, text: str) -> str | None:
        """The record of the target kind with this name or reference, by its id."""
        if info.form != "link":
            return None
        known = self._called.get(info.target)
        if known is None:
            known = self._called[info.target] = {}
            for candidate in reversed(of_records(self._snapshot, info.target)):
                known[candidate.title.casefold()] = str(candidate.value)
            for row in self._snapshot.rows(info.target):
                if getattr(row, "reference", None):
                    known.setdefault(row.reference.casefold(), row.id)
        return known.get(text.casefold())

    def _linked(self, info: FieldInfo, text: str) -> Value:
        found = self._called_so(info, text)
        if found is not None:
            return found
        alike = called(of_records(self._snapshot, info.target), text)
        if len(alike) == 1:
            return alike[0].value
        if alike:
            raise BadInput(_("“{text}” names several. Choose one from the list.").format(text=text[:40]))
        if not can_be_created(info.target):
            raise BadInput(_not_in_list(text))
        return NewRecord(info.target, text)


def _day(text: str) -> str | None:
    try:
        return read_day(text)
    except BadInput:
        found = read_strange_day(text)
        if found.iso and not found.rest:
            return found.iso
        raise


def _code(name: str, text: str) -> str:
    """The code that a text means: by its label in any language, else by the reader of such values."""
    code = vocabulary.code_for(name, text)
    if code is None and name == "yes_no":
        code = read_yes_no(text).answer
    elif code is None and name == "country":
        places = read_countries(text).countries
        code = places[0].code if len(places) == 1 else None
    elif code is None and name == "transfer_mechanism":
        mechanisms = read_mechanism(text).codes
        code = mechanisms[0] if len(mechanisms) == 1 else None
    elif code is None and name == "legal_basis":
        bases = read_bases(text).bases
        code = bases[0].code if len(bases) == 1 else None
    if code is None:
        raise BadInput(_not_in_list(text))
    return code


def _not_in_list(text: str) -> str:
    return _("“{text}” is not in the list. It is not saved.").format(text=text[:40])
