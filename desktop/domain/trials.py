"""What a worked example tries besides the verdict, run: each difference is a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Protocol, TypeVar, cast

from desktop.domain import procedure
from desktop.domain.again import hits
from desktop.domain.calendar import WorkCalendar
from desktop.domain.condition import Case
from desktop.domain.exam import exempt_by
from desktop.domain.expected import NOTHING, DutyHoped, Hoped, Months, PairsHoped, RankingHoped
from desktop.domain.facts import FACTS
from desktop.domain.lacking import papers_asked
from desktop.domain.months import Entitlement
from desktop.domain.payout import Form
from desktop.domain.ranking import STANDING_WORDS, places_of, rank
from desktop.domain.sampling import draw
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import Example
from desktop.domain.stock import check_stock
from desktop.domain.verdict import Verdict
from desktop.domain.visit_duties import check_pairs, owed
from desktop.domain.words import word


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def trial_problems(
    scheme: Scheme, example: Example, verdict: Verdict | None, case: Case, calendar: WorkCalendar
) -> Iterator[str]:
    """Every difference between what the example hopes for and what comes out."""
    scheme = replace(scheme, conduct=scheme.conduct.settled(case.parameters))
    hoped = example.expect.more
    if verdict is not None:
        yield from _sums(hoped, verdict)
        yield from _asked(scheme, hoped, verdict)
    for one in hoped.rankings:
        yield from _ranking(scheme, example, one, case)
    for duty in hoped.visits:
        yield from _visits(scheme, example, duty, case)
    for pairs in hoped.pairs:
        yield from _pairs(scheme, example, pairs)
    yield from _counts(scheme, hoped)
    yield from _objection(scheme, example, hoped, calendar)
    yield from _again(scheme, example)


def _sums(hoped: Hoped, verdict: Verdict) -> Iterator[str]:
    yield from _differ("最少金额", hoped.at_least, verdict.amount_at_least)
    yield from _differ("最多金额", hoped.at_most, verdict.amount_at_most)
    yield from _differ("分档", hoped.tiers, verdict.tiers)
    yield from _differ("审批权限", hoped.authority, verdict.decided_by)
    if hoped.payment is not None and verdict.form != hoped.payment:
        yield f"发放方式应为 {word(hoped.payment)}，算出 {word(Form(verdict.form)) if verdict.form else '无'}"
    if hoped.split is not None:
        shares = {s.source: s.amount for s in verdict.shares}
        yield from _differ("资金分担", dict(hoped.split), shares)
    if hoped.goods_value is not None:
        worth = sum((g.value for g in verdict.goods if g.value is not None), Decimal(0))
        yield from _differ("物品价值", hoped.goods_value, worth)
    if hoped.monthly is not None:
        yield from _months(hoped.monthly, verdict.monthly)


def _asked(scheme: Scheme, hoped: Hoped, verdict: Verdict) -> Iterator[str]:
    """The papers that come with the application, and the steps this kind of people is spared."""
    first = scheme.steps[0].id
    papers = tuple(p.name for p in papers_asked(scheme, verdict) if p.at in ("", first))
    yield from _differ("随申请交的材料", hoped.papers, papers)
    spared = tuple(s.id for s in scheme.steps if exempt_by(s.rules, verdict) is not None)
    yield from _differ("不办的步骤", hoped.spared, spared)


def _differ(what: str, hoped: object, found: object) -> Iterator[str]:
    if hoped is not None and hoped != found:
        yield f"{what}应为 {_shown(hoped)}，算出 {_shown(found)}"


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(str(v) for v in cast("tuple[object, ...]", value)) or "无"
    if isinstance(value, dict):
        return "、".join(f"{k} {v}" for k, v in cast("dict[str, object]", value).items()) or "无"
    return "无" if value in (None, "") else str(value)


def _months(hoped: Months, found: Entitlement | None) -> Iterator[str]:
    if found is None:
        yield "应按月享受，算出不按月"
        return
    yield from _differ("起始月", hoped.first and hoped.first.words, found.first and found.first.words)
    last = found.last.words if found.last else "未定"
    yield from _differ("最后一月", "未定" if hoped.endless else hoped.last and hoped.last.words, last)
    if hoped.count is not None and hoped.since is not None and hoped.until is not None:
        due = found.months(hoped.since, hoped.until)
        span = f"{hoped.since.words}至{hoped.until.words}应发月数"
        yield from _differ(span, hoped.count, len(due))


def _ranking(scheme: Scheme, example: Example, hoped: RankingHoped, case: Case) -> Iterator[str]:
    rule = _found(scheme.conduct.rankings, hoped.id)
    if rule is None:
        yield f"没有 id 为「{hoped.id}」的评定（rankings）"
        return
    known = rule.places is not None and all(name in case.parameters for name in rule.parameters)
    told = int(case.figure(rule.places, FACTS["household_size"]).value) if rule.places and known else None
    number = places_of(rule, hoped.places if hoped.places is not None else told, hoped.posts)
    ranking = rank(rule, example.given.candidates, number, hoped.seed)
    for standing, names in hoped.standings.items():
        found = ranking.having(standing)
        places = {row.id: row.rank or 0 for row in ranking.rows}
        # Equals may be named in any order.
        hoped_order = [places.get(name) for name in names]
        if sorted(names) != sorted(found) or hoped_order != [places[name] for name in found]:
            yield from _differ(f"{rule.label}{STANDING_WORDS[standing]}", names, found)


def _visits(scheme: Scheme, example: Example, hoped: DutyHoped, case: Case) -> Iterator[str]:
    duty = _found(scheme.conduct.visits, hoped.id)
    if duty is None:
        yield f"没有 id 为「{hoped.id}」的走访责任（visits）"
        return
    standing = owed(duty, example.given.visited, hoped.since, hoped.on, case)
    yield from _differ(f"{duty.label}的期限", hoped.due, tuple(o.period.last for o in standing))
    yield from _differ(f"{duty.label}还差的次数", hoped.lacking, tuple(o.lacking for o in standing))


def _pairs(scheme: Scheme, example: Example, hoped: PairsHoped) -> Iterator[str]:
    duty = _found(scheme.conduct.visits, hoped.duty)
    if duty is None:
        yield f"没有 id 为「{hoped.duty}」的走访责任（visits）"
        return
    given = example.given
    check = check_pairs(duty.capacities, given.helpers, given.homes, given.pairs)
    yield from _differ("结对过多", hoped.over, check.over)
    yield from _differ("结对过少", hoped.under, check.under)
    yield from _differ("没有帮扶人的户", hoped.uncovered, check.uncovered)


def _counts(scheme: Scheme, hoped: Hoped) -> Iterator[str]:
    for wanted in hoped.checks:
        check = _found(scheme.conduct.checks, wanted.id)
        if check is None:
            yield f"没有 id 为「{wanted.id}」的抽查（checks）"
            continue
        drawn = draw(check, (f"{n:06d}" for n in range(wanted.of)), "算例")
        yield from _differ(f"{wanted.of} 件中抽查", wanted.count, len(drawn.chosen))
    for wanted in hoped.rosters:
        roster = _found(scheme.conduct.rosters, wanted.id)
        if roster is None:
            yield f"没有 id 为「{wanted.id}」的值班（rosters）"
            continue
        yield from _differ(f"{roster.label}天数", wanted.count, len(roster.days(wanted.since, wanted.until)))
    yield from _stock(scheme, hoped.stock)


def _stock(scheme: Scheme, hoped: Mapping[str, Decimal]) -> Iterator[str]:
    for id, left in hoped.items():
        stock = _found(scheme.conduct.stock, id)
        if stock is None:
            yield f"没有 id 为「{id}」的物资（stock）"
            continue
        check = check_stock(stock)
        yield from check.problems
        yield from _differ(f"{stock.label}余数", left, check.left)


def _objection(scheme: Scheme, example: Example, hoped: Hoped, calendar: WorkCalendar) -> Iterator[str]:
    if hoped.objection is None:
        return
    if example.received is None:
        yield "要核对异议以后的期限，就要写收到日期 received"
        return
    steps = procedure.steps(
        scheme, example.received, calendar, example.notice_days, parameters=example.parameters
    )
    known = [plan.id for plan in scheme.steps]
    if hoped.objection.step not in known:
        yield f"没有步骤「{hoped.objection.step}」"
        return
    anew = procedure.after_objection(
        scheme,
        steps,
        hoped.objection.step,
        hoped.objection.on,
        calendar,
        example.notice_days,
        example.parameters,
    )
    due = {plan.id: step.due for plan, step in zip(scheme.steps, anew, strict=True)}
    for id, day in hoped.objection.deadlines.items():
        yield from _differ(f"异议以后步骤「{id}」期限", day, due.get(id))


def _again(scheme: Scheme, example: Example) -> Iterator[str]:
    found = hits(scheme.again, example.given.earlier, example.received or example.on)
    yield from _differ("重复申请", example.expect.more.again, str(found[0].then) if found else NOTHING)


def _found(items: Iterable[N], id: str) -> N | None:
    return next((item for item in items if item.id == id), None)
