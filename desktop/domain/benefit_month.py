"""What is to be paid for a month of help that goes on (按月应发): who gets how much, and why it is that much.

Help by the month is given for whole months: the amount in force on the first of the month, or on the day it began; the month
it ends in is still given in full.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.benefit import Benefit, BenefitChange, Change
from desktop.domain.days import day_words
from desktop.domain.due import month_end
from desktop.domain.money import figures

MONTH = "month"


@dataclass(frozen=True, kw_only=True)
class MonthDue:
    """One benefit's payment for one month."""

    benefit_id: int
    application_id: int
    household_id: int
    receiver: str
    scheme_title: str
    amount: Decimal
    because: str = ""
    """What is particular about this month: that it begins, rose, fell, fades, or is the last."""


def due_in(benefits: Iterable[Benefit], year: int, month: int) -> tuple[MonthDue, ...]:
    """Who is due how much for that month; help that is not given by the month is left out."""
    found = (_due(b, date(year, month, 1), month_end(year, month)) for b in benefits)
    return tuple(line for line in found if line is not None)


def _due(benefit: Benefit, first: date, last: date) -> MonthDue | None:
    if benefit.per != MONTH or benefit.starts_on > last:
        return None
    if benefit.ends_on is not None and benefit.ends_on < first:
        return None
    on = max(first, benefit.starts_on)
    entered = sorted((c for c in benefit.changes if c.day <= on), key=lambda c: c.day)
    amounts = [c.after for c in entered if c.after is not None and c.change is not Change.ended]
    amount = amounts[-1] if amounts else benefit.changes[0].after if benefit.changes else benefit.amount
    if not amount:
        return None
    return MonthDue(
        benefit_id=benefit.id or 0,
        application_id=benefit.application_id,
        household_id=benefit.household_id,
        receiver=benefit.receiver,
        scheme_title=benefit.scheme_title,
        amount=amount,
        because="；".join(_particulars(benefit, entered, first, last)),
    )


def _particulars(benefit: Benefit, entered: list[BenefitChange], first: date, last: date) -> Iterable[str]:
    if first <= benefit.starts_on <= last:
        yield f"{day_words(benefit.starts_on)}起发"
    for change in entered:
        if not first <= change.day <= last or change.before is None or change.after is None:
            continue
        if change.change in (Change.raised, Change.lowered):
            verb = "增发" if change.change is Change.raised else "减发"
            yield f"本月起{verb}，原来 {figures(change.before)} 元"
    fading = [c for c in entered if c.change is Change.fading]
    if fading and benefit.ends_on is not None:
        yield f"渐退期内，发到 {day_words(benefit.ends_on)}"
    elif benefit.ends_on is not None and first <= benefit.ends_on <= last:
        yield "最后一个月"
