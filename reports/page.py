"""What is drawn on a page: lines of text, boxes, cuts, all in points from the lower left corner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from reports.sheet import Face, Sheet

MM = 72 / 25.4
PAD_X = 1.3 * MM
PAD_Y = 0.9 * MM
ASCENT = 0.88
"""How far above the baseline a Chinese character reaches, in parts of its size."""


class Text(NamedTuple):
    """One line of text at its baseline, in points from the lower left corner."""

    x: float
    y: float
    size: float
    face: Face
    text: str
    spacing: float = 0.0
    """Added between characters so that the line fills its width."""


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float


class Cut(NamedTuple):
    """A dashed line across the page, to cut along."""

    x: float
    y: float
    to_x: float


@dataclass(slots=True)
class Page:
    """All that is drawn on one page."""

    width: float
    height: float
    texts: list[Text] = field(default_factory=list[Text])
    boxes: list[Box] = field(default_factory=list[Box])
    frames: list[Box] = field(default_factory=list[Box])
    cuts: list[Cut] = field(default_factory=list[Cut])
    inked: list[Box] = field(default_factory=list[Box])
    """Filled with black: the modules of QR codes."""


@dataclass(frozen=True)
class Area:
    """The paper of a sheet in points, and the room between its margins."""

    width: float
    height: float
    left: float
    across: float
    """The room from edge to edge."""
    top: float
    bottom: float

    @classmethod
    def of(cls, sheet: Sheet) -> Area:
        """The paper that this sheet is printed on."""
        width, height = (side * MM for side in sheet.paper)
        top, _, bottom, left = (margin * MM for margin in sheet.margins)
        return cls(width, height, left, sheet.body_width * MM, height - top, bottom)

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.across
