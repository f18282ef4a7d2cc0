"""Find and change everywhere: jump, search, where used, merge, replace."""
