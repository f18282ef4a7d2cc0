"""Any spreadsheet as plain cells, read in a process of its own."""
