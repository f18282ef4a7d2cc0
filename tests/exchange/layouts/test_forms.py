"""A record as forms: the German one field below the other, the French list and forms in the cells of their template."""

import os
from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.export import export, report_of
from ropa_desktop.exchange.formats.cells import as_sheets
from ropa_desktop.exchange.layouts import layout
from ropa_desktop.exchange.layouts.making import make
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.recognition.recognise import recognise
from ropa_desktop.exchange.report import Fields, Report
from ropa_desktop.exchange.samples import SAMPLES
from ropa_desktop.exchange.sheets.reading import read_book
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.parties import activities, keepers
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.exchange import pdf_reader
from tests.exchange.formats.samples import asked
from tests.exchange.formats.samples import register as examples
from tests.exchange.layouts.test_read_back import read, said, same
from tests.exchange.registers.facts import Records
from tests.registers import small

DATA = "Catégories de données personnelles concernées"
COMPARED = ("purposes", "data_subjects", "recipients", "measures", "countries", "limits")
LONGER = ("measures",)
"""Facts of which each is read, and besides it parts of long sentences: a comma or semicolon divides them in two."""


def form(report: Report, reference: str) -> dict[str, str]:
    """What a form says, by label."""
    chapter = next(one for one in report.parts[0].chapters if one.title == reference)
    (entry,) = chapter.entries
    blocks = [block for section in entry.sections for block in section.blocks]
    return {label: cell.text for block in blocks if isinstance(block, Fields) for label, cell in block.rows}


def filled(register: Register) -> Snapshot:
    ids = small(register)
    edit.set_value(register, "activity", ids.payroll, "owner", "Head of payroll")
    health = edit.add(register, "data_category", name="Sick leave", nature="health")
    edit.add(register, "data_line", activity_id=ids.payroll, data_id=health, subject_id=None)
    for number in range(7):
        edit.add(register, "purpose", activity_id=ids.payroll, description=f"Purpose {number}")
    return register.snapshot()


def test_the_german_form_has_a_sheet_for_each_activity_and_names_nobody_unasked(register: Register) -> None:
    snapshot = filled(register)
    report = make(snapshot, Options(language="de"), layout("germany-dsk"))
    shown = form(report, "PA-001")
    assert shown["Benennung"] == "Payroll"
    assert shown["Zwecke der Verarbeitung"].startswith("Pay salaries")
    assert "Sick leave" in shown["Kategorien personenbezogener Daten"]
    assert "Ansprechpartner" not in shown
    assert len(report.parts[0].chapters) == 1, "a processor's activity is not in it"
    more = form(make(snapshot, Options(also=frozenset({"editors"})), layout("germany-dsk")), "PA-001")
    assert more["Ansprechpartner"] == "Head of payroll"
    with pytest.raises(BadInput, match="for the other role"):
        make(snapshot, Options(role="processor"), layout("germany-dsk"))


def test_the_french_forms_keep_the_cells_of_their_template_and_add_rows_where_it_has_too_few(
    register: Register, tmp_path: Path
) -> None:
    target = tmp_path / "registre.ods"
    export(filled(register), target, Options(layout="cnil", language="fr"))
    book = {sheet.name: sheet for sheet in read_book(target).sheets}

    def text(sheet: str, place: str) -> str:
        rows = book[sheet].rows
        row, column = int(place[1:]) - 1, ord(place[0]) - ord("A")
        cell = rows[row][column] if column < len(rows[row]) else None
        return cell.text if cell else ""

    listed = "2_-_Liste_des_traitements"
    assert text(listed, "C1") == "Fjordby AS"
    assert text(listed, "A7") == "Identification du traitement"
    assert [text(listed, place) for place in ("A8", "B8", "H8")] == ["Nom du traitement", "N° / RÉF", "Oui/non"]
    assert [text(listed, place) for place in ("A9", "B9", "H9")] == ["Payroll", "PA-001", "Oui"]
    assert text("PA-001", "A4") == "Nom du traitement"
    assert text("PA-001", "B4") == "Payroll"
    assert text("PA-001", "B10") == "Fjordby AS"
    assert text("PA-001", "B11") == "Ingrid Vik"
    assert (text("PA-001", "A17"), text("PA-001", "B17")) == ("Finalité principale", "Pay salaries")
    assert (text("PA-001", "A24"), text("PA-001", "B24")) == ("Sous-finalité 7", "Purpose 6"), "two rows were added"
    labels = [row[0].text if row and row[0] else "" for row in book["PA-001"].rows]
    health = labels.index("Données concernant la santé") + 1
    assert text("PA-001", f"B{health}") == "Sick leave"
    assert text("PA-001", f"B{labels.index('Destinataires') + 1}") == "Type de destinataire"
    assert "États-Unis" in text("PA-001", f"C{labels.index('Organisme destinataire 1') + 1}")


