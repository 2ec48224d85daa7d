"""The calendar of a plan (走访日历): week under week, how many visits stand on each day; entries can be dropped on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.domain.calendar import WorkCalendar
from desktop.domain.days import day_words
from desktop.domain.visit import Visit
from desktop.ui.pages.round.words import WEEKDAYS
from desktop.ui.theme import colour

VISITS = "application/x-bangfu-visits"
"""What is dragged: the chosen visits of the table."""
HEAD = 28
CELL = 58
"""Height of a day."""
NARROWEST = 46
"""Width of a day."""
_ONE_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class DayCount:
    """What stands on a day."""

    planned: int = 0
    made: int = 0

    @property
    def told(self) -> str:
        """4 户, 2/4 户 while some are made, ✓ 4 户 when all are."""
        if self.made in (0, self.planned):
            return f"{'✓ ' if self.made else ''}{self.planned} 户"
        return f"{self.made}/{self.planned} 户"


class DayGrid(QWidget):
    """Weeks from Monday to Sunday; arrows move, Enter or a double click opens a day."""

    chosen = Signal(date)
    """A day was clicked or reached with the arrows."""
    opened = Signal(date)
    dropped = Signal(date)
    """The dragged visits were let go on that day."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._calendar = WorkCalendar({})
        self._counts: dict[date, DayCount] = {}
        self._start = today - today.weekday() * _ONE_DAY
        self._weeks = 2
        self._day = today
        self._over: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setAccessibleName("走访日历")

    def show_visits(self, visits: Sequence[Visit], first: date, last: date, calendar: WorkCalendar) -> None:
        """Show these visits over the whole weeks of that span."""
        self._calendar = calendar
        counts: dict[date, DayCount] = {}
        for visit in visits:
            known = counts.get(visit.day, DayCount())
            counts[visit.day] = DayCount(known.planned + 1, known.made + (visit.made_on is not None))
        self._counts = counts
        begin, end = min([first, *counts]), max([last, *counts])
        self._start = begin - begin.weekday() * _ONE_DAY
        self._weeks = max((end - self._start) // _WEEK + 1, 2)
        if not self._start <= self._day < self._start + self._weeks * _WEEK:
            self._day = begin
        self.setMinimumHeight(HEAD + self._weeks * CELL + 2)
        self.updateGeometry()
        self.update()
        self._tell()

    def count(self, day: date) -> DayCount:
        """What stands on that day."""
        return self._counts.get(day, DayCount())

    def day(self) -> date:
        """The chosen day."""
        return self._day

    def choose(self, day: date) -> None:
        """Choose a day without telling anyone."""
        if day != self._day and self._start <= day < self._start + self._weeks * _WEEK:
            self._day = day
            self.update()
            self._tell()

    def rect_of(self, day: date) -> QRect:
        """Where that day is drawn."""
        week, column = divmod((day - self._start).days, 7)
        left = self.width() * column // 7
        return QRect(left, HEAD + week * CELL, self.width() * (column + 1) // 7 - left, CELL)

    def words_of(self, day: date) -> str:
        """A day in words, for the tip and for screen readers."""
        count = self.count(day)
        parts = [f"{day_words(day)} 星期{WEEKDAYS[day.weekday()]}"]
        if not self._calendar.is_workday(day):
            parts.append("休息日")
        parts.append(f"走访 {count.planned} 户，已完成 {count.made} 户" if count.planned else "没有走访")
        return "，".join(parts)

    def sizeHint(self) -> QSize:
        return QSize(NARROWEST * 7 + 14, HEAD + self._weeks * CELL + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST * 7, HEAD + self._weeks * CELL + 2)

    def _tell(self) -> None:
        self.setAccessibleDescription(self.words_of(self._day))

    def _at(self, point: QPoint) -> date | None:
        column, week = min(point.x() * 7 // max(self.width(), 1), 6), (point.y() - HEAD) // CELL
        if point.y() < HEAD or not 0 <= week < self._weeks or column < 0:
            return None
        return self._start + (week * 7 + column) * _ONE_DAY

    def _go(self, day: date) -> None:
        if self._start <= day < self._start + self._weeks * _WEEK:
            self.choose(day)
            self.chosen.emit(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._write_in(painter, -1)
        for column, name in enumerate(WEEKDAYS):
            left = self.width() * column // 7
            head = QRect(left, 0, self.width() * (column + 1) // 7 - left, HEAD)
            painter.fillRect(head, colour("side"))
            painter.setPen(colour("ink"))
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, name)
        for number in range(self._weeks * 7):
            self._draw(painter, self._start + number * _ONE_DAY)
        painter.end()

    def _draw(self, painter: QPainter, day: date) -> None:
        rect = self.rect_of(day)
        open_day = self._calendar.is_workday(day)
        count = self.count(day)
        painter.fillRect(rect, colour("sheet" if open_day else "side"))
        if count.planned:
            painter.fillRect(rect, colour("green_wash" if count.made == count.planned else "teal_wash"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
        inside = rect.adjusted(5, 3, -5, -4)
        self._write_in(painter, -1.5, bold=day == self._today)
        painter.setPen(colour("ink" if open_day else "faint"))
        with_month = (day.day == 1 or day == self._start) and day != self._today  # 今 takes its room
        number = f"{day.month}/{day.day}" if with_month else str(day.day)
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(inside, int(top | Qt.AlignmentFlag.AlignLeft), number)
        mark = "今" if day == self._today else "" if open_day else "休"
        painter.drawText(inside, int(top | Qt.AlignmentFlag.AlignRight), mark)
        if count.planned:
            painter.setPen(colour("teal_deep"))
            self._write_in(painter, 0, bold=True)
            bottom = int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter)
            painter.drawText(inside, bottom, count.told)
        if day == self._over:
            painter.setPen(QPen(colour("teal"), 3))
            painter.drawRect(rect.adjusted(1, 1, -3, -3))
        elif day == self._day:
            painter.setPen(QPen(colour("focus" if self.hasFocus() else "teal"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _write_in(self, painter: QPainter, more: float, bold: bool = False) -> None:
        font = QFont(self.font())
        font.setPointSizeF(max(font.pointSizeF() + more, 7))
        font.setBold(bold)
        cast(Any, painter).setFont(font)  # PySide's stubs leave parts of the signature out

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._at(event.position().toPoint())
        if day is not None:
            self._go(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        day = self._at(event.position().toPoint())
        if day is not None:
            self.opened.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }
        key = Qt.Key(event.key())
        if key in steps and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._go(self._day + steps[key] * _ONE_DAY)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._day)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self._at(event.pos())
            QToolTip.showText(event.globalPos(), self.words_of(day) if day else "", self)
            return True
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(VISITS):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._over = self._at(event.position().toPoint())
        self.update()
        if self._over is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = None
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        day, self._over = self._at(event.position().toPoint()), None
        self.update()
        if day is not None and event.mimeData().hasFormat(VISITS):
            event.acceptProposedAction()
            self.dropped.emit(day)
