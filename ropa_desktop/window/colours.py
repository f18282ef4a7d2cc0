"""The colours of the window by role, derived from the system's palette, in light and dark.

A role is asked for where something is painted: `colours(widget.palette()).accent`. Nothing keeps a colour,
so a change of palette needs no bookkeeping: what is painted next has the new colours.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QApplication

TEXT_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
SHAPE_CONTRAST = 3.0  # WCAG 2.2, 1.4.11
STRONG_CONTRAST = 18.0  # text on base from here up: the person has chosen a high-contrast theme


class Colours(NamedTuple):
    """Every role as `0xRRGGBB`. `fill` roles lie under the text role of the same name."""

    window: int
    base: int
    text: int
    muted: int
    line: int  # decoration alone
    edge: int  # the outline of a field or a letter
    faint: int  # under a chip, and of the answer "none"
    accent: int
    on_accent: int
    soft: int  # under a selected row
    question: int  # unknown, and what the program asks
    question_fill: int
    missing: int  # missing, and what contradicts the law
    missing_fill: int

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return luminance(self.base) < luminance(self.text)


LIGHT = Colours(
    window=0xF4F5F6,
    base=0xFFFFFF,
    text=0x1A1D21,
    muted=0x566069,
    line=0xDDE1E5,
    edge=0x818B94,
    faint=0xE9ECEF,
    accent=0x0B6478,
    on_accent=0xFFFFFF,
    soft=0xE2F0F3,
    question=0x855000,
    question_fill=0xFBF2E0,
    missing=0xB3261E,
    missing_fill=0xFCEDEB,
)
DARK = Colours(
    window=0x202427,
    base=0x181B1D,
    text=0xE7EAEC,
    muted=0xA5AEB6,
    line=0x353B40,
    edge=0x76808A,
    faint=0x2B3034,
    accent=0x67C4D9,
    on_accent=0x07262D,
    soft=0x173B45,
    question=0xEDBB63,
    question_fill=0x38301D,
    missing=0xFF9389,
    missing_fill=0x3B2321,
)


def luminance(colour: int) -> float:
    """Relative luminance after WCAG, from 0 (black) to 1 (white)."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8 & 0xFF) + 0.0722 * linear(colour & 0xFF)


def contrast(one: int, other: int) -> float:
    """The ratio of two colours after WCAG, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(one: int, other: int, share: float) -> int:
    """`one` with `share` (0 to 1) of `other`."""
    mixed = 0
    for shift in (16, 8, 0):
        a, b = one >> shift & 0xFF, other >> shift & 0xFF
        mixed |= round(a + (b - a) * share) << shift
    return mixed


def until(colour: int, ratio: float, *grounds: int) -> int:
    """`colour`, moved towards black or white only as far as `ratio` on every ground asks."""
    towards = 0x000000 if luminance(grounds[0]) > 0.18 else 0xFFFFFF
    for step in range(21):
        moved = mix(colour, towards, step / 20)
        if all(contrast(moved, ground) >= ratio for ground in grounds):
            return moved
    return towards


@lru_cache(maxsize=16)
def derive(window: int, base: int, text: int, accent: int) -> Colours:
    """All roles from the system's four colours, each pair brought up to its contrast."""
    for known in (LIGHT, DARK):
        if (window, base, text, accent) == (known.window, known.base, known.text, known.accent):
            return known
    fixed = LIGHT if luminance(base) > 0.18 else DARK
    if (luminance(window) > 0.18) != (luminance(base) > 0.18):
        window = base  # a palette of two minds: no text could be read on both
    text = until(text, TEXT_CONTRAST + 2.5, base, window)
    accent = until(accent, TEXT_CONTRAST, base, window)
    soft = mix(base, accent, 0.25 if fixed is DARK else 0.12)
    accent = until(accent, TEXT_CONTRAST, base, window, soft)
    derived = fixed._replace(
        window=window,
        base=base,
        text=text,
        muted=until(mix(text, window, 0.30), TEXT_CONTRAST, window, base, soft),
        line=mix(window, text, 0.11),
        edge=until(mix(window, text, 0.48), SHAPE_CONTRAST, window, base),
        faint=mix(window, text, 0.05),
        accent=accent,
        on_accent=max((fixed.base, 0xFFFFFF, 0x000000), key=lambda ground: contrast(ground, accent)),
        soft=soft,
        question=until(fixed.question, TEXT_CONTRAST, base, window, fixed.question_fill),
        missing=until(fixed.missing, TEXT_CONTRAST, base, window, fixed.missing_fill),
    )
    if window != base or contrast(text, base) < STRONG_CONTRAST:  # Windows' usual light theme is black on white too
        return derived
    return derived._replace(muted=text, edge=text, line=text, faint=window, soft=base)


