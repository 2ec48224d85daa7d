"""Finding a line in a short table (查找): typing goes to the first that fits, Enter to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.names import initials
from desktop.ui.fields.text import SearchBox
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table

L = TypeVar("L")


class FindBox(SearchBox, Generic[L]):
    """Looks through all lines at hand; by name, pinyin initials, or anything else a line is known by."""

    def __init__(
        self,
        table: Table[L],
        model: RowsModel[L],
        name: Callable[[L], str],
        words: Callable[[L], str],
        hint: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(hint, parent)
        self._table, self._model = table, model
        self._name, self._words = name, words
        self.setFixedWidth(190)
        self.asked.connect(lambda: self.find_from(-1))
        self.down.connect(table.setFocus)

    def find_from(self, after: int) -> bool:
        """Choose the next line that fits, below that row and then from the top."""
        sought = self.value().lower()
        lines = self._model.lines()
        if sought:
            for step in range(len(lines)):
                row = (after + 1 + step) % len(lines)
                if self._fits(lines[row], sought):
                    self._table.choose(row)
                    self._say("")
                    return True
        self._say("没有找到" if sought else "")
        return False

    def _fits(self, line: L, sought: str) -> bool:
        return (
            sought in self._name(line).lower()
            or sought in self._words(line).lower()
            or (sought.isascii() and initials(self._name(line)).startswith(sought))
        )

    def _say(self, text: str) -> None:
        """What was not found is marked in words too: the tip and what a screen reader says."""
        if bool(self.property("bad")) != bool(text):
            self.setProperty("bad", bool(text))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setToolTip(text)
        self.setAccessibleDescription(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.value():
            self.find_from(self._table.currentIndex().row())
        else:
            super().keyPressEvent(event)
