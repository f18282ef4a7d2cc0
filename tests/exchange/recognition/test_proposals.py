"""Names that are like known ones: proposed once, the best, merged or kept apart as a person says."""

import time
from collections.abc import Sequence

import pytest

from ropa_desktop.exchange.apply import apply
from ropa_desktop.exchange.intake import Intake, Wishes, first_wishes, with_decision, work_out
from ropa_desktop.exchange.sheets.book import Book
from ropa_desktop.exchange.values.names import LEAST, Names, similarity
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.exchange.recognition.books import book, sheet

HEADINGS = ["Processing activity", "Purpose", "Data subjects", "Personal data", "Recipients", "Systems", "Measures"]


def rows(*given: Sequence[str]) -> Book:
    return book(sheet([HEADINGS, *given]))


def asked(found: Intake) -> list[tuple[str, str, str]]:
    return [(one.table, one.name, one.called) for one in found.proposals]


def names(found: Intake, table: str) -> list[str]:
    return sorted(one.values["name"] for one in found.plan.added if one.table == table)


# -- how alike two names are ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MS Azure", "Microsoft Azure"),
        ("Azure", "Microsoft Azure"),
        ("AWS", "Amazon Web Services"),
        ("O365", "Microsoft 365"),
        ("M365", "Microsoft 365"),
        ("Postlane AS", "Postlane"),
        ("Postlane A/S", "POSTLANE"),
        ("Postlane AB", "Postlane Oy"),
        ("Postlane GmbH", "Postlane"),
        ("postlane as", "Postlane"),
        ("AB Postlane", "Postlane B.V."),
        ("Postlane S.A.", "Postlane Ltd"),
        ("Mircosoft Azure", "Microsoft Azure"),
        ("Skattetaten", "Skatteetaten"),
        ("Web site", "Website"),
        ("Leverandør", "Leverandører"),
        ("DNB", "Den Norske Bank"),
    ],
)
def test_like_names(one: str, other: str) -> None:
    assert LEAST <= similarity(one, other) < 1.0
    assert similarity(one, other) == similarity(other, one)
    assert Names([other]).most_alike(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sak 1", "Sak 2"),
        ("Windows 10", "Windows 11"),
        ("Customers", "Former customers"),
        ("Employees", "Former employees"),
        ("Employees", "Ex-employees"),
        ("Ansatte", "Tidligere ansatte"),
        ("Kunder", "Kundeservice"),
        ("Ansatte i barnehage", "Ansatte i barneskole"),
        ("Encryption at rest", "Encryption in transit"),
        ("Health data", "Genetic data"),
        ("NAV", "NAF"),
        ("", "Employees"),
    ],
)
def test_names_of_different_things(one: str, other: str) -> None:
    assert similarity(one, other) < LEAST
    assert similarity(one, other, proper=False) < LEAST


def test_a_part_of_a_name_is_like_it_where_names_are_proper() -> None:
    assert similarity("Azure", "Microsoft Azure") >= LEAST
    assert similarity("Health data", "Genetic health data", proper=False) < LEAST


def test_many_names_are_compared_in_time_that_grows_with_them() -> None:
    def known(n: int) -> list[str]:
        return [f"Nord{place * 7919 % n:05d}vik {place % 97:02d}havn AS" for place in range(n)]

    def seconds(n: int) -> float:
        begin = time.process_time()
        among = Names(known(n))
        for name in known(n):
            among.most_alike(name.replace("vik", "vig"))
        return time.process_time() - begin

    seconds(100)
    assert seconds(2000) < 60 * seconds(200)  # ten times as many names; each with each would take a hundred times


# -- proposals --------------------------------------------------------------------------------------------


def test_each_pair_is_proposed_once_the_most_alike_first(register: Register) -> None:
    with register.step("Begin"):
        edit.add(register, "organisation", name="Microsoft Azure")
        edit.add(register, "organisation", name="Microsoft")
        edit.add(register, "data_category", name="Contact details")
        edit.add(register, "system", name="Salary system")
    found = work_out(given := rows(
        ["Payroll", "Pay", "Employees", "Contact detail", "MS Azure", "Salary sytem", ""],
        ["Hiring", "Hire", "Applicants", "Contact detail", "MS Azure", "", ""],
    ), first_wishes(given), register.snapshot())  # fmt: skip
    assert asked(found) == [
        ("organisation", "MS Azure", "Microsoft Azure"),
        ("data_category", "Contact detail", "Contact details"),
        ("system", "Salary sytem", "Salary system"),
    ]
    likeness = [one.likeness for one in found.proposals]
    assert likeness == sorted(likeness, reverse=True)


