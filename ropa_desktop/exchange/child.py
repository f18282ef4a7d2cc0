"""Strangers' files are read in a process of their own, with limits: what goes wrong there goes wrong alone.

The program starts itself with a private first argument, which `__main__` looks for before it imports anything. The
child reads one file and answers with JSON: the reader's result, or the sentence with which it refused.
"""

import json
import os
import subprocess
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.parsing import parsed
from ropa_desktop.i18n import _, language, set_language

ARGUMENT = "--read-apart"
"""The private first argument; `__main__` repeats it, so that it need not import this file."""

MEMORY = 2 * 2**30
"""Bytes that a child may take, where the system can hold it to that (Linux and most others, not Windows)."""

SECONDS = 300
"""How long a child may take: many times what the largest register needs."""

_TOO_MUCH = 3


def read_apart(reader: str, path: Path) -> Any:
    """What a reader makes of a file, as JSON values. `reader` is a dotted path, such as "package.module:function".

    Raises `BadInput` with the reader's own sentence, and with one of ours where it needs too much memory or time.
    """
    command = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "ropa_desktop"]
    try:
        done = subprocess.run(
            [*command, ARGUMENT, reader, str(path), language()],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        answer = parsed(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        answer = None
    if answer is None:
        raise BadInput(
            _("“{name}” takes more memory or time to read than any register. It was given up.").format(name=path.name)
        )
    if "refused" in answer:
        raise BadInput(answer["refused"])
    return answer["read"]


def serve(arguments: list[str]) -> int:
    """The child's whole life: read the file that the arguments name and print the answer; returns the exit code."""
    reader, path, spoken = arguments
    _limit_memory()
    set_language(spoken)
    module, name = reader.split(":")
    try:
        answer = {"read": getattr(import_module(module), name)(Path(path))}
    except BadInput as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        return _TOO_MUCH
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.flush()
    return 0


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits, and a system may have lower ones
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.nice(5)  # whoever waits for it comes first
