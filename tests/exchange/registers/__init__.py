"""Registers of invented organisations with their right answers: an examination unseen by the importer's authors.

`python -m tests.exchange.registers` grades the importer on all of them, `-v NAME` says what went wrong in one.
The registers lie in `data/`, one TOML file each: `register.py` says how they are written, `grading.py` how graded.
Those in `second/` were written after the importer had been fitted to the first, by somebody who had not read it, to
tell how it does on registers that nobody fitted it to: `--second` grades them. Nothing is to be fitted to them.
"""
