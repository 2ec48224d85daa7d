"""How help that goes on is told on screen (待遇的说法): always in words, the colour only repeats them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.domain.benefit import Benefit, BenefitChange, BenefitState, Change
from desktop.domain.benefit_month import MONTH
from desktop.domain.days import day_words
from desktop.domain.money import figures
from desktop.domain.words import word
from desktop.ui.case_words import due_words

SOON = 30
"""Days before a review from which it is shown as pressing."""
STATE_COLOURS = {BenefitState.running: "green", BenefitState.fading: "amber", BenefitState.ended: "faint"}
STATE_BANDS = {
    BenefitState.running: "band-good",
    BenefitState.fading: "band-warned",
    BenefitState.ended: "band-told",
}


def amount_told(amount: Decimal | None, per: str) -> str:
    """How much, and whether by the month; help without a sum says so."""
    if not amount:
        return "没有定额"
    return f"每月 {figures(amount)} 元" if per == MONTH else f"{figures(amount)} 元（不按月）"


def next_day(benefit: Benefit) -> date | None:
    """The day something is to be done about it; None where none is set."""
    if benefit.state is BenefitState.ended:
        return None
    return benefit.fading_until or benefit.next_review


def next_told(benefit: Benefit, today: date) -> str:
    """What is to be done next and when: a review, the end of the fading, nothing."""
    if benefit.state is BenefitState.ended:
        return f"{day_words(benefit.ends_on)}止" if benefit.ends_on else "已终止"
    day = next_day(benefit)
    if day is None:
        return "原文没有写多久复核"
    what = "渐退到" if benefit.state is BenefitState.fading else "复核"
    return f"{what} {day_words(day)}　{due_words(day, today)}"


def next_colour(benefit: Benefit, today: date) -> str:
    """The colour that goes with the words."""
    day = next_day(benefit)
    if day is None:
        return ""
    left = (day - today).days
    return "red" if left < 0 else "amber" if left <= SOON else ""


def change_told(change: BenefitChange, per: str) -> str:
    """What a change did, from which day on."""
    since = f"{day_words(change.day)}起"
    match change.change:
        case Change.begun:
            return f"{since}　起发　{amount_told(change.after, per)}"
        case Change.raised | Change.lowered:
            had = figures(change.before) if change.before is not None else "—"
            return f"{since}　{word(change.change)}　{had} 元 → {amount_told(change.after, per)}"
        case Change.kept:
            return f"{day_words(change.decided_on)}　复核，待遇不变"
        case _:
            return f"{since}　{word(change.change)}"


def decided_told(change: BenefitChange) -> str:
    """When and by whom it was decided, and why."""
    by = f"{change.by} " if change.by else ""
    return f"{day_words(change.decided_on)} {by}决定：{change.because}"
