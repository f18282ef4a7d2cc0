"""The list as a spreadsheet: cells typed into, rectangles, filters, groups, frozen columns."""
