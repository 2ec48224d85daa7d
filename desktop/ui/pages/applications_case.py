"""One application on screen (申请详情): what is to be done now, its steps, the verdict it rests on, and its papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.casework import accounts, approval, deciding, printing, staff
from desktop.casework import assessment as means
from desktop.casework.duties import SamePerson, same_person
from desktop.domain.accounts import STEP_ROLES, Role
from desktop.domain.application import Application, State, Step, StepKind
from desktop.domain.assessment import Assessment
from desktop.domain.days import day_words
from desktop.domain.discretion import discreet
from desktop.domain.verdict import Outcome
from desktop.domain.words import word
from desktop.ui.case_words import STATE_BANDS, award_told, due_words, refusal_reason
from desktop.ui.dialogs.decide import ApproveDialog, Refusal, RefuseDialog
from desktop.ui.dialogs.message import telling
from desktop.ui.dialogs.opinion import OpinionDialog, Question, Signed
from desktop.ui.fields.buttons import push
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.panels import Card, OneLine, Scrolled, Words, rule
from desktop.ui.pages.applications_timeline import Timeline
from desktop.ui.pages.button_rows import ButtonRows
from desktop.ui.pages.page import Page
from desktop.ui.pages.reading_keys import take_key
from desktop.ui.papers import Write, print_paper, save_spreadsheet
from desktop.ui.verdict_sheet import VerdictSheet

PHRASES: dict[StepKind, tuple[str, ...]] = {
    StepKind.accept: ("材料齐全，予以受理",),
    StepKind.survey: ("已入户核实，情况属实",),
    StepKind.appraisal: ("经评议，同意", "经评议，建议复核"),
    StepKind.review: ("情况属实，符合条件，同意上报",),
    StepKind.confirm: ("同意确认",),
    StepKind.tell: ("已当面告知申请人", "已电话告知申请人"),
    StepKind.report: ("已上报",),
}
"""What is said most often at each kind of step."""

SPOKEN = (StepKind.survey, StepKind.appraisal, StepKind.review)
"""Steps at which something must be said."""


class CaseSheet(QWidget):
    """One application with the buttons for exactly what can be done with it now."""

    closed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._office, self._news, self._go = page.office, page.news, page.go
        self._decider = ""
        self.case: Application | None = None
        self.assessment: Assessment | None = None
        self.back = push("返回名单(&B)", lambda: self.closed.emit(), picture="back", key="Esc")
        self.name, self.about = OneLine(kind="heading"), OneLine(kind="faint")
        self.to_household = push("打开档案(&H)", self.open_household, picture="households")
        self.print_form = push("打印审批表(&P)", self.print_approval, picture="print", key="Ctrl+P")
        self.print_refusal = push(
            "打印不予批准告知书(&G)", self.print_letter, picture="print", kind="primary"
        )
        self.save_sheet = push("另存 Excel(&X)…", self.save_xlsx, picture="export")
        self.state = Words(kind="band-told")
        self.kin = Words(kind="band-warned")
        self.todo = Words(kind="heading")
        self.rule = Words(kind="faint")
        self.complete = push("完成本步(&D)…", self.complete_step, picture="check", kind="primary", key="F2")
        self.approve = push("批准(&A)…", self.approve_case, picture="check", kind="primary", key="F2")
        self.to_notice = push("去公示(&N)", self.open_notice, picture="notices", kind="primary", key="F2")
        self.to_payout = push("去发放签收(&Y)", self.open_payout, picture="payouts", kind="primary", key="F2")
        self.resubmit = push("重新提交(&S)…", self.resubmit_case, picture="right", kind="primary", key="F2")
        self.send_back = push("退回补正(&T)…", self.return_case)
        self.refuse = push("不予批准(&R)…", self.refuse_case, kind="danger")
        self.withdraw = push("撤回(&W)…", self.withdraw_case)
        self._mains = (
            self.complete,
            self.approve,
            self.to_notice,
            self.to_payout,
            self.resubmit,
            self.print_refusal,
        )
        self.buttons = ButtonRows(self._mains, (self.send_back, self.refuse, self.withdraw))
        self.facts = FieldGrid(2)
        self.timeline = Timeline()
        self.verdict = VerdictSheet()
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.parts = QStackedWidget()
        self.steps_page = Scrolled(margin=18)
        self.steps_page.add(self._now())
        steps = Card("办理过程")
        steps.add(self.timeline)
        self.steps_page.add(steps)
        self.asked_page = Scrolled(margin=18)
        self._asked = Card("申请和决定")
        self.asked_page.add(self._asked)
        self.verdict_page = Scrolled(margin=18)
        self.verdict_page.add(self.verdict)
        for part, title in (
            (self.steps_page, "办理过程"),
            (self.asked_page, "申请内容"),
            (self.verdict_page, "核对结论"),
        ):
            part.column.addStretch()
            self.tabs.addTab(title)
            self.parts.addWidget(part)
        self.tabs.currentChanged.connect(self.parts.setCurrentIndex)
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 2, 16, 0)
        bar.setSpacing(6)
        bar.addWidget(self.tabs, 1)
        bar.addWidget(self.print_form)
        bar.addWidget(self.save_sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addLayout(bar)
        layout.addWidget(rule())
        layout.addWidget(self.parts, 1)
        for sequence, slot in (
            ("Esc", lambda: self.closed.emit()),
            ("Ctrl+PgDown", lambda: self._turn(1)),
            ("Ctrl+PgUp", lambda: self._turn(-1)),
        ):
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # ---- what others may ask

    def open(self, application_id: int) -> bool:
        """Show this application from its steps on; False where it is not there."""
        with telling(self):
            self._show(approval.application(self._office, application_id))
            self.tabs.setCurrentIndex(0)
            self.steps_page.verticalScrollBar().setValue(0)
            self.start()
            return True
        return False

    def refresh(self) -> None:
        """Show the application as it is kept now."""
        if self.case is not None and self.case.id is not None:
            with telling(self):
                self._show(approval.application(self._office, self.case.id))

    def start(self) -> None:
        """Put the cursor on what is to be done."""
        (self.main_button() or self.back).setFocus()

    def main_button(self) -> QPushButton | None:
        """The button for what is to be done now, where there is one."""
        return next((b for b in self._mains if not b.isHidden() and b.isEnabled()), None)

    def do_main(self) -> None:
        """Do what is to be done now."""
        button = self.main_button()
        if button is not None:
            button.click()

    # ---- what can be done with it

    def complete_step(self) -> None:
        """Tick off the step that waits."""
        case = self.case
        step = case.current if case else None
        if case is None or step is None:
            return
        question = Question(
            title=f"完成「{step.label}」",
            told=_step_told(case, step),
            label="意见(&Y) *" if step.kind in SPOKEN else "意见(&Y)",
            hint="写明核实了什么、结果如何，审批表上要印出来",
            phrases=PHRASES.get(step.kind, ()),
            needed=f"请填写「{step.label}」的意见。" if step.kind in SPOKEN else "",
            who="经办人(&N) *",
            by=accounts.signer(self._office),
            take="完成本步",
        )
        role = STEP_ROLES.get(step.kind)
        if role is Role.reviewer:
            said = RefuseDialog.decide(question, self, lambda by: self._together(by, role), role)
        else:
            said = self._ask(question)
        if said is not None:
            alone = said.alone_because if isinstance(said, Refusal) else ""
            self._do(
                lambda: approval.complete_step(self._office, case.id or 0, said.words, said.by, alone),
                f"{case.applicant}：「{step.label}」已完成",
            )

    def return_case(self) -> None:
        """Send it back for rework."""
        case = self.case
        if case is None:
            return
        said = self._ask(
            Question(
                title="退回补正",
                told=f"{case.applicant}　{case.number}\n退回不等于不予批准：补齐后点「重新提交」，从这一步接着办。",
                band="band-warned",
                label="要补正什么(&Y) *",
                hint="一次写全要补的材料和内容，申请人要照着补",
                needed="请写明要补正什么，申请人和经办人要照着补。",
                who="经办人(&N) *",
                take="退回补正",
            )
        )
        if said is not None:
            self._do(
                lambda: approval.return_for_rework(self._office, case.id or 0, said.words, said.by),
                f"{case.applicant}：已退回补正",
            )

    def resubmit_case(self) -> None:
        """Take it up again after rework."""
        case = self.case
        if case is None:
            return
        said = self._ask(
            Question(
                title="重新提交",
                told=f"{case.applicant}　{case.number}\n{_last_line(case)}",
                label="补正情况(&Y)",
                hint="补了什么，如 已补交住院发票",
                phrases=("材料已补齐",),
                who="经办人(&N) *",
                take="重新提交",
            )
        )
        if said is not None:
            self._do(
                lambda: approval.resubmit(self._office, case.id or 0, said.words, said.by),
                f"{case.applicant}：已重新提交",
            )

    def withdraw_case(self) -> None:
        """End it at the applicant's wish."""
        case = self.case
        if case is None:
            return
        said = self._ask(
            Question(
                title="申请人撤回",
                told=f"{case.applicant}　{case.number}\n撤回后这份申请就此结束；以后可以重新核对、重新申请。",
                band="band-warned",
                label="撤回原因(&Y)",
                hint="申请人为什么撤回",
                phrases=("申请人自愿撤回",),
                who="经办人(&N) *",
                take="撤回",
            )
        )
        if said is not None:
            self._do(
                lambda: approval.withdraw(self._office, case.id or 0, said.words, said.by),
                f"{case.applicant}：申请已撤回",
            )

    def approve_case(self) -> None:
        """Approve with an amount, goods, or both."""
        case, kept = self.case, self.assessment
        if case is None or kept is None:
            return
        verdict = discreet(kept.verdict, kept.household)
        rule = deciding.approvable(self._office, case.id or 0).ruling
        given = ApproveDialog.ask(
            case, verdict, self._deciding(), self, self._together, rule, self.kin.text()
        )
        if given is not None:
            self._decider = given.by
            self._do(
                lambda: deciding.approve(
                    self._office,
                    case.id or 0,
                    given.amount,
                    given.goods,
                    given.opinion,
                    given.by,
                    given.alone_because,
                ),
                f"{case.applicant}：已批准 {award_told(given.amount, given.goods)}",
            )

    def refuse_case(self) -> None:
        """Refuse with reasons the applicant can be told."""
        case, kept = self.case, self.assessment
        if case is None or kept is None:
            return
        said = RefuseDialog.decide(
            Question(
                title="不予批准",
                told="\n".join(
                    x
                    for x in (
                        f"{case.applicant}　{case.number}",
                        "理由会印在告知书上交给申请人，请用申请人看得懂的话写。",
                        self.kin.text(),
                    )
                    if x
                ),
                band="band-warned",
                label="理由(&Y) *",
                hint="不符合哪一条，差在哪里",
                words=refusal_reason(kept.verdict),
                needed="不予批准必须写明理由，告知书上要印出来。",
                who="审批人(&N) *",
                by=self._deciding(),
                take="不予批准",
                lines=8,
            ),
            self,
            self._together,
        )
        if said is not None:
            self._decider = said.by
            self._do(
                lambda: deciding.refuse(self._office, case.id or 0, said.words, said.by, said.alone_because),
                f"{case.applicant}：不予批准，可打印告知书",
            )

    def open_notice(self) -> None:
        """Go where notices are posted, or to the one it hangs on."""
        case = self.case
        hanging = case.notice if case is not None else None
        self._go("notices", hanging.id if hanging is not None and hanging.closed_on is None else None)

    def open_payout(self) -> None:
        """Go where money and goods are handed out."""
        self._go("payouts", None)

    def open_household(self) -> None:
        """Open the household's file."""
        if self.case is not None:
            self._go("households", self.case.household_id)

    # ---- papers

    def print_approval(self) -> None:
        """Make the approval form and show it."""
        self._print(printing.APPROVAL)

    def print_letter(self) -> None:
        """Make the letter of refusal and show it."""
        self._print(printing.REFUSAL)

    def save_xlsx(self) -> None:
        """Keep the paper of the case as a workbook where the officer wants it."""
        if self.case is not None:
            refused = self.case.state is State.refused
            save_spreadsheet(self._page, *self._paper(printing.REFUSAL if refused else printing.APPROVAL))

    def _print(self, form: str) -> None:
        if self.case is not None:
            print_paper(self._page, *self._paper(form))

    def _paper(self, form: str) -> tuple[str, Write]:
        case = self.case
        assert case is not None
        assert case.id is not None
        id, title = case.id, self._office.forms[form].title
        name = f"{title} {case.number} {case.applicant}"
        return name, lambda out, progress, cancelled: printing.print_case(
            self._office, form, id, out, progress, cancelled
        )

    # ---- showing it

    def _show(self, case: Application) -> None:
        today = self._office.today()
        if self.assessment is None or self.assessment.id != case.assessment_id:
            self.assessment = means.assessment(self._office, case.assessment_id)
            kept = self.assessment
            self.verdict.show_verdict(discreet(kept.verdict, kept.household), self._groups(case.scheme_id))
        self._show_kin(case)
        self.case = case
        self.name.say(f"{case.applicant}　{case.scheme_title}")
        self.about.say(f"{case.number}　{day_words(case.applied_on)}申请")
        self.timeline.show_case(case, today)
        self._show_now(case)
        self._show_asked(case)

    def _show_kin(self, case: Application) -> None:
        """Staff and their near relatives in this household: they neither review nor decide it."""
        found = staff.kin_in(self._office, case.household_id)
        lines = [x.said for x in found]
        lines += ["其本人和近亲属要回避，审核、审批请由别人办理。"] if found else []
        self.kin.setText("\n".join(lines))
        self.kin.setVisible(bool(found))

    def _show_now(self, case: Application) -> None:
        step = case.current
        today = self._office.today()
        kept = self.assessment
        eligible = kept is not None and kept.verdict.outcome is Outcome.eligible
        barred = case.state is State.open and not eligible
        self.state.become("band-warned" if barred else STATE_BANDS[case.state], _state_told(case, eligible))
        returned = case.state is State.returned
        at = step.kind if step is not None and not returned else None
        undecided = case.state is State.open and step is not None
        ordinary = at is not None and at not in (StepKind.notice, StepKind.decide, StepKind.pay)
        self.todo.setVisible(step is not None)
        self.rule.setVisible(step is not None and bool(step.rule) and not returned)
        if step is not None:
            due = due_words(step.due, today)
            doing = "补正后重新提交" if returned else step.label
            late = step.due is not None and step.due < today
            self.todo.become(
                "bad" if late else "heading",
                f"现在该办：{doing}" + (f"　{due}" if due and not returned else ""),
            )
            self.todo.setStyleSheet("font-size: 13pt; font-weight: 700;" if late else "")
            parts = (
                step.who and f"由 {step.who} 办理",
                f"{day_words(step.due)}前" if step.due else "",
                step.rule,
            )
            self.rule.setText("；".join(x for x in parts if x))
            self.complete.setText(f"完成「{step.label.replace('&', '&&')}」(&D)…")
        hanging = case.notice is not None and case.notice.closed_on is None
        self.to_notice.setText("查看公示(&N)" if hanging else "去张贴公示(&N)")
        self.complete.setVisible(ordinary)
        self.approve.setVisible(at is StepKind.decide and case.state is State.open)
        self.approve.setEnabled(eligible)
        self.to_notice.setVisible(at is StepKind.notice)
        self.to_payout.setVisible(at is StepKind.pay)
        self.resubmit.setVisible(returned)
        refused = case.state is State.refused
        self.print_refusal.setVisible(refused)
        self.save_sheet.setText("告知书另存(&X)…" if refused else "另存 Excel(&X)…")
        for button in (self.send_back, self.refuse):
            button.setVisible(undecided)
        self.withdraw.setVisible(undecided or returned)
        self.buttons.fit()

    def _show_asked(self, case: Application) -> None:
        self._asked.column.removeWidget(self.facts)
        self.facts.hide()
        self.facts.deleteLater()
        self.facts = FieldGrid(2)
        kept = self.assessment
        for label, text, wide in (
            ("申请人", case.applicant, False),
            ("申请编号", case.number, False),
            ("申请日期", day_words(case.applied_on), False),
            ("方案", case.scheme_title, False),
            ("对象类别", kept.verdict.group_label if kept else "", False),
            ("核定帮扶", _proposed(case), False),
            ("申请理由", case.reason or "（没有填写）", True),
            ("公示", _notice_told(case), True),
            ("决定", _decision_told(case), True),
            ("决定理由", case.decision_reason, True),
        ):
            if text:
                words = Words(text)
                words.setContentsMargins(0, 7, 0, 0)
                self.facts.add(label, words, wide)
        self._asked.add(self.facts)

    def _head(self) -> QWidget:
        strip = QFrame()
        strip.setProperty("kind", "strip")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.about)
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addLayout(names, 1)
        row.addWidget(self.to_household)
        return strip

    def _now(self) -> QWidget:
        card = Card()
        card.add(self.state)
        card.add(self.kin)
        card.add(self.todo)
        card.add(self.rule)
        card.add(self.buttons)
        return card

    def _groups(self, scheme_id: str) -> dict[str, str]:
        found = self._office.library.find(scheme_id)
        return {group.id: group.label for group in found.groups} if found is not None else {}

    def _ask(self, question: Question) -> Signed | None:
        by = question.by or accounts.signer(self._office)
        return OpinionDialog.ask(replace(question, by=by), self)

    def _deciding(self) -> str:
        """Who decides, as far as that is known: where several sign in, whoever does."""
        if self._decider or len([u for u in accounts.users(self._office) if u.active]) < 2:
            return self._decider
        return self._office.user.name if self._office.user.has(Role.approver) else ""

    def _together(self, by: str, role: Role = Role.approver) -> SamePerson | None:
        """Whether this person has done in this case, or has in the household, what does not go with that role."""
        if self.case is None or self.case.id is None:
            return None
        return same_person(self._office, self.case.id, role, by)

    def _do(self, deed: Callable[[], Application], said: str) -> None:
        with telling(self):
            case = deed()
            self._show(case)
            self._news.case_changed.emit(case.id)
            self._news.said.emit(said)
            self.steps_page.verticalScrollBar().setValue(0)
            self.start()

    def _turn(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not take_key(event, self, self.parts.currentWidget()):
            super().keyPressEvent(event)


def _step_told(case: Application, step: Step) -> str:
    parts = (
        f"{case.applicant}　{case.number}",
        f"{day_words(step.due)}前" if step.due else "",
        step.who and f"由 {step.who} 办理",
    )
    return "　".join(x for x in parts if x)


def _last_line(case: Application) -> str:
    step = case.current
    return step.opinion.splitlines()[-1] if step is not None and step.opinion else ""


def _state_told(case: Application, eligible: bool) -> str:
    said = word(case.state)
    step = case.current
    match case.state:
        case State.returned:
            return f"{said}。{_last_line(case)}"
        case State.approved:
            award = award_told(case.approved_amount, case.approved_goods)
            rest = "" if step is not None else "　全部步骤已办完。"
            return f"{said}：{award}　{_decided(case)}{rest}"
        case State.refused:
            return f"{said}。{_decided(case)}\n{case.decision_reason}"
        case State.withdrawn:
            last = [s.opinion.splitlines()[-1] for s in case.steps if s.opinion and s.done_on is None]
            return f"{said}。{last[0] if last else ''}"
        case State.open:
            if not eligible:
                return f"{said}。核对结论为「不符合」，不能批准，请按「不予批准」办理。"
            return f"{said}。核对结论为「符合」，核定：{_proposed(case)}。"


def _proposed(case: Application) -> str:
    known = case.proposed is not None or bool(case.goods)
    return award_told(case.proposed, case.goods) if known else "数额由审批人确定"


def _decided(case: Application) -> str:
    day = day_words(case.decided_on) if case.decided_on else ""
    return "　".join(x for x in (day, case.decided_by) if x)


def _notice_told(case: Application) -> str:
    notice = case.notice
    if notice is None:
        return ""
    until = f"{notice.number}：{day_words(notice.posted_on)}张贴，公示到 {day_words(notice.until)}止"
    place = f"，{notice.place}" if notice.place else ""
    ended = f"；{day_words(notice.closed_on)}结束，{notice.objections}" if notice.closed_on else ""
    return until + place + ended


def _decision_told(case: Application) -> str:
    if case.state is State.approved:
        return f"批准 {award_told(case.approved_amount, case.approved_goods)}　{_decided(case)}"
    return f"不予批准　{_decided(case)}" if case.state is State.refused else ""
