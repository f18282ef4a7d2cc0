"""What the answers of a questionnaire mean for a register."""

from ropa_desktop.exchange.incoming import Incoming
from ropa_desktop.model.snapshot import Snapshot


def proposed(current: Snapshot, incoming: Incoming) -> Incoming:
    """The same file with records in place of answers, where it is a questionnaire."""
    return incoming
