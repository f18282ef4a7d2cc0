"""Whatever a book holds: either it is refused in a sentence, or each of its cells has exactly one outcome."""

# ruff: noqa: E501 (many words on few lines)

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.intake import first_wishes, work_out
from ropa_desktop.exchange.planning import plan
from ropa_desktop.exchange.recognition.mapping import from_json, to_json
from ropa_desktop.exchange.recognition.recognise import recognise
from ropa_desktop.exchange.sheets.book import Book, Cell, Sheet
from ropa_desktop.exchange.values.words import known
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.progress import heard_by
from tests.exchange.recognition.books import all_accounted, book, sheet

_HEADINGS = [texts[0] for by in known("headers")["activities"].values() for texts in by.values()]
_WORDS = [
    "Ansatte; Kunder", "n/a", "-", "None", "Ingen", "Yes", "no", "true", "6(1)(b); 9(2)(h)", "Art. 6 Abs. 1 lit. c DSGVO",
    "5 years", "3 år etter avslutning; 10 år", "USA, India", "SCC", "12/13/2020", "2020-02-30", "a@b.example", "x", "1",
    "(EXEMPLE) a", "Describe the purpose", "Mandatory", "See annex.\nAnd more;", "Name:", "Controller: Acme Ltd", "►", " ",
    "Ingen eksterne mottakere; NAV", "Fra den registrerte; Fra NAV", "Microsoft (processor)", "Nom", "Pays", "Description",
]  # fmt: skip
_SURE = ["Purpose", "Data subjects", "Recipients", "Retention period"]  # enough to be taken for a register
_cells = st.one_of(st.none(), st.sampled_from(_WORDS), st.sampled_from(_HEADINGS), st.text(max_size=8)).map(
    lambda text: Cell(text) if text else None
)


@st.composite
def any_sheet(draw: st.DrawFn) -> Sheet:
    width = draw(st.integers(1, 8))
    width = max(width, len(_SURE))
    headings = [*_SURE, *draw(st.lists(st.sampled_from(_HEADINGS), min_size=width - len(_SURE), max_size=width))][
        :width
    ]
    rows: list[tuple[Cell | None, ...]] = [
        tuple(draw(_cells) for _ in range(width)) for _ in range(draw(st.integers(0, 7)))
    ]
    at = draw(st.integers(0, len(rows)))
    kept: list[tuple[Cell | None, ...]] = [*rows[:at], tuple(Cell(text) for text in headings), *rows[at:]]
    if draw(st.sampled_from([True, False])):  # a form: labels down, values beside
        kept = [(Cell(label), *row) for label, row in zip(headings, [*rows, *rows, (None,) * width], strict=False)]
    wide = max((len(row) for row in kept), default=0)
    merged: list[tuple[int, int, int, int]] = []
    if kept and draw(st.sampled_from([True, False])):
        top, left = draw(st.integers(0, len(kept) - 1)), draw(st.integers(0, wide - 1))
        merged.append((top, left, min(top + draw(st.integers(0, 3)), len(kept) - 1), min(left + 2, wide - 1)))
    full = tuple((*row, *[None] * (wide - len(row))) for row in kept)
    return Sheet(draw(st.sampled_from(["Register", "Notes", "Processor"])), full, tuple(merged))


@given(any_sheet())
def test_every_cell_has_one_outcome_and_the_records_can_be_planned(given_sheet: Sheet) -> None:
    with suppress(BadInput):
        found = all_accounted(book(given_sheet))
        planned = plan(Snapshot({}), found.incoming)
        assert not planned.refused
        assert from_json(to_json(found.mapping)) == found.mapping
        again = recognise(Book("register.xlsx", (given_sheet,)), found.mapping)
        assert again.incoming.cells == found.incoming.cells


def test_what_is_worked_out_of_a_large_sheet_tells_how_far_it_is() -> None:
    heads = ["Processing activity", "Purpose", "Personal data", "Recipients"]
    rows = [heads, *([f"Activity {n}", f"Purpose {n}", "Name", "None"] for n in range(300))]
    told: list[float] = []
    large = book(sheet(rows))
    with heard_by(told.append):
        work_out(large, first_wishes(large), Snapshot({}))
    assert len(told) > 100
    assert told == sorted(told)
    assert told[-1] == 1.0
