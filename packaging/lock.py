"""Writes requirements.lock: one set of pins with hashes for every platform (make lock).

The resolver, uv, gets an environment of its own under build/, since nothing else needs it.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "build" / "lock-tools"


def main() -> None:
    scripts = TOOLS / ("Scripts" if sys.platform == "win32" else "bin")
    if not TOOLS.exists():
        run(sys.executable, "-m", "venv", "--without-pip", str(TOOLS))
    run(sys.executable, "-m", "pip", "--python", str(scripts / "python"), "install", "-qq", "uv")
    run(
        *(str(scripts / "uv"), "pip", "compile", "pyproject.toml", "--extra", "dev"),
        *("--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade"),
        *("--no-emit-index-url", "--custom-compile-command", "make lock"),
        *("--quiet", "--output-file", "requirements.lock"),
    )


def run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
