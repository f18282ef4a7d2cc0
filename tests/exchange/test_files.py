"""A target is written whole or not at all, and whoever wanted it hears in one sentence why not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ropa_desktop.errors import CannotWrite
from ropa_desktop.exchange.files import whole_file, whole_text

posix = pytest.mark.skipif(os.name != "posix", reason="permissions and limits of POSIX")


def write(target: Path, text: str) -> None:
    with whole_file(target) as beside:
        beside.write_text(text, encoding="utf-8")


def only(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_a_new_file_appears_whole(tmp_path: Path) -> None:
    with whole_file(tmp_path / "out.pdf") as beside:
        beside.write_bytes(b"half")
        assert not (tmp_path / "out.pdf").exists()
        beside.write_bytes(b"whole")
    assert (tmp_path / "out.pdf").read_bytes() == b"whole"
    assert only(tmp_path) == ["out.pdf"]


def test_what_was_there_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    target.write_text("old", encoding="utf-8")
    write(target, "new")
    assert target.read_text(encoding="utf-8") == "new"


@posix
def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    real, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    write(link, "new")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"
    assert real.stat().st_mode & 0o777 == 0o640


@posix
def test_a_new_file_has_the_permissions_that_the_person_gives_new_files(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write(tmp_path / "ours", "new")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt])
def test_a_failure_inside_leaves_everything_as_it_was(tmp_path: Path, failure: type[BaseException]) -> None:
    target = tmp_path / "out.pdf"
    target.write_text("old", encoding="utf-8")

    def fail() -> None:
        with whole_file(target) as beside:
            beside.write_text("half", encoding="utf-8")
            raise failure

    with pytest.raises(failure):
        fail()
    assert target.read_text(encoding="utf-8") == "old"
    assert only(tmp_path) == ["out.pdf"]


def test_a_text_goes_to_the_disk_in_large_parts_and_only_whole_in_its_place(tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    with whole_text(target) as file:
        [beside] = tmp_path.iterdir()
        sizes = []
        for _piece in range(2000):
            file.write("ø" * 500 + "\n")
            sizes.append(beside.stat().st_size)
        assert 1 < len(set(sizes)) < 10
        assert not target.exists()
    assert target.read_bytes() == ("ø" * 500 + "\n").encode() * 2000


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"is a folder: give the name of a file in it\.$"):
        write(tmp_path, "new")


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"nowhere” does not exist: make it first"):
        write(tmp_path / "nowhere" / "out.pdf", "new")


@posix
def test_a_file_marked_as_read_only_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o444)
    with pytest.raises(CannotWrite, match=r"“out\.pdf” was not written, because it is open .* or protected"):
        write(target, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert only(tmp_path) == ["out.pdf"]


def test_a_file_open_in_another_program_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to move a file over one that is open; elsewhere this is how it looks to us."""

    def refuse(source: object, target: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    target = tmp_path / "out.pdf"
    target.write_text("old", encoding="utf-8")
    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(CannotWrite, match="open in another program"):
        write(target, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert only(tmp_path) == ["out.pdf"]


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_folder_that_may_only_be_read_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    with pytest.raises(CannotWrite, match=r"closed” may only be read: choose another place"):
        write(folder / "out.pdf", "new")


def test_a_name_that_is_too_long_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="choose another"):
        write(tmp_path / ("n" * 300 + ".pdf"), "new")
    assert only(tmp_path) == []


@posix
def test_a_disk_that_fills_leaves_no_half_file(tmp_path: Path) -> None:
    """A process that may write no file larger than 20 kB writes a PDF and a web page of more."""
    for name in ("out.pdf", "out.html"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    program = f"""
import resource
from pathlib import Path
from ropa_desktop.errors import CannotWrite
from ropa_desktop.exchange.formats.web import write_web
from ropa_desktop.exchange.pdf import write_pdf
from tests.exchange.reports import rich
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
for write, name in ((write_pdf, "out.pdf"), (write_web, "out.html")):
    try:
        write(rich(), Path({str(tmp_path)!r}, name))
    except CannotWrite as refusal:
        print(refusal)
"""
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True, cwd=Path.cwd()
    )
    said = "was not written, because the disk is full: make room, or choose another place."
    assert result.stdout == f"“out.pdf” {said}\n“out.html” {said}\n"
    assert {path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"old"}
    assert only(tmp_path) == ["out.html", "out.pdf"]
