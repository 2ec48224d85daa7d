"""Awards by the hundred (按比例): a share of a cost, its segments, something on top."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from desktop.domain.award import YUAN, Award, Class, Grant, Tier, to_the_fen
from desktop.domain.award_kind import (
    HUNDRED,
    MONEY_FACTS,
    PERCENT,
    Earlier,
    figure_given,
    held,
    left_open,
    read_bounds,
    read_percent,
)
from desktop.domain.condition import UPPER, Case, Names
from desktop.domain.condition_reading import read_choices, read_fact, read_figure
from desktop.domain.facts import FACTS, SETS, Fact, told
from desktop.domain.money import figures
from desktop.domain.policy_text import Part


def grant_share(award: Award, case: Case, earlier: Earlier) -> Grant:
    """So many percent of what lies above a deductible, not below a floor and not above a cap."""
    value = case.facts.number(award.fact)
    if value is None:
        return left_open(award, award.fact)
    assert award.percent is not None
    label = FACTS[award.fact].label
    percent = case.figure(award.percent, PERCENT)
    start = case.figure(award.deductible, YUAN) if award.deductible else None
    if start is not None and value <= start.value:
        return Grant(
            amount=Decimal("0.00"),
            because=f"{label} {figures(value)} 元，没有超过起付线 {start.words} 元，{award.label} 0.00 元",
        )
    over = value - start.value if start else value
    amount = to_the_fen(over * percent.value / HUNDRED)
    reckoned = f"（{figures(value)} － {start.words}）" if start else figures(value)
    words = f"{label} {reckoned} × {percent.words}% = {figures(amount)} 元"
    amount, kept = held(award, amount, case)
    return Grant(amount=amount, because=f"{award.label}：{words}{kept}")


def grant_segments(award: Award, case: Case, earlier: Earlier) -> Grant:
    """Each segment of a cost at its own percentage (分段按比例), added up."""
    value = case.facts.number(award.fact)
    if value is None:
        return left_open(award, award.fact)
    fact = FACTS[award.fact]
    amount = Decimal(0)
    words: list[str] = []
    for tier in award.tiers:
        low, high = _ends(tier, fact, case)
        part = max(min(value, high) if high is not None else value, low) - low
        if part > 0:
            assert tier.percent is not None
            percent = case.figure(tier.percent, PERCENT)
            amount += part * percent.value / HUNDRED
            words.append(f"{tier.label} {figures(part)} × {percent.words}%")
    amount, kept = held(award, to_the_fen(amount), case)
    reckoned = " ＋ ".join(words) or "没有进入任何一段"
    said = f"{fact.label} {figures(value)} 元：{reckoned}"
    return Grant(amount=amount, because=f"{award.label}：{said}，计 {figures(amount)} 元{kept}")


def _ends(tier: Tier, fact: Fact, case: Case) -> tuple[Decimal, Decimal | None]:
    low, high = Decimal(0), None
    for bound in tier.bounds:
        limit = case.figure(bound.figure, fact).value
        if bound.side in UPPER:
            high = limit
        else:
            low = limit
    return low, high


def grant_supplement(award: Award, case: Case, earlier: Earlier) -> Grant:
    """So many percent on top, by class; of several classes the highest, once."""
    chosen = case.facts.chosen(award.fact)
    if chosen is None:
        return left_open(award, award.fact)
    fitting = [c for c in award.classes if c.choices & chosen]
    label = FACTS[award.fact].label
    if not fitting:
        return Grant(
            amount=Decimal("0.00"), because=f"{label}：{told(FACTS[award.fact], chosen)}，没有{award.label}"
        )
    base, base_words = _base(award, case, earlier)
    if base is None:
        return Grant.waiting(f"{base_words}不能确定，{award.label}待定")
    best, percent = max(((c, case.figure(c.percent, PERCENT)) for c in fitting), key=lambda p: p[1].value)
    amount = to_the_fen(base * percent.value / HUNDRED)
    several = "，同时符合多类，就高计一次" if len(fitting) > 1 else ""
    named = told(FACTS[award.fact], best.choices & chosen)
    return Grant(
        amount=amount,
        because=f"{named}，{award.label}按{base_words} {figures(base)} × {percent.words}% = {figures(amount)} 元{several}",
    )


def _base(award: Award, case: Case, earlier: Earlier) -> tuple[Decimal | None, str]:
    if award.base_fact:
        return case.facts.number(award.base_fact), FACTS[award.base_fact].label
    before = earlier.get(award.base)
    if before is None:
        return None, "本人补助"
    return before.each if before.each is not None else before.amount, "本人补助"


def read_share(part: Part, names: Names, award: Award) -> Award:
    return replace(
        award,
        fact=read_fact(part, MONEY_FACTS).id,
        percent=read_percent(part, names),
        deductible=figure_given(part, "deductible", names),
        minimum=figure_given(part, "floor", names),
        maximum=figure_given(part, "cap", names),
    )


def read_segments(part: Part, names: Names, award: Award) -> Award:
    segments: list[Tier] = []
    fact = read_fact(part, MONEY_FACTS)
    for p in part.parts("segments"):
        segments.append(
            Tier(label=p.text("label"), bounds=read_bounds(p, names), percent=read_percent(p, names))
        )
        p.done()
    if not segments:
        raise part.wrong("segments", "一段也没有", "请写 [[awards.segments]]，每段写 label、界限和 percent。")
    return replace(
        award,
        fact=fact.id,
        tiers=tuple(segments),
        minimum=figure_given(part, "floor", names),
        maximum=figure_given(part, "cap", names),
    )


def read_supplement(part: Part, names: Names, award: Award) -> Award:
    fact = read_fact(part, SETS)
    classes: list[Class] = []
    for p in part.parts("classes"):
        classes.append(Class(choices=read_choices(p, "of", fact), percent=read_figure(p, "percent", names)))
        p.done()
    if not classes:
        raise part.wrong("classes", "一类也没有", "请写 [[awards.classes]]，每类写 of 和 percent。")
    if part.has("base") is part.has("base_fact"):
        raise part.wrong(
            "base", "要写明按什么的百分之几", "请写 base（前面某项帮扶的 id）或 base_fact（事实）之一。"
        )
    base_fact = part.one_of("base_fact", FACTS, part.text("base_fact")) if part.has("base_fact") else None
    if base_fact is not None and base_fact.type not in MONEY_FACTS:
        raise part.wrong("base_fact", f"「{base_fact.label}」不是金额", "请换成一个金额事实。")
    return replace(
        award,
        fact=fact.id,
        classes=tuple(classes),
        base=part.text("base", ""),
        base_fact=base_fact.id if base_fact else "",
    )
