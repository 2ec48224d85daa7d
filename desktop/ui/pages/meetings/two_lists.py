"""What the parts of 会议和抽查 look like: what was held above, the cases of the chosen one below, and what to do first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.fields.bar import Bar
from desktop.ui.fields.panels import Empty, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table

H = TypeVar("H")
C = TypeVar("C")


class TwoLists(QWidget, Generic[H, C]):
    """`held` is the model of the upper list, `cases` of the lower; `chosen_changed` is overridden."""

    def __init__(
        self,
        name: str,
        buttons: Sequence[QPushButton],
        held: Sequence[Column[H]],
        cases: Sequence[Column[C]],
        empty: Empty,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.held: RowsModel[H] = RowsModel(held)
        self.cases: RowsModel[C] = RowsModel(cases)
        self.table: Table[H] = Table(self.held)
        self.table.setAccessibleName(name)
        self.below: Table[C] = Table(self.cases, "")
        self.below.setAccessibleName(f"{name}的申请")
        self.said = Words(kind="faint")
        self.buttons = tuple(buttons)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self.below)
        split.setChildrenCollapsible(False)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(18, 12, 18, 10)
        column.setSpacing(8)
        column.addWidget(Bar(self.buttons))
        column.addWidget(split, 1)
        column.addWidget(self.said)
        self.empty = empty
        self.stack = QStackedWidget()
        self.stack.addWidget(listed)
        self.stack.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.table.chosen.connect(lambda: self.chosen_changed())

    def show_held(self, lines: Sequence[H], row: int = 0) -> None:
        """Show these, with one of them chosen."""
        self.held.show(lines)
        self.stack.setCurrentIndex(0 if lines else 1)
        if lines:
            self.table.choose(max(0, min(row, len(lines) - 1)))
        self.chosen_changed()

    def chosen_changed(self) -> None:
        """Show the cases of the chosen one, and what can be done with it."""

    def begin(self) -> None:
        """Take the keyboard."""
        (self.table if self.held.lines() else self.empty).setFocus()
