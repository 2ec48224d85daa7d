"""What is said at a step and who says it (意见和姓名): completing, sending back, taking up again, withdrawing, refusing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox, TextLine


@dataclass(frozen=True)
class Signed:
    """Words with the name under them."""

    words: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """What the dialog asks for."""

    title: str
    told: str = ""
    """What the officer should know while writing."""
    band: str = "band-told"
    label: str = "意见(&Y)"
    hint: str = ""
    words: str = ""
    """What stands there to begin with."""
    phrases: Sequence[str] = ()
    """Ready-made words, put in by pressing them."""
    needed: str = ""
    """The sentence for words left empty; nothing where they may be empty."""
    who: str = "姓名(&N)"
    by: str = ""
    take: str = "确定"
    lines: int = 4


class OpinionDialog(EntryDialog):
    """Words and a name."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question.title, parent, take=question.take, width=600)
        self._question = question
        self.words = TextBox(question.words, question.hint, question.lines)
        self.words.setMaximumHeight(self.words.minimumHeight() + 40)
        self.by = TextLine(question.by, "经手此事的人", 40)
        self.told = Words(question.told, question.band)
        self.told.setVisible(bool(question.told))
        self.body.column.insertWidget(0, self.told)
        self.grid.add(question.label, self.words, wide=True)
        if question.phrases:
            self.grid.add("常用语", self._phrases(question.phrases), wide=True)
        self.grid.add(question.who, self.by, wide=True)
        self.ready(self.words)

    @classmethod
    def ask(cls, question: Question, parent: QWidget | None = None) -> Signed | None:
        """The words and the name; None where the officer thought better of it."""
        dialog = cls(question, parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        return Signed(dialog.words.value(), dialog.by.value())

    def wrong(self) -> str:
        if self._question.needed and not self.words.value():
            self.words.setFocus()
            return self._question.needed
        if not self.by.value():
            self.by.setFocus()
            return "请填写姓名，记录和表格上要写明是谁办的。"
        return ""

    def say(self, phrase: str) -> None:
        """Put a ready-made phrase in, after what stands there already."""
        before = self.words.value()
        joint = "" if not before or before.endswith(("。", "；", "，", "！")) else "；"
        self.words.set_value(phrase if not before else f"{before}{joint}{phrase}")
        self.words.setFocus()

    def _phrases(self, phrases: Sequence[str]) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for phrase in phrases:
            layout.addWidget(push(phrase, lambda phrase=phrase: self.say(phrase), kind="link"))
        layout.addStretch()
        return row
