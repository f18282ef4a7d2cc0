"""How wide the columns of a printed table are."""

import pytest

from ropa_desktop.exchange.pdf import style
from ropa_desktop.exchange.pdf.structure import Element
from ropa_desktop.exchange.pdf.tables import column_widths, measure_table
from ropa_desktop.exchange.pdf.typeset import Typesetter
from ropa_desktop.exchange.report import Appearance, Cell, Column, Table

LONG_WORDS = "Personopplysningskategorier\nTredjepartsleverandørtilganger"
MEASURES = "\n".join(f"{n}. Every right is approved by a manager and looked through in April." for n in range(12))


def test_columns_have_their_shares_where_the_words_allow() -> None:
    assert column_widths([(10, 500), (10, 500)], [1, 3], 400) == [100, 300]


def test_no_column_is_narrower_than_its_longest_word() -> None:
    assert column_widths([(150, 500), (10, 500)], [1, 3], 400) == [150, 250]


def test_room_that_a_column_cannot_use_goes_to_the_others() -> None:
    assert column_widths([(10, 40), (10, 900)], [1, 1], 400) == [40, 360]


def test_what_no_column_needs_is_spread() -> None:
    assert column_widths([(10, 40), (10, 60)], [1, 1], 400) == [190, 210]


def test_where_the_longest_words_do_not_fit_only_they_are_broken() -> None:
    assert column_widths([(50, 50), (400, 400), (100, 300)], [1, 1, 1], 400) == [50, 250, 100]


@pytest.mark.parametrize("width", [40.0, 100.0, 333.0, 1000.0])
def test_columns_fill_the_width(width: float) -> None:
    extents = [(10.0, 20.0), (90.0, 90.0), (5.0, 700.0), (30.0, 31.0)]
    assert sum(column_widths(extents, [1, 0.5, 2, 1], width)) == pytest.approx(width)


def measured(*texts: str) -> tuple[style.Style, list[float]]:
    """The type of the cells and the widths of the columns on a wide page, of a table of ten such rows."""
    columns = tuple(Column(f"Column {number}") for number in range(len(texts)))
    block = Table(columns, (tuple(map(Cell, texts)),) * 10)
    run = measure_table(block, Typesetter(style.look(Appearance())), 51, 740, Element("Sect"))
    return run.strips[0].texts[0].style, [text.width for text in run.strips[0].texts]


def test_where_long_words_make_rows_high_the_type_is_small_and_the_long_text_wide() -> None:
    face, widths = measured(*[LONG_WORDS] * 4, MEASURES)
    assert face is style.SMALL_CELL
    assert max(widths) == widths[-1] > 1.5 * widths[0]
    face, widths = measured("Kari", "Ola", "Per", "Pål", MEASURES)
    assert face is style.CELL, "there is room, and small type would only be small"
    assert widths[-1] > 3 * widths[0]
    assert measured(*[LONG_WORDS] * 4, "Locked doors.")[0] is style.CELL, "the rows are low"
