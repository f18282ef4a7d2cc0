"""A list filters, sorts and says its cells in words."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from pytestqt.qtbot import QtBot

from ropa_desktop.i18n import set_language
from ropa_desktop.window.cell_painting import paint_cell, paint_chips
from ropa_desktop.window.cells import CELL, Answered, Chips, Letters, Suggested, Text, Unknown
from ropa_desktop.window.colours import LIGHT
from ropa_desktop.window.table import NAME_LEAST, Column, ListTable, Row, RowsModel, fitting, with_heads

COLUMNS = [
    Column("reference", "Reference", 80),
    Column("name", "Name", stretch=True, name=True),
    Column("c", "Recipients"),
]
ROWS = [
    Row("1", (Text("PA-10", "muted"), Text("Lønn"), Chips(("Nordlys Lønn AS", None)))),
    Row("2", (Text("PA-2", "muted"), Text("Nyhetsbrev"), Answered("not_applicable", "nobody receives it"))),
    Row("3", (Text("PA-1", "muted"), Text("Łódź office"), Unknown())),
]


def model() -> RowsModel:
    made = RowsModel()
    made.set_columns(COLUMNS)
    made.set_rows(ROWS)
    return made


def shown(made: RowsModel) -> list[str]:
    return [row.id for row in made.rows]


def test_cells_are_said_in_words(qtbot: QtBot) -> None:
    made = model()
    said = [made.index(row, 2).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert said == ["Nordlys Lønn AS, unknown", "does not apply: nobody receives it", "unknown"]
    assert made.index(0, 2).data(CELL) == ROWS[0].cells[2]
    assert made.index(0, 2).data(Qt.ItemDataRole.ToolTipRole) == said[0]


def test_the_filter_wants_every_word_wherever_it_stands(qtbot: QtBot) -> None:
    made = model()
    made.set_filter("as nordlys")
    assert shown(made) == ["1"]
    made.set_filter("UNKNOWN")
    assert shown(made) == ["1", "3"]
    made.set_filter("")
    assert made.total == len(shown(made)) == 3


def test_sorting_puts_two_before_ten_and_gaps_last(qtbot: QtBot) -> None:
    made = model()
    made.sort(0)
    assert shown(made) == ["3", "2", "1"]
    made.sort(2)
    assert shown(made) == ["1", "2", "3"]
    made.sort(0, Qt.SortOrder.DescendingOrder)
    assert shown(made) == ["1", "2", "3"]


def test_sorting_follows_the_alphabet_of_the_language(qtbot: QtBot) -> None:
    made = RowsModel()
    made.set_columns(COLUMNS)
    made.set_rows(
        [Row(name, (Text(), Text(name), Text())) for name in ("Ås", "Økonomi", "Ærfugl", "Zoo", "École", "Eid")]
    )
    made.sort(1)
    assert shown(made) == ["Ærfugl", "Ås", "École", "Eid", "Økonomi", "Zoo"]
    set_language("nb")
    made.sort(1)
    assert shown(made) == ["École", "Eid", "Zoo", "Ærfugl", "Økonomi", "Ås"]


def test_the_order_outlives_new_rows(qtbot: QtBot) -> None:
    made = model()
    made.sort(0)
    made.set_rows([*ROWS, Row("4", (Text("PA-3"), Text("Mer"), Text()))])
    assert shown(made) == ["3", "2", "4", "1"]


def test_letters_sort_by_how_many_are_open(qtbot: QtBot) -> None:
    made = RowsModel()
    made.set_columns([Column("letters", "Art. 30(1)")])
    states = {"1": ("unknown", "unknown"), "2": ("documented", "none"), "3": ("documented", "partly")}
    made.set_rows([Row(id, (Letters(tuple(zip("ab", both, strict=True))),)) for id, both in states.items()])
    made.sort(0)
    assert shown(made) == ["2", "3", "1"]


def test_every_kind_of_cell_is_painted_without_a_word_of_complaint(qtbot: QtBot) -> None:
    table = ListTable(model())
    qtbot.addWidget(table)
    table.lay_out_columns()
    table.resize(600, 200)
    before = table.grab().toImage()
    table.selectRow(0)
    assert table.grab().toImage() != before


def test_where_room_is_short_names_stay_readable_and_letters_whole() -> None:
    columns = [
        Column("reference", "Reference", 76),
        Column("name", "Name", stretch=True, name=True),
        Column("recipients", "Recipients", 150),
        Column("letters", "Art. 30(1)", 142, firm=True),
    ]
    assert fitting(columns, 900) == [76, 120, 150, 142]
    assert fitting(columns, 520) == [76, 120, 112, 142]
    assert fitting(columns, 480, least=84) == [76, 120, 150, 142]
    assert fitting(columns, 200) == [76, 120, 84, 142]


def test_a_head_takes_the_room_that_names_can_spare() -> None:
    columns = [Column("reference", "", 76), Column("name", "", stretch=True), Column("letters", "", 142)]
    heads = [96, 60, 150]
    assert with_heads(columns, [76, 120, 142], 900, heads) == [96, 120, 150]
    assert with_heads(columns, [76, 120, 142], 76 + 142 + NAME_LEAST + 25, heads) == [96, 120, 147]
    assert with_heads(columns, [76, 120, 142], 300, heads) == [76, 120, 142]


def test_a_brief_title_stands_where_the_whole_one_has_no_room(qtbot: QtBot) -> None:
    made = RowsModel()
    table = ListTable(made)
    qtbot.addWidget(table)
    made.set_columns([Column("basis", "Behandlingsgrunnlag", brief="Grunnlag"), Column("name", "Virksomhetens navn")])
    metrics = QFontMetrics(table.font())
    whole = metrics.horizontalAdvance("Behandlingsgrunnlag")
    assert table.head.title_within(whole, 0, metrics) == "Behandlingsgrunnlag"
    assert table.head.title_within(whole - 1, 0, metrics) == "Grunnlag"
    assert table.head.title_within(20, 1, metrics) == "Virksomhetens navn", "it has no other"
    heard = made.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Behandlingsgrunnlag"


def test_chips_that_cannot_be_read_become_their_number(qtbot: QtBot) -> None:
    def painted(values: tuple[str | None, ...], width: int) -> QImage:
        picture = QImage(QSize(width, 28), QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        paint_chips(painter, picture.rect(), values, LIGHT)
        painter.end()
        return picture

    three: tuple[str | None, ...] = ("Harborline Cloud Inc.", "Tallvakt AS", "Skatteetaten")
    assert painted(three, 50) == painted(("3",), 50)
    assert painted(three, 110) != painted(("3",), 110)
    assert painted(three[:1], 50) != painted(("1",), 50), "of one, as much as there is room for"


def test_a_suggested_name_stands_whole_before_the_word_that_says_so(qtbot: QtBot) -> None:
    def painted(cell: Suggested, width: int) -> QImage:
        picture = QImage(QSize(width, 28), QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        paint_cell(painter, picture.rect(), cell, LIGHT)
        painter.end()
        return picture

    name = "Regnskap og fakturering"
    assert painted(Suggested(name), 150) == painted(Suggested(name, brief=True), 150)
    assert painted(Suggested(name), 400) != painted(Suggested(name, brief=True), 400)
