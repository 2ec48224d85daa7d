"""A plan on the screen (走访安排): its visits in order of day, the calendar beside them, and moving entries about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.calendar import WorkCalendar
from desktop.domain.masking import mask_address, mask_phone
from desktop.domain.visit import Visit
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Scrolled, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.find import FindBox
from desktop.ui.models.many import ManyTable
from desktop.ui.models.rows import RowsModel
from desktop.ui.pages.round.days import VISITS, DayGrid
from desktop.ui.pages.round.words import day_told, names_told, next_workday, state_colour, state_told

WIDE = 940
"""From this width the calendar has room beside the table."""
GRID = 340
"""Width of the calendar."""

Index = QModelIndex | QPersistentModelIndex


class Board(QWidget):
    """Visits by day. Alt+↑ and Alt+↓ move the chosen ones to the working day before or after; they can be dragged too."""

    opened = Signal(object)
    """Visit: Enter or a double click."""
    moved = Signal(object, date)
    """list[Visit], and the day they are to be moved to."""
    move_asked = Signal(object)
    """list[Visit] that are to be moved to a day yet to be named, or to other visitors."""
    removed = Signal(object)
    """list[Visit]: Delete was pressed."""

    def __init__(
        self, today: date, columns: Sequence[Column[Visit]], empty: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._calendar = WorkCalendar({})
        self._asked: bool | None = None
        self.model = VisitRows(columns)
        self.table = VisitTable(self.model, empty)
        self.table.setAccessibleName("走访安排")
        self.days = DayGrid(today)
        self.calendar_button = push("日历(&L)", self._turn_calendar, picture="calendar", tip="显示或收起日历")
        self.calendar_button.setCheckable(True)
        self.seek = FindBox(
            self.table,
            self.model,
            lambda v: v.household_name,
            lambda v: f"{v.address} {v.phone} {names_told(v.visitors)}",
            "找一户",
        )
        self.side = Scrolled(margin=0)
        self.side.setFixedWidth(GRID)
        self.side.add(self.days)
        self.side.add(Words("把名单里的一行拖到某一天，就改到那天；点某一天，名单跳到那天。", "faint"))
        self.side.column.addStretch()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.table, 1)
        row.addWidget(self.side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row, 1)
        self.side.hide()
        self.table.opened.connect(self.opened)
        self.table.shifted.connect(self._shift)
        self.table.dropped.connect(self._drop)
        self.table.delete_pressed.connect(lambda: self.removed.emit(self.selected()))
        self.table.chosen.connect(self._follow)
        self.days.chosen.connect(self.show_day)
        self.days.opened.connect(self._to_table)
        self.days.dropped.connect(self._drop)

    def show_visits(self, visits: Sequence[Visit], first: date, last: date, calendar: WorkCalendar) -> None:
        """Show these visits in order of day; the same ones stay chosen."""
        self._calendar = calendar
        kept = {v.household_id for v in self.selected()}
        current = self.table.line()
        scroll = self.table.verticalScrollBar().value()
        ordered = sorted(visits, key=lambda v: v.day)
        self.model.show(ordered)
        self.days.show_visits(ordered, first, last, calendar)
        self.table.verticalScrollBar().setValue(scroll)
        rows = [n for n, v in enumerate(ordered) if v.household_id in kept]
        if rows:
            first_row = next(
                (n for n in rows if current and ordered[n].household_id == current.household_id), rows[0]
            )
            self.table.choose_rows(rows, first_row)

    def visits(self) -> tuple[Visit, ...]:
        """All visits as they stand."""
        return self.model.lines()

    def selected(self) -> list[Visit]:
        """The chosen visits, from top to bottom."""
        return self.table.chosen_lines()

    def choose_household(self, household_id: int) -> None:
        """Choose the visit to that household."""
        for row, visit in enumerate(self.model.lines()):
            if visit.household_id == household_id:
                self.table.choose(row)

    def ask_move(self) -> None:
        """The chosen visits are to be moved."""
        if self.selected():
            self.move_asked.emit(self.selected())

    def show_day(self, day: date) -> None:
        """Bring the first visit of that day, or the next after it, into sight."""
        for row, visit in enumerate(self.model.lines()):
            if visit.day >= day:
                index = self.model.index(row, 0)
                self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
                if visit.day == day:
                    self.table.choose(row)
                    self.days.choose(day)
                return

    def _to_table(self, day: date) -> None:
        self.show_day(day)
        self.table.setFocus()

    def _shift(self, step: int) -> None:
        chosen = self.selected()
        if not chosen:
            return
        # each day's visits go on from their own day, so that a block keeps its shape
        for day in sorted({v.day for v in chosen}, reverse=step > 0):
            self.moved.emit([v for v in chosen if v.day == day], next_workday(self._calendar, day, step))

    def _drop(self, day: date) -> None:
        chosen = [v for v in self.selected() if v.day != day]
        if chosen:
            self.moved.emit(chosen, day)

    def _follow(self, visit: Visit | None) -> None:
        if visit is not None:
            self.days.choose(visit.day)

    def _turn_calendar(self) -> None:
        self._asked = self.calendar_button.isChecked()
        self._show_calendar()

    def _show_calendar(self) -> None:
        shown = self.width() >= WIDE if self._asked is None else self._asked
        self.side.setVisible(shown)
        self.calendar_button.setChecked(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_calendar()


class VisitRows(RowsModel[Visit]):
    """Visits that can be picked up and dragged."""

    def __init__(self, columns: Sequence[Column[Visit]]) -> None:
        super().__init__(columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled


class VisitTable(ManyTable[Visit]):
    """The table of a plan: several lines may be chosen, moved by Alt and arrows, or dragged to another line's day."""

    shifted = Signal(int)
    dropped = Signal(date)
    delete_pressed = Signal()

    def __init__(self, model: VisitRows, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(model, empty, parent)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the number of the house stands at the end

    def day_at(self, y: int) -> date | None:
        """The day of the line at that height."""
        visit = self.lines.line_at(self.rowAt(y))
        return None if visit is None else visit.day

    def startDrag(self, supported: Qt.DropAction) -> None:
        drag = QDrag(self)
        carried = QMimeData()
        carried.setData(VISITS, b"")
        drag.setMimeData(carried)
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(VISITS):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(VISITS) and self.day_at(event.position().toPoint().y()) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        day = self.day_at(event.position().toPoint().y())
        if day is not None and event.mimeData().hasFormat(VISITS):
            event.acceptProposedAction()
            self.dropped.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shifted.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)


