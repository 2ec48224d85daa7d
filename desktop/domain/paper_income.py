"""Income as a paper archive states it (本人月平均收入、成员月收入、家庭其他非薪资年收入): one figure, without its kind."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from desktop.domain.household import WHOLE_HOUSEHOLD, Household, Income, IncomeKind, Period
from desktop.domain.person import EmploymentState, Member

_BY_STATE = {
    EmploymentState.at_work: IncomeKind.wage,
    EmploymentState.sick_leave: IncomeKind.wage,
    EmploymentState.early_retired: IncomeKind.wage,
    EmploymentState.migrant_worker: IncomeKind.wage,
    EmploymentState.retired: IncomeKind.pension,
    EmploymentState.veteran_retired: IncomeKind.pension,
}
"""What one's income is, where the paper does not say; of anybody else it is 未分项收入."""


def monthly(household: Household, whose: int) -> Decimal | None:
    """What that member earns a month, where one monthly figure is all that is on file."""
    one = _one(household, whose, Period.month)
    return None if one is None else one.amount


def other_yearly(household: Household) -> Decimal | None:
    """What the household has besides in a year, where one yearly figure is all that is on file."""
    one = _one(household, WHOLE_HOUSEHOLD, Period.year)
    return None if one is None else one.amount


def itemised(household: Household, whose: int, period: Period = Period.month) -> bool:
    """Whether more than that one figure is on file, so that it can only be changed entry by entry."""
    return any(i.whose == whose for i in household.incomes) and _one(household, whose, period) is None


def with_monthly(household: Household, member: Member, amount: Decimal | None) -> Household:
    """The household with that as the member's monthly income; None takes it off, 0 is checked and nothing earned."""
    kind = _BY_STATE.get(member.employment, IncomeKind.undivided) if member.employment else None
    return _with(household, member.ordinal, Period.month, amount, kind or IncomeKind.undivided)


def with_other_yearly(household: Household, amount: Decimal | None) -> Household:
    """The household with that as its other yearly income."""
    return _with(household, WHOLE_HOUSEHOLD, Period.year, amount, IncomeKind.undivided)


def _one(household: Household, whose: int, period: Period) -> Income | None:
    mine = [i for i in household.incomes if i.whose == whose]
    return mine[0] if len(mine) == 1 and mine[0].period is period else None


def _with(
    household: Household, whose: int, period: Period, amount: Decimal | None, kind: IncomeKind
) -> Household:
    if itemised(household, whose, period):
        return household
    known = _one(household, whose, period)
    if amount is None:
        return replace(household, incomes=tuple(i for i in household.incomes if i is not known))
    told = known.kind if known is not None and known.kind is not IncomeKind.none else kind
    entry = replace(
        known or Income(kind=told, amount=amount, whose=whose, period=period),
        kind=told if amount else IncomeKind.none,
        amount=amount,
    )
    if known is None:
        return replace(household, incomes=(*household.incomes, entry))
    return replace(household, incomes=tuple(entry if i is known else i for i in household.incomes))
