"""The help pages: each check and field has one, in both languages, with its sources; quoted words are the law's own."""

import json
import re
from collections import Counter
from itertools import chain

import pytest

from ropa_desktop.i18n import LANGUAGES
from ropa_desktop.law import help
from ropa_desktop.law.checking import CHECKS
from ropa_desktop.law.completeness import LETTERS
from ropa_desktop.law.help import Page
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.statements import AnswerState
from ropa_desktop.paths import resources

CODES = frozenset(
    [
        "keeper_not_identified",
        "dpo_unknown",
        "representative_unknown",
        "controller_ambiguous",
        "joint_without_arrangement",
        "processor_record_missing",
        "controller_acted_for_unknown",
        "own_purpose",
        "source_stale",
        "review_overdue",
        "request_due",
        "activity_incomplete",
        "placeholder",
        "duplicate_reference",
        "duplicate_party",
        "organisation_number_wrong",
        "code_unknown",
        "purposes_missing",
        "data_missing",
        "basis_missing",
        "basis_generic",
        "basis_unusual",
        "law_not_named",
        "interest_not_weighed",
        "special_condition_missing",
        "criminal_authority_missing",
        "national_number",
        "assessment_screening",
        "assessment_missing",
        "recipients_missing",
        "processors_unnamed",
        "party_kind",
        "source_as_processor",
        "contract_missing",
        "contract_expired",
        "contract_ending",
        "eea_only_questioned",
        "recipient_outside_without_transfer",
        "transfers_unknown",
        "transfer_country_unknown",
        "mechanism_missing",
        "mechanism_not_valid",
        "mechanism_unusual",
        "no_adequacy_decision",
        "adequacy_scope",
        "adequacy_ending",
        "transfer_assessment_missing",
        "derogation_undocumented",
        "time_limit_missing",
        "time_limit_vague",
        "time_limits_conflict",
        "statutory_period",
        "measures_missing",
        "measures_vague",
    ]
)
"""Every code that may ever be found."""

MOST_WORDS = 200
SECTIONS = {
    "en": ["What the law says", "What authorities expect", "An example", "What to do here"],
    "nb": ["Hva loven sier", "Hva tilsynene venter", "Et eksempel", "Hva du gjør her"],
}
"""What the page of a check is made of."""

ARTICLE = re.compile(r"[1-9]\d?(\(\d+\))?(\([a-z]\))?(–(\d+|\([a-z]\)|\(\d+\)))?")
ALL = [page for language in LANGUAGES for page in help.pages(language)]
CHAPTERS = [(chapter, language) for chapter in help.CHAPTERS for language in LANGUAGES]
EVERY_PAGE = pytest.mark.parametrize(("chapter", "language"), CHAPTERS)


def pages_of(chapter: str, language: str) -> list[Page]:
    """The pages of a chapter, of which there are some."""
    found = [page for page in help.pages(language) if page.chapter == chapter]
    assert found
    return found


def names_of(table: str) -> list[str]:
    """Fields and relations of a table."""
    relations = next((kind.relations for kind in catalog.KINDS if kind.key == table), ())
    return [*tables.fields(table), *(relation.name for relation in relations)]


# -- nothing is without a page ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_a_page(language: str) -> None:
    without = [check.code for check in CHECKS if help.page_of_check(check.code, language) is None]
    assert without == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_checks_name_codes_that_are_found(language: str) -> None:
    named = {page.name for page in help.pages(language) if page.chapter == "checks"}
    assert named - CODES - {check.code for check in CHECKS} == set()
    assert CODES - named == set()


@pytest.mark.parametrize("table", sorted(tables.models()))
def test_every_field_and_relation_of_every_kind_resolves_to_a_page(table: str) -> None:
    without = [f"{table}.{name}" for name in names_of(table) if help.page_of_field(table, name) is None]
    assert without == []


@pytest.mark.parametrize("table", sorted(tables.models()))
def test_the_page_of_a_field_with_an_article_speaks_of_that_article(table: str) -> None:
    silent = []
    for name, field in tables.fields(table).items():
        page = help.page_of_field(table, name, "en")
        if field.article and page is not None:
            number = re.split(r"\(", field.article)[0]
            if not any(re.match(rf"{number}\b", article) for article in page.articles):
                silent.append(f"{table}.{name} ({field.article}): {page.key}")
    assert silent == []


