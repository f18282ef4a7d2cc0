"""What each letter of Article 30 asks, in few words: the help of a section. Not the Regulation's own words."""

from __future__ import annotations

from ropa_desktop.i18n import N_

LEGAL_TEXTS: dict[str, dict[str, str]] = {
    "controller": {
        "a": N_(
            "Art. 30(1)(a): name and contact details of the controller and, where there are any, of joint controllers, "
            "the representative and the data protection officer."
        ),
        "b": N_("Art. 30(1)(b): the purposes of the processing. What makes each lawful is a matter of Art. 6."),
        "c": N_("Art. 30(1)(c): the categories of data subjects and of personal data."),
        "d": N_(
            "Art. 30(1)(d): the categories of recipients to whom data have been or will be disclosed, those in third "
            "countries and international organisations among them. There may be none."
        ),
        "e": N_(
            "Art. 30(1)(e): transfers to a third country or an international organisation, if there are any, and which "
            "one; for those under Art. 49(1), second subparagraph, the documentation of suitable safeguards."
        ),
        "f": N_(
            "Art. 30(1)(f): where possible, the time limits for erasure of each category of data. Where it is not "
            "possible to state one, say why (Ctrl+J in its cell)."
        ),
        "g": N_(
            "Art. 30(1)(g): where possible, a general description of the technical and organisational security "
            "measures of Art. 32(1). Where it is not possible to state them, say why."
        ),
    },
    "processor": {
        "a": N_(
            "Art. 30(2)(a): name and contact details of the processor and of each controller on behalf of which it "
            "acts and, where there are any, of their representatives and data protection officers."
        ),
        "b": N_("Art. 30(2)(b): the categories of processing carried out on behalf of each controller."),
        "c": N_(
            "Art. 30(2)(c): transfers to a third country or an international organisation, if there are any, and which "
            "one; for those under Art. 49(1), second subparagraph, the documentation of suitable safeguards."
        ),
        "d": N_(
            "Art. 30(2)(d): where possible, a general description of the technical and organisational security "
            "measures of Art. 32(1). Where it is not possible to state them, say why."
        ),
    },
}
"""By role of the record and letter."""
