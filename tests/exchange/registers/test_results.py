"""The page of results is what the importer makes of the registers today."""

import pytest

from tests.exchange.registers.results import HEAD, RESULTS, TABLES, table


@pytest.mark.parametrize("title", TABLES)
def test_the_page_of_results_is_true(title: str) -> None:
    assert "\n".join(table(title)) in RESULTS.read_text("utf-8"), "python -m tests.exchange.registers.results"


def test_the_page_has_its_tables_and_no_others() -> None:
    text = RESULTS.read_text("utf-8")
    assert text.startswith(HEAD)
    assert text.count("| --- |") == len(TABLES)
