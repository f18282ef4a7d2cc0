"""Answers that concern the rows of an activity: purposes, data, time limits, recipients, systems, other countries.

A new name becomes the record that the register calls so, or a new one. A row that is no longer so is proposed to go.
"""

from datetime import date

from ropa_desktop.exchange.questionnaire.choices import NOTHING
from ropa_desktop.exchange.questionnaire.desk import Desk
from ropa_desktop.exchange.questionnaire.reply import Typed
from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.gathering import short_name
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.i18n import _
from ropa_desktop.law.facts import in_eea
from ropa_desktop.law.parties import recipient_party
from ropa_desktop.law.parties import transfers as transfers_of
from ropa_desktop.model.activity import Recipient
from ropa_desktop.model.validation import clean_line, clean_text

# -- purposes ---------------------------------------------------------------------------------------------


def purpose(desk: Desk, typed: Typed) -> None:
    """Another wording of a purpose, or a purpose that is none any more, on all the bases that it has."""
    there = [(id, row) for id in typed.ids if (row := desk.current.find("purpose", id)) is not None]
    if not there:
        _gone(desk, typed)
    for id, row in there:
        if _no_longer(typed):
            _remove(desk, "purpose", typed, desk.shown(id, "description") or row.description or "", id)
        else:
            desk.change("purpose", id, "description", clean_text(typed.text), typed.was)


def new_purpose(desk: Desk, typed: Typed) -> None:
    """One more purpose. Its legal basis stays unknown: nobody asked for it."""
    text = clean_text(typed.text)
    if not desk.has("purpose", typed.activity_id, description=text):
        desk.add("purpose", activity_id=typed.activity_id, description=text)


# -- people, data, time limits ----------------------------------------------------------------------------


def data(desk: Desk, typed: Typed) -> None:
    """Other data: a category that the register knows, else what the data are in detail."""
    id = typed.ids[0]
    row = desk.current.find("data_line", id)
    was, _bar, detail = typed.was.partition("|")
    if row is None:
        _gone(desk, typed)
    elif _no_longer(typed):
        _remove(desk, "data_line", typed, f"{row.data_id or ''}|{desk.shown(id, 'detail') or row.detail or ''}")
    elif known := _known(desk, "data_category", typed):
        desk.change("data_line", id, "data_id", known, was)
    elif row.data_id is None and reading.is_name(typed.text):
        desk.change("data_line", id, "data_id", desk.named("data_category", typed.text), was)
    else:
        desk.change("data_line", id, "detail", clean_text(_without_name(desk, row.data_id, typed.text)), detail)


def new_data(desk: Desk, typed: Typed) -> None:
    """Somebody else's data: the two answers of a pair are read together, when the first of them comes."""
    number = typed.ids[-1]
    pair = [
        one
        for one in desk.reply.typed
        if one.activity_id == typed.activity_id and one.key in ("subject.new", "data.new") and one.ids[-1] == number
    ]
    if pair[0] is not typed:
        return
    whose = next((one for one in pair if one.key == "subject.new"), None)
    which = next((one for one in pair if one.key == "data.new"), None)
    subject_id = _category(desk, "data_subject_category", whose) if whose else None
    found: list[tuple[str | None, str | None]] = []
    for name in _values(which) if which else ():
        if reading.is_name(name):
            found.append((_known(desk, "data_category", which, name) or desk.named("data_category", name), None))
        else:
            found.append((None, clean_text(name)))
    for data_id, detail in found or [(None, None)]:
        values = {"subject_id": subject_id, "data_id": data_id, "detail": detail}
        if any(values.values()) and not desk.has("data_line", typed.activity_id, **values):
            desk.add("data_line", activity_id=typed.activity_id, **values)


def retention(desk: Desk, typed: Typed) -> None:
    """Another time limit: a rule of its own, for the old one may serve other activities as well."""
    lines = [id for id in typed.ids if desk.current.find("data_line", id) is not None]
    read = reading.retention(typed.text)
    if not lines:
        _gone(desk, typed)
        return
    if reading.absence(typed.text) or not (read.amount or read.trigger or read.criterion):
        desk.note(typed, _("No time limit can be read in it. The answer is kept as a note on the activity."))
        return
    keeper = getattr(desk.current.find("activity", typed.activity_id), "keeper_id", None)
    wording = clean_text(typed.text) or ""
    rule = next(
        (
            row.id
            for row in desk.current.rows("retention_rule")
            if fold(row.wording or "") == fold(wording) and row.keeper_id in (None, keeper) and row.archived_on is None
        ),
        None,
    )
    rule = rule or desk.named(
        "retention_rule", wording, keeper, wording=wording, amount=read.amount, unit=read.unit, trigger=read.trigger,
        criterion=read.criterion, legal_reference=read.law, disposal=read.disposal,
    )  # fmt: skip
    for id in lines:
        desk.change("data_line", id, "retention_id", rule, typed.was)


