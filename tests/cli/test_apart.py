"""One controller's part is asked for and given, nobody else's; JSON loses no character whatever the terminal speaks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ropa_desktop.cli.main import run
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small


@pytest.mark.parametrize("name", ["", "  "])
@pytest.mark.parametrize(
    "command", ["list FILE activities", "show FILE PA-001", "export FILE OUT", "list FILE processors"]
)
def test_an_empty_controller_is_never_taken_for_all(
    path: Path, capsys: pytest.CaptureFixture[str], command: str, name: str
) -> None:
    with Register.create(path) as register:
        small(register)
    out = path.with_name("out.json")
    words = [{"FILE": str(path), "OUT": str(out)}.get(word, word) for word in command.split()]
    assert run([*words, "--controller", name]) == 1
    assert "holds no record of" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("command", ["new", "sample"])
@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_controller_begins_no_register(
    path: Path, capsys: pytest.CaptureFixture[str], command: str, name: str
) -> None:
    assert run([command, str(path), "--controller", name]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert list(path.parent.iterdir()) == []


def test_a_list_for_one_controller_says_nothing_of_another(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Register.create(path) as register:
        ids = small(register)
        other = edit.add(register, "organisation", name="Other AS", record_kept="yes")
        edit.add(register, "activity", keeper_id=other, name="Secret activity")
        edit.add(register, "recipient", activity_id=ids.payroll, organisation_id=other)
        edit.add(register, "contact", organisation_id=other, role="owner", name="Secret person")
        edit.set_value(register, "organisation", other, "note", "secret note")
    assert run(["list", str(path), "organisations", "--controller", "Fjordby AS", "--json"]) == 0
    printed = capsys.readouterr().out
    assert "Other AS" in printed
    assert "ecret" not in printed


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_loses_no_character_in_any_encoding(path: Path, encoding: str) -> None:
    name = "Løn – 記録 😀 שלום"
    with Register.create(path) as register:
        edit.add(register, "activity", name=name)
    told = subprocess.run(
        [sys.executable, "-m", "ropa_desktop", "list", str(path), "activities", "--json"],
        capture_output=True, check=True, env=os.environ | {"PYTHONIOENCODING": encoding},
    )  # fmt: skip
    assert json.loads(told.stdout.decode(encoding))[0]["name"] == name
