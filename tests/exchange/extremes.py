"""A register that holds every kind with every field filled, by the texts that files lose most easily."""

from collections.abc import Iterable, Mapping
from itertools import cycle
from typing import Any

from ropa_desktop.exchange.json_file import Records
from ropa_desktop.law import vocabulary
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.validation import TEXT_LIMIT, clean_record, clean_text

TEXTS = (
    "=1+1",
    "=HYPERLINK(\"https://example.com\"; \"x\")",
    "+47 55 00 00 00",
    "-",
    "@SUM(A1)",
    "'quoted",
    "'",
    "_x000D_",
    "_x000D_x000A_",
    "_x005F_x000D_",
    "_X000D_ _x00g0_ _x0041_",
    "x005F_",
    "_",
    "line one\nline two\n\n  line four",
    "a\tb\t\tc",
    "two  spaces and a no-break\u00a0space",
    "#N/A",
    "TRUE",
    "0012",
    "1e5",
    "2025-01-01",
    "12.5",
    "unknown",
    "code: yes",
    "<b>&amp; \"x\"</b>",
    "{=1+1}",
    "https://example.com/?a=1&b=2",
    "😀 👩‍👩‍👧 🇳🇴",
    "שלום עולם, مرحبا بالعالم",
    "Łódź, ærlig, čeština, ελληνικά, Український, 日本語",
    "e\u0301galité",  # becomes NFC
    "soft\u00adhyphen, zero\u200bwidth, joiner\u200d",
    "a; b, c | d\\e \"f\"",
    "%s {name} {0}",
    "[1]Sheet!A1",
)  # fmt: skip

LONG = ("x" * 30_000, "word " * 6_000 + "end", "_x000D_" * 4_681, "😀" * 16_383 + "e", "line\n" * 6_000 + "end")


def snapshot_of(records: Mapping[str, Iterable[Mapping[str, Any]]]) -> Snapshot:
    """A snapshot of records that pass the door, without a file."""
    return Snapshot({key: [tuple(clean_record(key, one).values()) for one in found] for key, found in records.items()})


def extreme_records(each: int = 3) -> Records:
    """`each` records of every kind, every field of which is filled, and every field answered, sourced and worded."""
    texts = cycle(TEXTS)
    longs = iter(LONG)
    records: Records = {}
    for kind in catalog.KINDS:
        records[kind.key] = [
            {"id": f"{kind.key}-{number}"}
            | {name: _value(kind.key, info, number, each, texts) for name, info in tables.fields(kind.key).items()}
            for number in range(each)
        ]
    for number, record in enumerate(records["activity"]):
        record["role"] = ("controller", "processor")[number % 2]
        record["note"] = next(longs)
        record["archived_on"] = record["archived_on"] if number == each - 1 else None
    for record in records["source"] if "source" in records else records["purpose"][:2]:
        record["note"] = next(longs)
    for key in ("transfer", "location"):
        for number, record in enumerate(records[key]):
            record[tables.parents(key)[number % 2]] = None
    _add_statements(records, texts)
    return records


def extreme(each: int = 3) -> Snapshot:
    """`extreme_records` as a snapshot."""
    return snapshot_of(extreme_records(each))


def _value(key: str, info: FieldInfo, number: int, each: int, texts: Any) -> Any:
    if info.form == "date":
        return ("0001-01-01", "1900-02-28", "1900-03-01", "2024-02-29", "9999-12-31")[number % 5]
    if info.form == "whole":
        return (0, 7, 999_999_999)[number % 3]
    if info.form == "link":
        return f"{info.target}-{(number + 1) % each}"
    if info.form == "code":
        known = list(vocabulary.vocabulary(info.vocabulary).terms)
        unknown = ("Ja", "YES", "code: code: x", "not on any list, and long enough to be cut somewhere", "=1")
        return (*known[: each - 2], *unknown)[number % each] if number else known[0]
    return clean_text(next(texts).replace("\n", " ").replace("\t", " ") if info.form == "line" else next(texts))


def _add_statements(records: Records, texts: Any) -> None:
    answers, sources, wordings = [], [], []
    for kind in catalog.KINDS:
        id = records[kind.key][0]["id"]
        names = [*tables.fields(kind.key), *(relation.name for relation in kind.relations)]
        for number, field in enumerate(dict.fromkeys([*names, "no such field", "Note", "code: x"])):
            said = {"record_id": id, "field": field}
            state = ("none", "not_applicable", "not_possible")[number % 3]
            answers.append({**said, "id": f"answer-{id}-{number}", "state": state, "reason": clean_text(next(texts))})
            wordings.append({**said, "id": f"w-{id}-{number}", "language": "nb", "text": clean_text(next(texts))})
            sources.append(
                {
                    **said,
                    "id": f"s-{id}-{number}",
                    "field": field if number else None,
                    "quotation": clean_text(next(texts)),
                    "position": number,
                }
            )
    records |= {"answer": answers, "source": sources, "wording": wordings}


assert all(len(text.encode("utf-16-le")) // 2 <= TEXT_LIMIT for text in LONG)
