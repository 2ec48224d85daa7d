"""A long list with ticks (勾选): what is ticked stays ticked through searching, sorting and scrolling."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.listing import Page
from desktop.ui.models.columns import Column
from desktop.ui.models.paged import PAGE, PagedModel
from desktop.ui.theme import COLOURS

L = TypeVar("L")
Index = QModelIndex | QPersistentModelIndex


def large_ticks(table: QWidget) -> None:
    """Make the ticks of a table as large and plain as those of the other fields."""
    edge, sheet, teal, deep = (COLOURS[name] for name in ("edge", "sheet", "teal", "teal_deep"))
    table.setStyleSheet(
        "QTableView::indicator { width: 18px; height: 18px; border-radius: 3px; "
        f"border: 1px solid {edge}; background: {sheet}; }}"
        "QTableView::indicator:checked { "
        f"background: {teal}; border-color: {deep}; image: url(icons:check.svg); }}"
    )


def radio_marks(table: QWidget) -> None:
    """Make the marks of a table the radio buttons of the other fields: one of a line is taken."""
    edge, sheet, teal, deep = (COLOURS[name] for name in ("edge", "sheet", "teal", "teal_deep"))
    table.setStyleSheet(
        "QTableView::indicator { width: 18px; height: 18px; border-radius: 10px; "
        f"border: 1px solid {edge}; background: {sheet}; }}"
        "QTableView::indicator:checked { "
        f"background: {teal}; border-color: {deep}; image: url(icons:dot.svg); }}"
    )


class TickedModel(PagedModel[L]):
    """A paged table with a tick in its first column, kept by the id of the line."""

    ticks_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[L]],
        fetch: Callable[[int, int], Page[L]],
        id_of: Callable[[L], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, fetch, parent)
        self._id_of = id_of
        self._ticked: dict[int, None] = {}

    def ticked(self) -> list[int]:
        """The ids that are ticked, in the order they were."""
        return list(self._ticked)

    def tick(self, ids: Iterable[int], ticked: bool = True) -> None:
        """Tick these lines, or take their ticks off, wherever they are."""
        if ticked:
            self._ticked |= dict.fromkeys(ids)
        else:
            for line_id in ids:
                self._ticked.pop(line_id, None)
        if self.total():
            self.dataChanged.emit(self.index(0, 0), self.index(self.total() - 1, 0))
        self.ticks_changed.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != 0:
            return super().data(index, role)
        number, place = divmod(index.row(), PAGE)
        page = self._pages.get(number, ())
        if place >= len(page):
            return None
        ticked = self._id_of(page[place]) in self._ticked
        return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self.line_at(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or line is None:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._ticked[self._id_of(line)] = None
        else:
            self._ticked.pop(self._id_of(line), None)
        self.dataChanged.emit(index, index, [role])
        self.ticks_changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags
