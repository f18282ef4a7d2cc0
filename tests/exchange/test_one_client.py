"""An extract for one client shows no other: in no note, no category, no engagement's name, no property of the file."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import ALSO, Options, build
from ropa_desktop.exchange.export import export
from ropa_desktop.exchange.handing_over import hand_over
from ropa_desktop.exchange.layouts import layouts
from ropa_desktop.exchange.leaving import leaves
from ropa_desktop.exchange.one_client import find_client, for_client
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register, label
from tests.exchange.extremes import snapshot_of
from tests.exchange.planted import texts_in
from tests.registers import small

PLANTED = "As Rival Holding A/S and RIVAL HOLDING want it: 987654325, Rita Rival, post@rival.example, rivalry"
RECORDS: dict[str, list[dict[str, Any]]] = {
    "organisation": [
        {"id": "keeper", "name": "Fjordby AS", "record_kept": "yes", "country": "NO", "kind": "legal_entity"},
        {"id": "sole", "name": "Sole Holding A/S", "country": "DK"},
        {"id": "rival", "name": "Rival Holding A/S", "identifier": "987654325", "email": "post@rival.example"},
        {"id": "cloud", "name": "Cloud for Rival Holding"},
    ],
    "contact": [
        {"id": "rita", "organisation_id": "rival", "role": "dpo", "name": "Rita Rival"},
        {"id": "dpo", "organisation_id": "sole", "role": "dpo", "name": "Solveig Sol"},
    ],
    "activity": [
        {"id": "both", "keeper_id": "keeper", "role": "processor", "reference": "PA-001", "name": "Hosting"},
        {"id": "rivals", "keeper_id": "keeper", "role": "processor", "reference": "PA-002", "name": "Rivals own"},
        {"id": "own", "keeper_id": "keeper", "role": "controller", "reference": "PA-003", "name": "Controllers own"},
    ],
    "acted_for": [
        {"id": "a", "activity_id": "both", "organisation_id": "sole"},
        {"id": "b", "activity_id": "both", "organisation_id": "rival"},
        {"id": "c", "activity_id": "rivals", "organisation_id": "rival"},
    ],
    "engagement": [{"id": "engagement", "keeper_id": "keeper", "organisation_id": "cloud"}],
    "recipient": [
        {"id": "r", "activity_id": "both", "organisation_id": "cloud", "engagement_id": "engagement"},
        {"id": "s", "activity_id": "both", "organisation_id": "rival"},
    ],
    "transfer": [
        {"id": "t", "activity_id": "both", "country": "US", "importer_id": "rival"},
        {"id": "u", "engagement_id": "engagement", "country": "IN", "importer_id": "cloud"},
    ],
    "measure": [{"id": "m", "keeper_id": "keeper"}],
    "measure_use": [{"id": "n", "activity_id": "both", "measure_id": "m"}],
    "system": [{"id": "system", "keeper_id": "keeper"}],
    "system_use": [{"id": "o", "activity_id": "both", "system_id": "system"}],
}


def rivals_everywhere() -> Snapshot:
    """A processor's register with two clients, whose every text but the names above speaks of one of them."""
    records: dict[str, list[dict[str, Any]]] = {"source": [], "answer": [], "wording": []}
    for table, found in RECORDS.items():
        for given in found:
            texts = {name for name, info in tables.fields(table).items() if info.form in ("line", "text")}
            texts -= {*given, "reference", "archived_because", "identifier", "email", "phone", "website"}
            records.setdefault(table, []).append({**dict.fromkeys(texts, PLANTED), **given})
            records["source"].append({"record_id": given["id"], "document": PLANTED, "quotation": PLANTED})
            if table != "contact" and "name" in given and given["id"] not in ("sole", "keeper"):
                wording = {"record_id": given["id"], "field": "name", "language": "nb", "text": "Rivalen Holding"}
                records["wording"].append(wording)
    answer = {"record_id": "both", "field": "measures", "state": "not_possible", "reason": PLANTED}
    records["answer"].append(answer)
    return snapshot_of(records)


def speaks_of_another(path: Path) -> list[str]:
    """The pieces of a file that name the other client."""
    texts = texts_in(path).casefold().replace("rivalry", "")
    signs = ("rival", "987654325", "controllers own", "pa-002", "pa-003")
    return [texts[max(texts.find(sign) - 60, 0) :][:120] for sign in signs if sign in texts]


ASKED = Options(keeper_id="keeper", client_id="sole", also=frozenset(ALSO))


@pytest.mark.parametrize("ending", [".html", ".pdf", ".docx", ".ods", ".xlsx"])
def test_the_extract_names_no_other_client_in_any_format(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"extract{ending}"
    export(rivals_everywhere(), target, replace(ASKED, layout="extract"))
    assert speaks_of_another(target) == []
    assert "Sole Holding A/S" in texts_in(target)
    assert "Solveig Sol" in texts_in(target)
    assert "rivalry" in texts_in(target), "a word that only begins so is another word"


def test_every_layout_of_a_processor_is_narrowed_to_the_client(tmp_path: Path) -> None:
    snapshot = rivals_everywhere()
    for key in ["register", *(one.key for one in layouts().values() if one.role != "controller")]:
        if key == "changes":  # it wants the history, and names fields alone
            continue
        formats = layouts()[key].formats if key != "register" else (".html",)
        target = tmp_path / f"{key}{'.html' if '.html' in formats else formats[0]}"
        for language in ("en", "nb"):
            export(snapshot, target, replace(ASKED, layout=key, language=language))
            assert speaks_of_another(target) == [], key


def test_two_clients_whose_names_share_words_are_told_apart() -> None:
    narrowed = for_client(rivals_everywhere(), "sole", "keeper", "en")
    note = next(row.note for row in narrowed.rows("activity"))
    assert note.startswith("As [another client] and [another client] want it: [another client], [another client]")
    assert next(row.name for row in narrowed.rows("organisation") if row.id == "sole") == "Sole Holding A/S"
    assert {row.organisation_id for row in narrowed.rows("acted_for")} == {"sole"}
    assert narrowed.count("activity") == 1


def test_an_extract_wants_a_client_and_a_document(register: Register, tmp_path: Path) -> None:
    ids = small(register)
    snapshot = register.snapshot()
    assert find_client(snapshot, "havnes").id == ids.client
    with pytest.raises(BadInput, match="No activity is carried out for “Nobody”, but for: Havnes SA"):
        find_client(snapshot, "Nobody")
    with pytest.raises(BadInput, match="An extract is for one client"):
        hand_over(register, tmp_path / "out.html", Options(layout="extract"))
    with pytest.raises(BadInput, match="No activity is carried out for this client"):
        build(snapshot, Options(client_id=ids.azure))
    for name in ("out.json", "out.xlsx", "out.ttl"):
        with pytest.raises(BadInput, match="as a document or in a layout"):
            hand_over(register, tmp_path / name, Options(client_id=ids.client))
    hand_over(register, tmp_path / "out.html", Options(layout="extract", client_id=ids.client))
    assert label(register.history()[-1]) == "out.html handed over: what is done for Havnes SA"
    other = edit.add(register, "organisation", name="Third AS")
    edit.add(register, "acted_for", activity_id=ids.hosting, organisation_id=other)
    lines = {line.key: line for line in leaves(register.snapshot(), Options(layout="extract", client_id=ids.client))}
    assert (lines["other_clients"].leaves, lines["other_clients"].beside) == (False, "1 of 2")
