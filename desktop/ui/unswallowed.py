"""Keys of the window that a field would take for itself (按键不被输入框截走): Ctrl+K deletes to the end of a line on X11."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent


class Unswallowed(QObject):
    """Listens at the window's own door, before its fields: asked whether they want Ctrl+K, it answers no for them."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_K
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return True
        return False
