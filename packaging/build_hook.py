"""What hatchling does besides copying: compile the translations, and put data inside a real wheel."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        # By path: the name of this folder is that of a well-known distribution as well.
        runpy.run_path(str(root / "packaging" / "translations.py"))["compile_all"]()
        if version != "editable":  # an editable install reads the checkout's own folders
            for folder in ("resources", "forms"):
                build_data["force_include"][str(root / folder)] = f"ropa_desktop/_data/{folder}"
