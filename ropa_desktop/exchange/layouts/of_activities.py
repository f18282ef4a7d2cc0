"""The values that Article 30 asks for of an activity, or of the part of one that a row stands for."""

from collections.abc import Callable, Mapping
from datetime import date

from ropa_desktop.exchange import entries
from ropa_desktop.exchange.build import representative_asked
from ropa_desktop.exchange.layouts.rows import Row, Through, limit
from ropa_desktop.exchange.layouts.value import Say, Value, all_of, joined, lines, unknown_last
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Cell, State
from ropa_desktop.i18n import N_
from ropa_desktop.law.parties import SUPPLIER_ROLES, recipients
from ropa_desktop.model.activity import JointController, Recipient
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.shared import DataCategory

# -- which activity, and who ------------------------------------------------------------------------------


def _function(phrases: Phrases, row: Row) -> Cell:
    """Where in the organisation, else what: a business function is asked for by templates that name no activity."""
    department = phrases.text(row.activity, "department")
    return Cell(department) if department else phrases.cell(row.activity, "name")


def _joint_controllers(phrases: Phrases, row: Row) -> Cell:
    """Nothing where nobody answered it: it is asked "where applicable", and the document by activity is silent too."""
    found = phrases.snapshot.where(JointController, "activity_id", row.activity.id)
    said = [entries.organisation(phrases, one.organisation_id) for one in found]
    answered = phrases.snapshot.answer(row.activity.id, "joint_controllers")
    return joined(said, phrases.answer(row.activity.id, "joint_controllers") if answered else None)


def _of_keeper(role: str) -> Say:
    return lambda phrases, row: phrases.named_contact(row.keeper, role) if row.keeper else phrases.unknown()


def _of_clients(role: str) -> Say:
    """A contact of each client; no representative where the law asks for none."""

    def say(phrases: Phrases, row: Row) -> Cell:
        found = [phrases.snapshot.get(Organisation, client.organisation_id) for client in row.clients]
        today = date.today().isoformat()
        asked = [one for one in found if one and (role == "dpo" or representative_asked(phrases, one, today))]
        return joined((phrases.named_contact(one, role) for one in asked), None if any(found) else phrases.unknown())

    return say


def _clients(phrases: Phrases, row: Row) -> Cell:
    return joined((entries.organisation(phrases, client.organisation_id) for client in row.clients), phrases.unknown())


def _categories_of_processing(phrases: Phrases, row: Row) -> Cell:
    """What is carried out for these clients, where it differs from the activity's; else what it says of itself."""
    differing = [phrases.text(client, "categories_of_processing") for client in row.clients]
    own = phrases.text(row.activity, "categories_of_processing")
    return lines([*differing] if any(differing) else [own]) if any((*differing, own)) else phrases.unknown()


# -- purposes, people and data ----------------------------------------------------------------------------


def _purposes(phrases: Phrases, row: Row) -> Cell:
    said = (phrases.cell(purpose, "description") for purpose in row.purposes)
    return joined(unknown_last(said), phrases.unknown())


def _data_subjects(phrases: Phrases, row: Row) -> Cell:
    return joined(unknown_last(phrases.cell(line, "subject_id") for line in row.lines), phrases.unknown())


def _data(phrases: Phrases, row: Row) -> Cell:
    """The data of a row; a line for each category of people where they differ in their data."""
    people: dict[str, list[str]] = {}
    for line in row.lines:
        subjects = phrases.text(line, "subject_id") or phrases.say(N_("data subjects unknown"))
        people.setdefault(subjects, []).append(entries.data(phrases, line) or phrases.say(N_("data unknown")))
    if len({tuple(sorted(data)) for data in people.values()}) > 1:
        return lines(f"{subjects}: {'; '.join(dict.fromkeys(data))}" for subjects, data in people.items())
    said = (entries.data(phrases, line) for line in row.lines)
    return joined(unknown_last(Cell(text) if text else phrases.unknown() for text in said), phrases.unknown())


def _natures(phrases: Phrases, row: Row) -> Cell:
    found = (phrases.snapshot.get(DataCategory, line.data_id) for line in row.lines)
    return lines(phrases.text(one, "nature") for one in found if one and one.nature != "ordinary")


def _time_limits(phrases: Phrases, row: Row) -> Cell:
    """The time limits of a row, each behind the data that it is of; alone where it is the same for all."""
    limits = dict.fromkeys(limit(phrases, line) for line in row.lines)
    return next(iter(limits)) if len(limits) == 1 else all_of(entries.time_limits)(phrases, row)


