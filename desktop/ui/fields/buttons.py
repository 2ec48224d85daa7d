"""Buttons that look alike everywhere: word, picture, and the key that does the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QToolButton

from desktop.ui.theme import icon


def push(
    text: str,
    pressed: Callable[[], object] | None = None,
    *,
    picture: str = "",
    kind: str = "",
    key: str = "",
    tip: str = "",
) -> QPushButton:
    """A push button; `kind` is primary, danger, link or nothing; `key` is only told in the tip."""
    button = QPushButton(text)
    if picture:
        button.setIcon(icon(picture, on_dark=kind == "primary"))
        button.setIconSize(QSize(19, 19))
    if kind:
        button.setProperty("kind", kind)
    said = "  ".join(
        x for x in (tip, QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)) if x
    )
    button.setToolTip(said)
    button.setAutoDefault(False)
    if pressed is not None:
        button.clicked.connect(lambda: pressed())
    return button


def tool(picture: str, tip: str, pressed: Callable[[], object] | None = None) -> QToolButton:
    """A small button that shows only a picture; the tip is also what a screen reader says."""
    button = QToolButton()
    button.setIcon(icon(picture))
    button.setIconSize(QSize(20, 20))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    if pressed is not None:
        button.clicked.connect(lambda: pressed())
    return button
