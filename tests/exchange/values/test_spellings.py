"""Every spelling met in templates and in registers of the wild, and what it is read as."""

import pytest

from ropa_desktop.exchange.values.bases import read_bases
from ropa_desktop.exchange.values.retention import read_retention
from ropa_desktop.law.vocabulary import vocabulary

A, B, C, D, E, F = (f"6(1)({letter})" for letter in "abcdef")

BASES = [
    ("6(1)(b)", [B], [], []),
    ("Article 6(1)(a)", [A], [], []),
    ("Art 6(1)(c)", [C], [], []),
    ("Personopplysningslovens artikkel 6.1.c)", [C], [], []),
    ("artikkel 6.1. c)", [C], [], []),
    ("Artikkel 6 nr. 1 e)", [E], [], []),
    (
        "GDPR artikkel 6 nr. 1 bokstav c og 9 nr. 2 bokstav b, "
        "jf. personopplysningsloven § 6 jf. arbeidsmiljøloven § 3-1",
        [C],
        ["9(2)(b)"],
        ["personopplysningsloven § 6", "arbeidsmiljøloven § 3-1"],
    ),
    ("Art. 6(1)a - Samtykke", [A], [], []),
    ("ART61A", [A], [], []),
    ("6.1.a", [A], [], []),
    ("Art. 6 Abs. 1 lit. b DSGVO (Vertragserfüllung)", [B], [], []),
    ("Art. 6.1.b GDPR", [B], [], []),
    ("article 6.1.a et 9.2.a du RGPD", [A], ["9(2)(a)"], []),
    ("artikel 6, stk. 1, litra f", [F], [], []),
    ("Legitimate interest / pre-contract", [F, B], [], []),
    ("Consent (explicit opt-in)", [A], [], []),
    ("Legal obligation", [C], [], []),
    ("weighing of interest", [F], [], []),
    ("interesseavveiing", [F], [], []),
    ("Vertragserfüllung", [B], [], []),
    ("Arbeidsmiljøloven", [], [], ["Arbeidsmiljøloven"]),
    ("Kommuneloven", [], [], ["Kommuneloven"]),
    ("Skattelovgivningen", [], [], ["Skattelovgivningen"]),
    ("Per source activity", [], [], []),
    ("xxx", [], [], []),
    ("Art. 6 (1) (a), (b) and (f) GDPR", [A, B, F], [], []),
    ("Art. 6 Abs. 1 lit. b, f DSGVO", [B, F], [], []),
    ("DS-GVO Art. 6 I b", [B], [], []),
    ("Art. 6 Abs. 1 lit. c DSGVO i.V.m. § 147 AO", [C], [], ["§ 147 AO"]),
    ("6 artiklan 1 kohdan b alakohta", [B], [], []),
    ("artículo 6.1.b) RGPD", [B], [], []),
    ("art. 6, par. 1, lett. b)", [B], [], []),
    ("article 6, paragraphe 1, point f)", [F], [], []),
    ("artikel 6 lid 1 sub b AVG", [B], [], []),
    ("artikel 6 lid 1 onder b en c", [B, C], [], []),
    ("artikel 6.1 b", [B], [], []),
    ("§ 26 BDSG", [], [], ["§ 26 BDSG"]),
    ("Lov om offentlige anskaffelser", [], [], ["Lov om offentlige anskaffelser"]),
    ("Folketrygdloven kap.8", [], [], ["Folketrygdloven kap.8"]),
    ("Obligation légale (Code du travail)", [C], [], ["Code du travail"]),
    ("privacy_contract", [B], [], []),
    ("6-1-c", [C], [], []),
    ("6 artikla 1 kohta b ja c", [B, C], [], []),
    ("9 artikla 2 kohta h", [], ["9(2)(h)"], []),
    ("§ 6(1) lit. f", [F], [], []),
    ("§ 6 Abs. 1 lit. f DSGVO", [F], [], []),
    ("art. 6.º, n.º 1, alínea b) do RGPD", [B], [], []),
    ("6. artikli lõike 1 punkt c", [C], [], []),
    ("članak 6. stavak 1. točka b", [B], [], []),
    ("6 ust. 1 lit. f)", [F], [], []),
    ("6 e og 6 c", [E, C], [], []),
    ("Art. 6b DSGVO", [B], [], []),
    ("litra c", [C], [], []),
    ("lit. b, c", [B, C], [], []),
    ("LI", [F], [], []),
    ("Verordnung (EU) 2016/679 Art. 6 Abs. 1 lit. b", [B], [], []),
    ("Verordnung (EU) 2016/679", [], [], []),
    ("Arbeitsvertrag", [B], [], []),
    ("§ 6 BDSG", [], [], ["§ 6 BDSG"]),
    ("Yhdistyslaki 11 §", [], [], ["Yhdistyslaki 11 §"]),
    ("Kirjanpitolaki 2 luku 10 §", [], [], ["Kirjanpitolaki 2 luku 10 §"]),
    ("Art. 6 Abs. 1 S. 1 lit. f DSGVO", [F], [], []),
    ("Art. 6 Abs. 1 Satz 1 Buchst. c DSGVO", [C], [], []),
    ("Art. 6(1)(b)(f)", [B, F], [], []),
    ("art. 6 c. 1 lett. b) GDPR", [B], [], []),
    ("RGPD: 6.1.c) Ley 58/2003", [C], [], ["Ley 58/2003"]),
    ("Wettelijke verplichting (art. 6 lid 1 sub c AVG)", [C], [], []),
    (
        "Personopplysningslovens artikkel 6.1.b) Vi har kontrakt/avtale for behandlingen; "
        "Arbeidsmiljøloven § 14-15; xxx",
        [B],
        [],
        ["Arbeidsmiljøloven § 14-15"],
    ),
    ("Artikkel 6 nr. 1 f) Berettiget interesse i behandlingen (interesseavveiing)", [F], [], []),
    ("Personopplysningslovens artikkel 6.e) behandlingen er nødvendig for å utføre en oppgave", [E], [], []),
    ("Artikkel 9 nr. 2 i) Behandlingen er nødvendig av allmenne folkehelsehensyn.", [], ["9(2)(i)"], []),
    ("Suostumus", [A], [], []),
    ("Rättslig förpliktelse", [C], [], []),
    ("Retlig forpligtelse", [C], [], []),
    ("Gerechtvaardigd belang", [F], [], []),
    ("Interés público", [E], [], []),
    ("Legittimo interesse", [F], [], []),
    ("Intérêts vitaux", [D], [], []),
]


