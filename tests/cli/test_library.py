"""The library at the terminal: listed, put into a register, confirmed; and one sentence for what goes wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from ropa_desktop.cli.main import run
from ropa_desktop.law.confirmed import suggested
from ropa_desktop.law.library import items
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small


@pytest.fixture
def ropa(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, path: Path) -> Any:
    """Runs a command that must succeed, and returns what it printed; there is a small register."""
    monkeypatch.setenv("COLUMNS", "140")
    with Register.create(path) as register:
        small(register)

    def command(*arguments: object) -> str:
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        assert (code, printed.err) == (0, "")
        return printed.out

    return command


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Any:
    def command(*arguments: object) -> str:
        assert run([str(argument) for argument in arguments]) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        return printed.err.strip()

    return command


def test_the_library_is_listed(ropa: Any) -> None:
    printed = ropa("library")
    assert "payroll " in printed
    assert "Camera surveillance" in printed
    found = json.loads(ropa("library", "--json"))
    assert len(found) == len(items())
    assert found[0]["item"] == "payroll"
    assert not any("legal_basis" in line for item in found for line in (item, *item["data"]))


def test_items_are_begun_listed_as_suggested_and_confirmed(ropa: Any, path: Path, tmp_path: Path) -> None:
    printed = ropa("begin", path, "cctv", "Nyhetsbrev og markedsføring", "--language", "nb")
    assert printed.startswith("2 activities are suggested: PA-003, PA-004.")
    assert "Hvem ser på opptak, og når?" in printed
    lines = {line[:6]: line for line in ropa("list", path, "activities").splitlines()}
    assert lines["PA-003"].endswith("not confirmed")
    assert "a, b, c, d, e, f, g" in lines["PA-003"]
    assert not lines["PA-001"].endswith("not confirmed")
    marks = {one["reference"]: one["suggested"] for one in json.loads(ropa("list", path, "activities", "--json"))}
    assert marks == {"PA-001": False, "PA-002": False, "PA-003": True, "PA-004": True}
    assert ropa("show", path, "PA-003").startswith("Suggested and not confirmed: nothing of it counts")

    assert "Vaktselskaper" not in ropa("list", path, "processors")

    assert ropa("confirm", path, "PA-003").startswith("PA-003: ")
    with Register.open(path, write=False) as register:
        snapshot = register.snapshot()
        held = {row.reference for row in snapshot.rows("activity") if row.id in suggested(snapshot)}
    assert held == {"PA-004"}
    assert "Vaktselskaper" in ropa("list", path, "processors")
    assert "Suggested" not in ropa("show", path, "PA-003")
    ropa("export", path, tmp_path / "r.json")


def test_a_record_is_shown_with_what_waits_in_it(ropa: Any, path: Path) -> None:
    ropa("begin", path, "cctv")
    with Register.open(path) as register:
        purpose = next(row for row in register.snapshot().rows("purpose") if row.description == "Keep people safe")
        edit.set_value(register, "purpose", purpose.id, "description", "Keep customers safe")
    before, after = ropa("show", path, "PA-003").split("Suggested and not confirmed:")
    assert "Keep customers safe" in before
    assert "Police" not in before
    assert "Police" in after


def test_what_goes_wrong_is_said_in_a_sentence(ropa: Any, refused: Any, path: Path, tmp_path: Path) -> None:
    assert refused("begin", path, "astrology") == "The library has no item “astrology”. “ropa library” lists them."
    assert refused("confirm", path, "PA-001") == "Nothing of PA-001 is waiting to be confirmed."
    ropa("begin", path, "payroll")
    assert refused("begin", path, "payroll") == "“Payroll” is suggested already. Confirm or refuse it first."
    with Register.open(path) as register:
        edit.add(register, "organisation", name="Havnes AS", record_kept="yes")
    assert "Name one of them with --controller." in refused("begin", path, "cctv")
    assert "PA-004" in ropa("begin", path, "cctv", "--controller", "Havnes")