@pytest.mark.parametrize("ending", [".ods", ".xlsx"])
def test_the_french_forms_are_read_back_to_the_same_facts(ending: str, tmp_path: Path) -> None:
    snapshot = confirmed(examples())
    phrases = Phrases(snapshot, "fr")
    missed, compared = set(), 0
    for name in SAMPLES if os.environ.get("ROPA_SOAK") else ("Fjordby Regnskap AS", "Commsor Inc.", "CloudCall Group"):
        keeper = next(one for one in keepers(snapshot) if one.name == name)
        target = tmp_path / f"{keeper.id}{ending}"
        export(snapshot, target, Options(keeper.id, layout="cnil", language="fr"))
        records = Records(recognise(read_book(target)).incoming.records)
        shown = activities(snapshot, keeper.id, "controller")
        assert len(records.of("activity")) == len(shown), "the list and the forms speak of the same"
        people = {row.name for row in snapshot.rows("contact")} - {None}
        assert {contact.get("name") for contact in records.of("contact")} <= people, "no label is anybody's name"
        for activity in shown:
            (alike,) = same("cnil", phrases, activity, records)
            found, wanted = read(records, alike), said(phrases, activity)
            for fact in COMPARED:
                whole = wanted[fact] <= found[fact] if fact in LONGER else wanted[fact] == found[fact]
                missed |= set() if whole else {(activity.name or "", fact)}
                compared += 1
    assert missed == {("Complaints and requests by data subjects", "recipients")}, "an abbreviation behind a name"
    assert compared >= 60


def test_on_pages_the_french_list_comes_first_and_each_form_says_what_is_filled_in(
    register: Register, tmp_path: Path
) -> None:
    target = tmp_path / "registre.pdf"
    snapshot = filled(register)
    export(snapshot, target, Options(layout="cnil", language="fr"))
    spoken = [text for _tag, text in pdf_reader.spoken(target)]
    listed, form = spoken.index("Nom du traitement"), spoken.index("Finalité(s) du traitement effectué")
    assert listed < form
    heads = ("Nom du traitement", "N° / RÉF", "Finalité du traitement", "Données sensibles ?")
    assert spoken[listed : listed + 6] == [*heads, "Payroll", "PA-001"]
    assert "Oui" in spoken[listed:form]
    assert spoken[spoken.index("Données concernant la santé") + 1] == "Sick leave"
    assert "Sous-finalité 7" in spoken
    assert not {"Données génétiques", "Destinataire 4", "Prénom :"} & {*spoken}, "nothing that nobody filled in"
    for line in snapshot.rows("data_line"):
        edit.delete(register, "data_line", line.id)
    export(register.snapshot(), target, Options(layout="cnil", language="fr"))
    spoken = [text for _tag, text in pdf_reader.spoken(target)]
    for section in ("Catégories de données personnelles concernées", "Données sensibles"):
        assert spoken[spoken.index(section) + 1] == "inconnu", "an empty section is never a silent no"


def test_special_data_of_a_french_form_keep_their_nature(tmp_path: Path) -> None:
    snapshot = confirmed(examples())
    keeper = next(one for one in keepers(snapshot) if one.name == "Fjordby Regnskap AS")
    export(snapshot, tmp_path / "registre.ods", Options(keeper.id, layout="cnil", language="fr"))
    records = Records(recognise(read_book(tmp_path / "registre.ods")).incoming.records)
    natures = {one["name"]: one.get("nature") for one in records.of("data_category")}
    assert natures["Données concernant la santé"] == "health"
    assert natures["Numéro de Sécurité Sociale (ou NIR)"] == "national_id"
    assert "Oui/non" not in natures


def test_the_sections_of_a_french_form_are_set_apart_on_its_sheet() -> None:
    forms = as_sheets(report_of(examples(), asked("cnil", "Fjordby Regnskap AS", "fr")))[2:]
    apart = [row[0][0] for row in forms[0].rows if row and {look for _text, look in row} == {"Head"}]
    assert apart[:4] == ["Description  du traitement", "Acteurs", "Finalité(s) du traitement effectué", DATA]
    assert ("Sous-finalité 1", "Above") in [row[0] for row in forms[0].rows if row]


def test_no_letter_of_article_30_is_without_a_place_in_either_form() -> None:
    assert layout("germany-dsk").leaves_out == ()
