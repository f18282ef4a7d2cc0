"""Search finds every word of every text, as the register stands, however it came to stand so."""

import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ropa_desktop.i18n import set_language
from ropa_desktop.law import vocabulary
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.folding import fold
from ropa_desktop.model.wholes import entry_of
from ropa_desktop.register import edit, search
from ropa_desktop.register.index import Index
from ropa_desktop.register.register import Register
from ropa_desktop.register.search import Hit, search_in
from tests.registers import small


def found(register: Register, text: str) -> set[str]:
    return {hit.id for hit in search.search(register, text)}


def only(register: Register, text: str) -> Hit:
    (hit,) = search.search(register, text)
    return hit


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Lønn", "lonn"),
        ("Łódź", "lodz"),
        ("Αθήνα", "αθηνα"),
        ("Αθηνα", "Αθήνα"),
        ("Straße", "STRASSE"),
        ("Übersicht", "ubersicht"),
        ("C++ (intern)", "c++ intern"),
        ("kari@fjordby.example", "kari@fjordby"),
        ("Personalmappe", "perso"),
        ('say "x" AND NOT y*', '"x" and'),
        ("NEAR(a b)", "near(a b)"),
        ("foo:bar", "foo:bar"),
    ],
)
def test_case_accents_and_signs_hide_nothing(register: Register, text: str, typed: str) -> None:
    id = edit.add(register, "activity", name=text)
    edit.add(register, "activity", name="Something else")
    assert found(register, typed) == {id}


@pytest.mark.parametrize("nothing", ["", "  ", "—", "()", '"', "*"])
def test_nothing_is_found_where_nothing_is_sought(register: Register, nothing: str) -> None:
    edit.add(register, "activity", name="Payroll")
    assert search.search(register, nothing) == ()


def test_all_words_must_be_found_in_one_entry_rows_included(register: Register) -> None:
    ids = small(register)
    assert found(register, "payroll salaries") == {ids.payroll}
    assert found(register, "payroll storage") == set()
    hit = only(register, "pay salar")
    assert (hit.table, hit.record_table, hit.field) == ("activity", "purpose", "description")
    assert [hit.snippet[start:end] for start, end in hit.places] == ["Pay", "salaries"]


def test_words_of_two_fields_are_no_phrase(register: Register) -> None:
    id = edit.add(register, "activity", name="One 6", department="1 two")
    assert found(register, "6(1)") == set()
    assert found(register, "one two") == {id}


@pytest.mark.parametrize("typed", ["consent", "samtykke", "6(1)(a)", "6(1)"])
def test_a_code_is_found_by_its_labels_in_every_language_and_by_itself(register: Register, typed: str) -> None:
    activity = edit.add(register, "activity", name="Newsletter")
    edit.add(register, "purpose", activity_id=activity, legal_basis="6(1)(a)")
    hit = only(register, typed)
    assert (hit.id, hit.record_table, hit.field) == (activity, "purpose", "legal_basis")
    assert hit.places


def test_a_code_that_the_list_does_not_hold_is_found_too(register: Register) -> None:
    activity = edit.add(register, "activity", name="x")
    edit.add(register, "purpose", activity_id=activity, legal_basis="unheard-of")
    assert found(register, "unheard of") == {activity}


def test_a_label_is_shown_in_the_present_language(register: Register) -> None:
    edit.add(register, "organisation", country="NO")
    set_language("nb")
    assert only(register, "nor").snippet == vocabulary.label("country", "NO", "nb")


def test_what_is_said_of_a_record_leads_to_it(register: Register) -> None:
    ids = small(register)
    edit.add_source(register, ids.line, "retention_id", "Handbook", "p. 3", "Slettes etter ti år")
    edit.set_wording(register, ids.payroll, "name", "nb", "Lønnskjøring")
    edit.set_answer(register, "activity", ids.hosting, "department", "not_applicable", "There is only one")
    source = only(register, "slettes")
    assert (source.table, source.id, source.record_table) == ("activity", ids.payroll, "source")
    assert (source.field, source.of_field) == ("quotation", "retention_id")
    assert only(register, "lønnsk").record_table == "wording"
    assert (only(register, "only one").id, only(register, "only one").of_field) == (ids.hosting, "department")


def test_a_name_comes_before_what_is_only_mentioned_and_a_reference_is_a_name(register: Register) -> None:
    edit.add(register, "activity", name="Other", description="Not the recruitment of people")
    named = edit.add(register, "activity", name="Recruitment", description="Other words " * 50)
    assert next(hit.id for hit in search.search(register, "recruitment")) == named
    assert only(register, "pa-002").id == named


def test_an_archived_entry_is_marked(register: Register) -> None:
    id = edit.add(register, "activity", name="Fax")
    assert not only(register, "fax").archived
    edit.archive(register, "activity", id, "Nobody sends any")
    assert only(register, "fax").archived


