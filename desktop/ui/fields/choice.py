"""Choices: from a code list, from suggestions, and 是 / 否 / 未知."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Generic, TypeVar

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QListView,
    QRadioButton,
    QWidget,
)

from desktop.domain.names import full_pinyin, initials
from desktop.domain.words import choices

V = TypeVar("V")
E = TypeVar("E", bound=StrEnum)

UNSET = "未填"
TYPING = 900
"""Milliseconds within which letters belong to the same word."""


@lru_cache(maxsize=4096)
def sounds(text: str) -> tuple[str, ...]:
    """By what letters an entry is found: as it is written, by its pinyin and its initials, read as words and as a name."""
    # what stands behind a mark is no family name: 单亲 begins with d
    said = (text.lower(), *(spell(way) for way in (f"、{text}", text) for spell in (initials, full_pinyin)))
    return tuple(dict.fromkeys(x for x in said if x))


class PickBox(QComboBox, Generic[V]):
    """One of some values, or none. Letters choose by pinyin or its initials (xd → 相对困难); the wheel only scrolls the page."""

    changed = Signal()

    def __init__(
        self,
        options: Iterable[tuple[V, str]],
        chosen: V | None = None,
        unset: str | None = UNSET,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._listed = False
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(7)
        self._unset = unset
        self._values: list[V | None] = []
        self.set_options(options, chosen)
        self.currentIndexChanged.connect(lambda: self.changed.emit())

    def set_options(
        self, options: Iterable[tuple[V, str]], chosen: V | None = None, unset: str | None = None
    ) -> None:
        """Offer these values; `unset` becomes the word for none chosen, where there is one."""
        self._unset = unset or self._unset
        self.blockSignals(True)
        self.clear()
        self._values = []
        if self._unset is not None:
            self._values.append(None)
            self.addItem(self._unset)
        for value, text in options:
            self._values.append(value)
            self.addItem(text)
        self.set_value(chosen)
        self.blockSignals(False)

    def value(self) -> V | None:
        """What is chosen, or None."""
        return self._values[self.currentIndex()] if 0 <= self.currentIndex() < len(self._values) else None

    def set_value(self, value: V | None) -> None:
        """Choose a value; one that is not offered leaves none chosen."""
        self.setCurrentIndex(
            self._values.index(value) if value in self._values else (0 if self._unset else -1)
        )

    def problem(self) -> str:
        """A choice has none."""
        return ""

    def view(self) -> QAbstractItemView:
        """The list it shows; made when it is first wanted: most choices of a form are only read."""
        if not self._listed:
            self._listed = True
            self.setView(_InitialsView(self))
        return super().view()

    def showPopup(self) -> None:
        self.view()
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.view()
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceBox(PickBox[E]):
    """One value of a code list, or 未填."""

    def __init__(
        self, kind: type[E], chosen: E | None = None, unset: str | None = UNSET, parent: QWidget | None = None
    ) -> None:
        super().__init__(choices(kind), chosen, unset, parent)


class TextChoice(QComboBox):
    """A text that is mostly one of some suggestions; initials of a suggestion become it when the field is left."""

    changed = Signal()

    def __init__(
        self, suggestions: Sequence[str], text: str = "", parent: QWidget | None = None, longest: int = 100
    ) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(7)
        self._suggestions = tuple(suggestions)
        for suggestion in self._suggestions:
            self.addItem(suggestion)
        completer = QCompleter(self._suggestions, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        line = self.lineEdit()
        assert line is not None
        line.setMaxLength(longest)
        line.editingFinished.connect(self._complete)
        self.set_value(text)
        self.currentTextChanged.connect(lambda: self.changed.emit())

    def value(self) -> str:
        """What is written."""
        return self.currentText().strip()

    def set_value(self, text: str) -> None:
        """Show this text; what is being typed is left alone when it says the same."""
        if text != self.value() or (self.currentIndex() >= 0 and not text):
            self.setCurrentIndex(self._suggestions.index(text) if text in self._suggestions else -1)
            self.setEditText(text)
            line = self.lineEdit()
            if line is not None and not line.hasFocus():
                line.setCursorPosition(0)  # a long text is read from its beginning

    def problem(self) -> str:
        """A text has none."""
        return ""

    def _complete(self) -> None:
        typed = self.value().lower()
        if typed.isascii() and typed:
            found = next((x for x in self._suggestions if any(s.startswith(typed) for s in sounds(x))), None)
            if found is not None:
                self.set_value(found)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TriState(QWidget):
    """是, 否 or 未知 beside each other; arrows move between them, and so do the first letters s, f, w and 1, 0."""

    changed = Signal()

    def __init__(self, value: bool | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.yes, self.no, self.unknown = QRadioButton("是"), QRadioButton("否"), QRadioButton("未知")
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for button in (self.yes, self.no, self.unknown):
            self._group.addButton(button)
            layout.addWidget(button)
            button.installEventFilter(self)
        self._letters = {
            letter: button
            for button, letters in ((self.yes, "s1"), (self.no, "f0"), (self.unknown, "w"))
            for letter in letters
        }
        layout.addStretch()
        self.set_value(value)
        self._group.buttonClicked.connect(lambda: self.changed.emit())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            button = self._letters.get(event.text().lower())
            if button is not None:
                button.setChecked(True)
                button.setFocus()
                self.changed.emit()
                return True
        return super().eventFilter(watched, event)

    def value(self) -> bool | None:
        """True, False, or None for unknown."""
        return True if self.yes.isChecked() else False if self.no.isChecked() else None

    def set_value(self, value: bool | None) -> None:
        """Show the answer."""
        chosen = self.unknown if value is None else self.yes if value else self.no
        chosen.setChecked(True)
        self.setFocusProxy(chosen)

    def problem(self) -> str:
        """An answer has none."""
        return ""

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for button in (self.yes, self.no, self.unknown):
            button.setAccessibleName(f"{name}：{button.text()}")


class _InitialsView(QListView):
    """The list of a choice; letters find an entry by its pinyin initials, other signs by its beginning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self._since = QElapsedTimer()

    def keyboardSearch(self, search: str) -> None:
        if not self._since.isValid() or self._since.elapsed() > TYPING:
            self._typed = ""
        self._since.start()
        self._typed += search.lower()
        found = self._found(self._typed)
        if found is None:  # the same letter again goes to the next one
            self._typed = search.lower()
            found = self._found(self._typed)
        if found is not None:
            self.setCurrentIndex(found)

    def _found(self, typed: str) -> QModelIndex | None:
        model = self.model()
        here: QModelIndex | QPersistentModelIndex = self.currentIndex()
        start = here.row() + (1 if len(typed) == 1 else 0)
        for step in range(model.rowCount()):
            index = model.index((max(start, 0) + step) % model.rowCount(), 0)
            if any(sound.startswith(typed) for sound in sounds(str(index.data()))):
                return index
        return None
