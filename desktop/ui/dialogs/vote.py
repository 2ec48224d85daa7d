"""A vote of an appraisal meeting (民主评议表决): who was to come, who came, how they voted; the result is reckoned."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from desktop.domain.errors import OfficeError
from desktop.domain.step_record import Vote
from desktop.domain.step_rules import StepRules
from desktop.domain.votes import counted, vote_words
from desktop.ui.dialogs.opinion import OpinionDialog, Question
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words


@dataclass(frozen=True)
class Appraised:
    """What was said, by whom, and the vote where there was one."""

    words: str
    by: str
    vote: Vote | None = None


class VoteDialog(OpinionDialog):
    """The figures of the vote above the opinion; nobody ticks that it passed."""

    def __init__(
        self, question: Question, rules: StepRules, voted: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(question, parent, whole=False, columns=2)
        self._rules, self._take = rules, question.take
        self.voted = QCheckBox("投票表决（登记到会人数和票数）")
        self.voted.setChecked(voted)
        self.due, self.present = _people(), _people()
        self.yes, self.no, self.abstain = _votes(), _votes(), _votes()
        self.secret = QCheckBox("无记名投票")
        self.secret.setChecked(True)
        self.came_to = Words("", "band-told")
        self.grid.add("表决", self.voted, wide=True)
        self.grid.add("应到(&D) *", self.due)
        self.grid.add("实到(&S) *", self.present)
        self.grid.add("同意(&A) *", self.yes)
        self.grid.add("不同意(&B) *", self.no)
        self.grid.add("弃权(&Q)", self.abstain)
        self.grid.add("方式", self.secret)
        self.grid.add("结果", self.came_to, wide=True)
        self._figures = (self.due, self.present, self.yes, self.no, self.abstain)
        for field in self._figures:
            field.changed.connect(lambda: self.look())
        self.secret.toggled.connect(lambda: self.look())
        self.voted.toggled.connect(lambda: self.look())
        self.finish(self.due if voted else self.words)
        self.look()

    @classmethod
    def count(
        cls, question: Question, rules: StepRules, voted: bool, parent: QWidget | None = None
    ) -> Appraised | None:
        """What came of the meeting; None where the officer thought better of it."""
        dialog = cls(question, rules, voted, parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        return Appraised(dialog.words.value(), dialog.by.value(), dialog.value())

    def value(self) -> Vote | None:
        """The vote with its result; None where nobody voted. Raises OfficeError where the figures do not go together."""
        if not self.voted.isChecked():
            return None
        due, present, yes, no, abstain = (int(field.value() or 0) for field in self._figures)
        return counted(self._rules, due, present, yes, no, abstain, self.secret.isChecked())

    def look(self) -> None:
        """Say what the figures come to."""
        voted = self.voted.isChecked()
        for field in (*self._figures, self.secret, self.came_to):
            self.grid.show_field(field, voted)
        filled = all(field.value() is not None for field in self._figures[:4])
        passed = True
        if voted and filled:
            try:
                vote = self.value()
            except OfficeError as error:
                self.came_to.become("band-warned", error.said)
            else:
                passed = vote is None or vote.passed
                said = vote_words(self._rules, vote) if vote is not None else ""
                self.came_to.become("band-good" if passed else "band-bad", f"{said}。")
        else:
            self.came_to.become("band-told", "填好人数和票数，这里就说通过没有。")
        self.take.setText(f"{self._take if passed else '登记评议未通过'}(&O)")
        self.grow()

    def wrong(self) -> str:
        if self.voted.isChecked():
            empty = next((field for field in self._figures[:4] if field.value() is None), None)
            if empty is not None:
                empty.setFocus()
                return "请填写应到、实到、同意、不同意的人数和票数；没有的填 0。"
            try:
                self.value()
            except OfficeError as error:
                self.yes.setFocus()
                return error.said
        return super().wrong()


def _people() -> NumberEdit:
    return NumberEdit("人", places=0, most=9_999)


def _votes() -> NumberEdit:
    return NumberEdit("票", places=0, most=9_999)
