"""The strip above one thing opened from a list: the way back, what it is called, and buttons that lead elsewhere."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget


def strip(back: QWidget, name: QWidget, about: QWidget, *beside: QWidget, spacing: int = 8) -> QFrame:
    """The way back, the name over what is said of it, and what stands on the right."""
    made = QFrame()
    made.setProperty("kind", "strip")
    names = QVBoxLayout()
    names.setSpacing(0)
    names.addWidget(name)
    names.addWidget(about)
    row = QHBoxLayout(made)
    row.setContentsMargins(16, 8, 16, 8)
    row.setSpacing(spacing)
    row.addWidget(back)
    row.addLayout(names, 1)
    for widget in beside:
        row.addWidget(widget)
    return made
