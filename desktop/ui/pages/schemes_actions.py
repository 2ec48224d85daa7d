"""What can be done with a scheme (方案的操作): a row of buttons with their keys over the reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.fields.buttons import push
from desktop.ui.fields.overflow import Overflow


@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing that can be done: its word, its key, and whether it needs a scheme that can be read."""

    text: str
    key: str
    do: Callable[[], object]
    picture: str
    needs_scheme: bool = True
    primary: bool = False
    of_window: bool = False
    """Whether the window hears the key itself and asks the page."""


class Actions(Overflow):
    """The buttons in their order; their keys work wherever the focus is on the page."""

    def __init__(self, actions: tuple[Action, ...], page: QWidget) -> None:
        self._made: list[tuple[Action, QPushButton]] = [
            (
                action,
                push(
                    action.text,
                    action.do,
                    picture=action.picture,
                    kind="primary" if action.primary else "",
                    key=action.key,
                ),
            )
            for action in actions
        ]
        super().__init__([button for _, button in self._made], page)
        for action, button in self._made:
            if action.of_window:
                continue
            shortcut = QShortcut(QKeySequence(action.key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    def become(self, readable: bool) -> None:
        """Only what makes sense can be pressed: some need a scheme that can be read."""
        for action, button in self._made:
            button.setEnabled(readable or not action.needs_scheme)

    def button(self, text: str) -> QPushButton:
        """The button whose word begins so."""
        return next(button for action, button in self._made if action.text.startswith(text))
