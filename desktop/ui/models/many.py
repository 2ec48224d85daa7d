"""A short table of which several lines can be chosen at once (多选): with Shift, Ctrl, Ctrl+A or the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table

L = TypeVar("L")


class ManyTable(Table[L]):
    """Choosing a line by the program ignores which keys are held down, or Ctrl+Enter would take the choice back."""

    def __init__(self, model: RowsModel[L], empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(model, empty, parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def choose(self, row: int) -> None:
        self.choose_rows([row], row)

    def choose_rows(self, rows: Sequence[int], current: int) -> None:
        """Choose these rows, the cursor on one of them."""
        selection = self.selectionModel()
        flag = selection.SelectionFlag
        selection.setCurrentIndex(self.model().index(current, 0), flag.ClearAndSelect | flag.Rows)
        for row in rows:
            selection.select(self.model().index(row, 0), flag.Select | flag.Rows)
        self.scrollTo(self.model().index(current, 0))

    def chosen_rows(self) -> list[int]:
        """The rows that are chosen, from top to bottom."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def chosen_lines(self) -> list[L]:
        """The lines that are chosen, from top to bottom."""
        found = (self.lines.line_at(row) for row in self.chosen_rows())
        return [line for line in found if line is not None]
