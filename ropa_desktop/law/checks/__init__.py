"""The checks, by what they look at: one small pure function each over a snapshot, one record of it, and a day."""
