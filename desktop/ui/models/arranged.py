"""A long table whose columns can be chosen, moved and made wider (列可选), and in which many lines are chosen at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar, cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.ui.models.paged import PagedModel
from desktop.ui.models.table import Table

L = TypeVar("L")
SETTLED = 800
"""Milliseconds after the last move of a column until its place is told."""
NARROWEST = 40


class ArrangedTable(Table[L]):
    """Columns by their numbers in the model; choosing all means all lines there are, not the page."""

    arranged = Signal()
    """Somebody moved a column or changed its width, a moment ago."""
    picked = Signal()
    """Other lines are chosen now."""
    copy_wanted = Signal()

    def __init__(self, model: PagedModel[L], empty: str = "", parent: QWidget | None = None) -> None:
        self._own = False
        super().__init__(model, empty, parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        heads = self.horizontalHeader()
        heads.setSectionsMovable(True)
        heads.setMinimumSectionSize(NARROWEST)
        self._settling = QTimer(self, singleShot=True, interval=SETTLED)
        self._settling.timeout.connect(self.arranged)
        heads.sectionMoved.connect(self._moved)
        heads.sectionResized.connect(self._moved)
        self.selectionModel().selectionChanged.connect(self._picked)
        self._quiet = False

    def arrange(self, columns: Sequence[tuple[int, int]], *, own: bool) -> None:
        """Show these columns from the left, each so wide; with `own` no spare width is shared out."""
        self._quiet, self._own = True, own
        heads = self.horizontalHeader()
        shown = {number for number, _ in columns}
        for number in range(heads.count()):
            self.setColumnHidden(number, number not in shown)
        for place, (number, width) in enumerate(columns):
            heads.moveSection(heads.visualIndex(number), place)
            self.setColumnWidth(number, max(width, NARROWEST))
        self._quiet = False
        self._stretch()

    def arrangement(self) -> list[tuple[int, int]]:
        """The columns that are shown, from the left, with their widths."""
        heads = self.horizontalHeader()
        logical = (heads.logicalIndex(place) for place in range(heads.count()))
        return [(n, self.columnWidth(n)) for n in logical if not self.isColumnHidden(n)]

    def ranges(self) -> list[tuple[int, int]]:
        """The rows that are chosen, from and up to, in order; no list of a hundred thousand is made."""
        selection = cast(
            "Iterable[QItemSelectionRange]", self.selectionModel().selection()
        )  # iterable, says no stub
        found = sorted((r.top(), r.bottom()) for r in selection)
        joined: list[tuple[int, int]] = []
        for top, bottom in found:
            if joined and top <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(joined[-1][1], bottom))
            else:
                joined.append((top, bottom))
        return joined

    def choose_all(self) -> None:
        """Choose every line there is, without moving the view."""
        rows = self.model().rowCount()
        if rows:
            last = self.model().columnCount() - 1
            whole = QItemSelection(self.model().index(0, 0), self.model().index(rows - 1, last))
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(whole, flag.ClearAndSelect)

    def _picked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.picked.emit()

    def _moved(self, _column: int, _from: int, _to: int) -> None:
        if not self._quiet:
            self._own = True
            self._settling.start()

    def _stretch(self) -> None:
        if not self._own:
            self._quiet = True
            super()._stretch()
            self._quiet = False

    def _copy(self) -> None:
        self.copy_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.choose_all()
        elif event.key() == Qt.Key.Key_Delete:
            event.ignore()
        else:
            super().keyPressEvent(event)
