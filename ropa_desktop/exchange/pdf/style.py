"""Measures, type and colours of the page. Lengths are points (1/72 inch), colours the light scheme of the window."""

from dataclasses import dataclass
from enum import IntEnum
from io import BytesIO

from ropa_desktop.exchange.report import Appearance, State


class Weight(IntEnum):
    """The two faces of the document; the number is the place in `fonts.FACES`."""

    regular = 0
    bold = 1


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of sRGB, kept as the three numbers that the page description wants, such as "1 0.5 0"."""

    numbers: str


def colour(hexadecimal: str) -> Colour:
    """`#0B6478` as a Colour."""
    parts = (int(hexadecimal[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return Colour(" ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in parts))


TEXT = colour("#1A1D21")
MUTED = colour("#566069")
LINE = colour("#C9D0D6")  # LOOK's #DDE1E5 is for screens: on paper it fades away
EDGE = colour("#818B94")
ACCENT = colour("#0B6478")
SOFT = colour("#E2F0F3")
UNKNOWN = colour("#855000")
UNKNOWN_FILL = colour("#FBF2E0")

STATE_COLOURS = {
    State.value: TEXT,
    State.unknown: UNKNOWN,
    State.none: MUTED,
    State.not_applicable: MUTED,
    State.not_possible: MUTED,
}


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: `leading` is the distance from one baseline to the next."""

    size: float
    leading: float
    weight: Weight = Weight.regular
    colour: Colour = TEXT

    @property
    def ascent(self) -> float:
        """From the top of a line down to its baseline, so that capitals stand in the middle of the line."""
        return (self.leading + 0.729 * self.size) / 2


BODY = Style(9, 12.5)
LABEL = Style(9, 12.5, Weight.bold)
SUBLABEL = Style(9, 12.5, colour=MUTED)
LABEL_AGAIN = Style(9, 12.5, Weight.bold, MUTED)
LETTER = Style(9, 12.5, Weight.bold, ACCENT)
CELL = Style(8.5, 11.5)
SMALL_CELL = Style(7.5, 10)  # where whole words would not fit otherwise
COLUMN_TITLE = Style(8, 11, Weight.bold, MUTED)
CAPTION = Style(9, 12.5, Weight.bold)
MARK = Style(8.5, 12, Weight.bold, UNKNOWN)
COVER_MARK = Style(13, 18, Weight.bold, UNKNOWN)
QUOTED = Style(8.5, 12)
PLACE = Style(8, 11, colour=MUTED)
CONTINUED = Style(8, 11, colour=MUTED)
RUNNING = Style(7.5, 10, colour=MUTED)
RUNNING_NAME = Style(7.5, 10, Weight.bold, MUTED)
ENTRY_TITLE = Style(13, 17, Weight.bold)
GROUP_TITLE = Style(11.5, 16, Weight.bold, ACCENT)
CHAPTER_TITLE = Style(17, 22, Weight.bold)
PART_TITLE = Style(26, 32, Weight.bold)
PART_SUBTITLE = Style(13, 18, colour=MUTED)
EYEBROW = Style(9, 12, Weight.bold, ACCENT)
COVER_DATE = Style(10, 14)
STATEMENT = Style(9.5, 13.5)
INTRODUCTION = Style(9.5, 13.5)
LEGEND = Style(8.5, 12.5)
CONTENTS_PART = Style(10.5, 18, Weight.bold)
CONTENTS_CHAPTER = Style(9.5, 16, Weight.bold)
CONTENTS_GROUP = Style(9, 15, Weight.bold, MUTED)
CONTENTS_ENTRY = Style(9, 14)

PORTRAIT = (595.28, 841.89)  # A4
LANDSCAPE = (841.89, 595.28)
_LETTER = (612.0, 792.0)
MARGIN = 51.0  # left and right: 18 mm
TOP = 74.0  # from the upper edge of the page down to the text
BOTTOM = 62.0
HEAD = 40.0  # from the upper edge down to the running head's baseline
FOOT = 36.0  # from the lower edge up to the foot's baseline
ABOVE_PLACE = 12.0  # what is seen above a title when a link or bookmark leads to it

LETTER_COLUMN = 25.0
LABEL_COLUMN = 128.0  # beside the letter; what is said stands to the right of both
SUBLABEL_SHARE = 0.33  # of the width of a run of fields
GUTTER = 10.0  # between two columns
LOGO = (170.0, 56.0)  # the most that a logo takes of a cover, in width and height
_SOFT_SHARE = 0.12  # of a colour in its paler shade


@dataclass(frozen=True, slots=True)
class Look:
    """What differs from document to document: the sizes of its pages, its accent and a paler shade of that, and the
    width and height in points that its logo may have on the cover (None without one)."""

    portrait: tuple[float, float]
    landscape: tuple[float, float]
    accent: Colour
    soft: Colour
    logo: tuple[float, float] | None


def look(appearance: Appearance) -> Look:
    """The look of a document's pages."""
    width, height = _LETTER if appearance.paper == "Letter" else PORTRAIT
    accent, soft = (colour(appearance.colour), _paler(appearance.colour)) if appearance.colour else (ACCENT, SOFT)
    logo = _logo_size(appearance.logo) if appearance.logo is not None else None
    return Look((width, height), (height, width), accent, soft, logo)


def _paler(hexadecimal: str) -> Colour:
    """A colour with white in it: a ground to read on."""
    parts = (int(hexadecimal[start : start + 2], 16) for start in (1, 3, 5))
    return colour("#" + "".join(f"{255 - round((255 - part) * _SOFT_SHARE):02X}" for part in parts))


def _logo_size(content: bytes) -> tuple[float, float]:
    from PIL import Image

    with Image.open(BytesIO(content), formats=("PNG",)) as picture:
        width, height = picture.size
    scale = min(LOGO[0] / width, LOGO[1] / height)
    return width * scale, height * scale
