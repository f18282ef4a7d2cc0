"""A record in an authority's layout: its headings, every fact that it asks for, and what it leaves out said aloud."""

from dataclasses import replace
from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.export import export
from ropa_desktop.exchange.layouts import layout, layouts
from ropa_desktop.exchange.layouts.making import make
from ropa_desktop.exchange.layouts.shape import EVIDENCE
from ropa_desktop.exchange.layouts.values import VALUES
from ropa_desktop.exchange.report import Cell, Report, State, Table
from ropa_desktop.i18n import OUTPUT_LANGUAGES
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.exchange import pdf_reader
from tests.exchange.layouts import references
from tests.exchange.layouts.page import PAGE, page
from tests.registers import small

JOINT = ("a", "Joint controllers")
LEFT_OUT = {
    "belgium": (JOINT,),
    "cnpd": (JOINT,),
    "denmark": (),
    "finland": (),
    "finland-processor": (),
    "germany": (JOINT,),
    "greece": (JOINT,),
    "ico-controller": (),
    "ico-processor": (("a", "Data protection officer"),),
    "ireland": (JOINT,),
    "italy": (JOINT,),
    "netherlands": (JOINT,),
    "norway-controller": (),
    "norway-processor": (),
    "spain": (JOINT,),
    "sweden": (JOINT,),
}
"""By layout the letters and facts of Article 30 for which it has no column."""

LISTS = {"processors", "retention", "transfers"}
"""The lists beside a record."""

ICO = [
    "Business function",
    "Purpose of processing",
    "Name and contact details of joint controller (if applicable)",
    "Categories of individuals",
    "Categories of personal data",
    "Categories of recipients",
    "Link to contract with processor",
    "Names of third countries or international organisations that personal data are transferred to (if applicable)",
    "Safeguards for exceptional transfers of personal data to third countries or international organisations "
    "(if applicable)",
    "Retention schedule (if possible)",
    "General description of technical and organisational security measures (if possible)",
    "Article 6 lawful basis for processing personal data",
    "Article 9 condition for processing special category data",
    "Legitimate interests for the processing (if applicable)",
    "Link to record of legitimate interests assessment (if applicable)",
    "Rights available to individuals",
    "Existence of automated decision-making, including profiling (if applicable)",
    "The source of the personal data (if applicable)",
    "Link to record of consent",
    "Location of personal data",
    "Data Protection Impact Assessment required?",
    "Data Protection Impact Assessment progress",
    "Link to Data Protection Impact Assessment",
    "Has a personal data breach occurred?",
    "Link to record of personal data breach",
    "Data Protection Act 2018 Schedule 1 Condition for processing",
    "GDPR Article 6 lawful basis for processing",
    "Link to retention and erasure policy document",
    "Is personal data retained and erased in accordance with the policy document?",
    "Reasons for not adhering to policy document (if applicable)",
]
"""Its columns A to AD, word for word."""


def table(report: Report) -> Table:
    ((chapter,),) = (part.on_sheets for part in report.parts)
    (found,) = chapter.blocks
    assert isinstance(found, Table)
    assert chapter.landscape
    return found


def introduction(report: Report) -> list[str]:
    return [cell.text for part in report.parts for chapter in part.on_sheets for cell in chapter.introduction]


def test_every_layout_says_which_letters_it_leaves_out() -> None:
    tables = {key: one for key, one in layouts().items() if one.shape == "table"}
    assert {key: one.leaves_out for key, one in tables.items() if one.is_record} == LEFT_OUT
    assert {key for key, one in tables.items() if not one.is_record} == LISTS


def test_every_layout_says_on_what_its_headings_rest_and_what_article_30_asks_for_is_required() -> None:
    for one in layouts().values():
        assert one.source.name
        assert one.source.checked_on
        assert one.source.evidence in EVIDENCE
        assert one.titles.keys() >= {"en", "nb"}
        assert one.source.address or one.source.evidence != "verified_file"
        for column in one.columns:
            assert column.evidence in ("", *EVIDENCE)
            asked = column.article.startswith("30(")
            assert column.required in (None, asked), (one.key, column.heading)
            assert not asked or not VALUES[column.value].also or VALUES[column.value].otherwise


def test_seven_columns_hold_what_the_controllers_record_says(register: Register) -> None:
    small(register)
    found = table(make(register.snapshot(), Options(), layout("cnpd")))
    assert [column.title for column in found.columns][:2] == ["Finalité", "Catégories de personnes concernées"]
    (row,) = found.rows
    assert [cell.text for cell in row[:3]] == ["Pay salaries", "Employees", "Salary"]
    assert "Microsoft Azure" in row[3].text
    assert "United States" in row[4].text
    assert "5 years" in row[5].text
    assert row[6].text == "Access by role"
    assert "6(1)(b)" not in " ".join(cell.text for cell in row)


