"""The language of window, terminal and exports.

English is the language of the message ids. `resources/i18n/nb.po` holds the Norwegian of everything,
`resources/i18n/output/XX.po` what a report can say in a language that the window does not speak; `make translations`
compiles them. Where the compiled file is missing, English is shown.
"""

import gettext as _gettext
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from ropa_desktop.paths import resources

LANGUAGES = {"en": "English", "nb": "Norsk bokmål"}
"""Those of the window and the terminal, by their own names."""

OUTPUT_LANGUAGES = {
    **LANGUAGES,
    "nn": "Norsk nynorsk",
    "da": "Dansk",
    "sv": "Svenska",
    "fi": "Suomi",
    "de": "Deutsch",
    "nl": "Nederlands",
    "fr": "Français",
    "es": "Español",
    "it": "Italiano",
}
"""Those in which a record is handed over: headings and legal terms; the person's own texts stay hers."""

# Who reads Bokmål as well: "no_NO", "nn_NO", and what Windows calls "Norwegian Bokmål_Norway".
_ALIASES = {"no": "nb", "nn": "nb", "norwegian": "nb"}

_language = "en"
_spoken: ContextVar[str] = ContextVar("spoken", default="")


def N_(message: str) -> str:
    """Marks a message that is translated later, where it is shown."""
    return message


def _(message: str) -> str:
    """The message in the current language."""
    return _catalogue(language()).gettext(message) if message else ""  # gettext answers "" with its own header


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form that goes with the number `n` in the current language."""
    return _catalogue(language()).ngettext(singular, plural, n)


def translator(code: str) -> Callable[[str], str]:
    """`_` for another language than the current one: an export may be in another language than the window."""
    catalogue = _catalogue(code)
    # gettext answers the empty message with the catalogue's own header.
    return lambda message: catalogue.gettext(message) if message else ""


def plural_translator(code: str) -> Callable[[str, str, int], str]:
    """`ngettext` for another language than the current one."""
    return _catalogue(code).ngettext


def set_language(code: str) -> None:
    """Makes a language current; one that is not among LANGUAGES becomes English."""
    global _language
    _language = code if code in LANGUAGES else "en"


def language() -> str:
    """The code of the current language."""
    return _spoken.get() or _language


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Another language for what is said within, in this thread alone: a report of what says `_` to the person."""
    token = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(token)


def default_language() -> str:
    """The language of the person's environment, where it is one of ours; else English."""
    names = [os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    name = next(filter(None, names), "") or _platform_locale()
    code = name.lower().replace("-", "_").split(":")[0].split(".")[0].split("_")[0].split(" ")[0]
    code = _ALIASES.get(code, code)
    return code if code in LANGUAGES else "en"


def _platform_locale() -> str:
    """What the operating system says where no variable is set, as on Windows."""
    import locale

    try:
        return locale.getlocale()[0] or ""
    except ValueError:  # a locale that Python cannot read
        return ""


@cache
def _catalogue(code: str) -> _gettext.NullTranslations:
    folder = ("i18n",) if code in LANGUAGES else ("i18n", "output")
    try:
        with open(resources(*folder, f"{code}.mo"), "rb") as compiled:
            return _gettext.GNUTranslations(compiled)
    except FileNotFoundError:
        return _gettext.NullTranslations()


_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)


def format_date(iso: str, language: str | None = None) -> str:
    """An ISO date as a person reads it: "2020-07-16" as "16 Jul 2020", in Norwegian "16. juli 2020".

    "2022-01" and "2018" say as much as they know. Anything else is returned as it stands.
    """
    translate = translator(language or _spoken.get() or _language)
    year, *rest = iso.split("-")
    if len(year) != 4 or len(rest) > 2 or not all(part.isdecimal() for part in (year, *rest)):
        return iso
    if not rest:
        return year
    month = int(rest[0])
    if not 1 <= month <= 12:
        return iso
    name = translate(_MONTHS[month - 1])
    if len(rest) == 1:
        return translate(N_("{month} {year}")).format(month=name, year=year)
    return translate(N_("{day} {month} {year}")).format(day=int(rest[1]), month=name, year=year)


def format_time(iso: str, language: str | None = None) -> str:
    """A moment (ISO 8601 with its zone) as this computer's clock shows it: "21 Nov 2026 14:03"."""
    from datetime import datetime

    try:
        local = datetime.fromisoformat(iso).astimezone()
    except ValueError:
        return iso
    return f"{format_date(local.date().isoformat(), language)} {local:%H:%M}"
