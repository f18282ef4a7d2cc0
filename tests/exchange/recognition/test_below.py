"""What stands around a table and in its columns: other tables and legends below it, codes, pairs, units, lists."""

import pytest

from ropa_desktop.exchange.recognition.mapping import from_json, to_json
from ropa_desktop.exchange.values.bases import read_bases
from tests.exchange.recognition.books import Rows, all_accounted, book, names, recognised, records, sheet, targets

HEADINGS = ["Activity", "Purpose", "Legal basis", "Data subjects", "Personal data", "Security measures"]
ROWS: Rows = [
    HEADINGS,
    ["Payroll", "Pay staff", "A", "Employees", "Name", "K1, K2"],
    ["Tickets", "Sell tickets", "B", "Guests", "E-mail", "K1"],
    ["Letters", "Write to members", "B", "Members", "Address", "K2"],
]


def test_a_table_of_processors_below_the_activities_makes_organisations_with_their_contracts() -> None:
    below: Rows = [[None], ["OUR PROCESSORS"], ["Processor", "Service", "Contract date", "Country"]]
    found = recognised([*ROWS, *below, ["Finch Ltd", "Payroll runs", "2022-01-10", "Ireland"]])
    assert [one["name"] for one in records(found, "activity")] == ["Payroll", "Tickets", "Letters"]
    finch = next(one for one in records(found, "organisation") if one["name"].startswith("Finch"))
    assert finch["country"] == "IE"
    engagement = next(one for one in records(found, "engagement") if one["organisation_id"] == finch["id"])
    assert (engagement["service"], engagement["contract_date"]) == ("Payroll runs", "2022-01-10")


def test_a_mapping_with_a_table_below_is_the_same_when_saved_and_read() -> None:
    below: Rows = [[None], ["Processor", "Service", "Contract date", "Country"], ["Finch Ltd", "Pay", None, "Ireland"]]
    mapping = recognised([*ROWS, *below]).mapping
    assert mapping.sheets[0].below
    assert from_json(to_json(mapping)) == mapping


def test_a_legend_below_the_table_says_how_the_codes_of_its_columns_are_read() -> None:
    legend: Rows = [[None], ["Codes"], ["A = contract", None, "K1 = locked room"], ["B = consent", None, "K2: backup"]]
    found = recognised([*ROWS, *legend])
    assert [one["name"] for one in records(found, "activity")] == ["Payroll", "Tickets", "Letters"]
    assert [one["legal_basis"] for one in records(found, "purpose")] == ["6(1)(b)", "6(1)(a)", "6(1)(a)"]
    assert {one["name"] for one in records(found, "measure")} == {"locked room", "backup"}
    assert len(records(found, "measure_use")) == 4


def test_a_legend_on_a_sheet_of_its_own_counts_too() -> None:
    codes = sheet([["A", "contract"], ["B", "consent"]], "Codes")
    found = all_accounted(book(sheet(ROWS), codes))
    assert [one["legal_basis"] for one in records(found, "purpose")] == ["6(1)(b)", "6(1)(a)", "6(1)(a)"]


def test_a_number_beside_its_unit_and_its_beginning_are_one_time_limit() -> None:
    rows: Rows = [
        ["Activity", "Purpose", "Data subjects", "Personal data", "Rok hrambe", "Enota", "Od kdaj"],
        ["Payroll", "Pay", "Employees", "Name", "10", "let", "od konca poslovnega leta"],
        ["Camera", "Watch", "Visitors", "Pictures", "14", "dni", "od posnetka"],
        ["Debts", "Collect", "Debtors", "Sums", "60", "mesecev", None],
    ]
    found = recognised(rows)
    limits = [(one["amount"], one["unit"]) for one in records(found, "retention_rule")]
    assert limits == [(10, "year"), (14, "day"), (60, "month")]
    assert records(found, "retention_rule")[0]["trigger"] == "accounting_year_end"
    assert not any("department" in one for one in records(found, "activity"))


def test_what_begins_a_period_may_stand_under_a_heading_of_time_limits_beside_number_and_unit() -> None:
    rows: Rows = [
        [
            "Activity",
            "Purpose",
            "Personal data",
            "Retention period value",
            "Retention period unit",
            "Retention trigger",
        ],
        ["Pay", "Pay staff", "Name", "7", "years", "end of employment"],
        ["Mail", "Tell news", "E-mail", "2", "years", "see the policy"],
    ]
    rules = records(all_accounted(book(sheet(rows))), "retention_rule")
    assert [(one["amount"], one.get("trigger"), one["name"]) for one in rules] == [
        (7, "employment_end", "7 years end of employment"),
        (2, None, "2 years see the policy"),
    ]


def test_a_number_whose_unit_nobody_can_read_is_no_period() -> None:
    rows: Rows = [
        ["Activity", "Purpose", "Data subjects", "Personal data", "Rok hrambe", "Retention unit"],
        ["Payroll", "Pay", "Employees", "Name", "60", "qwx"],
        ["Camera", "Watch", "Visitors", "Pictures", "14", "qwx"],
    ]
    assert not [one for one in records(recognised(rows), "retention_rule") if "amount" in one]


@pytest.mark.parametrize(
    ("people", "data"),
    [
        ("Employees\nCustomers", "Name, salary\nE-mail"),
        ("Employees\nCustomers", "Employees: Name, salary\nCustomers: E-mail"),
    ],
)
def test_people_and_data_listed_line_by_line_are_pairs(people: str, data: str) -> None:
    found = recognised([HEADINGS[:2] + HEADINGS[3:5], ["Payroll", "Pay staff", people, data]])
    pairs = zip(
        names(found, "data_line", "subject_id", "data_subject_category"),
        names(found, "data_line", "data_id", "data_category"),
        strict=True,
    )
    assert set(pairs) == {("Employees", "Name"), ("Employees", "salary"), ("Customers", "E-mail")}


