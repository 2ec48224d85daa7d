"""What a household has, spends and owes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Boolean, Date
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.household import DebtKind, ExpenseKind, IncomeKind, Period, PropertyKind
from desktop.store.columns import Hundredths, Word
from desktop.store.rows.base import Row, free_text, household_key


class IncomeRow(Row):
    __tablename__ = "income"
    household_id: Mapped[int] = household_key(primary=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[IncomeKind] = mapped_column(Word(IncomeKind))
    amount: Mapped[Decimal] = mapped_column(Hundredths)
    whose: Mapped[int]
    period: Mapped[Period] = mapped_column(Word(Period))
    received_on: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str] = free_text()


class ExpenseRow(Row):
    __tablename__ = "expense"
    household_id: Mapped[int] = household_key(primary=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[ExpenseKind] = mapped_column(Word(ExpenseKind))
    amount: Mapped[Decimal] = mapped_column(Hundredths)
    reimbursed: Mapped[Decimal] = mapped_column(Hundredths)
    whose: Mapped[int]
    period: Mapped[Period] = mapped_column(Word(Period))
    paid_on: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str] = free_text()


class PropertyRow(Row):
    __tablename__ = "property"
    household_id: Mapped[int] = household_key(primary=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[PropertyKind] = mapped_column(Word(PropertyKind))
    description: Mapped[str] = free_text()
    area: Mapped[Decimal | None] = mapped_column(Hundredths)
    value: Mapped[Decimal | None] = mapped_column(Hundredths)
    exempt: Mapped[bool] = mapped_column(Boolean)


class DebtRow(Row):
    __tablename__ = "debt"
    household_id: Mapped[int] = household_key(primary=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[DebtKind] = mapped_column(Word(DebtKind))
    amount: Mapped[Decimal] = mapped_column(Hundredths)
    whose: Mapped[int]
    creditor: Mapped[str] = free_text()
    since: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str] = free_text()
