"""The command line: what can be asked, and how failures are said: one sentence on stderr and exit code 1."""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from ropa_desktop import __version__
from ropa_desktop.cli.usage import speak_usage
from ropa_desktop.errors import BadInput, RegisterError
from ropa_desktop.i18n import LANGUAGES, N_, OUTPUT_LANGUAGES, _, default_language, set_language

_CHECKED = N_("the register, or any spreadsheet: nothing is written")

Command = Callable[[argparse.Namespace], None]


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are expected failures like any other."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(
            _("{message}. “{program} --help” tells how it is used.").format(message=message, program=self.prog)
        )


def run(arguments: Sequence[str]) -> int:
    """Carry out one command; returns the exit code: 0, or 1 after one sentence on stderr."""
    set_language(default_language())
    speak_usage()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        options = _parser().parse_args(arguments)
        options.command(options)
        sys.stdout.flush()
        return 0
    except RegisterError as error:
        print(_on_one_line(str(error)), file=sys.stderr)
    except KeyboardInterrupt:
        print(_("Stopped. Nothing half-done was kept."), file=sys.stderr)
    except BrokenPipeError:  # the reader of a pipe has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


_ORDERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def _on_one_line(sentence: str) -> str:
    """A sentence that names a file, whatever stands in the file's name: line ends, or orders to a terminal."""
    return _ORDERS.sub(" ", sentence).strip()


