"""The rows that an activity holds: purposes with bases, people and data with time limits, measures, systems."""

import json
import re
from collections.abc import Mapping
from functools import cache
from itertools import product

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.account import UNREADABLE
from ropa_desktop.exchange.recognition.activity import Desk
from ropa_desktop.exchange.recognition.aliases import FLAG, RELATED, matches
from ropa_desktop.exchange.recognition.asked_for import asked_for
from ropa_desktop.exchange.recognition.gathering import LONGEST_NAME
from ropa_desktop.exchange.recognition.groups import Entry, Line
from ropa_desktop.exchange.recognition.pointing import pointed_to
from ropa_desktop.exchange.values.periods import unit_in
from ropa_desktop.paths import resources

_LEGAL = ("6(1)(c)", "6(1)(e)")
"""The bases that need a law of the Union or a member state, Art. 6(3)."""


def values_of(desk: Desk, entries: tuple[Entry, ...], detail: str) -> list[str]:
    """The values of cells, without those that say nothing; the cells are settled as `detail`."""
    found: list[str] = []
    for entry in entries:
        if desk.is_nothing(entry):
            continue
        for value in reading.values(entry.text, entry.column.separators):
            if reading.absence(value) is None:
                found.append(value)
            elif not entry.lent:
                desk.write(entry.column.heading, value)
        desk.take(entry, detail)
    return list(dict.fromkeys(found))


# -- purposes ---------------------------------------------------------------------------------------------


def purposes(desk: Desk) -> None:
    """Each purpose of a row with each basis of the row; a law stands beside the bases that need one."""
    is_controller = desk.mapping.role == "controller"
    before: list[str] = []
    for line in desk.group.lines:
        texts, cited = _texts(desk, line)
        texts = texts or (before if any(not e.lent for t in ("legal_basis",) for e in line.get(t, ())) else [])
        before = texts or before
        codes, laws = list(cited.bases), [cited.law] if cited.law else []
        conditions = list(cited.conditions)
        condition_laws: list[str] = []
        for entry in line.get("legal_basis", ()):
            if not is_controller:
                desk.keep(entry)
            elif not desk.is_nothing(entry):
                found = reading.bases(entry.text)
                if not (found.bases or found.conditions or found.law):
                    desk.keep(entry, UNREADABLE)
                    continue
                desk.take(entry, "purpose.legal_basis" if found.bases else "purpose.national_law")
                codes += found.bases
                conditions += found.conditions
                laws += [found.law] if found.law else []
                if found.rest and not entry.lent:
                    desk.gathered.quote(desk.id, "purposes", desk.document, desk.place(entry.row), entry.text)
        for entry in line.get("national_law", ()):
            if not desk.is_nothing(entry):
                desk.take(entry, "purpose.national_law")
                laws.append(" ".join(entry.text.split()))
        more = {name: _words(desk, line, name, f"purpose.{name}") for name in _WITH_PURPOSE}
        for entry in line.get("special_condition", ()):
            _condition(desk, entry, conditions, condition_laws, is_controller)
        law = "; ".join(dict.fromkeys(laws))
        needing = [code for code in codes if code in _LEGAL]
        for text, code in product(texts or [""], dict.fromkeys(codes) or [""]):
            if text or code or law or any(more.values()):
                beside = law if code in needing or not needing else ""
                about = more if code in ("6(1)(f)", "6(1)(a)", "") or len(codes) < 2 else {}
                desk.gathered.row(
                    "purpose", "activity_id", desk.id, desk.place(_row(line)),
                    description=text, legal_basis=code, national_law=beside, **about,
                )  # fmt: skip
        for code in dict.fromkeys(conditions) or ([""] if condition_laws else []):
            desk.gathered.row(
                "special_condition", "activity_id", desk.id, desk.place(_row(line)),
                condition=code or None, national_law="; ".join(condition_laws),
            )  # fmt: skip


_WITH_PURPOSE = ("legitimate_interest", "balancing_reference", "consent_record")


def _texts(desk: Desk, line: Line) -> tuple[list[str], reading.Bases]:
    """The purposes of a row; where its heading speaks of bases too, those that the cell cites."""
    texts: list[str] = []
    cited = reading.Bases()
    for entry in line.get("purpose", ()):
        if desk.is_nothing(entry):
            continue
        if entry.column.target == "purpose" and _speaks_of_bases(entry.column.heading):
            cited = reading.bases(entry.text)
        texts += [text for text in reading.values(entry.text, entry.column.separators) if not reading.absence(text)]
        desk.take(entry, "purpose.description")
    return list(dict.fromkeys(texts)), cited


