"""Requests to see the record, by a supervisory authority (Art. 30(4)) or a client: what was asked, what was sent."""

from ropa_desktop.i18n import N_
from ropa_desktop.model.fields import code, date, line, link, text
from ropa_desktop.model.record import Entry


class Request(Entry, table=True):
    """One request to hand over a record, Art. 30(4): who asks for what by when, and which file was sent."""

    __tablename__ = "request"

    keeper_id: str | None = link(N_("Record asked for"), "organisation", article="30(4)", answers=())
    name: str | None = line(N_("Subject"), answers=())
    asked_by_id: str | None = link(
        N_("Asked by"), "organisation", N_("The supervisory authority, or a client."), article="30(4)", answers=()
    )
    asked_by: str | None = line(
        N_("Asked by, in words"), N_("Who asks, where it is not among the organisations."), answers=()
    )
    case_number: str | None = line(N_("Case number"), N_("As they write it. Name it when you answer."), answers=())
    received_on: str | None = date(N_("Received on"), answers=())
    due_on: str | None = date(
        N_("Due on"),
        N_("The day that they name. The Irish authority regards ten days as enough (April 2023)."),
        answers=(),
    )
    asked_for: str | None = text(
        N_("What is asked for"), N_("Which activities, which role, which form: no more is handed over."), answers=()
    )
    state: str | None = code(N_("State"), "request_state", answers=())
    sent_on: str | None = date(N_("Sent on"), N_("Filled in when you export for this request."), answers=())
    sent_file: str | None = line(N_("File sent"), N_("Its name. No copy is kept."), answers=())
    sent_hash: str | None = line(
        N_("Its SHA-256"), N_("By it “ropa verify” tells whether a file is the one that was sent."), answers=()
    )
