"""Messages and dates in the person's language."""

from pathlib import Path
from threading import Thread

import pytest

from ropa_desktop import i18n
from ropa_desktop.i18n import _, format_date, language, speaking


@pytest.mark.parametrize(
    ("iso", "english", "norwegian"),
    [
        ("2020-07-16", "16 Jul 2020", "16. juli 2020"),
        ("2026-05-01", "1 May 2026", "1. mai 2026"),
        ("2022-01", "Jan 2022", "januar 2022"),
        ("2018", "2018", "2018"),
        ("in spring", "in spring", "in spring"),
        ("2018-13", "2018-13", "2018-13"),
        ("2018-01-02-03", "2018-01-02-03", "2018-01-02-03"),
        ("", "", ""),
    ],
)
def test_dates_are_written_as_people_write_them(iso: str, english: str, norwegian: str) -> None:
    assert format_date(iso) == english
    assert format_date(iso, "nb") == norwegian


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("nn", "16. juli 2020", "januar 2022"),
        ("da", "16. juli 2020", "januar 2022"),
        ("sv", "16 juli 2020", "januari 2022"),
        ("fi", "16. heinäkuuta 2020", "tammikuu 2022"),
        ("de", "16. Juli 2020", "Januar 2022"),
        ("nl", "16 juli 2020", "januari 2022"),
        ("fr", "16 juillet 2020", "janvier 2022"),
        ("es", "16 de julio de 2020", "enero de 2022"),
        ("it", "16 luglio 2020", "gennaio 2022"),
    ],
)
def test_dates_of_a_report_stand_in_the_order_of_its_language(language: str, day: str, month: str) -> None:
    assert format_date("2020-07-16", language) == day
    assert format_date("2022-01", language) == month


def test_the_current_language_governs_messages_and_dates() -> None:
    i18n.set_language("nb")
    assert i18n.language() == "nb"
    assert i18n._("Mar") == "mars"
    assert format_date("2020-03-01") == "1. mars 2020"
    assert i18n.translator("en")("Mar") == "Mar"


def test_the_empty_message_stays_empty() -> None:
    assert i18n.translator("nb")("") == ""


def test_a_message_that_is_only_marked_is_not_translated_yet() -> None:
    i18n.set_language("nb")
    assert i18n.N_("Mar") == "Mar"


@pytest.mark.parametrize(("n", "form"), [(0, "files"), (1, "file"), (2, "files")])
def test_a_number_chooses_its_form(n: int, form: str) -> None:
    assert i18n.ngettext("file", "files", n) == form


def test_an_unknown_language_becomes_english() -> None:
    i18n.set_language("tlh")
    assert i18n.language() == "en"


def test_without_compiled_translations_english_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "resources", lambda *parts: tmp_path.joinpath(*parts))
    i18n._catalogue.cache_clear()
    assert i18n.translator("nb")("Mar") == "Mar"
    i18n._catalogue.cache_clear()


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("nb_NO.UTF-8", "nb"),
        ("nn_NO", "nb"),
        ("no", "nb"),
        ("Norwegian Bokmål_Norway.1252", "nb"),
        ("en_GB.UTF-8", "en"),
        ("de_DE.UTF-8", "en"),
        ("C.UTF-8", "en"),
        ("nb:en", "nb"),
    ],
)
def test_the_language_of_the_environment_is_taken_where_we_have_it(
    locale: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", locale)
    assert i18n.default_language() == language


@pytest.mark.parametrize(("n", "form"), [(1, "{n} måned"), (3, "{n} måneder")])
def test_an_export_in_another_language_has_its_own_plurals(n: int, form: str) -> None:
    assert i18n.plural_translator("nb")("{n} month", "{n} months", n) == form


def test_another_language_is_spoken_within_one_thread_alone() -> None:
    heard: list[str] = []
    with speaking("nb"):
        assert (_("unknown"), language(), format_date("2026-01-02")) == ("ukjent", "nb", "2. januar 2026")
        other = Thread(target=lambda: heard.append(_("unknown")))
        other.start()
        other.join()
    assert heard == ["unknown"]
    assert (_("unknown"), language()) == ("unknown", "en")
