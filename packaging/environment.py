"""Makes `.venv` in the project's root from requirements.lock, and again only when something changed.

    python3 packaging/environment.py            the environment of the program
    python3 packaging/environment.py --tests    and what the PDF validator of the tests needs (Java)
    python3 packaging/environment.py --window   and what Qt needs to draw on an X11 screen

Standard library only, Python 3.11 or newer, any platform. Every `make` target calls it; a call that finds
nothing to do takes a few hundredths of a second.
"""

from __future__ import annotations  # an older Python shall get as far as saying that it is too old

import contextlib
import ctypes
import hashlib
import importlib.metadata
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# What it was made from, each line written after its part was done: without both lines it is half-made.
STAMP = ENVIRONMENT / "made-from"
# Written once the validator's packages were asked for in vain, so that not every run asks again.
REFUSED = ENVIRONMENT / "validator-unavailable"

# What Qt loads at run time and no wheel brings: library and the Debian package that holds it.
SYSTEM_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
# And what its X11 plugin loads besides, where there is such a screen.
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
VALIDATOR_LIBRARY = Path("/usr/share/java/jaxb-runtime.jar")


class Impossible(Exception):
    """The environment cannot be made; the message tells the person what to do."""


def say(message: str) -> None:
    print(f"environment: {message}", file=sys.stderr, flush=True)


def main() -> int:
    try:
        check_python()
        add_system_libraries()
        with only_one_at_a_time():
            make_environment()
            compile_translations()
            if "--tests" in sys.argv[1:]:
                add_validator()
    except Impossible as reason:
        say(str(reason))
        return 1
    return 0


def check_python() -> None:
    """Where `python3` is an older one, a newer one beside it takes over."""
    if sys.version_info >= (3, 11):  # noqa: UP036 - this file alone is met by older ones
        return
    for minor in (13, 12, 11, 14):
        newer = shutil.which(f"python3.{minor}")
        if newer and run([newer, "--version"], quiet=True) == 0:
            os.execv(newer, [newer, *sys.argv])
    raise Impossible(
        f"Python 3.11 or newer is needed, and {sys.executable} is {sys.version.split()[0]}. Install a newer"
        " one (Debian, Ubuntu: apt install python3.11) and run the command again."
    )