@pytest.mark.parametrize("role", LETTERS)
def test_every_letter_of_article_30_has_a_page(role: str) -> None:
    assert all(help.page(f"letters/{role}.{letter}", "en") for letter in LETTERS[role])


@pytest.mark.parametrize("state", ["documented", "partly", "unknown", *AnswerState])
def test_every_state_has_a_page(state: str) -> None:
    assert help.page(f"states/{state}", "en") is not None


# -- each page is whole -----------------------------------------------------------------------------------


def test_every_page_is_there_in_every_language() -> None:
    keys = {language: {page.key for page in help.pages(language)} for language in LANGUAGES}
    assert len({frozenset(found) for found in keys.values()}) == 1, {
        language: sorted(set(chain(*keys.values())) - found) for language, found in keys.items()
    }


def test_no_file_of_a_page_is_of_no_language_or_chapter() -> None:
    root = resources("help")
    known = {f"{page.key}.{page.language}.md" for page in ALL}
    assert {path.relative_to(root).as_posix() for path in root.rglob("*.md")} == known


@EVERY_PAGE
def test_a_page_names_its_sources_and_what_they_are_worth(chapter: str, language: str) -> None:
    for page in pages_of(chapter, language):
        assert page.sources, page.key
        for source in page.sources:
            assert re.fullmatch(r"20\d\d-\d\d-\d\d", source.checked_on)
            assert source.evidence in ("verified", "secondary", "general_knowledge", "own")
            assert source.address.startswith("http") or not source.address


@EVERY_PAGE
def test_a_page_is_short(chapter: str, language: str) -> None:
    for page in pages_of(chapter, language):
        assert len(" ".join(section.text for section in page.sections).split()) < MOST_WORDS, page.key


@EVERY_PAGE
def test_a_page_cites_articles_and_explains_fields_that_exist(chapter: str, language: str) -> None:
    for page in pages_of(chapter, language):
        assert [article for article in page.articles if not ARTICLE.fullmatch(article)] == [], page.key
        for named in page.fields:
            table, dot, field = named.partition(".")
            if table == "*":
                assert any(field in names_of(kind.key) for kind in catalog.KINDS), named
            else:
                assert table in tables.models(), named
                assert not dot or field in names_of(table), named


def test_no_field_is_explained_by_two_pages() -> None:
    named = Counter(field for page in help.pages("en") for field in page.fields)
    assert [field for field, pages in named.items() if pages > 1] == []


@EVERY_PAGE
def test_a_translation_cites_what_the_english_page_cites(chapter: str, language: str) -> None:
    for page in pages_of(chapter, language):
        english = help.page(page.key, "en")
        assert english is not None
        assert (page.articles, page.fields) == (english.articles, english.fields), page.key
        assert len(page.sections) == len(english.sections), page.key
        ours, theirs = ({each.key for each in one.sources if "words" not in each.key} for one in (page, english))
        assert ours == theirs, page.key
        assert language == "en" or page.title != english.title, page.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_check_says_law_authorities_example_and_what_to_do(language: str) -> None:
    for page in pages_of("checks", language):
        assert [section.heading for section in page.sections] == SECTIONS[language], page.key
        assert all(section.text for section in page.sections), page.key


@EVERY_PAGE
def test_a_page_judges_nothing_and_shouts_at_nobody(chapter: str, language: str) -> None:
    for page in pages_of(chapter, language):
        said = " ".join([page.title, *(section.text for section in page.sections)]).casefold()
        for word in ("compliant", "unlawful", "please", "successfully", "oops", "vennligst", "!"):
            assert word not in said, (page.key, word)
        assert not re.search(r"\b(is|are) lawful\b|\ber (lov|ulov)lig\b", said), page.key


@EVERY_PAGE
def test_a_page_holds_no_markup_but_paragraphs_lists_and_emphasis(chapter: str, language: str) -> None:
    for page in pages_of(chapter, language):
        for section in page.sections:
            assert not re.search(r"[<>`\[\]#_|]", re.sub(r"\[X\]|<\d+>", "", section.text)), section.text


