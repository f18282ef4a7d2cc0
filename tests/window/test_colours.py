"""Every pair of colours that the window paints can be read, in every palette a system may have."""

from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ropa_desktop.window.colours import (
    DARK,
    LIGHT,
    SHAPE_CONTRAST,
    TEXT_CONTRAST,
    Colours,
    adopt_palette,
    application_palette,
    colours,
    contrast,
    derive,
)
from ropa_desktop.window.field_style import outline
from ropa_desktop.window.workspace import Workspace

TEXT_PAIRS = [
    *product(("text", "muted", "accent", "question", "missing"), ("window", "base")),
    *product(("text", "muted", "accent"), ("soft",)),
    ("text", "faint"),
    ("muted", "faint"),
    ("on_accent", "accent"),
    ("question", "question_fill"),
    ("missing", "missing_fill"),
    ("text", "question_fill"),
    ("text", "missing_fill"),
]
SHAPE_PAIRS = [("edge", "window"), ("edge", "base"), ("accent", "base"), ("accent", "soft")]

SYSTEMS = {
    "ours, light": LIGHT,
    "ours, dark": DARK,
    "plain Fusion": derive(0xEFEFEF, 0xFFFFFF, 0x000000, 0x308CC6),
    "Windows 11": derive(0xF3F3F3, 0xFFFFFF, 0x1A1A1A, 0x0078D4),
    "Windows 11, dark": derive(0x202020, 0x2B2B2B, 0xFFFFFF, 0x60CDFF),
    "macOS, yellow accent": derive(0xECECEC, 0xFFFFFF, 0x262626, 0xFFC600),
    "pale text": derive(0xF0F0F0, 0xFFFFFF, 0xA0A0A0, 0x99CCFF),
    "two minds": derive(0x202020, 0xFFFFFF, 0x111111, 0x3366CC),
    "high contrast, black": derive(0x000000, 0x000000, 0xFFFFFF, 0x1AEBFF),
    "high contrast, white": derive(0xFFFFFF, 0xFFFFFF, 0x000000, 0x37006E),
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_pair_holds_its_contrast(system: str) -> None:
    roles = SYSTEMS[system]
    found = {
        (one, other): contrast(getattr(roles, one), getattr(roles, other)) for one, other in TEXT_PAIRS + SHAPE_PAIRS
    }
    low = {pair: ratio for pair, ratio in found.items() if pair in TEXT_PAIRS and ratio < TEXT_CONTRAST}
    low |= {pair: ratio for pair, ratio in found.items() if pair in SHAPE_PAIRS and ratio < SHAPE_CONTRAST}
    assert not low


@pytest.mark.parametrize("roles", [LIGHT, DARK], ids=["light", "dark"])
def test_our_palette_gives_back_exactly_our_colours(roles: Colours, qtbot: QtBot) -> None:
    assert colours(application_palette(roles)) == roles


def test_a_widget_follows_a_change_of_palette(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    adopt_palette(application, dark=True)
    assert colours(application.palette()) == DARK
    adopt_palette(application, dark=False)
    assert colours(application.palette()) == LIGHT


def test_black_on_white_is_high_contrast_only_where_panes_are_white_too() -> None:
    usual = derive(0xF3F3F3, 0xFFFFFF, 0x000000, 0x005FB8)  # Windows 11, light
    assert len({usual.text, usual.muted, usual.edge, usual.line}) == 4
    assert usual.soft != usual.base


def test_high_contrast_keeps_outlines_and_drops_tints() -> None:
    roles = SYSTEMS["high contrast, black"]
    assert roles.soft == roles.base
    assert roles.edge == roles.text
    assert roles.dark


def test_a_derived_palette_keeps_the_systems_accent_where_it_can_be_read() -> None:
    palette = QPalette()
    for role, colour in (("Window", "#f3f3f3"), ("Base", "#ffffff"), ("Text", "#1a1a1a"), ("Accent", "#005a9e")):
        palette.setColor(QPalette.ColorRole[role], QColor(colour))
    assert colours(palette).accent == 0x005A9E


def test_fields_and_links_take_the_colours_of_another_palette(workspace: Workspace, qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    style = application.style().objectName()
    application.setStyle("Fusion")
    try:
        outline(workspace.list.search)
        adopt_palette(application, dark=True)
        field = workspace.list.search.grab().toImage()
        assert field.pixelColor(field.width() // 2, 5).rgb() & 0xFFFFFF == DARK.base
        qtbot.waitUntil(lambda: DARK.accent in pixels(workspace.side._link))
    finally:
        adopt_palette(application, dark=False)
        application.setStyle(style)


def pixels(widget: QWidget) -> set[int]:
    """The colours that a widget shows."""
    picture = widget.grab().toImage()
    return {picture.pixel(x, y) & 0xFFFFFF for x in range(picture.width()) for y in range(picture.height())}
