"""Processing activities, as controller (Art. 30(1)) or as processor (Art. 30(2)), and the rows they hold."""

from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint

from ropa_desktop.i18n import N_
from ropa_desktop.model.fields import NONE, NOT_APPLICABLE, NOT_POSSIBLE, code, date, line, link, text
from ropa_desktop.model.record import Entry, Row
from ropa_desktop.model.statements import ASIDE


class Role(StrEnum):
    """In which role the keeper of the record acts."""

    controller = "controller"
    processor = "processor"


class Status(StrEnum):
    """How far the record of an activity has come."""

    draft = "draft"
    approved = "approved"
    retired = "retired"


BESIDE_APPROVAL = frozenset({*ASIDE, "status", "recorded_on", "reviewed_on", "reviewed_by", "review_due_on"})
"""Fields of an activity that may be written without making an approved one a draft again."""


class Activity(Entry, table=True):
    """A processing activity. Legal bases and Art. 9 conditions belong to a controller's record only."""

    __tablename__ = "activity"
    __table_args__ = (CheckConstraint("role IN ('controller', 'processor')", name="activity_role"),)

    keeper_id: str | None = link(
        N_("Record of"),
        "organisation",
        N_("Who maintains this record: the controller under Art. 30(1), the processor under Art. 30(2)."),
        article="30(1)(a)",
        answers=(),
    )
    role: str = code(N_("Acts as"), "record_role", default=Role.controller.value, required=True, answers=())
    name: str | None = line(N_("Name"), answers=())
    department: str | None = line(N_("Department"))
    owner: str | None = line(N_("Owner"), N_("The function that answers for the activity."))
    description: str | None = text(N_("Description"))
    operations: str | None = text(
        N_("Operations"),
        N_("What is done with the data, Art. 4(2): collected, stored, disclosed and so on."),
        article="4(2)",
    )
    categories_of_processing: str | None = text(
        N_("Categories of processing"),
        N_("What is carried out on behalf of the controllers: hosting, support, payroll and so on."),
        article="30(2)(b)",
        answers=(),
    )
    criminal_data_authority: str | None = text(
        N_("Authority for criminal data"),
        N_("Art. 10: official authority, or the law that authorises the processing."),
        article="10",
    )
    automated_decisions: str | None = code(N_("Automated decisions"), "yes_no", article="22")
    automated_decisions_detail: str | None = text(N_("Logic and consequences"), article="22")
    large_scale: str | None = code(
        N_("On a large scale"),
        "yes_no",
        N_("Counts for the impact assessment, Art. 35(3), and for the data protection officer, Art. 37(1)."),
        article="35(3)(b)",
    )
    evaluation_or_scoring: str | None = code(
        N_("Evaluation or scoring"),
        "yes_no",
        N_("Profiling and prediction too: of work, health, behaviour, reliability. Criterion 1 of WP 248."),
        article="35(3)(a)",
    )
    systematic_monitoring: str | None = code(
        N_("Systematic monitoring"),
        "yes_no",
        N_("People are observed, monitored or controlled, also in a network. Criterion 3 of WP 248."),
        article="35(3)(c)",
    )
    combined_datasets: str | None = code(
        N_("Combined data sets"),
        "yes_no",
        N_("From several operations, in a way that people would not expect. Criterion 6 of WP 248."),
        article="35(1)",
    )
    new_technology: str | None = code(
        N_("New technology"),
        "yes_no",
        N_("Or a new use of it: fingerprints with face recognition, or the internet of things. Criterion 8 of WP 248."),
        article="35(1)",
    )
    hinders_rights: str | None = code(
        N_("Hinders rights or services"),
        "yes_no",
        N_("Keeps people from a right, a service or a contract, such as a loan. Criterion 9 of WP 248."),
        article="35(1)",
    )
    occasional: str | None = code(
        N_("Only occasional"),
        "yes_no",
        N_("One of the three questions by which fewer than 250 persons need no record."),
        article="30(5)",
    )
    likely_risk: str | None = code(
        N_("Likely risk"),
        "yes_no",
        N_("To the rights and freedoms of people. One of the three questions of Art. 30(5)."),
        article="30(5)",
    )
    assessment_required: str | None = code(N_("Impact assessment required"), "yes_no", article="35(1)")
    assessment_reason: str | None = text(N_("Why, or why not"), article="35(1)")
    assessment_id: str | None = link(N_("Impact assessment"), "impact_assessment", article="35")
    privacy_notice: str | None = line(
        N_("Privacy notice"), N_("Where people are told of it, Art. 13 and 14."), article="13"
    )
    rights: str | None = text(
        N_("Rights of data subjects"),
        N_("Which of the rights of Art. 13–22 people have here, and how they are served."),
        article="12(2)",
    )
    breach_record: str | None = line(
        N_("Breach record"), N_("Where breaches of this activity's data are recorded."), article="33(5)"
    )
    status: str | None = code(
        N_("Status"),
        "record_status",
        N_("An approved activity is a draft again once its own content is changed. The history keeps what it was."),
        default=Status.draft.value,
        answers=(),
    )
    stage: str | None = code(
        N_("Stage"), "activity_stage", N_("How far the activity itself is. The status says it of its record.")
    )
    started_on: str | None = date(N_("Started on"))
    ended_on: str | None = date(N_("Ended on"))
    replaced_by_id: str | None = link(N_("Replaced by"), "activity")
    recorded_on: str | None = date(
        N_("First recorded on"), N_("When it was first entered in a register, here or elsewhere.")
    )
    reviewed_on: str | None = date(N_("Reviewed on"))
    reviewed_by: str | None = line(N_("Reviewed by"))
    review_due_on: str | None = date(N_("Review due"))


