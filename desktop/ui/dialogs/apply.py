"""Beginning an application (提出申请) from a kept verdict: who asks, for what, under which schemes, and with which papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from desktop.casework.applying import Prospect
from desktop.domain.application import Agent, Origin, Step
from desktop.domain.assessment import Assessment
from desktop.domain.days import day_words
from desktop.domain.discretion import discreet
from desktop.domain.errors import OfficeError
from desktop.domain.filing import RELATIONS, Filing, agent_of, expect_reason, refusals_told
from desktop.domain.lacking import CasePaper
from desktop.domain.verdict import Outcome
from desktop.domain.words import word
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import ChoiceBox, TextChoice
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.identity import IdNumberEdit
from desktop.ui.fields.panels import Card, Words
from desktop.ui.fields.text import TextBox, TextLine
from desktop.ui.fields.ticks import Ticks

BANDS = {Outcome.eligible: "band-good", Outcome.ineligible: "band-bad", Outcome.incomplete: "band-warned"}
MOST_STEPS = 9
"""Steps shown before the application is made."""
NO_DAYS = "方案没有写明各步的期限"
PAUSE = 250
"""Milliseconds of silence after which what was typed is looked into."""

Look = Callable[[Sequence[int], Filing], Sequence[Prospect]]


@dataclass(frozen=True)
class Asked:
    """What is applied for: the verdicts, and how it came in."""

    assessments: tuple[int, ...]
    filing: Filing


class ApplyDialog(EntryDialog):
    """The verdict on top; who asks and for what; the papers that came; and when each step would be due."""

    def __init__(
        self,
        assessment: Assessment,
        others: Sequence[Assessment],
        today: date,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("提出申请", parent, take="提出申请", width=780)
        self._kept, self._today, self._look = assessment, today, look
        self._found: Sequence[Prospect] = ()
        household = assessment.household
        verdict = discreet(assessment.verdict, household)
        said = f"核对结论：{word(verdict.outcome)}　{verdict.scheme_title}\n{verdict.summary}"
        if verdict.outcome is Outcome.ineligible:
            said += "\n可以受理并留下记录，但只能按「不予批准」办理。"
        self.verdict = Words(said, BANDS[verdict.outcome])
        self.hits = Words(kind="band-warned")
        self.body.column.insertWidget(0, self.verdict)
        self.body.column.insertWidget(1, self.hits)
        applicant = household.member(assessment.applicant) or household.head
        self.origin = ChoiceBox(Origin, Origin.applicant, unset=None)
        self.applicant = TextChoice([m.name for m in household.members], applicant.name)
        self.agent = TextLine(longest=50)
        self.relation = TextChoice(RELATIONS)
        self.id_number = IdNumberEdit(today)
        self.phone = TextLine(longest=40)
        self.because = TextLine(hint="如 本人住院，不能到场", longest=200)
        self.funds = Ticks(())
        self.cause = TextChoice(())
        self.reason = TextBox(_begun(assessment), "家庭情况和申请的事由，审批表上要印出来", 3)
        self.reason.setMaximumHeight(self.reason.minimumHeight() + 20)
        self.received = DayEdit(today, today)
        self.late = TextLine(hint="为什么过了期限还受理，审批表上要印出来", longest=200)
        self.others = Ticks(
            [(str(a.id), f"{a.verdict.scheme_title}（{day_words(a.on)}核对）") for a in others]
        )
        self.papers = Ticks(())
        self.all_in = push("全部交齐(&A)", self.tick_all)
        self.none_asked = Words("这个方案没有列出要交的材料。", "faint")
        self.later = Words("", "faint")
        self._agents = (self.agent, self.relation, self.id_number, self.phone, self.because)
        self._lay_out(bool(others))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.look)
        self._listed: tuple[str, ...] = ()
        self._offered: tuple[str, ...] = ()
        self._suggested = ""
        for field in (self.funds, self.cause, self.received, self.others, self.applicant):
            field.changed.connect(self._timer.start)
        self.origin.changed.connect(self._show_agent)
        self._show_agent()
        self.look()
        self.ready(self.origin)

    @classmethod
    def ask(
        cls,
        assessment: Assessment,
        others: Sequence[Assessment],
        today: date,
        look: Look,
        parent: QWidget | None = None,
    ) -> Asked | None:
        """What to begin with; None where the officer thought better of it."""
        dialog = cls(assessment, others, today, look, parent)
        return dialog.value() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def value(self) -> Asked:
        """What the fields say."""
        cause = self.cause.value()
        return Asked(
            (self._kept.id or 0, *(int(i) for i in self.others.value())),
            Filing(
                applicant=self.applicant.value(),
                reason=self.reason.value(),
                received=self.received.value() or self._today,
                origin=self.origin.value() or Origin.applicant,
                agent=self._agent(),
                cause=None if cause == self._suggested else cause,
                funds=frozenset(self.funds.value()),
                late_because="" if self.late.isHidden() else self.late.value(),
                brought=frozenset(self.papers.value()),
            ),
        )

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
        filing = self.value().filing
        try:
            agent_of(filing, self._today)
        except OfficeError as error:
            next((f for f in self._agents if not f.value()), self.agent).setFocus()
            return error.said
        try:
            expect_reason(filing)
        except OfficeError as error:
            self.reason.setFocus()
            return error.said
        return self._hindered()

    def tick_all(self) -> None:
        """All papers that are asked for came."""
        self.papers.set_value(self._listed)
        self.papers.setFocus()

    def look(self) -> None:
        """Ask what it would come to as the fields stand, and show it."""
        self._timer.stop()
        day = self.received.value()
        if day is None:
            self.card.hide()
            return
        asked = self.value()
        try:
            self._found = self._look(asked.assessments, asked.filing)
        except OfficeError as error:
            self._found = ()
            self.hits.setText(error.said)
            self.hits.show()
            return
        if self._offer_funds():
            self.look()
            return
        self._show_cause()
        self._show_hits()
        self._show_papers()
        self._show_plan()

    # ---- showing it

    def _offer_funds(self) -> bool:
        """Offer the funds that may be asked for; whether that is to be looked into anew."""
        funds = tuple(dict.fromkeys(f for p in self._found for f in p.funds))
        if funds == self._offered:
            return False
        self._offered = funds
        free = self._free(funds)
        self.funds.offer([(f, f if f in free else f"{f}（现在不能提）") for f in funds], free or funds)
        self.grid.show_field(self.funds, bool(funds))
        return bool(funds)

    def _free(self, funds: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the funds that nothing stands in the way of."""
        asked = self.value()
        found = self._look(asked.assessments, replace(asked.filing, funds=frozenset(funds)))
        return tuple(p.fund for p in found if p.fund and not p.refused)

    def _show_cause(self) -> None:
        others = [p for p in self._found if not p.funds]
        causes = list(dict.fromkeys(c for p in others for c in p.causes))
        self.grid.show_field(self.cause, bool(others))
        if causes == [self.cause.itemText(n) for n in range(self.cause.count())]:
            return
        untouched = self.cause.value() == self._suggested
        text = causes[0] if untouched and causes else self.cause.value()
        self.cause.blockSignals(True)
        self.cause.clear()
        for cause in causes:
            self.cause.addItem(cause)
        self.cause.set_value(text)
        self.cause.blockSignals(False)
        if untouched:
            self._suggested = text

    def _show_hits(self) -> None:
        several = len(self._found) > 1
        said = [f"《{p.title}》：{h.said}" if several else h.said for p in self._found for h in p.hits]
        late = [p.late.said for p in self._found if p.late is not None]
        refused = [f"《{p.title}》不能提出：{p.refused}" for p in self._found if p.refused]
        lines = [*refused, *late, *said]
        self.hits.become("band-bad" if refused else "band-warned", "\n".join(dict.fromkeys(lines)))
        self.hits.setVisible(bool(lines))
        self.grid.show_field(self.late, bool(late))
        self.grow()

    def _show_papers(self) -> None:
        asked: dict[str, CasePaper] = {}
        later: dict[str, str] = {}
        for paper in (x for p in self._found for x in p.papers):
            if paper.later:
                later[paper.name] = f"{paper.name}（到「{paper.later}」一步）"
            else:
                asked.setdefault(paper.name, paper)
        self.later.setText(f"以后才交：{'、'.join(later.values())}")
        self.later.setVisible(bool(later))
        if tuple(asked) == self._listed:
            return
        ticked = [name for name in self.papers.value() if name in asked]
        self._listed = tuple(asked)
        self.papers.offer([(name, _paper_told(p)) for name, p in asked.items()], ticked)
        for thing in (self.papers, self.all_in):
            thing.setVisible(bool(asked))
        self.none_asked.setVisible(not asked)

    def _show_plan(self) -> None:
        plans = {
            p.assessment.verdict.scheme_title: p.steps for p in self._found
        }  # the funds of a scheme go one way
        several = len(plans) > 1
        lines: list[str] = []
        for title, steps in plans.items():
            lines += [f"《{title}》"] if several else []
            told = [step for step in steps if step.due is not None] if several else steps
            lines += [_told(step, self._today) for step in told[:MOST_STEPS]] or [NO_DAYS]
        self.plan.setText("\n".join(lines))
        self.card.setVisible(bool(lines))

    def _show_agent(self) -> None:
        by_agent = self.origin.value() is Origin.agent
        for field in self._agents:
            self.grid.show_field(field, by_agent)
        hint = "怎么发现的、有什么困难" if self.origin.value() is Origin.office else "家庭情况和申请的事由"
        self.reason.setPlaceholderText(f"{hint}，审批表上要印出来")
        self.grow()

    def _hindered(self) -> str:
        self.look()
        if self._offered and not self.funds.value():
            self.funds.setFocus()
            return "请勾选申请哪几项，每一项各立一件。"
        refused = [(p.title, p.refused) for p in self._found if p.refused]
        if refused:
            return refusals_told(refused, len(self._found))
        if not self.late.isHidden() and not self.late.value():
            self.late.setFocus()
            return "申请过了期限。确需受理的，请写明原因。"
        return "" if self._found else self.hits.text()

    def _agent(self) -> Agent | None:
        if self.origin.value() is not Origin.agent:
            return None
        return Agent(
            name=self.agent.value(),
            relation=self.relation.value(),
            id_number=self.id_number.value(),
            phone=self.phone.value(),
            because=self.because.value(),
        )

    def _lay_out(self, several: bool) -> None:
        for label, field in (
            ("谁提出(&W)", self.origin),
            ("申请人(&N) *", self.applicant),
            ("代办人姓名(&M) *", self.agent),
            ("与申请人的关系(&G) *", self.relation),
            ("代办人身份证号(&I)", self.id_number),
            ("代办人电话(&T) *", self.phone),
            ("代办的原因(&B) *", self.because),
            ("申请哪几项(&F) *", self.funds),
            ("事由(&E)", self.cause),
            ("申请理由(&R)", self.reason),
            ("收到日期(&D) *", self.received),
            ("逾期受理的原因(&L) *", self.late),
        ):
            self.grid.add(label, field, wide=True)
        self.grid.show_field(self.funds, False)
        if several:
            self.grid.add("同时申请(&S)", self.others, wide=True)
        else:
            self.others.hide()
        papers = Card("随申请交来的材料（空格键勾选）")
        papers.add(self.papers)
        papers.add(self.none_asked)
        papers.add(self.later)
        beside = QHBoxLayout()
        beside.addWidget(self.all_in)
        beside.addStretch()
        papers.add(beside)
        self.papers.setAccessibleName("随申请交来的材料")
        self.plan = Words()
        self.card = Card("收到以后，各步的期限")
        self.card.add(self.plan)
        self.body.add(papers)
        self.body.add(self.card)


def _paper_told(paper: CasePaper) -> str:
    copies = f"（{paper.copies} 份）" if paper.copies > 1 else ""
    return f"{paper.name}{copies}"


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
