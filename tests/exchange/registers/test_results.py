"""The page of results is what the importer makes of the registers today."""

from tests.exchange.registers.results import RESULTS, text


def test_the_page_of_results_is_true() -> None:
    assert RESULTS.read_text("utf-8") == text(), "write it anew: python -m tests.exchange.registers.results"
