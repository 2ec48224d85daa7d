"""走访: the list of plans, and one of them open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import printing, visiting
from desktop.ui.dialogs.message import telling
from desktop.ui.dialogs.plan_round import PlanRound
from desktop.ui.news import News
from desktop.ui.pages.page import Go, Page
from desktop.ui.pages.round.detail import Detail
from desktop.ui.pages.round.listing import Listing
from desktop.ui.papers import Write, print_paper, save_spreadsheet

if TYPE_CHECKING:
    from desktop.casework.office import Office


class Visits(Page):
    """The list, and in its place one plan while it is open."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.listing = Listing(office)
        self.detail: Detail | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self.listing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.listing.opened.connect(self.open)
        self.listing.new_asked.connect(self.new)
        news.visits_changed.connect(self._hear)
        news.household_changed.connect(self._hear)
        news.settings_changed.connect(self._hear)

    def open(self, round_id: int) -> None:
        """Show that plan."""
        with telling(self):
            detail = Detail(self.office, self.news, self.go, round_id)
            self._close()
            self.detail = detail
            detail.closed.connect(self._back)
            detail.print_asked.connect(self.print)
            detail.save_asked.connect(self.save_as)
            self.stack.addWidget(detail)
            self.stack.setCurrentWidget(detail)
            detail.start()

    def refresh(self) -> None:
        if self.detail is None:
            self.listing.refresh()
        elif self.detail.today != self.office.today():
            self.open(self.detail.plan.id or 0)  # the window was open overnight
        else:
            with telling(self):
                self.detail.refresh()

    def begin(self) -> None:
        if self.detail is None:
            self.listing.start()
        else:
            self.detail.start()

    def show_item(self, item: object) -> None:
        if isinstance(item, int):
            self.open(item)

    def search(self) -> None:
        if self.detail is not None:
            self.detail.board.seek.setFocus()
            self.detail.board.seek.selectAll()
        else:
            self.listing.table.setFocus()

    def new(self) -> None:
        kept = PlanRound.ask(self.office, (), self)
        if kept is not None:
            self.news.said.emit(f"已保存走访计划：{kept.title}，{len(kept.visits)} 户")
            self.news.visits_changed.emit()
            self.listing.refresh()
            self.open(kept.id or 0)

    def edit(self) -> None:
        if self.detail is not None:
            self.detail.edit()
        elif (round_id := self.listing.round_id()) is not None:
            self.open(round_id)

    def print(self) -> None:
        round_id = self._round_id()
        if round_id is not None:
            with telling(self):
                print_paper(self, self._paper_name(round_id), self.writer(round_id))

    def save_as(self) -> None:
        """Keep the register as a spreadsheet where the officer wants it."""
        round_id = self._round_id()
        if round_id is not None:
            with telling(self):
                save_spreadsheet(self, self._paper_name(round_id), self.writer(round_id))

    def writer(self, round_id: int) -> Write:
        """What writes the register of that plan."""

        return lambda path, progress, cancelled: printing.print_round(
            self.office, round_id, path, progress, cancelled
        )

    def _paper_name(self, round_id: int) -> str:
        return f"走访登记表 {visiting.round_of(self.office, round_id).title}"

    def _round_id(self) -> int | None:
        return self.listing.round_id() if self.detail is None else self.detail.plan.id

    def _close(self) -> None:
        if self.detail is not None:
            self.stack.removeWidget(self.detail)
            self.detail.deleteLater()
            self.detail = None

    def _back(self) -> None:
        self._close()
        self.listing.refresh()
        self.listing.start()

    def _hear(self) -> None:
        if self.isVisible() and self.detail is None:
            self.listing.refresh()
