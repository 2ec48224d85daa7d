"""Opening a fund (新建资金): what it is called, where it comes from, and the money that came in first."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import relief
from desktop.domain.errors import OfficeError
from desktop.domain.payout import Fund
from desktop.domain.words import FUND_SOURCES
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.capitals import CapitalMoneyEdit
from desktop.ui.fields.choice import TextChoice
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine

if TYPE_CHECKING:
    from desktop.casework.office import Office


class FundDialog(EntryDialog):
    """Goods that were bought or given are opened as a fund too, with what they are worth."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__("新建资金", parent, take="建立", width=600)
        self._office = office
        self.kept: Fund | None = None
        today = office.today()
        self.name = TextLine("", f"例如 {today.year} 年两节送温暖资金", 60)
        self.source = TextChoice(FUND_SOURCES)
        self.amount = CapitalMoneyEdit()
        self.day = DayEdit(today, today)
        self.remark = TextLine("", "例如只能用于大病救助", 200)
        self.grid.add("资金名称(&N) *", self.name)
        self.grid.add("来源(&S) *", self.source)
        self.grid.add("首笔到账(&A)", self.amount)
        self.grid.add("到账日期(&D) *", self.day)
        self.grid.add("备注(&R)", self.remark)
        self.body.add(
            Words("不同来源分开建账，专款专用。钱还没有到的，首笔到账留空，到账后再登记。", "faint")
        )
        self.ready(self.name)

    @classmethod
    def ask(cls, office: Office, parent: QWidget | None = None) -> Fund | None:
        """The fund as it was opened; None where the officer thought better of it."""
        dialog = cls(office, parent)
        return dialog.kept if shown(dialog) else None

    def wrong(self) -> str:
        day = self.day.value()
        if day is None:
            self.day.setFocus()
            return "请填写到账日期。"
        if not self.name.value() or not self.source.value():
            (self.source if self.name.value() else self.name).setFocus()
        fund = Fund(
            name=self.name.value(), source=self.source.value(), opened_on=day, remark=self.remark.value()
        )
        try:
            self.kept = relief.record_fund(self._office, fund, self.amount.value() or Decimal(0))
        except OfficeError as error:
            return error.said
        return ""
