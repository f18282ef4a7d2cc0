"""What the dated facts say today of a country or international organisation: is it inside, is there a decision, of
what age is the list, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ropa_desktop.i18n import _, format_date, language, ngettext
from ropa_desktop.law.facts import Adequacy, adequacy, adequacy_decisions, facts_as_of, in_eea
from ropa_desktop.law.vocabulary import label, vocabulary
from ropa_desktop.window.editor.said import FACT, Said

COUNTRY, ORGANISATION = "country", "international_organisation"

PARTS_OF_MEMBER_STATES = frozenset({"AX", "BL", "GF", "GP", "MF", "MQ", "PM", "RE", "SJ", "WF", "YT"})
"""Places with a country code of their own that belong to a state of the EEA: the facts do not speak of them."""


def territory_said(list_name: str, code: str | None, *, named: bool = True) -> list[Said]:
    """What is said today of a code of the list of countries or of international organisations.

    Nothing of an unknown one. It is `named` where the field itself does not stand above.
    """
    if code is None or code not in vocabulary(list_name).terms or code in PARTS_OF_MEMBER_STATES:
        return []
    day = date.today().isoformat()
    said = _said(list_name, code, day)
    sentence = said.sentence
    whole = f"{label(list_name, code)}: {sentence}" if named else sentence[:1].upper() + sentence[1:]
    return [replace(said, sentence=whole)]


def _said(list_name: str, code: str, day: str) -> Said:
    if list_name == COUNTRY and in_eea(code, day):
        sentence = _("in the EEA: no transfer under Chapter V.")
        return Said(sentence, behind=((_("States of the EEA"), _age(day)),), request=_("Source"))
    decision = adequacy(code, day)
    if decision is None:
        return _no_decision(code, day)
    limit = _worded(decision.covers)
    sentence = (
        _("adequacy decision {decision}, {limit}. List of {listed}.")
        if limit
        else _("adequacy decision {decision}. List of {listed}.")
    ).format(decision=decision.decision, limit=limit, listed=format_date(facts_as_of()))
    return Said(sentence, FACT, _behind(decision, day), _("Source"))


def _no_decision(code: str, day: str) -> Said:
    ended = [one for one in adequacy_decisions() if one.territory == code and one.expires and one.expires < day]
    if ended:
        sentence = _("adequacy decision {decision} expired on {day}.").format(
            decision=ended[-1].decision, day=format_date(ended[-1].expires or "")
        )
        return Said(sentence, FACT, _behind(ended[-1], day), _("Source"))
    sentence = _("no adequacy decision on the list of {listed}.").format(listed=format_date(facts_as_of()))
    rule = _("Without one a transfer needs a safeguard of Art. 46, or a derogation of Art. 49.")
    return Said(sentence, FACT, (("", f"{rule}\n{_age(day)}"),), _("Source"))


def _behind(decision: Adequacy, day: str) -> tuple[tuple[str, str], ...]:
    adopted = _("Decision {decision}, Art. 45(3), of {adopted}").format(
        decision=decision.decision, adopted=format_date(decision.adopted)
    )
    limit = _worded(decision.covers)
    evidence = _("verified") if decision.evidence == "verified" else _("general knowledge, not verified")
    said = (
        _("Covers: {limit}.").format(limit=limit) if limit else _("Covers the whole territory."),
        _("Valid until {day}.").format(day=format_date(decision.expires)) if decision.expires else "",
        _worded(decision.remark),
        _("Source: {source}. Checked on {day}: {evidence}.").format(
            source=decision.source, day=format_date(decision.checked_on), evidence=evidence
        ),
        _age(day),
    )
    return ((adopted, "\n".join(filter(None, said))),)


def _age(day: str) -> str:
    listed = facts_as_of()
    days = (date.fromisoformat(day) - date.fromisoformat(listed)).days
    if days <= 0:
        return _("The facts are of {listed}.").format(listed=format_date(listed))
    return ngettext("The facts are of {listed}, {n} day ago.", "The facts are of {listed}, {n} days ago.", days).format(
        listed=format_date(listed), n=days
    )


def _worded(words: Mapping[str, str] | None) -> str:
    return (words.get(language()) or words["en"]) if words else ""
