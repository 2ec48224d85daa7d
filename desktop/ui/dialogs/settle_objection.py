"""Settling an objection (核实异议): what looking into it came to, with reasons; and telling whoever raised it (答复)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.domain.days import day_words
from desktop.domain.objection import Finding, Objection
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import ChoiceBox
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox, TextLine

AFTER = {
    None: "",
    Finding.upheld: "这份申请退回重新调查核实，查清后重新公示；同一公示的其他申请不受影响。",
    Finding.rejected: "这份申请不退回；公示期满后继续办理。请把理由答复异议人。",
    Finding.withdrawn: "这份申请不退回；公示期满后继续办理。",
}


@dataclass(frozen=True)
class Settled:
    """What it came to, why, when, and who found it."""

    finding: Finding
    because: str
    day: date
    by: str


class SettleObjection(EntryDialog):
    """The words of the objection above, the finding below, and what it does to the case."""

    def __init__(
        self, one: Objection, applicant: str, today: date, by: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("核实异议", parent, take="登记核实结果", width=660)
        self._one, self._today = one, today
        self.body.column.insertWidget(
            0,
            Words(f"{one.number}　对 {applicant} 的异议，{day_words(one.day)}提出\n{one.words}", "band-told"),
        )
        self.finding: ChoiceBox[Finding] = ChoiceBox(Finding, unset="请选择")
        self.because = TextBox("", "怎么核实的，查到什么，依据是什么", 4)
        self.because.setMaximumHeight(self.because.minimumHeight() + 30)
        self.day = DayEdit(today, today)
        self.by = TextLine(by, "去核实的人", 40)
        self.after = Words(kind="band-told")
        self.after.hide()
        self.grid.add("核实结果(&F) *", self.finding, wide=True)
        self.grid.add("经过和理由(&Y) *", self.because, wide=True)
        self.grid.add("核实日期(&D) *", self.day, wide=True)
        self.grid.add("核实人(&N) *", self.by, wide=True)
        self.body.add(self.after)
        self.finding.changed.connect(self._tell)
        self.ready(self.finding)

    @classmethod
    def ask(
        cls, one: Objection, applicant: str, today: date, by: str = "", parent: QWidget | None = None
    ) -> Settled | None:
        """What it came to; None where the officer thought better of it."""
        dialog = cls(one, applicant, today, by, parent)
        return dialog.value() if shown(dialog) else None

    def value(self) -> Settled:
        """What the fields say."""
        return Settled(
            self.finding.value() or Finding.rejected,
            self.because.value(),
            self.day.value() or self._today,
            self.by.value(),
        )

    def wrong(self) -> str:
        day = self.day.value()
        if self.finding.value() is None:
            self.finding.setFocus()
            return "请选择核实结果。"
        if not self.because.value():
            self.because.setFocus()
            return "请写明核实的经过和理由，答复异议人时要用。"
        if day is None or not self._one.day <= day <= self._today:
            self.day.setFocus()
            return "核实日期应在提出之后，不能晚于今天。"
        if not self.by.value():
            self.by.setFocus()
            return "请填写核实人。"
        return ""

    def _tell(self) -> None:
        said = AFTER[self.finding.value()]
        self.after.become("band-warned" if self.finding.value() is Finding.upheld else "band-told", said)
        self.after.setVisible(bool(said))
        self.grow()


class AnswerObjection(EntryDialog):
    """The day whoever raised it was told."""

    def __init__(self, one: Objection, today: date, parent: QWidget | None = None) -> None:
        super().__init__("登记答复", parent, take="登记", width=560)
        self._one, self._today = one, today
        whom = "　".join(x for x in (one.raised_by, one.contact) if x)
        self.body.column.insertWidget(0, Words(f"{one.number}　答复：{whom}\n{one.because}", "band-told"))
        self.day = DayEdit(today, today)
        self.grid.add("答复日期(&D) *", self.day, wide=True)
        self.ready(self.day)

    @classmethod
    def ask(cls, one: Objection, today: date, parent: QWidget | None = None) -> date | None:
        """The day; None where the officer thought better of it."""
        dialog = cls(one, today, parent)
        return (dialog.day.value() or today) if shown(dialog) else None

    def wrong(self) -> str:
        day = self.day.value()
        if day is None or self._one.settled_on is None or not self._one.settled_on <= day <= self._today:
            self.day.setFocus()
            return "答复日期应在核实之后，不能晚于今天。"
        return ""
