"""Contact details beside and below a table, in forms and on sheets of their own; and what only looks like them."""

from pathlib import Path

import pytest

from ropa_desktop.exchange.plan import import_file
from ropa_desktop.register.register import Register
from tests.exchange.recognition.books import Rows, all_accounted, book, records, sheet
from tests.exchange.recognition.contact_books import TABLE, above, contacts_of, cover, keeper_of


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Controller", "The natural or legal person that determines the purposes"],
            ["Processor", "Acts on behalf of the controller"],
            ["DPO", "Data Protection Officer"],
            ["Address", "Where somebody lives"],
            ["E-mail", "Electronic mail address"],
        ],
        [["Verantwortlicher", "Stelle, die über Zwecke und Mittel entscheidet"], ["DSB", "Datenschutzbeauftragter"]],
        [["Controller", "Name of your company"], ["Contact", "Enter an e-mail address"], ["DPO", "If you have one"]],
        [["Virksomhet", "Fyll inn navn"], ["Kontakt", "Hvem kan man spørre?"], ["E-post", "Skriv inn adressen"]],
        [["Controller", "Activities as controller"], ["Contacts", "List of departments"], ["Version", "1.2"]],
        [["Company", "Alfa AS"], ["E-mail", "a@alfa.example"], [None], ["Company", "Beta AS"], ["E-mail", "b@b.no"]],
        [["Processor", "Cloud Inc."], ["Address", "9 Cloud St, Dublin"], ["E-mail", "x@cloud.example"]],
        [["Client", "Address", "Contact"], ["Alfa AS", "Storgata 1", "a@alfa.example"], ["Beta AS", "Gt 2", "b@b.no"]],
    ],
    ids=["glossary", "begriffe", "advice", "veiledning", "contents", "vendors", "processor", "clients"],
)  # fmt: skip
def test_what_only_looks_like_a_cover_makes_nobody_the_keeper(rows: Rows) -> None:
    found = cover(rows, "Notes")
    assert [one["name"] for one in records(found, "organisation")] == ["Tax authority"]
    assert not records(found, "contact")
    assert not any(one.get("keeper_id") for one in records(found, "activity"))


def test_advice_beside_a_label_is_no_controller_above_a_table_either() -> None:
    found = above([["Data controller", "Enter the name of your organisation here"], ["DPO", "If any"]])
    assert [one["name"] for one in records(found, "organisation")] == ["Tax authority"]


def test_a_sheet_of_a_vendor_is_not_the_cover() -> None:
    rows: Rows = [["Firma", "Wolke GmbH"], ["Anschrift", "Weg 1, 10115 Berlin"], ["E-Mail", "a@wolke.example"]]
    assert not any(one.get("keeper_id") for one in records(cover(rows, "Auftragsverarbeiter"), "activity"))
    assert keeper_of(cover(rows, "Deckblatt"))["name"] == "Wolke GmbH"


PROCESSING: Rows = [
    ["Controller", "Categories of processing", "Sub-processors", "Transfers", "Security measures"],
    ["Alfa AS", "Hosting", "Beta Inc", "None", "Encryption"],
]


def test_a_processor_above_its_record_keeps_it_and_its_client_does_not() -> None:
    rows: Rows = [["Processor:", "Cloud Ltd"], ["Client:", "Gamma AS"], [None], *PROCESSING]
    found = all_accounted(book(sheet(rows)))
    assert keeper_of(found)["name"] == "Cloud Ltd"
    assert "Gamma AS" not in [one["name"] for one in records(found, "organisation")]


