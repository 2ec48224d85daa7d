"""What a changed figure does to a roster (改一个数的影响): who enters, who leaves, whose sum changes, what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from desktop.domain.amounts import Total
from desktop.domain.census import NOTHING, Standing
from desktop.domain.columns import Codes
from desktop.domain.money import figures
from desktop.domain.months import Month
from desktop.domain.verdict import Outcome

YEAR = 12
"""Over how many months help by the month is added up."""
HUNDRED = 100


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a roster costs under one set of figures, in yuan."""

    eligible: int
    ineligible: int
    incomplete: int
    once: Decimal
    """All single sums together."""
    monthly: Decimal
    """All sums by the month together, for one month."""
    year: Decimal
    """Single sums, and those by the month for the months due within a year."""
    goods: Decimal
    """What the goods are worth, where the plan says it."""
    open: int
    """How many qualify whose sum is left to a person, or hangs on what nobody knows."""

    @property
    def together(self) -> Decimal:
        """Money and goods of a year."""
        return self.year + self.goods

    @property
    def households(self) -> int:
        """All that were tried."""
        return self.eligible + self.ineligible + self.incomplete


@dataclass(frozen=True)
class Price:
    """What one sum costs, in fen."""

    once: int
    monthly: int
    year: int
    goods: int
    open: bool


def price(total: Total, on: date) -> Price:
    """What one sum costs from a day on; the months due are those of the twelve that begin with that day's."""
    worth = sum((_fen(g.value) for g in total.goods if g.value is not None), 0)
    if total.amount is None:
        return Price(0, 0, 0, worth, not total.goods)
    fen = _fen(total.amount)
    if total.monthly is None:
        return Price(fen, 0, fen, worth, open=False)
    begin = Month.of(on)
    due = len(total.monthly.months(begin, begin.plus(YEAR - 1)))
    return Price(0, fen, fen * due, worth, open=total.monthly.first is None)


def _fen(amount: Decimal) -> int:
    return int((amount * HUNDRED).to_integral_value())


class Prices:
    """The prices of all sums met so far, so that a roster is added up without going through it."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._totals: Sequence[Total] = ()
        self._known = np.zeros((0, 5), dtype=np.int64)

    def cost(self, standing: Standing) -> Cost:
        """What a roster costs as it stands."""
        self._grow(standing)
        counts = np.bincount(standing.total[standing.total != NOTHING], minlength=len(self._known))
        once, monthly, year, goods, left_open = (int(n) for n in counts @ self._known)
        return Cost(
            eligible=standing.count(Outcome.eligible),
            ineligible=standing.count(Outcome.ineligible),
            incomplete=standing.count(Outcome.incomplete),
            once=_yuan(once),
            monthly=_yuan(monthly),
            year=_yuan(year),
            goods=_yuan(goods),
            open=left_open,
        )

    def _grow(self, standing: Standing) -> None:
        if standing.totals is not self._totals:
            self._totals, self._known = standing.totals, self._known[:0]
        fresh = [price(t, self._on) for t in standing.totals[len(self._known) :]]
        if fresh:
            rows = [(p.once, p.monthly, p.year, p.goods, int(p.open)) for p in fresh]
            self._known = np.vstack([self._known, np.array(rows, dtype=np.int64)])


def _yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)


@dataclass(frozen=True)
class Moved:
    """Whom a change concerns, by their rows."""

    entering: Codes
    leaving: Codes
    changed: Codes
    """Those who qualify both times, for another sum."""


def moved(before: Standing, after: Standing) -> Moved:
    """Whom it concerns when one set of figures takes the place of the other. Both must share their list of sums."""
    if before.totals is not after.totals:
        raise ValueError("the sums were begun anew in between")
    was, now = _qualifies(before), _qualifies(after)
    return Moved(
        entering=np.flatnonzero(now & ~was),
        leaving=np.flatnonzero(was & ~now),
        changed=np.flatnonzero(was & now & (before.total != after.total)),
    )


def _qualifies(standing: Standing) -> NDArray[np.bool_]:
    return standing.total != NOTHING


def sum_words(total: Total) -> str:
    """What one household gets, in a few words."""
    each = " 元/月" if total.monthly is not None else " 元"
    if total.amount is not None:
        said = f"{figures(total.amount)}{each}"
    elif total.at_least is not None and total.at_most is not None and total.at_most:
        said = f"{figures(total.at_least)} 至 {figures(total.at_most)}{each}，由审批人确定"
    elif total.goods:
        said = ""
    else:
        said = "数额待定"
    goods = "、".join(
        f"{g.name} {g.count.normalize():f} {g.unit}{f'（约值 {figures(g.value)} 元）' if g.value else ''}"
        for g in total.goods
    )
    return "；".join(x for x in (said, goods) if x)
