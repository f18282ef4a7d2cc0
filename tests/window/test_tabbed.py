"""Quotation marks on the clipboard: those that a spreadsheet put round a cell, and those that the text has itself."""

from ropa_desktop.window.grid.tabbed import as_tabbed, from_tabbed


def test_marks_round_a_whole_cell_are_the_spreadsheets_and_all_others_the_texts() -> None:
    assert from_tabbed('"Two\r\nlines"\t5" screen\r\n') == [["Two\nlines", '5" screen']]
    assert from_tabbed('"Hei" sa han\tx\n"never closed') == [['"Hei" sa han', "x"], ['"never closed']]
    assert from_tabbed('"a ""b"" c"\t""\t') == [['a "b" c', "", ""]]


def test_cells_come_back_as_they_were_copied() -> None:
    rows = [['"quoted"', "tab\there", "two\nlines"], ['in "the" middle', "", '"'], ["", "", ""]]
    assert from_tabbed(as_tabbed(rows)) == rows
    assert from_tabbed("\r\n\r\n") == [[""], [""]], "two empty cells"