def test_joint_controllers_parent_and_representative_of_a_cover_become_what_they_are() -> None:
    found = cover(
        [
            ["Controller", "Foss Ltd"],
            ["Address", "1 Mill Lane, Cork"],
            ["Joint controller", "Bar Ltd, 2 Mill Lane, Cork"],
            ["Parent company", "Foss Inc., USA"],
            ["EU representative", "Rep GmbH, Weg 1, 10115 Berlin, rep@rep.example"],
            ["DPO", "Not required (fewer than 20 employees)"],
        ]
    )
    keeper = keeper_of(found)
    organisations = {one["name"]: one for one in records(found, "organisation")}
    assert organisations["Bar Ltd"]["address"] == "2 Mill Lane, Cork"
    assert {one["organisation_id"] for one in records(found, "joint_controller")} == {organisations["Bar Ltd"]["id"]}
    assert len(records(found, "joint_controller")) == len(records(found, "activity"))
    assert (keeper["parent_id"], keeper["parent_country"]) == (organisations["Foss Inc."]["id"], "US")
    assert [one.get("record_kept") for one in organisations.values()].count("yes") == 1
    assert contacts_of(found) == [("representative", "Rep GmbH", "rep@rep.example")]
    said = [one for one in records(found, "answer") if one["record_id"] == keeper["id"]]
    assert [(one["field"], one["state"], one["reason"]) for one in said] == [
        ("dpo", "not_applicable", "Not required (fewer than 20 employees)")
    ]


@pytest.mark.parametrize("none", ["N/A", "-", "Ingen", "?", "ikke relevant"])
def test_nobody_is_called_by_the_words_for_nobody(none: str) -> None:
    found = above([["Controller", "Foss Ltd"], ["Joint controller", none], ["DPO", none], ["Managing director", none]])
    assert not records(found, "contact")
    assert {one["name"] for one in records(found, "organisation")} == {"Foss Ltd", "Tax authority"}


def test_contact_details_below_a_table_are_no_activities() -> None:
    below: Rows = [
        [None],
        ["Data controller", "Foss Ltd"],
        ["Address", "1 Mill Lane"],
        ["DPO", "Jo Roe", "d@foss.example"],
    ]
    found = all_accounted(book(sheet([*TABLE, *below])))
    assert keeper_of(found)["address"] == "1 Mill Lane"
    assert contacts_of(found) == [("dpo", "Jo Roe", "d@foss.example")]
    assert [one["name"] for one in records(found, "activity")] == ["Payroll", "Newsletter"]


def test_each_sheet_has_its_own_keeper_and_a_cover_tells_more_of_them() -> None:
    other: Rows = [TABLE[0], ["Visitors", "Register visitors", "Art. 6(1)(f)", "Visitors", "Name", "None", "1 week"]]
    one = sheet([["Controller", "Foss Ltd"], [None], *TABLE], "One")
    two = sheet([["Controller", "Bar Ltd"], [None], *other], "Two")
    found = all_accounted(book(one, two))
    called = {record["id"]: record["name"] for record in records(found, "organisation")}
    kept = {record["name"]: called[record["keeper_id"]] for record in records(found, "activity")}
    assert kept == {"Payroll": "Foss Ltd", "Newsletter": "Foss Ltd", "Visitors": "Bar Ltd"}
    front = sheet([["Company", "Foss Ltd"], ["E-mail", "info@foss.example"], ["DPO", "Jo Roe"]], "Cover")
    assert keeper_of(all_accounted(book(front, one)))["email"] == "info@foss.example"


def test_a_sheet_of_contacts_adds_to_the_cover() -> None:
    front = sheet([["Company", "Foss Ltd"], ["Address", "1 Mill Lane, Cork"]], "Cover")
    rows: Rows = [
        ["Role", "Name", "E-mail", "Phone", "Address"],
        ["DPO", "Jane Roe", "dpo@foss.example", "021 000 000", "1 Mill Lane, Cork"],
        ["IT manager", "Tom Roe", "tom@foss.example"],
    ]
    found = all_accounted(book(front, sheet(rows, "Contacts"), sheet(TABLE, "Register")))
    assert keeper_of(found)["name"] == "Foss Ltd"
    assert contacts_of(found) == [
        ("dpo", "Jane Roe", "dpo@foss.example", "021 000 000"),
        ("general", "Tom Roe", "tom@foss.example"),
    ]
    assert [one["name"] for one in records(found, "organisation")] == ["Foss Ltd", "Tax authority"]


