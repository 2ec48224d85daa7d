"""How an application is told on screen (期限、状态、帮扶内容的说法): always in words, the colour only repeats them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from desktop.casework.printing import award_words
from desktop.domain.application import State
from desktop.domain.days import day_words
from desktop.domain.scheme_words import place_of
from desktop.domain.verdict import Goods, Outcome, Verdict

SOON = 2
"""Days left from which a due date is shown as pressing."""

STATE_COLOURS = {
    State.open: "teal",
    State.returned: "amber",
    State.approved: "green",
    State.refused: "red",
    State.withdrawn: "faint",
}
STATE_BANDS = {
    State.open: "band-told",
    State.returned: "band-warned",
    State.approved: "band-good",
    State.refused: "band-bad",
    State.withdrawn: "band-told",
}
"""The kind of band each state is shown in."""


def due_words(due: date | None, today: date) -> str:
    """How far off a due date is: 逾期 3 天, 今天到期, 还有 4 天; nothing where there is none."""
    if due is None:
        return ""
    left = (due - today).days
    if left < 0:
        return f"逾期 {-left} 天"
    return f"还有 {left} 天" if left else "今天到期"


def due_colour(due: date | None, today: date) -> str:
    """The colour that goes with the words."""
    if due is None:
        return ""
    left = (due - today).days
    return "red" if left < 0 else "amber" if left <= SOON else ""


def short_day(day: date, today: date) -> str:
    """A day as a table shows it: without the year where it is this one."""
    return f"{day.month}月{day.day}日" if day.year == today.year else day_words(day)


def due_told(due: date | None, today: date) -> str:
    """The due date with how far off it is."""
    return "" if due is None else f"{short_day(due, today)}　{due_words(due, today)}"


def award_told(amount: Decimal | None, goods: Sequence[Goods], monthly: bool = False) -> str:
    """What is given or proposed; 待定 where the plan leaves it to whoever decides."""
    return award_words(amount, goods, monthly) if amount or goods else "待定"


def refusal_reason(verdict: Verdict) -> str:
    """The clauses a household fails, in plain words for the refusal; nothing where it fails none."""
    if verdict.outcome is not Outcome.ineligible:
        return ""
    failing = [f for f in verdict.findings if f.holds is False]
    excluding = [f for f in failing if f.excludes]
    said = [
        f"{f.clause}：{f.because}{f'（依据：{place_of(f.source)}）' if f.source else ''}"
        for f in excluding or failing
    ]
    if not said:
        return verdict.summary
    if len(said) == 1:
        return f"经核对，不符合「{verdict.scheme_title}」的条件。{said[0]}"
    listed = "\n".join(f"{number}. {text}" for number, text in enumerate(said, 1))
    return f"经核对，不符合「{verdict.scheme_title}」的以下条件：\n{listed}"
