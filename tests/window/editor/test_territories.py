"""Picking a country says beside it what the dated facts say today, with their age and source."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from ropa_desktop.i18n import format_date
from ropa_desktop.law import facts
from ropa_desktop.paths import resources
from ropa_desktop.register import edit
from ropa_desktop.window.editor import territories
from ropa_desktop.window.qt_translator import speak
from tests.window.editor.conftest import Pane

LISTED = format_date(facts.facts_as_of())
TRANSFER_PLACES = [
    ("country", "United States", f"Adequacy decision (EU) 2023/1795, certified organisations only. List of {LISTED}."),
    ("country", "Switzerland", f"Adequacy decision 2000/518/EC. List of {LISTED}."),
    ("country", "Norway", "In the EEA: no transfer under Chapter V."),
    ("country", "India", f"No adequacy decision on the list of {LISTED}."),
    (
        "international_organisation",
        "European Patent Organisation",
        f"Adequacy decision (EU) 2025/1382, the organisation itself. List of {LISTED}.",
    ),
    ("international_organisation", "United Nations", f"No adequacy decision on the list of {LISTED}."),
]


@pytest.mark.parametrize(("field", "typed", "wanted"), TRANSFER_PLACES)
def test_picking_a_place_says_what_the_facts_say_of_it(pane: Pane, field: str, typed: str, wanted: str) -> None:
    edit.set_value(pane.register, "transfer", pane.ids["transfer:own"], "country", None)
    pane.register.seal()
    pane.open("transfer:own")
    assert not pane.said(field)
    pane.type(field, typed)
    pane.qtbot.keyClick(pane.field(field).popup(), Qt.Key.Key_Return)
    assert pane.said(field) == [wanted]
    pane.undo()
    assert not pane.said(field)


@pytest.mark.parametrize("kind", ["location", "sub_processor"])
def test_brazil_says_its_decision_wherever_a_place_is_named(pane: Pane, kind: str) -> None:
    pane.open(kind)
    pane.type("country", "Brazil")
    pane.qtbot.keyClick(pane.field("country").popup(), Qt.Key.Key_Return)
    (said,) = pane.said("country")
    assert said.startswith("Adequacy decision (EU) 2026/179, processing under the LGPD")
    pane.click("country", "Source")
    behind = pane.behind("country")
    assert "Decision (EU) 2026/179, Art. 45(3), of 26 Jan 2026" in behind
    assert "Source: europalov.no id-34841" in behind
    assert "verified" in behind


def test_source_age_and_limits_stand_behind_the_line_by_click_and_by_key(pane: Pane) -> None:
    pane.open("transfer")
    pane.click("country", "Source")
    behind = pane.behind("country")
    for wanted in ("10 Jul 2023", "certified organisations only", "C-703/25 P", "eur-lex C/2025/6610", LISTED):
        assert wanted in behind
    pane.click("country", "Hide")
    assert not pane.behind("country")
    pane.focus("country")
    pane.press(Qt.Key.Key_F1)
    assert pane.behind("country") == behind


def test_tab_comes_from_a_field_to_what_is_said_beside_it_and_on(pane: Pane) -> None:
    pane.open("transfer:own")
    pane.focus("country")
    pane.leave()
    button = QApplication.focusWidget()
    assert isinstance(button, QToolButton)
    assert button.accessibleName().startswith("Source: No adequacy decision")
    pane.press(Qt.Key.Key_Space)
    assert "Art. 46" in pane.behind("country")
    pane.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is pane.field("international_organisation")


def test_tooltip_and_screen_reader_have_the_whole_of_it(pane: Pane) -> None:
    pane.open("transfer")
    field = pane.field("country")
    for said in (field.toolTip(), field.accessibleDescription()):
        assert "certified organisations only" in said
        assert "eur-lex" in said


@pytest.mark.parametrize(("days", "wanted"), [(0, ""), (1, "1 day ago"), (200, "200 days ago")])
def test_the_age_of_the_facts_is_told_in_days(
    pane: Pane, monkeypatch: pytest.MonkeyPatch, days: int, wanted: str
) -> None:
    _today(monkeypatch, date.fromisoformat(facts.facts_as_of()) + timedelta(days=days))
    (said,) = territories.territory_said("country", "US")
    assert wanted in said.whole()
    assert f"The facts are of {LISTED}" in said.whole()


def test_of_a_decision_that_has_expired_that_is_said(pane: Pane, monkeypatch: pytest.MonkeyPatch) -> None:
    _today(monkeypatch, date(2032, 1, 1))
    (said,) = territories.territory_said("country", "GB")
    assert said.sentence == "United Kingdom: adequacy decision (EU) 2021/1772 expired on 27 Dec 2031."


def test_every_place_of_both_lists_says_one_thing_or_nothing(pane: Pane) -> None:
    inside, adequate, none, silent = 0, 0, 0, []
    for name in ("country", "international_organisation"):
        for entry in json.loads(resources("vocabulary", f"{name}.json").read_text("utf-8"))["entries"]:
            said = territories.territory_said(name, entry["code"])
            if not said:
                silent.append(entry["code"])
                continue
            inside += "in the EEA" in said[0].sentence
            adequate += "adequacy decision" in said[0].sentence and "no adequacy" not in said[0].sentence
            none += "no adequacy decision" in said[0].sentence
            assert said[0].behind
    assert (inside, adequate) == (30, 17)
    assert none > 150
    assert set(silent) == territories.PARTS_OF_MEMBER_STATES


def test_a_code_that_no_list_holds_says_nothing(pane: Pane) -> None:
    edit.set_value(pane.register, "transfer", pane.ids["transfer:own"], "country", "ZZ")
    pane.open("transfer:own")
    assert not pane.said("country")


def test_a_table_of_places_says_each_third_country_once(pane: Pane) -> None:
    for country in ("US", "US", "NO", "IN"):
        edit.add(pane.register, "location", engagement_id=pane.ids["engagement"], country=country)
    pane.open("engagement")
    said = pane.said("locations")
    assert [one.split(":")[0] for one in said] == ["United States", "India"]


def test_the_language_changes_what_is_said_at_once(pane: Pane) -> None:
    pane.open("transfer")
    pane.click("country", "Source")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    speak(application, "nb")
    pane.qtbot.waitUntil(lambda: "bare sertifiserte virksomheter" in pane.said("country")[0])
    assert "Underretten forkastet" in pane.field("country").toolTip()
    speak(application, "en")
    pane.qtbot.waitUntil(lambda: "certified" in pane.said("country")[0])


def _today(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    class Someday(date):
        @classmethod
        def today(cls) -> Any:
            return day

    monkeypatch.setattr(territories, "date", Someday)
