"""One writer per format besides PDF: each turns the same `Report` into a file, and none adds or drops a fact."""
