"""Registers of invented organisations with their right answers: an examination unseen by the importer's authors.

`python -m tests.exchange.registers` grades the importer on all of them, `-v NAME` says what went wrong in one.
The registers lie in `data/`, one TOML file each: `register.py` says how they are written, `grading.py` how graded.
"""
