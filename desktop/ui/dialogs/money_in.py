"""Booking money that came into a fund (登记到账)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import relief
from desktop.domain.errors import OfficeError
from desktop.domain.money import figures
from desktop.domain.payout import Fund
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.capitals import CapitalMoneyEdit
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine

if TYPE_CHECKING:
    from desktop.casework.office import Office


class MoneyIn(EntryDialog):
    """How much came, when, and what for; the balance it makes is shown while typing."""

    def __init__(self, office: Office, fund: Fund, parent: QWidget | None = None) -> None:
        super().__init__("登记到账", parent, take="登记", width=600)
        self._office, self._fund = office, fund
        self.kept: Fund | None = None
        self.about = Words(kind="band-told")
        self.body.column.insertWidget(0, self.about)
        today = office.today()
        self.amount = CapitalMoneyEdit()
        self.day = DayEdit(today, today)
        self.reason = TextLine("", "例如第二批下拨、某单位捐赠；不填记为「到账」", 100)
        self.grid.add("到账金额(&A) *", self.amount)
        self.grid.add("到账日期(&D) *", self.day)
        self.grid.add("摘要(&R)", self.reason)
        self.body.add(Words("登记后留痕，不能删除。请对照银行回单或收据核对金额。", "faint"))
        self.amount.changed.connect(self._tell)
        self._tell()
        self.ready(self.amount)

    @classmethod
    def ask(cls, office: Office, fund: Fund, parent: QWidget | None = None) -> Fund | None:
        """The fund as it is now; None where the officer thought better of it."""
        dialog = cls(office, fund, parent)
        return dialog.kept if shown(dialog) else None

    def wrong(self) -> str:
        amount, day = self.amount.value(), self.day.value()
        if amount is None:
            self.amount.setFocus()
            return "请填写到账金额。"
        if day is None:
            self.day.setFocus()
            return "请填写到账日期。"
        try:
            self.kept = relief.receive_money(
                self._office, self._fund.id or 0, amount, day, self.reason.value()
            )
        except OfficeError as error:
            return error.said
        return ""

    def _tell(self) -> None:
        fund = self._fund
        amount = self.amount.value()
        after = f"，登记后 {figures(fund.balance + amount)} 元" if amount else ""
        self.about.setText(f"{fund.name}（{fund.source}）\n现在结余 {figures(fund.balance)} 元{after}")
