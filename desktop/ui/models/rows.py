"""A short table (少量行) whose lines are all at hand: members, incomes, steps, lines of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.ui.models.columns import Column, cell, head

L = TypeVar("L")
Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel, Generic[L]):
    """A table over a sequence of values; with `checkable` each line has a tick in its first column."""

    def __init__(
        self,
        columns: Sequence[Column[L]],
        lines: Sequence[L] = (),
        checkable: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._lines: tuple[L, ...] = tuple(lines)
        self._checkable = checkable
        self._ticked: set[int] = set()

    def show(self, lines: Sequence[L]) -> None:
        """Show these lines instead; ticks are taken off."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self._ticked.clear()
        self.endResetModel()

    def lines(self) -> tuple[L, ...]:
        """All lines."""
        return self._lines

    def line_at(self, row: int) -> L | None:
        """The line in that row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def ticked(self) -> tuple[L, ...]:
        """The lines that are ticked, in their order."""
        return tuple(line for row, line in enumerate(self._lines) if row in self._ticked)

    def tick_all(self, ticked: bool = True) -> None:
        """Tick every line, or none."""
        self._ticked = set(range(len(self._lines))) if ticked else set()
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, 0))

    def tick(self, rows: Sequence[int]) -> None:
        """Tick these lines and no others."""
        self._ticked = set(rows)
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.CheckStateRole and self._checkable and index.column() == 0:
            return Qt.CheckState.Checked if index.row() in self._ticked else Qt.CheckState.Unchecked
        return cell(self.columns[index.column()], self._lines[index.row()], role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self._checkable:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._ticked.add(index.row())
        else:
            self._ticked.discard(index.row())
        self.dataChanged.emit(index, index, [role])
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self._checkable and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            return head(self.columns[section], role)
        return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