def test_thirty_columns_stand_below_three_contacts_and_a_band_with_their_heads_in_row_nine(register: Register) -> None:
    small(register)
    found = table(make(register.snapshot(), Options(), layout("ico-controller")))
    assert [column.title for column in found.columns] == ICO
    assert len(found.above) + 1 == 8  # the row of the band, and the heads in the next
    assert [[cell.text if cell else None for cell in row][::3] for row in found.above[:2]] == [
        ["Name and contact details", "Data Protection Officer (if applicable)", "Representative (if applicable)"],
        ["Name"] * 3,
    ]
    assert found.above[1][1] == Cell("Fjordby AS")
    assert {c.group for c in found.columns[:11]} == {"Record of processing activities"}
    assert {c.colour for c in found.columns if c.required} == {"C6E0B4"}


def test_what_article_30_does_not_ask_for_stays_empty_until_it_is_named(register: Register) -> None:
    small(register)
    silent = make(register.snapshot(), Options(), layout("ico-controller"))
    assert not any(cell.text for row in table(silent).rows for cell in row[11:])
    assert introduction(silent)[0] == "Empty, because Article 30 does not ask for it: G, L–W, Y–AA."
    assert introduction(silent)[1] == "Empty, because the register has no field for it: X, AB–AD."
    spoken = introduction(make(register.snapshot(), Options(), layout("norway-controller")))
    assert spoken[0].endswith(
        ": Kontaktperson; Behandlingsgrunnlag; I hvilke av våre systemer behandles opplysningene."
    )
    asked = make(register.snapshot(), Options(also=frozenset({"bases"})), layout("ico-controller"))
    assert table(asked).rows[0][11].text.startswith("6(1)(b) ")
    assert not table(asked).rows[0][17].text
    one_cell = layout("italy")
    assert table(make(register.snapshot(), Options(), one_cell)).rows[0][1].text == "Pay salaries"
    both = table(make(register.snapshot(), Options(also=frozenset({"bases"})), one_cell)).rows[0][1].text
    assert both.startswith("Pay salaries (6(1)(b) ")


def test_each_combination_has_a_row_and_what_holds_for_a_purpose_stands_once(register: Register) -> None:
    small(register)
    activity = next(one for one in register.snapshot().rows("activity") if one.role == "controller")
    edit.add(register, "purpose", activity_id=activity.id, description="Report income")
    subject = edit.add(register, "data_subject_category", name="Former employees")
    edit.add(register, "data_line", activity_id=activity.id, subject_id=subject, detail="Tax card")
    found = table(make(register.snapshot(), Options(), layout("ico-controller")))
    said = [(row[1].text, row[3].text, row[4].text) for row in found.rows]
    assert said == [
        ("Pay salaries", "Employees", "Salary"),
        ("", "Former employees", "Tax card"),
        ("Report income", "Employees", "Salary"),
        ("", "Former employees", "Tax card"),
    ]
    assert [bool(row[10].text) for row in found.rows] == [True, False, True, False]
    assert all(row[9].text for row in found.rows)
    several = table(make(register.snapshot(), Options(), layout("cnpd"))).rows[0]
    assert several[2].text == "Employees: Salary\nFormer employees: Tax card"


def test_on_pages_thirty_columns_come_behind_their_contacts_with_a_row_for_each_activity(
    register: Register, tmp_path: Path
) -> None:
    ids = small(register)
    edit.add(register, "purpose", activity_id=ids.payroll, description="Report income")
    subject = edit.add(register, "data_subject_category", name="Former employees")
    edit.add(register, "data_line", activity_id=ids.payroll, subject_id=subject, detail="Tax card")
    report = make(register.snapshot(), Options(), layout("ico-controller"))
    (part,) = report.parts
    assert len(table(report).rows) == 4, "a sheet has a row for each combination"
    head, rows = (one.blocks[0] for one in part.on_pages)
    assert isinstance(head, Table)
    assert isinstance(rows, Table)
    assert head.rows[0][:3] == (Cell("Name"), Cell("Fjordby AS"), Cell("Ingrid Vik"))
    (row,) = rows.rows
    assert row[1].text == "Pay salaries\nReport income"
    assert row[4].text == "Employees: Salary\nFormer employees: Tax card", "what belongs together stands in one cell"
    (empty, *_others) = [cell.text for cell in part.on_pages[1].introduction]
    assert "Rights available to individuals" in empty
    assert "L–W" not in empty, "pages have no letters for columns"
    export(register.snapshot(), tmp_path / "record.pdf", Options(layout="ico-controller"))
    spoken = [text for _tag, text in pdf_reader.spoken(tmp_path / "record.pdf")]
    places = [
        spoken.index(text) for text in ("Data Protection Officer (if applicable)", "Purpose of processing\u00a0*")
    ]
    assert places == sorted(places)


