"""Nothing leaves that was not asked for, in no format and no layout, be it in a property of the file."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from ropa_desktop.exchange.build import ALSO, Options
from ropa_desktop.exchange.export import export
from ropa_desktop.exchange.layouts import layouts
from ropa_desktop.model.snapshot import Snapshot
from tests.exchange.planted import planted, words_in

ASKED = {
    "activity": {"reference", "name", "categories_of_processing"},
    "acted_for": {"categories_of_processing"},
    "contact": {"name", "function", "address", "email", "phone"},
    "data_category": {"name"},
    "data_line": {"detail"},
    "data_subject_category": {"name"},
    "engagement": {"service"},
    "measure": {"name", "description"},
    "measure_use": {"detail"},
    "organisation": {
        "name", "address", "email", "phone", "website", "identifier", "record_statement", "record_version",
    },
    "purpose": {"description"},
    "recipient": {"declared_wording"},
    "retention_rule": {"criterion", "disposal", "legal_reference", "wording"},
    "transfer": {"derogation_assessment", "mechanism_reference", "safeguards"},
}  # fmt: skip
"""The fields that Article 30 asks for, with the record's own cover."""

NOBODYS = ("archived", "theirs", "other", "internal", "general", "supplier-contact", "authority", "measure_use-1")
"""Records that are archived, another controller's, internal, or besides: of these nothing leaves unasked."""

PERSONAL = {
    "contact": {"name", "address", "email", "phone"},
    "organisation": {"email", "phone"},
    "measure": {"name", "description"},
    "measure_use": {"detail"},
}
"""What a public version leaves out."""

OF_ALSO = {
    "bases": ("purpose.", "special_condition.", "activity.criminal_data_authority"),
    "details": ("activity.", "system.", "impact_assessment.", "measure"),
    "contracts": ("engagement.contract_state", "acted_for.contract_state"),
    "notes": ("activity.note",),
    "sources": ("source.",),
    "editors": ("activity.owner", "activity.reviewed_by"),
}
"""What each word of `ALSO` lets out of the document."""


@cache
def known() -> tuple[Snapshot, Mapping[int, str]]:
    """The planted register, once."""
    return planted()


def words(target: Path, options: Options) -> set[str]:
    """What the words of a file stand in that is handed over with these options."""
    snapshot, meaning = known()
    export(snapshot, target, options)
    return words_in(target, meaning)


def is_asked(where: str) -> bool:
    """Whether Article 30 asks for what stands there."""
    field, _of, record = where.partition(" of ")
    table, _dot, name = field.partition(".")
    return name in ASKED.get(table, ()) and record not in NOBODYS


@pytest.mark.parametrize("ending", [".html", ".pdf", ".docx", ".ods", ".xlsx", ".ttl", ".jsonld"])
def test_a_document_holds_what_article_30_asks_for_and_nothing_else(ending: str, tmp_path: Path) -> None:
    layout = "register" if ending == ".xlsx" else ""
    found = words(tmp_path / f"out{ending}", Options(keeper_id="keeper", layout=layout))
    assert {where for where in found if not is_asked(where)} == set()
    assert {where.split(".")[0] for where in found} >= set(ASKED) - {"recipient"}, "what is asked for is there"

    found = words(tmp_path / f"public{ending}", Options(keeper_id="keeper", layout=layout, public=True))
    assert {where for where in found if not is_asked(where)} == set()
    assert not {where for where in found if where.split(" ")[0].split(".")[1] in PERSONAL.get(where.split(".")[0], ())}
    assert not {where for where in found if where.endswith(" of person")}
    assert "contact.function of dpo" in found


def test_each_thing_that_is_ticked_leaves_alone(tmp_path: Path) -> None:
    unasked = Options(keeper_id="keeper")
    before = words(tmp_path / "out.html", unasked)
    for key, fields in OF_ALSO.items():
        more = words(tmp_path / f"{key}.html", replace(unasked, also=frozenset({key}))) - before
        assert more, key
        assert {where for where in more if not where.startswith(fields)} == set(), key
        if key != "details":
            assert not {where for where in more if where.endswith(NOBODYS)}
    public = words(tmp_path / "public.html", replace(unasked, also=frozenset(ALSO), public=True))
    assert {where for where in public if not is_asked(where)} == set(), "a public version takes no such wish"


def test_no_layout_holds_more_than_it_is_about(tmp_path: Path) -> None:
    for key, layout in layouts().items():
        if layout.shape == "changes":  # it shows the history, and has tests of its own
            continue
        ending = ".html" if ".html" in layout.formats else layout.formats[0]
        client = "client" if key == "extract" else None
        found = words(tmp_path / f"{key}{ending}", Options(keeper_id="keeper", layout=key, client_id=client))
        about = tuple(f"engagement.{name}" for name in CONTRACT) if "contracts" in layout.also else ()
        besides = {where for where in found if not is_asked(where) and not where.startswith(about)}
        assert besides <= {"activity.department of payroll", "activity.department of hosting"}, key


CONTRACT = ("contract_state", "contract_reference", "authorisation", "return_at_end")


def test_findings_leave_with_their_answers_and_without_the_names_of_those_who_gave_them(tmp_path: Path) -> None:
    found = words(tmp_path / "out.html", Options(keeper_id="keeper", also=frozenset({"findings"})))
    assert not {where for where in found if where.startswith(("response.", "request.", "source."))}
    assert not {where for where in found if where.endswith((" of authority", " of other", " of theirs"))}
