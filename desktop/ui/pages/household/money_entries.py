"""The dialogs for money: an income, a rigid expense, a debt, a home or other property."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain.household import (
    WHOLE_HOUSEHOLD,
    Debt,
    DebtKind,
    Expense,
    ExpenseKind,
    Household,
    Income,
    IncomeKind,
    Period,
    Property,
    PropertyKind,
)
from desktop.domain.masking import Sensitive, mask_words
from desktop.ui.dialogs.entry import ListEntry
from desktop.ui.fields.choice import ChoiceBox, PickBox
from desktop.ui.fields.covered import Curtain
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine
from desktop.ui.pages.household.asking import given, no_amount, together, whose_options

ZERO = Decimal(0)


class IncomeDialog(ListEntry[Income]):
    """One kind of income of one member."""

    def __init__(
        self, household: Household, income: Income | None, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__("新增收入" if income is None else "修改收入", parent, width=560)
        now = income or Income(kind=IncomeKind.wage, amount=ZERO, whose=household.head.ordinal)
        self.whose: PickBox[int] = PickBox(whose_options(household), now.whose, unset=None)
        self.kind = ChoiceBox(IncomeKind, now.kind, unset=None)
        self.amount = MoneyEdit(None if income is None else now.amount)
        self.period = ChoiceBox(Period, now.period, unset=None)
        self.received_on = DayEdit(today, now.received_on)
        self.remark = TextLine(now.remark, "如：单位开具的收入证明")
        self.grid.add("谁的收入", self.whose)
        self.grid.add("收入种类", self.kind)
        self.grid.add("金额", self.amount)
        self.grid.add("多久一次", self.period)
        self.grid.add("收到日期", self.received_on)
        self.grid.add("备注", self.remark)
        self.hint = Words("", "faint")
        self.body.add(self.hint)
        self.kind.changed.connect(self._adapt)
        self.period.changed.connect(self._adapt)
        self._adapt()
        self.ready(self.whose)

    def entry(self) -> Income:
        return self.income()

    def income(self) -> Income:
        """The income as entered."""
        once = self.period.value() is Period.once
        return Income(
            kind=given(self.kind.value()),
            amount=self.amount.value() or ZERO,
            whose=given(self.whose.value()),
            period=given(self.period.value()),
            received_on=self.received_on.value() if once else None,
            remark=self.remark.value(),
        )

    def wrong(self) -> str:
        return no_amount(self.amount) if self.kind.value() is not IncomeKind.none else ""

    def _adapt(self) -> None:
        nothing = self.kind.value() is IncomeKind.none
        self.amount.setEnabled(not nothing)
        if nothing:
            self.amount.set_value(ZERO)
        once = self.period.value() is Period.once
        self.grid.show_field(self.received_on, once)
        self.hint.setText(
            "已核实确实没有收入：登记这一条，人均收入才能计算。"
            if nothing
            else "一次性收入只在核对日前 12 个月内的才计入；没有日期的也计入。"
            if once
            else ""
        )


class ExpenseDialog(ListEntry[Expense]):
    """One rigid expense."""

    def __init__(
        self, household: Household, expense: Expense | None, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__("新增刚性支出" if expense is None else "修改刚性支出", parent, width=560)
        now = expense or Expense(kind=ExpenseKind.illness, amount=ZERO, whose=household.head.ordinal)
        self.whose: PickBox[int] = PickBox(whose_options(household), now.whose, unset=None)
        self.kind = ChoiceBox(ExpenseKind, now.kind, unset=None)
        self.amount = MoneyEdit(None if expense is None else now.amount)
        self.reimbursed = MoneyEdit(None if expense is None else now.reimbursed)
        self.period = ChoiceBox(Period, now.period, unset=None)
        self.paid_on = DayEdit(today, now.paid_on)
        self.remark = TextLine(now.remark, "如：住院发票 3 张")
        self.self_paid = Words("", "faint")
        self.grid.add("谁的支出", self.whose)
        self.grid.add("支出种类", self.kind)
        self.grid.add("总金额", self.amount)
        self.grid.add("已报销", self.reimbursed)
        self.grid.add("自付", self.self_paid)
        self.grid.add("多久一次", self.period)
        self.grid.add("支出日期", self.paid_on)
        self.grid.add("备注", self.remark)
        for field in (self.amount, self.reimbursed, self.period):
            field.changed.connect(self._adapt)
        self._adapt()
        self.ready(self.whose)

    def entry(self) -> Expense:
        return self.expense()

    def expense(self) -> Expense:
        """The expense as entered."""
        once = self.period.value() is Period.once
        return Expense(
            kind=given(self.kind.value()),
            amount=self.amount.value() or ZERO,
            reimbursed=self.reimbursed.value() or ZERO,
            whose=given(self.whose.value()),
            period=given(self.period.value()),
            paid_on=self.paid_on.value() if once else None,
            remark=self.remark.value(),
        )

    def wrong(self) -> str:
        if said := no_amount(self.amount):
            return said
        if self.expense().self_paid < 0:
            return "已报销的比总金额还多，请核对票据。"
        return ""

    def _adapt(self) -> None:
        paid = self.expense().self_paid
        self.self_paid.become("bad" if paid < 0 else "faint", f"{paid:,.2f} 元（总金额减去已报销，自动计算）")
        self.grid.show_field(self.paid_on, self.period.value() is Period.once)


class DebtDialog(ListEntry[Debt]):
    """What the household owes to somebody."""

    def __init__(
        self,
        household: Household,
        debt: Debt | None,
        today: date,
        curtain: Curtain,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("新增欠债" if debt is None else "修改欠债", parent, width=560)
        now = debt or Debt(kind=DebtKind.illness, amount=ZERO)
        self.whose: PickBox[int] = PickBox(whose_options(household), now.whose, unset=None)
        self.kind = ChoiceBox(DebtKind, now.kind, unset=None)
        self.amount = MoneyEdit(None if debt is None else now.amount)
        self.creditor = TextLine(now.creditor, "如：亲戚、某银行、某医院")
        self.since = DayEdit(today, now.since)
        self.remark = TextLine(now.remark, "如：有借据；已还一部分")
        cover = together(curtain, Sensitive.debt, WHOLE_HOUSEHOLD, debt is None)
        self.covers = {
            "creditor": cover(self.creditor, mask_words),
            "remark": cover(self.remark, mask_words),
        }
        self.grid.add("谁欠的", self.whose)
        self.grid.add("欠债原因", self.kind)
        self.grid.add("尚欠金额", self.amount)
        self.grid.add("欠谁的", self.covers["creditor"])
        self.grid.add("何时借的", self.since)
        self.grid.add("备注", self.covers["remark"])
        self.body.add(Words("只记还没有还清的数；欠债不从收入里扣，方案要看时另列。", "faint"))
        self.ready(self.whose)

    def entry(self) -> Debt:
        return self.debt()

    def debt(self) -> Debt:
        """The debt as entered."""
        return Debt(
            kind=given(self.kind.value()),
            amount=self.amount.value() or ZERO,
            whose=given(self.whose.value()),
            creditor=self.covers["creditor"].value(),
            since=self.since.value(),
            remark=self.covers["remark"].value(),
        )

    def wrong(self) -> str:
        return no_amount(self.amount)


class PropertyDialog(ListEntry[Property]):
    """A home, vehicle, savings or business."""

    def __init__(
        self, prop: Property | None, kind: PropertyKind = PropertyKind.home, parent: QWidget | None = None
    ) -> None:
        super().__init__("新增财产" if prop is None else "修改财产", parent, width=560)
        now = prop or Property(kind=kind)
        self.kind = ChoiceBox(PropertyKind, now.kind, unset=None)
        self.description = TextLine(now.description)
        self.area = NumberEdit("平方米", now.area)
        self.value = MoneyEdit(now.value)
        self.exempt = QCheckBox("不计入（如残疾代步车、电动两轮车），在说明里写明理由")
        self.exempt.setChecked(now.exempt)
        self.grid.add("种类", self.kind)
        self.grid.add("说明", self.description)
        self.grid.add("面积", self.area)
        self.grid.add("金额或估值", self.value)
        self.grid.add("", self.exempt)
        self.kind.changed.connect(self._adapt)
        self._adapt()
        self.ready(self.kind)

    def entry(self) -> Property:
        return self.entered()

    def entered(self) -> Property:
        """The property as entered."""
        kind = given(self.kind.value())
        building = kind in (PropertyKind.home, PropertyKind.other_building)
        return Property(
            kind=kind,
            description=self.description.value(),
            area=self.area.value() if building else None,
            value=self.value.value(),
            exempt=self.exempt.isChecked(),
        )

    def wrong(self) -> str:
        if self.exempt.isChecked() and not self.description.value():
            return "勾选了「不计入」，请在说明里写明理由。"
        if self.kind.value() is PropertyKind.savings and self.value.value() is None:
            return "请填写存款及有价证券的金额。"
        return ""

    def _adapt(self) -> None:
        kind = self.kind.value()
        self.grid.show_field(self.area, kind in (PropertyKind.home, PropertyKind.other_building))
        self.description.setPlaceholderText(
            {
                PropertyKind.home: "如：自有，幸福小区 3 栋 502",
                PropertyKind.other_building: "如：沿街店铺一间",
                PropertyKind.vehicle: "如：五菱面包车，2015 年",
                PropertyKind.savings: "如：全家银行存款合计",
                PropertyKind.business: "如：小卖部，夫妻经营，无雇工",
            }.get(kind or PropertyKind.home, "")
        )
