"""Telling the window that lines of a list go to the clipboard (复制): what leaves the program stands in the log."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

KIND = QEvent.Type(QEvent.registerEventType())


class Copied(QEvent):
    """Sent to the window before the clipboard is filled; a window that cannot log it forbids it."""

    def __init__(self, name: str, rows: int, columns: Sequence[str]) -> None:
        super().__init__(KIND)
        self.name, self.rows, self.columns = name, rows, tuple(columns)
        self.allowed = True


def may_copy(widget: QWidget, rows: int, columns: Sequence[str]) -> bool:
    """Whether lines of that list may be copied: the window above was told."""
    top = widget.window()
    while (above := top.parentWidget()) is not None:
        top = above.window()
    event = Copied(widget.accessibleName(), rows, columns)
    QApplication.sendEvent(top, event)
    return event.allowed
