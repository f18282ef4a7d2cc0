"""What nobody foresaw: headings in other words and languages, remarks among the rows, ticks, several forms, sheets
that tell more of another."""

import pytest

from ropa_desktop.exchange.intake import first_wishes, with_target
from ropa_desktop.exchange.recognition.recognise import recognise
from tests.exchange.recognition.books import Rows, all_accounted, book, names, recognised, records, sheet, targets

HEADINGS = ["Activity", "Purpose", "Data subjects", "Personal data", "Recipients"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Töötlemise eesmärgid|Andmesubjektide kategooriad|Vastuvõtjate kategooriad|Kustutamise tähtaeg",
         "purpose|data_subjects|recipients|retention"),
        ("Az adatkezelés célja|Az érintettek kategóriái|Címzettek|Törlési határidő",
         "purpose|data_subjects|recipients|retention"),
        ("Why do we need it?|Whose data is it|Who do we share it with?|How long do we keep it?",
         "purpose|data_subjects|recipients|retention"),
        ("Art. 30 Abs. 1 lit. b|Kategorien betroffener Personen|Art. 30 Abs. 1 lit. d|Art. 30 Abs. 1 lit. f",
         "purpose|data_subjects|recipients|retention"),
    ],
)  # fmt: skip
def test_headings_in_words_of_their_own(row: str, expected: str) -> None:
    headings = row.split("|")
    found = recognised([headings, [f"some words {n}" for n in range(4)]])
    assert list(targets(found).values()) == expected.split("|")


def test_headings_within_the_rows_remarks_below_and_totals_are_no_activities() -> None:
    rows: Rows = [
        HEADINGS,
        ["Staff"],
        ["Payroll", "Pay", "Employees", "Account", "Bank"],
        ["Shop"],
        ["Orders", "Deliver", "Customers", "Address", "Carrier"],
        ["Total", "2"],
        [None],
        ["Last reviewed by Kim, March 2024"],
    ]
    found = recognised(rows)
    assert [(a["name"], a["department"]) for a in records(found, "activity")] == [
        ("Payroll", "Staff"),
        ("Orders", "Shop"),
    ]
    rules = {outcome.row: outcome.detail for outcome in found.outcomes if outcome.row > 4}
    assert rules == {5: "row of totals", 7: "remark below the table"}


def test_a_column_of_yes_and_no_names_no_party() -> None:
    found = recognised(
        [["Activity", "Purpose", "Data subjects", "Processors"], *[[f"A{n}", "b", "c", "Yes"] for n in range(4)]]
    )
    assert not records(found, "recipient")


def test_a_tick_below_a_heading_of_data_is_that_data() -> None:
    rows: Rows = [
        ["Activity", "Purpose", "Data subjects", "Personal data", None, None],
        [None, None, None, "Names", "Health", "Photos"],
        ["Payroll", "Pay", "Employees", "x", None, "x"],
        ["Clinic", "Cure", "Patients", "x", "x", None],
    ]
    found = recognised(rows, merged=((0, 3, 0, 5), (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2)))
    assert {d["name"] for d in records(found, "data_category")} == {"Names", "Health", "Photos"}
    assert len(records(found, "data_line")) == 4


def test_forms_below_each_other_and_beside_each_other() -> None:
    one = [["Name of activity", "Payroll"], ["Purpose", "Pay"], ["Data subjects", "Staff"], ["Recipients", "Bank"]]
    two = [
        ["Name of activity", "Orders"],
        ["Purpose", "Deliver"],
        ["Data subjects", "Customers"],
        ["Recipients", "Carrier"],
    ]
    below = recognised([*one, [None], *two])
    beside = recognised([[a[0], a[1], b[1]] for a, b in zip(one, two, strict=True)])
    for found in (below, beside):
        assert [a["name"] for a in records(found, "activity")] == ["Payroll", "Orders"]
        assert names(found, "recipient", "organisation_id", "organisation") == ["Bank", "Carrier"]


def test_only_ticked_boxes_of_a_form_count() -> None:
    rows: Rows = [
        ["Benennung", "Bewerbungen"],
        ["Zwecke der Verarbeitung", "Auswahl"],
        ["Kategorien betroffener Personen", "☒ Bewerber\n☐ Kunden\n[x] Beschäftigte"],
        ["Kategorien von Empfängern", "☐ intern\n☐ extern"],
    ]
    found = recognised(rows)
    assert {s["name"] for s in records(found, "data_subject_category")} == {"Bewerber", "Beschäftigte"}
    assert not records(found, "recipient")


def test_the_labels_of_a_form_stand_in_its_mapping_and_another_target_is_honoured() -> None:
    given = book(
        sheet(
            [
                ["Name of activity", "Payroll"],
                ["Purpose", "Pay"],
                ["Data subjects", "Staff"],
                ["Security", "Lock"],
                ["Folder", "Bank"],
            ]
        )
    )
    wishes = first_wishes(given)
    (own,) = wishes.mapping.sheets
    folder = next(column for column in own.columns if column.heading == "Folder")
    assert (folder.target, folder.row) == ("note", 4)
    found = recognise(given, with_target(wishes, own.sheet, folder, "recipients").mapping)
    assert names(found, "recipient", "organisation_id", "organisation") == ["Bank"]


def test_sheets_joined_by_a_number_tell_more_of_the_activities() -> None:
    main = sheet([["ID", *HEADINGS[:2]], ["T-1", "Payroll", "Pay"], ["T-2", "Orders", "Deliver"]], "Activities")
    data = sheet(
        [["Key", "Data subjects", "Personal data"], ["T-1", "Staff", "Account"], ["T-2", "Customers", "Address"]],
        "Data",
    )
    found = all_accounted(book(data, main))
    ids = {a["name"]: a["id"] for a in records(found, "activity")}
    assert len(ids) == 2
    assert [line["activity_id"] for line in records(found, "data_line")] == [ids["Payroll"], ids["Orders"]]


def test_a_contract_of_the_only_processor_is_an_engagement_and_of_several_stays_in_its_words() -> None:
    headings = ["Activity", "Purpose", "Data subjects", "Processors", "Data processing agreement"]
    found = recognised(
        [
            headings,
            ["Payroll", "Pay", "Staff", "Paytec Ltd", "yes, 12.3.2021"],
            ["Web", "Sell", "Staff", "Ab Ltd; Cd Ltd", "yes"],
        ]
    )
    (engagement,) = records(found, "engagement")
    assert (engagement["contract_state"], engagement["contract_date"]) == ("in_force", "2021-03-12")
    linked = [row for row in records(found, "recipient") if row.get("engagement_id") == engagement["id"]]
    assert len(linked) == 1
    (quoted,) = records(found, "source")
    assert (quoted["record_id"], quoted["field"]) == (records(found, "activity")[1]["id"], "recipients")
    assert quoted["quotation"] == "Data processing agreement: yes"


def test_a_company_may_have_a_verb_in_its_name() -> None:
    found = recognised(
        [
            ["Activity", "Purpose", "Recipients"],
            ["Ledger", "Keep the books", "Kuvera Shared Services Pvt Ltd (processor)"],
            ["Letters", "Write letters", "Data are shared with the printer"],
        ]
    )
    assert "Kuvera Shared Services Pvt Ltd" in [one["name"] for one in records(found, "organisation")]
    assert [one["declared_role"] for one in records(found, "recipient")] == ["processor"]
