"""Enter goes to the next field (回车到下一项), as offices are used to from their spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QTextEdit,
    QWidget,
)

from desktop.ui.fields.seek import SeekBox
from desktop.ui.fields.text import SearchBox

_MOVES = (QLineEdit, QComboBox, QCheckBox, QRadioButton, QSpinBox)
_KEEPS = (QPlainTextEdit, QTextEdit, SearchBox)


_TOLD = "told"
MOST_PASSED = 12


def enter_moves_on(panel: QWidget) -> None:
    """Make Enter go to the next field in this panel, in the fields it has now."""
    moving = _Moving(panel)
    for field in _inside(panel):
        if isinstance(field, _MOVES) and not isinstance(field, _KEEPS):
            field.installEventFilter(moving)


def tell_by_itself(field: QWidget, told: bool) -> None:
    """What another field told already is passed over by Enter; Tab still comes to it."""
    field.setProperty(_TOLD, told)


def go_on(here: QWidget) -> None:
    """To the next field that is still to be filled in, past links and folds."""
    for _ in range(MOST_PASSED):
        here.event(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier))
        now = QApplication.focusWidget()
        if now is None or now is here or not (_is_told(now) or now.property("kind") == "link"):
            return
        here = now


def _is_told(widget: QWidget) -> bool:
    at: QWidget | None = widget
    while at is not None and not at.isWindow():
        if at.property(_TOLD):
            return True
        at = at.parentWidget()
    return False


def _inside(panel: QObject) -> Iterator[QObject]:
    for child in panel.children():
        yield child
        yield from _inside(child)


class _Moving(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            and isinstance(watched, QWidget)
        ):
            here: QWidget = watched
            if isinstance(watched, SeekBox):
                box = cast("SeekBox[object]", watched)
                waits = box.stays and not box.empty
                box.take_first()  # what Enter does there, before it goes on
                if waits:
                    return True
            go_on(here)
            return True
        return super().eventFilter(watched, event)
