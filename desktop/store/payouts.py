"""Funds, their movements, and what was handed out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, insert, select, update

from desktop.domain.payout import Batch, Fund, FundEntry, PayoutLine
from desktop.domain.verdict import Goods
from desktop.store import numbers, snapshots, trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.payouts import BatchRow, FundEntryRow, FundRow, PayoutLineRow

FUND, BATCH, LINE = "fund", "batch", "payout_line"
_GOODS = tuple[Goods, ...]
_FUND = "name source opened_on remark".split()
_BATCH = "title fund_id form day place closed_on cancelled_on cancel_reason".split()
_LINE = (
    "application_id household_id receiver id_number address phone bank card_number amount receipt_number "
    "signed_on proxy_name proxy_relation proxy_reason"
).split()


def put_fund(session: Session, fund: Fund) -> int:
    """Keeps a fund, new or changed; gives its id."""
    row = FundRow() if fund.id is None else _fund_row(session, fund.id)
    before = None if fund.id is None else _plain_fund(row)
    for name in _FUND:
        setattr(row, name, getattr(fund, name))
    session.add(row)
    session.flush()
    trail.note(session, FUND, row.id, fund.name, before, _plain_fund(fund))
    return row.id


def fund_named(session: Session, name: str) -> int | None:
    """The fund of that name, if there is one."""
    return session.scalar(select(FundRow.id).where(FundRow.name == name))


def funds(session: Session) -> list[Fund]:
    """All funds with what came in and what went out."""
    sums: dict[int, tuple[Decimal, Decimal]] = {}
    for entry in session.scalars(select(FundEntryRow)):
        received, paid = sums.get(entry.fund_id, (Decimal(0), Decimal(0)))
        if entry.batch_id is None:
            received += entry.amount
        else:
            paid -= entry.amount
        sums[entry.fund_id] = (received, paid)
    return [
        Fund(
            id=row.id,
            received=sums.get(row.id, (Decimal(0), Decimal(0)))[0],
            paid=sums.get(row.id, (Decimal(0), Decimal(0)))[1],
            **{name: getattr(row, name) for name in _FUND},
        )
        for row in session.scalars(select(FundRow).order_by(FundRow.id))
    ]


def fund(session: Session, fund_id: int) -> Fund:
    """One fund with its balance. Raises MissingError."""
    found = next((f for f in funds(session) if f.id == fund_id), None)
    if found is None:
        raise MissingError("这笔资金")
    return found


def _fund_row(session: Session, fund_id: int) -> FundRow:
    row = session.get(FundRow, fund_id)
    if row is None:
        raise MissingError("这笔资金")
    return row


def _plain_fund(fund: Fund | FundRow) -> dict[str, str]:
    return {name: str(getattr(fund, name) or "") for name in _FUND}


def put_entry(
    session: Session, fund_id: int, day: date, amount: Decimal, reason: str, batch_id: int | None
) -> None:
    """Books one movement; money out is negative."""
    row = FundEntryRow(fund_id=fund_id, day=day, amount=amount, reason=reason, batch_id=batch_id)
    session.add(row)
    session.flush()
    told = {"day": day.isoformat(), "amount": f"{amount:f}", "reason": reason}
    trail.note(session, FUND, fund_id, _fund_row(session, fund_id).name, None, told)


def entries(session: Session, fund_id: int) -> list[FundEntry]:
    """All movements of a fund in order."""
    rows = session.execute(
        select(FundEntryRow, BatchRow.number)
        .outerjoin(BatchRow, BatchRow.id == FundEntryRow.batch_id)
        .where(FundEntryRow.fund_id == fund_id)
        .order_by(FundEntryRow.id)
    )
    return [
        FundEntry(
            id=r.id, fund_id=r.fund_id, day=r.day, amount=r.amount, reason=r.reason, batch_number=number or ""
        )
        for r, number in rows
    ]


def put_batch(session: Session, batch: Batch) -> Batch:
    """Keeps a new batch with its lines; numbers it and its receipts."""
    number = numbers.next_numbers(session, numbers.BATCH, batch.day.year)[0]
    row = BatchRow(number=number, **{name: getattr(batch, name) for name in _BATCH})
    session.add(row)
    session.flush()
    given = numbers.next_numbers(session, numbers.RECEIPT, batch.day.year, len(batch.lines))
    session.execute(
        insert(PayoutLineRow),
        [
            {
                **{name: getattr(line, name) for name in _LINE},
                "batch_id": row.id,
                "receipt_number": receipt,
                "goods": snapshots.plain(line.goods, _GOODS),
            }
            for line, receipt in zip(batch.lines, given, strict=True)
        ],
    )
    kept = get_batch(session, row.id)
    trail.note(session, BATCH, kept.id, _called(kept), None, kept)
    return kept


def get_batch(session: Session, batch_id: int) -> Batch:
    """A batch with its lines. Raises MissingError."""
    row = session.get(BatchRow, batch_id)
    if row is None:
        raise MissingError("这次发放")
    lines = session.scalars(
        select(PayoutLineRow).where(PayoutLineRow.batch_id == batch_id).order_by(PayoutLineRow.id)
    )
    return replace(_batch(session, row), lines=tuple(_line(r) for r in lines))


def batches(session: Session) -> list[Batch]:
    """All batches, the latest first, without their lines."""
    return [_batch(session, r) for r in session.scalars(select(BatchRow).order_by(BatchRow.id.desc()))]


def signatures(session: Session) -> dict[int, tuple[int, int]]:
    """How many lines each batch has, and how many are signed."""
    rows = session.execute(
        select(PayoutLineRow.batch_id, func.count(), func.count(PayoutLineRow.signed_on)).group_by(
            PayoutLineRow.batch_id
        )
    )
    return {batch_id: (lines, signed) for batch_id, lines, signed in rows}


def change_batch(session: Session, batch_id: int, **values: Any) -> None:
    """Marks a batch closed or cancelled."""
    before = get_batch(session, batch_id)
    session.execute(update(BatchRow).where(BatchRow.id == batch_id).values(**values))
    told = {name: str(getattr(before, name) or "") for name in values}
    trail.note(session, BATCH, batch_id, _called(before), told, {k: str(v or "") for k, v in values.items()})


def batch_of_line(session: Session, line_id: int) -> Batch:
    """The batch a line stands on. Raises MissingError."""
    found = session.scalar(select(PayoutLineRow.batch_id).where(PayoutLineRow.id == line_id))
    if found is None:
        raise MissingError("这一行发放记录")
    return get_batch(session, found)


def batch_of_case(session: Session, application_id: int) -> int | None:
    """The latest batch that was not cancelled on which an application stands."""
    return session.scalar(
        select(PayoutLineRow.batch_id)
        .join(BatchRow, BatchRow.id == PayoutLineRow.batch_id)
        .where(PayoutLineRow.application_id == application_id, BatchRow.cancelled_on.is_(None))
        .order_by(PayoutLineRow.id.desc())
        .limit(1)
    )


def lines_of_case(session: Session, application_id: int) -> list[int]:
    """All payout lines of an application."""
    return list(
        session.scalars(select(PayoutLineRow.id).where(PayoutLineRow.application_id == application_id))
    )


def sign_unsigned(session: Session, batch: Batch, signed_on: date) -> None:
    """Ticks off all lines of a batch that nobody signed yet; the batch as it stands on file."""
    for line in batch.lines:
        if line.signed_on is None:
            told = {"signed_on": signed_on.isoformat()}
            trail.note(session, LINE, line.id, f"{batch.number} {line.receiver}", None, told)
    session.execute(
        update(PayoutLineRow)
        .where(PayoutLineRow.batch_id == batch.id, PayoutLineRow.signed_on.is_(None))
        .values(signed_on=signed_on)
    )


def sign(
    session: Session,
    batch: Batch,
    line_id: int,
    signed_on: date | None,
    name: str = "",
    relation: str = "",
    reason: str = "",
) -> None:
    """Ticks a line of a batch off as signed, or takes the tick away; the batch as it stands on file."""
    line = next(x for x in batch.lines if x.id == line_id)
    names = ("signed_on", "proxy_name", "proxy_relation", "proxy_reason")
    values = (signed_on, name, relation, reason)
    trail.note(
        session,
        LINE,
        line_id,
        f"{batch.number} {line.receiver}",
        {n: str(getattr(line, n) or "") for n in names},
        {n: str(v or "") for n, v in zip(names, values, strict=True)},
    )
    session.execute(
        update(PayoutLineRow)
        .where(PayoutLineRow.id == line_id)
        .values(signed_on=signed_on, proxy_name=name, proxy_relation=relation, proxy_reason=reason)
    )


def _called(batch: Batch) -> str:
    return f"{batch.number} {batch.title}"


def _batch(session: Session, row: BatchRow) -> Batch:
    fund_row = session.get(FundRow, row.fund_id)
    return Batch(
        id=row.id,
        number=row.number,
        fund_name=fund_row.name if fund_row else "",
        fund_source=fund_row.source if fund_row else "",
        **{name: getattr(row, name) for name in _BATCH},
    )


def _line(row: PayoutLineRow) -> PayoutLine:
    return PayoutLine(
        id=row.id, goods=snapshots.made(_GOODS, row.goods), **{name: getattr(row, name) for name in _LINE}
    )
