"""What belongs to an entry leads to it, and nothing else does."""

from ropa_desktop.model import catalog, tables
from ropa_desktop.model.wholes import entry_of, whole
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small


def test_every_record_belongs_to_one_entry_and_leads_to_it(register: Register) -> None:
    ids = small(register)
    edit.add(register, "location", engagement_id=ids.engagement, country="US")
    edit.add_source(register, ids.line, "retention_id", "Policy")
    edit.set_wording(register, ids.payroll, "name", "nb", "Lønn")
    snapshot = register.snapshot()
    held = {
        each.id: (kind.key, entry.id)
        for kind in catalog.KINDS
        if not kind.is_row
        for entry in snapshot.rows(kind.key)
        for _table, each in whole(snapshot, kind.key, entry.id)
    }
    everything = [(table, row) for table in tables.models() for row in snapshot.rows(table)]
    assert len(everything) == len(held)
    for table, row in everything:
        found = entry_of(snapshot, table, row)
        assert found is not None
        assert (found[0], found[1].id) == held[row.id]
    assert {table for table, _row in whole(snapshot, "engagement", ids.engagement)} == {
        "engagement",
        "transfer",
        "location",
    }
