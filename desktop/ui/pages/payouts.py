"""发放签收: who waits, the batches, and one of them open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import printing, relief
from desktop.domain.application import ApplicationLine
from desktop.domain.money import figures
from desktop.domain.payout import Batch
from desktop.ui.dialogs.message import confirm, tell_error, telling
from desktop.ui.dialogs.prepare_batch import PrepareBatch
from desktop.ui.news import News
from desktop.ui.pages.awaiting import Awaiting
from desktop.ui.pages.batch.detail import Detail
from desktop.ui.pages.batch.listing import Listing
from desktop.ui.pages.page import Go, Page
from desktop.ui.papers import Write, print_paper, save_spreadsheet

if TYPE_CHECKING:
    from desktop.casework.office import Office


class Payouts(Page):
    """The lists, and in their place one batch while it is open."""

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
        self.listing.new_asked.connect(self._prepare)
        self.listing.case_asked.connect(self._open_case)
        news.case_changed.connect(self._hear)
        news.money_changed.connect(self._hear)

    def open(self, batch_id: int) -> None:
        """Show that batch."""
        with telling(self):
            detail = Detail(self.office, self.news, batch_id)
            self._close()
            self.detail = detail
            detail.closed.connect(self._back)
            detail.changed.connect(self.news.money_changed)
            detail.print_sheet_asked.connect(self.print)
            detail.print_receipts_asked.connect(self._print_receipts)
            detail.save_sheet_asked.connect(self._save_sheet)
            detail.save_receipts_asked.connect(self._save_receipts)
            self.stack.addWidget(detail)
            self.stack.setCurrentWidget(detail)
            detail.start()

    def refresh(self) -> None:
        if self.detail is None:
            self.listing.refresh()
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
        elif isinstance(item, Awaiting):
            self._close()
            self.listing.refresh()
            self.listing.choose(item.application_id)

    def search(self) -> None:
        box = self.listing.seek if self.detail is None else self.detail.seek
        box.setFocus()
        box.selectAll()

    def new(self) -> None:
        if self.detail is not None:
            self._back()
        self.listing.ask_new()

    def edit(self) -> None:
        if self.detail is not None:
            self.detail.sign_by_proxy()
        elif (batch_id := self.listing.batch_id()) is not None:
            self.open(batch_id)

    def print(self) -> None:
        batch_id = self.listing.batch_id() if self.detail is None else self.detail.batch.id
        if batch_id is not None:
            with telling(self):
                batch = relief.batch(self.office, batch_id)
                print_paper(self, _sheet_name(batch), self.sheet_writer(batch_id))

    def _prepare(self, lines: list[ApplicationLine]) -> None:
        with telling(self):
            if not self.listing.waiting_model.lines():
                tell_error(self, "现在没有等待发放的人。申请批准以后才能发放。", heading="没有人可以发放")
                return
            if not lines:
                tell_error(
                    self, "请先在待发放名单里勾选领取人（空格勾选），再新建发放。", heading="还没有勾选"
                )
                self.listing.waiting.setFocus()
                return
            funds = relief.funds(self.office)
            if not funds:
                if confirm(
                    self,
                    "还没有登记资金，不知道钱从哪里出。先到「资金物资」建立资金、登记到账，再回来发放。",
                    yes="去登记资金(&Y)",
                    heading="还没有资金",
                ):
                    self.go("funds", None)
                return
            kept = PrepareBatch.ask(self.office, lines, funds, self)
            if kept is not None:
                self.news.said.emit(
                    f"已建立 {kept.number}：{len(kept.lines)} 人，{figures(kept.total)} 元，已从「{kept.fund_name}」列支"
                )
                self.news.money_changed.emit()
                self.listing.refresh()
                self.open(kept.id or 0)

    def _open_case(self, application_id: int | None) -> None:
        self.go("applications", application_id)

    def _print_receipts(self, line_ids: list[int] | None) -> None:
        if self.detail is not None:
            print_paper(self, _receipts_name(self.detail.batch, line_ids), self.receipts_writer(line_ids))

    def _save_sheet(self) -> None:
        if self.detail is not None:
            batch = self.detail.batch
            save_spreadsheet(self, _sheet_name(batch), self.sheet_writer(batch.id or 0))

    def _save_receipts(self, line_ids: list[int] | None) -> None:
        if self.detail is not None:
            save_spreadsheet(
                self, _receipts_name(self.detail.batch, line_ids), self.receipts_writer(line_ids)
            )

    def sheet_writer(self, batch_id: int) -> Write:
        """What writes the sign sheet of that batch."""

        return lambda path, progress, cancelled: printing.print_batch(
            self.office, batch_id, path, progress, cancelled
        )

    def receipts_writer(self, line_ids: list[int] | None) -> Write:
        """What writes the receipts of the open batch, all or those of some lines."""
        batch_id = self.detail.batch.id or 0 if self.detail is not None else 0

        return lambda path, progress, cancelled: printing.print_receipts(
            self.office, batch_id, path, line_ids, progress, cancelled
        )

    def _close(self) -> None:
        if self.detail is not None:
            self.stack.removeWidget(self.detail)
            self.detail.deleteLater()
            self.detail = None

    def _back(self) -> None:
        opened = self.detail is not None
        self._close()
        self.listing.refresh()
        if opened:
            self.listing.show_made()

    def _hear(self) -> None:
        if self.isVisible() and self.detail is None:
            self.listing.refresh()


def _sheet_name(batch: Batch) -> str:
    return f"签收表 {batch.number} {batch.title}"


def _receipts_name(batch: Batch, line_ids: list[int] | None) -> str:
    some = "" if line_ids is None else f" {len(line_ids)} 份"
    return f"收据 {batch.number} {batch.title}{some}"
