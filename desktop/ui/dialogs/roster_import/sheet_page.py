"""The second step of the import (工作表和表头): which sheet, and in which rows its heading stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from desktop.casework.roster_glance import Glance, SheetGlance
from desktop.domain.sheet_cells import Value
from desktop.domain.sheet_mapping import SheetPlan, plan_at
from desktop.ui.dialogs.roster_import.covering import covered
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import Words
from desktop.ui.theme import ROW, colour

SHOWN = 16
"""Rows of the sheet that are shown."""
_WIDEST = 60
"""Columns that are shown."""
Index = QModelIndex | QPersistentModelIndex


class SheetPage(QWidget):
    """Sheet and heading rows, with the first rows below; `changed` comes with another plan."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glance: Glance | None = None
        self.plan: SheetPlan | None = None
        self.sheet: PickBox[int] = PickBox((), unset=None)
        self.first: PickBox[int] = PickBox((), unset=None)
        self.last: PickBox[int] = PickBox((), unset=None)
        self.told = Words(kind="band-told")
        self.rows = FirstRows()
        row = QHBoxLayout()
        row.setSpacing(10)
        for label, field in (("工作表(&S)", self.sheet), ("表头从(&F)", self.first), ("到(&T)", self.last)):
            words = Words(label.partition("(")[0], wrap=False)
            words.setBuddy(field)
            words.setText(label)
            words.setTextFormat(Qt.TextFormat.PlainText)
            row.addWidget(words)
            row.addWidget(field, 2 if field is self.sheet else 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.setSpacing(10)
        layout.addLayout(row)
        layout.addWidget(self.told)
        layout.addWidget(self.rows, 1)
        self.sheet.changed.connect(lambda: self._choose_sheet())
        self.first.changed.connect(lambda: self._choose_rows())
        self.last.changed.connect(lambda: self._choose_rows())

    def show_glance(self, glance: Glance, sheet: int) -> None:
        """Offer the sheets of this workbook, this one chosen."""
        self._glance = glance
        names = [(n, s.name if not s.too_far else f"{s.name}（不能读）") for n, s in enumerate(glance.sheets)]
        self.sheet.set_options(names, sheet)
        self._choose_sheet()

    def chosen(self) -> SheetGlance:
        """The sheet that is chosen."""
        assert self._glance is not None
        return self._glance.sheets[self.sheet.value() or 0]

    def _choose_sheet(self) -> None:
        sheet = self.chosen()
        self.plan = None if sheet.too_far or sheet.empty else sheet.plan()
        rows = [(n, f"第 {n + 1} 行") for n in range(min(len(sheet.rows), 20))]
        plan = self.plan
        self.first.set_options([(-1, "没有表头"), *rows], plan.first if plan else -1)
        self.last.set_options(rows, plan.last if plan and plan.last >= 0 else 0)
        self._show()
        self.changed.emit()

    def _choose_rows(self) -> None:
        sheet, first, last = self.chosen(), self.first.value(), self.last.value()
        if sheet.too_far or sheet.empty or first is None:
            return
        if first < 0:
            self.plan = plan_at(sheet.name, sheet.rows, sheet.merged, -1, -1)
        else:
            last = max(first, last or 0)
            self.last.blockSignals(True)
            self.last.set_value(last)
            self.last.blockSignals(False)
            self.plan = plan_at(sheet.name, sheet.rows, sheet.merged, first, last)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        sheet, plan = self.chosen(), self.plan
        self.last.setEnabled(plan is not None and plan.first >= 0)
        self.rows.show_rows(sheet.rows[:SHOWN], plan.first if plan else -1, plan.last if plan else -1)
        if sheet.too_far:
            self.told.become("band-warned", sheet.too_far)
        elif plan is None:
            self.told.become("band-warned", "这张工作表的前几行没有内容。请换一张工作表。")
        elif plan.first < 0:
            self.told.become(
                "band-told", "按没有表头读：第一行起就是数据，每一列是什么只能看内容猜，请在下一步核对。"
            )
        else:
            where = (
                f"第 {plan.last + 1} 行"
                if plan.first == plan.last
                else f"第 {plan.first + 1} 到 {plan.last + 1} 行"
            )
            known = sum(r.target is not None for r in plan.readings)
            said = f"表头在{where}（粗体），下面是数据。认出 {known} 列，共 {len(plan.readings)} 列。不对的话请改行号。"
            self.told.become("band-told", said)


class FirstRows(QTableView):
    """The first rows of a sheet, the heading dark, numbers covered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = GridModel()
        self.setModel(self.grid)
        self.setAccessibleName("表格的前几行")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(ROW)

    def show_rows(self, rows: Sequence[Sequence[Value]], first: int, last: int) -> None:
        """Show these rows, of which those from `first` to `last` are the heading."""
        self.grid.show(rows, first, last)
        for column in range(self.grid.columnCount()):
            self.setColumnWidth(column, min(max(self.sizeHintForColumn(column) + 16, 70), 220))


class GridModel(QAbstractTableModel):
    """The first rows of a sheet as cells."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[list[str]] = []
        self._first = self._last = -1

    def show(self, rows: Sequence[Sequence[Value]], first: int, last: int) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._rows = [[covered(value) for value in row[:_WIDEST]] for row in rows]
        self._first, self._last = first, last
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else max(map(len, self._rows), default=0)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        heading = self._first >= 0 and self._first <= index.row() <= self._last
        if role == Qt.ItemDataRole.DisplayRole:
            return row[index.column()] if index.column() < len(row) else ""
        if role == Qt.ItemDataRole.FontRole and heading:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and not heading and index.row() < self._first:
            return colour("faint")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return letters(section + 1) if orientation == Qt.Orientation.Horizontal else section + 1


def letters(column: int) -> str:
    """A column as spreadsheets name it: 1 is A, 27 is AA."""
    named = ""
    while column:
        column, rest = divmod(column - 1, 26)
        named = chr(65 + rest) + named
    return named
