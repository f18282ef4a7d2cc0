"""The terminal hands over in every format: the ending chooses it, a layout its shape, and a text file its separator."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from ropa_desktop.cli.main import run
from ropa_desktop.register.register import Register
from tests.registers import small


def test_a_table_as_text_a_workbook_to_hand_over_and_linked_data(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Register.create(path) as register:
        small(register)
    begin = ["export", str(path)]
    table, book, linked = (path.with_name(name) for name in ("record.csv", "record.xlsx", "record.ttl"))
    assert run([*begin, str(table), "--layout", "cnpd", "--separator", ","]) == 0
    assert table.read_text("utf-8-sig").startswith("Finalité,Catégories de personnes concernées,")
    assert run([*begin, str(book), "--layout", "register"]) == 0
    assert "Fjordby AS" in load_workbook(book).sheetnames
    assert run([*begin, str(linked)]) == 0
    assert "a dpv:PersonalDataProcess" in linked.read_text("utf-8")
    capsys.readouterr()
    assert run([*begin, str(table)]) == 1
    assert "a text file holds one table. Choose a layout that is one" in capsys.readouterr().err
