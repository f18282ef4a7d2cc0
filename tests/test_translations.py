"""Every message of the sources and forms is translated into every language, and no translation is stale."""

import ast
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ropa_desktop.i18n import LANGUAGES, OUTPUT_LANGUAGES
from ropa_desktop.model import catalog

ROOT = Path(__file__).resolve().parent.parent
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def translations() -> dict[str, Any]:
    """packaging/translations.py, which is a script and no module of the package."""
    return runpy.run_path(str(ROOT / "packaging" / "translations.py"))


@pytest.fixture
def small_project(tmp_path: Path, translations: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    """The same script over a project of one Python file, one form and one language."""

    def build(python: str = "", form: str = "", norwegian: str = "") -> dict[str, Any]:
        for name, text in {
            "ropa_desktop/module.py": python,
            "forms/form.ui": f"<ui>{form}</ui>",
            "resources/i18n/nb.po": HEADER + norwegian,
        }.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        variables = translations["problems"].__globals__
        variables.update(ROOT=tmp_path, CATALOGUES=tmp_path / "resources" / "i18n")
        return translations

    return build


def test_every_language_is_complete(translations: dict[str, Any]) -> None:
    assert "\n".join(translations["problems"]()) == "", "make translations brings nb.po up to date"


def test_no_message_escapes_the_extractor(translations: dict[str, Any]) -> None:
    """It does not look into the braces of an f-string."""
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in translations["extracted"]()}
    said = {
        (path.name, node.args[0].value)
        for path in (ROOT / "ropa_desktop").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_", "ngettext")
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert {(name, message) for name, message in said if message and message not in known} == set()


def test_every_language_offered_has_a_file() -> None:
    files = {path.stem for path in (ROOT / "resources" / "i18n").glob("*.po")}
    assert files | {"en"} == set(LANGUAGES)
    handed_over = {path.stem for path in (ROOT / "resources" / "i18n" / "output").glob("*.po")}
    assert handed_over | set(LANGUAGES) == set(OUTPUT_LANGUAGES)


def test_the_titles_of_every_kind_of_record_can_be_handed_over(translations: dict[str, Any]) -> None:
    modules = {kind.model.partition(":")[0].rpartition(".")[2] for kind in catalog.KINDS}
    assert {f"model/{name}.py" for name in modules} <= set(translations["FIELDS"])


def test_what_speaks_in_the_language_of_a_report_is_translated_for_it(translations: dict[str, Any]) -> None:
    """Modules that take `Phrases` and mark messages; the two that use them to tell the person are named here."""
    to_the_person = {"export.py", "leaving.py"}
    speaking = {
        path
        for folder in ("exchange", "exchange/layouts")
        for path in (ROOT / "ropa_desktop" / folder).glob("*.py")
        if path.name not in to_the_person
        and "import Phrases" in (text := path.read_text(encoding="utf-8"))
        and "N_(" in text
    }
    assert speaking - set(translations["_sources"](translations["REPORTS"])) == set()


def test_a_report_says_what_is_marked_for_it_and_the_titles_of_fields(
    small_project: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    script = small_project()
    for name, text in {
        "exchange/entries.py": 'N_("Purposes")\n_("A word to the person")\nngettext("{n} day", "{n} days", n)',
        "model/activity.py": 'department: str = line(N_("Department"), N_("Which one."), answers=())',
        "window/page.py": 'N_("Open")',
    }.items():
        path = tmp_path / "ropa_desktop" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert {message.id for message in script["reported"]() if message.id} == {
        "Purposes",
        ("{n} day", "{n} days"),
        "Department",
    }
    finnish = tmp_path / "resources/i18n/output/fi.po"
    finnish.parent.mkdir()
    finnish.write_text(HEADER, encoding="utf-8")
    script["update_all"]()
    assert "A word to the person" not in finnish.read_text(encoding="utf-8")
    left = {problem for problem in script["problems"]() if problem.startswith("output/fi.po")}
    assert left == {f"output/fi.po: not translated: {message!r}" for message in ("Purposes", "{n} day", "Department")}


def test_python_and_forms_are_read_by_one_extractor(small_project: Callable[..., dict[str, Any]]) -> None:
    script = small_project(
        python='_("Open")\nN_("New " "register")\nngettext("{n} file", "{n} files", n)\nother("Quiet")',
        form='<string>&amp;Close</string><string notr="true">activity</string><string/>',
    )
    found = {message.id for message in script["extracted"]() if message.id}
    assert found == {"Open", "New register", ("{n} file", "{n} files"), "&Close"}


@pytest.mark.parametrize(
    ("norwegian", "fault"),
    [
        ("", "not in the file yet"),
        ('msgid "Open {name}"\nmsgstr ""', "not translated"),
        ('#, fuzzy\nmsgid "Open {name}"\nmsgstr "Åpne {name}"', "uncertain"),
        ('msgid "Open {name}"\nmsgstr "Åpne"', "leaves out name"),
        ('msgid "Open {name}"\nmsgstr "Åpne {navn}"', "placeholder that the message does not have"),
        (
            'msgid "Open {name}"\nmsgstr "Åpne {name}"\n\nmsgid "Shut"\nmsgstr "Lukk"',
            "no longer in the sources",
        ),
    ],
)
def test_what_keeps_a_language_from_being_complete_is_named(
    norwegian: str, fault: str, small_project: Callable[..., dict[str, Any]]
) -> None:
    (problem,) = small_project(python='_("Open {name}")', norwegian=norwegian)["problems"]()
    assert fault in problem


def test_a_plural_form_that_misses_is_named(small_project: Callable[..., dict[str, Any]]) -> None:
    norwegian = 'msgid "{n} file"\nmsgid_plural "{n} files"\nmsgstr[0] "{n} fil"'
    (problem,) = small_project(python='ngettext("{n} file", "{n} files", n)', norwegian=norwegian)["problems"]()
    assert "not translated" in problem


def test_updating_adds_and_drops_and_keeps_no_place_or_date(
    small_project: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    script = small_project(
        python='_("Open")\n_("Close")',
        norwegian='msgid "Open"\nmsgstr "Åpne"\n\nmsgid "Shut"\nmsgstr "Lukk"\n',
    )
    script["update_all"]()
    text = (tmp_path / "resources/i18n/nb.po").read_text(encoding="utf-8")
    assert text.endswith('msgid "Close"\nmsgstr ""\n\nmsgid "Open"\nmsgstr "Åpne"\n')
    assert "Shut" not in text
    assert "Date" not in text
    assert "module.py" not in text
