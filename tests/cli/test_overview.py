"""The figures of the overview in the terminal."""

import json
from pathlib import Path

import pytest

from ropa_desktop.cli.main import run
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small


@pytest.fixture(autouse=True)
def _wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")


def test_the_terminal_prints_the_five_pictures_as_tables(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Register.create(path) as register:
        small(register)
    assert run(["overview", str(path)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("2 activities on ")
    for title in ("Complete by letter:", "Reviews due:", "Transfers:", "Flow map:", "Time limits:"):
        assert title in printed
    line = next(line for line in printed.splitlines() if "Article 30(1)(e) Transfers" in line)
    assert line.split("  ")[0] == "Fjordby AS"
    assert line.split()[-4:] == ["1", "0", "0", "1"]  # documented, partly, none; of one activity


def test_one_controller_narrows_the_figures(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Register.create(path) as register:
        made = small(register)
        other = edit.add(register, "organisation", name="Other AS", record_kept="yes")
        edit.add(register, "activity", keeper_id=other, name="Secret salaries")
    assert run(["overview", str(path), "--controller", "Fjordby AS", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["controller"] == "Fjordby AS"
    assert data["activities"] == [made.payroll, made.hosting]
    assert "Secret" not in json.dumps(data)
