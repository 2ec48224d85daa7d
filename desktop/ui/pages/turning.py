"""Ctrl+PgDown and Ctrl+PgUp turn the tabs over (翻页签), wherever a page has tabs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

KEYS = (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1))


def turned_by_keys(
    heard_in: QWidget, tabs: QTabWidget | QTabBar, then: Callable[[], None] | None = None
) -> None:
    """Let both keys turn the tabs over, round and round, while the cursor is within; `then` takes the keyboard to the new tab."""

    def turn(step: int) -> None:
        tabs.setCurrentIndex((tabs.currentIndex() + step) % tabs.count())
        if then is not None:
            then()

    for keys, step in KEYS:
        shortcut = QShortcut(QKeySequence(keys), heard_in)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda step=step: turn(step))
