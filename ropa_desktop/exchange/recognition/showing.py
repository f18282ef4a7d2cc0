"""What a value of a column becomes, in a few words: "10 years after the end of the year", "United States", unknown."""

from dataclasses import dataclass, replace

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.aliases import FLAG
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, LEFT_OUT, ColumnMapping
from ropa_desktop.i18n import _, format_date, language
from ropa_desktop.law import vocabulary

VALUE, UNKNOWN, NOTHING, NOTED, IGNORED = "value", "unknown", "nothing", "noted", "ignored"
"""What a value can become: a value, unknown, an answer that there is none, a note, or nothing at all."""

_DATES = frozenset({"started_on", "ended_on", "reviewed_on", "review_due_on", "contract_date", "contract_end"})
_YES_NO = frozenset({"automated_decisions", "assessment_required", "is_processor"})
_ONE_TEXT = frozenset({"name", "reference", "description", "operations", "department", "owner", "note"})


@dataclass(frozen=True, slots=True)
class Shown:
    """What a value becomes: how it ends, and the values in words, one for each that is read out of it."""

    end: str
    values: tuple[str, ...] = ()


def shown(column: ColumnMapping, text: str) -> Shown:
    """What a text of a column becomes. It reads the text as the import does, apart from the rest of its row."""
    target = column.target_of(text)
    instead = next((one.instead for one in column.readings if one.text == text and one.instead), text)
    if target == AS_NOTE:
        return Shown(NOTED)
    if target == LEFT_OUT:
        return Shown(IGNORED)
    found = reading.absence(instead)
    if found is not None and not (target in _YES_NO and found.state != "unknown"):
        if found.state == "unknown" or found.rule == "dash":
            return Shown(UNKNOWN)
        return Shown(NOTHING, (found.rest,) if found.rest else ())
    if target == "third_countries" and reading.stays_within_eea(instead):
        return Shown(NOTHING, (_("within the EEA"),))
    values = _read(target, instead, column)
    return Shown(VALUE, values) if values else Shown(NOTED)


def choices(target: str) -> str:
    """The closed list that a target's values are of, empty where they are of none."""
    if target.startswith(FLAG):
        return "yes_no"
    return _LISTS.get(target, "")


def spoken(column: ColumnMapping, name: str, code: str) -> str:
    """The text by which a column's values name an entry of a closed list: its label where that is read, else its code.

    Empty where neither is read as the entry.
    """
    label = vocabulary.label(name, code, language())
    plain = replace(column, readings=())
    return next((text for text in (code, label) if label in shown(plain, text).values), "")


_LISTS = {
    "legal_basis": "legal_basis",
    "special_condition": "special_condition",
    "third_countries": "country",
    "country": "country",
    "safeguards": "transfer_mechanism",
    **dict.fromkeys(_YES_NO, "yes_no"),
}


def _read(target: str, text: str, column: ColumnMapping) -> tuple[str, ...]:
    if target in ("legal_basis", "special_condition"):
        found = reading.bases(text, 9 if target == "special_condition" else 6)
        laws = (found.law,) if found.law else ()
        return (*_labels("legal_basis", found.bases), *_labels("special_condition", found.conditions), *laws)
    if target == "third_countries" and not reading.names_transfer(text):
        return (f"“{text}”",)  # which stands beside the question, and answers it for nobody
    if target in ("third_countries", "country", "safeguards"):
        countries = reading.places(text).countries
        words = (*_labels("country", countries), *_labels("transfer_mechanism", reading.mechanism(text)))
        answer = reading.yes_no(text).answer
        return words or ((_labels("yes_no", (answer,))) if answer else (text,))
    if target == "retention":
        return (_period(text),)
    if target in _DATES:
        day = reading.day(text, column.day_first)
        return (format_date(day),) if day else ()
    if target in _YES_NO or target.startswith(FLAG):
        answer = reading.yes_no(text).answer
        return _labels("yes_no", (answer,)) if answer else ()
    if target in _ONE_TEXT or column.separators is None:
        return (text,)
    return reading.values(text, column.separators)


def _period(text: str) -> str:
    """A time limit as it is understood; where only its words are, these."""
    found = reading.retention(text)
    if found.amount is None or found.unit is None:
        return text
    said = f"{found.amount} {vocabulary.label('time_unit', found.unit, language()).lower()}"
    if found.trigger:
        said = _("{period}, from: {trigger}").format(
            period=said, trigger=vocabulary.label("retention_trigger", found.trigger, language())
        )
    return f"{said} ({found.law})" if found.law else said


def _labels(name: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(vocabulary.label(name, code, language()) for code in codes)
