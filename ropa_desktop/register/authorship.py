"""Who, where, when: what a revision and a lock say of their making."""

import getpass
import socket
from datetime import UTC, datetime
from functools import cache


@cache
def who() -> str:
    """The person at this computer, as the operating system names her."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "?"


def host() -> str:
    """This computer's name."""
    return socket.gethostname()


def now() -> str:
    """The present time in UTC, ISO 8601 to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
