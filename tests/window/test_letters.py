"""One picture for each state of a letter, told apart without colour and said in words."""

from PySide6.QtGui import QFont, QImage, QPixmap
from pytestqt.qtbot import QtBot

from ropa_desktop.window.colours import DARK, LIGHT
from ropa_desktop.window.letters import STATE_ICONS, meters, shares_words, strip, strip_words


def grey(pixmap: QPixmap) -> bytes:
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(image.constBits())


def test_states_differ_in_shape_and_not_by_colour_alone(qtbot: QtBot) -> None:
    pictures = {
        state: grey(strip((("a", state),), 15, 1.0, QFont(), LIGHT))
        for state in ("documented", "partly", "unknown", "none")
    }
    assert len(set(pictures.values())) == len(pictures)


def test_none_and_its_reasoned_sisters_look_alike_and_are_said_apart(qtbot: QtBot) -> None:
    alike = {
        grey(strip((("a", state),), 15, 1.0, QFont(), LIGHT)) for state in ("none", "not_applicable", "not_possible")
    }
    assert len(alike) == 1
    said = {strip_words((("a", state),)) for state in STATE_ICONS}
    assert len(said) == len(STATE_ICONS)


def test_a_strip_is_painted_anew_for_another_theme_and_scale(qtbot: QtBot) -> None:
    states = (("a", "documented"), ("b", "partly"))
    light, dark = strip(states, 15, 1.0, QFont(), LIGHT), strip(states, 15, 1.0, QFont(), DARK)
    assert light.toImage() != dark.toImage()
    assert strip(states, 15, 2.0, QFont(), LIGHT).width() == 2 * light.width()


def test_the_words_name_what_is_open(qtbot: QtBot) -> None:
    states = (("a", "documented"), ("c", "partly"), ("e", "unknown"))
    assert strip_words(states) == "(c) partly; (e) unknown"
    assert strip_words((("a", "documented"),)) == "all documented"
    assert shares_words((("a", 1.0), ("b", 0.66))) == "(a) 100 %; (b) 66 %"


def test_a_meter_shows_all_some_and_none_differently(qtbot: QtBot) -> None:
    shown = {grey(meters((("a", share),), 1.0, QFont(), LIGHT)) for share in (0.0, 0.3, 0.8, 1.0)}
    assert len(shown) == 4
