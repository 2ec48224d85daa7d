"""What a kind of award (帮扶方式) is, and what several kinds share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.award import YUAN, Award, Grant, to_the_fen
from desktop.domain.condition import UPPER, Bound, Case, Figure, Names, Side
from desktop.domain.condition_reading import read_figure
from desktop.domain.facts import FACTS, FactType
from desktop.domain.policy_text import Part

Earlier = Mapping[str, Grant]
"""What the awards before this one came to, by their id."""
MONEY_FACTS = frozenset({FactType.money, FactType.quotient})
HUNDRED = Decimal(100)
PERCENT = FACTS["floor_area_per_head"]
"""Percentages read like any plain number."""


@dataclass(frozen=True)
class Kind:
    """A kind of award: how it is read and what it comes to."""

    read: Callable[[Part, Names, Award], Award]
    grant: Callable[[Award, Case, Earlier], Grant]


def left_open(award: Award, fact: str) -> Grant:
    """No sum yet: a fact it hangs on is not on file."""
    return Grant.waiting(f"「{FACTS[fact].label}」没有登记，{award.label}的数额待定，登记后再核定")


def held(award: Award, amount: Decimal, case: Case) -> tuple[Decimal, str]:
    """The amount between floor and cap, with the words where one of them bites."""
    if award.minimum is not None:
        low = case.figure(award.minimum, YUAN)
        if amount < to_the_fen(low.value):
            return to_the_fen(low.value), f"，低于下限，按 {low.words} 元计"
    if award.maximum is not None:
        high = case.figure(award.maximum, YUAN)
        if amount > to_the_fen(high.value):
            return to_the_fen(high.value), f"，超过上限，按 {high.words} 元计"
    return amount, ""


def read_bounds(part: Part, names: Names) -> tuple[Bound, ...]:
    """The bounds of a tier or a segment, at least one."""
    bounds = tuple(Bound(side, read_figure(part, side, names)) for side in Side if part.has(side))
    if not bounds:
        raise part.wrong("", "没有界限", "请写 at_least（含）、above（不含）、at_most（含）、below（不含）。")
    typed = {b.side in UPPER: b.figure.amount for b in bounds if b.side is not Side.equals}
    low, high = typed.get(False), typed.get(True)
    if low is not None and high is not None and low > high:
        raise part.wrong("", f"下限 {low} 大于上限 {high}", "请检查是否写反。")
    return bounds


def read_percent(part: Part, names: Names) -> Figure:
    """A percentage, not above a hundred."""
    percent = read_figure(part, "percent", names)
    if percent.amount is not None and percent.amount > HUNDRED:
        raise part.wrong("percent", f"{percent.amount}% 超过百分之百", "请写 0 到 100。")
    return percent


def figure_given(part: Part, key: str, names: Names) -> Figure | None:
    """The figure of that key, where the file has one."""
    return read_figure(part, key, names) if part.has(key) else None