# -- recipients, customers --------------------------------------------------------------------------------


def recipient(desk: Desk, typed: Typed) -> None:
    """A recipient that is none any more, or another one in its place: its role is then open."""
    row = desk.current.get(Recipient, typed.ids[0])
    if row is None:
        _gone(desk, typed)
        return
    party = recipient_party(desk.current, row)
    if _no_longer(typed):
        _remove(desk, "recipient", typed, party.id if party else "")
        return
    names = _values(typed)
    kept = [name for name in names if party and fold(name) == fold(party.name or "")]
    if not all(map(reading.is_name, names)):
        desk.note(typed, _("It names no recipient. The answer is kept as a note on the activity."))
        return
    if not kept and _remove(desk, "recipient", typed, party.id if party else "") is False:
        return
    _add_parties(desk, typed, [name for name in names if name not in kept])


def new_recipient(desk: Desk, typed: Typed) -> None:
    """One more recipient, or several."""
    names = _values(typed)
    if all(map(reading.is_name, names)):
        _add_parties(desk, typed, names)
    else:
        desk.note(typed, _("It names no recipient. The answer is kept as a note on the activity."))


def _add_parties(desk: Desk, typed: Typed, names: list[str]) -> None:
    for name in names:
        read = reading.party(name)
        found = typed.chosen if len(names) == 1 and typed.chosen not in ("", NOTHING) else ""
        found = found if desk.current.find("organisation", found) else ""
        party = found or desk.named("organisation", read.name, kind=read.kind)
        if not _receives(desk, typed.activity_id, party):
            desk.add(
                "recipient", activity_id=typed.activity_id, organisation_id=party, declared_role=read.role,
                declared_wording=read.role_words,
            )  # fmt: skip


def _receives(desk: Desk, activity_id: str, party: str) -> bool:
    """Whether a party is a recipient, itself or through an engagement."""
    rows = desk.current.where(Recipient, "activity_id", activity_id)
    known = [recipient_party(desk.current, row) for row in rows if row.id not in desk.removed]
    return any(one and one.id == party for one in known) or desk.has("recipient", activity_id, organisation_id=party)


def customer(desk: Desk, typed: Typed) -> None:
    """A customer for whom nothing is done any more, or another one in its place."""
    row = desk.current.find("acted_for", typed.ids[0])
    if row is None:
        _gone(desk, typed)
    elif not (_no_longer(typed) or reading.is_name(typed.text)):
        desk.note(typed, _("It names no customer. The answer is kept as a note on the activity."))
    elif _remove(desk, "acted_for", typed, row.organisation_id or "") and not _no_longer(typed):
        new_customer(desk, typed)


def new_customer(desk: Desk, typed: Typed) -> None:
    """One more customer, or several."""
    for name in _values(typed):
        if not reading.is_name(name):
            desk.note(typed, _("It names no customer. The answer is kept as a note on the activity."))
            continue
        party = desk.named("organisation", name, kind=reading.party(name).kind)
        if not desk.has("acted_for", typed.activity_id, organisation_id=party):
            desk.add("acted_for", activity_id=typed.activity_id, organisation_id=party)


# -- systems ----------------------------------------------------------------------------------------------


def system(desk: Desk, typed: Typed) -> None:
    """A system that is used no longer, or another one in its place."""
    row = desk.current.find("system_use", typed.ids[0])
    if row is None:
        _gone(desk, typed)
    elif _no_longer(typed):
        _remove(desk, "system_use", typed, row.system_id or "")
    elif len(_values(typed)) == 1 and reading.is_name(typed.text):
        desk.change("system_use", row.id, "system_id", _system(desk, typed, typed.text), typed.was)
    else:
        desk.note(typed, _("It names no system. The answer is kept as a note on the activity."))


def new_system(desk: Desk, typed: Typed) -> None:
    """One more system, or several."""
    for name in _values(typed):
        if not reading.is_name(name):
            desk.note(typed, _("It names no system. The answer is kept as a note on the activity."))
            continue
        used = _system(desk, typed, name)
        if not desk.has("system_use", typed.activity_id, system_id=used):
            desk.add("system_use", activity_id=typed.activity_id, system_id=used)


def _system(desk: Desk, typed: Typed, name: str) -> str:
    keeper = getattr(desk.current.find("activity", typed.activity_id), "keeper_id", None)
    return _known(desk, "system", typed, name) or desk.named("system", name, keeper)


# -- other countries --------------------------------------------------------------------------------------


