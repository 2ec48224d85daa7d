"""Several of many (从很多项里挑几项): found by typing, listed below, taken off by Delete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from desktop.ui.fields.buttons import push
from desktop.ui.fields.seek import SeekBox

LINE = 36
MOST = 7
"""Chosen ones in sight at once."""


class Gathered(QWidget):
    """Enter in the box adds what was found; Delete in the list takes one off."""

    changed = Signal()

    def __init__(self, unset: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box: SeekBox[str] = SeekBox(unset, hint)
        self.add = push("加上", self.take)
        self.chosen = _Chosen()
        self._shown: dict[str, str] = {}
        self._values: list[str] = []
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.box, 1)
        row.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.chosen)
        self.setFocusProxy(self.box)
        self.box.stays = True
        self.box.entered.connect(self.take)
        self.chosen.gone.connect(self._remove)
        self._list()

    def offer(self, options: Iterable[tuple[str, str, str]], chosen: Sequence[str] = ()) -> None:
        """Offer these: the value, what is shown, and what else it is found by."""
        listed = list(options)
        self._shown = {value: shown for value, shown, _ in listed}
        self.box.offer(listed)
        self.set_value(chosen)

    def value(self) -> tuple[str, ...]:
        """What was gathered, in that order."""
        return tuple(self._values)

    def set_value(self, chosen: Sequence[str]) -> None:
        """List these, and no others."""
        if list(chosen) != self._values:
            self._values = list(chosen)
            self._list()

    def problem(self) -> str:
        """What is listed and not offered."""
        strange = [v for v in self._values if v not in self._shown]
        return f"没有「{'、'.join(strange)}」这一项。" if strange else ""

    def take(self) -> None:
        """Add what is chosen in the box, and empty the box for the next."""
        value = self.box.value()
        self.box.set_value(None)
        if value is not None and value not in self._values:
            self._values.append(value)
            self._list()
            self.changed.emit()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.box.setAccessibleName(name)
        self.add.setAccessibleName(f"加上一项{name}")
        self.chosen.setAccessibleName(f"{name}：已选")

    def _remove(self, row: int) -> None:
        if 0 <= row < len(self._values):
            del self._values[row]
            self._list()
            self.chosen.setCurrentRow(min(row, len(self._values) - 1))
            self.changed.emit()

    def _list(self) -> None:
        self.chosen.clear()
        for value in self._values:
            self.chosen.addItem(self._shown.get(value, value))
        self.chosen.setVisible(bool(self._values))
        self.chosen.setFixedHeight(min(max(len(self._values), 1), MOST) * LINE + 8)


class _Chosen(QListWidget):
    gone = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setToolTip("按 Delete 去掉选中的一项")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.gone.emit(self.currentRow())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)
