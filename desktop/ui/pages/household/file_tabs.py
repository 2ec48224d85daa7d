"""The tabs of one file: each is made when it is first shown; what this kind of office does not need is folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.casework import intake
from desktop.domain.form_plan import FormPart, holds
from desktop.ui.pages.household.basics import BasicsPart
from desktop.ui.pages.household.check import CheckPart
from desktop.ui.pages.household.money_parts import DebtsPart, ExpensesPart, IncomesPart, PropertiesPart
from desktop.ui.pages.household.paper_parts import CertificatesPart, IllnessesPart
from desktop.ui.pages.household.papers_part import PapersPart
from desktop.ui.pages.household.people_parts import MembersPart, StudentsPart
from desktop.ui.pages.household.sections import Part

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.casework.known import Known
    from desktop.casework.office import Office
    from desktop.domain.form_plan import FormPlan
    from desktop.ui.fields.covered import Curtain
    from desktop.ui.news import News
    from desktop.ui.pages.household.draft import Draft
    from desktop.ui.pages.page import Go

P = TypeVar("P", bound=Part)
LAST = 2
"""核对 and 表格与附件 stand behind whatever is on file."""


class FileTabs(QTabWidget):
    """基本情况 in front; behind it a tab for each list, 核对, and 表格与附件."""

    def __init__(
        self,
        office: Office,
        news: News,
        go: Go,
        draft: Draft,
        curtain: Curtain,
        plan: FormPlan,
        known: Known,
        save_first: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        today = office.today()
        lists: dict[FormPart, tuple[str, Part]] = {
            FormPart.members: ("家庭成员", MembersPart(draft, today, curtain, plan, known)),
            FormPart.students: ("学生", StudentsPart(draft, today, curtain, known)),
            FormPart.incomes: ("收入", IncomesPart(draft, today)),
            FormPart.expenses: ("刚性支出", ExpensesPart(draft, today)),
            FormPart.properties: ("财产", PropertiesPart(draft)),
            FormPart.debts: ("欠债", DebtsPart(draft, today, curtain)),
            FormPart.certificates: (
                "证件标签",
                CertificatesPart(draft, today, lambda: intake.tags(office), curtain),
            ),
            FormPart.illnesses: ("疾病", IllnessesPart(draft, today, curtain)),
        }
        self.front = BasicsPart(draft, today, curtain, plan, known)
        self.check = CheckPart(office, news, go, draft, save_first)
        self.papers = PapersPart(office, news, draft)
        self._draft, self._waiting = draft, {key: lists[key] for key in plan.folded}
        self.parts: tuple[tuple[str, Part], ...] = (
            ("基本情况", self.front),
            *(lists[key] for key in plan.parts),
            ("核对", self.check),
            ("表格与附件", self.papers),
        )
        self.setDocumentMode(True)
        self.setUsesScrollButtons(True)
        for title, part in self.parts:
            self.addTab(part, title)
        for _, part in (*self.parts, *self.folded):
            part.state_changed.connect(self.show_states)
        self.show_states()

    @property
    def folded(self) -> tuple[tuple[str, Part], ...]:
        """The tabs this kind of office does not need, each under its word."""
        return tuple(self._waiting.values())

    def begin(self) -> None:
        """A file is open now: what is folded away comes out by itself where something stands in it."""
        for part in [part for part in self._waiting if holds(self._draft.kept, part)]:
            self._put_in(*self._waiting.pop(part))
        self.show_states()

    def made(self, kind: type[P]) -> P:
        """The tab of that kind, with all it shows: it is made when it is first asked for."""
        parts = (part for _, part in (*self.parts, *self.folded))
        found = next(part for part in parts if isinstance(part, kind))
        found.finish()
        return found

    def unfold(self) -> None:
        """Show the tabs this kind of office does not need, the first of them in front."""
        at = len(self.parts) - LAST
        for title, part in self.folded:
            self._put_in(title, part)
        self._waiting.clear()
        self.show_states()
        self.setCurrentIndex(at)
        self.tabBar().setFocus()

    def _put_in(self, title: str, part: Part) -> None:
        at = len(self.parts) - LAST
        self.parts = (*self.parts[:at], (title, part), *self.parts[at:])
        self.insertTab(at, part, title)

    def show_states(self) -> None:
        """Say beside each tab's word how much is in it."""
        for number, (title, part) in enumerate(self.parts):
            said = f"{title} {part.state()}".strip()
            if self.tabText(number) != said:
                self.setTabText(number, said)