def _speaks_of_bases(heading: str) -> bool:
    return any(match.target == "legal_basis" and match.score >= 0.7 for match in matches(heading))


def _condition(desk: Desk, entry: Entry, codes: list[str], laws: list[str], is_controller: bool) -> None:
    if not is_controller:
        desk.keep(entry)
        return
    if desk.is_nothing(entry):
        return
    found = reading.bases(entry.text, 9)
    if not found.conditions and found.law and not found.bases and not found.rest:
        laws.append(found.law)  # a national statute permits them
        desk.take(entry, "special_condition.national_law")
        return
    if not found.conditions:
        desk.keep(entry, UNREADABLE)
        return
    codes += found.conditions
    laws += [found.law] if found.law else []
    desk.take(entry, "special_condition.condition")


def _words(desk: Desk, line: Line, target: str, detail: str) -> str:
    texts = []
    for entry in line.get(target, ()):
        if not desk.is_nothing(entry):
            desk.take(entry, detail)
            texts.append(entry.text)
    return "\n".join(dict.fromkeys(texts))


# -- people, data, time limits ----------------------------------------------------------------------------


Data = tuple[str, str, str]
"""A category of data: its name, its nature, and the data in detail."""


def data_lines(desk: Desk) -> None:
    """Whose data × which data, with the time limit and the source of their row."""
    people_before: list[str] = []
    data_before: list[Data] = []
    rule_before = ""
    for line in desk.group.lines:
        people = values_of(desk, line.get("data_subjects", ()), "data_line.subject_id")
        data = [(text, "", "") for text in values_of(desk, line.get("data_categories", ()), "data_line.data_id")]
        data += _special(desk, line) + _flags(desk, line) + _in_detail(desk, line)
        rule = _rule(desk, line)
        if people or data:
            people = people or people_before
            data = data or data_before
        _describe(desk, line, people, [name for name, _nature, _detail in data])
        of_row = rule or rule_before
        people_before, data_before = people or people_before, data or data_before
        rule_before = of_row
        codes, parties = _sources(desk, line)
        place = desk.place(_row(line))
        alone = len(codes) + len(parties) == 1
        source = {"origin": codes[0] if codes else None, "origin_id": parties[0] if parties else None} if alone else {}
        apart = _limits_apart(desk, line)
        for person, kept in _paired(line) or product(people or [""], data or [("", "", "")]):
            if person or any(kept):
                _data_line(desk, place, person, kept, _limit_of(kept[0], apart) or of_row, source)
        if rule and not people and not data and not _of_all(desk, rule):
            _data_line(desk, place, "", ("", "", ""), rule, {})
        if not alone or not (people or data):
            # The file does not say which data come from which source: each stands on a line of its own.
            for code in codes:
                desk.gathered.row("data_line", "activity_id", desk.id, place, origin=code)
            for party in parties:
                desk.gathered.row("data_line", "activity_id", desk.id, place, origin_id=party)


def _of_all(desk: Desk, rule: str) -> bool:
    """Give the one time limit that another sheet tells of an activity to its data that have none; False without any."""
    if desk.mapping.holds != RELATED or len(desk.group.lines) > 1:
        return False
    without = [
        one
        for one in desk.gathered.rows("data_line", desk.id)
        if "retention_id" not in one and {"subject_id", "data_id"} & one.keys()
    ]
    for one in without:
        one["retention_id"] = rule
    return bool(without)


def _describe(desk: Desk, line: Line, people: list[str], data: list[str]) -> None:
    """The sort of the one category that a row names, as a tool has it beside the name: what describes it."""
    named = [("data_category", name) for name in data] or [("data_subject_category", name) for name in people]
    for entry in line.get("sort", ()):
        said = reading.in_words(entry.text)
        if len(named) != 1 or desk.is_nothing(entry):
            if len(named) != 1:
                desk.keep(entry)
            continue
        table, name = named[0]
        described = said if reading.folded(said) != reading.folded(name) else None
        desk.gathered.shared(table, name, desk.place(entry.row), description=described)
        desk.take(entry, f"{table}.description")


