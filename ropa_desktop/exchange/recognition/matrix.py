"""Sheets that have a column for each activity, with a tick where a row has to do with it: clients and their services,
processors and what they are used for.

A tick is read as the name that stands above it, so the row tells of that activity as any row of a related sheet does.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ropa_desktop.exchange.recognition.aliases import ACTIVITIES, ENOUGH, ORGANISATIONS, RELATED
from ropa_desktop.exchange.recognition.columns import columns_of
from ropa_desktop.exchange.recognition.contact_labels import label_of
from ropa_desktop.exchange.recognition.header import Header, header_at
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, READ_AS, TABLE, ColumnMapping, Reading, SheetMapping
from ropa_desktop.exchange.recognition.plausible import is_ticked
from ropa_desktop.exchange.recognition.reading import folded, yes_no
from ropa_desktop.exchange.sheets.book import Sheet

PARTY_DETAILS = ("identifier", "address", "email", "phone")
"""What a related sheet may tell of the party of its row."""

_SEARCHED = 10  # rows in which the headings are looked for
_LEAST = 2  # columns of ticks
_OF_A_PARTY = {
    **{detail: detail for detail in PARTY_DETAILS},
    "contract_reference": "contract",
    "contract_date": "contract_date",
    "country": "recipient_country",
}
"""The details of an organisation, by what they are on a sheet of this sort."""


def matrix_of(
    sheet: Sheet, keys: Mapping[str, Collection[str]], told: Collection[str], role: str
) -> SheetMapping | None:
    """The mapping of such a sheet, None for any other.

    `keys` are the folded names and references of the activities, `told` the targets of which a row must have one.
    """
    for row in range(min(_SEARCHED, len(sheet.rows) - 1)):
        for target, names in keys.items():
            ticks = _ticks(sheet, row, target, names)
            header = header_at(sheet, row, row, ACTIVITIES) if len(ticks) >= _LEAST else None
            if header is None:
                continue
            columns = _columns(sheet, header, ticks, role)
            if {*told} & {one.target for one in columns}:
                return SheetMapping(sheet.name, TABLE, RELATED, role, header.language, (row, row), columns)
    return None


def _ticks(sheet: Sheet, row: int, target: str, names: Collection[str]) -> dict[int, ColumnMapping]:
    """The columns of ticks below the names of activities."""
    found = {}
    for column, cell in enumerate(sheet.rows[row]):
        heading = cell.text.strip() if cell else ""
        if not heading or (folded(heading) or heading) not in names:
            continue
        cells = [below[column] for below in sheet.rows[row + 1 :] if column < len(below)]
        texts = list(dict.fromkeys(text for cell in cells if cell and (text := cell.text.strip())))
        if is_ticked(texts):
            said = tuple(Reading(text, READ_AS, heading if yes_no(text).answer == "yes" else "–") for text in texts)
            found[column] = ColumnMapping(column, heading, target, 1.0, readings=said)
    return found


def _columns(sheet: Sheet, header: Header, ticks: Mapping[int, ColumnMapping], role: str) -> tuple[ColumnMapping, ...]:
    rest = replace(header, meanings={place: () if place in ticks else m for place, m in header.meanings.items()})
    found = [ticks.get(one.column, one) for one in columns_of(sheet, rest, RELATED)]
    found = [
        replace(one, target=AS_NOTE, score=0.0)
        if one.column not in ticks and one.target in ("name", "reference")
        else one
        for one in found
    ]
    return tuple(with_party_details(found, sheet, header, role))


def with_party_details(
    columns: Sequence[ColumnMapping], sheet: Sheet, header: Header, role: str
) -> list[ColumnMapping]:
    """The columns, those that no field of an activity knows as what they tell of the party of their row."""
    details = header_at(sheet, *header.rows, ORGANISATIONS)
    means = details.meanings if details else {}
    taken = {one.target for one in columns}
    clients = role == "processor" and "controller" in taken
    found = []
    for one in columns:
        sure = [match.target for match in means.get(one.column, ())[:1] if match.score >= ENOUGH]
        if not sure and (label := label_of(one.heading, "")) and not label.party:
            sure = [label.detail]
        if one.target == AS_NOTE and sure and (target := _OF_A_PARTY.get(sure[0], "")) and target not in taken:
            if target != "recipient_country" or not clients:
                one = replace(one, target=target, score=0.8)
        elif one.target in ("owner", "dpo") and clients:
            one = replace(one, target="controller_contact", score=0.8)
        found.append(one)
    return found
