"""What is drawn and not read: hairlines, the dashed outline of an unknown, the signs of the other answers.

Each function gives the operators of an artefact (ISO 32000-1, 14.8.2.2): a screen reader passes it over, for the
words beside it say the same.
"""

from ropa_desktop.exchange.pdf.style import EDGE, LINE, MUTED, UNKNOWN, UNKNOWN_FILL, Colour, Look
from ropa_desktop.exchange.report import State

_BEND = 0.5523  # of the radius: how far a Bézier curve's handles reach to draw a quarter of a circle


def hairline(left: float, right: float, y: float, colour: Colour = LINE) -> str:
    """A thin line across."""
    return _artefact(f"{colour.numbers} RG 0.6 w {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S")


def stripe(left: float, bottom: float, height: float) -> str:
    """The upright stripe beside a quotation."""
    return _artefact(f"{EDGE.numbers} rg {left:.2f} {bottom:.2f} 1.2 {height:.2f} re f")


def panel(left: float, bottom: float, width: float, height: float, look: Look) -> str:
    """A tinted ground with an accent at its left edge, for a statement of weight."""
    box = f"{left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f"
    edge = f"{left:.2f} {bottom:.2f} 2.4 {height:.2f} re f"
    return _artefact(f"{look.soft.numbers} rg {box} {look.accent.numbers} rg {edge}")


def bar(left: float, bottom: float, width: float, look: Look) -> str:
    """The short accent above a title."""
    return _artefact(f"{look.accent.numbers} rg {left:.2f} {bottom:.2f} {width:.2f} 3 re f")


def chip(left: float, bottom: float, width: float, height: float) -> str:
    """The dashed outline that says: unknown."""
    path = _rounded(left, bottom, width, height, 2.5)
    return _artefact(f"{UNKNOWN_FILL.numbers} rg {UNKNOWN.numbers} RG 0.7 w [2 1.6] 0 d {path} B")


def sign(state: State, x: float, y: float) -> str:
    """The small sign of an answer that is no value, its middle at (x, y)."""
    ring = _ellipse(3.1)
    inside = {
        State.none: "-2.19 -2.19 m 2.19 2.19 l",
        State.not_applicable: "-1.5 0 m 1.5 0 l",
        State.not_possible: "-1.2 -1.2 m 1.2 1.2 l -1.2 1.2 m 1.2 -1.2 l",
    }[state]
    return _artefact(f"1 0 0 1 {x:.2f} {y:.2f} cm {MUTED.numbers} RG 0.8 w {ring} S {inside} S")


def leader(left: float, right: float, y: float) -> str:
    """A row of dots from a title to its page number."""
    if right - left < 6:
        return ""
    return _artefact(f"{EDGE.numbers} RG 0.9 w 1 J [0 3.6] 0 d {right:.2f} {y:.2f} m {left:.2f} {y:.2f} l S")


def frame(left: float, bottom: float, width: float, height: float) -> str:
    """The outline around a word that is set apart."""
    path = _rounded(left, bottom, width, height, 3)
    return _artefact(f"{UNKNOWN_FILL.numbers} rg {UNKNOWN.numbers} RG 1 w {path} B")


def logo(left: float, bottom: float, width: float, height: float) -> str:
    """The client's logo, repeated."""
    return _artefact(picture(left, bottom, width, height))


def picture(left: float, bottom: float, width: float, height: float) -> str:
    """The operators that draw the logo, for whoever says what it is."""
    return f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {bottom:.2f} cm /Logo Do Q"


def _artefact(operators: str) -> str:
    return f"/Artifact <</Type /Layout>> BDC q {operators} Q EMC"


def _ellipse(radius: float) -> str:
    bend = radius * _BEND
    return (
        f"{radius} 0 m {radius} {bend:.3f} {bend:.3f} {radius} 0 {radius} c "
        f"{-bend:.3f} {radius} {-radius} {bend:.3f} {-radius} 0 c "
        f"{-radius} {-bend:.3f} {-bend:.3f} {-radius} 0 {-radius} c "
        f"{bend:.3f} {-radius} {radius} {-bend:.3f} {radius} 0 c h"
    )


def _rounded(left: float, bottom: float, width: float, height: float, radius: float) -> str:
    """The outline of a rectangle with round corners."""
    right, top, near = left + width, bottom + height, radius * (1 - _BEND)
    return (
        f"{left + radius:.2f} {bottom:.2f} m {right - radius:.2f} {bottom:.2f} l "
        f"{right - near:.2f} {bottom:.2f} {right:.2f} {bottom + near:.2f} {right:.2f} {bottom + radius:.2f} c "
        f"{right:.2f} {top - radius:.2f} l "
        f"{right:.2f} {top - near:.2f} {right - near:.2f} {top:.2f} {right - radius:.2f} {top:.2f} c "
        f"{left + radius:.2f} {top:.2f} l "
        f"{left + near:.2f} {top:.2f} {left:.2f} {top - near:.2f} {left:.2f} {top - radius:.2f} c "
        f"{left:.2f} {bottom + radius:.2f} l "
        f"{left:.2f} {bottom + near:.2f} {left + near:.2f} {bottom:.2f} {left + radius:.2f} {bottom:.2f} c h"
    )
