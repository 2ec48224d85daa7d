"""Keys pressed where the cursor is, as an officer presses them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the cursor is."""
    come_back(qtbot)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QWidget)
    qtbot.keyClick(focused, key, modifier)


def come_back(qtbot: QtBot) -> None:
    """After a dialog the window is in front again: what a window manager does, and the offscreen platform does not."""
    active = QApplication.activeWindow()
    if active is None or not active.isVisible():
        window = QApplication.activeModalWidget() or next(
            w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isEnabled()
        )
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)


def clashes(widget: QWidget) -> list[str]:
    """Buttons, fields and tabs in sight that are called by the same letter."""
    seen: dict[str, str] = {}
    found: list[str] = []
    for called in (*widget.findChildren(QAbstractButton), *widget.findChildren(QLabel)):
        text = called.text()
        if called.isVisible() and "(&" in text:
            letter = text.split("(&")[1][0]
            if letter in seen:
                found.append(f"{letter}: {seen[letter]} and {text}")
            seen[letter] = text
    return found
