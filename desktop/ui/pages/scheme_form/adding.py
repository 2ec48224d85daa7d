"""What is to be added (添加什么): a list that typing narrows; Enter takes the line that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from desktop.domain.names import initials
from desktop.domain.policy_text import Path
from desktop.ui.dialogs import shown
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine


@dataclass(frozen=True, kw_only=True)
class Option:
    """Something that may be added: where, of which kind, what it is called, and where in the list."""

    path: Path
    """Of the list, or of the table itself where there is only one."""
    kind: str
    label: str
    at: int | None = None
    """Where in the list; at its end where nothing is said."""

    def fits(self, typed: str) -> bool:
        """Whether every word typed stands in what it is called, or in its initials."""
        text = f"{self.label}\n{initials(self.label)}\n{self.path[-1]} {self.kind}".lower()
        return all(word in text for word in typed.lower().split())


class Adding(QDialog):
    """Choose one of the options."""

    def __init__(self, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("添加什么")
        self._options = tuple(options)
        self._found: tuple[Option, ...] = ()
        self.sought = TextLine("", "输入一部分或拼音首字母来找", 40)
        self.sought.setAccessibleName("添加什么")
        self.list = QListWidget()
        self.list.setAccessibleName("可以添加的")
        self.take = push("添加(&O)", self.accept, kind="primary", key="Return")
        self.leave = push("取消(&C)", self.reject, key="Esc")
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.take)
        row.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.setSpacing(10)
        layout.addWidget(Words("上下键选，回车添加；也可以先输入几个字找。", "faint"))
        layout.addWidget(self.sought)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        self.sought.textChanged.connect(lambda: self._narrow())
        self.sought.installEventFilter(self)
        self.list.itemActivated.connect(lambda: self.accept())
        room = self.screen().availableGeometry()
        self.resize(min(560, room.width() - 40), min(560, room.height() - 60))
        self._narrow()
        self.sought.setFocus()

    @classmethod
    def ask(cls, options: Sequence[Option], parent: QWidget | None = None) -> Option | None:
        """The option that was chosen; the only one without asking."""
        if len(options) == 1:
            return options[0]
        dialog = cls(options, parent)
        return dialog.chosen() if shown(dialog) else None

    def chosen(self) -> Option | None:
        """The option in the chosen line."""
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def accept(self) -> None:
        if self.chosen() is not None:
            super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down go through the list while the cursor stays where one types; Enter takes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
                Qt.Key(event.key())
            )
            if step is not None and self.list.count():
                self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, self.list.count() - 1)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()
                return True
        return super().eventFilter(watched, event)

    def _narrow(self) -> None:
        self._found = tuple(o for o in self._options if o.fits(self.sought.value()))
        self.list.clear()
        for option in self._found:
            self.list.addItem(option.label)
        self.list.setCurrentRow(0)
        self.take.setEnabled(bool(self._found))