FORM: Rows = [
    ["Name of the activity", "Payroll"],
    ["Purpose", "Pay salaries"],
    ["Categories of data subjects", "Employees"],
    ["Categories of personal data", "Bank account"],
    ["Recipients", "Tax authority"],
    ["Retention", "5 years"],
]
HEAD: Rows = [
    ["Data controller", "Foss Ltd"],
    ["Company number", "000123"],
    ["Address", "1 Mill Lane, Cork"],
    ["Phone and e-mail", "021 000 000, info@foss.example"],
    ["DPO", "Jane Roe, dpo@foss.example"],
]
SECOND: Rows = [["Name of the activity", "Newsletter"], ["Purpose", "Send news"], *FORM[2:]]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([*HEAD, [None], *FORM], ["Payroll"]),
        ([*HEAD, [None], ["Form 1"], *FORM, [None], ["Form 2"], *SECOND], ["Payroll", "Newsletter"]),
        (
            [*HEAD, [None], *([*one, other[1]] for one, other in zip(FORM, SECOND, strict=True))],
            ["Payroll", "Newsletter"],
        ),
        ([FORM[0], *HEAD, *FORM[1:]], ["Payroll"]),
    ],
    ids=["above one form", "above several", "above forms side by side", "in a form"],
)
def test_contact_details_above_or_in_a_form_are_of_the_keeper(rows: Rows, names: list[str]) -> None:
    found = all_accounted(book(sheet(rows)))
    keeper = keeper_of(found)
    told = ("name", "identifier", "address", "phone", "email")
    wanted = ("Foss Ltd", "000123", "1 Mill Lane, Cork", "021 000 000", "info@foss.example")
    assert tuple(keeper[name] for name in told) == wanted
    assert contacts_of(found) == [("dpo", "Jane Roe", "dpo@foss.example")]
    assert [one["name"] for one in records(found, "activity")] == names
    assert not any(one.get("note") for one in records(found, "activity"))


def test_what_a_block_tells_is_imported_as_it_stands(register: Register, tmp_path: Path) -> None:
    head: Rows = [
        ["Verantwortlicher", "Kern GmbH"],
        ["Mutterkonzern", "Kern Holding AG"],
        ["Muttergesellschaft", "Kern Inc., USA"],
        ["Gemeinsam Verantwortlicher", "Frey GmbH"],
        ["Datenschutzbeauftragter", "nicht erforderlich"],
        ["Geschäftsführer", "Ulla Kern"],
        ["Version", "2.1"],
        ["Stand", "31.12.2024"],
    ]
    file = tmp_path / "register.csv"
    file.write_text("\n".join(";".join(text or "" for text in row) for row in [*head, [None], *TABLE]), "utf-8")
    import_file(register, file)
    snapshot = register.snapshot()
    keeper = next(one for one in snapshot.rows("organisation") if one.record_kept == "yes")
    assert (keeper.name, keeper.parent_country, keeper.record_version, keeper.record_date) == (
        "Kern GmbH",
        "US",
        "2.1",
        "2024-12-31",
    )
    answer = snapshot.answer(keeper.id, "dpo")
    assert answer is not None
    assert (answer.state, answer.reason) == ("not_applicable", "nicht erforderlich")
    assert [(one.role, one.name, one.function) for one in snapshot.rows("contact")] == [
        ("general", "Ulla Kern", "Geschäftsführer")
    ]
    assert len(snapshot.rows("joint_controller")) == 2


def test_contact_details_beside_a_table_are_none_of_its_columns() -> None:
    left: Rows = [["Controller", "Foss Ltd", None], ["Address", "1 Mill Lane", None], ["DPO", "Jo Roe", None]]
    before: Rows = [[*beside, *row] for beside, row in zip(left, TABLE, strict=True)]
    behind: Rows = [[*row, None, *beside[:2]] for beside, row in zip(left, TABLE, strict=True)]
    lower: Rows = [[None], *behind]
    for rows in (before, behind, lower):
        found = all_accounted(book(sheet(rows)))
        assert keeper_of(found)["address"] == "1 Mill Lane"
        assert contacts_of(found) == [("dpo", "Jo Roe")]
        assert [one["name"] for one in records(found, "activity")] == ["Payroll", "Newsletter"]
        assert not any(one.get("note") for one in records(found, "activity"))