def transfers(desk: Desk, typed: Typed) -> None:
    """Whether anything leaves the EEA. A yes without a country is a transfer of which the country is unknown."""
    found = reading.yes_no(typed.text)
    known = transfers_of(desk.current, typed.activity_id)
    where = any(one.activity_id == typed.activity_id and one.key == "transfers.where" for one in desk.reply.typed)
    if found.answer is None or found.rest:
        desk.note(typed, _("Neither yes nor no. The answer is kept as a note on the activity."))
    if found.answer == "yes" and not known and not where:
        desk.add("transfer", activity_id=typed.activity_id)
    elif found.answer == "no" and known:
        desk.note(typed, _("The register has transfers. The “no” is kept as a note on the activity."))
    elif found.answer == "no" and not desk.current.answer(typed.activity_id, "transfers"):
        desk.add("answer", record_id=typed.activity_id, field="transfers", state="none")


def transfers_where(desk: Desk, typed: Typed) -> None:
    """The countries outside the EEA that are named."""
    known = {transfer.country for transfer, _engagement in transfers_of(desk.current, typed.activity_id)}
    today = date.today().isoformat()
    abroad = [code for code in reading.places(typed.text).countries if not in_eea(code, today)]
    for country in dict.fromkeys(abroad):
        if country not in known:
            desk.add("transfer", activity_id=typed.activity_id, country=country)
    if not abroad:
        desk.note(typed, _("It names no country outside the EEA. The answer is kept as a note on the activity."))
    elif len(typed.text.split()) > 2 * len(abroad):
        desk.note(typed)


# -- what is not on the list ------------------------------------------------------------------------------


def fresh(desk: Desk) -> None:
    """Activities that the department has and the register has not: drafts of the same keeper and department."""
    known = desk.current.find("organisation", desk.reply.organisation_id)
    keeper = known.id if known is not None else None
    for one in desk.reply.fresh:
        name, whole = short_name(one.name or one.purpose)
        same = [row for row in desk.current.rows("activity") if fold(row.name or "") == fold(name)]
        if any(row.keeper_id == keeper for row in same):
            sentence = _("“{name}” is in the register already.").format(name=name)
            desk.problems.append((one.sheet, one.cell, sentence))
            continue
        department = desk.reply.department or None
        id = desk.add("activity", keeper_id=keeper, name=clean_line(name), department=department, description=whole)
        if one.purpose:
            desk.add("purpose", activity_id=id, description=clean_text(one.purpose))


# -- shared -----------------------------------------------------------------------------------------------


def _no_longer(typed: Typed) -> bool:
    """Whether an answer says that a row is not so any more."""
    if typed.chosen == NOTHING:
        return True
    found = reading.absence(typed.text)
    return found is not None and found.state in ("none", "not_applicable") and not found.rest


def _remove(desk: Desk, table: str, typed: Typed, now: str, id: str = "") -> bool:
    """Propose that a row goes, unless it was changed in the register since; then say so. `id` is its first, unless
    told.
    """
    if now != typed.was and " ".join(now.split()) != " ".join(typed.was.split()):
        sentence = _("{label}: the register has something else there since it was sent. “{text}” was left out.")
        desk.problem(typed, sentence.format(label=typed.label, text=typed.text))
        return False
    desk.remove(table, id or typed.ids[0])
    return True


def _gone(desk: Desk, typed: Typed) -> None:
    """Say that what was asked of is not in the register any more."""
    sentence = _("{label}: it is no longer in the register. “{text}” was left out.")
    desk.problem(typed, sentence.format(label=typed.label, text=typed.text))


def _values(typed: Typed | None) -> list[str]:
    """The names in a cell; one that was chosen from the list is one name."""
    if typed is None:
        return []
    return [typed.text] if typed.chosen else list(reading.values(typed.text, None))


def _known(desk: Desk, table: str, typed: Typed | None, name: str = "") -> str:
    """The record that was chosen from the list, or that alone is called so; "" where there is none."""
    if typed is not None and typed.chosen and desk.current.find(table, typed.chosen):
        return typed.chosen
    return desk.known(table, name or (typed.text if typed else ""))


def _category(desk: Desk, table: str, typed: Typed) -> str | None:
    known = _known(desk, table, typed)
    if known or reading.is_name(typed.text):
        return known or desk.named(table, typed.text)
    desk.note(typed, _("It names nobody. The answer is kept as a note on the activity."))
    return None


def _without_name(desk: Desk, data_id: str | None, text: str) -> str:
    """What is in detail, where the answer repeats the name of the category: "Salary: pay slips"."""
    row = desk.current.find("data_category", data_id)
    name = (desk.shown(row.id, "name") or row.name or "") if row is not None else ""
    rest = text[len(name) :].lstrip(" :")
    return rest if name and text.casefold().startswith(f"{name}:".casefold()) and rest else text
