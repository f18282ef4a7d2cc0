"""What the window remembers between runs: recent registers with their figures, language, window places.

One small JSON file, written whole or not at all. It holds no content of a register but what the welcome page
shows: controllers' names and counts. A damaged file is set aside and forgotten, never fatal.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ropa_desktop.i18n import default_language
from ropa_desktop.paths import settings_directory

FORMAT = 1
MOST_RECENT = 12  # registers remembered
FILE_NAME = "settings.json"


class Recent(NamedTuple):
    """A register opened before, with the figures it had when it was closed.

    `shares` maps each letter of Article 30(1) to the share of activities that answer it (0 to 1). `changed` is
    the last change, ISO 8601 with offset. Of an encrypted register only the path is kept.
    """

    path: str
    controllers: tuple[str, ...] = ()
    activities: int = 0
    complete: int = 0
    shares: tuple[tuple[str, float], ...] = ()
    changed: str = ""
    encrypted: bool = False


@dataclass
class Settings:
    """The settings of one person. `places` keeps window geometry and view by register path ("" = welcome), `panels`
    the widths of what can be opened beside any register, in logical pixels."""

    file: Path | None = None
    language: str = "en"
    recent: list[Recent] = field(default_factory=list)
    places: dict[str, dict[str, Any]] = field(default_factory=dict)
    panels: dict[str, int] = field(default_factory=dict)

    def remember(self, recent: Recent) -> None:
        """Put a register first among the recent ones."""
        self.recent = [recent, *(other for other in self.recent if other.path != recent.path)][:MOST_RECENT]
        self.save()

    def forget(self, path: str) -> None:
        """Take a register out of the recent ones; the file itself stays."""
        self.recent = [other for other in self.recent if other.path != path]
        self.places.pop(path, None)
        self.save()

    def place(self, path: str) -> dict[str, Any]:
        """The window's geometry and view for a register."""
        return self.places.get(path, {})

    def keep_place(self, path: str, place: dict[str, Any]) -> None:
        """Remember the window's geometry and view for a register."""
        self.places.pop(path, None)
        self.places[path] = place
        while len(self.places) > 2 * MOST_RECENT:
            del self.places[next(iter(self.places))]
        self.save()

    def save(self) -> None:
        """Write the file, whole or not at all. Where the folder cannot be written, the run goes on."""
        if self.file is None:
            return
        content = {
            "format": FORMAT,
            "language": self.language,
            "recent": [recent._asdict() for recent in self.recent],
            "places": self.places,
            "panels": self.panels,
        }
        half = self.file.with_name(f"{self.file.name}.{os.getpid()}.part")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            half.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
            os.replace(half, self.file)
        except OSError:
            with suppress(OSError):
                half.unlink(missing_ok=True)


def load_settings(file: Path | None = None) -> Settings:
    """The settings in `file`, by default the person's own; fresh ones when there are none to read."""
    file = file or settings_directory() / FILE_NAME
    fresh = Settings(file, default_language())
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return Settings(
            file,
            str(content.get("language") or fresh.language),
            [_recent(entry) for entry in content.get("recent", [])],
            {str(path): dict(place) for path, place in content.get("places", {}).items()},
            {str(name): int(width) for name, width in content.get("panels", {}).items()},
        )
    except FileNotFoundError:
        return fresh
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        _set_aside(file)
        return fresh


def _recent(entry: dict[str, Any]) -> Recent:
    return Recent(
        path=str(entry["path"]),
        controllers=tuple(str(name) for name in entry.get("controllers", ())),
        activities=int(entry.get("activities", 0)),
        complete=int(entry.get("complete", 0)),
        shares=tuple((str(letter), float(share)) for letter, share in entry.get("shares", ())),
        changed=str(entry.get("changed", "")),
        encrypted=bool(entry.get("encrypted", False)),
    )


def _set_aside(file: Path) -> None:
    with suppress(OSError):
        os.replace(file, file.with_name(file.name + ".damaged"))
