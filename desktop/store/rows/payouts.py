"""Funds, what moved in them, and what was handed out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.payout import Form
from desktop.store.columns import Hundredths, Json, Word
from desktop.store.rows.base import Row, free_text, household_key, row_id


class FundRow(Row):
    __tablename__ = "fund"
    id: Mapped[int] = row_id()
    name: Mapped[str] = mapped_column(String(200), unique=True)
    source: Mapped[str] = mapped_column(String(100))
    opened_on: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str] = free_text()


class BatchRow(Row):
    __tablename__ = "batch"
    id: Mapped[int] = row_id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"), index=True)
    form: Mapped[Form] = mapped_column(Word(Form))
    day: Mapped[date] = mapped_column("handed_on", Date)
    place: Mapped[str] = free_text()
    closed_on: Mapped[date | None] = mapped_column(Date)
    cancelled_on: Mapped[date | None] = mapped_column(Date)
    cancel_reason: Mapped[str] = free_text()


class FundEntryRow(Row):
    """One movement of a fund. Money out is negative; a mistake gets a second entry, never an eraser."""

    __tablename__ = "fund_entry"
    id: Mapped[int] = row_id()
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"), index=True)
    day: Mapped[date] = mapped_column("moved_on", Date)
    amount: Mapped[Decimal] = mapped_column(Hundredths)
    reason: Mapped[str] = free_text()
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"), index=True)


class PayoutLineRow(Row):
    __tablename__ = "payout_line"
    id: Mapped[int] = row_id()
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    household_id: Mapped[int] = household_key()
    receiver: Mapped[str] = mapped_column(String(100))
    id_number: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = free_text()
    phone: Mapped[str] = mapped_column(String(40))
    bank: Mapped[str] = free_text()
    card_number: Mapped[str] = mapped_column(String(40))
    amount: Mapped[Decimal] = mapped_column(Hundredths)
    goods: Mapped[Any] = mapped_column(Json)
    receipt_number: Mapped[str] = mapped_column(String(40), unique=True)
    signed_on: Mapped[date | None] = mapped_column(Date)
    proxy_name: Mapped[str] = free_text()
    proxy_relation: Mapped[str] = free_text()
    proxy_reason: Mapped[str] = free_text()
