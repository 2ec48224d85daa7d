"""Lines fetched a page at a time (分页), so that a hundred thousand scroll as lightly as ten."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from desktop.domain.listing import Page
from desktop.ui.models.columns import Column, cell, head

L = TypeVar("L")
Index = QModelIndex | QPersistentModelIndex

PAGE = 100
"""Lines fetched at once."""
KEPT = 40
"""Pages remembered."""
LULL = 25
"""Milliseconds that scrolling must pause before what is in sight is fetched."""


class PagedModel(QAbstractTableModel, Generic[L]):
    """A table over `fetch(offset, limit)`; what is not there yet shows … and comes when scrolling pauses."""

    sorted_by = Signal(str, bool)
    """A head was pressed: the column's sort word, and whether downwards. Whoever fetches re-orders and calls `reload`."""
    loaded = Signal(int)
    """The whole was asked for anew: how many lines there are."""

    def __init__(
        self,
        columns: Sequence[Column[L]],
        fetch: Callable[[int, int], Page[L]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch = fetch
        self._total = 0
        self._pages: OrderedDict[int, Sequence[L]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._lull = QTimer(self, singleShot=True, interval=LULL)
        self._lull.timeout.connect(self.fetch_wanted)

    def reload(self) -> None:
        """Ask anew how many there are, and for the first page."""
        self.beginResetModel()
        self._pages.clear()
        self._wanted.clear()
        first = self._fetch(0, PAGE)
        self._total = first.total
        self._pages[0] = first.lines
        self.endResetModel()
        self.loaded.emit(self._total)

    def total(self) -> int:
        """How many lines there are in all."""
        return self._total

    def line_at(self, row: int) -> L | None:
        """The line in that row, fetched now if need be."""
        if not 0 <= row < self._total:
            return None
        self._load(row // PAGE)
        page = self._pages[row // PAGE]
        return page[row % PAGE] if row % PAGE < len(page) else None

    def fetch_wanted(self) -> None:
        """Fetch the pages last looked at; those scrolled past are left out."""
        for number in list(reversed(self._wanted))[:3]:
            self._load(number)
            last = min((number + 1) * PAGE, self._total) - 1
            self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, len(self.columns) - 1))
        self._wanted.clear()

    def _load(self, number: int) -> None:
        if number in self._pages:
            self._pages.move_to_end(number)
            return
        self._pages[number] = self._fetch(number * PAGE, PAGE).lines
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        number, place = divmod(index.row(), PAGE)
        page = self._pages.get(number)
        if page is None:
            if role != Qt.ItemDataRole.DisplayRole:
                return None
            if number not in self._wanted:
                self._lull.start()
            self._wanted[number] = None
            self._wanted.move_to_end(number)
            return "…"
        if place >= len(page):
            return None
        return cell(self.columns[index.column()], page[place], role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            return head(self.columns[section], role)
        return section + 1 if role == Qt.ItemDataRole.DisplayRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].sort:
            self.sorted_by.emit(self.columns[column].sort, order == Qt.SortOrder.DescendingOrder)
