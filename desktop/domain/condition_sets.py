"""Conditions about choices from a list (多选类条件): any of them, all, none, so many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from desktop.domain.condition import Case, Condition, Judged, Kind, Names, Side, choice_words, unknown
from desktop.domain.condition_measures import meets
from desktop.domain.condition_reading import read_bounds, read_choices, read_fact
from desktop.domain.fact import SETS
from desktop.domain.fact_list import FACTS
from desktop.domain.policy_text import Part


def judge_has_any(condition: Condition, case: Case) -> Judged:
    """At least one of the listed choices."""
    return _listed(condition, case, lambda has: bool(has), "有{listed}之一", "不再有{has}")


def judge_has_all(condition: Condition, case: Case) -> Judged:
    """All of the listed choices."""
    return _listed(
        condition, case, lambda has: has == condition.choices, "{listed}都齐全", "缺少{listed}之一"
    )


def judge_has_none(condition: Condition, case: Case) -> Judged:
    """None of the listed choices."""
    return _listed(condition, case, lambda has: not has, "不再有{has}", "有{listed}之一")


def judge_count(condition: Condition, case: Case) -> Judged:
    """How many of the listed choices, against a bound."""
    bound = condition.count
    assert bound is not None
    limit = bound.figure.amount
    assert limit is not None
    asked = f"{{listed}}之中{_COUNT_WORDS[bound.side]} {limit} 项"
    return _listed(
        condition, case, lambda has: meets(Decimal(len(has)), bound.side, limit), asked, f"不再是{asked}"
    )


_COUNT_WORDS = {
    Side.at_least: "不少于",
    Side.above: "多于",
    Side.at_most: "不多于",
    Side.below: "少于",
    Side.equals: "正好",
}


def _listed(
    condition: Condition, case: Case, holds: Callable[[frozenset[str]], bool], wins: str, loses: str
) -> Judged:
    """A set against the listed choices; `wins` and `loses` say what would turn it."""
    chosen = case.facts.chosen(condition.fact)
    if chosen is None:
        return unknown(condition.fact)
    fact = FACTS[condition.fact]
    has = chosen & condition.choices
    said = holds(has)
    listed = choice_words(fact, condition.choices)
    if has:
        because = f"{fact.label}：{choice_words(fact, has)}，在所列之内"
    elif chosen:
        because = f"{fact.label}：{choice_words(fact, chosen)}，不在所列（{listed}）之内"
    else:
        because = f"{fact.label}：没有（所列：{listed}）"
    origin = case.facts.origins.get(condition.fact, "")
    turned = (loses if said else wins).format(listed=listed, has=choice_words(fact, has))
    return Judged(
        holds=said,
        because=f"{because}{f'（{origin}）' if origin else ''}",
        fact=case.facts.evidence(condition.fact),
        line=listed,
        flip=f"{fact.label}{turned}",
    )


def _read_set(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, SETS)
    chosen = read_choices(part, "of", fact)
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, choices=chosen)


def _read_count(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, SETS)
    chosen = read_choices(part, "of", fact)
    bounds = read_bounds(part, names)
    if len(bounds) != 1 or bounds[0].figure.amount is None:
        raise part.wrong("", "计数条件要写一个项数", "请写 at_least = 2 这样的一个界限。")
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, choices=chosen, count=bounds[0])


SET_KINDS: Mapping[str, Kind] = {
    "has_any": Kind(_read_set, judge_has_any),
    "has_all": Kind(_read_set, judge_has_all),
    "has_none": Kind(_read_set, judge_has_none),
    "count": Kind(_read_count, judge_count),
}
"""The kinds of condition about choices."""