def test_a_long_text_is_cut_around_what_was_found(register: Register) -> None:
    edit.add(register, "activity", description="before\n" * 200 + "the Needle in it " + "after " * 200)
    hit = only(register, "needle")
    assert len(hit.snippet) < 130
    assert hit.snippet.startswith("…before")
    assert hit.snippet.endswith("…")
    assert [hit.snippet[start:end] for start, end in hit.places] == ["Needle"]
    assert "\n" not in hit.snippet


def test_no_more_than_asked_for_and_only_among_some(register: Register) -> None:
    with register.step("Filled"):
        ids = [edit.add(register, "activity", name=f"Payroll {n}") for n in range(8)]
    assert len(search.search(register, "payroll", limit=3)) == 3
    assert [hit.id for hit in search.search(register, "payroll", limit=3, among={ids[7]})] == [ids[7]]


def test_the_past_can_be_searched(register: Register) -> None:
    id = edit.add(register, "activity", name="Payroll")
    then = register.history()[-1].at
    sleep(0.002)  # moments are told to the millisecond
    edit.set_value(register, "activity", id, "name", "Salaries")
    assert found(register, "payroll") == set()
    past = register.snapshot(on=then)
    assert [hit.id for hit in search_in(Index(), past, "payroll")] == [id]
    assert [hit.id for hit in search_in(register.index, register.snapshot(), "salaries")] == [id]


def test_what_another_program_wrote_is_found_once_it_is_shown(path: Path) -> None:
    with Register.create(path) as register:
        id = edit.add(register, "activity", name="Payroll")
    with Register.open(path, write=False) as reader:
        assert found(reader, "payroll") == {id}
        raw = sqlite3.connect(path)
        raw.execute("UPDATE activity SET name = 'Wages'")
        raw.commit()
        raw.close()
        assert found(reader, "payroll") == set()
        assert found(reader, "wages") == {id}


def test_searching_leaves_the_file_as_it_is_and_alone(path: Path) -> None:
    with Register.create(path) as register:
        small(register)
        before = path.read_bytes()
        assert search.search(register, "payroll")
        assert path.read_bytes() == before
        assert sorted(each.name for each in path.parent.iterdir() if each.is_file()) == [path.name, f"{path.name}.lock"]


def test_another_thread_may_make_the_index_ready(register: Register) -> None:
    ids = small(register)
    worker = Thread(target=register.index.follow, args=(register.snapshot(),))
    worker.start()
    worker.join()
    assert found(register, "hosting") == {ids.hosting}


TEXTS = st.text(st.sampled_from("aøÆłές ßi1-.(\n") | st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
STEPS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 99), TEXTS), min_size=1, max_size=12)


def change(register: Register, how: int, number: int, text: str) -> None:
    """One of the things that can be done to a register."""
    snapshot = register.snapshot()
    records = [(kind.key, row.id) for kind in catalog.KINDS for row in snapshot.rows(kind.key)]
    activities = [row.id for row in snapshot.rows("activity")]
    if not records:
        register.redo()
        return
    key, id = records[number % len(records)]
    activity = activities[number % len(activities)] if activities else None
    actions: list[Callable[[], object]] = [
        lambda: edit.add(register, "activity", name=text),
        lambda: edit.set_value(register, key, id, "note", text),
        lambda: edit.add_source(register, id, None, text, quotation=text),
        lambda: edit.set_wording(register, id, "name", "nb", text),
        lambda: register.undo(),
        lambda: register.redo(),
        lambda: edit.duplicate(register, "activity", activity) if activity else None,
        lambda: edit.delete(register, "activity", activity) if activity else None,
        lambda: edit.add(register, "purpose", activity_id=activity, description=text) if activity else None,
    ]
    actions[how]()
    register.seal()


@settings(max_examples=25)
@given(steps=STEPS)
def test_every_word_of_every_text_is_found_after_whatever_was_done(steps: list[tuple[int, int, str]]) -> None:
    with (
        tempfile.TemporaryDirectory() as directory,
        Register.create(Path(directory) / "r.ropa") as register,
    ):
        edit.add(register, "organisation", name="Fjordby AS")
        for how, number, text in steps:
            change(register, how, number, text)
            search.search(register, "a")  # so that the index has to follow from here
        snapshot = register.snapshot()
        for table in tables.models():
            for row in snapshot.rows(table):
                entry = entry_of(snapshot, table, row)
                for name, info in tables.fields(table).items():
                    value = getattr(row, name)
                    if value is None or info.form not in ("line", "text"):
                        continue
                    for word in fold(value).split():
                        hits = search.search(register, word, limit=1000)
                        assert entry is not None
                        assert entry[1].id in {hit.id for hit in hits}
                        assert all(fold(h.snippet[a:b]).split() for h in hits for a, b in h.places)
        anew = Index()
        for typed in ("a", "fjordby", *(fold(text) for _how, _number, text in steps if fold(text))):
            ids = {hit.id for hit in search.search(register, typed, limit=1000)}
            assert ids == {hit.id for hit in search_in(anew, snapshot, typed, limit=1000)}
