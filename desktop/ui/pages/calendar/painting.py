"""How a day is drawn in the calendar (画日历): days off are filled, worked weekend days are framed, and both say so in a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from desktop.domain.almanac import festivals_on, lunar_short
from desktop.domain.holiday_sentence import WEEKDAYS
from desktop.domain.year_days import DayKind, YearDay
from desktop.ui.theme import colour

HEAD = 26.0
"""Pixels for the name of a month."""
WEEK = 20.0
"""Pixels for the names of the weekdays."""
ROWS = 6
STRIP = 10.0
"""Pixels above a large day for its word and the number of things due."""
CORNER = 8.0
"""Pixels of the corner that says that something falls due."""
WORD_FROM = 29.0
"""From this width a small cell has room for 休 and 班."""
WORDS = {DayKind.off: "休", DayKind.made_up: "班"}
_INK = {DayKind.off: "red", DayKind.made_up: "amber", DayKind.weekend: "faint", DayKind.work: "ink"}


@dataclass(frozen=True)
class Shown:
    """What a calendar shows."""

    days: Mapping[date, YearDay] = field(default_factory=dict[date, YearDay])
    today: date | None = None
    chosen: date | None = None
    due: Mapping[date, int] = field(default_factory=dict[date, int])
    """How many things fall due on a day."""
    focused: bool = False


def place_in_month(day: date) -> tuple[int, int]:
    """Row and column of a day in its month; weeks begin on Monday."""
    first = day.replace(day=1).weekday()
    return divmod(day.day - 1 + first, 7)


def cell_of(day: date, month: QRectF) -> QRectF:
    """Where a day is drawn within its month's place."""
    row, column = place_in_month(day)
    wide, high = month.width() / 7, (month.height() - HEAD - WEEK) / ROWS
    return QRectF(month.x() + column * wide, month.y() + HEAD + WEEK + row * high, wide, high)


def day_at(x: float, y: float, month: QRectF, year: int, number: int) -> date | None:
    """The day of a month that is drawn there."""
    day = date(year, number, 1)
    while day.month == number:
        if cell_of(day, month).contains(x, y):
            return day
        day += timedelta(days=1)
    return None


def paint_month(painter: QPainter, place: QRectF, first: date, shown: Shown, large: bool) -> None:
    """Draw one month; `large` has the lunar date below each day."""
    plain = painter.font()
    known = shown.days.get(first)
    head = f"{first.month}月" + ("（估算）" if known is not None and known.estimated else "")
    _write(painter, _sized(plain, 13 if large else 11.5, bold=True))
    painter.setPen(colour("ink"))
    title = f"{first.year}年{head}" if large else head
    painter.drawText(QRectF(place.x() + 4, place.y(), place.width() - 4, HEAD), _LEFT, title)
    _write(painter, _sized(plain, 10 if large else 9))
    wide = place.width() / 7
    for column, word in enumerate(WEEKDAYS):
        painter.setPen(colour("faint" if column > 4 else "ink"))
        painter.drawText(QRectF(place.x() + column * wide, place.y() + HEAD, wide, WEEK), _MIDDLE, word)
    day = first
    while day.month == first.month:
        _paint_day(painter, cell_of(day, place).adjusted(1, 1, -1, -1), day, shown, plain, large)
        day += timedelta(days=1)
    _write(painter, plain)


_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_TOP = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
_BELOW = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
_CORNER = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)


def _paint_day(painter: QPainter, cell: QRectF, day: date, shown: Shown, plain: QFont, large: bool) -> None:
    known = shown.days.get(day)
    kind = known.kind if known is not None else DayKind.work
    paint_ground(painter, cell, kind)
    ink = colour(_INK[kind])
    word = WORDS.get(kind, "")
    painter.setPen(ink)
    _write(painter, _sized(plain, 13 if large else 10.5, bold=bool(word) or day == shown.today))
    if large:
        painter.drawText(cell.adjusted(0, STRIP, 0, 0), _TOP, str(day.day))
        _write(painter, _sized(plain, 9))
        festivals = festivals_on(day)
        name = festivals[0].split("（")[0] if festivals else lunar_short(day)
        painter.setPen(colour("red" if festivals else "faint"))
        painter.drawText(cell.adjusted(-2, 0, 2, -2), _BELOW, name)
        if word:
            painter.setPen(ink)
            _write(painter, _sized(plain, 9, bold=True))
            painter.drawText(cell.adjusted(0, 0, -3, 0), _CORNER, word)
    else:
        with_word = bool(word) and cell.width() >= WORD_FROM
        painter.drawText(cell.adjusted(0, 0, -8 if with_word else 0, 0), _MIDDLE, str(day.day))
        if with_word:
            _write(painter, _sized(plain, 7.5, bold=True))
            painter.drawText(cell.adjusted(0, 0, -1, 0), _CORNER, word)
    if shown.due.get(day):
        _paint_due(painter, cell, shown.due[day], plain, large)
    if day == shown.today:
        painter.setPen(QPen(colour("teal"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 8, 8)
    if day == shown.chosen:
        painter.setPen(QPen(colour("focus" if shown.focused else "edge"), 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cell)


def paint_ground(painter: QPainter, cell: QRectF, kind: DayKind) -> None:
    """What lies below a day: filled where it is off, a frame where a weekend day is worked, nothing else."""
    if kind is DayKind.off:
        painter.fillRect(cell, colour("red_wash"))
        painter.fillRect(QRectF(cell.x(), cell.bottom() - 2, cell.width(), 2), colour("red"))
    elif kind is DayKind.made_up:
        painter.fillRect(cell, colour("amber_wash"))
        painter.setPen(QPen(colour("amber"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cell.adjusted(1, 1, -1, -1))


def paint_corner(painter: QPainter, cell: QRectF) -> None:
    """The mark of a day on which something falls due: its upper left corner is cut off."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("teal"))
    side = CORNER
    corner = cell.topLeft()
    cast(Any, painter).drawPolygon([corner, corner + QPointF(side, 0), corner + QPointF(0, side)])


def _paint_due(painter: QPainter, cell: QRectF, count: int, plain: QFont, large: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("teal"))
    if not large:
        paint_corner(painter, cell)
        return
    place = QRectF(cell.x() + 1, cell.y() + 1, 15, 15)
    painter.drawRoundedRect(place, 3, 3)
    painter.setPen(colour("sheet"))
    _write(painter, _sized(plain, 8, bold=True))
    painter.drawText(place, _MIDDLE, str(count) if count < 100 else "…")


def _write(painter: QPainter, font: QFont) -> None:
    cast(Any, painter).setFont(font)  # PySide's stubs leave the argument's type half out


def _sized(plain: QFont, points: float, bold: bool = False) -> QFont:
    made = QFont(plain)
    made.setPointSizeF(points)
    made.setBold(bold)
    return made