def _lazily(module: str, name: str) -> Command:
    """A command that imports its module only when it is asked for."""

    def command(options: argparse.Namespace) -> None:
        from importlib import import_module

        getattr(import_module(f"ropa_desktop.cli.{module}"), name)(options)

    return command


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="ropa", description=_("The record of processing activities (GDPR Article 30) in one file."))
    parser.add_argument(
        "--version", action="version", version=f"ROPA Desktop {__version__}", help=_("show the version and exit")
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(
        name: str, help: str, module: str, *, file: str = "FILE", help_file: str = N_("the register")
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help, description=help)
        command.set_defaults(command=_lazily(module, name.replace("-", "_")))
        if file:
            command.add_argument("file", metavar=file, type=Path, help=_(help_file))
        return command

    new = add("new", _("make an empty register"), "changing")
    new.add_argument("--controller", metavar="NAME", help=_("the controller whose record it will hold"))
    sample = add("sample", _("make a register with the example records"), "changing")
    sample.add_argument("--controller", metavar="NAME", help=_("one of them alone"))
    _library(add)
    _json(add("info", _("what a register holds"), "reading"))

    listing = add("list", _("list the records of a kind"), "reading")
    listing.add_argument("kind", metavar="KIND", help=_("such as activities, organisations, transfers or processors"))
    listing.add_argument("--controller", metavar="NAME")
    _json(listing)
    show = add("show", _("one record, whole"), "reading")
    show.add_argument("reference", metavar="REFERENCE", help=_("such as PA-014"))
    show.add_argument("--controller", metavar="NAME")
    _json(show)
    _law(add)
    _checking(add("check", _("what is open, missing or contradicts the law’s dates"), "checking", help_file=_CHECKED))
    counting = add(
        "overview", _("the figures of the overview: letters, reviews, transfers, flows, time limits"), "overview"
    )
    counting.add_argument("--controller", metavar="NAME", help=_("one controller's record alone"))
    _json(counting)
    _json(add("history", _("every change, newest last"), "reading"))

    _explaining(add)
    _finding(add)
    importing = add(
        "import", _("take a spreadsheet, a questionnaire that came back, or JSON into a register"), "changing"
    )
    importing.set_defaults(command=_lazily("changing", "import_"))
    _importing(importing)
    _exporting(add)

    _changing_everywhere(add)
    window = add("open", _("open the window"), "changing", file="")
    window.set_defaults(command=_lazily("changing", "open_"))
    window.add_argument("file", metavar="FILE", nargs="?", help=_("the register"))
    return parser


def _exporting(add: Callable[..., argparse.ArgumentParser]) -> None:
    listing_layouts = add("layouts", _("list the layouts that a record can be handed over in"), "layouts", file="")
    listing_layouts.add_argument(
        "--copy", nargs=2, metavar=("LAYOUT", "JSON"), help=_("write a layout to a file, to make an own one of it")
    )
    _json(listing_layouts)
    export = add("export", _("hand over in the format that the ending of OUT names"), "exporting")
    export.add_argument("out", metavar="OUT", type=Path)
    export.add_argument("--controller", metavar="NAME", help=_("one controller's record alone"))
    export.add_argument("--role", choices=("controller", "processor"))
    export.add_argument("--client", metavar="NAME", help=_("what is done for one controller acted for, and no other"))
    export.add_argument("--full", action="store_true", help=_("with all that Article 30 does not ask for"))
    export.add_argument(
        "--with",
        dest="besides",
        metavar="WHAT",
        action="append",
        default=[],
        help=_("with some of it: bases, details, contracts, notes, sources, editors, findings"),
    )
    export.add_argument(
        "--dry-run", action="store_true", help=_("say what would leave and what stay, and write nothing")
    )
    export.add_argument("--clarify-by", metavar="DATE", help=_("call what is unknown under clarification until a day"))
    export.add_argument(
        "--public", action="store_true", help=_("without names of persons and without particulars of security")
    )
    export.add_argument("--draft", action="store_true", help=_("say on every page that it is a draft"))
    export.add_argument("--request", metavar="REFERENCE", help=_("the request that it answers, such as REQ-001"))
    export.add_argument("--as-of", metavar="DATE", help=_("the register as it stood at the end of a day"))
    export.add_argument(
        "--language", choices=tuple(OUTPUT_LANGUAGES), help=_("that of the layout's headings without it, else English")
    )
    export.add_argument(
        "--layout",
        metavar="LAYOUT",
        help=_("register, questionnaire, one that “ropa layouts” lists, or the .json file of an own one"),
    )
    export.add_argument(
        "--separator", choices=(";", ","), default=";", help=_("what stands between the cells of a .csv")
    )
    export.add_argument("--logo", metavar="FILE", type=Path, help=_("the client's logo on the pages, a PNG or JPEG"))
    export.add_argument("--colour", metavar="#RRGGBB", default="", help=_("the client's colour for the heads"))
    export.add_argument(
        "--embed", action="store_true", help=_("a PDF carries the working copy as JSON, with every field of it")
    )
    export.add_argument("--department", metavar="NAME", help=_("whom the questionnaire asks; all without it"))
    export.add_argument("--until", metavar="DATE", help=_("by when the answer is wanted, as YYYY-MM-DD"))
    verifying = add(
        "verify",
        _("whether a file is one that was handed over, and from which revision"),
        "exporting",
        file="EXPORT",
        help_file=N_("the file that was handed over"),
    )
    verifying.add_argument("register", metavar="REGISTER", type=Path, help=_("the register"))
    _json(verifying)


def _finding(add: Callable[..., argparse.ArgumentParser]) -> None:
    search = add("search", _("find every word of every field"), "finding")
    search.add_argument("text", metavar="TEXT", nargs="+", help=_("words that all must be there, the last begun"))
    search.add_argument("--limit", metavar="N", type=int, default=50, help=_("how many are shown at most"))
    used = add("used", _("where a record or a country is used"), "finding")
    used.add_argument("reference", metavar="REFERENCE", help=_("such as ORG-004, or a country"))
    for command in (search, used):
        command.add_argument("--controller", metavar="NAME", help=_("one controller's record alone"))
        _json(command)


def _changing_everywhere(add: Callable[..., argparse.ArgumentParser]) -> None:
    merge = add("merge", _("make two records of a kind one"), "everywhere")
    merge.add_argument("keep", metavar="KEEP", help=_("the reference of the one that stays"))
    merge.add_argument("other", metavar="OTHER", help=_("the reference of the one that goes"))
    merge.add_argument(
        "--take", metavar="FIELD", action="append", default=[], help=_("a field in which the other’s word counts")
    )
    merge.add_argument("--controller", metavar="NAME", help=_("whose records the references are"))
    replace = add("replace", _("replace a text or code everywhere"), "everywhere")
    replace.add_argument("find", metavar="FIND")
    replace.add_argument("replace", metavar="REPLACE")
    replace.add_argument("--field", metavar="KIND.FIELD", help=_("in one field alone, such as purpose.legal_basis"))
    replace.add_argument("--whole", action="store_true", help=_("only where it is the whole text"))
    for command in (merge, replace):
        command.add_argument("--dry-run", action="store_true", help=_("say what would change, and change nothing"))
        _json(command)


def _explaining(add: Callable[..., argparse.ArgumentParser]) -> None:
    explaining = add("help", _("what the law says on a check, a field or a letter"), "explaining", file="")
    explaining.add_argument(
        "topic",
        metavar="TOPIC",
        nargs="*",
        help=_("a code such as dpo_unknown, a field such as purpose.legal_basis, or words to look for"),
    )
    explaining.add_argument("--language", choices=tuple(LANGUAGES), help=_("the language of the page"))
    _json(explaining)


def _library(add: Callable[..., argparse.ArgumentParser]) -> None:
    _json(add("library", _("list the activities of the starter library"), "library", file=""))
    begin = add("begin", _("put activities of the starter library into a register, as suggestions"), "library")
    begin.add_argument("items", metavar="ITEM", nargs="+", help=_("such as payroll; “ropa library” lists them"))
    begin.add_argument("--controller", metavar="NAME", help=_("whose record they go into"))
    begin.add_argument("--language", choices=tuple(LANGUAGES), help=_("the language of what is written"))
    confirm = add("confirm", _("confirm all that is suggested of one record"), "library")
    confirm.add_argument("reference", metavar="REFERENCE", help=_("such as PA-014"))
    confirm.add_argument("--controller", metavar="NAME")


def _law(add: Callable[..., argparse.ArgumentParser]) -> None:
    law = add("law", _("the law data in use, and what a newer file changes"), "law", file="")
    law.add_argument(
        "file", metavar="FILE", nargs="?", type=Path, help=_("a newer file of law data; nothing is fetched")
    )
    law.add_argument(
        "--registers",
        metavar="PATH",
        nargs="+",
        type=Path,
        default=[],
        help=_("registers, or folders of them: what it touches"),
    )
    law.add_argument("--accept", action="store_true", help=_("use this file from now on"))
    law.add_argument("--forget", action="store_true", help=_("go back to the law data of the program"))
    _json(law)


def _checking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help=_("findings that were postponed or answered too"))
    parser.add_argument(
        "--output", metavar="OUT", type=Path, help=_("write the findings as .xlsx, or the days to come as .ics")
    )
    parser.add_argument(
        "--law-change", metavar="JSON", type=Path, help=_("of a folder: which registers newer law data touch")
    )
    parser.add_argument(
        "--notes", metavar="FOLDER", type=Path, help=_("with --law-change: a draft note per controller")
    )
    parser.add_argument("--on", metavar="DATE", help=_("the day to be judged, such as 2019-06-01; today by default"))
    parser.add_argument("--mapping", metavar="JSON", type=Path, help=_("where the columns of a spreadsheet go"))
    _cells(parser)
    _json(parser)


def _importing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sheet", metavar="SHEET", type=Path, help=_("a spreadsheet or a .json file"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would change, and change nothing"))
    parser.add_argument("--mapping", metavar="JSON", type=Path, help=_("where the columns of a spreadsheet go"))
    parser.add_argument("--save-mapping", metavar="JSON", type=Path, help=_("write where the columns went"))
    parser.add_argument("--report", metavar="XLSX", type=Path, help=_("write what became of every cell"))
    _cells(parser)
    _json(parser)


def _cells(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cells", action="store_true", help=_("with --json: every cell and what became of it"))


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
