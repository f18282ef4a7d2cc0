"""What activities share: categories of people and data, time limits, measures, systems, impact assessments."""

from ropa_desktop.i18n import N_
from ropa_desktop.model.fields import NOT_APPLICABLE, NOT_POSSIBLE, code, date, line, link, text, whole
from ropa_desktop.model.record import Entry


class DataSubjectCategory(Entry, table=True):
    """A category of data subjects, Art. 30(1)(c)."""

    __tablename__ = "data_subject_category"

    name: str | None = line(N_("Name"), article="30(1)(c)", answers=())
    vulnerable: str | None = code(
        N_("Vulnerable"),
        "yes_no",
        N_("Children, patients, employees towards their employer and others (recital 75)."),
    )
    description: str | None = text(N_("Description"))


class DataCategory(Entry, table=True):
    """A category of personal data, Art. 30(1)(c), with its nature under Art. 9, 10 or 87."""

    __tablename__ = "data_category"

    name: str | None = line(N_("Name"), article="30(1)(c)", answers=())
    nature: str | None = code(
        N_("Nature"),
        "data_nature",
        N_("Special category (Art. 9), criminal (Art. 10), national number (Art. 87), or none of these."),
        article="9(1)",
    )
    description: str | None = text(N_("Description"))


class RetentionRule(Entry, table=True):
    """An envisaged time limit for erasure, Art. 30(1)(f): amount and unit from a trigger, or a trigger alone.

    `wording` keeps the source's own words.
    """

    __tablename__ = "retention_rule"

    keeper_id: str | None = link(N_("Rule of"), "organisation", answers=())
    name: str | None = line(N_("Name"), answers=())
    amount: int | None = whole(
        N_("Kept for"),
        N_("A number of the unit beside it. Empty where an event alone ends it."),
        article="30(1)(f)",
        answers=(NOT_POSSIBLE, NOT_APPLICABLE),
    )
    unit: str | None = code(N_("Unit"), "time_unit", article="30(1)(f)", answers=(NOT_APPLICABLE,))
    trigger: str | None = code(N_("Counted from"), "retention_trigger", article="30(1)(f)", answers=(NOT_POSSIBLE,))
    criterion: str | None = text(
        N_("Criterion"), N_("How the end is determined where a period cannot be given."), article="30(1)(f)"
    )
    wording: str | None = text(N_("In its own words"), N_("As the source or the policy says it."), answers=())
    legal_reference: str | None = line(N_("Because of"), N_("The provision that sets the period."))
    disposal: str | None = code(N_("Then"), "disposal")
    recorded_on: str | None = date(
        N_("First recorded on"), N_("When it was first entered in a register, here or elsewhere.")
    )
    reviewed_on: str | None = date(N_("Last reviewed on"))


class Measure(Entry, table=True):
    """A technical or organisational security measure, Art. 30(1)(g), 30(2)(d) and 32(1)."""

    __tablename__ = "measure"

    keeper_id: str | None = link(N_("Measure of"), "organisation", answers=())
    name: str | None = line(N_("Name"), article="30(1)(g)", answers=())
    description: str | None = text(N_("General description"), article="30(1)(g)")
    letter: str | None = code(
        N_("Art. 32(1)"),
        "measure_letter",
        N_("The letter it belongs to. A letter without a measure is no gap."),
        article="32(1)",
    )
    family: str | None = code(N_("Family"), "measure_family")
    reviewed_on: str | None = date(N_("Last tested or reviewed"))
    internal: str | None = code(
        N_("For internal eyes only"),
        "yes_no",
        N_("Yes: not handed over unless other details are asked for. Art. 30(1)(g) asks for a general description."),
        article="30(1)(g)",
        answers=(),
    )


class System(Entry, table=True):
    """A system, application, archive or filing cabinet in which data are kept."""

    __tablename__ = "system"

    keeper_id: str | None = link(N_("Used by"), "organisation", answers=())
    name: str | None = line(N_("Name"), answers=())
    description: str | None = text(N_("Description"))
    form: str | None = code(N_("Form"), "system_form")
    operator_id: str | None = link(N_("Operated by"), "organisation")
    engagement_id: str | None = link(N_("Under the engagement"), "engagement")
    owner: str | None = line(N_("Owner"))


class ImpactAssessment(Entry, table=True):
    """A data protection impact assessment, Art. 35, which may cover several activities, and Art. 36."""

    __tablename__ = "impact_assessment"

    keeper_id: str | None = link(N_("Assessment of"), "organisation", answers=())
    name: str | None = line(N_("Title"), answers=())
    state: str | None = code(N_("State"), "assessment_state")
    completed_on: str | None = date(N_("Completed on"))
    document: str | None = line(N_("Where it is kept"))
    high_residual_risk: str | None = code(N_("High risk remains"), "yes_no", article="36(1)")
    consulted_on: str | None = date(N_("Authority consulted on"), article="36(1)")
    review_due_on: str | None = date(N_("Review due"), article="35(11)")
