"""The year at a glance and one month large (年历、月历): arrows go from day to day, Page Up and Down by months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.almanac import festivals_on, lunar_words
from desktop.domain.days import after_months, day_words
from desktop.domain.holiday_sentence import WEEKDAYS
from desktop.domain.year_days import YearDay
from desktop.ui.pages.calendar.painting import HEAD, ROWS, WEEK, Shown, cell_of, day_at, paint_month

GAP = 10.0
SMALL_ROW = 22.5
"""Pixels of a week in the year."""
LARGE_ROW = 56.0
NARROW, WIDE = 160.0, 226.0
"""How wide a month of the year may be."""


def day_told(known: YearDay) -> str:
    """A day in words: weekday, what it is, its lunar date and festivals."""
    day = known.day
    lunar = lunar_words(day)
    parts = [
        f"{day_words(day)}　周{WEEKDAYS[day.weekday()]}　{known.told}",
        "　".join(x for x in (f"农历{lunar}" if lunar else "", *festivals_on(day)) if x),
    ]
    return "\n".join(x for x in parts if x)


class YearView(QWidget):
    """Twelve months; one day is the chosen one."""

    chosen = Signal(object)
    """date: another day is the chosen one."""
    opened = Signal(object)
    """date: Enter or a double click on a day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown()
        self._year = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(int(NARROW) + 4)

    def show_year(self, year: int, shown: Shown) -> None:
        """Show a year; the chosen day lies in it."""
        self._year, self._shown = year, replace(shown, focused=self.hasFocus())
        self.setAccessibleName(f"{year} 年日历")
        self._say()
        self.updateGeometry()
        self.update()

    def day(self) -> date | None:
        """The chosen day."""
        return self._shown.chosen

    def choose(self, day: date) -> None:
        """Choose another day, which may lie in another year."""
        if day != self._shown.chosen:
            self._shown = replace(self._shown, chosen=day)
            self._say()
            self.update()
            self.chosen.emit(day)

    def rect_of(self, day: date) -> QRectF:
        """Where a day is drawn."""
        return cell_of(day, self._place(day.month))

    def columns(self) -> int:
        """How many months stand side by side."""
        fit = int((self.width() + GAP) // (NARROW + GAP))
        return next((n for n in (6, 4, 3, 2) if n <= fit), 1)

    def _place(self, month: int) -> QRectF:
        columns = self.columns()
        row, column = divmod(month - 1, columns)
        wide = min((self.width() - GAP * (columns - 1)) / columns, WIDE)
        high = HEAD + WEEK + ROWS * SMALL_ROW
        return QRectF(column * (wide + GAP), row * (high + GAP), wide, high)

    def _say(self) -> None:
        known = self._shown.days.get(self._shown.chosen) if self._shown.chosen else None
        self.setAccessibleDescription(day_told(known).replace("\n", "，") if known is not None else "")

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-12 // self.columns())
        return int(rows * (HEAD + WEEK + ROWS * SMALL_ROW + GAP))

    def sizeHint(self) -> QSize:
        return QSize(int(4 * (NARROW + GAP)), self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            if self._year:
                paint_month(painter, self._place(month), date(self._year, month, 1), self._shown, False)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if day := self._at(event.position()):
            self.choose(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if day := self._at(event.position()):
            self.opened.emit(day)

    def _at(self, point: QPointF) -> date | None:
        found = (day_at(point.x(), point.y(), self._place(m), self._year, m) for m in range(1, 13))
        return next((day for day in found if day), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day = self._shown.chosen
        goal = stepped(day, event.key()) if day is not None and not _held(event) else None
        if goal is not None:
            self.choose(goal)
        elif day is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not _held(event):
            self.opened.emit(day)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._shown = replace(self._shown, focused=True)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._shown = replace(self._shown, focused=False)
        self.update()


class MonthView(QWidget):
    """The month of the chosen day, with lunar dates; a click chooses a day."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown()
        self.setMinimumWidth(7 * 50)
        self.setFixedHeight(int(HEAD + WEEK + ROWS * LARGE_ROW))

    def show_month(self, shown: Shown) -> None:
        """Show the month of the chosen day."""
        self._shown = shown
        self.update()

    def _place(self) -> QRectF:
        return QRectF(0, 0, min(self.width(), 7 * 66), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown.chosen is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_month(painter, self._place(), self._shown.chosen.replace(day=1), self._shown, True)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if day := self._at(event.position()):
            self.chosen.emit(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if day := self._at(event.position()):
            self.opened.emit(day)

    def _at(self, point: QPointF) -> date | None:
        chosen = self._shown.chosen
        if chosen is None:
            return None
        return day_at(point.x(), point.y(), self._place(), chosen.year, chosen.month)


def stepped(day: date, key: int) -> date | None:
    """The day a key goes to; None where the key is none of those that walk."""
    last = monthrange(day.year, day.month)[1]
    goals: dict[int, Callable[[], date]] = {
        Qt.Key.Key_Left: lambda: day - timedelta(days=1),
        Qt.Key.Key_Right: lambda: day + timedelta(days=1),
        Qt.Key.Key_Up: lambda: day - timedelta(days=7),
        Qt.Key.Key_Down: lambda: day + timedelta(days=7),
        Qt.Key.Key_PageUp: lambda: after_months(day, -1),
        Qt.Key.Key_PageDown: lambda: after_months(day, 1),
        Qt.Key.Key_Home: lambda: day.replace(day=1),
        Qt.Key.Key_End: lambda: day.replace(day=last),
    }
    goal = goals.get(key)
    return goal() if goal is not None else None


def _held(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
