"""Measured rows onto a page: their boxes, texts and codes, the words down their side, the frame around them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reports.lines import LineBreaker
from reports.measuring import MeasuredCell, MeasuredRow, Strip
from reports.page import ASCENT, MM, PAD_X, PAD_Y, Box, Page, Text
from reports.qr import squares
from reports.sheet import Align, Cell, Edge, Face, Section

Run = tuple[Strip, float, float]
"""A section on a page, from where down to where."""


def draw_rows(page: Page, rows: list[MeasuredRow], heights: list[float], top: float) -> None:
    """Rows below each other from `top` on."""
    y = top
    for number, row in enumerate(rows):
        height = heights[number]
        for cell in row.cells:
            tall = height if cell.rows == 1 else sum(heights[number : number + cell.rows])
            bottom = y - tall
            if cell.style.edge is Edge.box:
                page.boxes.append(Box(cell.x, bottom, cell.width, tall))
            if cell.lines or cell.foot:
                _draw_text(page, cell, y, bottom)
            if cell.qr:
                _draw_qr(page, cell, y, bottom)
        y -= height


def draw_sides(page: Page, runs: Sequence[Run], breaker: LineBreaker) -> None:
    """The words down the side of a section."""
    for strip, top, bottom in runs:
        if strip.section.side:
            width = strip.section.side_width * MM
            page.boxes.append(Box(strip.left, bottom, width, top - bottom))
            _draw_downwards(page, strip.section.side, strip.left, width, top, bottom, breaker)


def draw_frames(page: Page, runs: Sequence[Run]) -> None:
    """A heavier line around what hangs together."""
    frame: Box | None = None
    for strip, top, bottom in runs:
        if not _boxed(strip.section):
            frame = None
            continue
        width = strip.edges[-1] - strip.left
        if frame and abs(frame.y - top) < 0.01 and abs(frame.width - width) < 0.5:
            frame = Box(frame.x, bottom, frame.width, frame.height + top - bottom)
            page.frames[-1] = frame
        else:
            frame = Box(strip.left, bottom, width, top - bottom)
            page.frames.append(frame)


def _draw_text(page: Page, cell: MeasuredCell, top: float, bottom: float) -> None:
    style = cell.style
    size, face = style.size, style.face
    leading = size * style.leading
    foot_height = len(cell.foot) * size * 1.6 + (1.5 * MM if cell.foot else 0)
    if style.top:
        y = top - PAD_Y
    else:
        y = top - (top - bottom - foot_height - len(cell.lines) * leading) / 2
    y -= (leading - size) / 2 + ASCENT * size
    x, room = cell.x + PAD_X, cell.width - 2 * PAD_X
    align = style.align
    for line in cell.lines:
        spacing = 0.0
        at = x
        if align is Align.centre:
            at += (room - line.width) / 2
        elif align is Align.right:
            at += room - line.width
        elif align is Align.justify and not line.last and len(line.text) > 1:
            spacing = (room - line.width) / (len(line.text) - 1)
            if spacing > size / 4:
                spacing = 0.0
        if line.text:
            page.texts.append(Text(at, y, size, face, line.text, spacing))
        y -= leading
    y = bottom + PAD_Y + 1 * MM + (len(cell.foot) - 1) * size * 1.6 + (1 - ASCENT) * size
    for line in cell.foot:
        page.texts.append(Text(x + room - line.width, y, size, face, line.text))
        y -= size * 1.6


def _draw_qr(page: Page, cell: MeasuredCell, top: float, bottom: float) -> None:
    """The code in the middle of its cell."""
    size, found = squares(cell.qr)
    module = (min(cell.width, top - bottom) - PAD_Y) / size
    left = cell.x + (cell.width - module * size) / 2
    low = bottom + (top - bottom - module * size) / 2
    page.inked += [Box(left + x * module, low + y * module, width * module, module) for x, y, width in found]


def _draw_downwards(
    page: Page, text: str, left: float, width: float, top: float, bottom: float, breaker: LineBreaker
) -> None:
    """Characters one under the other, in as many columns as the height asks for."""
    room = top - bottom - 1 * MM
    face = Face.song
    size, columns = 10.5, 1
    while size > 5 and len(text) * size * 1.2 > room * columns:
        columns = 2
        size -= 0.5
    step = size * 1.2
    each = math.ceil(len(text) / columns)
    for number in range(columns):
        part = text[number * each : (number + 1) * each]
        y = (top + bottom) / 2 + len(part) * step / 2 - (step - size) / 2 - ASCENT * size
        middle = left + width * (number + 0.5) / columns
        for character in part:
            x = middle - breaker.width(character, face, size) / 2
            page.texts.append(Text(x, y, size, face, character))
            y -= step


def _boxed(section: Section) -> bool:
    content = section.rows[0].cells[0] if section.rows else ""
    style = content.style if isinstance(content, Cell) else section.style_of(0)
    return style.edge is Edge.box
