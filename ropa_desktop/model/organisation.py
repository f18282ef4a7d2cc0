"""Organisations: who a party is, whatever it is to an activity, and whom to reach there."""

from typing import ClassVar

from ropa_desktop.i18n import N_
from ropa_desktop.model.fields import NOT_APPLICABLE, code, date, line, link, text, whole
from ropa_desktop.model.record import Entry, Row


class Organisation(Entry, table=True):
    """A party of any kind: company, person, authority, service, software, public register, platform or category.

    Art. 4(7)–(10) GDPR for the roles, which are kept with the activity, not here. The record's own cover
    (version, date, statement) stands with the organisation that keeps it, Art. 30(1) and (2).
    """

    __tablename__ = "organisation"

    name: str | None = line(
        N_("Name"), N_("The legal name, or what the source calls it."), article="30(1)(a)", answers=()
    )
    kind: str | None = code(
        N_("Kind"),
        "organisation_kind",
        N_("What it is, not what it does for you. Software and services sign no contract."),
    )
    description: str | None = text(N_("What it does"))
    record_kept: str | None = code(
        N_("Its record is kept here"),
        "yes_no",
        N_("Yes for each controller or processor whose Article 30 record this file holds."),
    )
    operator_id: str | None = link(
        N_("Operated by"),
        "organisation",
        N_("For a service, software or register: the organisation behind it."),
    )
    parent_id: str | None = link(N_("Parent company"), "organisation")
    parent_country: str | None = code(
        N_("Country of the parent"),
        "country",
        N_("A parent abroad is a question to ask, not a transfer (EDPB Guidelines 05/2021)."),
    )
    identifier: str | None = line(N_("Organisation number"), N_("As the national register writes it."))
    address: str | None = text(N_("Address"), article="30(1)(a)", answers=())
    country: str | None = code(N_("Country"), "country", article="30(1)(a)", answers=())
    email: str | None = line(N_("E-mail"), article="30(1)(a)")
    phone: str | None = line(N_("Phone"), article="30(1)(a)")
    website: str | None = line(N_("Website"))
    offers_or_monitors: str | None = code(
        N_("Offers to or monitors people in the EEA"),
        "yes_no",
        N_("Art. 3(2): asked of an organisation established outside the EEA."),
        article="3(2)",
    )
    representative_exempt: str | None = code(
        N_("Exempt from naming a representative"), "yes_no", N_("Art. 27(2)."), article="27(2)"
    )
    persons_employed: int | None = whole(
        N_("Persons employed"),
        N_("Below 250, Art. 30(5) may apply. The program says when."),
        article="30(5)",
        answers=(),
    )
    review_interval_months: int | None = whole(
        N_("Months between reviews"),
        N_("How often an activity of its record is looked through. Twelve months where nothing is said."),
        answers=(),
    )
    record_version: str | None = line(N_("Version of its record"), answers=())
    record_date: str | None = date(N_("Date of its record"), answers=())
    record_statement: str | None = text(
        N_("Statement on the cover"), N_("One sentence that every export of its record carries."), answers=()
    )


class Contact(Row, table=True):
    """Whom to reach: the data protection officer (Art. 37–39), the representative (Art. 27), an owner or other."""

    __tablename__ = "contact"
    parents: ClassVar[tuple[str, ...]] = ("organisation_id",)

    organisation_id: str = link(N_("Organisation"), "organisation", required=True, answers=())
    role: str | None = code(N_("Role"), "contact_role", answers=())
    name: str | None = line(N_("Name"), article="30(1)(a)")
    function: str | None = line(N_("Function"), N_("A function is enough where a name need not be written down."))
    employer_id: str | None = link(
        N_("Organisation of the contact"),
        "organisation",
        N_("Where it is another one: an external officer, a representative's firm."),
    )
    address: str | None = text(N_("Address"))
    country: str | None = code(N_("Country"), "country")
    email: str | None = line(N_("E-mail"), article="30(1)(a)", answers=(NOT_APPLICABLE,))
    phone: str | None = line(N_("Phone"), article="30(1)(a)")
