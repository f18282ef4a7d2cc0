"""One register file: open, lock, step, undo, history, backup."""
