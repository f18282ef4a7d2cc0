"""What people write in cells, read: bases, time limits, countries, dates, yes and no.

Pure functions from a text to a frozen result, in ten languages. None raises on any text; each result keeps what was
not understood (`rest`, or the words themselves) and says how sure the reading is, from 0 to 1. What the program knows
of people's words lies in `resources/recognition`.
"""
