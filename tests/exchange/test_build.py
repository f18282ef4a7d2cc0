"""The report: what Article 30 asks for and no more, unknowns named, one controller's facts alone."""

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import ALSO, Options, build, find_keeper
from ropa_desktop.exchange.report import Block, Cell, Entry, Fields, Lines, Quotations, Report, State, Table
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small


def cells(report: Report) -> list[Cell]:
    """Every statement of a report."""
    found: list[Cell] = []
    for part in report.parts:
        blocks: list[Block] = [part.cover]
        for chapter in part.chapters:
            found += chapter.introduction
            blocks += chapter.blocks
            blocks += [b for entry in chapter.entries for section in entry.sections for b in section.blocks]
        for block in blocks:
            if isinstance(block, Fields):
                found += [cell for _label, cell in block.rows]
            elif isinstance(block, Lines):
                found += block.cells
            elif isinstance(block, Table):
                found += [cell for row in block.rows for cell in row]
            elif isinstance(block, Quotations):
                found += [Cell(text) for row in block.rows for text in row]
    return found


def words(report: Report) -> str:
    return "\n".join(cell.text for cell in cells(report))


def section(entry: Entry, letter: str) -> list[Cell]:
    (found,) = (s for s in entry.sections if s.letter == letter)
    (block,) = found.blocks
    assert isinstance(block, Lines)
    return list(block.cells)


def entries(report: Report) -> list[Entry]:
    return [entry for part in report.parts for chapter in part.chapters for entry in chapter.entries]


def test_letters_stand_in_the_laws_order(register: Register) -> None:
    small(register)
    controller, processor = entries(build(register.snapshot(), Options()))
    assert [s.letter for s in controller.sections] == list("abcdefg")
    assert [s.letter for s in processor.sections] == list("abcd")


def test_what_is_unknown_is_named_so_and_what_is_answered_says_it(register: Register) -> None:
    keeper = edit.add(register, "organisation", name="X", record_kept="yes")
    activity = edit.add(register, "activity", keeper_id=keeper, name="A")
    edit.set_answer(register, "activity", activity, "recipients", "none")
    edit.set_answer(register, "activity", activity, "measures", "not_possible", "they are secret")
    (entry,) = entries(build(register.snapshot(), Options()))
    assert section(entry, "b") == [Cell("unknown", State.unknown)]
    assert section(entry, "d") == [Cell("none", State.none)]
    assert section(entry, "e") == [Cell("unknown", State.unknown)]
    assert section(entry, "g") == [Cell("not possible to state, because they are secret", State.not_possible)]


def test_bases_notes_and_sources_leave_only_when_asked_for(register: Register) -> None:
    ids = small(register)
    edit.set_value(register, "activity", ids.payroll, "note", "to be talked over")
    edit.add_source(register, ids.payroll, "name", "Handbook", "p. 3", "we pay")
    asked, full = (
        words(build(register.snapshot(), Options(also=frozenset(ALSO if full else ())))) for full in (False, True)
    )
    for secret in ("to be talked over", "Handbook", "we pay", "6(1)(b)", "Contract"):
        assert secret not in asked
        assert secret in full


def test_one_controllers_report_says_nothing_of_another(register: Register) -> None:
    ids = small(register)
    other = edit.add(register, "organisation", name="Solvik AS", record_kept="yes", email="post@solvik.example")
    activity = edit.add(register, "activity", keeper_id=other, name="Rescue of boats")
    party = edit.add(register, "organisation", name="Redningsselskapet")
    edit.add(register, "recipient", activity_id=activity, organisation_id=party, declared_role="processor")
    report = build(register.snapshot(), Options(keeper_id=ids.keeper))
    assert [part.title for part in report.parts] == ["Fjordby AS"]
    assert report.title == "Fjordby AS: Record of processing activities, Article 30 GDPR"
    for secret in ("Solvik", "Rescue", "Redning"):
        assert secret not in words(report)
        assert all(secret not in entry.title for entry in entries(report))
    report = build(register.snapshot(), Options())
    assert [part.title for part in report.parts] == ["Fjordby AS", "Solvik AS"]
    assert report.title == "Records of processing activities"


