"""Every layout that is written as PDF keeps to PDF/A and PDF/UA, in every language, for every example register.

In `make test` each file is held to one of the two: the validator takes a second for each.
"""

import os
from dataclasses import replace
from itertools import cycle, product
from pathlib import Path

import pytest

from ropa_desktop.exchange.export import DOCUMENT, export
from ropa_desktop.exchange.layouts import layouts
from ropa_desktop.exchange.samples import SAMPLES
from ropa_desktop.i18n import OUTPUT_LANGUAGES
from tests import verapdf
from tests.exchange.formats.samples import asked, in_layout, register

KEYS = (DOCUMENT, *(key for key, one in layouts().items() if ".pdf" in one.formats))
_TOGETHER = 100  # files in one start of the validator
Case = tuple[str, str, str]  # layout, language, whose record


def cases() -> list[Case]:
    """Each layout once, and with it each language and each example in turn; all with each other in `make soak`."""
    if os.environ.get("ROPA_SOAK"):
        return [(key, *both) for key in KEYS for both in product(OUTPUT_LANGUAGES, in_layout(key))]
    turns = zip(KEYS, cycle(OUTPUT_LANGUAGES), cycle(SAMPLES), strict=False)
    return [(key, language, name if name in in_layout(key) else in_layout(key)[0]) for key, language, name in turns]


@verapdf.needs_java
def test_every_layout_keeps_to_the_standards(tmp_path: Path) -> None:
    every = cases()
    for start in range(0, len(every), _TOGETHER):
        files: list[tuple[Path, str]] = []
        for number, (key, language, name) in enumerate(every[start : start + _TOGETHER]):
            embed = number % 3 == 0 and key != "extract"
            target = tmp_path / f"{number} {key} {language} {name}.pdf"
            export(register(), target, replace(asked(key, name, language), embed=embed, draft=embed))
            both = [(target, "3a" if embed else "2a"), (target, "ua1")]
            files += both if os.environ.get("ROPA_SOAK") else [both[number % 2]]
        broken = verapdf.validate_all(files)
        assert {file: rules for file, rules in zip(files, broken, strict=True) if rules} == {}
        for file, _flavour in files:
            file.unlink(missing_ok=True)


def test_the_cases_of_every_day_meet_all_layouts_languages_and_examples() -> None:
    if len(KEYS) < len(OUTPUT_LANGUAGES):
        pytest.skip("too few layouts")
    layouts_met, languages_met, names_met = (set(column) for column in zip(*cases(), strict=True))
    assert (layouts_met, languages_met, names_met) == (set(KEYS), set(OUTPUT_LANGUAGES), set(SAMPLES))
