"""Every value that a column of a layout may name."""

from collections.abc import Mapping

from ropa_desktop.exchange.layouts import besides, of_activities, of_shared
from ropa_desktop.exchange.layouts.value import Value

VALUES: Mapping[str, Value] = {**of_activities.VALUES, **besides.VALUES, **of_shared.VALUES}
"""By name, as the columns of a layout's file call them."""
