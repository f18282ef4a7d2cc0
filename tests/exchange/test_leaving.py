"""Before anything is written, a page says what leaves and what stays, with counts."""

from dataclasses import replace

from ropa_desktop.exchange.build import ALSO, Options
from ropa_desktop.exchange.leaving import Line, leaves
from ropa_desktop.i18n import set_language
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small


def by_key(lines: tuple[Line, ...]) -> dict[str, Line]:
    """The last line of each key."""
    return {line.key: line for line in lines}


def test_only_what_article_30_asks_for_leaves_and_the_rest_is_counted(register: Register) -> None:
    ids = small(register)
    other = edit.add(register, "organisation", name="Havnes SA", record_kept="yes")
    edit.add(register, "activity", keeper_id=other, name="Harbour log")
    edit.set_value(register, "activity", ids.payroll, "note", "ours")
    edit.set_value(register, "activity", ids.payroll, "owner", "Kari")
    edit.add_source(register, ids.payroll, "name", "Handbook", "p. 3", "we pay")
    edit.archive(register, "activity", edit.add(register, "activity", keeper_id=ids.keeper, name="Old"), "ended")
    snapshot = register.snapshot()

    whole = leaves(snapshot, Options())
    assert [line.beside for line in whole if line.key == "asked"] == [
        "30(1)(b)(c)(d)", "30(1)(e)(f)(g)", "30(1)(a)", "30(2)(b)(c)(d)", "30(2)(a)",
    ]  # fmt: skip
    assert [line.leaves for line in whole] == sorted((line.leaves for line in whole), reverse=True)
    assert not [key for key in ALSO if by_key(whole)[key].leaves]

    asked = Options(keeper_id=ids.keeper, role="controller")
    lines = by_key(leaves(snapshot, asked))
    assert lines["bases"] == Line("bases", False, "Legal bases", "not asked by Art. 30")
    assert (lines["notes"].beside, lines["sources"].beside, lines["editors"].beside) == ("1", "1", "1")
    assert lines["other_controllers"].beside == "1 of 2"
    assert (lines["other_role"].what, lines["other_role"].beside) == ("Activities as processor", "1")
    assert (lines["archived"].leaves, lines["archived"].beside) == (False, "1 activity")
    assert not lines["history"].leaves

    lines = by_key(leaves(snapshot, replace(asked, also=frozenset({"bases", "notes"}))))
    assert lines["bases"] == Line("bases", True, "Legal bases", "1")
    assert lines["notes"].leaves
    assert not lines["sources"].leaves


def test_unknowns_are_counted_and_called_what_they_will_be_called(register: Register) -> None:
    small(register)
    bare = edit.add(register, "activity", name="Bare")
    before = int(by_key(leaves(register.snapshot(), Options()))["unknown"].beside)
    edit.add(register, "purpose", activity_id=bare, description="Because")
    line = by_key(leaves(register.snapshot(), Options(clarified_by="2027-01-31")))["unknown"]
    assert int(line.beside) == before - 1
    assert line.what == "Fields still unknown, as “under clarification until 31 Jan 2027”"
    set_language("nb")
    assert "31. januar 2027" in by_key(leaves(register.snapshot(), Options(clarified_by="2027-01-31")))["unknown"].what


def test_a_working_copy_takes_everything_but_the_history(register: Register) -> None:
    small(register)
    for ending, options in ((".json", Options()), (".xlsx", Options()), (".pdf", Options(embed=True))):
        lines = leaves(register.snapshot(), options, ending)
        assert [line.key for line in lines if not line.leaves] == ["history"]
    assert not by_key(leaves(register.snapshot(), Options(layout="cnpd"), ".xlsx"))["notes"].leaves


def test_a_layout_without_a_column_says_so_and_holds_no_more_than_it_has_columns(register: Register) -> None:
    small(register)
    lines = leaves(register.snapshot(), Options(layout="cnpd", also=frozenset(ALSO)))
    assert Line("layout", False, "Joint controllers", "(a), no column in this layout") in lines
    assert not by_key(lines)["notes"].leaves
    assert by_key(lines)["other_role"].what == "Activities as processor"


def test_of_a_list_beside_the_record_its_name_and_whose_it_is_leave_and_no_record(register: Register) -> None:
    small(register)
    for key, title in (("changes", "Log of changes"), ("retention", "Retention schedule")):
        lines = leaves(register.snapshot(), Options(layout=key, role="controller"))
        assert [(line.what, line.beside) for line in lines if line.key == "asked"] == [
            (title, "a list beside the record"),
            ("Name, contact and data protection officer", "(a)"),
        ]
