"""The flow map: boxes for people and sources, activities, recipients and countries, and the ways between them."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QPointF, QRectF

from ropa_desktop.exchange.overview.figures import COLUMNS, Flow, Node
from ropa_desktop.exchange.overview.tables import column_title
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.window.overview.shapes import Box, Drawing, Mark, Ribbon, Room, Shape, Words, nothing

HEAD, GAP, LEAST = 26.0, 9.0, 28.0
HEIGHT = 430.0
Link = tuple[str, str]


def lay_out(flow: Flow, room: Room) -> Drawing:
    """The map; the ways through the box that is traced stand out."""
    if not flow.nodes:
        return nothing(_("Activities with recipients appear here."), room)
    wide = min(max(104.0, min(room.width * 0.2, 176.0)), room.width / 4 - 14)
    stride = (room.width - wide) / (len(COLUMNS) - 1)
    boxes: dict[str, QRectF] = {}
    shapes: list[Shape] = []
    most = max(sum(node.column == column for node in flow.nodes) for column in COLUMNS)
    height = max(room.height, HEIGHT, HEAD + most * (LEAST + GAP))
    for place, column in enumerate(COLUMNS):
        left = place * stride
        title = column_title(column, flow.grouping)
        shapes.append(Words(QRectF(left, 0, stride - 6 if place < 3 else wide, HEAD - 8), title, "muted", -1, True))
        boxes |= _stacked([node for node in flow.nodes if node.column == column], left, wide, height - 2)
    traced = _traced(flow, room.traced)
    shapes += _ribbons(flow, boxes, traced)
    marks: list[Mark] = []
    for node in flow.nodes:
        chosen = room.traced != "" and any(node.key in link for link in traced)
        _box(shapes, marks, node, boxes[node.key], chosen or node.key == room.traced, room)
    return Drawing(height, shapes, marks)


def _stacked(nodes: list[Node], left: float, wide: float, height: float) -> dict[str, QRectF]:
    """The boxes of a column, as high as their share, none lower than a line of text needs."""
    free = height - HEAD - GAP * max(len(nodes) - 1, 0)
    heights = dict.fromkeys((node.key for node in nodes), LEAST)
    spare = free - LEAST * len(nodes)
    whole = sum(len(node.activities) for node in nodes) or 1
    boxes = {}
    top = HEAD
    for node in nodes:
        high = heights[node.key] + spare * len(node.activities) / whole
        boxes[node.key] = QRectF(left, top, wide, high)
        top += high + GAP
    return boxes


def links(flow: Flow) -> dict[Link, set[str]]:
    """The ways between two boxes that stand beside each other, with the activities on them."""
    found: dict[Link, set[str]] = defaultdict(set)
    for path in flow.paths:
        for one, other in zip(path.nodes, path.nodes[1:], strict=False):
            if one is not None and other is not None:
                found[one, other].update(path.activities)
    return found


def _traced(flow: Flow, key: str) -> dict[Link, set[str]]:
    """The ways that lead through one box."""
    if not key:
        return {}
    through = tuple(path for path in flow.paths if key in path.nodes)
    return links(Flow(flow.grouping, flow.nodes, through))


def _ribbons(flow: Flow, boxes: dict[str, QRectF], traced: dict[Link, set[str]]) -> list[Shape]:
    found = sorted(links(flow).items(), key=lambda item: (boxes[item[0][0]].top(), boxes[item[0][1]].top()))
    out: dict[str, int] = defaultdict(int)
    into: dict[str, int] = defaultdict(int)
    for (one, other), ids in found:
        out[one] += len(ids)
        into[other] += len(ids)
    left_tops = {key: box.top() for key, box in boxes.items()}
    right_tops = dict(left_tops)
    plain: list[Shape] = []
    chosen: list[Shape] = []
    for (one, other), ids in found:
        left_height = boxes[one].height() * len(ids) / out[one]
        right_height = boxes[other].height() * len(ids) / into[other]
        left, right = QPointF(boxes[one].right(), left_tops[one]), QPointF(boxes[other].left(), right_tops[other])
        left_tops[one] += left_height
        right_tops[other] += right_height
        plain.append(Ribbon(left, left_height, right, right_height))
        share = len(traced.get((one, other), ())) / len(ids)
        if share:
            chosen.append(Ribbon(left, left_height * share, right, right_height * share, True))
    return plain + chosen


def _box(shapes: list[Shape], marks: list[Mark], node: Node, box: QRectF, chosen: bool, room: Room) -> None:
    count = len(node.activities)
    shapes.append(Box(box, node.unknown, chosen))
    itself = node.records == node.activities and count == 1  # an activity: that it is one needs no saying
    number = "" if itself else str(count)
    number_wide = 0.0 if itself else room.width_of(number, -1) + 8
    wide = box.width() - number_wide - 10
    line = room.line(-1) + 2
    lines = room.wrapped(node.name, wide, max(1, int((box.height() - 6) / line)), -1, chosen)
    top = box.center().y() - line * len(lines) / 2
    for place, words in enumerate(lines):
        role = "question" if node.unknown else "text"
        shapes.append(Words(QRectF(box.left() + 8, top + place * line, wide, line), words, role, -1, chosen))
    number_box = QRectF(box.right() - number_wide - 2, box.top() + 1, number_wide, box.height() - 2)
    if number:
        shapes.append(Words(number_box.adjusted(0, 0, -3, 0), number, "muted", -1, align="right"))
    said = ngettext("{n} activity", "{n} activities", count).format(n=count)
    if len(node.records) == 1 and node.records != node.activities:
        marks.append(Mark(box.adjusted(0, 0, -number_wide - 2, 0), f"{node.name}: {said}", node.records, node.key))
        marks.append(Mark(number_box, _("{name}: its {n}").format(name=node.name, n=said), node.activities, node.key))
    else:
        marks.append(Mark(box, f"{node.name}: {said}", node.activities, node.key))
