"""A layout of a person's own: copied, changed, listed, handed over in; and one sentence where it is wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ropa_desktop.cli.main import run
from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.layouts import layout, layouts
from ropa_desktop.exchange.layouts.making import make
from ropa_desktop.exchange.layouts.reading import broken, own_folder
from ropa_desktop.exchange.layouts.shape import SHAPES
from ropa_desktop.exchange.layouts.writing import copy_layout
from ropa_desktop.register.register import Register
from tests.registers import small


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ROPA_DESKTOP_HOME", str(tmp_path / "settings"))


def changed(path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """The file of a layout, changed as JSON."""
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(json.dumps(content), "utf-8")
    return path


def test_every_table_and_form_can_be_copied_and_is_the_same_layout_but_for_its_source(tmp_path: Path) -> None:
    for key, one in layouts().items():
        if one.shape in SHAPES:
            copy_layout(key, tmp_path / f"own-{key}.json")
            own = layout(str(tmp_path / f"own-{key}.json"))
            assert own.own
            assert own.source.evidence == "own"
            assert (own.columns, own.head, own.row, own.formats) == (one.columns, one.head, one.row, one.formats)
            assert (tmp_path / f"own-{key}.json").read_text("utf-8").count("\n") > len(one.columns)


def test_a_copy_is_changed_listed_beside_ours_and_handed_over_in(
    register: Register, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small(register)
    register.close()
    mine = tmp_path / "mine.json"
    assert run(["layouts", "--copy", "ireland", str(mine)]) == 0
    assert run(["layouts", "--copy", "ireland", str(mine)]) == 1  # never over one that is there

    def shorter(content: dict[str, Any]) -> None:
        content["columns"] = [{"value": "name", "heading": "Process"}, {"value": "purposes"}]
        content["title"] = "Mine"

    changed(mine, shorter)
    target = tmp_path / "out.html"
    assert run(["export", str(path), str(target), "--layout", str(mine)]) == 0
    assert "Process" in target.read_text("utf-8")
    assert "This layout has no column for: (a) Joint controllers, (c) Data subjects" in capsys.readouterr().err
    own_folder().mkdir(parents=True)
    mine.rename(own_folder() / "mine.json")
    assert layouts()["mine"].title("nb") == "Mine"
    assert run(["layouts"]) == 0
    assert "Mine" in capsys.readouterr().out


def _second(content: dict[str, Any], **settings: object) -> None:
    content["columns"][1] |= settings


WRONG: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "no such value": (lambda c: _second(c, value="purpose"), "columns[1].value cannot be used. Use one of the "),
    "value of other rows": (lambda c: _second(c, value="party"), "columns[1].value cannot be used. In a row per activ"),
    "no such setting": (lambda c: _second(c, width=3), "columns[1].width cannot be used. There is no such setting."),
    "no number": (lambda c: _second(c, share="wide"), "columns[1].share cannot be used. Use a number from 0.1 to 100."),
    "no columns": (lambda c: c.update(columns=[]), "columns cannot be used. Give at least one."),
    "columns no list": (lambda c: c.update(columns={}), "columns cannot be used. Use a list."),
    "no title": (lambda c: c.pop("title"), "title cannot be used. It is missing."),
    "role": (lambda c: c.update(role="owner"), "role cannot be used. Use one of: "),
    "format": (lambda c: c.update(formats=[".odt"]), "formats cannot be used. Use one of: .xlsx, "),
    "shape": (lambda c: c.update(shape="fiches"), "shape cannot be used. Use one of: table, form."),
    "heading of two lines": (
        lambda c: _second(c, heading="a\nb"),
        "columns[1].heading cannot be used. Use a text of o",
    ),
    "head without room": (lambda c: c.update(head_rows=2), "head_rows cannot be used. The head takes 5 rows or more."),
    "colour": (
        lambda c: c.update(colours={"required": "red", "optional": "000000"}),
        "colours.required cannot be used. Use six hexadecimal digits",
    ),
}


def test_what_is_wrong_in_a_file_is_said_in_one_sentence_and_ours_stay_listed(tmp_path: Path) -> None:
    for number, (change, said) in enumerate(WRONG.values()):
        wrong = tmp_path / f"wrong{number}.json"
        copy_layout("ireland", wrong)
        with pytest.raises(BadInput) as refused:
            layout(str(changed(wrong, change)))
        assert str(refused.value).startswith(f"{wrong.name}: {said}"), refused.value
        assert "\n" not in str(refused.value)
    for name, content in (
        ("empty.json", b""),
        ("list.json", b"[]"),
        ("deep.json", b"[" * 100_000),
        ("no.json", b"\xff"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BadInput):
            layout(str(tmp_path / name))
    with pytest.raises(BadInput):
        layout(str(tmp_path / "absent.json"))
    own_folder().mkdir(parents=True)
    (tmp_path / "wrong0.json").rename(own_folder() / "wrong0.json")
    (tmp_path / "empty.json").rename(own_folder() / "ireland.json")
    assert [said.partition(":")[0] for said in broken()] == ["ireland.json", "wrong0.json"]
    assert "cnpd" in layouts()
    assert not layouts()["ireland"].own


def test_a_head_stands_in_the_rows_above_as_often_as_the_layout_says(register: Register, tmp_path: Path) -> None:
    small(register)
    copy_layout("ireland", tmp_path / "own.json")
    own = layout(str(changed(tmp_path / "own.json", lambda content: content.update(head_rows=9))))
    ((chapter,),) = (part.chapters for part in make(register.snapshot(), Options(), own).parts)
    assert len(chapter.blocks[0].above) == 9  # type: ignore[union-attr]