@pytest.mark.parametrize(("text", "bases", "conditions", "laws"), BASES, ids=[row[0][:40] for row in BASES])
def test_a_legal_basis(text: str, bases: list[str], conditions: list[str], laws: list[str]) -> None:
    read = read_bases(text)
    assert [basis.code for basis in read.bases] == bases
    assert [basis.code for basis in read.conditions] == conditions
    assert list(read.national_law) == laws


def test_words_that_contradict_the_article_make_the_reading_unsure() -> None:
    assert read_bases("6(1)(a) legitimate interest").certainty == 0.5
    assert read_bases("Consent (Art. 6(1)(f))").certainty == 0.5
    assert read_bases("6(1)(f) legitimate interest").certainty == 1.0


def test_what_follows_an_article_explains_it() -> None:
    read = read_bases("Art. 6(1)(b) – needed to pay salaries")
    assert read.bases[0].explanation == "needed to pay salaries"
    assert read.rest == ""


def test_in_a_column_of_conditions_words_are_conditions() -> None:
    assert [each.code for each in read_bases("Explicit consent", article=9).conditions] == ["9(2)(a)"]
    assert read_bases("Explicit consent").conditions == ()


LIMITS = [
    ("3 months", [(3, "month", None)]),
    ("24 months (inbound)", [(24, "month", None)]),
    ("12 months (no reply)", [(12, "month", None)]),
    ("Until opt-out", [(None, None, "opt_out")]),
    ("Per contract (~12mo) then delete", [(12, "month", "contract_end")]),
    ("Logs ~90 days", [(90, "day", None)]),
    ("5_Years", [(5, "year", None)]),
    ("5 years (UAE law)", [(5, "year", None)]),
    ("Life of contract + legal", [(None, None, "contract_end")]),
    ("5 år etter regnskapsårets slutt (bokføringsloven)", [(5, "year", "accounting_year_end")]),
    ("3 år og 6 måneder etter regnskapsårets slutt", [(42, "month", "accounting_year_end")]),
    ("minst 10 år etter siste innføring i journalen", [(10, "year", "last_journal_entry")]),
    ("innen 2 år etter at personen slutter", [(2, "year", "employment_end")]),
    ("slettes etter 24 timer", [(24, "hour", None)]),
    ("etter 2 veker", [(2, "week", None)]),
    ("5 ans à compter du versement de la paie", [(5, "year", "event")]),
    ("Durée du compte + 12 mois", [(12, "month", "account_closure")]),
    ("12 mois sans activité, ou suppression immédiate sur demande", [(12, "month", "last_activity")]),
    ("10 Jahre nach Abschluss (Steuerunterlagen, § 147 AO)", [(10, "year", "event")]),
    ("12–24 mnd", [(None, None, None)]),
    ("[X] mnd", []),
    ("så lenge dette oppfyller formålet", [(None, None, None)]),
    ("6 bzw. 10 Jahre", [(6, "year", None), (10, "year", None)]),
    ("1,5 år", [(18, "month", None)]),
    ("et halvt år", [(6, "month", None)]),
    ("Kundendaten: 10 Jahre; Bewerber: 6 Monate", [(10, "year", None), (6, "month", None)]),
    ("10 years from the end of the accounting year", [(10, "year", "accounting_year_end")]),
    ("5 years from the departure of the employee of the organization", [(5, "year", "employment_end")]),
    ("Duration of respective contracts", [(None, None, "contract_end")]),
    ("5 vuotta työsuhteen päättymisestä", [(5, "year", "employment_end")]),
    ("6 Monate nach Absage", [(6, "month", "recruitment_decision")]),
    ("7 jaar na einde boekjaar", [(7, "year", "accounting_year_end")]),
    ("10 anni dalla cessazione del rapporto", [(10, "year", "contract_end")]),
    ("5 años desde la finalización del contrato", [(5, "year", "contract_end")]),
    ("2 år efter avslutad anställning", [(2, "year", "employment_end")]),
    ("5 år efter udgangen af det pågældende regnskabsår", [(5, "year", "accounting_year_end")]),
    ("Opplysninger lagres under ansettelse og 5 år etter at den ansatte har sluttet.", [(5, "year", "employment_end")]),
    ("På kommunens sak- og arkivsystem", []),
    ("Gallras 2 år efter avslutat ärende", [(2, "year", "case_closed")]),
    ("Employment + 5 years", [(5, "year", "employment_end")]),
    ("6 mois après la fin du mandat", [(6, "month", "contract_end")]),
    ("The time required to issue the pay slip", [(None, None, None)]),
    ("Permanent", [(None, None, None)]),
    ("Lagres så lenge formålet krever det. Deretter slettes de.", [(None, None, None)]),
]


