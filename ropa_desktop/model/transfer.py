"""Transfers to a third country or an international organisation, Chapter V GDPR."""

from typing import ClassVar

from sqlalchemy import CheckConstraint

from ropa_desktop.i18n import N_
from ropa_desktop.model.fields import NONE, NOT_APPLICABLE, code, date, line, link, text
from ropa_desktop.model.record import Row


class Transfer(Row, table=True):
    """One transfer of an activity, or of an engagement whose activities inherit it.

    An activity's own transfer may replace one that it inherits (`replaces_id`). Art. 30(1)(e) and 30(2)(c) ask
    for the country or organisation, and for the documentation of safeguards under Art. 49(1) second subparagraph.
    """

    __tablename__ = "transfer"
    __table_args__ = (CheckConstraint("(activity_id IS NULL) <> (engagement_id IS NULL)", name="transfer_of_one"),)
    parents: ClassVar[tuple[str, ...]] = ("activity_id", "engagement_id")

    activity_id: str | None = link(N_("Activity"), "activity", answers=())
    engagement_id: str | None = link(N_("Engagement"), "engagement", answers=())
    replaces_id: str | None = link(N_("Replaces the inherited transfer"), "transfer", answers=())
    importer_id: str | None = link(N_("Importer"), "organisation", N_("Who receives the data there."))
    country: str | None = code(N_("Third country"), "country", article="30(1)(e)", answers=(NOT_APPLICABLE,))
    international_organisation: str | None = code(
        N_("International organisation"),
        "international_organisation",
        article="30(1)(e)",
        answers=(NONE, NOT_APPLICABLE),
    )
    data: str | None = text(N_("Data transferred"))
    mechanism: str | None = code(
        N_("Mechanism"),
        "transfer_mechanism",
        N_("What the transfer rests on, as stated: Art. 45, 46, 47 or 49."),
        article="44",
        answers=(),
    )
    mechanism_reference: str | None = line(N_("Reference of the instrument"))
    mechanism_date: str | None = date(N_("Instrument dated"))
    certification_checked_on: str | None = date(
        N_("Certification checked on"), N_("For a decision that covers certified importers only.")
    )
    assessment_reference: str | None = line(
        N_("Transfer impact assessment"), N_("For the tools of Art. 46 only."), article="46(1)"
    )
    assessment_date: str | None = date(N_("Assessment dated"))
    supplementary_measures: str | None = text(N_("Supplementary measures"))
    safeguards: str | None = text(
        N_("Suitable safeguards"), N_("And where a copy of them can be had."), article="30(1)(e)"
    )
    derogation_assessment: str | None = text(
        N_("Assessment under Art. 49(1)"),
        N_("For the second subparagraph: Art. 49(6) puts it into the record."),
        article="49(6)",
    )
