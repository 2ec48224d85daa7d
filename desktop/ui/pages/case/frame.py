"""The frame of an open case (申请详情): its head, the buttons for what can be done now, a tab for each part, and its papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop.casework import accounts, approval, deciding, staff
from desktop.casework import assessment as means
from desktop.casework import telling as told_of
from desktop.casework.safety import why_not
from desktop.domain.application import Application, State
from desktop.domain.days import day_words
from desktop.domain.trail import ALLOWED
from desktop.domain.verdict import Outcome
from desktop.ui.dialogs.message import tell_error, telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import OneLine, rule
from desktop.ui.fields.strip import strip
from desktop.ui.pages.case import papers
from desktop.ui.pages.case.action import Action
from desktop.ui.pages.case.actions import ACTIONS
from desktop.ui.pages.case.now_card import NowCard
from desktop.ui.pages.case.parts import PARTS, CasePart
from desktop.ui.pages.case.seen import Seen
from desktop.ui.pages.case.sheet import CaseSheet
from desktop.ui.pages.page import Page
from desktop.ui.pages.reading_keys import take_key
from desktop.ui.pages.turning import turned_by_keys
from desktop.ui.theme import icon

P = TypeVar("P", bound=CasePart)


class CaseFrame(CaseSheet):
    """One application, in the place of the list while it is open."""

    closed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.back = push("返回名单(&B)", lambda: self.closed.emit(), picture="back", key="Esc")
        self.name, self.about = OneLine(kind="heading"), OneLine(kind="faint")
        self.to_household = push("打开档案(&H)", self.open_household, picture="households")
        self.print_form = push(
            "打印审批表(&P)", lambda: papers.print_approval(self), picture="print", key="Ctrl+P"
        )
        self.others = push("更多文书(&Q)", tip="这份申请的其他文书，另存为电子表格")
        self.other_papers = QMenu(self.others)
        self.other_papers.aboutToShow.connect(self.fill_papers)
        self.others.setMenu(self.other_papers)
        self._now = NowCard(ACTIONS, self._run)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.parts = QStackedWidget()
        self._made: list[CasePart] = [kind(page, self) for kind in PARTS]
        self._stale: set[int] = set()
        for part in self._made:
            self.tabs.addTab(part.TITLE)
            self.parts.addWidget(cast("QWidget", part))
        self.tabs.currentChanged.connect(self._turned)
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 2, 16, 0)
        bar.setSpacing(6)
        bar.addWidget(self.tabs, 1)
        for button in (self.print_form, self.others):
            bar.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addLayout(bar)
        layout.addWidget(rule())
        layout.addWidget(self.parts, 1)
        turned_by_keys(self, self.tabs)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(lambda: self.closed.emit())

    @property
    def now(self) -> NowCard:
        return self._now

    def button(self, name: str) -> QPushButton:
        """The button of the action of that name."""
        return self.now.by_name[name]

    def part(self, kind: type[P]) -> P:
        """The part of that kind, showing the case as it is now."""
        at, found = next((n, p) for n, p in enumerate(self._made) if isinstance(p, kind))
        self._show_part(at)
        return found

    # ---- what others may ask

    def open(self, application_id: int) -> bool:
        """Show this application from its steps on; False where it is not there."""
        with telling(self):
            self._show(approval.application(self.office, application_id))
            self.tabs.setCurrentIndex(0)
            self._to_top()
            self.start()
            return True
        return False

    def refresh(self) -> None:
        """Show the application as it is kept now."""
        if self.id:
            with telling(self):
                self._show(approval.application(self.office, self.id))

    def start(self) -> None:
        """Put the cursor on what is to be done."""
        (self.now.main_button() or self.back).setFocus()

    def do_main(self) -> None:
        """Do what is to be done now."""
        button = self.now.main_button()
        if button is not None:
            button.click()

    def turn_to(self, title: str) -> None:
        """Show the part of that title, with the cursor in it."""
        at = next(n for n in range(self.tabs.count()) if self.tabs.tabText(n) == title)
        self.tabs.setCurrentIndex(at)
        cast("QWidget", self._made[at]).setFocus()

    def do(self, deed: Callable[[], object], said: str | Callable[[Application], str]) -> None:
        """Do it, show what came of it, and say so; what the office refuses is told, and nothing changes."""
        with telling(self):
            deed()
            case = approval.application(self.office, self.id)
            self._show(case)
            self.news.case_changed.emit(self.id)
            self.news.said.emit(said if isinstance(said, str) else said(case))
            self._to_top()
            self.start()

    def fill_papers(self) -> None:
        """Put into the menu the papers the case calls for now."""
        self.other_papers.clear()
        for paper in self._papers():
            self.other_papers.addAction(paper.title, lambda paper=paper: paper.make(self))
        self.other_papers.addSeparator()
        refused = self.case is not None and self.case.state is State.refused
        kept = "告知书另存为电子表格(&X)…" if refused else "审批表另存为电子表格(&X)…"
        self.other_papers.addAction(icon("export"), kept, lambda: papers.save_xlsx(self))

    # ---- showing it

    def _run(self, action: Action) -> None:
        """Do it; whoever may not is told so now, and not after everything was filled in."""
        barred = why_not(self.office, action.act) if action.act is not None else ""
        if barred and action.act is not None:
            able = [u.name for u in accounts.users(self.office) if u.active and u.roles & ALLOWED[action.act]]
            who = f"可以办的有：{'、'.join(able)}。" if able and not self.office.store.read_only else ""
            tell_error(self, f"{barred}{who}", heading="不能办理")
        else:
            action.do(self)

    def _show(self, case: Application) -> None:
        kept = self.assessment
        if kept is None or kept.id != case.assessment_id:
            kept = means.assessment(self.office, case.assessment_id)
        rules = approval.rules_of(self.office, case)
        told = told_of.tellings_of(self.office, case.id or 0)
        resolved = kept.verdict.outcome is Outcome.ineligible and deciding.by_resolution(
            self.office, case.id or 0
        )
        self.seen = Seen(
            case=case,
            kept=kept,
            rules=rules,
            today=self.office.today(),
            told=told,
            by_resolution=resolved,
        )
        self.name.say(f"{case.applicant}　{case.scheme_title}")
        self.about.say(f"{case.number}　{day_words(case.applied_on)}申请")
        kin = self._kin(case)
        self.kin = "\n".join(kin)
        self.now.show_case(self.seen, kin)
        self._stale = set(range(len(self._made)))
        self._show_part(self.tabs.currentIndex())

    def _show_part(self, at: int) -> None:
        if self.seen is not None and at in self._stale:
            self._stale.discard(at)
            self._made[at].show_case(self.seen)

    def _turned(self, at: int) -> None:
        with telling(self):
            self._show_part(at)
        self.parts.setCurrentIndex(at)

    def _kin(self, case: Application) -> list[str]:
        """Staff and their near relatives in this household: they neither review nor decide it."""
        lines = [x.said for x in staff.kin_in(self.office, case.household_id)]
        return [*lines, "其本人和近亲属要回避，审核、审批请由别人办理。"] if lines else []

    def _papers(self) -> list[papers.CasePaper]:
        seen = self.seen
        return [p for p in papers.PAPERS if seen is not None and p.shown(seen)]

    def _to_top(self) -> None:
        shown = self.parts.currentWidget()
        if isinstance(shown, QScrollArea):
            shown.verticalScrollBar().setValue(0)

    def _head(self) -> QWidget:
        return strip(self.back, self.name, self.about, self.to_household)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not take_key(event, self, self.parts.currentWidget()):
            super().keyPressEvent(event)