@contextlib.contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Two `make` in one checkout: the second waits for the first. On Windows nothing is held."""
    if os.name == "nt":
        yield
        return
    import fcntl

    (ROOT / "build").mkdir(exist_ok=True)
    with open(ROOT / "build" / "environment.lock", "w", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


# --- Python packages ---------------------------------------------------------------------------------------


def make_environment() -> None:
    """The locked packages first, from nothing when lock or Python changed; then the project itself."""
    packages = digest(LOCK.read_bytes(), sys.version.encode(), str(ROOT).encode())
    project = digest(
        (ROOT / "pyproject.toml").read_bytes(),
        (ROOT / "ropa_desktop" / "__init__.py").read_bytes(),
        (ROOT / "packaging" / "build_hook.py").read_bytes(),
    )
    made_from = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else []
    if made_from[:1] != [packages]:
        if ENVIRONMENT.exists():
            say("removing the old .venv")
            shutil.rmtree(ENVIRONMENT)
        say(f"making .venv with Python {sys.version.split()[0]}")
        create_environment()
        say("installing what requirements.lock names (about 120 MB, once)")
        pip("install", "--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement", str(LOCK))
        STAMP.write_text(packages, encoding="utf-8")
    if made_from != [packages, project]:
        say("installing ropa-desktop itself, editable")
        pip("install", "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
        STAMP.write_text(f"{packages}\n{project}", encoding="utf-8")
        say("ready: .venv")


def compile_translations() -> None:
    """As the installation did, for the messages that a pull or an edit has brought since."""
    for source in (ROOT / "resources" / "i18n").rglob("*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            if run([str(PYTHON), str(ROOT / "packaging" / "translations.py"), "compile"]) != 0:
                raise Impossible(f"{source.name} could not be compiled; the lines above say why.")
            return


def digest(*contents: bytes) -> str:
    return hashlib.sha256(b"\0".join(contents)).hexdigest()


def create_environment() -> None:
    """Without pip inside where this Python has a pip to lend: quicker, and Debian may lack `ensurepip`."""
    lent = lends_pip()
    command = [sys.executable, "-m", "venv", str(ENVIRONMENT)] + (["--without-pip"] if lent else [])
    if run(command, quiet=True) != 0:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        raise Impossible(
            "this Python has neither pip nor ensurepip. Install one of them"
            " (Debian, Ubuntu: apt install python3-pip, or python3-venv) and run the command again."
        )


def lends_pip() -> bool:
    """Whether this Python has a pip that can install into another environment (22.3 or newer)."""
    try:
        major, minor = importlib.metadata.version("pip").split(".")[:2]
    except importlib.metadata.PackageNotFoundError:
        return False
    return (int(major), int(minor)) >= (22, 3)


def pip(*arguments: str) -> None:
    inside = [str(PYTHON), "-m", "pip"]
    command = [sys.executable, "-m", "pip", "--python", str(PYTHON)] if lends_pip() else inside
    options = ["-qq", "--disable-pip-version-check", "--no-input"]  # errors alone
    # A call from another virtual environment, or as root, is meant.
    settings = {"PIP_REQUIRE_VIRTUALENV": "0", "PIP_ROOT_USER_ACTION": "ignore"}
    if run([*command, *arguments, *options], settings) != 0:
        raise Impossible(
            "the packages could not be installed; the lines above say why. Nothing half-made will be used:"
            " run the command again when it is mended."
        )


# --- System libraries (Linux) ------------------------------------------------------------------------------


def add_system_libraries() -> None:
    """Found by loading them, which holds on every distribution; installed where the person may use apt."""
    if not sys.platform.startswith("linux"):
        return
    libraries = SYSTEM_LIBRARIES | (SCREEN_LIBRARIES if draws_on_x11() else {})
    missing = missing_libraries(libraries)
    if missing and apt_install(missing):
        missing = missing_libraries(libraries)
    if missing:
        raise Impossible(
            f"Qt needs system libraries that are not here: {' '.join(missing)}. Install them with\n"
            f"    sudo apt-get install {' '.join(missing)}\n"
            "and run the command again."
        )


def draws_on_x11() -> bool:
    """Whether a window is to be opened, and on an X11 screen: Wayland's plugin needs no more than the rest."""
    elsewhere = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb"
    return "--window" in sys.argv[1:] and bool(os.environ.get("DISPLAY")) and not elsewhere


def missing_libraries(libraries: Mapping[str, str]) -> list[str]:
    """The Debian packages of the libraries that cannot be loaded."""
    return [package for library, package in libraries.items() if not loads(library)]


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def add_validator() -> None:
    """Java (with its compiler) and JAXB for the PDF/A validator; without them its tests skip visibly."""
    packages = [] if shutil.which("javac") else ["default-jdk-headless"]
    if not VALIDATOR_LIBRARY.exists():
        packages.append("libjaxb-java")
    if not packages or REFUSED.exists() or not sys.platform.startswith("linux"):
        return
    if not apt_install(packages):
        REFUSED.touch()
        say(f"PDF/A validation will be skipped: it needs {' and '.join(packages)}, which apt could not add.")


def apt_install(packages: Sequence[str]) -> bool:
    """Installs Debian packages without a question; False where apt, the right or the network is missing."""
    prefix = apt_prefix()
    if prefix is None:
        return False
    say(f"installing with apt: {' '.join(packages)}")
    settings = {"DEBIAN_FRONTEND": "noninteractive"}
    install = [*prefix, "apt-get", "install", "--yes", "-qq", "--no-install-recommends", *packages]
    if run(install, settings, quiet=True) == 0:
        return True
    run([*prefix, "apt-get", "update", "-qq"], settings, quiet=True)  # the lists may be old, or absent
    return run(install, settings, quiet=True) == 0


def apt_prefix() -> list[str] | None:
    """The words before apt-get: none for root, sudo where it asks no password, None where neither holds."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run(["sudo", "-n", "true"], quiet=True) == 0:
        return ["sudo", "-n"]
    return None


def run(command: Sequence[str], settings: dict[str, str] | None = None, quiet: bool = False) -> int:
    """The exit code. What a quiet command says is shown nowhere; the caller words its failure."""
    output = subprocess.DEVNULL if quiet else None
    environment = {**os.environ, **(settings or {})}
    return subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
