"""Writing a questionnaire: a first page that takes a minute, then a sheet for each activity."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.questionnaire import marks
from ropa_desktop.exchange.questionnaire.choices import Choices, choices
from ropa_desktop.exchange.questionnaire.cover import write_cover
from ropa_desktop.exchange.questionnaire.department import Request, asked
from ropa_desktop.exchange.questionnaire.look import Look, look
from ropa_desktop.exchange.questionnaire.page import FIRST_PAGE, Page, write_lists
from ropa_desktop.exchange.questionnaire.questions import Line, blocks
from ropa_desktop.exchange.scope import for_controller
from ropa_desktop.exchange.workbook.columns import LISTS
from ropa_desktop.exchange.workbook.saving import PROGRAM, save
from ropa_desktop.i18n import N_
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.snapshot import Snapshot

_HEADS = (N_("Question"), N_("As it is in our register"), N_("Changed to"))
_HINT = N_("Write on the right only what is different. Choose “{gone}” where something is no longer so.")
_NOT_KNOWN = N_("not known yet")


def write_questionnaire(snapshot: Snapshot, target: Path, request: Request) -> int:
    """Write a questionnaire; returns how many activities it asks about.

    It shows the confirmed activities of one department, of one controller alone. Raises `BadInput` where there is
    nothing to ask, and `CannotWrite`, leaving what was there.
    """
    phrases = Phrases(for_controller(confirmed(snapshot), request.keeper_id), request.language)
    found = asked(phrases.snapshot, request)
    if request.department:  # as the register spells it
        request = replace(request, department=" ".join((found[0].department or "").split()))
    save(lambda book: _fill(book, phrases, request, found), target)
    return len(found)


def _fill(book: Any, phrases: Phrases, request: Request, found: tuple[Activity, ...]) -> None:
    say = phrases.say
    keeper = phrases.name("organisation", request.keeper_id)
    title = say(N_("Questions to {department}"), department=request.department) if request.department else ""
    title = title or say(N_("Questions about personal data"))
    first = book.create_sheet(say(N_("Start here")))
    styles, lists = look(first), choices(phrases)
    names = sheet_names(found, phrases, {first.title, LISTS})
    today = request.asked_on or date.today().isoformat()
    whose = (request.keeper_id or "", request.department, request.language, today)
    marker = (marks.FORMAT, str(marks.FORMAT_VERSION), *whose)
    book.properties.title, book.properties.creator = title, PROGRAM
    header = ": ".join(filter(None, (keeper, title)))
    page = Page(first, styles, lists, header, request.language, marker, FIRST_PAGE)
    write_cover(page, phrases, request, today, [(one, names[one.id]) for one in found], title)
    for activity in found:
        sheet = book.create_sheet(names[activity.id])
        _write_activity(sheet, styles, lists, phrases, activity, title, first.title)
    write_lists(book.create_sheet(LISTS), styles, lists, (marks.LISTS, ""))
    book.security.lockStructure = True


def sheet_names(found: tuple[Activity, ...], phrases: Phrases, taken: set[str]) -> dict[str, str]:
    """What each activity's sheet is called: its name, short enough for a tab, and unlike every other."""
    used = {name.casefold() for name in taken}
    names: dict[str, str] = {}
    for activity in found:
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", phrases.name("activity", activity.id)).strip(" '") or "?"
        name, number = plain[:31].strip(), 1
        while name.casefold() in used:
            number += 1
            name = f"{plain[:27].strip()} {number}"
        used.add(name.casefold())
        names[activity.id] = name
    return names


def _write_activity(
    sheet: Any, styles: Look, lists: Choices, phrases: Phrases, activity: Activity, title: str, first: str
) -> None:
    say = phrases.say
    name = phrases.name("activity", activity.id)
    page = Page(sheet, styles, lists, title, phrases.language, (marks.ACTIVITY, activity.id), name=name)
    sheet.freeze_panes = "A6"
    page.link(say(N_("‹ Back to the first page")), first)
    page.title(name)
    page.prose(say(_HINT, gone=lists["gone"]["no longer"]))
    page.heads([say(text) for text in _HEADS])
    for block in blocks(phrases, activity):
        if not block.lines:
            continue
        page.heading(block.title, block.help, (block.lines[0].label, block.lines[0].present))
        for line in block.lines:
            _ask(page, styles, say(_NOT_KNOWN), line)


def _ask(page: Page, styles: Look, not_known: str, line: Line) -> None:
    present = line.present or (not_known if line.gap else "")
    style = styles.gap if line.gap else styles.sensitive if line.sensitive else styles.present
    least = 44.0 if line.key == "comment" else 20.0
    page.ask(
        line.key, line.ids, line.label, present, line.was,
        choices=line.choices, removable=not line.is_new, style=style, least=least,
    )  # fmt: skip
