"""The annex of legal terms: those that a record really uses, each in one sentence after the Regulation.

The sentences keep to the definitions of Regulation (EU) 2016/679, Art. 4, shortened where a definition goes on about
what no record says; where Art. 4 defines nothing, to the article named.
"""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Cell, Chapter, Column, Table
from ropa_desktop.i18n import N_
from ropa_desktop.law.parties import contacts, recipients, transfers
from ropa_desktop.model.activity import Activity, DataLine, JointController, Purpose, Role
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.shared import DataCategory


@dataclass(frozen=True, slots=True)
class _Used:
    """What a record speaks of, as far as terms hang on it: codes of the vocabulary."""

    roles: frozenset[str]  # of the activities
    parties: frozenset[str]  # what recipients are called or concluded to be
    natures: frozenset[str]  # of personal data
    mechanisms: frozenset[str]  # of transfers
    bases: frozenset[str]
    recipients: bool
    transfers: bool
    organisations: bool  # whether a transfer goes to an international one
    joint: bool
    represented: bool


_SPECIAL = frozenset(
    {"race_ethnic", "political", "religious", "union", "genetic", "biometric", "health", "sex", "special_unspecified"}
)

_TERMS: tuple[tuple[str, str, str, Callable[[_Used], bool]], ...] = (
    (
        N_("Personal data"),
        "4(1)",
        N_("Any information relating to an identified or identifiable natural person."),
        lambda used: True,
    ),
    (
        N_("Data subject"),
        "4(1)",
        N_("The identified or identifiable natural person to whom personal data relate."),
        lambda used: True,
    ),
    (
        N_("Processing"),
        "4(2)",
        N_("Anything that is done with personal data, such as collecting, storing, using, disclosing or erasing them."),
        lambda used: True,
    ),
    (
        N_("Controller"),
        "4(7)",
        N_("Whoever, alone or jointly with others, determines the purposes and means of the processing."),
        lambda used: True,
    ),
    (
        N_("Joint controllers"),
        "26(1)",
        N_("Two or more controllers that jointly determine the purposes and means of a processing."),
        lambda used: used.joint or "joint_controller" in used.parties,
    ),
    (
        N_("Processor"),
        "4(8)",
        N_("Whoever processes personal data on behalf of the controller."),
        lambda used: Role.processor in used.roles or bool(used.parties & {"processor", "sub_processor"}),
    ),
    (
        N_("Sub-processor"),
        "28(2)",
        N_("Another processor, which a processor engages."),
        lambda used: "sub_processor" in used.parties,
    ),
    (
        N_("Representative"),
        "4(17), 27",
        N_("Whoever, established in the Union, represents a controller or processor that is not established there."),
        lambda used: used.represented,
    ),
    (
        N_("Recipient"),
        "4(9)",
        N_(
            "Anyone to whom personal data are disclosed; not a public authority that receives them for a particular "
            "inquiry under the law."
        ),
        lambda used: used.recipients,
    ),
    (
        N_("Special categories of personal data"),
        "9(1)",
        N_(
            "Data revealing racial or ethnic origin, political opinions, religious or philosophical beliefs or trade "
            "union membership; genetic data; biometric data that identify a person; data concerning health, sex life "
            "or sexual orientation."
        ),
        lambda used: bool(used.natures & _SPECIAL),
    ),
    (
        N_("Data on criminal convictions and offences"),
        "10",
        N_("Personal data relating to criminal convictions and offences or to related security measures."),
        lambda used: "criminal" in used.natures,
    ),
    (
        N_("Consent"),
        "4(11)",
        N_(
            "A freely given, specific, informed and unambiguous indication, by a statement or a clear affirmative "
            "action, that a person agrees to the processing."
        ),
        lambda used: "6(1)(a)" in used.bases,
    ),
    (
        N_("Legitimate interests"),
        "6(1)(f)",
        N_("Interests of the controller or a third party that are not overridden by those of the persons concerned."),
        lambda used: "6(1)(f)" in used.bases,
    ),
    (
        N_("Third country"),
        "44",
        N_("A country outside the European Economic Area, to which data may be transferred under Chapter V alone."),
        lambda used: used.transfers,
    ),
    (
        N_("International organisation"),
        "4(26)",
        N_("An organisation governed by public international law, or set up by an agreement between countries."),
        lambda used: used.organisations,
    ),
    (
        N_("Adequacy decision"),
        "45",
        N_("A decision of the European Commission that a country, territory or sector ensures adequate protection."),
        lambda used: "ADEQUACY" in used.mechanisms,
    ),
    (
        N_("Standard data protection clauses"),
        "46(2)(c)",
        N_("Clauses adopted by the European Commission that bind sender and importer of the data as a contract."),
        lambda used: any(mechanism.startswith("SCC_") for mechanism in used.mechanisms),
    ),
    (
        N_("Binding corporate rules"),
        "4(20), 47",
        N_("Data protection rules of a group of undertakings, approved by an authority, for transfers within it."),
        lambda used: any(mechanism.startswith("BCR_") for mechanism in used.mechanisms),
    ),
    (
        N_("Derogation"),
        "49",
        N_("One of the specific situations in which data may be transferred without a decision or safeguards."),
        lambda used: any(mechanism.startswith("D49_") for mechanism in used.mechanisms),
    ),
)
"""Term, article, explanation, and whether a record uses it; in the order in which a record comes to speak of them."""


def glossary(
    phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity], also: Set[str]
) -> tuple[Chapter, ...]:
    """The annex of the terms that this keeper's record uses; none where it has no activity."""
    if not shown:
        return ()
    used = _used(phrases, keeper, shown, also)
    rows = tuple(
        (Cell(phrases.say(term)), Cell(phrases.say(meaning)), Cell(article))
        for term, article, meaning, asked in _TERMS
        if asked(used)
    )
    titles = ((N_("Term"), 3.0), (N_("Meaning"), 7.0), (N_("Article"), 1.0))
    table = Table(tuple(Column(phrases.say(title), share) for title, share in titles), rows)
    return (Chapter(phrases.say(N_("Annex: legal terms")), blocks=(table,)),)


def _used(phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity], also: Set[str]) -> _Used:
    snapshot = phrases.snapshot
    ids = [activity.id for activity in shown]
    parties = [row for id in ids for row in recipients(snapshot, id)]
    sent = [transfer for id in ids for transfer, _through in transfers(snapshot, id)]
    lines = [line for id in ids for line in snapshot.where(DataLine, "activity_id", id)]
    categories = [snapshot.get(DataCategory, line.data_id) for line in lines]
    purposes = [row for id in ids for row in snapshot.where(Purpose, "activity_id", id)] if "bases" in also else []
    called = [role for row in parties for role in (row.assessed_role, row.declared_role)]
    return _Used(
        roles=frozenset(filter(None, (activity.role for activity in shown))),
        parties=frozenset(filter(None, called)),
        natures=frozenset(filter(None, (category.nature for category in categories if category))),
        mechanisms=frozenset(filter(None, (transfer.mechanism for transfer in sent))),
        bases=frozenset(filter(None, (purpose.legal_basis for purpose in purposes))),
        recipients=bool(parties),
        transfers=bool(sent),
        organisations=any(transfer.international_organisation for transfer in sent),
        joint=any(snapshot.where(JointController, "activity_id", id) for id in ids),
        represented=keeper is not None and bool(contacts(snapshot, keeper.id, "representative")),
    )
