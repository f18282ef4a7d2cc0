"""Processes to be killed: each is forked from one that has everything imported, so that fifty cost little more than
one."""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_CONTEXT: Any = multiprocessing.get_context(_METHOD)
_CONTEXT.set_forkserver_preload(["pytest", "ropa_desktop.register.edit", "ropa_desktop.register.register"])


@contextmanager
def doomed(work: Callable[..., None], *arguments: Any) -> Iterator[Connection]:
    """A process of its own that runs `work(connection, *arguments)`, and is killed (SIGKILL) at the end of the block.

    Gives the other end of the connection; what was sent before the kill can still be read after it (`rest`).
    """
    here, there = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=work, args=(there, *arguments), daemon=True)
    process.start()
    there.close()
    try:
        yield here
    finally:
        process.kill()
        process.join()
        process.close()


def rest(connection: Connection) -> list[Any]:
    """What a killed process had sent, and nobody has read yet."""
    found = []
    try:
        while connection.poll():
            found.append(connection.recv())
    except (EOFError, OSError):
        pass
    connection.close()
    return found
