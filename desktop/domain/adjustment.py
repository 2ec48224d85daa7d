"""A change of help that goes on, as whoever gets it is told (待遇调整): more, less, fading out, or as before again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from desktop.domain.benefit import Benefit, BenefitState, Change
from desktop.domain.benefit_month import MONTH
from desktop.domain.days import day_words
from desktop.domain.money import figures
from desktop.domain.months import Month

ADJUSTED: Mapping[Change, str] = {
    Change.raised: "调高",
    Change.lowered: "调低",
    Change.fading: "渐退",
    Change.resumed: "恢复",
}
"""The changes that have a letter of adjustment, and what it calls each."""


def latest(benefit: Benefit) -> int | None:
    """Which of its changes was told last by a letter of adjustment; None where its last word is another one."""
    spoken = [n for n, c in enumerate(benefit.changes) if c.change is not Change.kept]
    return spoken[-1] if spoken and benefit.changes[spoken[-1]].change in ADJUSTED else None


def faded_until(benefit: Benefit, position: int) -> date | None:
    """The last day of the fading that a change began; None where it was cut short since, so that nobody can tell any more."""
    if benefit.changes[position].change is not Change.fading:
        return None
    later = [c for c in benefit.changes[position + 1 :] if c.change is not Change.kept]
    if not later:
        return benefit.fading_until
    return (
        benefit.ends_on if benefit.state is BenefitState.ended and later[0].change is Change.ended else None
    )


def sum_words(amount: Decimal | None, per: str) -> str:
    """An amount as the letter says it; help without a sum says so."""
    if amount is None:
        return "没有定额"
    return f"{'每月 ' if per == MONTH else ''}{figures(amount)} 元"


def from_words(day: date) -> str:
    """From when: a month where it begins with one."""
    return Month.of(day).words if day.day == 1 else day_words(day)


def summary(benefit: Benefit, position: int) -> str:
    """The change in one line: how, from what to what, from when."""
    change = benefit.changes[position]
    since = f"自{from_words(change.day)}起"
    if change.change is Change.fading:
        until = faded_until(benefit, position)
        return f"{since}进入渐退期{f'，至{day_words(until)}止' if until else ''}"
    how = ADJUSTED[change.change]
    if change.before == change.after:
        return f"待遇{since}{how}，{sum_words(change.after, benefit.per)}"
    return f"待遇{since}{how}：由{sum_words(change.before, benefit.per)}调整为{sum_words(change.after, benefit.per)}"
