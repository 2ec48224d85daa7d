"""在享待遇: the list of help that goes on, one of it opened over it, and many looked at again together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import accounts, benefit_round
from desktop.casework.benefit_round import Stays
from desktop.casework.safety import why_not
from desktop.domain.trail import Act
from desktop.ui.dialogs.message import tell_error
from desktop.ui.dialogs.reason import ReasonDialog
from desktop.ui.dialogs.stayed import Stayed
from desktop.ui.news import News
from desktop.ui.pages.benefits.listing import BenefitList, Show
from desktop.ui.pages.benefits.sheet import BenefitSheet
from desktop.ui.pages.page import Go, Page
from desktop.ui.work import Cancelled, Progress

if TYPE_CHECKING:
    from desktop.casework.office import Office


class Benefits(Page):
    """F2 looks at the open one again; in the list it opens the chosen one."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.list = BenefitList(office)
        self.sheet = BenefitSheet(self)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.list.opened.connect(self.open)
        self.list.many_asked.connect(self.review_many)
        self.list.cases_asked.connect(lambda: self.go("applications", None))
        self.sheet.closed.connect(self.show_list)
        news.case_changed.connect(lambda: self._hear())
        news.household_changed.connect(lambda: self._hear())

    def refresh(self) -> None:
        if self.sheet_shown():
            self.sheet.refresh()
        else:
            self.list.refresh()

    def begin(self) -> None:
        if self.sheet_shown():
            self.sheet.start()
        else:
            self.list.start()

    def show_item(self, item: object) -> None:
        if isinstance(item, int):
            self.open(item)
        elif isinstance(item, str) and item in Show.__members__:
            self.show_list()
            self.list.want(Show[item])

    def sheet_shown(self) -> bool:
        """Whether one of them is open."""
        return self.stack.currentWidget() is self.sheet

    def show_list(self) -> None:
        """Back to the list."""
        self.stack.setCurrentWidget(self.list)
        self.list.refresh()
        self.list.start()

    def open(self, benefit_id: int) -> None:
        """Show one."""
        if self.sheet.open(benefit_id):
            self.stack.setCurrentWidget(self.sheet)
            self.sheet.start()

    def review_many(self) -> None:
        """Look at all that are ticked again, and keep those for which nothing changes; the others are told."""
        said = why_not(self.office, Act.review_benefit)
        if said:
            tell_error(self, said, heading="不能办理")
            return
        chosen = self.list.model.ticked()
        because = ReasonDialog.ask(
            self,
            title="一并复核",
            told=f"勾选的 {len(chosen):,} 项逐户重新核对，核对下来没有变化的记「不变」，用同一个理由。"
            "要增发、减发、渐退、终止的，还缺材料的，不会一并办，会列出来请单独复核。",
            hint="例如：经入户核查，家庭情况没有变化",
            needed="请写明待遇不变的理由。",
            take="一并复核",
        )
        if not because:
            return
        by = accounts.signer(self.office)

        def job(progress: Progress, cancelled: Cancelled) -> tuple[int, tuple[Stays, ...]]:
            return benefit_round.review_many(self.office, chosen, because, by, progress, cancelled)

        def done(result: tuple[int, tuple[Stays, ...]]) -> None:
            made, left = result
            self.list.tick_none()
            self.list.refresh()
            self.news.case_changed.emit(None)
            self.news.said.emit(f"已复核 {made:,} 项：不变")
            if left:
                Stayed.tell(
                    self,
                    f"已复核 {made:,} 项，{len(left):,} 项没有一并办，请单独复核。",
                    [(x.receiver, x.said) for x in left],
                )
            self.list.start()

        self.work("正在复核待遇", job, done)

    def search(self) -> None:
        if self.sheet_shown():
            self.show_list()
        self.list.search.setFocus()
        self.list.search.selectAll()

    def edit(self) -> None:
        line = self.list.table.line()
        if self.sheet_shown():
            self.sheet.do_main()
        elif line is not None:
            self.open(line.id or 0)

    def print(self) -> None:
        if self.sheet_shown():
            self.sheet.print_letter()

    def _hear(self) -> None:
        if self.isVisible():
            self.refresh()
