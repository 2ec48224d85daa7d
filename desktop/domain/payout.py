"""Handing out (发放): funds by source, batches of lines, signatures and receipts. Amounts in yuan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.verdict import Goods


class Form(StrEnum):
    """In what form a batch is handed out."""

    cash = "cash"
    transfer = "transfer"
    goods = "goods"
    voucher = "voucher"


@dataclass(frozen=True, kw_only=True)
class Fund:
    """Money from one source with its balance."""

    name: str
    source: str
    received: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    opened_on: date | None = None
    remark: str = ""
    id: int | None = None

    @property
    def balance(self) -> Decimal:
        """What may still be handed out."""
        return self.received - self.paid


@dataclass(frozen=True, kw_only=True)
class FundEntry:
    """One movement of a fund; money out is negative. A mistake is reversed, never deleted."""

    fund_id: int
    day: date
    amount: Decimal
    reason: str
    batch_number: str = ""
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PayoutLine:
    """One receiver's line of a batch: what is handed over, and who signed for it."""

    application_id: int
    household_id: int
    receiver: str
    id_number: str = ""
    address: str = ""
    phone: str = ""
    bank: str = ""
    card_number: str = ""
    amount: Decimal = Decimal(0)
    """Cash or transfer in yuan; 0 for goods."""
    goods: tuple[Goods, ...] = ()
    receipt_number: str = ""
    signed_on: date | None = None
    proxy_name: str = ""
    proxy_relation: str = ""
    proxy_reason: str = ""
    id: int | None = None

    @property
    def goods_value(self) -> Decimal:
        """What the goods of the line are worth together."""
        return sum((g.value for g in self.goods if g.value is not None), Decimal(0))

    @property
    def total(self) -> Decimal:
        """Money and worth of goods together."""
        return self.amount + self.goods_value


@dataclass(frozen=True, kw_only=True)
class Batch:
    """One handing out: from one fund, in one form, a line for each receiver."""

    title: str
    fund_id: int
    fund_name: str
    fund_source: str
    form: Form
    day: date
    place: str = ""
    number: str = ""
    lines: tuple[PayoutLine, ...] = ()
    closed_on: date | None = None
    cancelled_on: date | None = None
    cancel_reason: str = ""
    id: int | None = None

    @property
    def total(self) -> Decimal:
        """What the whole batch takes from its fund."""
        return sum((line.total for line in self.lines), Decimal(0))

    @property
    def unsigned(self) -> int:
        """How many lines nobody has signed for yet."""
        return sum(1 for line in self.lines if line.signed_on is None)
