"""The same services as the window, from a terminal."""
