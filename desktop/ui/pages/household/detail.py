"""One household's file on the screen (档案详情): head with live income, and a tab for each part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework import intake, opening, privacy, running_help
from desktop.casework.known import last_opened
from desktop.domain.errors import OfficeError
from desktop.domain.form_plan import PLANS
from desktop.domain.half_typed import HalfTyped, take_up
from desktop.domain.household import WHOLE_HOUSEHOLD, Household
from desktop.domain.masking import Sensitive
from desktop.domain.trail_words import field_words
from desktop.ui.dialogs.message import Keep, ask_to_keep, tell_error, telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.covered import Curtain
from desktop.ui.fields.panels import Words
from desktop.ui.news import News
from desktop.ui.pages.household.basics import BasicsPart
from desktop.ui.pages.household.check import CheckPart
from desktop.ui.pages.household.draft import Draft, empty_household
from desktop.ui.pages.household.field_past import FieldPast
from desktop.ui.pages.household.file_tabs import FileTabs
from desktop.ui.pages.household.head_strip import HeadStrip
from desktop.ui.pages.household.keeper import Keeper
from desktop.ui.pages.household.kept_words import kept_words
from desktop.ui.pages.household.money_parts import DebtsPart, ExpensesPart, IncomesPart, PropertiesPart
from desktop.ui.pages.household.paper_parts import CertificatesPart, IllnessesPart
from desktop.ui.pages.household.papers_part import PapersPart
from desktop.ui.pages.household.people_parts import MembersPart, StudentsPart
from desktop.ui.pages.household.sections import Part
from desktop.ui.pages.page import Go

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.casework.known import Known
    from desktop.casework.office import Office
    from desktop.casework.opening import Beside, Opened


LOW = 470
"""Below this height the head leaves its sums to the tabs."""

LINE = 24
"""Characters of help that goes on as they fit beside the name; more stand in the tip."""


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
        known: Known,
        parent: QWidget | None = None,
    ) -> None:
        """An empty form, of which `pieces` makes the rest; what is in it comes with `begin`."""
        super().__init__(parent)
        self._office, self._news, self._go = office, news, go
        self.today, self.known = office.today(), known
        self.plan = PLANS[known.kind]
        self.begun_new = False
        """Whether this is a pile of paper being typed: then the next one follows."""
        self.draft = Draft(empty_household(), self)
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
        self.help_button = push("", self.show_help, kind="link", tip="这一户正在享受的待遇")
        self.trail_button = push("这一户的记录(&O)", self.show_trail, kind="link")
        self.past = FieldPast(
            self, office, lambda: self.draft.kept, lambda: [part for _, part in self.tabs.parts]
        )
        self.head = HeadStrip(
            self.draft,
            self.today,
            self.back,
            (self.help_button, self.past.button, self.trail_button),
            (self.check_button, self.next_button, self.save_button),
            self,
        )
        self.kept = Words(kind="band-warned")
        self.kin = Words(kind="band-warned")
        self.trouble = Words(kind="band-bad")
        self.trouble.hide()
        self.tabs = FileTabs(
            office, news, go, self.draft, self.curtain, self.plan, self.known, self._saved, self
        )
        self.tabs.front.finished.connect(self._finished)
        self.more = push("", self.unfold, kind="link")
        self.keeper = Keeper(office, self.draft, self._half, self)
        self.keeper.failed.connect(self._say_trouble)
        self._shown_part: Part = self.tabs.front
        self.tabs.currentChanged.connect(self._turned)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.kept)
        layout.addWidget(self.kin)
        layout.addWidget(self.trouble)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._key("Esc", self.leave)
        self._key("Ctrl+J", self.show_check)
        self._key("Ctrl+PgDown", lambda: self._turn(1))
        self._key("Ctrl+PgUp", lambda: self._turn(-1))
        self._key("Ctrl+D", self.same_as_last)
        self.draft.changed.connect(self._show_trail)
        self.tabs.papers.state_changed.connect(self._show_kept)
        self.tabs.papers.sealed.connect(self.closed)

    def pieces(self) -> Iterator[None]:
        """Make what is still to be made, in small steps, and dress it, so that it only has to be shown."""
        for _ in self.tabs.front.pieces():
            yield
        for part in (self, *_inside(self)):
            part.ensurePolished()

    def begin(self, opened: Opened, half: HalfTyped | None = None, last: Household | None = None) -> None:
        """Show this file, once: the next one is shown in a form of its own, where nothing of this one stands.

        `half` was left half typed in it; `last` is the one saved before.
        """
        household = opened.household
        self.begun_new = household.id is None
        # while a pile is typed the check leaves its room to the next one; its tab is there
        (self.check_button if self.begun_new else self.next_button).hide()
        taken = take_up(half, None if self.begun_new else household) if half is not None else None
        self.tabs.front.ensure()
        self.draft.begin(household, taken.household if taken is not None else None, last)
        self.tabs.begin()
        self.tabs.front.unfold()
        self.past.watch()
        folded = "、".join(title for title, _ in self.tabs.folded)
        self.more.setText(f"更多项目（{folded}）(&Q)")
        self.more.setVisible(bool(folded))
        self.keeper.begin(half.id if half is not None else None)
        self._tell(opened.beside)
        if taken is not None and taken.left_out:
            words = "、".join(field_words("household", name) for name in taken.left_out)
            self._say_trouble(
                f"这份档案在那以后改过：{words} 以档案现在的为准，草稿里写的没有放进来，请核对。"
            )

    @property
    def basics(self) -> BasicsPart:
        return self.tabs.made(BasicsPart)

    @property
    def members(self) -> MembersPart:
        return self.tabs.made(MembersPart)

    @property
    def students(self) -> StudentsPart:
        return self.tabs.made(StudentsPart)

    @property
    def incomes(self) -> IncomesPart:
        return self.tabs.made(IncomesPart)

    @property
    def expenses(self) -> ExpensesPart:
        return self.tabs.made(ExpensesPart)

    @property
    def properties(self) -> PropertiesPart:
        return self.tabs.made(PropertiesPart)

    @property
    def debts(self) -> DebtsPart:
        return self.tabs.made(DebtsPart)

    @property
    def certificates(self) -> CertificatesPart:
        return self.tabs.made(CertificatesPart)

    @property
    def illnesses(self) -> IllnessesPart:
        return self.tabs.made(IllnessesPart)

    @property
    def check(self) -> CheckPart:
        return self.tabs.made(CheckPart)

    @property
    def papers(self) -> PapersPart:
        return self.tabs.made(PapersPart)

    def start(self) -> None:
        """Put the cursor where work begins."""
        (self.tabs.front.name if not self.draft.household.head.name else self.tabs.tabBar()).setFocus()

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
        self.keeper.let_go()
        self._say_trouble("")
        self.curtain.draw()
        self.reload()
        self.saved.emit(kept)
        self._news.household_changed.emit(kept.id)
        self._news.said.emit(f"{said}：{kept.head.name}（{kept.number}）")

    def reload(self) -> None:
        """Show what stands beside the file as it is now: verdicts, consent, attachments."""
        self._tell(opening.beside(self._office, self.draft.kept))
        self.tabs.check.load()

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
        self.more.hide()
        self.tabs.unfold()

    def _turned(self, number: int) -> None:
        """Another tab is shown: what was typed in the one before is kept, where it can be."""
        self.tabs.parts[number][1].ensure()
        left, self._shown_part = self._shown_part, self.tabs.parts[number][1]
        if left is self._shown_part or not self.draft.dirty or self.tabs.papers.kept is not None:
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
        return next((h for _, part in self.tabs.parts if (h := part.half()) is not None), None)

    def show_help(self) -> None:
        """Show the help that goes on of this household."""
        found = running_help.running(self._office, [self.draft.kept.id or 0])
        if found:
            self._go("benefits", found[0].id)

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
        self.tabs.parts[self.tabs.currentIndex()][1].edit()

    def _finished(self) -> None:
        """The lower half of the front tab is there too."""
        self.past.watch()
        # it stands below the fields that came after it
        QWidget.setTabOrder(self.tabs.front.remark, self.more)

    def _show_trail(self) -> None:
        self.trail_button.setVisible(self.draft.kept.id is not None)

    def _tell(self, beside: Beside) -> None:
        """What stands beside the file: papers, verdicts, help that goes on, staff and their near relatives in it."""
        told = beside.help
        self.help_button.setText(f"在享待遇：{told}" if len(told) <= LINE else "在享待遇")
        self.help_button.setVisible(bool(told))
        self.help_button.setToolTip(told)
        self.kin.setText("\n".join(x.said for x in beside.kin))
        self.kin.setVisible(bool(beside.kin))
        self.tabs.check.tell(beside.verdicts)
        self.tabs.papers.tell(beside)

    def _show_kept(self) -> None:
        line = self.tabs.papers.kept
        self.kept.setVisible(line is not None)
        self.kept.setText(kept_words(line) if line else "")
        self.save_button.setEnabled(line is None)
        self.next_button.setEnabled(line is None)

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
        self.tabs.parts[self.tabs.currentIndex()][1].begin()

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
        self.head.show_sums(event.size().height() >= LOW)


def _inside(widget: Any) -> list[QWidget]:
    """All widgets in it; Qt's stubs leave their kind open."""
    return widget.findChildren(QWidget)
