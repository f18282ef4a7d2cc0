"""A picture as a file, SVG or PNG: painted by the code that paints it in the window, in our light colours.

A file's properties say nothing of the register; what the picture shows stands in the picture alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, QSizeF, QStandardPaths
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QWidget

from ropa_desktop.exchange.files import whole_file
from ropa_desktop.i18n import N_, _
from ropa_desktop.window.colours import LIGHT, fill
from ropa_desktop.window.overview.drawing import paint
from ropa_desktop.window.overview.shapes import Room, Words
from ropa_desktop.window.overview.view import LayOut

WIDTH, MARGIN, HEAD = 960, 24, 56
HEIGHT = 600.0  # that a picture which grows may fill
SCALE = 2  # pixels of a PNG for each of the picture's
KINDS = {".svg": N_("Drawings (*.svg)"), ".png": N_("Pictures (*.png)")}


def choose_file(parent: QWidget, name: str) -> Path | None:
    """Where a picture that is called `name` goes, and by its ending in which format; None when she turns back."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    safe = "".join("-" if character in '<>:"/\\|?*' else character for character in name).strip(" .")
    kinds = {_(kind): ending for ending, kind in KINDS.items()}
    offered = Path(documents) / f"{safe}.svg"
    while True:
        chosen, kind = QFileDialog.getSaveFileName(
            parent, _("Where does the picture go?"), str(offered), ";;".join(kinds)
        )
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.casefold() in KINDS:
            return path
        offered = path.with_name(path.name + kinds.get(kind, ".svg"))
        if not offered.exists():
            return offered  # else it is asked again: nobody was told yet that this file would be replaced


def save(path: Path, lay_out: LayOut, figures: Any, heading: str, detail: str, font: QFont) -> None:
    """Write a picture with its heading, whole or not at all. Raises `CannotWrite`."""
    drawing = lay_out(figures, Room(WIDTH - 2 * MARGIN, HEIGHT, font))
    size = QSize(WIDTH, round(drawing.height) + HEAD + 2 * MARGIN)

    def draw(painter: QPainter) -> None:
        painter.setFont(font)
        fill(painter, QRectF(QPointF(0, 0), QSizeF(size)), LIGHT.base)
        painter.translate(MARGIN, MARGIN)
        line = QRectF(0, 0, WIDTH - 2 * MARGIN, 24)
        paint(painter, [Words(line, heading, "text", 3, True), Words(line.translated(0, 23), detail, "muted", -1)],
              font, LIGHT)  # fmt: skip
        painter.translate(0, HEAD)
        paint(painter, drawing.shapes, font, LIGHT)

    made = _svg(size, draw) if path.suffix.casefold() == ".svg" else _png(size, draw)
    with whole_file(path) as beside:
        beside.write_bytes(made)


def _svg(size: QSize, draw: Any) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(QPointF(0, 0), QSizeF(size)))
    generator.setTitle("ROPA Desktop")
    generator.setDescription("")
    painter = QPainter(generator)
    draw(painter)
    painter.end()
    buffer.close()
    return bytes(data.data())


def _png(size: QSize, draw: Any) -> bytes:
    image = QImage(size * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(QColor(LIGHT.base))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    draw(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt text
    buffer.close()
    return bytes(data.data())
