"""The terminal: what it prints, and one sentence with exit code 1 for whatever a person did wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ropa_desktop.cli.main import run
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.exchange.questionnaire.filling import filled
from tests.registers import Small, small


@pytest.fixture(autouse=True)
def _wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are wrapped to the terminal: these tests have one of their own."""
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def ids(path: Path) -> Small:
    """A small register, filled and closed."""
    with Register.create(path) as register:
        return small(register)


@pytest.fixture
def ropa(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command that must succeed, and returns what it printed."""

    def command(*arguments: object) -> str:
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        assert (code, printed.err) == (0, "")
        return printed.out

    return command


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command that must fail, and returns its one sentence."""

    def command(*arguments: object) -> str:
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        assert code == 1
        assert printed.out == ""
        assert printed.err.count("\n") == 1
        return printed.err.strip()

    return command


def test_new_makes_a_register_for_a_controller(path: Path, ropa: Any) -> None:
    assert str(path) in ropa("new", path, "--controller", "Fjordby AS")
    assert json.loads(ropa("info", path, "--json"))["controllers"] == ["Fjordby AS"]


def test_new_never_writes_over_a_file(path: Path, refused: Any) -> None:
    path.write_text("mine")
    assert "exists already" in refused("new", path)
    assert path.read_text() == "mine"


def test_new_with_a_name_that_cannot_be_kept_leaves_no_file(path: Path, refused: Any) -> None:
    assert "32767" in refused("new", path, "--controller", "x" * 40_000)
    assert list(path.parent.iterdir()) == []


def test_info_tells_what_is_in_it(path: Path, ids: Small, ropa: Any) -> None:
    told = ropa("info", path)
    assert "1 as controller, 1 as processor" in told
    assert "Organisations" in told


def test_list_shows_letters_bases_and_recipients(path: Path, ids: Small, ropa: Any) -> None:
    lines = ropa("list", path, "activities").splitlines()
    assert lines[0].split() == ["Reference", "Name", "Department", "Legal", "basis", "Recipients", "Open", "letters"]
    assert lines[2].split() == ["PA-001", "Payroll", "6(1)(b)", "Microsoft", "Azure", "–"]
    assert lines[3].split()[:2] == ["PA-002", "Hosting"]
    assert lines[3].split()[-1] == "a"


def test_list_as_json_gives_whole_records_with_their_rows(path: Path, ids: Small, ropa: Any) -> None:
    payroll, hosting = json.loads(ropa("list", path, "activities", "--json"))
    assert payroll["purposes"][0]["legal_basis"] == "6(1)(b)"
    assert payroll["data_lines"][0]["retention_id"] == ids.rule
    assert payroll["letters"]["e"] == "documented"
    assert hosting["controllers"][0]["organisation_id"] == ids.client
    assert hosting["answers"] == [{"field": "transfers", "state": "none"}]


@pytest.mark.parametrize("kind", ["organisations", "engagements", "transfers", "purposes", "measures", "systems"])
def test_every_kind_can_be_listed(path: Path, ids: Small, ropa: Any, kind: str) -> None:
    assert ropa("list", path, kind)
    json.loads(ropa("list", path, kind, "--json"))


def test_processors_are_shown_for_what_they_are(path: Path, ids: Small, ropa: Any) -> None:
    (party,) = json.loads(ropa("list", path, "processors", "--json"))
    assert party["kind"] == "product_service"
    assert party["operated_by"] is None
    assert (party["declared_roles"], party["assessed_roles"], party["open"]) == (["processor"], [], True)
    told = " ".join(ropa("list", path, "processors").split())
    assert "Product or service" in told
    assert "open" in told


def test_show_reads_an_activity_by_the_letters(path: Path, ids: Small, ropa: Any) -> None:
    told = ropa("show", path, "pa-001")
    assert [line for line in told.splitlines() if line.startswith("(")] == [
        "(a) Controller",
        "(b) Purposes",
        "(c) Data subjects and data",
        "(d) Recipients",
        "(e) Transfers",
        "(f) Time limits",
        "(g) Measures",
    ]
    assert "5 years from end of the accounting year (bokføringsloven § 13)" in told
    assert "through Cloud storage" in told
    assert "    Fjordby AS, Brygga 4, 5000 Fjordby, Norway, post@fjordby.example" in told.splitlines()
    assert "on the cover" not in told


@pytest.mark.parametrize("reference", ["ORG-001", "ENG-001", "RET-001", "MEA-001"])
def test_show_reads_any_record(path: Path, ids: Small, ropa: Any, reference: str) -> None:
    assert ropa("show", path, reference).startswith(reference)
    assert json.loads(ropa("show", path, reference, "--json"))["reference"] == reference


def test_check_tells_soundness_and_open_letters_with_exit_code_0(path: Path, ids: Small, ropa: Any) -> None:
    told = ropa("check", path)
    assert "The file is sound" in told
    found = json.loads(ropa("check", path, "--json"))
    assert found["sound"] is True
    assert {a["reference"]: a["letters"]["a"] for a in found["activities"]} == {
        "PA-001": "documented",
        "PA-002": "partly",
    }


def test_history_tells_each_step(path: Path, ids: Small, ropa: Any) -> None:
    with Register.open(path) as register:
        edit.set_value(register, "activity", ids.payroll, "name", "Pay")
        register.undo()
    labels = [step["label"] for step in json.loads(ropa("history", path, "--json"))]
    assert labels == ["Filled", "Name changed in Payroll", "Name changed in Payroll"]
    assert "Undone: Name changed in Payroll" in ropa("history", path)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("list", "FILE", "nonsense"), "There is no kind called nonsense"),
        (("list", "FILE", "activities", "--controller", "Nobody"), "holds no record of “Nobody”"),
        (("show", "FILE", "PA-999"), "No record has the reference PA-999"),
        (("export", "FILE", "out.docm"), "the ending names no format"),
        (("export", "FILE", "out.pdf", "--controller", "Nobody"), "It holds those of: Fjordby AS"),
        (("info", "missing.ropa"), "There is no file"),
        (("nonsense",), "--help"),
        (("info",), "--help"),
        (("export", "FILE", "out.pdf", "--language", "xx"), "--help"),
        (("new", "nowhere/x.ropa"), "Choose a folder that exists"),
    ],
)
def test_what_a_person_got_wrong_gets_one_sentence(
    path: Path, ids: Small, refused: Any, arguments: tuple[str, ...], words: str
) -> None:
    before = path.read_bytes()
    assert words in refused(*(str(path) if argument == "FILE" else argument for argument in arguments))
    assert path.read_bytes() == before