def _paired(line: Line) -> list[tuple[str, Data]]:
    """Each person with the data on the same line of their cells, or of a cell that says "Employees: name, salary".

    Only where every line of the data lists several or the cell itself names the people; else all are meant with all.
    """
    people, data = line.get("data_subjects", ()), line.get("data_categories", ())
    if len(data) != 1 or len(people) > 1:
        return []
    lines = _lines(data[0].text)
    named = _lines(people[0].text) if people else []
    heads = [head for one in lines if (head := one.partition(":")[0]) != one]
    if len(lines) > 1 and len(heads) == len(lines) and (not named or _same_names(heads, named)):
        pairs = [(head.strip(), one.partition(":")[2]) for head, one in zip(heads, lines, strict=True)]
    elif len(lines) == len(named) > 1 and any("," in one or ";" in one for one in lines):
        pairs = list(zip(named, lines, strict=True))
    else:
        return []
    return [(who, (what, "", "")) for who, told in pairs for what in reading.values(told.strip(), None)]


def _lines(text: str) -> list[str]:
    return [one.strip(" ;,•-") for one in text.split("\n") if one.strip(" ;,•-")]


def _same_names(heads: list[str], named: list[str]) -> bool:
    """Whether what stands before the colons are the people that the row names."""
    return {reading.folded(head) for head in heads} == {reading.folded(one) for one in named}


def _data_line(desk: Desk, place: str, person: str, data: Data, rule: str, source: dict[str, str | None]) -> None:
    shared = desk.gathered.shared
    name, nature, detail = data
    desk.gathered.row(
        "data_line",
        "activity_id",
        desk.id,
        place,
        subject_id=shared("data_subject_category", person, place) if person else None,
        data_id=shared("data_category", name, place, nature=nature) if name else None,
        detail=detail,
        retention_id=rule or None,
        **source,
    )


def _in_detail(desk: Desk, line: Line) -> list[Data]:
    """Data that a form asks for by category: its label is the category."""
    found = []
    for target, nature in (("data_detail", ""), ("special_detail", "special_unspecified")):
        for entry in line.get(target, ()):
            nothing = reading.absence(entry.text)
            if reading.yes_no(entry.text).answer == "no" or (nothing and nothing.state != "unknown"):
                desk.take(entry, "data_line.data_id")
            elif not desk.is_nothing(entry):
                label = reading.folded(entry.column.heading)
                says_more = reading.yes_no(entry.text).answer != "yes" and reading.folded(entry.text) != label
                nature = _natures_asked().get(label, nature)
                found.append((entry.column.heading, nature, entry.text if says_more else ""))
                desk.take(entry, "data_line.detail")
    return found


@cache
def _natures_asked() -> Mapping[str, str]:
    """The natures of data for each of which the form of the French authority has a row, by the row's label."""
    form = json.loads(resources("formats", "cnil.json").read_text("utf-8"))["form"]
    asked = {**form["special"]["labels"], "national_id": form["data"]["labels"][-1]}
    return {reading.folded(label): nature for nature, label in asked.items()}


def _special(desk: Desk, line: Line) -> list[Data]:
    """Special categories that a column of their own lists. A yes alone is one that the file does not name."""
    found = []
    for entry in line.get("special_data", ()):
        answer = reading.yes_no(entry.text)
        if answer.answer == "no" and not answer.rest and desk.mapping.role == "controller":
            if _another_row_says(desk):
                desk.take(entry, "data_line.data_id")  # of the data of its row
            else:
                _no_special_data(desk, entry)
        elif answer.answer == "yes":
            found += _said_yes(desk, entry, answer.rest)
        elif answer.answer:
            desk.keep(entry)
        elif not desk.is_nothing(entry):
            found += [(text, "special_unspecified", "") for text in reading.values(entry.text, entry.column.separators)]
            desk.take(entry, "data_line.data_id")
    return found


def _another_row_says(desk: Desk) -> bool:
    """Whether one of several rows names special categories, or says yes to them."""
    entries = desk.group.all("special_data") if len(desk.group.lines) > 1 else ()
    return any(reading.yes_no(one.text).answer != "no" and not reading.absence(one.text) for one in entries)


