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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "disse argumentene mangler: COMMAND. «ropa --help» forteller hvordan det brukes."),
        (["info"], "disse argumentene mangler: FILE."),
        (["list", "a", "b", "c"], "ukjente argumenter: c."),
        (["list", "a", "b", "--controller"], "argumentet --controller: én verdi mangler."),
        (["nothing"], "argumentet COMMAND: 'nothing' finnes ikke (velg mellom 'new', "),
    ],
)
def test_what_cannot_be_understood_is_said_in_the_language_of_the_person(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "nb")
    assert run(arguments) == 1
    assert capsys.readouterr().err.startswith(said)


def test_the_help_of_every_command_is_norwegian_as_a_whole(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "nb")
    for command in ([], *([name] for name in ("new", "import", "export", "check", "law", "begin", "replace"))):
        with pytest.raises(SystemExit):
            run([*command, "--help"])
        printed = capsys.readouterr().out
        assert printed.startswith("bruk: ropa")
        assert "vis denne hjelpen og avslutt" in " ".join(printed.split())
        assert not any(word in printed for word in ("positional", "options:", "show this", " the ", " and "))