def test_each_controller_acted_for_has_a_row_with_its_contacts(register: Register) -> None:
    small(register)
    found = table(make(register.snapshot(), Options(), layout("norway-processor")))
    assert [row[1].text.partition(",")[0] for row in found.rows] == ["Havnes SA"]
    assert found.rows[0][4].text == "Storage"


def test_lists_hold_what_activities_share_with_their_references(register: Register) -> None:
    small(register)
    snapshot = register.snapshot()
    by_key = {key: table(make(snapshot, Options(language="nb"), layout(key))) for key in LISTS}
    assert [row[0].text for row in by_key["transfers"].rows] == ["USA"]
    assert [row[0].text for row in by_key["processors"].rows] == ["Microsoft Azure"]
    assert [row[0].text for row in by_key["retention"].rows] == ["Salary"]
    assert by_key["retention"].columns[2].title == "Slettefrist"
    for found in by_key.values():
        assert all(row[-1].text.startswith("PA-") for row in found.rows)
    assert introduction(make(snapshot, Options(), layout("transfers")))[-1] == "none: PA-002"


def test_what_is_unknown_is_named_so_but_for_what_is_asked_where_applicable(register: Register) -> None:
    keeper = edit.add(register, "organisation", name="X", record_kept="yes")
    edit.add(register, "activity", keeper_id=keeper, name="A")
    for key in ("cnpd", "ico-controller"):
        found = table(make(register.snapshot(), Options(), layout(key)))
        (row,) = found.rows
        for said, column in zip(row, layout(key).columns, strict=True):
            if column.article in ("30(1)(b)", "30(1)(c)", "30(1)(d)", "30(1)(e)", "30(1)(f)", "30(1)(g)"):
                assert said.state is State.unknown, column.heading
            elif column.value != "function":
                assert not said.text, column.heading


def test_the_table_holds_no_activity_on_behalf_of_others(register: Register) -> None:
    small(register)
    said = str(make(register.snapshot(), Options(), layout("cnpd")))
    assert "Hosting" not in said
    assert "Havnes" not in said


def test_every_table_says_something_in_every_language(register: Register) -> None:
    small(register)
    snapshot = register.snapshot()
    for place, one in enumerate(one for one in layouts().values() if one.shape == "table"):
        language = list(OUTPUT_LANGUAGES)[place % len(OUTPUT_LANGUAGES)]
        found = table(make(snapshot, Options(language=language), one))
        assert found.rows
        assert all(column.title for column in found.columns)
        assert {len(row) for row in found.rows} == {len(found.columns)}


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".ods", ".html"])
def test_the_export_says_what_the_layout_leaves_out(register: Register, tmp_path: Path, ending: str) -> None:
    small(register)
    target = tmp_path / f"record{ending}"
    said = export(register.snapshot(), target, Options(layout="cnpd"))
    assert said[-1] == "This layout has no column for: (a) Joint controllers."
    assert target.stat().st_size > 1000


def test_nothing_more_is_offered_for_a_public_version(register: Register, tmp_path: Path) -> None:
    small(register)
    for public, offered in ((False, True), (True, False)):
        options = Options(layout="denmark", public=public)
        said = export(register.snapshot(), tmp_path / "record.csv", options)
        assert any(sentence.startswith("More can be handed over") for sentence in said) is offered


def test_an_unknown_layout_another_role_a_working_copy_and_too_wide_a_page_are_refused(
    register: Register, tmp_path: Path
) -> None:
    small(register)
    for options, ending in (
        (Options(layout="no"), ".pdf"),
        (Options(layout="cnpd"), ".json"),
        (Options(layout="ico-controller"), ".docx"),
        (Options(layout="norway-controller"), ".docx"),
        (replace(Options(layout="cnpd"), role="processor"), ".pdf"),
    ):
        with pytest.raises(BadInput):
            export(register.snapshot(), tmp_path / f"x{ending}", options)
    assert not list(tmp_path.glob("x*"))


def test_a_table_of_more_than_ten_columns_is_written_to_no_text_document() -> None:
    wide = {key for key, one in layouts().items() if one.shape == "table" and len(one.columns) > 10}
    assert {key for key, one in layouts().items() if one.shape == "table" and ".docx" not in one.formats} == wide


def test_the_page_on_layouts_says_what_they_are() -> None:
    text = PAGE.read_text("utf-8")
    assert page(text) == text


def test_every_layout_says_what_was_looked_through(register: Register) -> None:
    references.fill(register)
    assert references.text(register.snapshot()) == references.REFERENCES.read_text("utf-8")