class _OfActivity(Row):
    parents: ClassVar[tuple[str, ...]] = ("activity_id",)

    activity_id: str = link(N_("Activity"), "activity", required=True, answers=())


class Purpose(_OfActivity, table=True):
    """A purpose with its own legal basis, Art. 30(1)(b) and 6(1). Several bases are several rows."""

    __tablename__ = "purpose"

    description: str | None = text(N_("Purpose"), article="30(1)(b)", answers=())
    legal_basis: str | None = code(
        N_("Legal basis"),
        "legal_basis",
        N_("As stated or decided. The program proposes none."),
        article="6(1)",
        answers=(),
    )
    national_law: str | None = line(
        N_("National law"), N_("The provision, where the basis is 6(1)(c) or (e): Art. 6(3)."), article="6(3)"
    )
    legitimate_interest: str | None = text(
        N_("Legitimate interest"), N_("Where the basis is 6(1)(f)."), article="6(1)(f)"
    )
    balancing_reference: str | None = line(N_("Balancing test"), N_("Where the assessment is kept."), article="6(1)(f)")
    balancing_date: str | None = date(N_("Balancing test dated"))
    consent_record: str | None = line(N_("Consent record"), N_("Where consents are kept, Art. 7(1)."), article="7(1)")


class DataLine(_OfActivity, table=True):
    """Whose data, which data, from where, and how long: Art. 30(1)(c) and (f), 14(2)(f)."""

    __tablename__ = "data_line"

    subject_id: str | None = link(N_("Data subjects"), "data_subject_category", article="30(1)(c)", answers=())
    data_id: str | None = link(N_("Personal data"), "data_category", article="30(1)(c)", answers=())
    detail: str | None = text(N_("In detail"), N_("The data as the source names them."), article="30(1)(c)")
    origin: str | None = code(N_("Source"), "data_origin", article="14(2)(f)")
    origin_id: str | None = link(N_("Source organisation"), "organisation", article="14(2)(f)")
    retention_id: str | None = link(N_("Time limit"), "retention_rule", article="30(1)(f)", answers=(NOT_POSSIBLE,))


class SpecialCondition(_OfActivity, table=True):
    """The condition of Art. 9(2) on which a special category of data is processed. Controllers' records only."""

    __tablename__ = "special_condition"

    category: str | None = code(N_("Special category"), "data_nature", article="9(1)", answers=())
    condition: str | None = code(N_("Condition"), "special_condition", article="9(2)", answers=())
    national_law: str | None = line(N_("National law"), article="9(2)")


class Recipient(_OfActivity, table=True):
    """A recipient or other party: what the source calls it, and what the officer concludes. Art. 30(1)(d)."""

    __tablename__ = "recipient"

    organisation_id: str | None = link(N_("Party"), "organisation", article="30(1)(d)", answers=())
    engagement_id: str | None = link(
        N_("Engagement"),
        "engagement",
        N_("Its contract and transfers are taken from there."),
        article="28(3)",
    )
    declared_role: str | None = code(N_("Declared role"), "party_role", N_("What the source calls it."), answers=())
    declared_wording: str | None = line(N_("In the source's words"), answers=())
    assessed_role: str | None = code(
        N_("Assessed role"), "party_role", N_("What you conclude. It may stay open."), answers=()
    )
    disclosed_for: str | None = text(N_("Disclosed for"))
    disclosed_data: str | None = text(N_("Data disclosed"))


class JointController(_OfActivity, table=True):
    """A joint controller and the arrangement with it, Art. 26 and 30(1)(a)."""

    __tablename__ = "joint_controller"

    organisation_id: str | None = link(N_("Joint controller"), "organisation", article="30(1)(a)", answers=())
    arrangement: str | None = text(N_("Arrangement"), N_("Who answers for what, Art. 26(1)."), article="26(1)")
    arrangement_date: str | None = date(N_("Arrangement dated"))
    contact_point: str | None = line(N_("Contact point"), article="26(1)")


class ActedFor(_OfActivity, table=True):
    """A controller on whose behalf the processor acts, Art. 30(2)(a); its representative and DPO are its contacts."""

    __tablename__ = "acted_for"

    organisation_id: str | None = link(N_("Controller"), "organisation", article="30(2)(a)", answers=())
    categories_of_processing: str | None = text(
        N_("Categories of processing for it"),
        N_("Where they differ from the activity's."),
        article="30(2)(b)",
    )
    contract_state: str | None = code(N_("Contract"), "contract_state", article="28(3)")
    contract_reference: str | None = line(N_("Contract reference"), article="28(3)")
    contract_date: str | None = date(N_("Contract dated"))


class MeasureUse(_OfActivity, table=True):
    """A measure that protects an activity, Art. 30(1)(g)."""

    __tablename__ = "measure_use"

    measure_id: str | None = link(N_("Measure"), "measure", article="30(1)(g)", answers=())
    detail: str | None = text(N_("In this activity"), answers=(NONE, NOT_APPLICABLE))


class SystemUse(_OfActivity, table=True):
    """A system that an activity uses."""

    __tablename__ = "system_use"

    system_id: str | None = link(N_("System"), "system", answers=())
    use: str | None = text(N_("Used for"))
