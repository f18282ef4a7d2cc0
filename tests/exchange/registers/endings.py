"""Where a cell may rightly end: short words for the sets of fields that hold one statement of Article 30.

A statement may stand in several fields at once ("USA (SCC)" is a country and a mechanism), and a cell has one ending;
so a word names every field that would be right, and the facts of a register say whether the rest came along.
"""

_TRANSFERS = "transfer.* activity.transfers engagement.transfers"

WORDS = {
    "name": "activity.name",
    "number": "activity.reference note ignored",
    "department": "activity.department",
    "owner": "activity.owner contact.name",
    "description": "activity.description activity.operations",
    "operations": "activity.operations activity.description",
    "purpose": "purpose.description activity.purposes",
    "basis": "purpose.legal_basis purpose.national_law special_condition.condition special_condition.national_law",
    "law": "purpose.national_law special_condition.national_law",
    "interest": "purpose.legitimate_interest activity.purposes",
    "balancing": "purpose.balancing_reference purpose.balancing_date",
    "consent": "purpose.consent_record",
    "condition": "special_condition.* activity.special_conditions",
    "subjects": "data_line.subject_id data_subject_category.name",
    "data": "data_line.data_id data_line.detail data_category.name data_category.description",
    "special": "data_line.data_id data_line.detail data_category.name data_category.nature special_condition.* "
    "activity.special_conditions",
    "flag": "data_line.data_id data_line.detail data_category.name data_category.nature special_condition.* "
    "activity.special_conditions",
    "recipients": "recipient.* organisation.name activity.recipients",
    "processors": "recipient.* engagement.organisation_id engagement.service organisation.name activity.recipients",
    "contract": "engagement.* activity.recipients acted_for.contract_*",
    "joint": "joint_controller.* activity.joint_controllers organisation.name",
    "for": "acted_for.organisation_id organisation.name",
    "for_contact": "contact.* organisation.representative organisation.dpo organisation.email organisation.phone",
    "categories": "activity.categories_of_processing acted_for.categories_of_processing",
    "transfers": _TRANSFERS,
    "transfer_data": "transfer.data",
    "safeguards": f"{_TRANSFERS} transfer.mechanism",
    "retention": "retention_rule.* data_line.retention_id",
    "disposal": "retention_rule.disposal retention_rule.wording retention_rule.criterion",
    "measures": "measure_use.* measure.* activity.measures",
    "systems": "system_use.* system.* activity.systems",
    "location": "location.* system.* system_use.*",
    "source": "data_line.origin data_line.origin_id",
    "automated": "activity.automated_decisions activity.automated_decisions_detail",
    "assessment": "activity.assessment_* impact_assessment.*",
    "notice": "activity.privacy_notice",
    "rights": "activity.rights",
    "breach": "activity.breach_record",
    "large_scale": "activity.large_scale",
    "stage": "activity.stage activity.status",
    "recorded": "activity.recorded_on activity.started_on",
    "started": "activity.started_on activity.recorded_on",
    "ended": "activity.ended_on",
    "reviewed": "activity.reviewed_on",
    "reviewer": "activity.reviewed_by",
    "review_due": "activity.review_due_on",
    "status": "activity.status activity.stage",
    "keeper": "organisation.name activity.keeper_id organisation.record_*",
    "keeper_contact": "organisation.* contact.*",
    "dpo": "contact.* organisation.dpo",
    "representative": "contact.* organisation.representative",
    "organisation": "organisation.* engagement.* recipient.organisation_id",
    "remark": "note activity.note",
    "free": "note ignored",
    "join": "activity.reference activity.name data_line.activity_id recipient.activity_id transfer.activity_id "
    "activity.* note ignored",
}


def accepted(answer: str) -> frozenset[str]:
    """The endings that an answer accepts: its words and dotted fields, parted by "|"."""
    found: set[str] = set()
    for word in answer.split("|"):
        found.update(WORDS.get(word, word).split())
    return frozenset(found)


def accepts(endings: frozenset[str], ending: str) -> bool:
    """Whether an ending is among those accepted; "transfer.*" accepts every field of a transfer.

    What was said in place of a value ("answer.transfers") and where words were kept ("source.transfers") are as right
    as the field or relation of which they speak.
    """
    if ending in endings:
        return True
    table, _dot, field = ending.partition(".")
    if table in ("answer", "source"):
        fields = {one.partition(".")[2] for one in endings}
        return field in fields or any(one.endswith("_*") and field.startswith(one[:-1]) for one in fields)
    return any(one.endswith("*") and ending.startswith(one[:-1]) for one in endings)
