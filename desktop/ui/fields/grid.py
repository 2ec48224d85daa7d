"""Fields with their labels, in as many columns as the width allows."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QSizePolicy, QWidget

LABEL = 116
"""Width of a label in pixels: eight characters."""
NARROW = 640
"""Below this width the fields stand in one column."""


class Entry(Protocol):
    """What every field can tell."""

    def problem(self) -> str:
        """What is wrong with the entry, or nothing."""
        ...


class FieldGrid(QWidget):
    """Label and field, two pairs in a row; one where it is narrow."""

    def __init__(self, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label_width = LABEL
        """In pixels; where labels are sentences, more, before the first field is added."""
        self._most = columns
        self._entries: list[tuple[QLabel, QWidget, bool]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(9)
        self._columns, self._next = columns, (0, 0)
        self._before: QWidget | None = None
        self._begin(columns)

    def add(self, label: str, field: QWidget, wide: bool = False) -> None:
        """Put a field under its label; a wide one takes a whole row."""
        words = QLabel(label)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setBuddy(field)
        words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        words.setContentsMargins(0, 7, 0, 0)
        words.setWordWrap(True)
        words.setFixedWidth(self.label_width)
        if isinstance(field, QLabel):
            field.setContentsMargins(0, 7, 0, 0)
        name = label.replace("&", "").split("（")[0].split("(")[0]
        field.setAccessibleName(name)
        inner = field.focusProxy()
        if inner is not None and not inner.accessibleName() and not isinstance(inner, QAbstractButton):
            inner.setAccessibleName(
                name
            )  # several parts together: the one that takes the keys is called so too
        field.setSizePolicy(QSizePolicy.Policy.Expanding, field.sizePolicy().verticalPolicy())
        self._entries.append((words, field, wide))
        self._put(words, field, wide)

    def problems(self) -> list[tuple[str, QWidget]]:
        """Each entry that cannot be taken: its label with what is wrong, and the field to go to."""
        found: list[tuple[str, QWidget]] = []
        for words, field, _ in self._entries:
            said = getattr(field, "problem", lambda: "")()
            if said and not field.isHidden():
                found.append((f"{plain(words.text())}：{said}", field))
        return found

    def holding(self, widget: QWidget) -> tuple[str, QWidget] | None:
        """The field that widget is or belongs to, with its label."""
        for words, field, _ in self._entries:
            if field is widget or field.isAncestorOf(widget):
                return plain(words.text()), field
        return None

    def called(self, label: str) -> QWidget | None:
        """The field with that label."""
        return next((field for words, field, _ in self._entries if plain(words.text()) == label), None)

    def show_field(self, field: QWidget, shown: bool) -> None:
        """Show or hide a field with its label."""
        for words, known, _ in self._entries:
            if known is field:
                words.setVisible(shown)
                known.setVisible(shown)

    def _place(self, columns: int) -> None:
        """Lay all of them out anew in so many columns."""
        for words, field, _ in self._entries:
            self._grid.removeWidget(words)
            self._grid.removeWidget(field)
        self._begin(columns)
        for entry in self._entries:
            self._put(*entry)

    def _begin(self, columns: int) -> None:
        self._columns, self._next, self._before = columns, (0, 0), None
        for number in range(self._most):
            self._grid.setColumnStretch(number * 2 + 1, 1 if number < columns else 0)

    def _put(self, words: QLabel, field: QWidget, wide: bool) -> None:
        """Lay one out behind those that are laid out."""
        columns, (row, column) = self._columns, self._next
        if wide and column:
            row, column = row + 1, 0
        span = columns * 2 - 1 if wide else 1
        self._grid.addWidget(words, row, column * 2, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, row, column * 2 + 1, 1, span, Qt.AlignmentFlag.AlignTop)
        column += columns if wide else 1
        self._next = (row + 1, 0) if column >= columns else (row, column)
        if self._before is not None:
            QWidget.setTabOrder(self._before, field)
        self._before = field

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 1 if event.size().width() < NARROW else self._most
        if columns != self._columns:
            self._place(columns)


def plain(label: str) -> str:
    """A label without its mnemonic, star and colon."""
    text = label.split("(&")[0] if "(&" in label else label.replace("&", "")
    return text.strip(" *：")
