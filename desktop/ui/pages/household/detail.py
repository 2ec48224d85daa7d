"""One household's file on the screen (档案详情): head with live income, and a tab for each part."""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop.casework import intake, privacy, staff
from desktop.casework.known import Known, known_to, last_opened
from desktop.domain.errors import OfficeError
from desktop.domain.form_plan import PLANS, FormPart
from desktop.domain.half_typed import HalfTyped, take_up
from desktop.domain.household import WHOLE_HOUSEHOLD, Household
from desktop.domain.income import CENT, income_sheet
from desktop.domain.masking import Sensitive
from desktop.domain.money import figures
from desktop.domain.trail_words import field_words
from desktop.domain.words import word
from desktop.ui.dialogs.message import Keep, ask_to_keep, tell_error, telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.covered import Curtain
from desktop.ui.fields.panels import OneLine, Words
from desktop.ui.news import News
from desktop.ui.pages.household.basics import BasicsPart
from desktop.ui.pages.household.check import CheckPart
from desktop.ui.pages.household.draft import Draft
from desktop.ui.pages.household.keeper import Keeper
from desktop.ui.pages.household.money_parts import DebtsPart, ExpensesPart, IncomesPart, PropertiesPart
from desktop.ui.pages.household.paper_parts import CertificatesPart, IllnessesPart
from desktop.ui.pages.household.papers_part import PapersPart, kept_words
from desktop.ui.pages.household.past import FieldPast
from desktop.ui.pages.household.people_parts import MembersPart, StudentsPart
from desktop.ui.pages.household.sections import Part
from desktop.ui.pages.page import Go

if TYPE_CHECKING:
    from desktop.casework.office import Office


LOW = 470
"""Below this height the head leaves its sums to the tabs."""


