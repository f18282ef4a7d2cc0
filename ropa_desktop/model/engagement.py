"""Engagements: an organisation's service with its contract, sub-processors and locations, entered once."""

from typing import ClassVar

from sqlalchemy import CheckConstraint

from ropa_desktop.i18n import N_
from ropa_desktop.model.fields import NOT_APPLICABLE, code, date, line, link, text
from ropa_desktop.model.record import Entry, Row


class Engagement(Entry, table=True):
    """A service that an organisation renders to the one keeping the record, Art. 28.

    Activities link to it through their recipients and inherit its contract and transfers.
    """

    __tablename__ = "engagement"

    keeper_id: str | None = link(
        N_("Engaged by"), "organisation", N_("The controller or processor that uses the service."), answers=()
    )
    organisation_id: str | None = link(
        N_("Organisation"), "organisation", N_("The party that renders the service."), answers=()
    )
    service: str | None = line(N_("Service"))
    description: str | None = text(N_("What it does with the data"))
    contract_state: str | None = code(
        N_("Contract"), "contract_state", N_("State of the contract under Art. 28(3)."), article="28(3)"
    )
    contract_reference: str | None = line(N_("Contract reference"), article="28(3)")
    contract_date: str | None = date(N_("Contract dated"))
    contract_end: str | None = date(N_("Contract ends"))
    authorisation: str | None = code(
        N_("Sub-processors authorised"),
        "authorisation",
        N_("Art. 28(2): specific or general written authorisation."),
        article="28(2)",
    )
    return_at_end: str | None = code(
        N_("Data at the end"), "disposal", N_("Art. 28(3)(g): deleted or returned."), article="28(3)(g)"
    )
    review_due_on: str | None = date(N_("Review due"), answers=(NOT_APPLICABLE,))


class SubProcessor(Row, table=True):
    """Another processor engaged by the processor, Art. 28(2) and (4)."""

    __tablename__ = "sub_processor"
    parents: ClassVar[tuple[str, ...]] = ("engagement_id",)

    engagement_id: str = link(N_("Engagement"), "engagement", required=True, answers=())
    organisation_id: str | None = link(N_("Sub-processor"), "organisation", answers=())
    service: str | None = line(N_("Service"))
    country: str | None = code(N_("Country"), "country")
    authorised_on: str | None = date(N_("Authorised on"))


class Location(Row, table=True):
    """Where a service stores data or is operated from."""

    __tablename__ = "location"
    __table_args__ = (CheckConstraint("(engagement_id IS NULL) <> (system_id IS NULL)", name="location_of_one"),)
    parents: ClassVar[tuple[str, ...]] = ("engagement_id", "system_id")

    engagement_id: str | None = link(N_("Engagement"), "engagement", answers=())
    system_id: str | None = link(N_("System"), "system", answers=())
    use: str | None = code(N_("Use"), "location_use")
    country: str | None = code(N_("Country"), "country")
    place: str | None = line(N_("Place"), N_("Region or data centre, as the contract names it."))
