"""The conversation about a strange spreadsheet: the sheet as it is, where it goes, the register as it will be."""
