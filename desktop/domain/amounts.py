"""What a scheme gives (帮扶标准): all promises for a group together, held under its ceilings, each step in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.domain.award import Award, Grant, Item, Row, Tier
from desktop.domain.award_kinds import KINDS
from desktop.domain.ceilings import Ceiling, Sum, held, judge_ceiling, keep, read_ceiling, room_left
from desktop.domain.condition import Case, Judged, Names
from desktop.domain.condition_reading import passage_text
from desktop.domain.conditions import judge, read_condition
from desktop.domain.entitlement import Terms, entitlement, read_terms
from desktop.domain.facts import FACTS, FactType
from desktop.domain.money import figures
from desktop.domain.months import Entitlement
from desktop.domain.payout import Form
from desktop.domain.policy_text import Part
from desktop.domain.verdict import Goods
from desktop.domain.words import word

__all__ = [
    "KINDS",
    "Award",
    "Ceiling",
    "Grant",
    "Item",
    "Row",
    "Tier",
    "Total",
    "grant",
    "grant_together",
    "judge_ceiling",
    "read_award",
    "read_awards",
    "read_ceiling",
    "room_left",
]


@dataclass(frozen=True, kw_only=True)
class Total:
    """What the household gets under the scheme, all promises and the ceilings together."""

    amount: Decimal | None
    """Yuan; for one month where `monthly` is given."""
    at_most: Decimal | None
    """The most a person may grant: what was reckoned, or, where the plan leaves it to a person, the ceiling's room."""
    because: str
    goods: tuple[Goods, ...]
    at_least: Decimal | None = None
    """The least a person may grant, where the plan names a span."""
    monthly: Entitlement | None = None
    tiers: tuple[str, ...] = ()


def grant(
    awards: Sequence[Award], ceilings: Sequence[Ceiling] | Ceiling | None, group: str, case: Case
) -> Total:
    """All promises for a group on this case, held under the ceilings."""
    limits = (ceilings,) if isinstance(ceilings, Ceiling) else tuple(ceilings or ())
    return grant_together(awards, limits, (group,), case)


def grant_together(
    awards: Sequence[Award], ceilings: Sequence[Ceiling], groups: Sequence[str], case: Case
) -> Total:
    """All promises for one group or several, each promise once; a group's own ceiling caps what that group gets."""
    given, words = _granted(awards, groups, case)
    given, dropped = _highest_once(given)
    mixed = len({a.monthly for a, g in given if not g.goods}) > 1
    limits = [c for c in ceilings if c.concerns(groups)]
    if mixed:
        kept = held(
            [replace(c, groups=frozenset()) for c in limits], "", Sum(None, None, None, (_MIXED,)), case
        )
    elif len(groups) > 1 and any(c.groups for c in limits):
        kept = _held_apart(limits, given, groups, case)
    else:
        kept = held(limits, groups[0], _sum([g for _, g in given]), case)
    monthly = _monthly([a.monthly for a, _ in given if a.monthly], case)
    said = [*words, *dropped, *kept.words, *((monthly.because,) if monthly else ())]
    return Total(
        amount=kept.amount,
        at_least=kept.at_least,
        at_most=kept.at_most,
        because="；".join(said),
        goods=tuple(goods for _, g in given for goods in g.goods),
        monthly=monthly,
        tiers=tuple(g.tier for _, g in given if g.tier),
    )


_MIXED = "有的按月、有的一次，或起止不同，不能相加，由审批人分别确定"


def _held_apart(
    ceilings: Sequence[Ceiling], given: list[tuple[Award, Grant]], groups: Sequence[str], case: Case
) -> Sum:
    """The limits of single groups kept first, each on the promises of its groups only, then those for all.

    A promise for all, or for several of them, counts as given to the first of them. What lies above a limit is
    taken from the last promise first.
    """
    grants = [grant for _, grant in given]
    owners = [next(g for g in groups if not a.groups or g in a.groups) for a, _ in given]
    words: list[str] = []
    for ceiling in sorted(ceilings, key=lambda c: not c.groups):
        mine = [n for n, owner in enumerate(owners) if ceiling.concerns((owner,))]
        if not mine:
            continue
        kept = keep(ceiling, _sum([grants[n] for n in mine]), case)
        words += kept.words
        for n, less in zip(mine, _cut([grants[n] for n in mine], kept), strict=True):
            grants[n] = less
    return replace(_sum(grants), words=tuple(words))


def _cut(grants: list[Grant], kept: Sum) -> list[Grant]:
    """The promises so that they come to what was kept of them."""
    fixed = kept.amount if kept.amount is not None else Decimal(0)
    span = None if kept.at_most is None else kept.at_most - fixed
    cut: list[Grant] = []
    for one in grants:
        if one.amount is not None:
            amount = min(one.amount, fixed)
            fixed -= amount
            cut.append(replace(one, amount=amount) if kept.amount is not None else Grant.waiting(one.because))
        elif one.asks and span is not None:
            most = span if one.at_most is None else min(one.at_most, span)
            span -= most
            cut.append(replace(one, at_least=min(one.at_least or Decimal(0), most), at_most=most))
        else:
            cut.append(one)
    return cut


def _granted(
    awards: Sequence[Award], groups: Sequence[str], case: Case
) -> tuple[list[tuple[Award, Grant]], list[str]]:
    given: list[tuple[Award, Grant]] = []
    by_id: dict[str, Grant] = {}
    words: list[str] = []
    for award in awards:
        if award.groups and award.groups.isdisjoint(groups):
            continue
        if award.when is not None:
            asked = judge(award.when, case)
            if not asked.holds:
                words.append(f"{award.label}：{asked.because}，{_not_now(asked)}")
                continue
            words.append(asked.because)
        one = _for_each(award, KINDS[award.kind].grant(award, case, by_id), case)
        by_id[award.id] = one
        given.append((award, one))
        note = "，".join(x for x in (award.note, word(award.form) if award.form else "", award.to) if x)
        words.append(f"{one.because}{f'（{note}）' if note else ''}{_cited(award.source)}")
    return given, words