def test_as_many_people_as_data_by_chance_are_all_meant_with_all() -> None:
    found = recognised([HEADINGS[:2] + HEADINGS[3:5], ["Club", "Run it", "Members\nTrainers", "Name\nE-mail"]])
    assert len(records(found, "data_line")) == 4


def test_short_lists_with_commas_are_lists_also_where_other_cells_use_semicolons() -> None:
    rows: Rows = [
        ["Activity", "Purpose", "Data subjects", "Personal data"],
        ["A", "Pay", "Employees", "Name; address; salary"],
        ["B", "Watch", "Employees, visitors", "Pictures, sound"],
    ]
    found = recognised(rows)
    assert {one["name"] for one in records(found, "data_subject_category")} == {"Employees", "visitors"}
    assert {one["name"] for one in records(found, "data_category")} >= {"Pictures", "sound", "salary"}


def test_a_column_of_names_under_an_unknown_heading_is_the_name_to_be_asked_about() -> None:
    rows: Rows = [
        ["Xyzzy", "Purpose", "Data subjects", "Personal data"],
        ["Payroll", "Pay", "Employees", "Name"],
        ["Camera", "Watch", "Visitors", "Pictures"],
        ["Letters", "Write", "Members", "Address"],
    ]
    found = recognised(rows)
    assert targets(found)["Xyzzy"] == "name"
    assert found.mapping.sheets[0].columns[0].score < 0.8
    assert [one["name"] for one in records(found, "activity")] == ["Payroll", "Camera", "Letters"]


def test_labels_before_parties_say_what_they_are_and_are_no_part_of_their_names() -> None:
    cell = "intern: Lønn, Arkiv / ekstern: NAV, Skatteetaten"
    found = recognised([["Activity", "Purpose", "Data subjects", "Recipients"], ["Payroll", "Pay", "Staff", cell]])
    called = names(found, "recipient", "organisation_id", "organisation")
    roles = [one["declared_role"] for one in records(found, "recipient")]
    assert list(zip(called, roles, strict=True)) == [
        ("Lønn", "internal"),
        ("Arkiv", "internal"),
        ("NAV", "recipient"),
        ("Skatteetaten", "recipient"),
    ]


def test_sheets_without_a_key_tell_of_the_one_activity_of_the_file() -> None:
    main = sheet([["Name", "Purpose", "Legal basis"], ["Shop", "Sell", "privacy_contract"]], "Processing")
    data = sheet([["Name", "Note"], ["E-mail", "x"], ["Address", "y"]], "Personal data")
    found = all_accounted(book(main, data))
    assert len(records(found, "activity")) == 1
    assert {one["name"] for one in records(found, "data_category")} == {"E-mail", "Address"}


def test_dates_that_do_not_tell_their_order_are_read_so_that_one_is_told() -> None:
    rows: Rows = [
        ["Aktivitet", "Formål", "Registrerte", "Sist gjennomgått"],
        ["Lønn", "Betale", "Ansatte", "05/02/2024"],
    ]
    found = recognised(rows)
    assert records(found, "activity")[0]["reviewed_on"] == "2024-02-05"
    assert any("day first" in remark for remark in found.remarks)


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("Reglamentas (ES) Nr. 165/2014", ("Reglamentas (ES) Nr. 165/2014",)),
        ("Darbo kodeksas", ("Darbo kodeksas",)),
        ("LVwVG", ("LVwVG",)),
        ("SDG team", ()),
        ("Regulation (EU) 2016/679", ()),
    ],
)
def test_the_name_of_a_law_alone_is_national_law_and_the_regulation_itself_is_none(
    text: str, laws: tuple[str, ...]
) -> None:
    assert read_bases(text).national_law == laws


@pytest.mark.parametrize("text", ["6/1 b", "6/1/b", "Art. 6/1/b"])
def test_a_citation_with_slashes_is_a_basis(text: str) -> None:
    assert [basis.code for basis in read_bases(text).bases] == ["6(1)(b)"]


def test_a_second_table_of_activities_below_the_first_is_read_too_and_in_its_own_role() -> None:
    found = recognised(
        [
            ["Activity", "Purpose", "Data subjects", "Personal data", "Retention"],
            ["Payroll", "Pay staff", "Staff", "Bank details", "7 years"],
            ["Cameras", "Security", "Visitors", "Images", "30 days"],
            [None],
            ["What we do for clients"],
            ["Client (controller)", "Categories of processing", "Third countries", "Security measures"],
            ["Acme Ltd", "Hosting", "None", "Encryption"],
        ]
    )
    assert [(one["name"], one["role"]) for one in records(found, "activity")] == [
        ("Payroll", "controller"),
        ("Cameras", "controller"),
        ("Hosting", "processor"),
    ]


def test_a_first_table_is_read_also_where_the_second_has_more_headings() -> None:
    found = recognised(
        [
            ["Activity", "Purpose", "Data subjects", "Retention"],
            ["Payroll", "Pay staff", "Staff", "7 years"],
            ["Cameras", "Security", "Visitors", "30 days"],
            [None],
            ["Processing activity", "Purpose", "Lawful basis", "Individuals", "Recipients", "Retention period"],
            ["Newsletter", "Send news", "Consent", "Subscribers", "None", "Until withdrawn"],
        ]
    )
    assert [one["name"] for one in records(found, "activity")] == ["Payroll", "Cameras", "Newsletter"]
