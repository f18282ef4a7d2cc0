"""`ropa help`: a page by what it is called, the pages that hold words, and all of them."""

import json
from typing import Any

import pytest

from ropa_desktop.cli.main import run
from ropa_desktop.law.help import pages


@pytest.fixture
def ropa(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command that must succeed, and returns what it printed."""
    monkeypatch.setenv("COLUMNS", "100")

    def command(*arguments: str) -> str:
        code = run(arguments)
        printed = capsys.readouterr()
        assert (code, printed.err) == (0, "")
        return printed.out

    return command


@pytest.mark.parametrize(
    ("topic", "title"),
    [
        ("dpo_unknown", "Data protection officer neither named nor reasoned"),
        ("purpose.legal_basis", "Legal basis"),
        ("controller.f", "(f) Time limits"),
        ("unknown", "Unknown"),
    ],
)
def test_a_page_is_printed_by_code_field_letter_or_state(ropa: Any, topic: str, title: str) -> None:
    assert ropa("help", topic).splitlines()[0] == title


def test_a_page_says_law_words_sections_and_sources_within_the_terminal(ropa: Any) -> None:
    printed = ropa("help", "contract_missing")
    assert "28(3): “Processing by a processor shall be governed by a contract" in " ".join(printed.split())
    assert "What to do here" in printed
    assert "EDPB Guidelines 07/2020" in printed
    assert "from general knowledge, not compared with the text" in " ".join(printed.split())
    assert "*" not in printed
    assert max(len(line) for line in printed.splitlines() if "http" not in line) <= 100


def test_a_page_in_another_language(ropa: Any) -> None:
    assert ropa("help", "contract_missing", "--language", "nb").startswith("En databehandler uten avtale")


def test_words_list_the_pages_that_hold_them_by_what_help_takes(ropa: Any) -> None:
    printed = ropa("help", "legitimate", "inter")
    assert "interest_not_weighed" in printed
    for line in printed.splitlines()[2:]:
        assert ropa("help", line.split()[0])


def test_without_a_topic_every_page_is_listed(ropa: Any) -> None:
    assert len(json.loads(ropa("help", "--json"))) == len(pages("en"))


def test_json_has_the_page_whole(ropa: Any) -> None:
    found = json.loads(ropa("help", "dpo_unknown", "--json"))
    assert found["key"] == "checks/dpo_unknown"
    assert found["sources"][0]["evidence"] == "verified"
    assert found["sections"][0]["heading"] == "What the law says"


def test_what_no_page_holds_is_said_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["help", "xylophone"]) == 1
    assert capsys.readouterr().err.strip() == "No page of the help holds “xylophone”. “ropa help” lists all."
