"""The validator that the PDF tests lean on tells good from bad."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.verapdf import needs_java, validate, validate_all


@pytest.fixture
def plain_pdf(tmp_path: Path) -> Path:
    path = tmp_path / "plain, with a space.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 720, "Neither tagged nor archival")
    canvas.save()
    return path


@needs_java
def test_a_plain_pdf_breaks_the_rules_of_both_standards(plain_pdf: Path) -> None:
    archival, accessible = validate_all([(plain_pdf, "2a"), (plain_pdf, "ua1")])
    assert any("OutputIntent" in rule or "ICC" in rule or "device" in rule.casefold() for rule in archival)
    assert any("tagged" in rule.casefold() or "structure" in rule.casefold() for rule in accessible)


@needs_java
def test_what_is_not_a_pdf_does_not_pass(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_text("Dear Sir or Madam", encoding="utf-8")
    assert validate(path, "2a")
    assert validate(tmp_path / "absent.pdf", "2a")


@needs_java
def test_an_unknown_flavour_does_not_pass(plain_pdf: Path) -> None:
    assert validate(plain_pdf, "9z")