def test_one_role_alone(register: Register) -> None:
    small(register)
    (entry,) = entries(build(register.snapshot(), Options(role="processor")))
    assert entry.title == "Hosting"


def test_archived_activities_stay_at_home(register: Register) -> None:
    ids = small(register)
    edit.archive(register, "activity", ids.payroll, "ended")
    assert [entry.title for entry in entries(build(register.snapshot(), Options()))] == ["Hosting"]


def test_the_language_changes_headings_codes_and_wordings_but_no_other_text(register: Register) -> None:
    ids = small(register)
    edit.set_wording(register, ids.payroll, "name", "nb", "Lønn")
    report = build(register.snapshot(), Options(language="nb"))
    assert entries(report)[0].title == "Lønn"
    assert entries(report)[1].title == "Hosting"
    assert [s.title for s in entries(report)[0].sections][:2] == ["Behandlingsansvarlig", "Formål"]
    assert "5 år fra regnskapsårets slutt (bokføringsloven § 13)" in words(report)
    assert "USA" in words(report)


def test_a_party_is_shown_with_its_role_and_one_not_yet_assessed_as_declared(register: Register) -> None:
    ids = small(register)
    entry = entries(build(register.snapshot(), Options()))[0]
    assert section(entry, "d") == [Cell("Microsoft Azure (declared as processor, not yet assessed)")]
    (row,) = register.snapshot().rows("recipient")
    edit.set_value(register, "recipient", row.id, "assessed_role", "sub_processor")
    entry = entries(build(register.snapshot(), Options()))[0]
    assert section(entry, "d") == [Cell("Microsoft Azure (sub-processor)")]
    assert ids.azure


def test_a_party_assessed_as_a_source_is_no_recipient_and_stays_in_the_annex(register: Register) -> None:
    small(register)
    (row,) = register.snapshot().rows("recipient")
    edit.set_value(register, "recipient", row.id, "assessed_role", "source")
    report = build(register.snapshot(), Options())
    assert section(entries(report)[0], "d") == [Cell("unknown", State.unknown)]
    assert "Microsoft Azure" in words(report)


def test_time_limits_of_processing_on_behalf_are_never_asked_for(register: Register) -> None:
    ids = small(register)
    edit.add(register, "data_line", activity_id=ids.hosting, detail="Backups", retention_id=ids.rule)
    edit.add(register, "data_line", activity_id=ids.hosting, detail="Logs")
    snapshot = register.snapshot()
    told = words(build(snapshot, Options()))
    assert "Backups" in told
    assert "Logs" not in told
    assert "Logs" in words(build(snapshot, Options(also=frozenset(ALSO))))
    titles = [chapter.title for chapter in build(snapshot, Options(role="processor")).parts[0].chapters]
    assert titles[1:] == ["Annex: processors and suppliers", "Annex: transfers", "Annex: legal terms"]


def test_the_schedule_of_time_limits_names_the_activities_of_whose_data_nothing_is_known(register: Register) -> None:
    ids = small(register)
    edit.add(register, "activity", keeper_id=ids.keeper, role="controller", name="Newsletter", reference="PA-090")
    edit.add(register, "activity", keeper_id=ids.keeper, role="processor", name="Backups", reference="PA-091")
    (part,) = build(register.snapshot(), Options()).parts
    annex = next(chapter for chapter in part.chapters if chapter.title == "Annex: time limits")
    assert annex.introduction == (Cell("unknown: PA-090", State.unknown),)
    assert annex.blocks


def test_who_has_no_activity_in_the_role_asked_for_has_no_part(register: Register) -> None:
    small(register)
    edit.add(register, "organisation", name="Havnes SA", record_kept="yes")
    snapshot = register.snapshot()
    assert [part.title for part in build(snapshot, Options()).parts] == ["Fjordby AS", "Havnes SA"]
    assert [part.title for part in build(snapshot, Options(role="processor")).parts] == ["Fjordby AS"]


def test_an_annex_has_no_column_in_which_nothing_stands(register: Register) -> None:
    ids = small(register)
    assert "In its own words" not in _time_limit_columns(register)
    edit.set_value(register, "retention_rule", ids.rule, "wording", "five years, as the law says")
    assert "In its own words" in _time_limit_columns(register)


