"""The terminal hands over: noted in the history where that is possible, and verified afterwards."""

import json
from pathlib import Path

import pytest

from ropa_desktop.cli.main import run
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small


@pytest.fixture(autouse=True)
def _filled(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    with Register.create(path) as register:
        small(register)


def test_an_export_is_noted_and_the_file_verified(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = path.with_name("record.html")
    assert run(["export", str(path), str(out), "--controller", "Fjordby"]) == 0
    assert capsys.readouterr().err == ""
    assert run(["history", str(path)]) == 0
    assert "record.html handed over: the record of Fjordby AS" in capsys.readouterr().out

    assert run(["verify", str(out), str(path)]) == 0
    told = capsys.readouterr().out
    assert "record.html is the file that was handed over." in told
    assert "Nothing was changed in the register." in told
    with Register.open(path) as register:
        edit.add(register, "activity", name="Newer")
    assert run(["verify", str(out), str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["handed_over"], found["steps_since"], found["register_sound"]) == (True, 1, True)
    assert found["arguments"]["whose"] == "Fjordby AS"

    out.write_text(out.read_text("utf-8").replace("Payroll", "Payr0ll"), "utf-8")
    assert run(["verify", str(out), str(path)]) == 1
    assert "record.html is not a file that fjordby.ropa handed over" in capsys.readouterr().err
    assert run(["verify", str(out), str(path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["handed_over"] is False


def test_a_register_that_somebody_has_open_is_exported_and_nothing_noted(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = path.with_name("record.html")
    with Register.open(path) as register:
        before = len(register.history())
        assert run(["export", str(path), str(out)]) == 0
        said = capsys.readouterr()
        assert "Not noted in the history. This register is open" in said.err
        assert "is written" in said.out
        assert len(register.history()) == before
    assert out.exists()


def test_a_day_of_the_past_that_had_no_register_is_refused(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", str(path), str(path.with_name("then.pdf")), "--as-of", "2019-01-01"]) == 1
    assert "did not exist on 1 Jan 2019" in capsys.readouterr().err
    assert run(["export", str(path), str(path.with_name("q.xlsx")), "--layout", "questionnaire", "--as-of", "x"]) == 1
    assert "A questionnaire hands nothing over" in capsys.readouterr().err


def test_what_would_leave_is_said_without_writing_or_noting(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, out = path.read_bytes(), path.with_name("record.pdf")
    assert run(["export", str(path), str(out), "--with", "bases, notes", "--with", "editors", "--dry-run"]) == 0
    leaving, staying = capsys.readouterr().out.split("This stays:")
    assert "Legal bases" in leaving
    assert "Names of owners" in leaving
    assert "Sources and quotations" in staying
    assert (path.read_bytes(), out.exists()) == (before, False)
    assert run(["export", str(path), str(out), "--with", "bases,reasons"]) == 1
    assert "nothing called “reasons”" in capsys.readouterr().err


def test_a_request_is_answered_with_the_record_that_it_asks_for_and_says_when_it_says_another_file(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Register.open(path) as register:
        havnes = edit.add(register, "organisation", name="Havnes AS", record_kept="yes")
        edit.add(register, "activity", name="Harbour log", keeper_id=havnes)
        edit.add(register, "request", name="Inspection", keeper_id=havnes)
    first, second = path.with_name("first.html"), path.with_name("second.html")
    assert run(["export", str(path), str(first), "--request", "REQ-001"]) == 0
    assert capsys.readouterr().err == ""
    assert "Harbour log" in first.read_text("utf-8")
    assert "Payroll" not in first.read_text("utf-8")
    assert run(["export", str(path), str(second), "--request", "REQ-001", "--controller", "Fjordby"]) == 0
    assert "REQ-001 said that first.html was sent. It now says second.html" in capsys.readouterr().err
    assert "Payroll" in second.read_text("utf-8"), "who says another record has decided"


def test_an_export_for_a_request_fills_it_in(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Register.open(path) as register:
        edit.add(register, "request", name="Inspection")
    out = path.with_name("record.html")
    asked = ["--request", "req-001", "--clarify-by", "2199-01-31", "--public"]
    assert run(["export", str(path), str(out), *asked]) == 0
    assert capsys.readouterr().err == ""
    assert run(["show", str(path), "REQ-001", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sent_file"] == "record.html"
    page = out.read_text("utf-8")
    assert "under clarification until 31 Jan 2199" in page
    assert "Ingrid Vik" not in page
    assert run(["export", str(path), str(out), "--request", "PA-001"]) == 1
    assert "PA-001 is no request" in capsys.readouterr().err
    assert run(["export", str(path), str(out), "--request", "REQ-009"]) == 1
    assert "REQ-009 is no request. “ropa list FILE requests”" in capsys.readouterr().err
    assert run(["export", str(path), str(out), "--draft"]) == 0
    assert "Draft" in out.read_text("utf-8")
