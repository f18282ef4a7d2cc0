"""`ropa help`: the pages of the help at the terminal."""

import argparse
import shutil
import textwrap
from dataclasses import asdict

from ropa_desktop.cli.tables import Column, print_json, print_table
from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import _, format_date
from ropa_desktop.law.citing import cited, provision
from ropa_desktop.law.help import Page, page_of, search, worth

WIDEST = 100  # characters of a line that is read with ease


def help(options: argparse.Namespace) -> None:
    """The page on a check, a field or a letter; the pages that hold some words; or all of them."""
    text = " ".join(options.topic)
    found = page_of(text, options.language) if text else None
    listed = () if found else search(text, options.language)
    if options.json:
        print_json(asdict(found) if found else [{"key": one.key, "title": one.title} for one in listed])
    elif found:
        _print_page(found)
    elif listed:
        print_table(
            [Column(_("Page")), Column(_("Title")), Column(_("Article"))],
            [[_called(one), one.title, provision(", ".join(one.articles))] for one in listed],
        )
    if not found and not listed:
        raise BadInput(_("No page of the help holds “{text}”. “ropa help” lists all.").format(text=text))


def _called(one: Page) -> str:
    """The shortest that `ropa help` takes for a page."""
    found = page_of(one.name, one.language)
    return one.name if found == one else one.key


def _print_page(one: Page) -> None:
    print(one.title)
    if one.articles:
        print(cited(", ".join(one.articles)))
    for words in one.words:
        print()
        quoted = _("{article}: “{words}”").format(article=provision(words.article), words=words.text)
        _print_text(quoted, "    ")
    for section in one.sections:
        print()
        print(section.heading)
        for part in section.text.replace("*", "").split("\n\n"):
            _print_text(part, "  ")
    print()
    for source in one.sources:
        said = " · ".join(filter(None, (source.title, worth(source), format_date(source.checked_on), source.address)))
        _print_text(said, "  ")


def _print_text(text: str, indent: str) -> None:
    columns = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
    wrapped = textwrap.wrap(text, columns, initial_indent=indent, subsequent_indent=indent, break_long_words=False)
    print("\n".join(wrapped))
