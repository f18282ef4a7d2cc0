"""The ending of the target chooses the format, and a file is written whole or not at all."""

from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput, CannotWrite
from ropa_desktop.exchange.build import Options, build
from ropa_desktop.exchange.export import export
from ropa_desktop.law.parties import keepers
from ropa_desktop.progress import heard_by
from tests.exchange.formats import said, samples

READERS = {".pdf": said.in_pdf, ".html": said.in_web, ".docx": said.in_document, ".ods": said.in_cells}


@pytest.mark.parametrize("ending", READERS)
def test_the_ending_names_the_format_and_one_clients_record_names_no_other(ending: str, tmp_path: Path) -> None:
    snapshot = samples.register()
    keeper = next(keeper for keeper in keepers(snapshot) if keeper.name == "Fjordby Regnskap AS")
    options = Options(keeper.id, "processor", produced_on="2026-11-21")
    target = tmp_path / f"record{ending.upper()}"
    assert export(snapshot, target, options) == ()
    found = READERS[ending](target)
    assert found == said.in_report(build(snapshot, options), downwards=ending == ".ods")
    assert not {"Catacloud", "CloudCall", "Commsor"} & set(found)


def test_an_ending_that_names_no_format_is_refused_with_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"\.pdf, \.docx, \.ods, \.html"):
        export(samples.register(), tmp_path / "record.doc", Options())
    assert not list(tmp_path.glob("*.doc"))


@pytest.mark.parametrize("ending", READERS)
def test_what_cannot_be_written_leaves_the_earlier_file_and_nothing_besides(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"record{ending}"
    target.write_text("the earlier file")
    target.chmod(0o444)
    with pytest.raises(CannotWrite):
        export(samples.register(), target, Options())
    assert target.read_text() == "the earlier file"
    assert [path.name for path in tmp_path.iterdir() if "record" in path.name or "part" in path.name] == [target.name]


@pytest.mark.parametrize("ending", [".docx", ".html", ".ods", ".xlsx", ".pdf"])
def test_every_format_tells_how_far_it_is_and_never_goes_back(ending: str, tmp_path: Path) -> None:
    told: list[float] = []
    with heard_by(told.append):
        export(samples.register(), tmp_path / f"all{ending}", Options(layout="register"))
    assert len(told) > 50
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)
