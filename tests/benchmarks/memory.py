"""The most memory that a process has taken."""

import resource
import subprocess
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak() -> int:
    """Bytes. Linux counts what the process that started this one held into `getrusage`, so its own figure is asked."""
    if _STATUS.exists():
        line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def peak_of(module: str, *arguments: str) -> float:
    """Megabytes: the peak of a process of its own, which runs a module and prints what `peak` says at its end."""
    command = [sys.executable, "-m", module, *arguments]
    told = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    return int(told) / 2**20
