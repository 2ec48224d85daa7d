"""Someone at the keyboard: writes what no key has, and answers the messages that wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.ui.dialogs.message import Message
from desktop.ui.work import Waiting

PATIENCE = 1_000
"""Looks at one dialog before it is closed as forgotten, so that a test fails instead of waiting for ever."""


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
    _looks: int = 0
    _deeds: list[Callable[[Any], None]] = field(default_factory=list[Callable[[Any], None]])

    def will_do(self, *deeds: Callable[[Any], None]) -> None:
        """The next dialogs that are no messages are worked on so."""
        self._deeds.extend(deeds)

    def will_say(self, *buttons: str) -> None:
        """The next messages are answered with the buttons that begin so."""
        self._answers.extend(buttons)

    def look(self) -> None:
        """Answer the message that is open, or work on the dialog, if one is."""
        dialog = QApplication.activeModalWidget()
        # On a slow machine the window of a running job may show first: it goes by itself.
        if not isinstance(dialog, QDialog) or isinstance(dialog, Waiting) or not dialog.isVisible():
            self._looks = 0
            return
        self._looks += 1
        if self._looks > PATIENCE:
            self.heard.append(f"nobody closed {dialog.windowTitle()}")
            dialog.reject()
        elif isinstance(dialog, Message):
            self._answer(dialog)
        elif self._deeds and dialog.isActiveWindow():
            self._deeds.pop(0)(dialog)

    def _answer(self, message: Message) -> None:
        answer = self._answers.pop(0) if self._answers else "知道了"
        button = next((b for text, b in message.buttons.items() if text.startswith(answer)), None)
        self.heard.append(message.said)
        if button is None:
            message.reject()
            pytest.fail(f"no button {answer} on: {message.said}")
        button.click()
