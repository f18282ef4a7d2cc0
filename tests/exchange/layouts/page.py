"""The tables of docs/layouts.md, out of the layouts themselves.

.venv/bin/python -m tests.exchange.layouts.page
"""

from pathlib import Path

from ropa_desktop.exchange.build import ALSO
from ropa_desktop.exchange.layouts import Layout, layouts
from ropa_desktop.exchange.layouts.rows import ROWS
from ropa_desktop.exchange.layouts.value import OF_ACTIVITIES
from ropa_desktop.exchange.layouts.values import VALUES

PAGE = Path(__file__).parents[3] / "docs" / "layouts.md"

_EVIDENCE = {
    "verified_file": "template",
    "described_by_source": "source",
    "public_source_code": "tool",
    "general_knowledge": "unverified",
    "own": "the program's own",
}
_TABLE = "<!-- The table is written by tests/exchange/layouts/page.py. -->\n"
_VALUES = "<!-- values -->\n"
_END = "<!-- end -->\n"


def page(text: str) -> str:
    """The page with its tables as they should be."""
    text = _replaced(text, _TABLE, _layouts())
    return _replaced(text, _VALUES, _values())


def _replaced(text: str, begin: str, content: str) -> str:
    before, _begin, rest = text.partition(begin)
    _old, _end, after = rest.partition(_END)
    return f"{before}{begin}{content}{_END}{after}"


def _layouts() -> str:
    rows = [
        "| layout | title | role | headings | columns | formats | leaves out of Article 30 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    tables = [one for one in layouts().values() if one.shape == "table" and not one.own]
    for one in tables:
        cells = (
            f"`{one.key}`",
            one.title("en"),
            one.role or "both",
            f"{one.language or 'of the report'}, {_EVIDENCE[one.source.evidence]}",
            str(len(one.columns)),
            " ".join(ending.removeprefix(".") for ending in one.formats),
            _left_out(one),
        )
        rows.append(f"| {' | '.join(cells)} |")
    sources = [f"- `{one.key}`: {one.source.name}{_address(one)}" for one in tables if one.source.evidence != "own"]
    return "\n".join([*rows, "", "Where the headings come from:", "", *sources, ""]) + "\n"


def _left_out(one: Layout) -> str:
    if not one.is_record:
        return "a list beside the record"
    return ", ".join(f"({letter}) {title.casefold()}" for letter, title in one.leaves_out) or "nothing"


def _address(one: Layout) -> str:
    return f" ({one.source.address}, {one.source.checked_on})" if one.source.address else f" ({one.source.checked_on})"


def _values() -> str:
    said = []
    for name, row in [
        ("activity, combination or client", "activity"),
        *((row, row) for row in ROWS if row not in OF_ACTIVITIES),
    ]:
        values = (
            f"`{key}`{f' ({value.also})' if value.also else ''}" for key, value in VALUES.items() if row in value.rows
        )
        said.append(f"- {name}: {', '.join(values)}")
    return "\n".join([*said, "", f"In brackets the word after `--with` that fills them: {', '.join(ALSO)}.", ""])


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
