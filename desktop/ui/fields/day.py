"""A day (日期), typed or chosen in a calendar; empty is unknown."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.days import parse_day
from desktop.domain.errors import OfficeError
from desktop.ui.fields.buttons import push, tool
from desktop.ui.fields.noted import Noted
from desktop.ui.theme import colour


class DayEdit(Noted):
    """Takes a day as people write it (2026-2-3, 2026年2月3日, 20260203); nonsense gets a sentence. F4 opens the calendar."""

    def __init__(self, today: date, day: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.edit.setPlaceholderText(f"如 {today.isoformat()}")
        self.edit.setMaxLength(30)
        self.edit.setMinimumWidth(120)
        self.calendar = tool("calendar", "打开日历（F4）", self.open_calendar)
        self.calendar.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.row.addWidget(self.calendar)
        self.set_value(day)
        self.edit.textEdited.connect(self._look)
        self.edit.editingFinished.connect(self._tidy)

    def value(self) -> date | None:
        """The day; None where nothing, or nothing usable, is written."""
        try:
            return parse_day(self.edit.text()) if self.edit.text().strip() else None
        except OfficeError:
            return None

    def set_value(self, day: date | None) -> None:
        """Show a day; what is being typed is left alone when it means the same."""
        if day != self.value():
            self.edit.setText("" if day is None else day.isoformat())
            self.say("", "")

    def problem(self) -> str:
        """What is wrong with the entry, or nothing."""
        try:
            if self.edit.text().strip():
                parse_day(self.edit.text())
        except OfficeError as error:
            return error.said
        return ""

    def open_calendar(self) -> None:
        """Let the day be chosen with mouse or arrows."""
        popup = _Calendar(self.value() or self._today, self._today, self)
        below = self.edit.mapToGlobal(QPoint(0, self.edit.height() + 2))
        room = self.screen().availableGeometry()
        size = popup.sizeHint()
        below.setX(min(below.x(), room.right() - size.width()))
        if below.y() + size.height() > room.bottom():
            below.setY(max(room.top(), below.y() - self.edit.height() - size.height() - 4))
        popup.move(below)
        popup.show()
        popup.calendar.setFocus()

    def choose(self, day: date | None) -> None:
        """Take a day from the calendar."""
        self.set_value(day)
        self.edit.setFocus()
        self.changed.emit()

    def _look(self) -> None:
        # a day that is still being typed is not scolded before it is left
        if not self.problem():
            self.say("", "")
        self.changed.emit()

    def _tidy(self) -> None:
        day = self.value()
        if day is not None:
            self.edit.setText(day.isoformat())
        self.say("bad", self.problem())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:
            self.open_calendar()
        else:
            super().keyPressEvent(event)


class _Calendar(QFrame):
    def __init__(self, shown: date, today: date, field: DayEdit) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._field = field
        self.calendar = QCalendarWidget()
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        weekend = QTextCharFormat()
        weekend.setForeground(colour("red"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekday, weekend)
        self.calendar.setMinimumSize(340, 260)
        self.calendar.activated.connect(self._take)
        self.calendar.clicked.connect(self._take)
        row = QHBoxLayout()
        row.addWidget(push(f"今天 {today.isoformat()}", lambda: self._choose(today)))
        row.addStretch()
        row.addWidget(push("清空", lambda: self._choose(None)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.calendar)
        layout.addLayout(row)

    def _take(self, day: QDate) -> None:
        self._choose(date(day.year(), day.month(), day.day()))

    def _choose(self, day: date | None) -> None:
        self.close()
        self._field.choose(day)
