"""What holds for every test: no network, no screen, no one's settings, English, and no unexpected warning."""

import logging
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import HealthCheck

from ropa_desktop.i18n import set_language
from ropa_desktop.register.register import Register

pytest_plugins = ["pytester"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt


class NetworkRefused(AssertionError):
    """The program reached for the network. It is an offline program."""


_LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
_CONNECTIONS = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _LOOKUPS or (event in _CONNECTIONS and arguments[0].family in (socket.AF_INET, socket.AF_INET6)):
        raise NetworkRefused(f"{event}{arguments[1:]}")


# The interpreter's own hook: nothing written in Python can go round it, nor a module imported before.
sys.addaudithook(_refuse_network)


# The same examples in every run of `make test`; new ones, and many more, in `make soak`. No limit of time for
# one example: the machine may be busy.
hypothesis.settings.register_profile("always", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.settings.load_profile("always")
hypothesis.settings.register_profile("test", derandomize=True, max_examples=50, stateful_step_count=30)
hypothesis.settings.register_profile("soak", max_examples=1000, stateful_step_count=60)
hypothesis.settings.load_profile("soak" if os.environ.get("ROPA_SOAK") else "test")


@pytest.fixture(autouse=True)
def _own_settings_and_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for the processes that a test starts, hence environment variables."""
    monkeypatch.setenv("ROPA_DESKTOP_HOME", str(tmp_path / "home of the program"))
    monkeypatch.setenv("ROPA_DESKTOP_FONTS", "")  # none of this computer's: what a PDF shows is the same everywhere
    monkeypatch.setenv("LANGUAGE", "en")
    set_language("en")


@pytest.fixture(autouse=True)
def _no_unexpected_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test, unless it asks for `caplog` and so reads the log itself."""
    seen: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(f"{record.name}: {record.getMessage()}")

    collector = Collector(logging.WARNING)
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    if seen and "caplog" not in request.fixturenames:
        pytest.fail("unexpected in the log: " + "; ".join(seen), pytrace=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the register of a test lies."""
    return tmp_path / "fjordby.ropa"


@pytest.fixture
def register(path: Path) -> Iterator[Register]:
    """An empty register, open for writing."""
    with Register.create(path) as register:
        yield register
