"""Registers of invented organisations with their right answers: an examination unseen by the importer's authors.

`python -m tests.exchange.registers` grades the importer on all of them, `-v NAME` says what went wrong in one.
The registers lie in `data/`, one TOML file each: `register.py` says how they are written, `grading.py` how graded.
Those in `second/` were written by somebody who had not read the importer, after it had been fitted to the first, to
tell how it does on registers that nobody fitted it to: `--second` grades them. Only their first grading was blind
(ca9dfb1: 67.1 per cent of 1322 cells right, 4.2 wrong, 240 of 569 facts missed); once the importer is fitted to them
too, their figures tell of what it has seen. Those in `third/` are ten ordinary home-made registers written in the same
blindness, what an officer is likeliest to bring; `--third` grades them. Their first grading (d7bc54b, the importer of
96872fc): 85.5 per cent of 1507 cells right, 4.4 wrong, none lost, 142 of 491 facts missed, 90 of these in two registers
whose activities took their names from the column of departments or themes. Those in `fourth/` are sixteen ordinary
registers of municipalities, clinics, firms and associations in eleven languages; `--fourth` grades them. They were
blind twice: for the importer of 6478619 (78.6 per cent of 1554 cells right, 1.9 wrong, 9.7 lost in two files refused
whole), and for that of a951a41, whose author had not seen them (96.0 right, 1.0 wrong, none lost). Those in `fifth/`
are fourteen of the same kind with more of the templates that authorities and tools hand out (the French sheet with its
block of actors, the German conference's form, a tool's seven sheets); `--fifth` grades them. Their one blind grading
(the importer of fcf3d17): 87.5 per cent of 1367 cells right, 5.7 wrong, none lost, 42 of 351 facts missed; of the 78
cells in a wrong field 51 stood in the French sheet's block of actors, and 12 ("n/a" as the progress of an assessment)
were right: the grading did not know that answer yet.
"""