class Detail(QWidget):
    """A household open for reading and editing; kept on leaving a tab, by Ctrl+S, and before it is closed."""

    closed = Signal()
    saved = Signal(object)
    """The household, as it was kept just now."""
    next_wanted = Signal()
    """This one is to be kept and the next one begun."""

    def __init__(
        self,
        office: Office,
        news: News,
        go: Go,
        household: Household,
        parent: QWidget | None = None,
        *,
        known: Known | None = None,
        half: HalfTyped | None = None,
        last: Household | None = None,
    ) -> None:
        """`household` as it is on file; `half` was left half typed in it; `last` is the one saved before."""
        super().__init__(parent)
        self._office, self._news, self._go = office, news, go
        self.today = office.today()
        self.known = known_to(office) if known is None else known
        self.plan = PLANS[self.known.kind]
        self.begun_new = household.id is None
        """Whether this is a pile of paper being typed: then the next one follows."""
        self.draft = Draft(household, self)
        self.draft.last = last
        taken = take_up(half, household if household.id is not None else None) if half is not None else None
        if taken is not None:
            self.draft.household = taken.household
        self.curtain = Curtain(self._reveal, self._on_file, self)
        news.covered.connect(self.curtain.draw)
        self.back = push("返回名单(&B)", self.leave, picture="back", key="Esc")
        self.save_button = push("保存(&S)", self.save, picture="save", kind="primary", key="Ctrl+S")
        self.next_button = push(
            "存好录下一户(&N)",
            self.next_wanted.emit,
            picture="add",
            key="Ctrl+Return",
            tip="保存，再录下一户",
        )
        self.check_button = push("经济状况核对(&J)", self.show_check, picture="checklist", key="Ctrl+J")
        # while a pile is typed the check leaves its room to the next one; its tab is there
        (self.check_button if self.begun_new else self.next_button).hide()
        self.trail_button = push("这一户的记录(&O)", self.show_trail, kind="link")
        self.past = FieldPast(self, office, lambda: self.draft.kept)
        self.name = OneLine(kind="heading")
        self.about = OneLine(kind="faint")
        self.unsaved = Words("● 有未保存的修改", "warned", wrap=False)
        self.gross, self.net = Words(kind="figure", wrap=False), Words(kind="figure", wrap=False)
        self.gross_sum, self.net_sum = Words(kind="faint"), Words(kind="faint")
        self.basics = BasicsPart(self.draft, self.today, self.curtain, self.plan, self.known)
        self._members = MembersPart(self.draft, self.today, self.curtain, self.plan, self.known)
        self._students = StudentsPart(self.draft, self.today, self.curtain, self.known)
        self._incomes = IncomesPart(self.draft, self.today)
        self._expenses = ExpensesPart(self.draft, self.today)
        self._properties = PropertiesPart(self.draft)
        self._debts = DebtsPart(self.draft, self.today, self.curtain)
        self._certificates = CertificatesPart(
            self.draft, self.today, lambda: intake.tags(office), self.curtain
        )
        self._illnesses = IllnessesPart(self.draft, self.today, self.curtain)
        self.check = CheckPart(office, news, go, self.draft, self._saved)
        self.papers = PapersPart(office, news, self.draft)
        self.kept = Words(kind="band-warned")
        self.kin = Words(kind="band-warned")
        self.trouble = Words(kind="band-bad")
        self.trouble.hide()
        lists: dict[FormPart, tuple[str, Part]] = {
            FormPart.members: ("家庭成员", self._members),
            FormPart.students: ("学生", self._students),
            FormPart.incomes: ("收入", self._incomes),
            FormPart.expenses: ("刚性支出", self._expenses),
            FormPart.properties: ("财产", self._properties),
            FormPart.debts: ("欠债", self._debts),
            FormPart.certificates: ("证件标签", self._certificates),
            FormPart.illnesses: ("疾病", self._illnesses),
        }
        shown = self.plan.shown(household)
        self._folded = [lists[key] for key in self.plan.folded if key not in shown]
        self.parts: tuple[tuple[str, Part], ...] = (
            ("基本情况", self.basics),
            *(lists[key] for key in shown),
            ("核对", self.check),
            ("表格与附件", self.papers),
        )
        self.past.watch()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        for title, part in self.parts:
            self.tabs.addTab(part, title)
            part.state_changed.connect(self._show_states)
        self.more = push(f"更多项目（{'、'.join(t for t, _ in self._folded)}）(&Q)", self.unfold, kind="link")
        self.keeper = Keeper(office, self.draft, self._half, half.id if half is not None else None, self)
        self.keeper.failed.connect(self._say_trouble)
        self._shown_part = self.basics
        self.tabs.currentChanged.connect(self._turned)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(self.kept)
        layout.addWidget(self.kin)
        layout.addWidget(self.trouble)
        layout.addWidget(self.tabs, 1)
        if self._folded:
            layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._key("Esc", self.leave)
        self._key("Ctrl+J", self.show_check)
        self._key("Ctrl+PgDown", lambda: self._turn(1))
        self._key("Ctrl+PgUp", lambda: self._turn(-1))
        self._key("Ctrl+D", self.same_as_last)
        self.draft.changed.connect(self._show_head)
        self.papers.state_changed.connect(self._show_kept)
        self.papers.sealed.connect(self.closed)
        self._show_kept()
        self._show_kin()
        self._show_head()
        self._show_states()

        if taken is not None and taken.left_out:
            words = "、".join(field_words("household", name) for name in taken.left_out)
            self._say_trouble(
                f"这份档案在那以后改过：{words} 以档案现在的为准，草稿里写的没有放进来，请核对。"
            )

    @property
    def members(self) -> MembersPart:
        return _made(self._members)

    @property
    def students(self) -> StudentsPart:
        return _made(self._students)

    @property
    def incomes(self) -> IncomesPart:
        return _made(self._incomes)

    @property
    def expenses(self) -> ExpensesPart:
        return _made(self._expenses)

    @property
    def properties(self) -> PropertiesPart:
        return _made(self._properties)

    @property
    def debts(self) -> DebtsPart:
        return _made(self._debts)

    @property
    def certificates(self) -> CertificatesPart:
        return _made(self._certificates)

    @property
    def illnesses(self) -> IllnessesPart:
        return _made(self._illnesses)

    def start(self) -> None:
        """Put the cursor where work begins."""
        (self.basics.name if not self.draft.household.head.name else self.tabs.tabBar()).setFocus()

    def save(self) -> bool:
        """Keep the file; False where something must be mended first."""
        problems = self.basics.problems()
        if problems:
            self.tabs.setCurrentWidget(self.basics)
            problems[0][1].setFocus()
            tell_error(self, "\n".join(said for said, _ in problems), heading="请先改正再保存")
            return False
        with telling(self):
            self._keep("已保存")
            return True
        return False

    def _keep(self, said: str) -> None:
        kept = intake.record_household(self._office, self.draft.household)
        self.draft.keep(kept)
        self._show_kin()
        self.keeper.let_go()
        self._say_trouble("")
        self.curtain.draw()
        self.reload()
        self.saved.emit(kept)
        self._news.household_changed.emit(kept.id)
        self._news.said.emit(f"{said}：{kept.head.name}（{kept.number}）")

    def reload(self) -> None:
        """Show what stands beside the file as it is now: verdicts, consent, attachments."""
        self.check.load()
        self.papers.load()

    def same_as_last(self) -> None:
        """Take over the field with the cursor from the file that was saved before."""
        last, typed_now = self.draft.last, True
        with telling(self):
            if last is None:
                last, typed_now = last_opened(self._office), False
            if last is None or last.id == self.draft.household.id:
                self._news.said.emit("还没有上一份档案可以照抄")
            elif not self.basics.same_as(last, typed_now):
                self._news.said.emit(
                    "这一项不能照抄：姓名、号码和住址以外的项才可以；住址只照抄这次录入的上一份"
                )

    def unfold(self) -> None:
        """Show the tabs this kind of office does not need."""
        at = len(self.parts) - 2
        self.parts = (*self.parts[:at], *self._folded, *self.parts[at:])
        for number, (title, part) in enumerate(self._folded, at):
            self.tabs.insertTab(number, part, title)
            part.state_changed.connect(self._show_states)
        self._folded = []
        self.more.hide()
        self._show_states()
        self.tabs.setCurrentIndex(at)
        self.tabs.tabBar().setFocus()

    def _turned(self, number: int) -> None:
        """Another tab is shown: what was typed in the one before is kept, where it can be."""
        self.parts[number][1].ensure()
        left, self._shown_part = self._shown_part, self.parts[number][1]
        if left is self._shown_part or not self.draft.dirty or self.papers.kept is not None:
            return
        wrong = self.basics.problems()
        if wrong:
            self._say_trouble(f"还没有保存，先留作草稿：{wrong[0][0]}")
            return
        try:
            self._keep("已自动保存")
        except OfficeError as error:
            self._say_trouble(f"还没有保存，先留作草稿：{error.said}")

    def _say_trouble(self, said: str) -> None:
        self.trouble.setText(said)
        self.trouble.setVisible(bool(said))

    def _half(self) -> Household | None:
        """The file with what is being typed in an open dialog."""
        return next((h for _, part in self.parts if (h := part.half()) is not None), None)

    def show_trail(self) -> None:
        """Show what was done about this household."""
        if self.draft.kept.id is not None:
            self._go("safety", ("trail", self.draft.kept.id))

    def may_leave(self) -> bool:
        """Whether the file can be closed; asks about unsaved changes."""
        if not self.draft.dirty:
            return True
        name = self.draft.household.head.name or "这份档案"
        answer = ask_to_keep(self, f"「{name}」")
        if answer is Keep.save:
            return self.save()
        if answer is Keep.discard:
            self.keeper.let_go()
        return answer is Keep.discard

    def leave(self) -> None:
        """Back to the list, unless there are changes the officer wants to look at again."""
        if self.may_leave():
            self.closed.emit()

    def show_check(self) -> None:
        """Go to the means check."""
        self.tabs.setCurrentWidget(self.check)
        self.check.scheme.setFocus()

    def show_member(self, ordinal: int) -> None:
        """Go to the list of members, to that one."""
        self.tabs.setCurrentWidget(self.members)
        self.members.choose(ordinal)
        self.members.begin()

    def edit(self) -> None:
        """Change the chosen entry of the part that is shown."""
        self.parts[self.tabs.currentIndex()][1].edit()

    def _head(self) -> QWidget:
        strip = QFrame()
        strip.setProperty("kind", "strip")
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.back)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self.unsaved)
        below.addWidget(self.about, 1)
        below.addWidget(self.past.button)
        below.addWidget(self.trail_button)
        names.addLayout(below)
        top.addLayout(names, 1)
        top.addWidget(self.check_button)
        top.addWidget(self.next_button)
        top.addWidget(self.save_button)
        sums = QGridLayout()
        sums.setHorizontalSpacing(28)
        sums.setVerticalSpacing(0)
        for column, (label, figure, spelled) in enumerate(
            (
                ("人均月收入", self.gross, self.gross_sum),
                ("人均月净收入（扣减刚性支出）", self.net, self.net_sum),
            )
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Words(label, wrap=False), 0, Qt.AlignmentFlag.AlignBottom)
            row.addWidget(figure)
            row.addStretch()
            sums.addLayout(row, 0, column)
            sums.addWidget(spelled, 1, column, Qt.AlignmentFlag.AlignTop)
            sums.setColumnStretch(column, 1)
        layout = QVBoxLayout(strip)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addLayout(sums)
        return strip

    def _show_head(self) -> None:
        household = self.draft.household
        self.name.say(household.head.name or "新建家庭档案")
        self.trail_button.setVisible(self.draft.kept.id is not None)
        facts = (
            household.number or "（保存后编号）",
            word(household.hardship),
            f"共同生活 {len(household.counted)} 人",
            household.head.employer,
        )
        self.about.say("　".join(x for x in facts if x))
        self.unsaved.setVisible(self.draft.dirty)
        sheet = income_sheet(household, self.today)
        for figure, amount, spelled, said in (
            (self.gross, sheet.income_per_head, self.gross_sum, sheet.gross_sum),
            (self.net, sheet.net_income_per_head, self.net_sum, sheet.net_sum),
        ):
            figure.setText(
                "不清楚" if amount is None else f"{figures(amount.quantize(CENT, ROUND_HALF_UP))} 元"
            )
            spelled.setText(said.removeprefix("人均月收入 = ").removeprefix("人均月净收入 = "))

    def _show_kin(self) -> None:
        """Staff and their near relatives in this household."""
        kept = self.draft.kept.id
        found = () if kept is None else staff.kin_in(self._office, kept)
        self.kin.setText("\n".join(x.said for x in found))
        self.kin.setVisible(bool(found))

    def _show_kept(self) -> None:
        line = self.papers.kept
        self.kept.setVisible(line is not None)
        self.kept.setText(kept_words(line) if line else "")
        self.save_button.setEnabled(line is None)
        self.next_button.setEnabled(line is None)

    def _show_states(self) -> None:
        for number, (title, part) in enumerate(self.parts):
            said = f"{title} {part.state()}".strip()
            if self.tabs.tabText(number) != said:
                self.tabs.setTabText(number, said)

    def _reveal(self, what: Sensitive, whose: int) -> bool:
        """Whether it may be shown: the look is in the log then."""
        with telling(self.window()):
            privacy.reveal(self._office, self.draft.kept.id or 0, what, whose)
            return True
        return False

    def _on_file(self, whose: int) -> bool:
        kept = self.draft.kept
        return kept.id is not None and (whose == WHOLE_HOUSEHOLD or kept.member(whose) is not None)

    def _saved(self) -> bool:
        return self.save() if self.draft.dirty or self.draft.household.id is None else True

    def _turn(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
        self.parts[self.tabs.currentIndex()][1].begin()

    def _key(self, sequence: str, slot: object) -> None:
        shortcut = QShortcut(QKeySequence(sequence), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.curtain.draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # in a low window the entries need the room; the sums stand in the parts of income and spending too
        for spelled in (self.gross_sum, self.net_sum):
            spelled.setVisible(event.size().height() >= LOW)


P = TypeVar("P", bound=Part)


def _made(part: P) -> P:
    """The tab with what it shows: it is made when it is first asked for."""
    part.ensure()
    return part
