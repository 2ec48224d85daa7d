"""A text that begins like others do (地址): the beginnings in use are offered while typing, and one goes on writing behind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from desktop.ui.fields.choice import sounds
from desktop.ui.fields.text import TextLine

TIP = "键入拼音首字母后按空格，填上用过的地址开头，再接着写门牌"
LEAST = 2
"""Letters from which on they may stand for a beginning."""


class PrefixLine(TextLine):
    """Initials and Space become the beginning they stand for (slsrml ␣ → 示例市人民路); the list offers what fits."""

    def __init__(
        self, beginnings: Sequence[str], text: str = "", tip: str = TIP, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent=parent)
        self._beginnings = tuple(beginnings)
        completer = QCompleter(self._beginnings, self)
        completer.setMaxVisibleItems(8)
        self.setCompleter(completer)
        completer.activated.connect(lambda: self.changed.emit())
        if self._beginnings:
            self.setToolTip(tip)

    def beginning(self, typed: str) -> str:
        """The beginning those letters stand for, the most used first; nothing where there is none."""
        letters = typed.strip().lower()
        if len(letters) < LEAST or not (letters.isascii() and letters.isalpha()):
            return ""
        return next((b for b in self._beginnings if any(s.startswith(letters) for s in sounds(b))), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = self.beginning(self.text()) if event.key() == Qt.Key.Key_Space else ""
        if found:
            self.setText(found)
            self.changed.emit()
        else:
            super().keyPressEvent(event)