# -- recipients and transfers -----------------------------------------------------------------------------


def supplies(recipient: Recipient) -> bool:
    """Whether a recipient is looked for among the processors: so assessed, or else so declared."""
    return (recipient.assessed_role or recipient.declared_role) in SUPPLIER_ROLES


def _recipients(suppliers: bool) -> Say:
    """The recipients that are processors or suppliers, or those that are none."""

    def say(phrases: Phrases, row: Row) -> Cell:
        every = recipients(phrases.snapshot, row.activity.id)
        found = [phrases.party(one) for one in every if supplies(one) is suppliers]
        if found or every:
            return joined(found, Cell(""))
        return phrases.answer(row.activity.id, "recipients")

    return say


def _each_transfer(say: Callable[[Phrases, Through], Cell]) -> Say:
    """What is said of each transfer, a line each; behind its place where there are several."""

    def all_transfers(phrases: Phrases, row: Row) -> Cell:
        if not row.transfers:
            return phrases.answer(row.activity.id, "transfers")
        found = [(phrases.place(one[0]), say(phrases, one)) for one in row.transfers]
        if len({place for place, _said in found}) == 1:
            return joined(said for _place, said in found)
        return joined(
            Cell(f"{place.text}{': ' if place.state is State.value else '; '}{said.text}", said.state)
            for place, said in found
        )

    return all_transfers


def _places(phrases: Phrases, row: Row) -> Cell:
    return joined(
        (phrases.place(transfer) for transfer, _through in row.transfers), phrases.answer(row.activity.id, "transfers")
    )


def _safeguards(phrases: Phrases, one: Through) -> Cell:
    """What a transfer rests on, and the documentation that Art. 30(1)(e) asks for."""
    transfer = one[0]
    fields = ("mechanism", "mechanism_reference", "mechanism_date", "safeguards", "derogation_assessment")
    texts = [phrases.text(transfer, field) for field in fields]
    if transfer.mechanism == "D49_SUB2" and not transfer.safeguards:
        texts.append(phrases.answer(transfer.id, "safeguards").text)
    return Cell(", ".join(filter(None, texts))) if any(texts) else phrases.unknown()


def _transfers(phrases: Phrases, row: Row) -> Cell:
    return all_of(entries.transfer_lines)(phrases, row)


VALUES: Mapping[str, Value] = {
    "reference": Value(N_("Reference"), lambda phrases, row: Cell(row.activity.reference or "")),
    "name": Value(N_("Processing activity"), lambda phrases, row: phrases.cell(row.activity, "name")),
    "function": Value(N_("Business function"), _function),
    "department": Value(N_("Department"), lambda phrases, row: Cell(phrases.text(row.activity, "department"))),
    "keeper": Value(
        N_("Record of"), lambda phrases, row: entries.organisation(phrases, row.keeper.id if row.keeper else None)
    ),
    "representative": Value(N_("Representative"), _of_keeper("representative")),
    "officer": Value(N_("Data protection officer"), _of_keeper("dpo")),
    "joint_controllers": Value(N_("Joint controllers"), _joint_controllers),
    "clients": Value(N_("Controllers acted for"), _clients),
    "client_representatives": Value(N_("Representative"), _of_clients("representative")),
    "client_officers": Value(N_("Data protection officer"), _of_clients("dpo")),
    "categories_of_processing": Value(N_("Categories of processing"), _categories_of_processing),
    "purposes": Value(N_("Purposes"), _purposes),
    "data_subjects": Value(N_("Data subjects"), _data_subjects, by_line=True),
    "data": Value(N_("Personal data"), _data, by_line=True),
    "data_natures": Value(N_("Nature"), _natures, by_line=True),
    "recipients": Value(N_("Recipients"), all_of(entries.recipient_lines)),
    "processors": Value(N_("Processors"), _recipients(True)),
    "other_recipients": Value(N_("Recipients"), _recipients(False)),
    "transfers": Value(N_("Transfers"), _transfers),
    "transfer_places": Value(N_("Third country or international organisation"), _places),
    "safeguards": Value(N_("Suitable safeguards"), _each_transfer(_safeguards)),
    "time_limits": Value(N_("Time limits"), _time_limits, by_line=True),
    "measures": Value(N_("Measures"), all_of(entries.measures)),
}
