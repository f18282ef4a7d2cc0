"""Law data from a file: what is refused, what differs, what is taken, and that facts are read from what is in use."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import set_language
from ropa_desktop.law import data, facts
from ropa_desktop.law.bundle import accepted_path, built_in, current, from_document, read_again, using
from ropa_desktop.law.data import LawData, accept, accepted, differences, forget, load, unverified
from ropa_desktop.law.data_file import FORMAT, problem
from ropa_desktop.law.vocabulary import label, vocabulary

TODAY = date.today().isoformat()
LATER = max(TODAY, built_in().as_of)


def document(**sections: Any) -> dict[str, Any]:
    """A file of law data that says what the program says, but for some sections."""
    base = built_in()
    own = {name: deepcopy(dict(getattr(base, name))) for name in ("adequacy", "territories", "transfer_mechanisms")}
    return {"format": FORMAT, "format_version": 1, "as_of": LATER, **own, **sections}


def written(path: Path, content: dict[str, Any]) -> Path:
    path.write_text(json.dumps(content), "utf-8")
    return path


def without_us() -> dict[str, Any]:
    """The decision on the United States ended on 18 February 2026."""
    found = document()
    decision = next(one for one in found["adequacy"]["decisions"] if one["territory"] == "US")
    decision["expires"], decision["status"] = "2026-02-18", "invalid"
    return found


def test_what_the_program_has_could_be_taken_and_changes_nothing(tmp_path: Path) -> None:
    found = load(written(tmp_path / "same.json", document()))
    assert differences(built_in(), found) == ()
    assert found.name == "same.json"


def change(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def apply(found: Any) -> None:
        *way, last = path.split(".")
        for step in way:
            found = found[int(step) if step.isdigit() else step]
        if value is ...:
            del found[last]
        else:
            found[int(last) if last.isdigit() else last] = value

    return apply


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (change("format", "something"), "no file of law data"),
        (change("format_version", 2), "newer version of the program"),
        (change("as_of", "2027-13-01"), "“2027-13-01” cannot stand as “as_of”"),
        (change("as_of", (date.today() + timedelta(2)).isoformat()), "dated in the future"),
        (change("opinion", "yes"), "“opinion” has no meaning there"),
        (change("adequacy", []), "“[]” cannot stand as “adequacy”"),
        (change("adequacy.decisions", {}), "“territory” is missing"),
        (change("adequacy.decisions.0", "AD"), "adequacy.decisions, 1: “territory” is missing"),
        (change("adequacy.decisions.0.territory", "XX"), "“XX” cannot stand as “territory”"),
        (change("adequacy.decisions.0.territory", ["AD"]), "cannot stand as “territory”"),
        (change("adequacy.decisions.0.adopted", "19.10.2010"), "“19.10.2010” cannot stand as “adopted”"),
        (change("adequacy.decisions.0.adopted", "20101019"), "“20101019” cannot stand as “adopted”"),
        (change("adequacy.decisions.0.expires", "2009-01-01"), "before it was adopted"),
        (change("adequacy.decisions.0.evidence", ...), "“evidence” is missing"),
        (change("adequacy.decisions.0.checked_on", "2999-01-01"), "cannot stand as “checked_on”"),
        (change("adequacy.decisions.0.covers", {"en": "all"}), "cannot stand as “covers”"),
        (change("adequacy.decisions.0.condition", "nice"), "“nice” cannot stand as “condition”"),
        (change("territories.eea", ["NO", "NO"]), "cannot stand as “eea”"),
        (change("territories.eea", ["NO", "Norway"]), "“Norway” cannot stand as “eea”"),
        (change("territories.status.0.until", "soon"), "“soon” cannot stand as “until”"),
        (change("territories.status.2.from", ...), "a bridge needs its first and last day"),
        (change("territories.status.1.from", "2021-01-01"), "before it begins"),
        (change("transfer_mechanisms.entries.0.code", "NEW"), "ADEQUACY is not among the mechanisms"),
        (change("transfer_mechanisms.entries.1.en", "Adequacy decision (Art. 45)"), "stands there twice"),
        (change("transfer_mechanisms.entries.0.legacy_until", "2026-01-01"), "cannot stand as “legacy_until”"),
        (change("transfer_mechanisms.checked_on", "now"), "“now” cannot stand as “checked_on”"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused_with_the_place(
    tmp_path: Path, wrong: Callable[[dict[str, Any]], None], said: str
) -> None:
    found = document()
    wrong(found)
    with pytest.raises(BadInput) as refused:
        load(written(tmp_path / "law.json", found))
    assert said in str(refused.value)
    assert str(refused.value).startswith("law.json cannot be taken: ")


@pytest.mark.parametrize("text", ["", "[1]", "[" * 100_000, "\x00"])
def test_other_files_are_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(BadInput, match="law data"):
        load(tmp_path / "x.json")
    with pytest.raises(BadInput, match="cannot be read"):
        load(tmp_path / "nowhere.json")


def test_a_file_may_leave_out_what_it_does_not_change() -> None:
    short = {"format": FORMAT, "format_version": 1, "as_of": LATER, "adequacy": without_us()["adequacy"]}
    assert problem(short) == ""
    found = from_document("short.json", short)
    assert found.territories is built_in().territories
    assert [one.code for one in differences(built_in(), found)] == ["US"]


def test_an_ended_decision_is_told_in_a_sentence_in_both_languages() -> None:
    (found,) = differences(built_in(), from_document("law.json", without_us()))
    assert (found.what, found.code) == ("adequacy", "US")
    assert found.said() == (
        "Adequacy decision for United States: in force until further notice, now 18 Feb 2026; "
        "status in force and contested, now declared invalid."
    )
    set_language("nb")
    assert found.said().startswith(
        "Beslutning om tilstrekkelig beskyttelsesnivå for USA: i kraft inntil videre, nå 18. februar 2026; "
        "status i kraft og bestridt, nå kjent ugyldig."
    )


def test_new_lost_and_changed_things_are_named() -> None:
    changed = document()
    decisions = changed["adequacy"]["decisions"]
    lost = decisions.pop(0)
    decisions.append({**lost, "territory": "IN", "name": "India", "decision": None, "adopted": "2026-01-05"})
    changed["territories"]["eea"].remove("HR")
    mechanism = next(e for e in changed["transfer_mechanisms"]["entries"] if e["code"] == "SCC_2021_M2")
    mechanism["invalid_from"] = "2026-10-01"
    changed["transfer_mechanisms"]["entries"][0]["note"] = "put better"
    said = {one.code: one.said() for one in differences(built_in(), from_document("law.json", changed))}
    assert said.keys() == {"AD", "IN", "HR", "SCC_2021_M2"}
    assert said["AD"] == "Adequacy decision for Andorra: no longer listed."
    assert said["IN"].startswith("Adequacy decision for India: new, adopted on 5 Jan 2026, scope all")
    assert said["HR"] == "Status of Croatia: in the EEA Yes, now No."
    assert said["SCC_2021_M2"].endswith("no longer valid from –, now 1 Oct 2026.")


def test_facts_and_mechanisms_are_read_from_what_is_used() -> None:
    changed = without_us()
    next(e for e in changed["transfer_mechanisms"]["entries"] if e["code"] == "SCC_2021_M2")["status"] = "invalid"
    changed["territories"]["eea"].append("CH")
    changed["as_of"] = "2026-11-20"
    assert facts.adequacy("US", "2026-11-22") is not None
    with using(from_document("law.json", changed)):
        assert facts.adequacy("US", "2026-11-22") is None
        assert facts.adequacy("US", "2026-02-18") is not None
        assert facts.in_eea("CH", "2026-11-22")
        assert not facts.third_country("CH", "2026-11-22")
        assert facts.facts_as_of() == "2026-11-20"
        assert vocabulary("transfer_mechanism").terms["SCC_2021_M2"].details["status"] == "invalid"
    assert facts.adequacy("US", "2026-11-22") is not None
    assert not facts.in_eea("CH", "2026-11-22")
    assert vocabulary("transfer_mechanism").terms["SCC_2021_M2"].details["status"] == "active"


def test_what_is_accepted_is_used_until_it_is_forgotten(tmp_path: Path) -> None:
    assert accepted() is None
    found = load(written(tmp_path / "law.json", without_us()))
    accept(found)
    taken = accepted()
    assert taken is not None
    assert differences(taken, found) == ()
    assert facts.adequacy("US", "2026-11-22") is None
    assert load(accepted_path()).as_of == found.as_of, "what is kept is a file of law data itself"
    assert forget() is True
    assert accepted() is None
    assert facts.adequacy("US", "2026-11-22") is not None
    assert forget() is False


def test_older_data_are_not_taken_and_newer_ones_of_the_program_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = load(written(tmp_path / "old.json", {**without_us(), "as_of": "2020-01-01", "adequacy": {"decisions": []}}))
    assert data.is_older(old)
    with pytest.raises(BadInput, match=r"old\.json is of 1 Jan 2020, older than the law data in use"):
        accept(old)
    assert accepted() is None
    monkeypatch.setattr(data, "is_older", lambda found: False)
    accept(old)  # as when the program was renewed after it
    assert accepted() is None
    assert current() is built_in()


def test_an_accepted_file_that_was_spoilt_is_passed_over(tmp_path: Path) -> None:
    accept(load(written(tmp_path / "law.json", without_us())))
    accepted_path().write_text("{", "utf-8")
    read_again()
    assert current() is built_in()


def test_what_is_not_verified_is_named() -> None:
    known = dict(unverified(built_in()))
    assert set(known.values()) == {"general knowledge"}
    codes = ("SWISS_PRIVACY_SHIELD", "UK_IDTA", "UK_ADDENDUM", "UK_US_BRIDGE")
    assert set(known) == {"South Korea", *(label("transfer_mechanism", code) for code in codes)}


def test_law_data_are_compared_by_what_they_are() -> None:
    one, two = (from_document("law.json", document()) for _time in range(2))
    assert isinstance(one, LawData)
    assert one != two
    assert len({one, two}) == 2
