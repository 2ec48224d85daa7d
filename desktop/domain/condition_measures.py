"""How a figure found in a case stands to its bounds, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.condition import Bound, Case, Judged, Side, unknown
from desktop.domain.fact import Fact, FactType
from desktop.domain.fact_list import FACTS
from desktop.domain.facts import figure


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A figure found in a case, with what it is called, its unit, and where it comes from."""

    fact: Fact
    value: Decimal
    evidence: str


def measured(id: str, case: Case) -> Measured | None:
    """A figure of the facts, or None where it is unknown."""
    value = case.facts.number(id)
    return None if value is None else Measured(fact=FACTS[id], value=value, evidence=case.facts.evidence(id))


def compared(found: Measured, bound: Bound, case: Case) -> Judged:
    """A figure found in a case against one bound, open or closed as typed."""
    lacking = case.lacking(bound.figure)
    if lacking:
        return unknown(lacking)
    fact, value = found.fact, found.value
    limit = case.figure(bound.figure, fact)
    holds = meets(value, bound.side, limit.value)
    words, margin = _relation(fact, value, bound.side, limit.value)
    unit = fact.measure
    shown = figure(fact, value)
    if value != limit.value and shown == figure(fact, limit.value):
        # Never let rounding to the fen hide on which side it falls.
        shown = f"{value:.6f}".rstrip("0")
    return Judged(
        holds=holds,
        because=f"{fact.label} {shown} {unit}，{words.format(limit=f'{limit.words} {unit}')}",
        fact=found.evidence,
        line=f"{limit.words} {unit}{f'（{limit.reference}）' if limit.reference else ''}",
        margin=margin,
        flip=f"{fact.label}{_FLIPS[bound.side][holds].format(limit=f'{figure(fact, limit.value)} {unit}')}",
    )


def between(found: Measured, bounds: tuple[Bound, ...], case: Case) -> Judged:
    """A figure found in a case against one bound or two, each open or closed as typed."""
    tried = [compared(found, bound, case) for bound in bounds]
    off = next((t for t in tried if t.holds is False), None) or next(
        (t for t in tried if t.holds is None), None
    )
    if off is not None or len(tried) == 1:
        return off or tried[0]
    lower, upper = tried
    fact = found.fact
    low, high = (f"{case.figure(b.figure, fact).words} {fact.measure}" for b in bounds)
    return Judged(
        holds=True,
        because=f"{fact.label} {figure(fact, found.value)} {fact.measure}，在 {low} 和 {high} 之间{_inclusive(bounds)}",
        fact=lower.fact,
        line=f"{lower.line} 至 {upper.line}",
        margin=f"{lower.margin}；{upper.margin}",
        flip=f"{lower.flip}，或者{upper.flip}",
    )


def _inclusive(bounds: tuple[Bound, ...]) -> str:
    closed = sum(b.side in (Side.at_least, Side.at_most) for b in bounds)
    return {2: "（两端含本数）", 1: "（一端含本数）", 0: "（两端不含本数）"}[closed]


def meets(value: Decimal, side: Side, limit: Decimal) -> bool:
    """Whether a value keeps a bound, open or closed as typed."""
    match side:
        case Side.at_least:
            return value >= limit
        case Side.above:
            return value > limit
        case Side.at_most:
            return value <= limit
        case Side.below:
            return value < limit
        case Side.equals:
            return value == limit


def _relation(fact: Fact, value: Decimal, side: Side, limit: Decimal) -> tuple[str, str]:
    """How a value stands to a limit, in words, and the margin."""
    if value == limit:
        closed = side in (Side.at_least, Side.at_most, Side.equals)
        return f"正好等于 {{limit}}，{'含' if closed else '不含'}本数", "正好相等"
    counted = fact.type is FactType.whole
    more, less, short = ("多于", "少于", "少") if counted else ("高于", "低于", "低")
    size = figure(fact, abs(value - limit))
    distance = f"{size if size.strip('0.') else '不到 0.01'} {fact.measure}"
    if value > limit:
        return f"{more} {{limit}}，超出 {distance}", f"超出 {distance}"
    return f"{less} {{limit}}，相差 {distance}", f"{short} {distance}"


_FLIPS: Mapping[Side, Mapping[bool, str]] = {
    Side.at_least: {True: "不到 {limit}", False: "达到 {limit}（含）"},
    Side.above: {True: "不超过 {limit}", False: "超过 {limit}（不含）"},
    Side.at_most: {True: "超过 {limit}", False: "不超过 {limit}（含）"},
    Side.below: {True: "达到 {limit}", False: "不到 {limit}（不含）"},
    Side.equals: {True: "不是 {limit}", False: "正好是 {limit}"},
}