def test_reading_works_beside_a_writer_and_writing_is_refused(path: Path, ids: Small, ropa: Any, refused: Any) -> None:
    with Register.open(path) as register:
        edit.add(register, "activity", name="New")
        assert "New" in ropa("list", path, "activities")
        assert json.loads(ropa("info", path, "--json"))["open_by"]["who"]
        assert ropa("check", path)
        (path.parent / "in.json").write_text('{"format": "ropa-desktop register", "format_version": 1, "tables": {}}')
        assert "open by" in refused("import", path, path.parent / "in.json")


def test_norwegian_is_spoken_where_the_environment_asks_for_it(path: Path, ids: Small) -> None:
    command = [sys.executable, "-m", "ropa_desktop", "check", str(path)]
    told = subprocess.run(command, capture_output=True, env={**os.environ, "LANGUAGE": "nb"}, check=True)
    assert "Filen er hel" in told.stdout.decode()


def test_a_reader_that_closes_the_pipe_gets_no_traceback(path: Path, ids: Small) -> None:
    command = f'"{sys.executable}" -m ropa_desktop list "{path}" activities --json | head -c 1'
    told = subprocess.run(command, shell=True, capture_output=True, check=True)
    assert told.stderr == b""


def test_an_example_goes_by_its_controller_or_by_the_name_of_its_service(path: Path, ropa: Any) -> None:
    assert ropa("sample", path, "--controller", "ConnXio") == f"{path}: the records of Communicate Norge AS.\n"
    other = path.with_name("commsor.ropa")
    assert ropa("sample", other, "--controller", "commsor") == f"{other}: the records of Commsor Inc.\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_without_a_screen_the_window_says_so_in_one_sentence(path: Path) -> None:
    screens = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in screens}
    command = [sys.executable, "-m", "ropa_desktop", "open", str(path)]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no screen here")
    assert done.stderr.count("\n") == 1


# -- questionnaires ---------------------------------------------------------------------------------------


def test_a_department_is_asked_and_its_answer_is_one_named_step(path: Path, ids: Small, ropa: Any) -> None:
    with Register.open(path) as register:
        edit.set_value(register, "activity", ids.payroll, "department", "HR")
    out = path.with_name("hr.xlsx")
    ask = ("export", path, out, "--layout", "questionnaire", "--department", "hr", "--until", "2026-12-04")
    assert ropa(*ask) == f"{out} asks about 1 activity.\n"
    with filled(out) as filling:
        filling.sign("No", day="2026-11-20")
        filling.answer("comment", "All is well", ids.payroll)
    told = ropa("import", path, out, "--dry-run")
    assert told.startswith("HR questionnaire, Kari Nordmann, 2026-11-20: the answers are proposals.")
    assert "Reviewed by: unknown → “Kari Nordmann”" in told
    assert told.endswith("Nothing was changed.\n")
    assert "Kari" not in ropa("history", path)
    assert json.loads(ropa("import", path, out, "--json"))["answered"] == "HR questionnaire, Kari Nordmann, 2026-11-20"
    (newest,) = [line for line in ropa("history", path).splitlines() if "Kari Nordmann" in line]
    assert "Imported HR questionnaire, Kari Nordmann, 2026-11-20" in newest
    shown = json.loads(ropa("show", path, "PA-001", "--json"))
    assert (shown["reviewed_on"], shown["reviewed_by"]) == ("2026-11-20", "Kari Nordmann")


def test_what_conflicts_is_told_and_not_taken(path: Path, ids: Small, ropa: Any) -> None:
    out = path.with_name("all.xlsx")
    ropa("export", path, out, "--layout", "questionnaire")
    with filled(out) as filling:
        filling.sign()
        filling.answer("activity.name", "Wages", ids.payroll)
    with Register.open(path) as register:
        edit.set_value(register, "activity", ids.payroll, "name", "Salaries")
    told = ropa("import", path, out)
    assert "1 record was changed here meanwhile" in told
    assert "“Salaries” → “Wages”" in told
    assert json.loads(ropa("show", path, "PA-001", "--json"))["name"] == "Salaries"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("out.pdf", "--layout", "questionnaire"), "Let the name end in .xlsx"),
        (("out.xlsx", "--layout", "questionnaire", "--department", "Legal"), "belongs to a department “Legal”"),
        (("out.xlsx", "--layout", "questionnaire", "--until", "31.2.2026"), "no such date"),
        (("out.xlsx", "--layout", "questionnaire", "--full"), "A questionnaire hands nothing over"),
        (("out.xlsx", "--department", "HR"), "Add --layout questionnaire"),
    ],
)
def test_what_cannot_be_asked_is_refused(path: Path, ids: Small, refused: Any, more: Any, words: str) -> None:
    said = refused("export", path, path.with_name(more[0]), *more[1:])
    assert words in said
    assert not path.with_name(more[0]).exists()
