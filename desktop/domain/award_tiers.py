"""Awards by steps (分档): by what is chosen, by the tier a figure falls in, or within a span."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from desktop.domain.award import YUAN, Award, Grant, Row, Tier, to_the_fen
from desktop.domain.award_kind import Earlier, figure_given, left_open, read_bounds
from desktop.domain.condition import UPPER, Case, Figure, Names
from desktop.domain.condition_measures import meets
from desktop.domain.condition_reading import read_choices, read_fact, read_figure
from desktop.domain.facts import FACTS, NUMERIC, SETS, Fact, figure, told
from desktop.domain.policy_text import Part


def grant_table(award: Award, case: Case, earlier: Earlier) -> Grant:
    """A sum by what is chosen of a fact, such as the disease; of several the highest, once."""
    chosen = case.facts.chosen(award.fact)
    label = FACTS[award.fact].label
    if chosen is None:
        return left_open(award, award.fact)
    fitting = [row for row in award.rows if row.choices & chosen]
    if not fitting:
        return Grant(because=award.otherwise or f"{label}不在{award.label}的分档之内，数额由审批人确定")
    sums = [(row, case.figure(row.yuan, YUAN)) for row in fitting if row.yuan]
    if len(sums) < len(fitting):
        return Grant(because=f"{award.label}：原文没有写明数额，由审批人确定")
    row, dearest = max(sums, key=lambda pair: pair[1].value)
    named = told(FACTS[award.fact], row.choices & chosen)
    several = "，同时符合多档，按最高一档计一次" if len(fitting) > 1 else ""
    return Grant(
        amount=to_the_fen(dearest.value), because=f"{named}，{award.label} {dearest.words} 元{several}"
    )


def grant_tiers(award: Award, case: Case, earlier: Earlier) -> Grant:
    """A sum by the tier a figure falls in, bounds as typed; between two tiers or in two of them a person is asked."""
    value = case.facts.number(award.fact)
    if value is None:
        return left_open(award, award.fact)
    fact = FACTS[award.fact]
    said = f"{fact.label} {figure(fact, value)} {fact.measure}".strip()
    fitting = [tier for tier in award.tiers if _within(tier, value, fact, case)]
    if len(fitting) > 1:
        named = "、".join(f"「{t.label}」" for t in fitting)
        return Grant(because=f"{said}，同时落入{named}，原文自相矛盾，{award.label}由审批人确定")
    if not fitting:
        return Grant(because=f"{said}，{_gap(award, value, fact, case)}{award.label}由审批人确定")
    tier = fitting[0]
    head = f"{said}，属于「{tier.label}」一档"
    if tier.yuan is not None:
        sum_told = case.figure(tier.yuan, YUAN)
        return Grant(
            amount=to_the_fen(sum_told.value),
            because=f"{head}，{award.label} {sum_told.words} 元",
            tier=tier.label,
        )
    if tier.minimum is not None and tier.maximum is not None:
        return replace(_span(award, tier.minimum, tier.maximum, case, head), tier=tier.label)
    return Grant(because=f"{head}，{award.label}原文没有写明数额，由审批人确定", tier=tier.label)


def _within(tier: Tier, value: Decimal, fact: Fact, case: Case) -> bool:
    return all(meets(value, b.side, case.figure(b.figure, fact).value) for b in tier.bounds)


def _gap(award: Award, value: Decimal, fact: Fact, case: Case) -> str:
    """Names the tiers on both sides of a figure no tier covers."""
    below, above = _neighbours(award, value, fact, case)
    if below and above:
        return f"正好落在「{below.label}」和「{above.label}」之间，原文没有规定，程序不代为归档；"
    return award.otherwise or f"不在{award.label}的分档之内；"


def _neighbours(award: Award, value: Decimal, fact: Fact, case: Case) -> tuple[Tier | None, Tier | None]:
    below: tuple[Decimal, Tier] | None = None
    above: tuple[Decimal, Tier] | None = None
    for tier in award.tiers:
        for bound in tier.bounds:
            limit = case.figure(bound.figure, fact).value
            if bound.side in UPPER and limit <= value and (below is None or limit > below[0]):
                below = (limit, tier)
            if bound.side not in UPPER and limit >= value and (above is None or limit < above[0]):
                above = (limit, tier)
    return (below[1] if below else None, above[1] if above else None)


def grant_range(award: Award, case: Case, earlier: Earlier) -> Grant:
    """A span within which a person decides, such as 2 to 10 times a published line."""
    assert award.minimum is not None
    assert award.maximum is not None
    return _span(award, award.minimum, award.maximum, case, "")


def _span(award: Award, low: Figure, high: Figure, case: Case, head: str) -> Grant:
    least, most = case.figure(low, YUAN), case.figure(high, YUAN)
    said = f"{award.label}在 {least.words} 元到 {most.words} 元之间，由审批人确定"
    return Grant(
        because=f"{head}，{said}" if head else said,
        at_least=to_the_fen(least.value),
        at_most=to_the_fen(most.value),
    )


def read_table(part: Part, names: Names, award: Award) -> Award:
    fact = read_fact(part, SETS)
    rows: list[Row] = []
    for row in part.parts("rows"):
        yuan = figure_given(row, "yuan", names)
        rows.append(Row(choices=read_choices(row, "of", fact), yuan=yuan))
        row.done()
    if not rows:
        raise part.wrong("rows", "一档也没有", "请写 [[awards.rows]]，每档写 of 和 yuan。")
    return replace(award, fact=fact.id, rows=tuple(rows), otherwise=part.text("otherwise", ""))


def read_tiers(part: Part, names: Names, award: Award) -> Award:
    fact = read_fact(part, NUMERIC)
    tiers = [_read_tier(p, names) for p in part.parts("tiers")]
    if not tiers:
        raise part.wrong("tiers", "一档也没有", "请写 [[awards.tiers]]，每档写 label、界限和 yuan。")
    return replace(award, fact=fact.id, tiers=tuple(tiers), otherwise=part.text("otherwise", ""))


def _read_tier(part: Part, names: Names) -> Tier:
    tier = Tier(
        label=part.text("label"),
        bounds=read_bounds(part, names),
        yuan=figure_given(part, "yuan", names),
        minimum=figure_given(part, "minimum", names),
        maximum=figure_given(part, "maximum", names),
    )
    if (tier.minimum is None) is not (tier.maximum is None) or (tier.yuan and tier.minimum):
        raise part.wrong("", "数额写得不全或重复", "请只写 yuan，或同时写 minimum 和 maximum。")
    part.done()
    return tier


def read_range(part: Part, names: Names, award: Award) -> Award:
    low, high = read_figure(part, "minimum", names), read_figure(part, "maximum", names)
    if low.amount is not None and high.amount is not None and low.amount > high.amount:
        raise part.wrong("minimum", f"下限 {low.amount} 大于上限 {high.amount}", "请检查是否写反。")
    return replace(award, minimum=low, maximum=high)
