"""The tabs of money: 收入, 刚性支出, 财产, 欠债."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.household import (
    WHOLE_HOUSEHOLD,
    Debt,
    Expense,
    Income,
    Property,
    PropertyKind,
    Topic,
)
from desktop.domain.income import yuan
from desktop.domain.masking import Sensitive, mask_words
from desktop.domain.words import word
from desktop.ui.fields.covered import Curtain, Lid
from desktop.ui.fields.panels import Words
from desktop.ui.models.columns import Column
from desktop.ui.pages.household.draft import Draft
from desktop.ui.pages.household.money_entries import (
    DebtDialog,
    ExpenseDialog,
    IncomeDialog,
    PropertyDialog,
)
from desktop.ui.pages.household.sections import (
    Part,
    Section,
    SumCard,
    VerifiedNone,
    day_text,
    known_state,
)


class IncomesPart(Part):
    """收入."""

    def __init__(self, draft: Draft, today: date, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self._today = today

    def build(self) -> None:
        draft, today = self.draft, self._today
        columns: list[Column[Income]] = [
            Column(title="谁的", text=lambda x: draft.household.owner_name(x.whose), width=150, stretch=True),
            Column(title="种类", text=lambda x: word(x.kind), width=190),
            Column(title="金额（元）", text=lambda x: yuan(x.amount), width=120, right=True),
            Column(title="周期", text=lambda x: word(x.period), width=70),
            Column(title="收到日期", text=lambda x: day_text(x.received_on), width=112),
            Column(title="备注", text=lambda x: x.remark, width=150, stretch=True),
        ]
        self.section = Section(
            draft,
            "收入",
            columns,
            lambda h: h.incomes,
            lambda h, lines: replace(h, incomes=lines),
            lambda income: IncomeDialog(draft.household, income, today, self),
        )
        self.sums = SumCard(draft, today)
        self.add(self.section)
        self.add(Words("确实没有收入的，也请登记一条「无收入」，否则算作不清楚。", "faint"))
        self.add(self.sums)
        self.column.addStretch(1)

    def edit(self) -> None:
        self.section.edit()

    def state(self) -> str:
        return str(len(self.draft.household.incomes) or "？")


class ExpensesPart(Part):
    """刚性支出."""

    def __init__(self, draft: Draft, today: date, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self._today = today

    def build(self) -> None:
        draft, today = self.draft, self._today
        columns: list[Column[Expense]] = [
            Column(title="谁的", text=lambda x: draft.household.owner_name(x.whose), width=140, stretch=True),
            Column(title="种类", text=lambda x: word(x.kind), width=110),
            Column(title="总金额（元）", text=lambda x: yuan(x.amount), width=120, right=True),
            Column(title="已报销", text=lambda x: yuan(x.reimbursed), width=110, right=True),
            Column(title="自付", text=lambda x: yuan(x.self_paid), width=110, right=True),
            Column(title="周期", text=lambda x: word(x.period), width=64),
            Column(title="日期", text=lambda x: day_text(x.paid_on), width=108),
            Column(title="备注", text=lambda x: x.remark, width=110, stretch=True),
        ]
        self.section = Section(
            draft,
            "支出",
            columns,
            lambda h: h.expenses,
            lambda h, lines: replace(h, expenses=lines),
            lambda expense: ExpenseDialog(draft.household, expense, today, self),
        )
        self.none = VerifiedNone(draft, Topic.expenses)
        self.sums = SumCard(draft, today)
        self.add(self.section)
        self.add(self.none)
        self.add(self.sums)
        self.column.addStretch(1)

    def edit(self) -> None:
        self.section.edit()

    def state(self) -> str:
        return known_state(self.draft.household, Topic.expenses, len(self.draft.household.expenses))


class PropertiesPart(Part):
    """财产: homes, vehicles, savings, businesses in one table, and a tick for each that was checked and is none."""

    TOPICS = (Topic.homes, Topic.vehicles, Topic.savings, Topic.business)

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)

    def build(self) -> None:
        draft = self.draft
        columns: list[Column[Property]] = [
            Column(title="种类", text=lambda x: word(x.kind), width=220),
            Column(title="说明", text=lambda x: x.description, width=200, stretch=True),
            Column(
                title="面积（㎡）",
                text=lambda x: "" if x.area is None else f"{x.area:f}",
                width=100,
                right=True,
            ),
            Column(
                title="金额（元）",
                text=lambda x: "" if x.value is None else yuan(x.value),
                width=130,
                right=True,
            ),
            Column(title="是否计入", text=lambda x: "不计入" if x.exempt else "计入", width=90),
        ]
        self.section = Section(
            draft,
            "财产",
            columns,
            lambda h: h.properties,
            lambda h, lines: replace(h, properties=lines),
            lambda prop: PropertyDialog(prop, self._next_kind(), self),
        )
        self.add(self.section)
        self.none = {topic: VerifiedNone(draft, topic) for topic in self.TOPICS}
        for pair in (self.TOPICS[:2], self.TOPICS[2:]):
            row = QHBoxLayout()
            for topic in pair:
                row.addWidget(self.none[topic], 1)
            self.add(row)
        self.column.addStretch(1)

    def edit(self) -> None:
        self.section.edit()

    def state(self) -> str:
        household = self.draft.household
        asked = sum(household.known(topic) for topic in self.TOPICS)
        return "✔" if asked == len(self.TOPICS) else "？" if asked == 0 else f"{asked}/{len(self.TOPICS)}"

    def _next_kind(self) -> PropertyKind:
        kinds = (PropertyKind.home, PropertyKind.vehicle, PropertyKind.savings, PropertyKind.business)
        unknown = (k for k, t in zip(kinds, self.TOPICS, strict=True) if not self.draft.household.known(t))
        return next(unknown, PropertyKind.home)


class DebtsPart(Part):
    """欠债."""

    def __init__(self, draft: Draft, today: date, curtain: Curtain, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self._today = today
        self._curtain = curtain

    def build(self) -> None:
        draft, today, curtain = self.draft, self._today, self._curtain
        self.lid = lid = Lid(curtain, Sensitive.debt, lambda: WHOLE_HOUSEHOLD, self)
        columns: list[Column[Debt]] = [
            Column(
                title="谁欠的", text=lambda x: draft.household.owner_name(x.whose), width=140, stretch=True
            ),
            Column(title="原因", text=lambda x: word(x.kind), width=110),
            Column(title="尚欠（元）", text=lambda x: yuan(x.amount), width=130, right=True),
            Column(
                title="欠谁的",
                text=lambda x: mask_words(x.creditor) if lid.shut else x.creditor,
                width=150,
                stretch=True,
            ),
            Column(title="何时借的", text=lambda x: day_text(x.since), width=112),
            Column(
                title="备注",
                text=lambda x: mask_words(x.remark) if lid.shut else x.remark,
                width=130,
                stretch=True,
            ),
        ]
        self.section = Section(
            draft,
            "欠债",
            columns,
            lambda h: h.debts,
            lambda h, lines: replace(h, debts=lines),
            lambda debt: DebtDialog(draft.household, debt, today, curtain, self),
            lid=lid,
        )
        self.none = VerifiedNone(draft, Topic.debts)
        self.total = Words("", "faint")
        self.add(self.section)
        self.add(self.none)
        self.add(self.total)
        self.column.addStretch(1)
        draft.changed.connect(self._show_total)
        self._show_total()

    def edit(self) -> None:
        self.section.edit()

    def state(self) -> str:
        return known_state(self.draft.household, Topic.debts, len(self.draft.household.debts))

    def _show_total(self) -> None:
        owed = sum((d.amount for d in self.draft.household.debts), Decimal(0))
        self.total.setText(
            f"尚欠合计 {yuan(owed)} 元。欠债不从收入里扣。" if owed else "欠债不从收入里扣，方案要看时另列。"
        )
