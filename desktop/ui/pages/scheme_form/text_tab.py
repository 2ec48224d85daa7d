"""The file itself (文字): the text as it is kept, to be read and written by hand."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontDatabase, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop.ui.fields.panels import Words

PAUSE = 400
"""Milliseconds of silence after which what was written is read."""


class TextTab(QWidget):
    """Kept in step with the form; a text that cannot be read is told, and changes nothing till it can."""

    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = Words(
            "这就是存下来的文件。可以直接改，停一下程序就读进去；# 后面的话写给人看，程序不理。", "faint"
        )
        self.edit = QPlainTextEdit()
        self.edit.setAccessibleName("方案文件的文字")
        self.edit.setTabChangesFocus(True)
        self.edit.setUndoRedoEnabled(False)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(self.font().pointSizeF())
        self.edit.setStyleSheet(f"font-family: '{fixed.family()}', 'Noto Sans SC';")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.settle)
        self._filling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.addWidget(self.told)
        column.addWidget(self.edit, 1)
        self.edit.textChanged.connect(self._typed)

    def show_text(self, text: str) -> None:
        """Show the text as it stands; the cursor stays in its line."""
        if text == self.edit.toPlainText():
            return
        line = self.edit.textCursor().blockNumber()
        bar = self.edit.verticalScrollBar().value()
        self._filling = True
        self.edit.setPlainText(text)
        self._filling = False
        block = self.edit.document().findBlockByNumber(line)
        if block.isValid():
            self.edit.setTextCursor(QTextCursor(block))
        self.edit.verticalScrollBar().setValue(bar)

    def go_to(self, said: str) -> None:
        """Put the cursor before the first line that holds this."""
        found = self.edit.document().find(said)
        if not found.isNull():
            found.clearSelection()
            self.edit.setTextCursor(found)
            self.edit.centerCursor()

    def settle(self) -> None:
        """What was typed counts now."""
        self._pause.stop()
        self.written.emit(self.edit.toPlainText())

    @property
    def waiting(self) -> bool:
        """Whether something was typed that does not count yet."""
        return self._pause.isActive()

    def _typed(self) -> None:
        if not self._filling:
            self._pause.start()
