r"""The house is built as it is drawn: which room may import which, where Qt is, how long a file gets.

window     cli
    \      /
     v    v
    exchange ──► register ──► law ──► model     collector, errors, i18n, paths, progress: leaves
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "ropa_desktop").rglob("*.py"))
LEAVES = {"ropa_desktop", "collector", "errors", "i18n", "paths", "progress"}  # "ropa_desktop": the version alone
MAY_IMPORT = {
    "ropa_desktop": set[str](),
    "collector": set[str](),
    "errors": set[str](),
    "paths": set[str](),
    "progress": set[str](),
    "i18n": {"paths"},
    "model": LEAVES,
    "law": LEAVES | {"model"},
    "register": LEAVES | {"model", "law"},
    "exchange": LEAVES | {"model", "law", "register"},
    "window": LEAVES | {"model", "law", "register", "exchange"},
    "cli": LEAVES | {"model", "law", "register", "exchange", "app"},  # app: `ropa open`
    "app": LEAVES | {"window"},
    "__main__": LEAVES | {"exchange", "cli"},  # exchange: the child process that reads strangers' files
}
QT_ROOMS = {"window", "app"}


def room_of(module: str) -> str:
    """Of "ropa_desktop.law.checks" it is "law"; the package itself counts as a room."""
    return module.split(".")[1] if "." in module else module


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports anywhere, by its full name."""
    package = [*path.relative_to(ROOT).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            # `from ropa_desktop import model` names a room, `from ropa_desktop import __version__` does not.
            names = [name.name for name in node.names if name.name in MAY_IMPORT]
            yield from ((f"{module}.{name}" for name in names) if module == "ropa_desktop" and names else [module])


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_only_what_its_room_may(path: Path) -> None:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    room = room_of(module)
    for imported in imports(path):
        if imported.split(".")[0] in ("PySide6", "shiboken6"):
            assert room in QT_ROOMS, f"{module} imports {imported}: Qt lives in window/ and app.py"
        if imported.split(".")[0] in ("sqlite3", "sqlcipher3"):
            assert module == "ropa_desktop.register.connection", f"{module} imports {imported}: the driver has one door"
        if imported.split(".")[0] == "ropa_desktop" and room_of(imported) != room:
            assert room_of(imported) in MAY_IMPORT[room], f"{module} imports {imported}: that arrow runs back"


def test_the_catalogue_imports_the_standard_library_alone() -> None:
    """It is read before the first window opens."""
    path = ROOT / "ropa_desktop" / "model" / "catalog.py"
    foreign = {name for name in imports(path) if name.split(".")[0] not in sys.stdlib_module_names}
    assert foreign <= {"ropa_desktop.i18n"}


def test_no_file_is_longer_than_500_lines() -> None:
    files = [path for room in ("ropa_desktop", "tests", "packaging") for path in (ROOT / room).rglob("*.py")]
    lengths = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n") for path in files}
    assert not {path: length for path, length in lengths.items() if length > 500}
