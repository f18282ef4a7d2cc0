"""The figures of the overview: counted from a snapshot, in the words of the current language, with their records.

`numbers.overview` counts, `tables.table` lays the figures out for people and terminals, `tables.plain` as data.
"""
