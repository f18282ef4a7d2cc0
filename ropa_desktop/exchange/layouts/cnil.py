"""The simplified register of the French authority: its list of activities, and its form on a sheet for each.

Labels stand in the cells of the template (`resources/formats/cnil.json`); what the template has no row for gets rows of
its own at the end of their section, as a person would insert them. A form is one table whose head is that of its last
section, transfers: everything before it stands above. On pages both say the same without empty rows (`cnil_pages.py`).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from ropa_desktop.exchange.build import Options, build
from ropa_desktop.exchange.layouts.cnil_pages import Line, form_on_pages, list_on_pages
from ropa_desktop.exchange.layouts.rows import ROWS, Row, limit
from ropa_desktop.exchange.layouts.shape import Layout
from ropa_desktop.exchange.layouts.values import VALUES
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Cell, Chapter, Column, Place, Report, Table
from ropa_desktop.i18n import N_
from ropa_desktop.law.parties import contacts, recipient_party, recipients
from ropa_desktop.model.activity import Activity, DataLine, JointController, MeasureUse
from ropa_desktop.model.organisation import Contact, Organisation
from ropa_desktop.model.shared import DataCategory, Measure
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.paths import resources

_WIDTH = 8  # columns of a form
_SHARES = (3.0, 3.0, 2.5, 2.0, 3.0, 2.0, 2.0, 2.5)
_DETAIL, _LIMIT = 1, 4  # columns of a form's sections, from 0


def fill_in(snapshot: Snapshot, options: Options, layout: Layout) -> Report:
    """The list and the forms, for sheets and for pages."""

    def chapters(
        phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity], options: Options
    ) -> tuple[Chapter, ...]:
        rows = ROWS["activity"](phrases, keeper, shown)
        if not rows:
            return (Chapter(_template()["list"]["sheet"], (Cell(phrases.say(N_("No entries."))),)),)
        dated = "details" in options.also
        sheet = _template()["list"]["sheet"]
        listed = _list(phrases, keeper, rows, dated)
        chapters = [Chapter(sheet, blocks=(listed,), only=Place.sheets)]
        chapters.append(list_on_pages(sheet.partition("_-_")[2].replace("_", " "), listed))
        for number, row in enumerate(rows, 1):
            reference, sections = row.activity.reference or f"Fiche {number}", _sections(phrases, row, dated)
            chapters.append(Chapter(reference, blocks=(_form(row, sections),), only=Place.sheets))
            name = Cell(phrases.text(row.activity, "name") or reference)
            title = f"{_template()['form']['title']} {row.activity.reference or number}"
            chapters.append(form_on_pages(title, name, sections, _of_no_row(phrases, row)))
        return tuple(chapters)

    return build(snapshot, options, chapters, layout.also)


@cache
def _template() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(resources("formats", "cnil.json").read_text("utf-8"))
    return found


def _say(phrases: Phrases, row: Row, value: str) -> Cell:
    return VALUES[value].say(phrases, row)


# -- the list ---------------------------------------------------------------------------------------------


def _list(phrases: Phrases, keeper: Organisation | None, rows: Sequence[Row], dated: bool) -> Table:
    template = _template()["list"]
    columns = tuple(
        Column(title, share, group=group)
        for title, group, share in zip(
            template["heads"], template["groups"], (3, 1.5, 2, 2, 3, 0.5, 0.5, 1.5, 1.5), strict=True
        )
    )
    table = []
    for row in rows:
        special = _natures(phrases, row)
        table.append(
            (
                phrases.cell(row.activity, "name"),
                Cell(row.activity.reference or ""),
                _date(phrases, row, "recorded_on", dated),
                _date(phrases, row, "reviewed_on", dated),
                _say(phrases, row, "purposes"),
                Cell(""),
                Cell(""),
                special,
                Cell(""),
            )
        )
    return Table(columns, tuple(table), above=_blocks(phrases, keeper, template["above"]))


def _natures(phrases: Phrases, row: Row) -> Cell:
    """Whether there are special categories or criminal data; unknown where no category of data is."""
    found = [phrases.snapshot.get(DataCategory, line.data_id) for line in row.lines]
    if any(one and one.nature not in (None, "ordinary", "national_id") for one in found):
        return Cell("Oui")
    if not found or any(one is None or one.nature is None for one in found):
        return phrases.unknown()
    return Cell("Non")


def _date(phrases: Phrases, row: Row, field: str, dated: bool) -> Cell:
    return Cell(phrases.text(row.activity, field)) if dated else Cell("")


def _blocks(
    phrases: Phrases, keeper: Organisation | None, labels: Sequence[Sequence[str]]
) -> tuple[tuple[Cell | None, ...], ...]:
    """The three blocks of contact details, each text behind its label."""
    rows: list[list[Cell | None]] = [[Cell(label) if label else None for label in row] for row in labels]
    people = [_of_organisation(phrases, keeper), *(_of_contact(phrases, keeper, role) for role in _ROLES)]
    for place, person in enumerate(people):
        officer = place == 2
        where = {"name": (0, 2), "phone": (1, 6), "address": (0, 8 if officer else 6)}
        where["email"] = (1, 8) if officer else (0, 8)
        if officer:
            where["company"] = (0, 6)
        for detail, (row, column) in where.items():
            said = [person[name] for name in (detail, *_WITH.get(detail, ())) if name in person]
            if any(cell.text for cell in said):
                text = ", ".join(filter(None, (cell.text for cell in said)))
                rows[2 * place + row][column] = replace(said[0], text=text)
    return tuple(map(tuple, rows))


_ROLES = ("representative", "dpo")
_WITH = {"address": ("country",)}  # the list has no cell for a country

Person = dict[str, Cell]
"""What is said of an actor, by detail."""


def _of_organisation(phrases: Phrases, organisation: Organisation | None) -> Person:
    address = phrases.text(organisation, "address").replace("\n", ", ")
    said = {name: Cell(phrases.text(organisation, name)) for name in ("country", "phone", "email")}
    return {"name": phrases.cell(organisation, "name"), "address": Cell(address), **said}


def _of_contact(phrases: Phrases, keeper: Organisation | None, role: str) -> Person:
    found: Sequence[Contact] = contacts(phrases.snapshot, keeper.id, role) if keeper else ()
    if not found:
        return {"name": phrases.answer(keeper.id if keeper else "", role)}

    def all_of(name: str) -> Cell:
        texts = (phrases.text(one, name).replace("\n", ", ") for one in found)
        return Cell("\n".join(dict.fromkeys(filter(None, texts))))

    names = Cell("\n".join(filter(None, (one.name or phrases.text(one, "function") for one in found))))
    company = Cell("\n".join(filter(None, (phrases.name("organisation", one.employer_id) for one in found))))
    said = {name: all_of(name) for name in ("address", "country", "phone", "email")}
    return {"name": names, "company": company, **said}


# -- a form -----------------------------------------------------------------------------------------------


def _sections(phrases: Phrases, row: Row, dated: bool) -> list[list[Line]]:
    """The sections of a form, each with its head."""
    template = _template()["form"]
    described = [
        _headed([template["described"]]),
        _line(template["name"], phrases.cell(row.activity, "name")),
        _line(template["reference"], Cell(row.activity.reference or "")),
        _line(template["recorded"], _date(phrases, row, "recorded_on", dated)),
        _line(template["reviewed"], _date(phrases, row, "reviewed_on", dated)),
    ]
    return [
        described,
        _actors(phrases, row),
        _section("purposes", [_line("", one) for one in _purposes(phrases, row)], "Sous-finalité {n}"),
        *_data(phrases, row),
        _section("people", _people(phrases, row), "Catégorie de personnes {n}"),
        _section("recipients", _recipients(phrases, row), "Destinataire {n}"),
        _section("measures", _measures(phrases, row), "Mesure de sécurité {n}"),
        _section("transfers", _transfers(phrases, row), "Organisme destinataire {n}"),
    ]


def _of_no_row(phrases: Phrases, row: Row) -> dict[str, Cell]:
    """What a section of data says of which no row is filled in: it is never silent on special data."""
    template = _template()["form"]
    ordinary = {} if row.lines else {template["data"]["head"][0]: phrases.unknown()}
    return {template["special"]["head"][0]: _natures(phrases, row), **ordinary}


def _form(row: Row, sections: Sequence[Sequence[Line]]) -> Table:
    """The form in the cells of its template: an empty row behind each section."""
    *before, (head, *transfers) = sections
    above = [_line(_template()["form"]["title"], **{"7": Cell(row.activity.reference or "")}), _line("")]
    for section in before:
        above += [*section, _line("")]
    columns = tuple(Column(title.text if title else "", share) for title, share in zip(head, _SHARES, strict=True))
    filled = tuple(tuple(cell or Cell("") for cell in line) for line in transfers)
    return Table(columns, filled, above=tuple(above))


def _line(label: str, first: Cell | None = None, fifth: Cell | None = None, **others: Cell) -> Line:
    """A row: its label, what stands under the second and the fifth column, and `others` by their column from 0."""
    cells: list[Cell | None] = [None] * _WIDTH
    cells[0], cells[_DETAIL], cells[_LIMIT] = (Cell(label) if label else None), first, fifth
    for column, cell in others.items():
        cells[int(column)] = cell
    return tuple(cells)


def _headed(head: Sequence[str]) -> Line:
    return tuple(Cell(text, heads=True) if text else None for text in (*head, *[""] * (_WIDTH - len(head))))


def _section(key: str, lines: Sequence[Line], more: str) -> list[Line]:
    """A section: its head, the rows of the template filled in from the first, then as many more as there are."""
    template = _template()["form"][key]
    labels = [*template["labels"]]
    before = len([label for label in labels if label[-1].isdigit()])  # a main purpose has no number
    labels += [more.format(n=before + n) for n in range(1, len(lines) - len(labels) + 1)]
    filled = [(Cell(label), *line[1:]) for label, line in zip(labels, lines, strict=False)]
    return [_headed(template["head"]), *filled, *(_line(label) for label in labels[len(lines) :])]


def _actors(phrases: Phrases, row: Row) -> list[Line]:
    template = _template()["form"]["actors"]
    controller, officer, company, representative, joint = template["labels"]
    dpo, stands_for = _of_contact(phrases, row.keeper, "dpo"), _of_contact(phrases, row.keeper, "representative")
    found = phrases.snapshot.where(JointController, "activity_id", row.activity.id)
    together = [_of_organisation(phrases, phrases.snapshot.get(Organisation, one.organisation_id)) for one in found]
    together = together or [{"name": phrases.answer(row.activity.id, "joint_controllers")}]
    return [
        _headed(template["head"]),
        _actor(controller, _of_organisation(phrases, row.keeper)),
        _actor(officer, dpo),
        _line(company, dpo.get("company")),
        _actor(representative, stands_for),
        *(_actor(joint, one) for one in together),
    ]


def _actor(label: str, person: Person) -> Line:
    places = {"address": "2", "country": "5", "phone": "6", "email": "7"}
    others = {place: person[detail] for detail, place in places.items() if detail in person}
    return _line(label, person["name"], **others)


def _purposes(phrases: Phrases, row: Row) -> list[Cell]:
    said = dict.fromkeys(phrases.cell(purpose, "description") for purpose in row.purposes)
    return [*said] or [phrases.unknown()]


def _data(phrases: Phrases, row: Row) -> tuple[list[Line], list[Line]]:
    """Both sections of data: the template's own rows, which sort ordinary data by what they are about, stay empty, for
    a register does not; each category has a row of its own behind them. Special data stand in the row of their nature.
    """
    plain, special = _template()["form"]["data"], _template()["form"]["special"]
    number = plain["labels"][-1]
    ordinary: list[Line] = []
    kept: dict[str, list[DataLine]] = {}
    for line in row.lines:
        category = phrases.snapshot.get(DataCategory, line.data_id)
        nature = category.nature if category else None
        name, detail = phrases.text(line, "data_id"), phrases.text(line, "detail")
        if nature in special["labels"] or nature == "national_id":
            kept.setdefault(nature or "", []).append(line)
        else:
            said = Cell(detail or name) if name or detail else phrases.unknown()
            ordinary.append(_line(name or detail or phrases.say(N_("data unknown")), said, limit(phrases, line)))
    rows = [_headed(plain["head"])]
    rows += [_kept(phrases, label, kept.get("national_id", []) if label == number else []) for label in plain["labels"]]
    rows += dict.fromkeys(ordinary)
    of_nature = [_kept(phrases, label, kept.get(nature, [])) for nature, label in special["labels"].items()]
    return rows, [_headed(special["head"]), *of_nature]


def _kept(phrases: Phrases, label: str, lines: Sequence[DataLine]) -> Line:
    """The row of one nature of data with all its lines: what, and until when."""
    if not lines:
        return _line(label)
    names = [": ".join(filter(None, (phrases.text(a, "data_id"), phrases.text(a, "detail")))) for a in lines]
    limits = dict.fromkeys(limit(phrases, line).text for line in lines)
    return _line(label, Cell("\n".join(dict.fromkeys(names))), Cell("\n".join(limits)))


def _people(phrases: Phrases, row: Row) -> list[Line]:
    said = dict.fromkeys(phrases.cell(line, "subject_id") for line in row.lines)
    return [_line("", cell) for cell in said] or [_line("", phrases.unknown())]


def _recipients(phrases: Phrases, row: Row) -> list[Line]:
    found = []
    for one in recipients(phrases.snapshot, row.activity.id):
        party = recipient_party(phrases.snapshot, one)
        role = phrases.text(one, "assessed_role") or phrases.text(one, "declared_role")
        found.append(_line("", Cell(role or phrases.text(party, "kind")), phrases.cell(party, "name")))
    return found or [_line("", None, phrases.answer(row.activity.id, "recipients"))]


def _measures(phrases: Phrases, row: Row) -> list[Line]:
    kind = _template()["form"]["other_measure"]  # of the types that the template offers the one that claims nothing
    found = []
    for use in phrases.snapshot.where(MeasureUse, "activity_id", row.activity.id):
        measure = phrases.snapshot.get(Measure, use.measure_id)
        texts = [phrases.text(measure, "name"), phrases.text(measure, "description"), phrases.text(use, "detail")]
        said = ": ".join(dict.fromkeys(filter(None, texts)))
        found.append(_line("", Cell(kind), Cell(said) if said else phrases.unknown()))
    return found or [_line("", phrases.answer(row.activity.id, "measures"))]


def _transfers(phrases: Phrases, row: Row) -> list[Line]:
    found = []
    for transfer, _through in row.transfers:
        mechanism = phrases.cell(transfer, "mechanism")
        document = ", ".join(filter(None, (phrases.text(transfer, f) for f in ("mechanism_reference", "safeguards"))))
        others = {"2": phrases.place(transfer), "3": mechanism, "5": Cell(document)}
        found.append(_line("", phrases.cell(transfer, "importer_id"), **others))
    return found or [_line("", phrases.answer(row.activity.id, "transfers"))]