def test_the_same_merges_and_changes_nothing_of_the_record(register: Register) -> None:
    azure = edit.add(register, "organisation", name="Microsoft Azure", country="US")
    given = rows(["Payroll", "Pay", "Employees", "Pay slips", "MS Azure; Northbank", "", ""])
    found = work_out(given, first_wishes(given), register.snapshot())
    (proposed,) = found.proposals
    merged = work_out(given, with_decision(found.wishes, proposed, True), register.snapshot())
    assert names(merged, "organisation") == ["Northbank"]
    assert azure in [one.values["organisation_id"] for one in merged.plan.added if one.table == "recipient"]
    assert not merged.plan.updated
    assert merged.proposals == ()
    apply(register, merged.plan, "x")
    assert work_out(given, merged.wishes, register.snapshot()).plan.changes_nothing


def test_another_one_stays_new_and_is_not_asked_again(register: Register) -> None:
    edit.add(register, "organisation", name="Microsoft Azure")
    given = rows(["Payroll", "Pay", "Employees", "Pay slips", "MS Azure", "", ""])
    found = work_out(given, first_wishes(given), register.snapshot())
    apart = work_out(given, with_decision(found.wishes, found.proposals[0], False), register.snapshot())
    assert names(apart, "organisation") == ["MS Azure"]
    assert apart.proposals == ()


def test_two_names_decided_to_be_one_make_one_row(register: Register) -> None:
    azure = edit.add(register, "organisation", name="Microsoft Azure")
    given = rows(["Payroll", "Pay", "Employees", "Pay slips", "MS Azure; Azure", "", ""])
    found = work_out(given, first_wishes(given), register.snapshot())
    wishes = found.wishes
    for proposed in found.proposals:
        wishes = with_decision(wishes, proposed, True)
    merged = work_out(given, wishes, register.snapshot())
    assert [one.values["organisation_id"] for one in merged.plan.added if one.table == "recipient"] == [azure]


def test_like_names_of_the_file_itself_are_proposed_and_merge(register: Register) -> None:
    given = rows(
        ["Payroll", "Pay", "Employees", "Pay slips", "Microsoft Azure", "", ""],
        ["Hiring", "Hire", "Applicants", "CV", "MS Azure", "", ""],
    )
    found = work_out(given, first_wishes(given), register.snapshot())
    assert len(found.proposals) == 1
    assert found.proposals[0].is_in_file
    merged = work_out(given, with_decision(found.wishes, found.proposals[0], True), register.snapshot())
    assert len(names(merged, "organisation")) == 1
    assert len({one.values["organisation_id"] for one in merged.plan.added if one.table == "recipient"}) == 1
    assert len([one for one in merged.plan.added if one.table == "recipient"]) == 2
    assert not merged.plan.refused
    assert merged.proposals == ()
    apply(register, merged.plan, "x")
    assert work_out(given, merged.wishes, register.snapshot()).plan.changes_nothing


def test_an_activity_of_a_like_name_is_proposed_and_then_updated(register: Register) -> None:
    before = rows(["Recruitment of staff", "Hire", "Applicants", "CV", "", "", ""])
    apply(register, work_out(before, first_wishes(before), register.snapshot()).plan, "x")
    given = rows(["Recruitement of staff", "Hire", "Applicants", "CV", "", "", ""])
    found = work_out(given, first_wishes(given), register.snapshot())
    assert asked(found) == [("activity", "Recruitement of staff", "Recruitment of staff")]
    merged = work_out(given, with_decision(found.wishes, found.proposals[0], True), register.snapshot())
    assert [one.changes for one in merged.plan.updated] == [{"name": ("Recruitment of staff", "Recruitement of staff")}]
    assert not merged.plan.added


def test_what_belongs_to_another_keeper_is_not_proposed(register: Register) -> None:
    with register.step("Begin"):
        edit.add(register, "organisation", name="Fjordby AS", record_kept="yes")
        theirs = edit.add(register, "organisation", name="Solvik AS", record_kept="yes")
        edit.add(register, "measure", name="Encryption of discs", keeper_id=theirs)
    given = rows(["Payroll", "Pay", "Employees", "Pay slips", "", "", "Encryption of disks"])
    assert asked(work_out(given, first_wishes(given), register.snapshot())) == []


def test_a_record_that_is_gone_since_the_decision_is_new_again(register: Register) -> None:
    azure = edit.add(register, "organisation", name="Microsoft Azure")
    given = rows(["Payroll", "Pay", "Employees", "Pay slips", "MS Azure", "", ""])
    found = work_out(given, first_wishes(given), register.snapshot())
    wishes: Wishes = with_decision(found.wishes, found.proposals[0], True)
    edit.delete(register, "organisation", azure)
    again = work_out(given, wishes, register.snapshot())
    assert names(again, "organisation") == ["MS Azure"]
    assert not again.plan.refused
