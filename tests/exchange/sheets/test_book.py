"""A book goes from one process to another and is the same."""

import json

from ropa_desktop.exchange.sheets.book import Book, Cell, Sheet, as_plain, from_plain


def test_a_book_comes_back_from_json_as_it_was() -> None:
    rows = (
        (None, Cell("Lønn"), None),
        (None, None, None),
        (Cell("12", "number"), Cell("x", "text", "a comment"), Cell("")),
    )
    full = Sheet("Register", rows, ((0, 1, 1, 2),), (1,), (0, 2), True)
    book = Book("register.ods", (full, Sheet("Empty", ())), ("A remark.",))
    assert from_plain(json.loads(json.dumps(as_plain(book)))) == book
