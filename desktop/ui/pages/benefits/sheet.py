"""One household's help that goes on (待遇详情): how it stands, what is to be done next, and all that became of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.casework import accounts, benefits, ending, stating
from desktop.domain.accounts import Role
from desktop.domain.adjustment import latest
from desktop.domain.benefit import Benefit, BenefitState, Change
from desktop.domain.benefit_rules import due_words
from desktop.domain.days import day_words
from desktop.domain.verdict import Outcome
from desktop.domain.words import word
from desktop.ui.dialogs.correct_start import CorrectStartDialog
from desktop.ui.dialogs.look_again import LookAgainDialog
from desktop.ui.dialogs.message import tell, telling
from desktop.ui.dialogs.opinion import OpinionDialog, Question
from desktop.ui.dialogs.state_facts import StateFactsDialog
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, OneLine, Scrolled, Words, rule
from desktop.ui.fields.strip import strip
from desktop.ui.pages.benefits.letters import print_adjustment, print_ending
from desktop.ui.pages.benefits.words import STATE_BANDS, amount_told, change_told, decided_told
from desktop.ui.pages.page import Page
from desktop.ui.pages.reading_keys import take_key

STAYS = "待遇继续，不办理终止。情况已经变化的，先在档案里改好（收入、证件、档案标签），再来办理。"


class BenefitSheet(QWidget):
    """Its head, the card of what can be done now, and its changes one below the other."""

    closed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.office, self.news, self.go = page, page.office, page.news, page.go
        self.benefit: Benefit | None = None
        self.back = push("返回名单(&B)", lambda: self.closed.emit(), picture="back", key="Esc")
        self.name, self.about = OneLine(kind="heading"), OneLine(kind="faint")
        self.to_case = push("打开申请(&Q)", self.open_case, picture="applications")
        self.to_household = push("打开档案(&H)", self.open_household, picture="households")
        self.state, self.since, self.next = Words(kind="band-told"), Words(), Words()
        self.review = push("复核(&R)…", self.look_again, picture="checklist", kind="primary", key="F2")
        self.end_faded = push("渐退到期，终止(&E)…", self.end_now, picture="check", kind="primary", key="F2")
        self.ending = push("办理终止(&E)…", self.begin_ending)
        self.correct = push("更正起发日期(&D)…", self.correct_start, picture="edit")
        self.letter = push("打印终止告知书(&P)", self.print_letter, picture="print", key="Ctrl+P")
        now, self.past = Card("现在"), Card("变动经过")
        for thing in (
            self.state,
            self.since,
            self.next,
            Bar((self.review, self.end_faded, self.ending, self.correct, self.letter)),
        ):
            now.add(thing)
        self.entries: list[Words] = []
        self.body = Scrolled(margin=18)
        self.body.add(now)
        self.body.add(self.past)
        self.body.column.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(rule())
        layout.addWidget(self.body, 1)

    # ---- what others may ask

    def open(self, benefit_id: int) -> bool:
        """Show this benefit; False where it is not there."""
        with telling(self):
            self._show(benefits.benefit(self.office, benefit_id))
            self.body.verticalScrollBar().setValue(0)
            return True
        return False

    def refresh(self) -> None:
        """Show it as it is kept now."""
        if self.benefit is not None:
            with telling(self):
                self._show(benefits.benefit(self.office, self.benefit.id or 0))

    def start(self) -> None:
        """Put the cursor on what is to be done."""
        (self.main_button() or self.back).setFocus()

    def do_main(self) -> None:
        """Do what is to be done now."""
        button = self.main_button()
        if button is not None:
            button.click()

    def main_button(self) -> QPushButton | None:
        """The button for what is to be done now, where there is one."""
        buttons = (self.end_faded, self.review, self.letter)
        return next((b for b in buttons if not b.isHidden()), None)

    # ---- what can be done

    def look_again(self) -> None:
        """Check the household anew, show what that suggests, and keep what is decided."""
        found = self.benefit
        if found is None:
            return
        office, id = self.office, found.id or 0
        with telling(self):
            looked = benefits.look_again(office, id)
            ending_id = benefits.ending_scheme(office, found.scheme_id)
            fading = found.state is BenefitState.fading
            title = office.library.scheme(ending_id).title if ending_id and not fading else ""
            said = LookAgainDialog.ask(looked, office.today(), self._decider(), title, self)
            if said is None:
                return
            letter = ""
            if said.change is Change.kept:
                benefits.keep_as_is(office, id, said.because, said.by, looked.assessment.id or 0)
            else:
                benefits.change(office, id, said)
                letter = "，请打印告知书送达"
            self._done(f"{found.receiver}：复核完成，{word(said.change)}{letter}")

    def end_now(self) -> None:
        """End help whose fading has run out."""
        found = self.benefit
        if found is None:
            return
        told = f"{found.receiver}　{found.scheme_title}\n{due_words(found, self.office.today())}"
        said = OpinionDialog.ask(
            Question(
                title="渐退到期，终止",
                told=told,
                band="band-warned",
                label="备注(&Y)",
                hint="没有可以不写；理由记「渐退期届满」",
                who="决定人(&N) *",
                by=self._decider(),
                take="终止",
            ),
            self,
        )
        if said is not None:
            with telling(self):
                benefits.end_faded(self.office, found.id or 0, said.by)
                self._done(f"{found.receiver}：渐退到期，待遇已终止，可打印终止告知书")

    def begin_ending(self) -> None:
        """Check by the plan's procedure for an end, and begin its application where the end holds."""
        found = self.benefit
        if found is None:
            return
        office, id = self.office, found.id or 0
        with telling(self):
            open_ = ending.statable(office, id)
            said = None
            if open_.questions:
                answers = StateFactsDialog.ask(open_.questions, open_.before, office.today(), self)
                if answers is None:
                    return
                said = stating.say(office, answers)
            judged = ending.check(office, id, said)
            if judged.verdict.outcome is Outcome.ineligible:
                tell(self, f"{judged.verdict.summary}\n\n{STAYS}", "不符合终止的条件")
            else:
                self.go("applications", judged)

    def correct_start(self) -> None:
        """Put the first day right."""
        found = self.benefit
        said = CorrectStartDialog.ask(found, self.office.today(), self) if found is not None else None
        if found is not None and said is not None:
            with telling(self):
                benefits.correct_start(self.office, found.id or 0, *said)
                self._done(f"{found.receiver}：起发日期已更正")

    def print_letter(self) -> None:
        """Make the letter of what was decided of it last: that it ends, or goes on otherwise."""
        found = self.benefit
        if found is None or self.letter.isHidden():
            return
        position = latest(found)
        if found.state is BenefitState.ended:
            print_ending(self.page, found)
        elif position is not None:
            print_adjustment(self.page, found, position)

    def open_case(self) -> None:
        """Open the application it was granted by."""
        if self.benefit is not None:
            self.go("applications", self.benefit.application_id)

    def open_household(self) -> None:
        """Open the household's file."""
        if self.benefit is not None:
            self.go("households", self.benefit.household_id)

    # ---- showing it

    def _decider(self) -> str:
        if len([u for u in accounts.users(self.office) if u.active]) < 2:
            return accounts.signer(self.office)
        return self.office.user.name if self.office.user.has(Role.approver) else ""

    def _done(self, said: str) -> None:
        self.refresh()
        self.news.case_changed.emit(self.benefit.application_id if self.benefit is not None else None)
        self.news.said.emit(said)
        self.start()

    def _show(self, benefit: Benefit) -> None:
        self.benefit = benefit
        today = self.office.today()
        self.name.say(f"{benefit.receiver}　{benefit.scheme_title}")
        self.about.say("　".join(x for x in (benefit.group_label, benefit.review_label) if x))
        amount = amount_told(benefit.amount, benefit.per)
        if benefit.state is BenefitState.ended:
            amount = f"终止前{amount}"
        self.state.become(STATE_BANDS[benefit.state], f"{word(benefit.state)}　{amount}")
        self.since.setText(f"{day_words(benefit.starts_on)}起发：{benefit.starts_because}")
        self.next.setText(due_words(benefit, today))
        over = benefit.state is BenefitState.ended
        faded = (
            benefit.state is BenefitState.fading
            and benefit.fading_until is not None
            and benefit.fading_until < today
        )
        self.letter.setText("打印终止告知书(&P)" if over else "打印调整告知书(&P)")
        procedure = bool(benefits.ending_scheme(self.office, benefit.scheme_id))
        for button, shown in (
            (self.review, not over and not faded),
            (self.end_faded, faded),
            (self.ending, procedure and benefit.state is BenefitState.running),
            (self.correct, not over and len(benefit.changes) == 1),
            (self.letter, over or latest(benefit) is not None),
        ):
            button.setVisible(shown)
        self._show_changes(benefit)

    def _show_changes(self, benefit: Benefit) -> None:
        for entry in self.entries:
            self.past.column.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self.entries = []
        for change in reversed(benefit.changes):
            for words, kind in ((change_told(change, benefit.per), "heading"), (decided_told(change), "")):
                self.entries.append(Words(words, kind))
                self.past.add(self.entries[-1])

    def _head(self) -> QWidget:
        return strip(self.back, self.name, self.about, self.to_case, self.to_household)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not take_key(event, self, self.body):
            super().keyPressEvent(event)
