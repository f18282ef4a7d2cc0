"""What of a register may be handed over in a document: nothing of what is not ticked is there to be read any more.

Builders and layouts ask `Options.also` for themselves. What they are given is narrowed besides, so that a column that
forgot to ask has nothing to say.
"""

from collections.abc import Set

from ropa_desktop.exchange.amending import Amended
from ropa_desktop.exchange.public import publish
from ropa_desktop.exchange.security import leave_internal
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot

_BASES = (
    "legal_basis", "national_law", "legitimate_interest", "balancing_reference", "balancing_date", "consent_record",
)  # fmt: skip
_CONTRACT = ("contract_state", "contract_reference", "contract_date")


def allowed(snapshot: Snapshot, also: Set[str], public: bool, language: str) -> Snapshot:
    """A confirmed snapshot without what is not asked for: `also` are keys of `build.ALSO`.

    What replaces something is said in the report's language.
    """
    amended = Amended(snapshot)
    if public:
        also = frozenset()
        publish(amended, language)
    if "notes" not in also:
        for table in tables.models():
            if "note" in tables.columns(table):
                amended.empty(table, "note")
    if "sources" not in also:
        amended.remove("source", snapshot.rows("source"))
    if "editors" not in also:
        amended.empty("activity", "owner", "reviewed_by")
        amended.empty("system", "owner")
    if "bases" not in also:
        amended.empty("purpose", *_BASES)
        amended.empty("activity", "criminal_data_authority")
        amended.remove("special_condition", snapshot.rows("special_condition"))
    if "contracts" not in also:
        for table in ("engagement", "acted_for"):
            amended.empty(table, *_CONTRACT)
        amended.empty("engagement", "contract_end", "authorisation", "return_at_end")
    if "details" not in also:
        leave_internal(amended, language)
    return amended.made()
