"""The money of a roster's row: everyone's income, and whether the sums the office wrote down come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from desktop.casework.roster_rows import SheetRow
from desktop.domain.household import Income, IncomeKind, Period
from desktop.domain.income import MONTHS, yuan
from desktop.domain.person import EmploymentState, Member
from desktop.domain.sheet_heading import Column, Layout

_PENSIONED = (EmploymentState.retired, EmploymentState.veteran_retired)
_ROUNDING = Decimal(1)
"""Rosters round the income per head to whole yuan."""


def incomes_of(row: SheetRow, slots: Mapping[int, Member], layout: Layout) -> list[Income]:
    """Everyone's income, and what the yearly total holds beyond it."""
    head = row.values[0]
    incomes: list[Income] = []
    for slot, member in slots.items():
        amount: Decimal | None = row.values[slot].get("monthly_income")
        if amount is None:
            continue
        kind = IncomeKind.pension if member.employment in _PENSIONED else IncomeKind.wage
        incomes.append(Income(kind=kind if amount else IncomeKind.none, amount=amount, whose=member.ordinal))
    other: Decimal | None = head.get("other_income")
    if other:
        incomes.append(
            Income(
                kind=IncomeKind.other,
                amount=other,
                period=Period.year,
                remark="名册「家庭其他非薪资年收入」",
            )
        )
    key = "yearly_income" if "yearly_income" in head else "family_income"
    total: Decimal | None = head.get(key)
    if total is not None and not row.has_amount_error():
        _add_undivided(row, row.columns[0, key], total, incomes, layout)
    return incomes


def _add_undivided(
    row: SheetRow, column: Column, total: Decimal, incomes: list[Income], layout: Layout
) -> None:
    items = _yearly(incomes)
    if not incomes and not total:
        incomes.append(Income(kind=IncomeKind.none, amount=total, period=Period.year))
    elif not incomes:
        incomes.append(
            Income(
                kind=IncomeKind.undivided,
                amount=total,
                period=Period.year,
                remark=f"名册「{column.label}」{yuan(total)} 元，没有分项",
            )
        )
        if layout is Layout.union:
            row.warn(
                column, f"只有合计 {yuan(total)} 元，没有各人的收入，全部记为「未分项收入」，请入户核对。"
            )
    elif total > items:
        beyond = total - items
        said = (
            f"名册「{column.label}」{yuan(total)} 元，各项合计全年 {yuan(items)} 元，多出 {yuan(beyond)} 元"
        )
        incomes.append(Income(kind=IncomeKind.undivided, amount=beyond, period=Period.year, remark=said))
        row.warn(column, f"{said}，记为「未分项收入」，请入户核对来源。")
    elif total < items:
        row.warn(
            column,
            f"写的是 {yuan(total)} 元，少于各项合计全年 {yuan(items)} 元，相差 {yuan(items - total)} 元。"
            "已按各项登记，请核对。",
        )


def compare_sums(row: SheetRow, members: Sequence[Member], incomes: Sequence[Income], layout: Layout) -> None:
    """Says where the stated number of people or income per head does not agree with the row itself."""
    head = row.values[0]
    stated: int | None = head.get("people")
    if (
        layout is Layout.students and len(members) == 1
    ):  # a school lists the student alone, and counts the family
        if stated not in (None, 1):
            row.remark(0, row.columns[0, "people"], f"{stated} 人")
    elif stated is not None and stated != len(members) and not row.has_lost_member():
        column = row.columns[0, "people"]
        if layout is Layout.county and stated > len(members):
            said = f"写的是 {stated} 人，名册里只有本人。请补登其他 {stated - 1} 位成员，否则人均收入按 {len(members)} 人计算。"
        else:
            said = f"写的是 {stated} 人，名册列出的有 {len(members)} 人（含本人）。已按列出的登记，请核对。"
        row.warn(column, said)
        row.remark(0, column, f"{stated}（名册列出 {len(members)} 人）")
    average: Decimal | None = head.get("per_head")
    if average is None or not incomes or row.has_amount_error():
        return
    total = _yearly(incomes)
    own = total / len(members) / MONTHS
    by_stated = total / stated / MONTHS if stated else own
    if abs(average - own) > _ROUNDING and abs(average - by_stated) > _ROUNDING:
        row.warn(
            row.columns[0, "per_head"],
            f"写的是 {yuan(average)} 元，按登记的收入应为 {yuan(total)} ÷ {len(members)} 人 ÷ 12 = {yuan(own)} 元，请核对。",
        )


def _yearly(incomes: Iterable[Income]) -> Decimal:
    total = Decimal(0)
    for income in incomes:
        total += income.amount * MONTHS if income.period is Period.month else income.amount
    return total
