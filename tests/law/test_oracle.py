"""The registers of five published notices: each finding that a colleague would raise is raised, and no other.

A row is a check and the five notices in order: CommunicatorCloud, ConnXio, Catacloud, Commsor, CloudCall. ✔ stands for
at least one finding, – for none. Where the law asks for something else than the table first had, `DEVIATIONS` says so
with the words of the notice.
"""

import re
from collections.abc import Mapping

import pytest

from ropa_desktop.exchange.samples import NOTICES, build
from ropa_desktop.law.checking import findings
from ropa_desktop.law.findings import Finding
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.wholes import entry_of
from ropa_desktop.register.register import Register

ON = "2026-11-21"

MATRIX: tuple[tuple[str, str], ...] = (
    ("keeper_not_identified", "✔–✔✔–"),  # F-ID
    ("dpo_unknown", "✔✔✔✔✔"),  # F-DPO
    ("source_stale", "✔✔✔✔✔"),  # F-DATE, F-STALE
    ("processor_record_missing", "✔––––"),  # F-ROLE
    ("controller_ambiguous", "––––✔"),  # F-CONTROLLER-AMBIGUOUS
    ("representative_unknown", "–––✔✔"),  # F-ART27
    ("basis_missing", "–✔✔✔✔"),  # F-BASIS-MISSING
    ("basis_generic", "✔✔–✔–"),  # F-BASIS-GENERIC
    ("basis_unusual", "✔✔–––"),  # F-BASIS-QUESTION
    ("special_condition_missing", "–––––"),  # F-ART9
    ("own_purpose", "––––✔"),  # F-OWN-PURPOSE
    ("activity_incomplete", "–✔––✔"),  # F-INCOMPLETE
    ("processors_unnamed", "✔–✔✔✔"),  # F-PROC-UNNAMED
    ("party_kind", "–✔–––"),  # F-PARTY-KIND
    ("source_as_processor", "–––––"),  # F-SOURCE-AS-PROC
    ("eea_only_questioned", "–✔–––"),  # F-EEA-QUESTION
    ("transfers_unknown", "––✔––"),  # F-TRANSFER-UNKNOWN
    ("transfer_country_unknown", "✔–––✔"),  # F-COUNTRY
    ("mechanism_not_valid", "––––✔"),  # F-MECH-INVALID
    ("mechanism_unusual", "✔––✔–"),  # F-MECH-QUESTION
    ("time_limit_vague", "✔✔✔✔✔"),  # F-RET-VAGUE
    ("time_limits_conflict", "–✔✔––"),  # F-RET-CONFLICT
    ("statutory_period", "–✔✔––"),  # F-RET-STATUTORY
    ("measures_vague", "✔✔✔✔✔"),  # F-TOM-VAGUE
)

DEVIATIONS: Mapping[tuple[str, str], tuple[str, str]] = {}
"""Check and notice of a cell that differs from the table the notices were first read by: why, and the quotation."""


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Snapshot]:
    """The register of each notice, by its controller."""
    found = {}
    for controller in NOTICES:
        with Register.create(tmp_path_factory.mktemp("oracle") / "notice.ropa") as register:
            build(register, (controller,))
            found[controller] = register.snapshot()
    return found


@pytest.fixture(scope="module")
def raised(registers: dict[str, Snapshot]) -> dict[str, tuple[Finding, ...]]:
    """What is found in each, by its controller."""
    return {controller: findings(snapshot, ON) for controller, snapshot in registers.items()}


@pytest.mark.parametrize(("code", "cells"), MATRIX, ids=[code for code, _cells in MATRIX])
def test_a_notice_raises_what_it_must_and_nothing_else(
    raised: dict[str, tuple[Finding, ...]], code: str, cells: str
) -> None:
    found = {name: "✔" if any(one.code == code for one in raised[name]) else "–" for name in NOTICES}
    assert found == dict(zip(NOTICES, cells, strict=True))


def test_every_cell_that_differs_says_why_with_the_words_of_the_notice() -> None:
    codes = {code for code, _cells in MATRIX}
    assert {code for code, _notice in DEVIATIONS} <= codes
    assert {notice for _code, notice in DEVIATIONS} <= set(NOTICES)
    assert all(why and quotation for why, quotation in DEVIATIONS.values())


@pytest.mark.parametrize(
    ("code", "notice", "references"),
    [
        ("party_kind", "Communicate Norge AS", {"CX-ORG-02", "CX-ORG-03"}),  # Azure and Cassandra, L117-123
        ("time_limit_vague", "Communicate Norge AS", {"CX-RET-04", "CX-RET-05", "CX-RET-06", "CX-RET-07"}),
        ("time_limit_vague", "Catacloud AS", {"CA-RET-06", "CA-RET-07"}),  # L78, L109
        ("time_limits_conflict", "Communicate Norge AS", {"CX-P01"}),
        ("time_limits_conflict", "Catacloud AS", {"CA-04"}),
        ("statutory_period", "Communicate Norge AS", {"CX-01"}),
        ("statutory_period", "Catacloud AS", {"CA-04", "CA-RET-07", "CA-RET-08"}),
        ("measures_vague", "Communicate Norge AS", {"CX-MEA-01", "CX-MEA-02"}),
    ],
)
def test_a_finding_points_at_the_very_record(
    raised: dict[str, tuple[Finding, ...]],
    registers: dict[str, Snapshot],
    code: str,
    notice: str,
    references: set[str],
) -> None:
    snapshot = registers[notice]
    found = [
        entry_of(snapshot, one.table, snapshot.find(one.table, one.record))
        for one in raised[notice]
        if one.code == code
    ]
    assert {entry[1].reference for entry in found if entry} == references


def test_the_privacy_shield_is_left_alone_the_day_before_the_judgment(registers: dict[str, Snapshot]) -> None:
    days = ("2019-06-01", "2020-07-15", "2020-07-16")
    asked = [{one.code for one in findings(registers["CloudCall Group"], day)} for day in days]
    assert ["mechanism_not_valid" in codes for codes in asked] == [False, False, True]


def test_the_record_of_a_group_in_the_united_kingdom_asks_for_a_representative_from_2021_on(
    registers: dict[str, Snapshot],
) -> None:
    days = ("2020-12-31", "2021-01-01")
    asked = [{one.code for one in findings(registers["CloudCall Group"], day)} for day in days]
    assert ["representative_unknown" in codes for codes in asked] == [False, True]


def test_one_of_which_only_the_name_is_known_gets_one_finding_instead_of_seven(
    raised: dict[str, tuple[Finding, ...]], registers: dict[str, Snapshot]
) -> None:
    named = [one for found in raised.values() for one in found if one.code == "activity_incomplete"]
    for one in named:
        of_activity = {
            other.code for found in raised.values() for other in found if other.record == one.record and other != one
        }
        assert not of_activity & {"purposes_missing", "data_missing", "basis_missing", "recipients_missing"}


def test_no_finding_claims_more_than_the_program_knows(raised: dict[str, tuple[Finding, ...]]) -> None:
    for found in raised.values():
        for one in found:
            own_words = re.sub("“[^”]*”", "", f"{one.sentence} {one.advice}")  # without what the register says
            assert not re.search(r"compliant|lawful|illegal|invalid\b|please|!", own_words, re.IGNORECASE)