def _said_yes(desk: Desk, entry: Entry, rest: str) -> list[Data]:
    """ "Yes – health, Art. 9(2)(h)": categories and their condition; without any, what the heading calls them."""
    told = reading.bases(rest, 9) if rest else reading.Bases()
    if desk.mapping.role == "controller":
        for code in told.conditions:
            desk.gathered.row("special_condition", "activity_id", desk.id, desk.place(entry.row), condition=code)
    named = told.rest if told.conditions else "" if _CITES_ALONE.fullmatch(rest) else rest
    names = [name.strip(" ,;:–-()") for name in reading.values(named, entry.column.separators)] if named else []
    desk.take(entry, "data_line.data_id")
    *above, own = entry.column.heading.split(" / ")
    asks_yes = reading.yes_no(own.partition("/")[0]).answer == "yes"  # "Sensitive data? / Yes/no"
    called = asked_for(above[-1] if above and asks_yes else own)
    return [(name, "special_unspecified", "") for name in filter(None, names)] or [(called, "special_unspecified", "")]


_CITES_ALONE = re.compile(
    r"[^\w]*(?:art\w*|čl\w*|член|άρθρο)?\W{0,3}(?:9|10)(?!\d)[^\w]*(?:\w*(?:gdpr|dsgvo|rgpd|avg|gvo))?\W*", re.I
)
"""The article on special categories or on convictions, and nothing of what is held: "Art 9"."""


def _no_special_data(desk: Desk, entry: Entry) -> None:
    """No special categories: the question of their condition does not apply, because the file says so."""
    if desk.gathered.holds("special_condition", desk.id):
        desk.keep(entry)
        return
    reason = f"{' '.join(entry.column.heading.split())}: {entry.text}"
    desk.gathered.say(desk.id, "special_conditions", "not_applicable", desk.place(entry.row), reason)
    desk.take(entry, "answer.special_conditions")


def _flags(desk: Desk, line: Line) -> list[Data]:
    """Columns that ask yes or no of one category: yes makes a line, no leaves it out."""
    found = []
    for target, entries in line.items():
        if not target.startswith(FLAG):
            continue
        for entry in entries:
            answer = reading.yes_no(entry.text).answer
            if answer is None:
                if not desk.is_nothing(entry):
                    desk.keep(entry, UNREADABLE)
                continue
            if answer == "yes":
                heading = entry.column.heading.rpartition(" / ")[2]
                found.append((asked_for(heading), target.removeprefix(FLAG), ""))
            desk.take(entry, "data_line.data_id")
    return found


def _rule(desk: Desk, line: Line) -> str:
    """The time limit of a row, with its own words; one rule for the same words."""
    words = []
    for entry in line.get("retention", ()):
        if not desk.is_nothing(entry):
            words.append(entry.text)
            desk.take(entry, "retention_rule.wording")
    starts = [e for e in line.get("retention_start", ()) if not desk.is_nothing(e)]
    amounts = [e for e in line.get("retention_amount", ()) if not desk.is_nothing(e)]
    units = [e for e in line.get("retention_unit", ()) if not desk.is_nothing(e)]
    for entry in (*amounts, *units):
        desk.take(entry, f"retention_rule.{'amount' if entry in amounts else 'unit'}")
    number = next((e for e in line.get("retention", ()) if e.text.strip().isdigit()), None)
    unit = units[0].text if units and not amounts else unit_in(number.column.heading) if number else ""
    if number and unit:  # "Retention (years)": 5
        words = [f"{text} {unit}" if text == number.text else text for text in words]
        units = [entry for entry in units if entry.text != unit]
    stated = " ".join([*(e.text for e in amounts), *(e.text for e in units)])
    for entry in starts:
        desk.take(entry, "retention_rule.trigger")
        if stated or not words:
            stated = f"{stated} {entry.text}".strip()
        else:
            words = [f"{words[0]} {entry.text}", *words[1:]]
    started = f"{stated} {words[0]}" if amounts and len(words) == 1 else ""
    if started and reading.retention(started).trigger and not reading.retention(stated).trigger:
        stated, words = started, []  # "Period: 5", "Unit: years", "Trigger: end of contract"
    wording = "\n".join(dict.fromkeys([*([stated] if stated else []), *words]))
    disposals = [e for e in line.get("disposal", ()) if not desk.is_nothing(e)]
    if disposals and not wording:
        wording = disposals[0].text
    for entry in disposals:
        desk.take(entry, "retention_rule.disposal")
        code = reading.disposal(entry.text)
        if code is None and entry.text not in wording:
            wording = f"{wording}\n{entry.text}"
    then = next((code for entry in disposals if (code := reading.disposal(entry.text))), None)
    return retention_rule(desk, wording, stated, desk.place(_row(line)), then) if wording else ""


