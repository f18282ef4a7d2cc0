"""The figures of the overview in a terminal."""

import argparse

from ropa_desktop.cli.tables import Column, print_json, print_table
from ropa_desktop.exchange.build import find_keeper
from ropa_desktop.exchange.overview.numbers import overview as counted
from ropa_desktop.exchange.overview.tables import plain, tables
from ropa_desktop.i18n import _, format_date, ngettext
from ropa_desktop.register.register import Register


def overview(options: argparse.Namespace) -> None:
    """The five pictures of the window's overview as tables."""
    with Register.open(options.file, write=False) as register:
        snapshot = register.snapshot()
    keeper = find_keeper(snapshot, options.controller) if options.controller is not None else None
    found = counted(snapshot, keeper.id if keeper else None)
    if options.json:
        print_json(plain(found))
        return
    n = len(found.activities)
    said = ngettext("{n} activity on {day}", "{n} activities on {day}", n).format(n=n, day=format_date(found.day))
    print(f"{found.keeper}: {said}" if found.keeper else said)
    for grid in tables(found):
        print()
        print(_("{title}:").format(title=grid.title))
        print_table([Column(title) for title in grid.columns], [[cell.text for cell in row] for row in grid.rows])
