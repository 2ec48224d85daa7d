"""A choice among many that is found by typing a part of it, or its pinyin initials."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import plain_tip

V = TypeVar("V")
SOUGHT = int(Qt.ItemDataRole.UserRole)


class SeekBox(PickBox[V]):
    """One of many values: what is typed narrows the list, Enter takes the first that fits, arrows go through all."""

    entered = Signal()
    """Enter took what is shown now."""

    def __init__(self, unset: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__((), unset=unset, parent=parent)
        self.stays = False
        """Whether Enter, having taken something, waits here for the next."""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._completer = _Completer(self.model(), self)
        self._completer.setCompletionRole(SOUGHT)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(12)
        for listed in (self._completer.popup(), self.view()):
            listed.setTextElideMode(
                Qt.TextElideMode.ElideMiddle
            )  # what tells two long names apart is at their ends
        self.setCompleter(self._completer)
        line = self.lineEdit()
        assert line is not None
        line.setToolTip(hint)
        line.returnPressed.connect(lambda: self.take_first())
        line.editingFinished.connect(lambda: self.settle())
        self.currentIndexChanged.connect(lambda: self._show_begin())

    def offer(self, options: Iterable[tuple[V, str, str]], chosen: V | None = None) -> None:
        """Offer these values: each with what is shown, and what else it is found by."""
        listed = list(options)
        self.set_options([(value, shown) for value, shown, _ in listed], chosen)
        begin = self.count() - len(listed)
        for row, (_, shown, sought) in enumerate(listed, begin):
            self.setItemData(row, f"{shown}\n{sought}".lower(), SOUGHT)
            self.setItemData(row, plain_tip(shown), int(Qt.ItemDataRole.ToolTipRole))
        self._show_begin()

    def settle(self) -> bool:
        """Take what is typed where only one fits, else go back to what was chosen; says whether it was clear."""
        if self._completer.popup().isVisible():
            return False
        return self._take(first=False)

    def take_first(self) -> bool:
        """Take the first that fits what is typed; says whether there was one."""
        found = self._take(first=True)
        if found:
            self.entered.emit()
        return found

    @property
    def empty(self) -> bool:
        """Whether nothing is chosen and nothing typed."""
        return self.value() is None and self.currentText() in ("", self.itemText(0))

    def fitting(self, typed: str) -> list[int]:
        """The rows that hold what is typed."""
        wanted = typed.strip().lower()
        return [n for n in range(self.count()) if wanted and wanted in str(self.itemData(n, SOUGHT) or "")]

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        line = self.lineEdit()
        if line is not None and event.reason() is not Qt.FocusReason.PopupFocusReason:
            line.selectAll()

    def _take(self, first: bool) -> bool:
        typed, chosen = self.currentText(), self.itemText(self.currentIndex())
        if typed == chosen:
            return True
        rows = self.fitting(typed)
        found = bool(rows) and (first or len(rows) == 1)
        if found:
            self.setCurrentIndex(rows[0])
        self.setEditText(self.itemText(self.currentIndex()))
        self._show_begin()
        return found

    def _show_begin(self) -> None:
        """A long name shows its beginning, not its end."""
        line = self.lineEdit()
        if line is not None and not line.hasFocus():
            line.setCursorPosition(0)


class _Completer(QCompleter):
    """Looks through all an entry is found by, and shows its name."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")
