"""Signs that the document's own faces lack: drawn with a face of this computer, or said to be lost."""

import os
from pathlib import Path

import pytest

from ropa_desktop.exchange.pdf import write_pdf
from ropa_desktop.exchange.report import Cell, Chapter, Entry, Fields, Lines, Report, Section
from tests.exchange import pdf_reader, reports
from tests.exchange.made_fonts import MUST_NOT_BE_EMBEDDED, make_font

CHINESE = "北京公司"
SIGNS = "".join(chr(0x4E00 + number) for number in range(300))


def said(text: str) -> Report:
    """A report of one activity that is called `text` and says it, in bold and in plain letters."""
    section = Section("b", "Purposes", (Lines((Cell(text),)), Fields(((text, Cell(text)),))))
    return reports.report(reports.part(Chapter("Activities", (), (Entry("PA-001", text, (section,)),))))


def many_signs(folder: Path) -> Report:
    """A report of signs that a face in this folder draws, in two subsets."""
    letters = [chr(0x21 + number % 90) for number in range(len(SIGNS))]
    make_font(folder / "many.ttf", dict(zip(SIGNS, letters, strict=True)))
    return said(SIGNS)


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folders of this computer's fonts."""
    monkeypatch.setenv("ROPA_DESKTOP_FONTS", os.pathsep.join((str(tmp_path / "missing"), str(tmp_path / "fonts"))))
    return tmp_path / "fonts"


def test_a_face_of_this_computer_draws_what_ours_lack(fonts: Path, tmp_path: Path) -> None:
    make_font(fonts / "noto" / "NotoSansSC-Regular.ttf", dict(zip("北京公", "ABC", strict=True)))
    make_font(fonts / "others.ttf", {"司": "D", "北": "X"})
    target = tmp_path / "chinese.pdf"
    assert write_pdf(said(f"Kontor i {CHINESE} 丁"), target).replaced == {"丁": 4}
    texts = [text for tag, text in pdf_reader.spoken(target) if "Kontor" in text and tag != "Link"]
    assert {text.removeprefix("PA-001  ") for text in texts} == {f"Kontor i {CHINESE} \ufffd"}
    assert CHINESE in pdf_reader.seen(target)[1]
    first = target.read_bytes()
    write_pdf(said(f"Kontor i {CHINESE} 丁"), target)
    assert target.read_bytes() == first


def test_letters_that_their_script_would_join_are_told_of(fonts: Path, tmp_path: Path) -> None:
    make_font(fonts / "indian.ttf", {"ह": "A", "ि": "B", "京": "C"})
    written = write_pdf(said("हि京"), tmp_path / "indian.pdf")
    assert (written.replaced, written.unjoined) == ({}, {"ह": 4, "ि": 4})


@pytest.mark.parametrize("kind", ["forbidden", "broken", "outlines", "cut", "no font", "empty"])
def test_a_face_that_cannot_serve_is_passed_over(kind: str, fonts: Path, tmp_path: Path) -> None:
    made = make_font(fonts / f"{kind}.ttf", {"北": "A"}, MUST_NOT_BE_EMBEDDED if kind == "forbidden" else 0)
    whole = made.read_bytes()
    places = int.from_bytes(whole[(at := whole.index(b"loca") + 8) : at + 4], "big")  # where outlines are said to be
    spoilt = {
        "broken": whole[:200] + bytes(200) + whole[400:],
        "outlines": whole[:places] + b"\xff" * 8 + whole[places + 8 :],
        "cut": whole[:300],
        "no font": b"%PDF-1.7",
        "empty": b"",
    }
    made.write_bytes(spoilt.get(kind, whole))
    target = tmp_path / "lost.pdf"
    assert write_pdf(said("北"), target).replaced == {"北": 4}
    assert ("P", "\ufffd") in pdf_reader.spoken(target)


def test_more_signs_than_one_font_of_the_file_holds_are_drawn(fonts: Path, tmp_path: Path) -> None:
    target = tmp_path / "many.pdf"
    assert write_pdf(many_signs(fonts), target).replaced == {}
    assert SIGNS in {text for _tag, text in pdf_reader.spoken(target)}