def colours(palette: QPalette) -> Colours:
    """The roles for whatever palette the widget or painter has."""
    return derive(
        palette.color(QPalette.ColorRole.Window).rgb() & 0xFFFFFF,
        palette.color(QPalette.ColorRole.Base).rgb() & 0xFFFFFF,
        palette.color(QPalette.ColorRole.Text).rgb() & 0xFFFFFF,
        palette.color(QPalette.ColorRole.Accent).rgb() & 0xFFFFFF,
    )


def fill(painter: QPainter, box: QRect | QRectF, colour: int) -> None:
    """Fill a box with a colour. `QPainter.fillRect` would load the enumerations of QGradient: 3 ms at the start."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRect(box)


def application_palette(roles: Colours) -> QPalette:
    """A palette of Qt's own roles, for a system that has none to offer (Fusion on a plain desktop)."""
    of = QPalette.ColorRole
    palette = QPalette()
    for role, colour in {
        of.Window: roles.window,
        of.WindowText: roles.text,
        of.Base: roles.base,
        of.AlternateBase: roles.window,
        of.Text: roles.text,
        of.PlaceholderText: roles.muted,
        of.Button: roles.base if not roles.dark else roles.faint,
        of.ButtonText: roles.text,
        of.BrightText: roles.on_accent,
        of.Light: roles.base if not roles.dark else roles.line,
        of.Midlight: roles.faint,
        of.Mid: roles.line,
        of.Dark: roles.edge,
        of.Shadow: mix(roles.edge, 0x000000, 0.5),
        of.Highlight: roles.accent,
        of.HighlightedText: roles.on_accent,
        of.Accent: roles.accent,
        of.Link: roles.accent,
        of.LinkVisited: roles.accent,
        of.ToolTipBase: roles.base,
        of.ToolTipText: roles.text,
    }.items():
        palette.setColor(role, QColor(colour))
    for role in (of.WindowText, of.Text, of.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(roles.edge))
    return palette


# Window and highlight of the palette that Qt falls back to where a desktop offers none, light and dark.
QT_FALLBACK = {(0xEFEFEF, 0x308CC6), (0x323232, 0x308CC6)}


def adopt_palette(application: QApplication, dark: bool | None = None) -> None:
    """Give the application our palette where the system has none of its own; `dark` decides for it."""
    palette = application.palette()
    of = QPalette.ColorRole
    here = tuple(palette.color(role).rgb() & 0xFFFFFF for role in (of.Window, of.Highlight))
    ours = {(roles.window, roles.accent) for roles in (LIGHT, DARK)}
    if dark is not None or here in QT_FALLBACK | ours:
        if dark is None:
            dark = application.styleHints().colorScheme().name == "Dark"
        wanted = DARK if dark else LIGHT
        if here == (wanted.window, wanted.accent):
            return
        application.setPalette(application_palette(wanted))
    for field in application.allWidgets():
        sheet = field.styleSheet()
        if sheet:  # Qt keeps the colours that a style sheet took from the palette before
            field.setStyleSheet("")
            field.setStyleSheet(sheet)
