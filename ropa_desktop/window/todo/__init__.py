"""To do: what the checks find, as a list to work through, with the field beside it."""
