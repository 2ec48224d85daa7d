"""Conditions about figures (数额类条件): against a bound, between two, one as a share of another, the plan's own."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from desktop.domain.condition import LOWER, UPPER, Case, Condition, Judged, Kind, Names, Side, unknown
from desktop.domain.condition_measures import Measured, between, measured
from desktop.domain.condition_reading import read_bounds, read_fact, read_figure, read_span
from desktop.domain.fact import NUMERIC, Fact, FactType
from desktop.domain.fact_list import FACTS
from desktop.domain.facts import figure
from desktop.domain.policy_text import Part


def judge_compare(condition: Condition, case: Case) -> Judged:
    """A figure against one bound, or between two, each open or closed as typed."""
    found = measured(condition.fact, case)
    return unknown(condition.fact) if found is None else between(found, condition.bounds, case)


def judge_share(condition: Condition, case: Case) -> Judged:
    """What one figure is of another, in hundredths, against a bound."""
    whole = case.facts.number(condition.other)
    part = case.facts.number(condition.fact)
    if part is None or whole is None:
        return unknown(condition.fact if part is None else condition.other)
    top, below = FACTS[condition.fact], FACTS[condition.other]
    evidence = f"{case.facts.evidence(top.id)}；{case.facts.evidence(below.id)}"
    asked = Fact(id="", label=f"{top.label}占{below.label}的比例", type=FactType.number, unit="%")
    if whole == 0 and part > 0:
        # Anything is more than any share of nothing.
        holds = all(b.side in LOWER for b in condition.bounds)
        return Judged(
            holds=holds,
            because=f"{below.label}为 0，{top.label} {figure(top, part)} {top.measure}，比例高于任何界限",
            fact=evidence,
            flip=f"{below.label}大于 0 并且比例{'低于' if holds else '达到'}界限",
        )
    value = part * 100 / whole if whole else Decimal(0)
    return between(Measured(fact=asked, value=value, evidence=evidence), condition.bounds, case)


def judge_line(condition: Condition, case: Case) -> Judged:
    """A figure of the plan itself, such as a parameter or a published line, against others."""
    wanted = condition.figure
    assert wanted is not None
    fact = Fact(id="", label=condition.word or "数额", type=FactType.quotient)
    told = case.figure(wanted, fact)
    found = Measured(fact=fact, value=told.value, evidence=f"{condition.word}：{told.words} 元")
    return between(found, condition.bounds, case)


def _read_compare(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, NUMERIC)
    bounds = read_bounds(part, names)
    if len(bounds) != 1:
        raise part.wrong(
            "", "比较条件要有且只有一个界限", f"请写 {'、'.join(Side)} 之一；两头都有界限的请用 band。"
        )
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, bounds=tuple(bounds))


def _read_band(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, NUMERIC)
    bounds = read_bounds(part, names)
    lower = [b for b in bounds if b.side in LOWER]
    upper = [b for b in bounds if b.side in UPPER]
    if len(lower) != 1 or len(upper) != 1 or len(bounds) != 2:
        raise part.wrong(
            "",
            "区间条件要有一个下限和一个上限",
            "下限写 at_least（含）或 above（不含），上限写 at_most（含）或 below（不含）。",
        )
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, bounds=(*lower, *upper))


def _read_share(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, NUMERIC)
    other = read_fact(part, NUMERIC, "of")
    bounds = read_span(part, names)
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, other=other.id, bounds=bounds)


def _read_line(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    wanted = read_figure(part, "figure", names)
    return Condition(
        kind=kind,
        clause=clause,
        source=source,
        figure=wanted,
        word=part.text("name", ""),
        bounds=read_span(part, names),
    )


FIGURE_KINDS: Mapping[str, Kind] = {
    "compare": Kind(_read_compare, judge_compare, ordered=True),
    "band": Kind(_read_band, judge_compare, ordered=True),
    "share": Kind(_read_share, judge_share),
    "line": Kind(_read_line, judge_line),
}
"""The kinds of condition about figures."""
