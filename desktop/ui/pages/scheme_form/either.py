"""Fields that show one of two widgets (两种写法的格子): choices or texts, a figure or the word that stands for none."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.lines import LinesBox
from desktop.ui.fields.ticks import Ticks
from desktop.ui.pages.scheme_form.entry import Around, Entry, grow

UNWRITTEN = "不写"


class OfFact(QWidget):
    """Choices of the fact the table is about: ticked where it has a list, else written, one a line."""

    changed = Signal()

    def __init__(self, chosen: list[str], around: Around) -> None:
        super().__init__()
        self.ticks = Ticks((), ())
        self.lines = LinesBox((), "一行写一项", 2)
        grow(self.lines)
        self._listed = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.ticks)
        layout.addWidget(self.lines)
        self._show(chosen, around)
        self.ticks.changed.connect(lambda: self.changed.emit())
        self.lines.changed.connect(lambda: self.changed.emit())

    def value(self) -> tuple[str, ...]:
        """What is chosen."""
        return self.ticks.value() if self._listed else self.lines.texts()

    def again(self, around: Around) -> None:
        """Offer what the fact of the table may be now; what it may not be is left out."""
        choices = _choices(around)
        kept = [v for v in self.value() if not choices or v in choices]
        self._show(kept, around)

    def problem(self) -> str:
        """What was chosen and is not offered."""
        return self.ticks.problem() if self._listed else ""

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.ticks.setAccessibleName(name)
        self.lines.setAccessibleName(name)

    def _show(self, chosen: list[str], around: Around) -> None:
        choices = _choices(around)
        self._listed = bool(choices)
        for part in (self.ticks, self.lines):
            part.blockSignals(True)
        self.ticks.offer(choices.items(), chosen)
        self.lines.set_texts(chosen)
        for part in (self.ticks, self.lines):
            part.blockSignals(False)
        self.ticks.setVisible(self._listed)
        self.lines.setVisible(not self._listed)
        self.setFocusProxy(self.ticks if self._listed else self.lines)


def _choices(around: Around) -> Mapping[str, str]:
    return around.fact.choices if around.fact is not None else dict[str, str]()


class OrWord(QWidget):
    """Either a figure or a day, or the word that says there is none."""

    changed = Signal()

    def __init__(self, made: Entry, typed: str, word: str, told: str, value: object) -> None:
        super().__init__()
        self._made, self._word = made, word
        self.way: PickBox[str] = PickBox([("", typed), (word, told)], unset=UNWRITTEN)
        self.way.set_value(None if value is None else word if value == word else "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.way, 2)
        row.addWidget(made.widget, 3)
        self.setFocusProxy(self.way)
        self._show()
        self.way.changed.connect(self._turned)
        made.widget.changed.connect(lambda: self.changed.emit())

    @classmethod
    def entry(cls, made: Entry, typed: str, word: str, told: str, value: object) -> Entry:
        """The field as the form takes it."""
        either = cls(made, typed, word, told, value)
        return Entry(either, either.value, told=True)

    def value(self) -> object | None:
        """What stands in the file."""
        return self._made.read() if self.way.value() == "" else self.way.value()

    def problem(self) -> str:
        """What is wrong with the entry, or nothing."""
        if self.way.value() != "":
            return ""
        return self._made.widget.problem() or ("请写上。" if self._made.read() is None else "")

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.way.setAccessibleName(name)
        self._made.widget.setAccessibleName(f"{name}：数")

    def _turned(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._made.widget.setVisible(self.way.value() == "")
