"""Every icon that is named is there, may be used, and follows the palette at every scale."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from ropa_desktop.model.catalog import KINDS
from ropa_desktop.paths import resources
from ropa_desktop.window.actions import MENUS
from ropa_desktop.window.icons import icon, tinted
from ropa_desktop.window.letters import STATE_ICONS

NAMED = {kind.icon for kind in KINDS} | set(STATE_ICONS.values())
NAMED |= {command.icon for _key, _title, commands in MENUS for command in commands if command.icon}
DRAWN = sorted(path.stem for path in resources("icons").glob("*.svg"))


def test_every_icon_that_is_named_is_there_with_its_licence() -> None:
    assert set(DRAWN) >= NAMED
    assert "ISC License" in resources("icons", "LICENSE").read_text(encoding="utf-8")


def test_every_icon_takes_the_colour_it_is_given(qtbot: QtBot) -> None:
    points = [(x, y) for x in range(16) for y in range(16)]
    for name in DRAWN:
        red, blue = tinted(name, 16, 1.0, 0xFF0000).toImage(), tinted(name, 16, 1.0, 0x0000FF).toImage()
        assert red != blue, name
        assert all(red.pixelColor(x, y).blue() == 0 for x, y in points if red.pixelColor(x, y).alpha() == 255), name
        assert any(red.pixelColor(x, y).alpha() for x, y in points), name


def test_an_icon_is_sharp_at_200_percent_and_paler_when_disabled(qtbot: QtBot) -> None:
    pencil = icon("pencil")
    assert pencil.pixmap(QSize(16, 16), 2.0).size() == QSize(32, 32)
    assert pencil.pixmap(QSize(22, 16), 2.0).size() == QSize(44, 32)
    usual, disabled = (pencil.pixmap(QSize(16, 16), 1.0, mode) for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled))
    assert usual.toImage() != disabled.toImage()
