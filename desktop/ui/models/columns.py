"""A column of a table (列): its head, what it shows of a line, and how it is sorted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt

from desktop.ui.fields.panels import plain_tip
from desktop.ui.theme import colour

L = TypeVar("L")


@dataclass(frozen=True, kw_only=True)
class Column(Generic[L]):
    """What a column shows; `sort` is the word given back when its head is pressed, empty where it cannot be sorted."""

    title: str
    text: Callable[[L], str]
    width: int = 120
    sort: str = ""
    right: bool = False
    kind: Callable[[L], str] | None = None
    """A colour of the theme for that cell; the text must say the same in words."""
    stretch: bool = False
    radio: Callable[[L], bool] | None = None
    """A radio button in every cell, and whether it is the one that is taken."""
    heard: Callable[[L], str] | None = None
    """What a screen reader says of a cell, where that is more than its text."""


def cell(column: Column[L], line: L, role: int) -> Any:
    """What a model answers for one cell."""
    if role == Qt.ItemDataRole.DisplayRole:
        return column.text(line)
    if role == Qt.ItemDataRole.ToolTipRole:
        text = column.text(line)
        return plain_tip(text) if len(text) > 8 else None
    if role == Qt.ItemDataRole.TextAlignmentRole:
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
    if role == Qt.ItemDataRole.CheckStateRole and column.radio is not None:
        return Qt.CheckState.Checked if column.radio(line) else Qt.CheckState.Unchecked
    if role == Qt.ItemDataRole.AccessibleTextRole and column.heard is not None:
        return column.heard(line)
    if role == Qt.ItemDataRole.ForegroundRole and column.kind is not None:
        name = column.kind(line)
        return colour(name) if name else None
    return None


def head(column: Column[L], role: int) -> Any:
    """What a model answers for the head of a column."""
    if role == Qt.ItemDataRole.DisplayRole:
        return column.title
    if role == Qt.ItemDataRole.TextAlignmentRole:
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
    if role == Qt.ItemDataRole.ToolTipRole and column.sort:
        return f"按{column.title}排序"
    return None
