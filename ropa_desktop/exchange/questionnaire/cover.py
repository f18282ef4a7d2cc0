"""The first page: who asks, what for, by when, who answers, and the one question that may be all there is to answer."""

from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.questionnaire import marks
from ropa_desktop.exchange.questionnaire.department import Request
from ropa_desktop.exchange.questionnaire.page import Page
from ropa_desktop.exchange.questionnaire.questions import YES_NO
from ropa_desktop.i18n import N_, format_date, plural_translator
from ropa_desktop.law.parties import contacts
from ropa_desktop.model.activity import Activity

_WHY = N_(
    "{keeper} keeps a record of what it does with information about people, as Article 30 of the GDPR asks. This file "
    "shows the part that {whose}, as it stands on {day}. You know best whether it is still right."
)
_STEPS = (
    N_("Nothing has changed? Write your name and the day below, choose “{no}”, save the file and send it back. Done."),
    N_("Something has? Choose “{yes}” beside it further down, go to its page by the link, and write what is new."),
    N_("You do not know? Leave the cell empty. Whatever you leave empty stays as it is."),
)
_ROOM_FOR_NEW = 3


def write_cover(
    page: Page, phrases: Phrases, request: Request, today: str, found: list[tuple[Activity, str]], title: str
) -> None:
    """Write the first page; `found` gives each activity with the name of its sheet."""
    say = phrases.say
    page.title(title)
    page.prose(_why(phrases, request, today))
    page.fact(say(N_("Who asks")), _who_asks(phrases, request))
    if request.until:
        page.fact(say(N_("Wanted by")), format_date(request.until, request.language))
    page.heading(say(N_("How to answer")))
    yes, no = (phrases.code("yes_no", code) for code in ("yes", "no"))
    for number, step in enumerate(_STEPS, 1):
        page.prose(f"{number}. {say(step, yes=yes, no=no)}")
    page.heading(say(N_("Your answer")))
    page.ask(marks.NAME, (), say(N_("Your name")), least=24.0)
    page.ask(marks.DAY, (), say(N_("The day you answer")), say(N_("such as {day}"), day=today), as_day=True, least=24.0)
    page.ask(marks.ANY_CHANGE, (), say(N_("All of it")), _any_change(phrases, found), choices=YES_NO, least=24.0)
    ngettext = plural_translator(phrases.language)
    page.heading(ngettext("The {n} activity", "The {n} activities, one by one", len(found)).format(n=len(found)))
    for activity, sheet in found:
        name = phrases.name("activity", activity.id)
        page.ask(
            marks.CHANGE, (activity.id,), name, _changed(phrases, activity), choices=YES_NO, target=sheet, least=24.0
        )
    page.heading(
        say(N_("Something that is not on the list?")),
        say(N_("What else you do with information about people: what it is called, and what it is for.")),
    )
    for number in range(1, _ROOM_FOR_NEW + 1):
        page.ask(marks.NEW_NAME, (str(number),), say(N_("{n}. What it is called"), n=number))
        page.ask(marks.NEW_PURPOSE, (str(number),), say(N_("… and what for")))


def _why(phrases: Phrases, request: Request, today: str) -> str:
    say = phrases.say
    keeper = phrases.name("organisation", request.keeper_id) or say(N_("Our organisation"))
    whose = (
        say(N_("{department} answers for"), department=request.department)
        if request.department
        else say(N_("you know"))
    )
    return say(_WHY, keeper=keeper, whose=whose, day=format_date(today, request.language))


def _who_asks(phrases: Phrases, request: Request) -> str:
    """The data protection officer, else the controller itself."""
    keeper = phrases.name("organisation", request.keeper_id)
    officers = contacts(phrases.snapshot, request.keeper_id, "dpo") if request.keeper_id else ()
    if not officers:
        return keeper or phrases.say(N_("Our organisation"))
    officer = officers[0]
    who = ", ".join(filter(None, (officer.name or officer.function, officer.email, officer.phone)))
    return phrases.say(N_("{who}, data protection officer of {keeper}"), who=who, keeper=keeper)


def _any_change(phrases: Phrases, found: list[tuple[Activity, str]]) -> str:
    days = [activity.reviewed_on for activity, _sheet in found]
    since = min((day for day in days if day), default="")
    if since and all(days):
        return phrases.say(N_("Has any of this changed since {day}?"), day=format_date(since, phrases.language))
    return phrases.say(N_("Is any of this wrong, missing or out of date?"))


def _changed(phrases: Phrases, activity: Activity) -> str:
    if activity.reviewed_on:
        day = format_date(activity.reviewed_on, phrases.language)
        return phrases.say(N_("Has this changed since {day}?"), day=day)
    return phrases.say(N_("Is any of this wrong, missing or out of date?"))