@pytest.mark.parametrize(("text", "limits"), LIMITS, ids=[row[0][:40] for row in LIMITS])
def test_a_time_limit(text: str, limits: list[tuple[int | None, str | None, str | None]]) -> None:
    read = read_retention(text)
    assert [(limit.amount, limit.unit, limit.trigger) for limit in read.limits] == limits
    assert all(limit.words in text for limit in read.limits)
    for limit in read.limits:
        assert limit.trigger is None or limit.trigger in vocabulary("retention_trigger").terms
        assert limit.disposal is None or limit.disposal in vocabulary("disposal").terms


def test_a_range_and_a_criterion_keep_their_words() -> None:
    assert read_retention("12–24 mnd").limits[0].criterion == "12–24 mnd"
    assert read_retention("As long as necessary").limits[0].criterion == "As long as necessary"


def test_the_provision_and_what_happens_then_are_read() -> None:
    (limit,) = read_retention("5 år etter regnskapsårets slutt (bokføringsloven), deretter slettes").limits
    assert (limit.legal_reference, limit.disposal) == ("bokføringsloven", "delete")
    assert read_retention("5 years (UAE law)").limits[0].legal_reference == "UAE law"
    assert read_retention("slettes eller anonymiseres etter 3 år").limits[0].disposal == "delete_or_anonymise"
    assert read_retention("Lagres så lenge formålet krever det. Deretter slettes de.").limits[0].disposal == "delete"
    assert read_retention("minst 10 år").limits[0].bound == "minimum"


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("art 6.1 c, plan- og bygningsloven", "plan- og bygningsloven"),
        ("Art. 6 lit. b, Bau- und Raumordnungsgesetz", "Bau- und Raumordnungsgesetz"),
        ("IKÜM art 6 lg 1 p b, ühisveevärgi ja -kanalisatsiooni seadus", "ühisveevärgi ja -kanalisatsiooni seadus"),
        ("art 6.1 c og bokføringsloven", "bokføringsloven"),
    ],
)
def test_a_law_that_shares_the_end_of_its_name_is_cited_whole(text: str, law: str) -> None:
    assert read_bases(text).national_law == (law,)
