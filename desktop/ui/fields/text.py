"""Lines of text: an ordinary one, a longer one, and the search box that waits until typing pauses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.ui.theme import icon

PAUSE = 150
"""Milliseconds of silence after which a search begins."""


class TextLine(QLineEdit):
    """One line of text; spaces around it do not count."""

    changed = Signal()

    def __init__(
        self, text: str = "", hint: str = "", longest: int = 200, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setMaxLength(longest)
        self.set_value(text)
        self.textEdited.connect(lambda: self.changed.emit())

    def value(self) -> str:
        """What was written."""
        return self.text().strip()

    def set_value(self, text: str) -> None:
        """Show this text from its beginning; what is being typed is left alone when it says the same."""
        if text != self.value():
            self.setText(text)
            self.setCursorPosition(0)

    def problem(self) -> str:
        """A line of text has none."""
        return ""


class TextBox(QPlainTextEdit):
    """Several lines of text; Tab leaves it."""

    changed = Signal()

    def __init__(self, text: str = "", hint: str = "", lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(hint)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * lines + 20)
        self.set_value(text)
        self.textChanged.connect(self.changed)

    def value(self) -> str:
        """What was written."""
        return self.toPlainText().strip()

    def set_value(self, text: str) -> None:
        """Show this text; what is being typed is left alone when it says the same."""
        if text != self.value():
            self.setPlainText(text)

    def problem(self) -> str:
        """A text has none."""
        return ""


class SearchBox(QLineEdit):
    """Asks when typing pauses, at once on Enter; Esc empties it, ↓ goes to what was found."""

    asked = Signal(str)
    down = Signal()

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.setMaxLength(100)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._last = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(lambda: self._pause.start())
        self.returnPressed.connect(self._ask)

    def value(self) -> str:
        """What is sought."""
        return self.text().strip()

    def reset(self) -> None:
        """Empty it without asking."""
        self.clear()
        self._pause.stop()
        self._last = ""

    def _ask(self) -> None:
        self._pause.stop()
        if self.value() != self._last:
            self._last = self.value()
            self.asked.emit(self._last)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.text()
            and any(
                event.matches(key) for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            )
        ):
            event.ignore()  # in an empty box Ctrl+Z and Ctrl+Shift+Z are the page's
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._ask()
        elif event.key() == Qt.Key.Key_Down:
            self._ask()
            self.down.emit()
        else:
            super().keyPressEvent(event)
