"""Registers to test on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ropa_desktop.register.register import Register


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the register of a test lies."""
    return tmp_path / "fjordby.ropa"


@pytest.fixture
def register(path: Path) -> Iterator[Register]:
    """An empty register, open for writing."""
    with Register.create(path) as register:
        yield register
