"""A layout as a file of a person's own, to be changed and handed over in."""

import json
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from ropa_desktop.errors import BadInput, CannotWrite
from ropa_desktop.exchange.files import whole_file
from ropa_desktop.exchange.layouts.reading import layout, own_folder, source_file
from ropa_desktop.exchange.layouts.shape import SHAPES
from ropa_desktop.i18n import _, language

_ONE_A_LINE = ("columns", "head")


def copy_layout(key: str, target: Path) -> None:
    """Write a layout to `target`, which ends in .json, as one's own: its source is the person, and where it was copied
    from. Raises `BadInput` for an unknown key, a layout of another shape and another ending, `CannotWrite` otherwise.
    """
    one = layout(key)
    if one.shape not in SHAPES:
        raise BadInput(_("“{key}” is no table, so it cannot be copied. Choose another layout.").format(key=key))
    if target.suffix.casefold() != ".json":
        raise BadInput(_("{name}: a layout is a JSON file. Let the name end in .json.").format(name=target.name))
    if target.exists():
        raise BadInput(_("{name} is there already. Choose another name.").format(name=target.name))
    content = json.loads(source_file(key).read_text("utf-8-sig"))
    content["source"] = {
        "name": _("Own layout, copied from “{title}”").format(title=one.title(language())),
        "address": one.source.address,
        "checked_on": date.today().isoformat(),
        "evidence": "own",
    }
    with whole_file(target) as beside:
        beside.write_text(as_text(content), "utf-8")


def copy_as_own(key: str) -> str:
    """Write a layout into the folder of a person's own, where it is listed; the key of the copy. Raises as
    `copy_layout` does."""
    folder = own_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise CannotWrite(
            _("{path} cannot be made ({reason}).").format(path=folder, reason=failure.strerror)
        ) from failure
    names = (f"{key}-own{'' if n == 1 else f'-{n}'}" for n in count(1))
    name = next(name for name in names if not (folder / f"{name}.json").exists())
    copy_layout(key, folder / f"{name}.json")
    return name


def as_text(content: dict[str, Any]) -> str:
    """A layout's JSON as people read it: a setting a line, a column a line."""
    lines = []
    for name, value in content.items():
        if name in _ONE_A_LINE and value:
            inside = ",\n".join(f"    {json.dumps(one, ensure_ascii=False)}" for one in value)
            lines.append(f"  {json.dumps(name)}: [\n{inside}\n  ]")
        else:
            lines.append(f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"
