"""Every format: a file is written whole or not at all, whoever wanted it hears in one sentence why not, and a text is
never more than a text."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from ropa_desktop.errors import CannotWrite
from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.export import FORMATS, export
from ropa_desktop.exchange.json_file import read_json
from ropa_desktop.exchange.sheets.reading import read_book
from tests.exchange.formats import hostile, said

posix = pytest.mark.skipif(os.name != "posix", reason="names and limits of POSIX")
EVERY = [(ending, "") for ending in FORMATS if ending != ".csv"] + [(".csv", "cnpd"), (".xlsx", "register")]


def options(layout: str) -> Options:
    return Options(layout=layout, produced_on="2026-11-21")


@pytest.mark.parametrize(("ending", "layout"), EVERY)
def test_what_cannot_be_written_is_said_and_leaves_the_earlier_file(ending: str, layout: str, tmp_path: Path) -> None:
    snapshot, target = hostile.snapshot(), tmp_path / f"record{ending}"
    target.write_text("earlier")

    def refused(where: Path) -> str:
        with pytest.raises(CannotWrite) as refusal:
            export(snapshot, where, options(layout))
        assert "\n" not in str(refusal.value)
        return str(refusal.value)

    (tmp_path / f"folder{ending}").mkdir()
    assert "is a folder" in refused(tmp_path / f"folder{ending}")
    assert "does not exist" in refused(tmp_path / "nowhere" / target.name)
    assert "choose another" in refused(tmp_path / ("n" * 300 + ending))
    with patch("ropa_desktop.exchange.files.os.open", _raise(OSError(errno.EROFS, "Read-only file system"))):
        assert "may only be read" in refused(tmp_path / f"new{ending}")
    with patch("ropa_desktop.exchange.files.os.replace", _raise(PermissionError(errno.EACCES, "in use"))):
        assert "open in another program" in refused(target)
    with patch("ropa_desktop.exchange.files.os.replace", _raise(KeyboardInterrupt())), pytest.raises(KeyboardInterrupt):
        export(snapshot, target, options(layout))
    assert target.read_text() == "earlier"
    assert {path.name for path in tmp_path.iterdir()} == {target.name, f"folder{ending}"}


def _raise(what: BaseException) -> Callable[..., None]:
    def fail(*_arguments: object, **_more: object) -> None:
        raise what

    return fail


@posix
@pytest.mark.parametrize("name", ['a:b*?"<>|\\', "-rf --", "n" * 240, "Øst & Vest – «ja»"])
def test_odd_names_are_names(name: str, tmp_path: Path) -> None:
    for ending in (".xlsx", ".csv", ".ttl"):
        target = tmp_path / f"{name}{ending}"
        export(hostile.snapshot(), target, options("cnpd" if ending != ".ttl" else ""))
        assert target.stat().st_size > 1000
    assert len(list(tmp_path.iterdir())) == 3


_PROGRAM = """
import resource, sys
from pathlib import Path
from ropa_desktop.errors import CannotWrite
from ropa_desktop.exchange.export import export
from tests.exchange.formats import hostile
from tests.exchange.formats.test_refused import EVERY, options

folder, snapshot, reached = Path(sys.argv[1]), hostile.snapshot(), []

def watch(event, arguments):
    if event.startswith(("socket.connect", "socket.getaddrinfo", "urllib", "webbrowser", "subprocess", "os.system")):
        reached.append(event)
    elif event == "open" and str(arguments[0]).endswith(("passwd", "x.png", "cmd.exe")):
        reached.append(str(arguments[0]))

sys.addaudithook(watch)
targets = [(folder / f"{layout}record{ending}", options(layout)) for ending, layout in EVERY]
for target, asked in targets:
    export(snapshot, target, asked)
print(reached)
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
for target, asked in targets:
    before = target.read_bytes()
    try:
        export(snapshot, target, asked)
    except CannotWrite as refusal:
        print(target.read_bytes() == before, refusal)
"""


@posix
def test_no_text_reaches_a_file_or_the_network_and_a_full_disk_leaves_every_earlier_file(tmp_path: Path) -> None:
    """A process of its own watches what is opened, and may then write no file larger than 3 kB."""
    result = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path)], capture_output=True, encoding="utf-8", check=True
    )
    reached, *sentences = result.stdout.splitlines()
    assert reached == "[]"
    names = [f"{layout}record{ending}" for ending, layout in EVERY]
    full = "was not written, because the disk is full: make room, or choose another place."
    assert sentences == [f"True “{name}” {full}" for name in names]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    read = {
        ".pdf": said.in_pdf,
        ".docx": said.in_document,
        ".html": said.in_web,
        ".ods": said.in_cells,
        ".xlsx": said.in_cells,
        ".csv": said.in_cells,
    }
    for (ending, _layout), name in zip(EVERY, names, strict=True):
        if ending in read:
            spoken = "".join(read[ending](tmp_path / name))
            for text in hostile.TEXTS[:14]:
                if name != "record.pdf":
                    assert "".join(text.split()) in spoken, (name, text)
    assert read_json(tmp_path / "record.json")
    cells = {c.text for sheet in read_book(tmp_path / "cnpdrecord.csv").sheets for row in sheet.rows for c in row if c}
    assert {text.strip() for text in hostile.TEXTS[:4]} <= cells
