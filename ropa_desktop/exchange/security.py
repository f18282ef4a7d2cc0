"""How much of security is said: Article 30(1)(g) asks for a general description, and only where possible.

A measure marked as internal stays behind; where an activity has no other, and in a public version, a measure is called
by its family, or by the letter of Article 32(1) that it belongs to, and no more.
"""

from typing import Any

from ropa_desktop.exchange.amending import Amended
from ropa_desktop.i18n import N_, translator
from ropa_desktop.law.vocabulary import label


def generalise_all(amended: Amended, language: str) -> None:
    """Call every measure by what kind of measure it is."""
    for measure in amended.snapshot.rows("measure"):
        _generalise(amended, measure, language)
    amended.empty("measure_use", "detail")


def leave_internal(amended: Amended, language: str) -> None:
    """Leave the internal measures behind; where an activity has no other, call them by what kind they are."""
    snapshot = amended.snapshot
    internal = {measure.id: measure for measure in snapshot.rows("measure") if measure.internal == "yes"}
    if not internal:
        return
    open_to_all = {use.activity_id for use in snapshot.rows("measure_use") if use.measure_id not in internal}
    for use in snapshot.rows("measure_use"):
        if use.measure_id in internal:
            if use.activity_id in open_to_all:
                amended.remove("measure_use", (use,))
            amended.set("measure_use", use, detail=None, note=None)
    for measure in internal.values():
        _generalise(amended, measure, language)


def _generalise(amended: Amended, measure: Any, language: str) -> None:
    if measure.family is not None:
        name = label("measure_family", measure.family, language)
    elif measure.letter is not None:
        name = label("measure_letter", measure.letter, language)
    else:
        name = translator(language)(N_("A measure of Art. 32(1)"))
    amended.set("measure", measure, name=name, description=None, note=None)