def _limits_apart(desk: Desk, line: Line) -> dict[str, str]:
    """The limits of a cell that has several ("Invoices 10 years, mails 2 years"): by their words, each its own rule."""
    entries = line.get("retention", ())
    if len(entries) != 1:
        return {}
    limits = reading.limits(entries[0].text)
    if len(limits) < 2:
        return {}
    named = {reading.folded(words): words for words in limits if _names_data(line, reading.folded(words))}
    place = desk.place(_row(line))
    return {limit: retention_rule(desk, words, "", place) for limit, words in named.items()}


def _names_data(line: Line, limit: str) -> bool:
    """Whether a limit begins with one of the categories of data that its row lists."""
    listed = (reading.values(entry.text, entry.column.separators) for entry in line.get("data_categories", ()))
    return any(_begins_with(limit, value) for values in listed for value in values)


def _begins_with(limit: str, data: str) -> bool:
    return f"{limit} ".startswith(f"{reading.folded(data)} ")


def _limit_of(data: str, apart: dict[str, str]) -> str:
    """The rule of the limit that begins with a category of data; empty where none does."""
    return next((rule for limit, rule in apart.items() if data and _begins_with(limit, data)), "")


def retention_rule(desk: Desk, wording: str, stated: str, place: str, then: str | None = None) -> str:
    """The id of the time limit with these words; `then` is what a column of its own says of the end."""
    read = reading.retention(stated or wording)
    return desk.gathered.shared(
        "retention_rule", wording, place, called=read.words if len(wording) > LONGEST_NAME else "",
        wording=wording, amount=read.amount, unit=read.unit,
        trigger=read.trigger, criterion=read.criterion, legal_reference=read.law, disposal=then or read.disposal,
    )  # fmt: skip


def _sources(desk: Desk, line: Line) -> tuple[list[str], list[str]]:
    """Where the data come from: codes of the vocabulary, and parties by id; longer words are noted."""
    codes: list[str] = []
    parties: list[str] = []
    for entry in line.get("source", ()):
        if desk.is_nothing(entry):
            continue
        used = False
        for value in reading.values(entry.text, entry.column.separators):
            code = reading.origin(value)
            name = reading.from_whom(value)
            if code:
                codes.append(code)
            elif reading.is_source(name):
                parties.append(
                    desk.gathered.shared("organisation", name, desk.place(entry.row), kind=reading.party(name).kind)
                )
            else:
                desk.gathered.quote(desk.id, "data_lines", desk.document, desk.place(entry.row), value)
            used = True
        if used:
            desk.take(entry, "data_line.origin")
        else:
            desk.keep(entry)
    return list(dict.fromkeys(codes)), list(dict.fromkeys(parties))


# -- measures and systems ---------------------------------------------------------------------------------


def measures(desk: Desk) -> None:
    """Security measures, each shared by name; "see TOM" are those that the sheet of this name lists."""
    lists = desk.gathered.lists.get("measure", {})
    for text in values_of(desk, desk.group.all("measures"), "measure_use.measure_id"):
        place = desk.place(desk.group.rows[0])
        for id in pointed_to(text, lists, "measures") or [desk.gathered.shared("measure", text, place)]:
            desk.gathered.row("measure_use", "activity_id", desk.id, place, measure_id=id)


def systems(desk: Desk) -> None:
    """Systems, each shared by name."""
    for entry in desk.group.all("systems"):
        nothing = reading.absence(entry.text)
        if nothing and nothing.state == "none":
            desk.gathered.say(desk.id, "systems", "none", desk.place(entry.row), nothing.rest)
            desk.take(entry, "answer.systems")
            continue
        for text in values_of(desk, (entry,), "system_use.system_id"):
            place = desk.place(entry.row)
            id = desk.gathered.shared("system", text, place)
            desk.gathered.row("system_use", "activity_id", desk.id, place, system_id=id)
    if desk.gathered.holds("system_use", desk.id):
        desk.gathered.unsay(desk.id, "systems")


def _row(line: Line) -> int:
    return next(entry.row for entries in line.values() for entry in entries)