# -- the law's own words ----------------------------------------------------------------------------------


def test_words_that_a_page_names_were_read_in_some_language() -> None:
    read = set(json.loads(resources("help", "regulation.json").read_text("utf-8"))["en"]["words"])
    for path in resources("help").rglob("*.md"):
        line = re.search(r"^words: (.*)$", path.read_text("utf-8"), re.MULTILINE)
        assert not line or {part.strip() for part in line[1].split(",")} <= read, path.name


@EVERY_PAGE
def test_words_are_quoted_with_the_source_in_which_they_were_read(chapter: str, language: str) -> None:
    for page in pages_of(chapter, language):
        quotes = [source for source in page.sources if source.key.startswith("gdpr_words")]
        assert bool(quotes) == bool(page.words)
        assert all(source.evidence == "verified" for source in quotes)


def test_words_that_were_not_read_in_norwegian_are_not_quoted_in_norwegian() -> None:
    english, norwegian = (help.page_of_check("contract_missing", language) for language in ("en", "nb"))
    assert english is not None
    assert norwegian is not None
    assert [words.article for words in english.words] == ["28(3)"]
    assert english.words[0].text.startswith("Processing by a processor shall be governed by a contract")
    assert norwegian.words == ()


# -- finding a page ---------------------------------------------------------------------------------------


def test_a_field_has_its_own_page_before_that_of_all_kinds_and_that_before_its_kind() -> None:
    def key(table: str, field: str) -> str:
        page = help.page_of_field(table, field, "en")
        return page.key if page else ""

    assert key("purpose", "legal_basis") == "fields/purpose.legal_basis"
    assert key("purpose", "note") == "fields/record"
    assert key("contact", "phone") == "fields/contact"
    assert key("activity", "purposes") == "letters/controller.b"
    assert key("no_such_kind", "note") == "fields/record"
    assert key("no_such_kind", "name") == ""


@pytest.mark.parametrize("called", ["dpo_unknown", "DPO-Unknown", "checks/dpo_unknown"])
def test_a_page_is_called_by_the_code_of_a_check(called: str) -> None:
    page = help.page_of(called, "en")
    assert page is not None
    assert page.key == "checks/dpo_unknown"


@pytest.mark.parametrize(
    ("called", "key"),
    [
        ("purpose.legal_basis", "fields/purpose.legal_basis"),
        ("transfer", "fields/transfer"),
        ("controller.f", "letters/controller.f"),
        ("unknown", "states/unknown"),
        ("Legal basis", "fields/purpose.legal_basis"),
    ],
)
def test_a_page_is_called_by_field_kind_letter_state_and_title(called: str, key: str) -> None:
    page = help.page_of(called, "en")
    assert page is not None
    assert page.key == key


def test_what_is_no_page_is_none() -> None:
    assert help.page_of("no such thing", "en") is None
    assert help.page("checks/no_such", "en") is None


@pytest.mark.parametrize("asked", ["særlige kategorier", "Saerlige KATEGORIER", "kategorier særl"])
def test_pages_are_found_however_the_words_are_written_the_last_one_begun(asked: str) -> None:
    keys = [page.key for page in help.search(asked, "nb")]
    assert "checks/special_condition_missing" in keys
    assert "checks/contract_missing" not in keys


def test_a_page_whose_title_holds_the_words_comes_first() -> None:
    assert help.search("legal basis", "en")[0].title in ("Legal basis", "A purpose without a legal basis")
    assert len(help.search("legal basis", "en")) > 3


def test_only_the_last_word_may_be_begun_and_nothing_found_is_nothing() -> None:
    assert help.search("transf mechanism", "en") == ()
    assert help.search("no such word anywhere", "en") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_asking_for_nothing_gives_the_contents_letters_first_in_the_law_s_order(language: str) -> None:
    found = [page.key for page in help.search("  ", language)]
    assert found[:3] == ["letters/controller", "letters/controller.a", "letters/controller.b"]
    assert [key.split("/")[0] for key in found] == sorted((key.split("/")[0] for key in found), key=help.CHAPTERS.index)
