"""The client's own look of a document: the paper of its country, its logo and its colour."""

import re
import warnings
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.report import Appearance
from ropa_desktop.i18n import _

_LETTER = frozenset({"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"})
"""Where paper is US Letter and not A4: Unicode Technical Standard 35, part 6, `paperSize`."""

LARGEST_LOGO = 4 * 1024 * 1024  # bytes
_MOST_PIXELS = 25_000_000
_LONGEST_SIDE = 1200  # pixels: 10 cm at 300 to the inch
_READABLE = 4.5  # the contrast that WCAG 2.1, 1.4.3 asks of text


def appearance(countries: Iterable[str | None], logo: bytes | None, colour: str) -> Appearance:
    """The look of a document about organisations in these countries. Raises `BadInput`, in one sentence, for a logo
    that cannot be read and for a colour that could not be."""
    known = {country for country in countries if country}
    paper = "Letter" if known and known <= _LETTER else "A4"
    return Appearance(paper, readable_logo(logo) if logo is not None else None, readable_colour(colour))


def readable_colour(colour: str) -> str:
    """A colour as `#RRGGBB` in capitals; "" stays "". Raises `BadInput` for one that is no colour, or too pale."""
    written, colour = colour.strip(), colour.strip().upper()
    if not colour:
        return ""
    if not re.fullmatch("#[0-9A-F]{6}", colour):
        raise BadInput(_("{colour}: write a colour as # and six digits, such as #0B6478.").format(colour=written))
    ratio = _contrast_with_white(colour)
    if ratio < _READABLE:
        raise BadInput(
            _(
                "{colour} is too pale to be read on white: {ratio} to 1, where 4.5 are needed. Choose a darker one."
            ).format(colour=colour, ratio=f"{ratio:.1f}")
        )
    return colour


def read_logo(path: Path) -> bytes:
    """The bytes of a logo's file, no more of them than a logo may have and one. Raises `BadInput`."""
    try:
        with open(path, "rb") as file:
            return file.read(LARGEST_LOGO + 1)
    except OSError:
        raise BadInput(_("{name} cannot be read. Choose a PNG or JPEG file.").format(name=path.name)) from None


def readable_logo(content: bytes) -> bytes:
    """The picture in a PNG or JPEG file as a PNG of moderate size, on white, without anything else that the file told
    (where and when it was taken, with which program). Raises `BadInput` for what cannot be read safely."""
    if len(content) > LARGEST_LOGO:
        raise BadInput(_("The logo is larger than 4 MB. Choose a smaller picture."))
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    raise BadInput(_("The logo has more than 25 million points. Choose a smaller picture."))
                drawn = picture.convert("RGBA")
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise BadInput(_("The logo cannot be read. Choose a PNG or JPEG file.")) from error
    drawn.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    ground = Image.new("RGB", drawn.size, "white")
    ground.paste(drawn, mask=drawn.getchannel("A"))
    plain = BytesIO()
    ground.save(plain, "PNG")
    return plain.getvalue()


def _contrast_with_white(colour: str) -> float:
    """The contrast ratio of WCAG 2.1, from 1 (white) to 21 (black)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