def _for_each(award: Award, one: Grant, case: Case) -> Grant:
    """Given for each person where the plan says so."""
    if not award.persons:
        return one
    count = case.facts.number(award.persons)
    label = FACTS[award.persons].label
    if count is None:
        return Grant.waiting(f"{one.because}；每人一份，「{label}」没有登记，总数待定", one.amount)
    goods = tuple(
        replace(g, count=g.count * count, value=None if g.value is None else g.value * count)
        for g in one.goods
    )
    amount = None if one.amount is None else one.amount * count
    total = f" = {figures(amount)} 元" if amount is not None else ""
    return replace(
        one,
        amount=amount,
        each=one.amount,
        goods=goods,
        at_least=None if one.at_least is None else one.at_least * count,
        at_most=None if one.at_most is None else one.at_most * count,
        because=f"{one.because}；每人一份，{label} {count.normalize():f}{total}",
    )


def _highest_once(
    given: list[tuple[Award, Grant]],
) -> tuple[list[tuple[Award, Grant]], list[str]]:
    """Of awards that may be had only once together, the highest is left."""
    kept: list[tuple[Award, Grant]] = []
    words: list[str] = []
    for name in dict.fromkeys(award.once for award, _ in given if award.once):
        several = [pair for pair in given if pair[0].once == name and pair[1].amount is not None]
        if len(several) < 2:
            continue
        best = max(several, key=lambda pair: pair[1].amount or Decimal(0))
        kept.append(best)
        lost = "、".join(award.label for award, _ in several if award is not best[0])
        words.append(f"同时符合{lost}和{best[0].label}，就高只计{best[0].label}一次")
    winners = {id(award): award.once for award, _ in kept}
    names = set(winners.values())
    return [(a, g) for a, g in given if a.once not in names or g.amount is None or id(a) in winners], words


def _sum(given: list[Grant]) -> Sum:
    amounts = [g.amount for g in given if g.amount is not None]
    amount = sum(amounts, Decimal(0)) if amounts else None
    asking = [g for g in given if g.asks]
    if not asking:
        return Sum(amount, None, amount)
    spans = [(g.at_least, g.at_most) for g in asking if g.at_least is not None and g.at_most is not None]
    if len(spans) < len(asking):
        return Sum(amount, None, None)
    base = amount or Decimal(0)
    return Sum(amount, base + sum(low for low, _ in spans), base + sum(high for _, high in spans))


def _monthly(terms: list[Terms], case: Case) -> Entitlement | None:
    """From the first month any of the monthly awards begins to the last any ends; they usually share their rules."""
    if not terms:
        return None
    return entitlement(terms[0], case.facts, case.parameters)


def _not_now(asked: Judged) -> str:
    return "暂不适用" if asked.holds is False else "登记后再定"


def _cited(source: str) -> str:
    return f"〔{source.split('：')[0]}〕" if source else ""


# ---- reading them from a scheme file


def read_awards(parts: Sequence[Part], names: Names) -> tuple[Award, ...]:
    """All promises of a scheme file; monthly and single sums for one group are never added up."""
    awards: list[Award] = []
    ids: dict[str, str] = {}
    for part in parts:
        award = read_award(part, names)
        if award.base and award.base not in ids:
            raise part.wrong("base", f"前面没有 id 为「{award.base}」的帮扶", "请先写那一项，并给它 id。")
        if award.id in ids and award.id:
            raise part.wrong("id", f"「{award.id}」出现了两次", "请改名。")
        _fits_the_others(part, award, awards)
        ids[award.id] = award.label
        awards.append(award)
    return tuple(awards)


def _fits_the_others(part: Part, award: Award, others: list[Award]) -> None:
    for other in others:
        together = not award.groups or not other.groups or award.groups & other.groups
        money = award.kind != "goods" and other.kind != "goods"
        if together and money and award.monthly != other.monthly:
            raise part.wrong(
                "monthly",
                f"和「{other.label}」的起止规则不同，不能加在一起",
                "按月的和一次性的、起止不同的，请分成两个对象类别（groups）或两个方案。",
            )


def read_award(part: Part, names: Names) -> Award:
    """One promise of a scheme file."""
    kind = part.text("kind")
    read = part.one_of("kind", KINDS, kind).read
    groups = part.texts("groups")
    for group in groups:
        part.one_of("groups", names.groups, group)
    when, monthly = part.part("when"), part.part("monthly")
    award = Award(
        kind=kind,
        id=part.text("id", ""),
        label=part.text("label"),
        source=passage_text(part, names),
        groups=frozenset(groups),
        when=read_condition(when, names, top=False) if when else None,
        note=part.text("note", ""),
        persons=_read_persons(part),
        once=part.text("once", ""),
        monthly=read_terms(monthly, names.types) if monthly else None,
        form=part.choice("form", Form) if part.has("form") else None,
        to=part.text("to", ""),
    )
    award = read(part, names, award)
    part.done()
    return award


def _read_persons(part: Part) -> str:
    """per = "household", per = "person", or per = "person" with persons = "…"."""
    per = part.one_of("per", {"household": False, "person": True}, part.text("per", "household"))
    if not per:
        if part.has("persons"):
            raise part.wrong("persons", "没有写 per", '请加上 per = "person"。')
        return ""
    fact = part.one_of("persons", FACTS, part.text("persons", "household_size"))
    if fact.type is not FactType.whole:
        raise part.wrong("persons", f"「{fact.label}」不是人数", "请换成一个整数事实。")
    return fact.id
