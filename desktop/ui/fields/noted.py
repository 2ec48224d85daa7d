"""A field with a sentence below it: what is wrong with the entry, or what it tells."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.fields.panels import Words


class Noted(QWidget):
    """A line to write in, perhaps something beside it, and below it a sentence that hides when there is nothing to say."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.note = Words()
        self.note.hide()
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(6)
        self.row.addWidget(self.edit, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self.row)
        layout.addWidget(self.note)
        self.setFocusProxy(self.edit)

    def say(self, kind: str, text: str) -> None:
        """Put a sentence below, `bad`, `warned`, `fine` or `faint`; an empty one hides the line."""
        self.note.become(kind, text)
        self.note.setVisible(bool(text))
        bad = kind == "bad" and bool(text)
        if bool(self.edit.property("bad")) != bad:
            self.edit.setProperty("bad", bad)
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)
