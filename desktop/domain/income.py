"""Household income per head and month (家庭人均月收入), gross and net, with the sum spelled out.

General formula of the union texts: (12 months' income − rigid spending of the same time) ÷ people ÷ 12.
The plain form of schools and older union sheets leaves the deduction out; both figures are kept.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop.domain.days import day_words
from desktop.domain.household import ExpenseKind, Household, IncomeKind, Period, Topic
from desktop.domain.words import word

MONTHS = 12
CENT = Decimal("0.01")

_GONE = "当日不是家庭成员，不计"
EXEMPT = frozenset({IncomeKind.basic_pension, IncomeKind.honour})
"""Incomes not counted: 基础养老金, 优抚待遇和奖励. A scheme may name others."""


@dataclass(frozen=True, kw_only=True)
class IncomeRule:
    """How one scheme counts income: over how many months, what is left out, what is taken off."""

    window: int = MONTHS
    exempt: frozenset[IncomeKind] = EXEMPT
    deduct: frozenset[ExpenseKind] = frozenset()
    """Rigid spending that is taken off; empty: nothing is."""
    never: frozenset[ExpenseKind] = frozenset()
    """Spending the plan says is never taken off."""
    source: str = ""


@dataclass(frozen=True)
class IncomeSheet:
    """A household's income arithmetic for the 12 months before a day, in yuan. None means unknown."""

    people: int
    yearly_income: Decimal | None
    rigid_yearly_spending: Decimal | None
    lines: tuple[str, ...]
    """Each entry that went into the sums, spelled out."""
    left_out: tuple[str, ...]
    """Entries that did not count, with the reason."""

    @property
    def income_per_head(self) -> Decimal | None:
        """Gross income per head and month, unrounded."""
        if self.yearly_income is None:
            return None
        return self.yearly_income / self.people / MONTHS

    @property
    def yearly_net_income(self) -> Decimal | None:
        """Income after rigid spending; not below 0."""
        if self.yearly_income is None or self.rigid_yearly_spending is None:
            return None
        return max(self.yearly_income - self.rigid_yearly_spending, Decimal(0))

    @property
    def net_income_per_head(self) -> Decimal | None:
        """Income per head and month after rigid spending, unrounded; not below 0."""
        net = self.yearly_net_income
        return None if net is None else net / self.people / MONTHS

    @property
    def gross_sum(self) -> str:
        """The gross figure as a sum to be read aloud."""
        if self.income_per_head is None:
            return "还没有登记收入，暂不能计算。确实没有收入的，请登记一条「无收入」。"
        return (
            f"人均月收入 = 全年收入 {yuan(self.yearly_income)} ÷ {self.people} 人 ÷ 12 个月"
            f" = {yuan(self.income_per_head)} 元"
        )

    @property
    def net_sum(self) -> str:
        """The net figure as a sum to be read aloud."""
        if self.yearly_income is None:
            return self.gross_sum
        if self.net_income_per_head is None:
            return "还没有登记刚性支出，暂不能计算净收入。确实没有的，请勾选「已核实，没有刚性支出」。"
        floor = "，不足部分按 0 计" if (self.rigid_yearly_spending or 0) > self.yearly_income else ""
        return (
            f"人均月净收入 = （全年收入 {yuan(self.yearly_income)} − 刚性支出 {yuan(self.rigid_yearly_spending)}）"
            f"÷ {self.people} 人 ÷ 12 个月 = {yuan(self.net_income_per_head)} 元{floor}"
        )


def yuan(amount: Decimal | None) -> str:
    """Two decimals, half up; nothing is ever compared in this form."""
    return "—" if amount is None else f"{amount.quantize(CENT, ROUND_HALF_UP):f}"


def counted_sheet(household: Household, on: date, rule: IncomeRule) -> IncomeSheet:
    """The household's income arithmetic as one scheme counts it; its net figures are the counted ones."""
    return income_sheet(household, on, rule.exempt, rule.window, rule.deduct)


def income_sheet(
    household: Household,
    on: date,
    exempt: Iterable[IncomeKind] = EXEMPT,
    months: int = MONTHS,
    deduct: Collection[ExpenseKind] | None = None,
) -> IncomeSheet:
    """The household's income arithmetic over the `months` (12 or 6) that end on the day, stated per year.

    Monthly and yearly entries count as they run; single ones count when they fall inside the window,
    and when they carry no date. `deduct` names the spending that is taken off; None: all of it.
    What somebody earned or spent by the month or year ends with their leaving the household.
    """
    household = household.on(on)
    gone = {m.ordinal for m in household.members if not m.belongs_on(on)}
    skipped = frozenset(exempt)
    since = _months_before(on, months)
    lines: list[str] = []
    left_out: list[str] = []
    income: Decimal | None = None
    for entry in household.incomes:
        name = f"{household.owner_name(entry.whose)} {word(entry.kind)}"
        if entry.kind in skipped:
            left_out.append(f"{name} {yuan(entry.amount)} 元{_per(entry.period)}：不计入家庭收入")
            continue
        if entry.whose in gone and entry.period is not Period.once:
            left_out.append(f"{name} {yuan(entry.amount)} 元{_per(entry.period)}：{_GONE}")
            continue
        if entry.period is Period.once and not _inside(entry.received_on, since, on):
            left_out.append(f"{name} {yuan(entry.amount)} 元：不在{day_words(since)}至{day_words(on)}之内")
            continue
        yearly = _yearly(entry.amount, entry.period, months)
        lines.append(f"{name} {yuan(entry.amount)} 元{_per(entry.period)}，折合全年 {yuan(yearly)} 元")
        income = yearly if income is None else income + yearly
    nothing_off = deduct is not None and not deduct
    spending: Decimal | None = Decimal(0) if nothing_off or household.known(Topic.expenses) else None
    for expense in household.expenses:
        name = f"{household.owner_name(expense.whose)} {word(expense.kind)}支出"
        if deduct is not None and expense.kind not in deduct:
            left_out.append(f"{name}自付 {yuan(expense.self_paid)} 元：按本方案不扣除")
            continue
        if expense.whose in gone and expense.period is not Period.once:
            left_out.append(f"{name}自付 {yuan(expense.self_paid)} 元{_per(expense.period)}：{_GONE}")
            continue
        if expense.period is Period.once and not _inside(expense.paid_on, since, on):
            left_out.append(
                f"{name}自付 {yuan(expense.self_paid)} 元：不在{day_words(since)}至{day_words(on)}之内"
            )
            continue
        yearly = _yearly(expense.self_paid, expense.period, months)
        lines.append(
            f"减：{name}自付 {yuan(expense.self_paid)} 元{_per(expense.period)}，折合全年 {yuan(yearly)} 元"
        )
        spending = (spending or Decimal(0)) + yearly
    return IncomeSheet(max(len(household.counted), 1), income, spending, tuple(lines), tuple(left_out))


def _yearly(amount: Decimal, period: Period, months: int) -> Decimal:
    if period is Period.month:
        return amount * MONTHS
    if period is Period.once and months != MONTHS:
        return amount * MONTHS / months
    return amount


def _per(period: Period) -> str:
    return {Period.month: "/月", Period.year: "/年", Period.once: "（一次）"}[period]


def _inside(day: date | None, since: date, until: date) -> bool:
    return day is None or since < day <= until


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