NAMED: Rows = [
    ["Responsable du traitement", "Nom :", "Béraud", "Prénom :", "Agathe"],
    [None, "Adresse mél :", "a@b.example"],
]


def test_who_acts_for_a_house_that_a_form_names_is_its_contact_and_else_the_controller() -> None:
    alone = all_accounted(book(sheet([*NAMED, [None], *TABLE])))
    assert (keeper_of(alone)["name"], keeper_of(alone)["email"]) == ("Agathe Béraud", "a@b.example")
    form = sheet([*FORM, ["Responsable du traitement", "Théâtre du Lac SARL"]], "Form")
    other: Rows = [TABLE[0], TABLE[2]]
    found = all_accounted(book(sheet([*NAMED, [None], *other], "List"), form))
    assert [one["name"] for one in records(found, "organisation") if one.get("record_kept")] == ["Théâtre du Lac SARL"]
    assert contacts_of(found) == [("general", "Agathe Béraud", "a@b.example")]


def test_an_e_mail_address_alone_is_no_name() -> None:
    rows: Rows = [*FORM, ["Data controller", "Foss Ltd"], ["Data protection officer", "dpo@foss.example"]]
    assert contacts_of(all_accounted(book(sheet(rows)))) == [("dpo", "dpo@foss.example")]
    assert records(all_accounted(book(sheet(rows))), "contact")[0].get("name") is None


def test_an_officer_whom_another_sheet_names_takes_back_that_there_is_none() -> None:
    front = sheet([["Company", "Foss Ltd"], ["Company number", "1"], ["DPO", "Not appointed"]], "Cover")
    rows: Rows = [["Controller", "Foss Ltd"], ["DPO", "Jo Roe, dpo@foss.example"], [None], *TABLE]
    found = all_accounted(book(front, sheet(rows)))
    assert contacts_of(found) == [("dpo", "Jo Roe", "dpo@foss.example")]
    assert [one["field"] for one in records(found, "answer")] == ["recipients"]


def test_one_person_told_of_on_the_cover_at_the_table_and_in_its_rows_is_one_contact() -> None:
    cover = [["Controller", "Storvik AS"], ["Data protection officer", "Gro Vik, dpo@storvik.example"]]
    block: Rows = [["Controller", "Storvik AS"], ["DPO", "Gro Vik, tel. +47 22 33 44 55"], [None]]
    officers = ["DPO", "dpo@storvik.example", "Gro Vik", "Per Li, per@storvik.example"]
    table = [[*row, officer] for row, officer in zip([*TABLE, TABLE[1]], officers, strict=True)]
    found = all_accounted(book(sheet(cover, "Cover"), sheet([*block, *table], "Register")))
    assert contacts_of(found) == [
        ("dpo", "Gro Vik", "dpo@storvik.example", "+47 22 33 44 55"),
        ("dpo", "Per Li", "per@storvik.example"),
    ]
    assert [one["position"] for one in records(found, "contact")] == [0, 1]


def test_what_is_said_differently_of_one_person_is_kept_and_two_at_one_address_stay_two() -> None:
    cover = [["Controller", "Storvik AS"], ["DPO", "Gro Vik, gro@storvik.example"]]
    rows = [["Controller", "Storvik AS"], ["DPO", "Gro Vik, dpo@storvik.example"]]
    found = all_accounted(book(sheet(cover, "Cover"), sheet([*rows, [None], *TABLE], "Register")))
    assert contacts_of(found) == [("dpo", "Gro Vik", "gro@storvik.example; dpo@storvik.example")]
    rows = [["Controller", "Storvik AS"], ["DPO", "Per Li, gro@storvik.example"]]
    found = all_accounted(book(sheet(cover, "Cover"), sheet([*rows, [None], *TABLE], "Register")))
    assert [one["name"] for one in records(found, "contact")] == ["Gro Vik", "Per Li"]