def plan_columns() -> list[Column[Visit]]:
    """What a plan shows while it is being arranged."""
    return [
        Column(title="走访日", text=lambda v: day_told(v.day), width=118),
        Column(title="户主", text=lambda v: v.household_name, width=110, stretch=True),
        Column(title="地址", text=lambda v: mask_address(v.address), width=200, stretch=True),
        Column(title="走访人", text=lambda v: names_told(v.visitors), width=150),
        Column(title="电话", text=lambda v: mask_phone(v.phone), width=124),
        Column(title="人口", text=lambda v: str(v.members), width=60, right=True),
    ]


def visit_columns(today: date) -> list[Column[Visit]]:
    """What a kept plan shows: also how far each visit is, and what was found."""
    return [
        Column(title="走访日", text=lambda v: day_told(v.day), width=118),
        Column(title="户主", text=lambda v: v.household_name, width=100, stretch=True),
        Column(
            title="状态",
            text=lambda v: state_told(v, today),
            width=118,
            kind=lambda v: state_colour(v, today),
        ),
        Column(title="地址", text=lambda v: mask_address(v.address), width=170, stretch=True),
        Column(title="走访人", text=lambda v: names_told(v.visitors), width=140),
        Column(title="电话", text=lambda v: mask_phone(v.phone), width=124),
        Column(title="看到的情况", text=lambda v: v.found, width=180, stretch=True),
        Column(title="安全隐患", text=lambda v: v.safety, width=140),
    ]
