"""`make bench`: one table of ratios, each measured against its floor in the same run.

A ratio says how much longer the program takes than the barest way to the same result. Each module beside this one
has a `measure()` that returns rows of name, ratio and the ratio aimed at. Milliseconds are never compared, but for how
long the window may stand still.
"""

import sys
from importlib import import_module

MODULES = (
    "register",
    "checks",
    "search",
    "workbook",
    "importing",
    "pdf",
    "formats",
    "overview",
    "window",
    "standstill",
)


def main() -> int:
    """Measure and print; returns 1 when a ratio is above what is aimed at."""
    wanted = sys.argv[1:] or MODULES
    rows = [row for name in wanted for row in import_module(f"tests.benchmarks.{name}").measure()]
    wide = max(len(name) for name, _ratio, _limit in rows)
    print(f"{'what':{wide}}  ratio  aim")
    for name, ratio, limit in rows:
        print(f"{name:{wide}}  {ratio:5.2f}  {limit:g}{'' if ratio <= limit else '  above'}")
    return int(any(ratio > limit for _name, ratio, limit in rows))


if __name__ == "__main__":
    sys.exit(main())
