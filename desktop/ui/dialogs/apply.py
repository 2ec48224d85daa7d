"""Beginning an application (提出申请) from a kept verdict: who asks, why, and on which day it came in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.application import Step
from desktop.domain.assessment import Assessment
from desktop.domain.days import day_words
from desktop.domain.discretion import discreet
from desktop.domain.verdict import Outcome
from desktop.domain.words import word
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import TextChoice
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Card, Words
from desktop.ui.fields.text import TextBox

BANDS = {Outcome.eligible: "band-good", Outcome.ineligible: "band-bad", Outcome.incomplete: "band-warned"}
MOST_STEPS = 9
"""Steps shown before the application is made."""


@dataclass(frozen=True)
class Asked:
    """What an application is begun with."""

    applicant: str
    reason: str
    received: date


class ApplyDialog(EntryDialog):
    """The verdict on top; applicant, reason and day; and when each step would be due."""

    def __init__(
        self,
        assessment: Assessment,
        today: date,
        steps: Callable[[date], Sequence[Step]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("提出申请", parent, take="提出申请", width=680)
        self._today, self._steps = today, steps
        household = assessment.household
        verdict = discreet(assessment.verdict, household)
        said = f"核对结论：{word(verdict.outcome)}　{verdict.scheme_title}\n{verdict.summary}"
        if verdict.outcome is Outcome.ineligible:
            said += "\n可以受理并留下记录，但只能按「不予批准」办理。"
        self.verdict = Words(said, BANDS[verdict.outcome])
        self.body.column.insertWidget(0, self.verdict)
        applicant = household.member(assessment.applicant) or household.head
        self.applicant = TextChoice([m.name for m in household.members], applicant.name)
        self.reason = TextBox(_begun(assessment), "家庭情况和申请的事由，审批表上要印出来", 4)
        self.reason.setMaximumHeight(self.reason.minimumHeight() + 20)
        self.received = DayEdit(today, today)
        self.plan = Words()
        self.card = Card("收到以后，各步的期限")
        self.card.add(self.plan)
        self.grid.add("申请人(&N) *", self.applicant, wide=True)
        self.grid.add("申请理由(&R)", self.reason, wide=True)
        self.grid.add("收到日期(&D) *", self.received, wide=True)
        self.body.add(self.card)
        self.received.changed.connect(self._tell)
        self._tell()
        self.ready(self.reason)

    @classmethod
    def ask(
        cls,
        assessment: Assessment,
        today: date,
        steps: Callable[[date], Sequence[Step]],
        parent: QWidget | None = None,
    ) -> Asked | None:
        """What to begin with; None where the officer thought better of it."""
        dialog = cls(assessment, today, steps, parent)
        return dialog.value() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def value(self) -> Asked:
        """What the fields say."""
        return Asked(self.applicant.value(), self.reason.value(), self.received.value() or self._today)

    def wrong(self) -> str:
        if not self.applicant.value():
            self.applicant.setFocus()
            return "请填写申请人姓名。"
        day = self.received.value()
        if day is None:
            self.received.setFocus()
            return "请填写收到申请的日期，各步期限从这一天算起。"
        if day > self._today:
            self.received.setFocus()
            return f"收到日期 {day_words(day)} 还没有到，请改正。"
        return ""

    def _tell(self) -> None:
        day = self.received.value()
        steps = list(self._steps(day))[:MOST_STEPS] if day is not None else []
        self.plan.setText("\n".join(_told(step, self._today) for step in steps))
        self.card.setVisible(bool(steps))


def _told(step: Step, today: date) -> str:
    if step.due is None:
        return f"{step.position}. {step.label}　没有写明期限"
    gone = "（已过，请留意）" if step.due < today else ""
    return f"{step.position}. {step.label}　{day_words(step.due)}前{gone}"


def _begun(assessment: Assessment) -> str:
    """What is on file about the cause, as a beginning of the reason."""
    household = assessment.household
    causes = [word(c) for c in (household.cause, *household.other_causes) if c is not None]
    return f"因{'、'.join(dict.fromkeys(causes))}，家庭生活困难，申请帮扶。" if causes else ""
