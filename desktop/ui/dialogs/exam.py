"""One person's examination (登记考试：笔试、面试): when and where, whether they came, and the score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.errors import OfficeError
from desktop.domain.exam import exam_words, expect_sound, plain
from desktop.domain.lacking import CasePaper
from desktop.domain.step_record import Exam
from desktop.domain.step_rules import StepRules
from desktop.ui.dialogs.opinion import OpinionDialog, Question
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine
from desktop.ui.fields.ticks import Ticks

CAME, MISSED = True, False


@dataclass(frozen=True, kw_only=True)
class Examinable:
    """What the dialog knows to begin with."""

    rules: StepRules
    today: date
    not_before: date
    before: Exam | None = None
    """What was recorded of it already: it was missed."""
    place: str = ""
    """Where others were examined."""
    papers: Sequence[CasePaper] = ()
    """What is asked for at this step and did not come yet."""


@dataclass(frozen=True)
class Examined:
    """The examination, what was said besides, by whom, and the papers that came with it."""

    words: str
    by: str
    exam: Exam
    brought: tuple[int, ...] = ()


class ExamDialog(OpinionDialog):
    """Day, place, present or not and the score above the remarks; what it comes to is said before it is kept."""

    def __init__(self, question: Question, known: Examinable, parent: QWidget | None = None) -> None:
        super().__init__(question, parent, whole=False, columns=2)
        self._known = known
        full = known.rules.full_marks
        self.day = DayEdit(known.today, known.before.day if known.before else known.today)
        self.place = TextLine(
            known.before.place if known.before else known.place, hint="如 省教育考试院第三考场", longest=100
        )
        self.present: PickBox[bool] = PickBox(((CAME, "参加"), (MISSED, "缺考")), CAME, unset=None)
        self.score = NumberEdit(f"分（满分 {plain(full)} 分）", places=2, most=int(full))
        self.papers = Ticks([(str(p.id), p.name) for p in known.papers], [str(p.id) for p in known.papers])
        self.papers.setAccessibleName("收到的材料")
        self.came_to = Words("", "band-told")
        self.grid.add("考试日期(&D) *", self.day)
        self.grid.add("地点(&L)", self.place)
        self.grid.add("是否参加(&A) *", self.present)
        self.grid.add("成绩(&S) *", self.score)
        self.grid.add("收到材料", self.papers, wide=True)
        self.grid.add("登记为", self.came_to, wide=True)
        for field in (self.day, self.place, self.present, self.score):
            field.changed.connect(lambda: self.look())
        self.finish(self.score)
        self.look()

    @classmethod
    def examine(cls, question: Question, known: Examinable, parent: QWidget | None = None) -> Examined | None:
        """How it went; None where the officer thought better of it."""
        dialog = cls(question, known, parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        exam = dialog.value()
        brought = tuple(int(x) for x in dialog.papers.value()) if exam.present else ()
        return Examined(dialog.words.value(), dialog.by.value(), exam, brought)

    def value(self) -> Exam:
        """The examination as it stands in the fields."""
        present = self.present.value() is not MISSED
        return Exam(
            day=self.day.value() or self._known.today,
            place=self.place.value(),
            present=present,
            score=self.score.value() if present else None,
            full_marks=self._known.rules.full_marks,
        )

    def look(self) -> None:
        """Show what somebody who came is asked, and say what is recorded."""
        came = self.present.value() is not MISSED
        self.grid.show_field(self.score, came)
        self.grid.show_field(self.papers, came and bool(self._known.papers))
        if not came:
            self.came_to.become(
                "band-warned",
                f"{exam_words(self.value())}这一步不算办完：可以按「不予批准」办理，登记错了的重新登记。",
            )
        elif self.score.value() is None:
            self.came_to.become("band-told", "填好成绩，评定名额、重新核对都从这里取数，不用再填。")
        else:
            self.came_to.become("band-good", exam_words(self.value()))
        self.take.setText(f"{self._question.take if came else '登记缺考'}(&O)")
        self.grow()

    def wrong(self) -> str:
        if self.day.value() is None:
            self.day.setFocus()
            return "请填写考试日期。"
        if self.present.value() is not MISSED and self.score.problem():
            self.score.setFocus()
            return f"成绩：{self.score.problem()}"
        try:
            expect_sound(self.value(), self._known.rules, self._known.today, self._known.not_before)
        except OfficeError as error:
            early = self.value().day > self._known.today or self.value().day < self._known.not_before
            (self.day if early else self.score).setFocus()
            return error.said
        return super().wrong()
