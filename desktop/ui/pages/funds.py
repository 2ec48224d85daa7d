"""资金物资: the funds by source with what is left, and the ledger of the chosen one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import relief
from desktop.domain.money import figures, in_words
from desktop.domain.payout import Fund
from desktop.ui.dialogs.fund import FundDialog
from desktop.ui.dialogs.message import tell_error, telling
from desktop.ui.dialogs.money_in import MoneyIn
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Empty, OneLine, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.many import ManyTable
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News
from desktop.ui.pages.ledger import BACK, Movement, movement_columns, movements
from desktop.ui.pages.page import Go, Page

if TYPE_CHECKING:
    from desktop.casework.office import Office


class Funds(Page):
    """Funds above, movements below; nothing is ever taken off the ledger."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.new_button = push("新建资金(&N)…", self.new, picture="add", kind="primary", key="Ctrl+N")
        self.receive_button = push("登记到账(&R)…", self.receive, picture="import", key="F2")
        self.total = Words(wrap=False)
        self.model: RowsModel[Fund] = RowsModel(_columns())
        self.table: Table[Fund] = Table(self.model)
        self.table.setAccessibleName("资金")
        self.table.setMinimumHeight(self.table.height_for(2))
        self.ledger_name = OneLine(kind="heading")
        self.ledger_told = OneLine(kind="faint")
        self.ledger_model: RowsModel[Movement] = RowsModel(movement_columns())
        self.ledger: ManyTable[Movement] = ManyTable(
            self.ledger_model, "这笔资金还没有到账。钱到了以后，点「登记到账」。"
        )
        self.ledger.setAccessibleName("资金台账")
        self.empty = Empty(
            "还没有登记资金",
            "发放之前先建立资金，写明来源和到账金额。不同来源分开建账，发放时从哪笔出就记哪笔。",
            (("新建资金…", self.new),),
        )
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        column.addWidget(Bar((self.total,), (self.receive_button, self.new_button)))
        column.addWidget(self.table, 1)
        lower = QWidget()
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 6, 0, 0)
        below.setSpacing(4)
        below.addWidget(self.ledger_name)
        below.addWidget(self.ledger_told)
        below.addWidget(self.ledger, 1)
        below.addWidget(Words("回车打开那次发放　Ctrl+A 全选、Ctrl+C 复制，可粘贴到电子表格", "faint"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(upper)
        split.addWidget(lower)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        listed = QWidget()
        around = QVBoxLayout(listed)
        around.setContentsMargins(18, 14, 18, 10)
        around.addWidget(split)
        self.stack = QStackedWidget()
        self.stack.addWidget(listed)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.table.chosen.connect(self._show_ledger)
        self.table.opened.connect(lambda: self.receive())
        self.ledger.opened.connect(self._open_batch)
        news.money_changed.connect(self._hear)

    def refresh(self) -> None:
        with telling(self):
            self._show(relief.funds(self.office), None)

    def begin(self) -> None:
        if self.model.lines():
            self.table.setFocus()
        elif (first := self.empty.findChild(QPushButton)) is not None:
            first.setFocus()

    def new(self) -> None:
        kept = FundDialog.ask(self.office, self)
        if kept is not None:
            self.news.said.emit(f"已建立资金：{kept.name}，到账 {figures(kept.received)} 元")
            self._changed(kept.id)

    def edit(self) -> None:
        self.receive()

    def receive(self) -> None:
        """Book money that came into the chosen fund."""
        fund = self.table.line()
        if fund is None:
            tell_error(self, "请先选中一笔资金；还没有资金的，先新建。", heading="还没有选中")
            return
        kept = MoneyIn.ask(self.office, fund, self)
        if kept is not None:
            self.news.said.emit(f"已登记到账：{kept.name}，结余 {figures(kept.balance)} 元")
            self._changed(kept.id)

    def _changed(self, fund_id: int | None) -> None:
        with telling(self):
            self._show(relief.funds(self.office), fund_id)
        self.news.money_changed.emit()
        self.table.setFocus()

    def _show(self, funds: list[Fund], chosen: int | None) -> None:
        here = self.table.line()
        wanted = chosen if chosen is not None else here.id if here is not None else None
        self.model.show(funds)
        self.stack.setCurrentIndex(0 if funds else 1)
        received, paid = (sum((getattr(f, n) for f in funds), Decimal(0)) for n in ("received", "paid"))
        self.total.setText(
            f"共 {len(funds)} 笔资金　到账 {figures(received)} 元　已用 {figures(paid)} 元　"
            f"结余 {figures(received - paid)} 元"
        )
        if funds:
            self.table.choose(next((n for n, f in enumerate(funds) if f.id == wanted), 0))

    def _show_ledger(self, fund: Fund | None) -> None:
        if fund is None:
            self.ledger_model.show(())
            self.ledger_name.say("")
            self.ledger_told.say("")
            return
        with telling(self):
            found = movements(relief.fund_entries(self.office, fund.id or 0))
            self.ledger_model.show(found)
            self.ledger_name.say(f"台账：{fund.name}")
            undone = sum(m.kind == BACK for m in found)
            parts = [
                f"结余 {figures(fund.balance)} 元（大写 {in_words(fund.balance)}）",
                f"共 {len(found)} 笔，其中冲回 {undone} 笔" if undone else f"共 {len(found)} 笔",
                f"备注：{fund.remark}" if fund.remark else "",
            ]
            self.ledger_told.say("　".join(x for x in parts if x))
            self.ledger.scrollToBottom()

    def _open_batch(self, movement: Movement) -> None:
        number = movement.entry.batch_number
        if not number:
            return
        with telling(self):
            found = next((b.batch.id for b in relief.batches(self.office) if b.batch.number == number), None)
            if found is not None:
                self.go("payouts", found)

    def _hear(self) -> None:
        if self.isVisible():
            self.refresh()


def _columns() -> list[Column[Fund]]:
    return [
        Column(title="资金", text=lambda f: f.name, width=196, stretch=True),
        Column(title="来源", text=lambda f: f.source, width=108),
        Column(title="到账（元）", text=lambda f: figures(f.received), width=106, right=True),
        Column(title="已用（元）", text=lambda f: figures(f.paid), width=106, right=True),
        Column(title="结余（元）", text=lambda f: figures(f.balance), width=106, right=True),
        Column(title="建账日期", text=lambda f: f.opened_on.isoformat() if f.opened_on else "", width=112),
    ]
