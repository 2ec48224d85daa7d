"""What is said at a step and who says it (意见和姓名): completing, sending back, taking up again, withdrawing, refusing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from desktop.domain.names import normalise_name
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words
from desktop.ui.fields.prefix import PrefixLine
from desktop.ui.fields.text import TextBox


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
    names: Sequence[str] = ()
    """Who may sign here: their initials become the name."""
    signed: Sequence[str] = ()
    """Who signed already, where several must: none of them signs again."""


class OpinionDialog(EntryDialog):
    """Words and a name; a dialog that asks for more puts its fields on the grid and then calls `finish`."""

    def __init__(
        self, question: Question, parent: QWidget | None = None, *, whole: bool = True, columns: int = 1
    ) -> None:
        super().__init__(
            question.title, parent, take=question.take, columns=columns, width=600 if columns == 1 else 760
        )
        self._question = question
        self.words = TextBox(question.words, question.hint, question.lines)
        self.words.setMaximumHeight(self.words.minimumHeight() + 40)
        self.by = name_line(question.names, question.by)
        self.told = Words(question.told, question.band)
        self.told.setVisible(bool(question.told))
        self.body.column.insertWidget(0, self.told)
        if whole:
            self.finish()

    def finish(self, first: QWidget | None = None) -> None:
        """Ask for the words and the name below what stands there, and begin in the first field."""
        question = self._question
        self.grid.add(question.label, self.words, wide=True)
        if question.phrases:
            self.grid.add("常用语", self._phrases(question.phrases), wide=True)
        self.grid.add(question.who, self.by, wide=True)
        self.ready(first or self.words)

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
        if normalise_name(self.by.value()) in {normalise_name(x) for x in self._question.signed}:
            self.by.setFocus()
            return f"{self.by.value()} 已经签过字，这一步要由不同的人签字。请换一个人。"
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


def name_line(names: Sequence[str], name: str = "", hint: str = "经手此事的人") -> PrefixLine:
    """A field for somebody's name; initials and Space become the name of one of these."""
    line = PrefixLine(names, name, "键入拼音首字母后按空格，填上工作人员的姓名")
    line.setPlaceholderText(hint)
    line.setMaxLength(40)
    return line
