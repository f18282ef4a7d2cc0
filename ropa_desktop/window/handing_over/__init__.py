"""The window in which is chosen what leaves the house, and in which its pages are looked at before they do."""
