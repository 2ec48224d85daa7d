"""What is still to be handed out (待发放): approved or given at once, less what stands on batches that hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import and_, case, func, or_, select

from desktop.domain.application import ApplicationLine, State
from desktop.domain.verdict import Goods
from desktop.store import cases, snapshots
from desktop.store.database import Session
from desktop.store.pieces import pieces
from desktop.store.rows.cases import ApplicationRow
from desktop.store.rows.payouts import BatchRow, PayoutLineRow

_GOODS = tuple[Goods, ...]
_NOTHING: list[Goods] = []


def awaiting_payout(session: Session, household_id: int | None = None) -> list[ApplicationLine]:
    """Applications with money or goods on no batch yet, or only on cancelled ones; each line shows what is left.

    First aid is there before the decision; after it only the rest is. Of one household only, where it is named.
    """
    lines = (
        select(
            PayoutLineRow.application_id.label("application"),
            func.sum(PayoutLineRow.amount).label("money"),
            func.sum(case((PayoutLineRow.goods != _NOTHING, 1), else_=0)).label("goods"),
        )
        .join(BatchRow, BatchRow.id == PayoutLineRow.batch_id)
        .where(BatchRow.cancelled_on.is_(None))
        .group_by(PayoutLineRow.application_id)
        .subquery()
    )
    whose = [] if household_id is None else [ApplicationRow.household_id == household_id]
    money = ApplicationRow.approved_amount > func.coalesce(lines.c.money, Decimal(0))
    goods = and_(ApplicationRow.approved_goods != _NOTHING, func.coalesce(lines.c.goods, 0) == 0)
    aided = ApplicationRow.aided_on.is_not(None)
    decided = and_(ApplicationRow.state == State.approved, or_(money, goods, aided))
    before = and_(ApplicationRow.state.in_([State.open, State.returned]), aided)
    rows = session.scalars(
        select(ApplicationRow)
        .outerjoin(lines, lines.c.application == ApplicationRow.id)
        .where(or_(decided, before), *whose)
        .order_by(ApplicationRow.number)
    ).all()
    given = _given(session, [row.id for row in rows])
    found = [_left(row, *given.get(row.id, (Decimal(0), ()))) for row in rows]
    return [line for line in found if line.amount or line.goods]


def _left(row: ApplicationRow, money: Decimal, goods: tuple[Goods, ...]) -> ApplicationLine:
    if row.state is State.approved:
        due, things = row.approved_amount, snapshots.made(_GOODS, row.approved_goods)
    else:
        aid = cases.first_aid(row)
        due, things = (aid.amount, aid.goods) if aid else (None, ())
    rest = (due or Decimal(0)) - money
    return replace(cases.line_of(row), amount=rest if rest > 0 else None, goods=_without(things, goods))


def _given(session: Session, application_ids: list[int]) -> dict[int, tuple[Decimal, tuple[Goods, ...]]]:
    found: dict[int, tuple[Decimal, tuple[Goods, ...]]] = {}
    for ids in pieces(application_ids):
        for application_id, amount, goods in session.execute(
            select(PayoutLineRow.application_id, PayoutLineRow.amount, PayoutLineRow.goods)
            .join(BatchRow, BatchRow.id == PayoutLineRow.batch_id)
            .where(BatchRow.cancelled_on.is_(None), PayoutLineRow.application_id.in_(ids))
        ):
            money, things = found.get(application_id, (Decimal(0), ()))
            found[application_id] = money + amount, (*things, *snapshots.made(_GOODS, goods))
    return found


def _without(goods: Iterable[Goods], given: Iterable[Goods]) -> tuple[Goods, ...]:
    """The goods less those handed out, by name and unit; the worth of a part goes with its count."""
    handed: dict[tuple[str, str], Decimal] = {}
    for one in given:
        key = one.name, one.unit
        handed[key] = handed.get(key, Decimal(0)) + one.count
    left: list[Goods] = []
    for one in goods:
        key = one.name, one.unit
        taken = min(one.count, handed.get(key, Decimal(0)))
        handed[key] = handed.get(key, Decimal(0)) - taken
        if taken == 0:
            left.append(one)
        elif taken < one.count:
            rest = one.count - taken
            worth = None if one.value is None else (one.value * rest / one.count).quantize(Decimal("0.01"))
            left.append(replace(one, count=rest, value=worth))
    return tuple(left)
