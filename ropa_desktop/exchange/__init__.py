"""In and out: one report, one writer per format, and import plans."""
