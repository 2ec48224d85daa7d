"""A question with its field (一项事实): label, field, the papers that prove it, and where the value was taken from."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.fact import FactType
from desktop.domain.facts import Facts, FactValue, told
from desktop.domain.try_out import Question, value_of
from desktop.ui.fields.panels import Words
from desktop.ui.pages.try_out.entries import entry_for
from desktop.ui.pages.try_out.several import NONE

BESIDE = frozenset(
    {
        FactType.money,
        FactType.quotient,
        FactType.number,
        FactType.whole,
        FactType.yes_no,
        FactType.choice,
        FactType.day,
    }
)
"""Types whose field is short enough to stand beside its label."""
FIELD = 212
"""Pixels such a field takes at least."""


class Block(QWidget):
    """What is filled in counts until the officer touches it, with the place it was taken from."""

    changed = Signal()

    def __init__(self, question: Question, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.field: Any = entry_for(question, today)
        self.origin = ""
        self.exact: FactValue | None = None
        """A figure with more places than its field can show; counts until the field is touched."""
        label = QLabel(question.fact.label)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setBuddy(self.field)
        label.setProperty("strong", True)
        self.field.setAccessibleName(question.fact.label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(3)
        if question.fact.type in BESIDE:
            self.field.setMinimumWidth(FIELD)
            label.setContentsMargins(0, 6, 0, 0)
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(label, 4, Qt.AlignmentFlag.AlignTop)
            row.addWidget(self.field, 5, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        else:
            column.addWidget(label)
            column.addWidget(self.field)
        self.about = Words(_about(question), "faint")
        self.about.setVisible(bool(self.about.text()))
        self.taken = Words(kind="faint")
        self.taken.hide()
        column.addWidget(self.about)
        column.addWidget(self.taken)
        self.setFocusProxy(self.field)
        self.field.changed.connect(self._touched)

    def value(self) -> FactValue | None:
        """The fact; None where nobody knows it."""
        if self.exact is not None:
            return self.exact
        return value_of(self.question.fact, self.field.value())

    def fill(self, value: FactValue | None, origin: str = "") -> None:
        """Show this value, taken from there."""
        self.field.blockSignals(True)
        self.field.set_value(value)
        self.field.blockSignals(False)
        self.origin = origin
        self.exact = None if self.value() == value else value
        about = f"取自：{origin}" if origin else ""
        if self.exact is not None:
            about = "；".join(x for x in (about, f"按 {told(self.question.fact, self.exact)} 计算") if x)
        self._say_taken(about)

    def fill_from(self, facts: Facts) -> None:
        """Show what the facts say of it."""
        id = self.question.fact.id
        self.fill(facts.get(id), facts.origins.get(id, ""))

    def problem(self) -> str:
        """What is wrong with the entry, or nothing."""
        return self.field.problem()

    def _touched(self) -> None:
        self.origin, self.exact = "", None
        self._say_taken("")
        self.changed.emit()

    def _say_taken(self, text: str) -> None:
        self.taken.setText(text)
        self.taken.setVisible(bool(text))


def _about(question: Question) -> str:
    fact = question.fact
    said = [_spoken(fact.hint)] if fact.hint and fact.type is not FactType.people else []
    if question.derives:
        said.append(f"没有写「{question.derives}」时由这一项推算")
    if not question.asked:
        said.append("本方案不看这一项，算例里写着")
    if question.papers:
        said.append(f"材料：{'、'.join(question.papers)}")
    return "。".join(said)


_FILE_WORDS = {"写空列表": f"选「{NONE}」", " [income] ": "", "健在就不写": "健在就空着"}
"""What the hints say for those who write a file, and what it is called here."""


def _spoken(hint: str) -> str:
    for written, spoken in _FILE_WORDS.items():
        hint = hint.replace(written, spoken)
    return hint
