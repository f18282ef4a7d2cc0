"""The terminal hands a record over in eleven languages; what comes back to the window speaks one of the window's."""

from pathlib import Path

import pytest
from lxml import html
from openpyxl import load_workbook

from ropa_desktop.cli.main import run
from ropa_desktop.register.register import Register
from tests.registers import small


def test_a_record_leaves_in_a_language_that_the_window_does_not_speak(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Register.create(path) as register:
        small(register)
    out = path.with_name("record.html")
    assert run(["export", str(path), str(out), "--language", "fi"]) == 0
    page = html.document_fromstring(out.read_bytes())
    assert page.get("lang") == "fi"
    assert "Käsittelyn tarkoitukset" in page.text_content()
    capsys.readouterr()

    copy = path.with_name("copy.xlsx")
    assert run(["export", str(path), str(copy), "--language", "fi"]) == 0
    assert "not written in Suomi: its headings are in English" in capsys.readouterr().err
    assert "Activities" in " ".join(load_workbook(copy, read_only=True).sheetnames)

    asked = path.with_name("questions.xlsx")
    assert run(["export", str(path), str(asked), "--layout", "questionnaire", "--language", "fi"]) == 1
    assert "A questionnaire is in English" in capsys.readouterr().err
    assert not asked.exists()


def test_a_layout_is_handed_over_in_the_language_of_its_headings_unless_another_is_asked_for(path: Path) -> None:
    with Register.create(path) as register:
        small(register)
    spoken = {}
    for layout, wanted in (("denmark", ()), ("denmark", ("--language", "fr")), ("greece", ()), ("register", ())):
        out = path.with_name("record.html")
        assert run(["export", str(path), str(out), "--layout", layout, *wanted]) == 0
        spoken[layout, *wanted] = html.document_fromstring(out.read_bytes()).get("lang")
    assert spoken == {
        ("denmark",): "da",
        ("denmark", "--language", "fr"): "fr",
        ("greece",): "en",
        ("register",): "en",
    }
