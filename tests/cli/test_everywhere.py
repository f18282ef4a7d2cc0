"""Find, see where something is used, merge and replace from the terminal."""

import json
from pathlib import Path
from typing import Any

import pytest

from ropa_desktop.cli.main import run
from ropa_desktop.model.activity import Activity
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import Small, small


@pytest.fixture(autouse=True)
def _wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")


@pytest.fixture
def ids(path: Path) -> Small:
    with Register.create(path) as register:
        found = small(register)
        edit.add(register, "organisation", name="MS Azure", country="IE")  # ORG-004
        other = edit.add(register, "organisation", name="Other AS", record_kept="yes")
        edit.add(register, "activity", keeper_id=other, name="Secret salaries")
        return found


@pytest.fixture
def ropa(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command that must succeed, and returns what it printed."""

    def command(*arguments: object) -> str:
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        assert (code, printed.err) == (0, "")
        return printed.out

    return command


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert run([str(argument) for argument in arguments]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    return printed.err


def test_search_names_the_record_the_field_and_the_text(path: Path, ids: Small, ropa: Any) -> None:
    printed = ropa("search", path, "pay", "salar")
    assert [line.split("  ")[0] for line in printed.splitlines()[2:]] == ["PA-001"]
    for word in ("Payroll", "Purpose: Purpose", "Pay salaries"):
        assert word in printed
    (hit,) = json.loads(ropa("search", path, "bokforingsloven", "--json"))
    assert (hit["kind"], hit["reference"], hit["field"]) == ("retention_rule", "RET-001", "legal_reference")
    assert [hit["text"][start:end] for start, end in hit["found_at"]] == ["bokføringsloven"]
    assert "No entries" in ropa("search", path, "nothing like that")


def test_search_says_what_a_source_speaks_of(path: Path, ids: Small, ropa: Any) -> None:
    with Register.open(path) as register:
        edit.add_source(register, ids.payroll, "recipients", "Handbook", quotation="Given to the bank")
        edit.add_source(register, ids.payroll, None, "Whole manual")
    assert "Source · Processing activity: Recipients" in ropa("search", path, "bank")
    assert ropa("search", path, "manual").splitlines()[-1].split("  ")[-2:] == ["Source", "Whole manual"]


def test_one_controller_s_search_tells_nothing_of_another(path: Path, ids: Small, ropa: Any) -> None:
    assert "Secret" in ropa("search", path, "salaries")
    assert "Secret" not in ropa("search", path, "salaries", "--controller", "Fjordby AS")
    assert "PA-003" not in ropa("used", path, "NO", "--controller", "Fjordby AS")


def test_used_tells_where_and_through_what(path: Path, ids: Small, ropa: Any) -> None:
    printed = ropa("used", path, "ORG-003")
    assert "Recipient: Party" in printed
    assert "Cloud storage" in printed
    assert printed.splitlines()[-1] == "1 activity: PA-001."
    found = json.loads(ropa("used", path, "US", "--json"))
    assert found["activities"] == ["PA-001"]
    assert [[via["kind"] for via in use["via"]] for use in found["uses"]] == [[], ["engagement"]]


def test_merge_says_what_it_does_and_changes_nothing_when_asked_so(path: Path, ids: Small, ropa: Any) -> None:
    before = path.read_bytes()
    printed = ropa("merge", path, "ORG-003", "ORG-004", "--dry-run")
    assert "MS Azure is merged into Microsoft Azure." in printed
    assert "Country: “Ireland”, taken over" in printed
    assert "Name: “Microsoft Azure” stays, “MS Azure” goes" in printed
    assert path.read_bytes() == before
    planned = json.loads(ropa("merge", path, "ORG-003", "ORG-004", "--take", "name", "--json"))
    assert planned["filled"] == {"country": "IE"}
    with Register.open(path) as register:
        azure = register.snapshot().find("organisation", ids.azure)
        assert (azure.name, azure.country) == ("MS Azure", "IE")  # type: ignore[union-attr]
        register.undo()
        assert register.snapshot().count("organisation") == 5


def test_replace_shows_every_place_before_and_after(path: Path, ids: Small, ropa: Any) -> None:
    before = path.read_bytes()
    printed = ropa("replace", path, "Payroll", "Wages", "--dry-run")
    assert "Processing activity: Name" in printed
    assert path.read_bytes() == before
    ropa("replace", path, "6(1)(b)", "6(1)(c)", "--field", "purposes.legal_basis")
    found = json.loads(ropa("replace", path, "Payroll", "Wages", "--field", "activity.name", "--json"))
    assert [(each["old"], each["new"]) for each in found] == [("Payroll", "Wages")]
    with Register.open(path, write=False) as register:
        assert register.snapshot().rows("purpose")[0].legal_basis == "6(1)(c)"
        assert register.snapshot().get(Activity, ids.payroll).name == "Wages"  # type: ignore[union-attr]


def test_what_cannot_be_done_is_one_sentence(path: Path, ids: Small, capsys: pytest.CaptureFixture[str]) -> None:
    assert "with itself" in refused(capsys, "merge", path, "ORG-003", "ORG-003")
    assert "the same kind" in refused(capsys, "merge", path, "ORG-003", "PA-001")
    assert "No record has the reference" in refused(capsys, "used", path, "nobody")
    assert "no kind called" in refused(capsys, "replace", path, "a", "b", "--field", "nonsense.name")
    with Register.open(path):
        assert "is open" in refused(capsys, "merge", path, "ORG-003", "ORG-004")
        assert run(["replace", str(path), "Payroll", "x", "--dry-run"]) == 0
