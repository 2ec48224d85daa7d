"""Someone at the keyboard: writes what no key has, and answers the messages that wait."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.dialogs.message import Message


def write(widget: QWidget, text: str) -> None:
    """Type this text, whatever its characters; what stood there is kept."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))


@dataclass
class Officer:
    """Answers each message with the button told beforehand, and remembers what was said."""

    heard: list[str] = field(default_factory=list[str])
    _answers: list[str] = field(default_factory=list[str])

    def will_say(self, *buttons: str) -> None:
        """The next messages are answered with the buttons that begin so."""
        self._answers.extend(buttons)

    def look(self) -> None:
        """Answer the message that is open, if one is."""
        message = QApplication.activeModalWidget()
        if isinstance(message, Message) and message.isVisible():
            answer = self._answers.pop(0) if self._answers else "知道了"
            button = next((b for text, b in message.buttons.items() if text.startswith(answer)), None)
            self.heard.append(message.said)
            if button is None:
                message.reject()
                pytest.fail(f"no button {answer} on: {message.said}")
            button.click()
