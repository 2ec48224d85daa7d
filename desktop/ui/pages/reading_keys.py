"""Keys for pages that are read (阅读时的按键): Page Up and Down turn the text, Enter presses the button that has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

OVERLAP = 40
"""Pixels of the text before that stay in sight when it is turned."""


def take_key(event: QKeyEvent, page: QWidget, text: QWidget | None) -> bool:
    """Deal with a key nothing on the page wanted; False where it is none of these."""
    key = event.key()
    if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and isinstance(text, QScrollArea):
        bar = text.verticalScrollBar()
        bar.setValue(bar.value() + (1 if key == Qt.Key.Key_PageDown else -1) * (bar.pageStep() - OVERLAP))
        return True
    focused = page.focusWidget()
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
        focused.click()
        return True
    return False
