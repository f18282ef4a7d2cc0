"""What each layout says of a small register, as text, to be compared with what was looked through once.

.venv/bin/python -m tests.exchange.layouts.references
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from ropa_desktop.exchange.build import ALSO, Options
from ropa_desktop.exchange.layouts import Layout, layouts
from ropa_desktop.exchange.layouts.making import make
from ropa_desktop.exchange.report import Report, Table
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small

REFERENCES = Path(__file__).parents[1] / "reference" / "layouts.txt"


def fill(register: Register) -> None:
    """The small register, with what Article 30 does not ask for, and with health data of other people."""
    ids = small(register)
    with register.step("More"):
        edit.set_value(register, "activity", ids.payroll, "department", "Finance")
        edit.set_value(register, "activity", ids.payroll, "owner", "Head of finance")
        edit.set_value(register, "engagement", ids.engagement, "contract_state", "in_force")
        edit.set_value(register, "engagement", ids.engagement, "contract_reference", "DPA-7")
        tax = "Report income"
        edit.add(
            register, "purpose", activity_id=ids.payroll, description=tax, legal_basis="6(1)(c)", national_law="§ 5-11"
        )
        people = edit.add(register, "data_subject_category", name="Next of kin")
        data = edit.add(register, "data_category", name="Sick leave", nature="health")
        edit.add(
            register, "data_line", activity_id=ids.payroll, subject_id=people, data_id=data,
            detail="days, no diagnosis",
            origin="data_subject",
        )  # fmt: skip
        edit.add(register, "special_condition", activity_id=ids.payroll, category="health", condition="9(2)(b)")
        edit.add(register, "recipient", activity_id=ids.payroll, organisation_id=ids.client, assessed_role="authority")


def text(snapshot: Snapshot) -> str:
    """All layouts that are tables: every second one in Norwegian, and of those every second one with all there is."""
    tables = [one for one in layouts().values() if one.shape == "table" and not one.own]
    said = []
    for place, one in enumerate(tables):
        options = Options(
            also=frozenset(ALSO if place % 4 in (1, 2) else ()),
            language=("en", "nb")[place % 2],
            produced_on="2026-11-22",
        )
        said.append("\n".join(_lines(one, make(snapshot, options, one))))
    return "\n\n".join(said) + "\n"


def _lines(one: Layout, report: Report) -> Iterator[str]:
    yield f"== {one.key}"
    for chapter in report.parts[0].chapters:
        yield chapter.title
        yield from (cell.text for cell in chapter.introduction)
        for block in chapter.blocks:
            assert isinstance(block, Table)
            yield from (" | ".join(cell.text if cell else "" for cell in row).rstrip(" |") for row in block.above)
            for row in block.rows:
                yield "--"
                for column, sign, cell in zip(block.columns, block.signs, row, strict=True):
                    if cell.text:
                        yield f"{column.title}{sign}: {cell.text.replace(chr(10), ' ¶ ')} ({cell.state})"


if __name__ == "__main__":
    with TemporaryDirectory() as folder, Register.create(Path(folder) / "x.ropa") as made:
        fill(made)
        REFERENCES.write_text(text(made.snapshot()), "utf-8")
