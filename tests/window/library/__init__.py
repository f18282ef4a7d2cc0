"""The library, templates and reviews in the window."""
