"""Pictures laid out for any register and any width, and written as files."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ropa_desktop.exchange import samples
from ropa_desktop.exchange.overview.figures import GROUPINGS, STATES, Overview
from ropa_desktop.exchange.overview.numbers import overview
from ropa_desktop.i18n import set_language
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.window.colours import DARK, LIGHT
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.overview.drawing import paint
from ropa_desktop.window.overview.page import OverviewPage
from ropa_desktop.window.overview.picture_panel import LAY_OUTS
from ropa_desktop.window.overview.saving import save
from ropa_desktop.window.overview.shapes import Bar, Box, Drawing, Room, Words
from ropa_desktop.window.workspace import Workspace
from tests.benchmarks.register import fill
from tests.registers import small

DAY = "2026-11-22"
WIDTHS = (360, 396, 720, 912)


@pytest.fixture(params=["empty", "small", "examples", "many"])
def found(request: pytest.FixtureRequest, register: Register, qapp: object) -> Overview:
    """The figures of an empty register, of one activity or two, of all examples, and of 200 activities."""
    match request.param:
        case "small":
            small(register)
        case "examples":
            samples.build(register)
        case "many":
            fill(register, 200)
    return overview(register.snapshot(), on=DAY)


def drawings(found: Overview, font: QFont) -> Iterator[tuple[str, int, Drawing]]:
    for key, lay_out in LAY_OUTS.items():
        for width in WIDTHS:
            for figures in [found.flows[grouping] for grouping in GROUPINGS] if key == "flow" else [found]:
                yield key, width, lay_out(figures, Room(float(width), 0.0, font))


@pytest.mark.parametrize("language", ["en", "nb"])
def test_nothing_leaves_the_picture(found: Overview, language: str) -> None:
    set_language(language)
    font = QFont()
    font.setPixelSize(13)
    for key, width, drawing in drawings(found, font):
        whole = QRectF(-8, -6, width + 16, drawing.height + 12)
        for shape in drawing.shapes:
            box = getattr(shape, "box", None)
            assert box is None or whole.contains(box), (key, width, shape)
        for mark in drawing.marks:
            assert whole.contains(mark.box), (key, width, mark)
            assert mark.name
            assert mark.records


@pytest.mark.parametrize("language", ["en", "nb"])
def test_no_number_is_cut_where_there_are_ten_thousand_activities(register: Register, language: str) -> None:
    set_language(language)
    samples.build(register, ["Fjordby Regnskap AS"])
    edit.add(register, "activity", role="controller", keeper_id=register.snapshot().rows("organisation")[0].id)
    font = QFont()
    font.setPixelSize(13)
    numbers = 0
    for key, width, drawing in drawings(_of_many(overview(register.snapshot(), on=DAY)), font):
        room = Room(float(width), 0.0, font)
        for shape in drawing.shapes:
            if isinstance(shape, Words) and shape.text.split()[0].isdecimal():
                numbers += 1
                assert room.width_of(shape.text, shape.step, shape.strong) <= shape.box.width(), (key, width, shape)
    assert numbers > 100


def _of_many(figures: Any) -> Any:
    """The same figures where each record is eight hundred."""
    if isinstance(figures, dict):
        return {key: _of_many(value) for key, value in figures.items()}
    if is_dataclass(figures) and not isinstance(figures, type):
        return type(figures)(*(_of_many(getattr(figures, field.name)) for field in fields(figures)))
    if isinstance(figures, tuple) and figures and isinstance(figures[0], str) and len(figures[0]) == 36:
        return figures * 800
    return tuple(map(_of_many, figures)) if isinstance(figures, tuple) else figures


def test_boxes_of_the_flow_map_do_not_overlap(found: Overview) -> None:
    for key, width, drawing in drawings(found, QFont()):
        boxes = [shape.box for shape in drawing.shapes if isinstance(shape, Box)]
        for one, other in combinations(boxes, 2):
            assert not one.intersects(other), (key, width)


def test_parts_of_a_bar_are_as_wide_as_the_bar(found: Overview) -> None:
    drawing = LAY_OUTS["letters"](found, Room(720.0, 0.0, QFont()))
    rows: dict[tuple[float, int], list[Bar]] = {}
    column = (720 - min(720 * 0.25, 190.0)) / 7
    for shape in drawing.shapes:
        if isinstance(shape, Bar) and shape.box.height() == 11:
            place = int((shape.box.left() - min(720 * 0.25, 190.0)) / column + 1e-6)
            rows.setdefault((shape.box.top(), place), []).append(shape)
    for parts in rows.values():
        assert sum(part.box.width() for part in parts) == pytest.approx(column - 10)
        assert [part.state for part in parts] == [s for s in STATES if s in {part.state for part in parts}]


def test_each_state_has_a_pattern_of_its_own(qapp: object) -> None:
    """In grey print too: the pictures of two states differ when their colours are taken away."""
    seen = {}
    for roles in (LIGHT, DARK):
        for state in (*STATES, "overdue"):
            image = QImage(40, 12, QImage.Format.Format_RGB32)
            image.fill(roles.base)
            painter = QPainter(image)
            paint(painter, [Bar(QRectF(0, 0, 40, 12), state)], QFont(), roles)
            painter.end()
            seen[roles.dark, state] = bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits())
    assert len(set(seen.values())) == len(seen)


@pytest.mark.parametrize("key", list(LAY_OUTS))
def test_an_svg_holds_the_words_of_the_picture_and_no_properties(key: str, register: Register, tmp_path: Path) -> None:
    small(register)
    found = overview(register.snapshot(), on=DAY)
    figures = found.flows["activity"] if key == "flow" else found
    path = tmp_path / "picture.svg"
    font = QFont()
    font.setPixelSize(13)
    save(path, LAY_OUTS[key], figures, "The heading", "Fjordby AS · 22 Nov 2026", font)
    tree = ElementTree.parse(path).getroot()
    texts = [(node.text or "").strip() for node in tree.iter("{http://www.w3.org/2000/svg}text")]
    wanted = {"The heading", "Fjordby AS · 22 Nov 2026"}
    drawing = LAY_OUTS[key](figures, Room(912.0, 600.0, font))
    wanted |= {shape.text for shape in drawing.shapes if isinstance(shape, Words)}
    assert {text for text in wanted if not any(text in said for said in texts)} == set()
    properties = [
        (node.text or "") for name in ("title", "desc", "metadata") for node in tree.iter() if name in node.tag
    ]
    assert "Fjordby" not in " ".join(properties)


def test_a_png_is_a_picture_without_any_text_in_its_properties(register: Register, tmp_path: Path) -> None:
    small(register)
    path = tmp_path / "picture.png"
    save(path, LAY_OUTS["letters"], overview(register.snapshot(), on=DAY), "Heading", "Fjordby AS", QFont())
    image = QImage(str(path))
    assert image.width() == 1920
    assert image.textKeys() == []
    assert b"tEXt" not in path.read_bytes()
    assert [file.name for file in tmp_path.iterdir() if "picture" in file.name or ".part" in file.name] == [
        "picture.png"
    ]


def test_export_writes_the_picture_and_says_so(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = counted(workspace, qtbot)
    target = tmp_path / "Flow map.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), ""))
    page.panels["flow"].save.trigger()
    texts = [node.text or "" for node in ElementTree.parse(target).iter("{http://www.w3.org/2000/svg}text")]
    assert any("Nordlys Lønn AS" in text for text in texts)
    assert workspace.messages.sentence == "Picture exported: Flow map.svg."
    assert "exported" in workspace.register.history()[-1].label


def test_a_picture_names_the_only_controller_that_there_is(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = counted(workspace, qtbot)
    target = tmp_path / "Reviews due.svg"
    offered: list[str] = []

    def chosen(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(name).name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    page.panels["reviews"].save.trigger()
    assert "All controllers · " in target.read_text()
    register = workspace.register
    fjordby, havnes = register.snapshot().rows("organisation")[:2]
    with register.step("One left"):
        for activity in register.snapshot().rows("activity"):
            edit.set_value(register, "activity", activity.id, "keeper_id", fjordby.id)
        edit.set_value(register, "organisation", havnes.id, "record_kept", None)
    qtbot.waitUntil(lambda: page.found is not None and {one.keeper_id for one in page.found.letters} == {fjordby.id})
    page.panels["reviews"].save.trigger()
    assert "Fjordby AS · " in target.read_text()
    assert offered == ["Reviews due.svg", "Fjordby AS Reviews due.svg"]


def test_a_picture_that_cannot_be_written_leaves_nothing_and_says_why(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = counted(workspace, qtbot)
    target = tmp_path / "nowhere" / "picture.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), ""))
    page.panels["reviews"].save.trigger()
    assert "does not exist" in workspace.messages.sentence
    assert not target.parent.exists()


def test_a_name_without_an_ending_becomes_the_kind_that_was_chosen(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = counted(workspace, qtbot)
    chosen = (str(tmp_path / "Reviews"), "Pictures (*.png)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: chosen)
    page.panels["reviews"].save.trigger()
    assert QImage(str(tmp_path / "Reviews.png")).width() == 1920


def counted(workspace: Workspace, qtbot: QtBot) -> OverviewPage:
    """The overview with an activity whose review is due."""
    activity = workspace.register.snapshot().rows("activity")[0].id
    edit.set_value(workspace.register, "activity", activity, "review_due_on", "2020-01-01")
    workspace.navigation.choose("overview")
    page = workspace.middle.overview
    assert page is not None
    qtbot.waitUntil(lambda: page.found is not None and not page.is_counting and bool(page.found.reviews[0].records))
    return page