def _time_limit_columns(register: Register) -> list[str]:
    (part,) = build(register.snapshot(), Options()).parts
    (table,) = next(chapter for chapter in part.chapters if chapter.title == "Annex: time limits").blocks
    assert isinstance(table, Table)
    return [column.title for column in table.columns]


@pytest.mark.parametrize(
    ("name", "nature", "said"),
    [
        ("Salary", "ordinary", "Salary"),
        ("Health data", "health", "Health data"),
        ("Data", "health", "Data [Health data]"),
        ("National identification number", "national_id", "National identification number"),
    ],
)
def test_the_nature_of_data_is_said_where_their_name_does_not(
    register: Register, name: str, nature: str, said: str
) -> None:
    small(register)
    (category,) = register.snapshot().rows("data_category")
    edit.set_values(register, "data_category", category.id, {"name": name, "nature": nature})
    assert section(entries(build(register.snapshot(), Options()))[0], "c") == [Cell(f"Employees: {said}")]


def test_a_transfer_to_an_unknown_country_says_what_else_is_known(register: Register) -> None:
    ids = small(register)
    edit.add(register, "transfer", activity_id=ids.payroll, mechanism="ADEQUACY")
    entry = entries(build(register.snapshot(), Options()))[0]
    assert Cell("Country: unknown; Adequacy decision (Art. 45)", State.unknown) in section(entry, "e")


def test_a_rule_without_a_period_speaks_in_its_own_words(register: Register) -> None:
    ids = small(register)
    values = {"amount": None, "unit": None, "trigger": None, "legal_reference": None, "wording": "as long as necessary"}
    edit.set_values(register, "retention_rule", ids.rule, values)
    entry = entries(build(register.snapshot(), Options()))[0]
    assert section(entry, "f") == [Cell("Salary: as long as necessary")]


@pytest.mark.parametrize(
    ("amount", "unit", "trigger", "said"),
    [
        (1, "month", None, "1 month"),
        (3, "month", "collection", "3 months from collection"),
        (None, None, "opt_out", "until opt-out"),
        (0, "day", "opt_out", "0 days from opt-out"),
        (2, "fortnight", None, "2 fortnight"),
    ],
)
def test_time_limits_are_said_in_words(
    register: Register, amount: int | None, unit: str | None, trigger: str | None, said: str
) -> None:
    ids = small(register)
    values = {"amount": amount, "unit": unit, "trigger": trigger, "legal_reference": None}
    edit.set_values(register, "retention_rule", ids.rule, values)
    assert section(entries(build(register.snapshot(), Options()))[0], "f") == [Cell(f"Salary: {said}")]


def test_a_register_without_anything_has_no_report(register: Register) -> None:
    with pytest.raises(BadInput, match="names no controller"):
        build(register.snapshot(), Options())


def test_an_activity_without_a_controller_is_not_lost(register: Register) -> None:
    edit.add(register, "activity", name="Orphan")
    report = build(register.snapshot(), Options())
    assert [part.title for part in report.parts] == ["No controller named"]
    assert [entry.title for entry in entries(report)] == ["Orphan"]


def test_a_controller_is_found_by_part_of_its_name(register: Register) -> None:
    ids = small(register)
    assert find_keeper(register.snapshot(), "fjord").id == ids.keeper
    edit.add(register, "organisation", name="Fjordby Nord AS", record_kept="yes")
    assert find_keeper(register.snapshot(), "fjordby as").id == ids.keeper
    with pytest.raises(BadInput, match="Write the name in full"):
        find_keeper(register.snapshot(), "fjord")


def test_an_organisation_number_is_written_as_its_register_writes_it(register: Register) -> None:
    keeper = edit.add(register, "organisation", name="X", record_kept="yes", country="NO", identifier="974760673")
    edit.add(register, "activity", keeper_id=keeper, name="A")
    assert "974 760 673" in words(build(register.snapshot(), Options())).split("\n")
    edit.set_value(register, "organisation", keeper, "country", None)
    assert "974760673" in words(build(register.snapshot(), Options())).split("\n")
