"""What Article 30 asks of each activity, and by which values of a layout it is said."""

from collections.abc import Mapping
from dataclasses import dataclass

from ropa_desktop.i18n import N_
from ropa_desktop.model.activity import Role


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact with its letter. It is said where a layout has all values of one of `said_by`."""

    letter: str
    title: str
    said_by: tuple[tuple[str, ...], ...]


ASKED: Mapping[str, tuple[Asked, ...]] = {
    Role.controller.value: (
        Asked("a", N_("Joint controllers"), (("joint_controllers",),)),
        Asked("b", N_("Purposes"), (("purposes",), ("purposes_and_bases",))),
        Asked("c", N_("Data subjects"), (("data_subjects",),)),
        Asked("c", N_("Personal data"), (("data",),)),
        Asked("d", N_("Recipients"), (("recipients",), ("processors", "other_recipients"))),
        Asked("e", N_("Transfers"), (("transfers",), ("transfer_places",))),
        Asked("e", N_("Suitable safeguards"), (("transfers",), ("safeguards",))),
        Asked("f", N_("Time limits"), (("time_limits",),)),
        Asked("g", N_("Measures"), (("measures",),)),
    ),
    Role.processor.value: (
        Asked("a", N_("Controllers acted for"), (("clients",),)),
        Asked("a", N_("Representative"), (("client_representatives",),)),
        Asked("a", N_("Data protection officer"), (("client_officers",),)),
        Asked("b", N_("Categories of processing"), (("categories_of_processing",),)),
        Asked("c", N_("Transfers"), (("transfers",), ("transfer_places",))),
        Asked("c", N_("Suitable safeguards"), (("transfers",), ("safeguards",))),
        Asked("d", N_("Measures"), (("measures",),)),
    ),
}
"""By role, in the law's order. Who keeps the record, with its representative and its data protection officer, stands on
the cover of every report."""
