"""Conditions about days (日期类条件): ages, spans of time, windows over New Year, dated bills, festivals, filing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from desktop.domain.condition import Case, Condition, Judged, Kind, Names, Side, unknown
from desktop.domain.condition_measures import Measured, between
from desktop.domain.condition_reading import read_fact, read_span
from desktop.domain.dated_parameters import BlankDay, ParameterType, month_day_words, read_parameter
from desktop.domain.days import after_months, day_words, full_years
from desktop.domain.due import nearest
from desktop.domain.due_reading import read_month_day
from desktop.domain.errors import OfficeError
from desktop.domain.fact import Fact, FactType
from desktop.domain.fact_list import FACTS
from desktop.domain.lunar import FESTIVAL_WORDS, Festival, festival_day
from desktop.domain.money import figures
from desktop.domain.named_days import CHECK_DAY, NamedDay, read_named_day, read_window
from desktop.domain.policy_text import Part

DAYS = frozenset({FactType.day})


# ---- ages


def judge_age(condition: Condition, case: Case) -> Judged:
    """Full years (周岁) on the check's day or on the day the plan names."""
    born = case.facts.day(condition.fact)
    if born is None:
        return unknown(condition.fact)
    at = condition.at or CHECK_DAY
    day = at.day(case.on, case.parameters)
    age = full_years(born, day, day_after=condition.word == "day_after")
    owner = FACTS[condition.fact].label.removesuffix("出生日期")
    asked = Fact(
        id="",
        label=f"{owner}年龄（{at.words(case.on, case.parameters)}周岁）",
        type=FactType.whole,
        unit="岁",
    )
    found = Measured(fact=asked, value=Decimal(age), evidence=case.facts.evidence(condition.fact))
    return between(found, condition.bounds, case)


def read_age(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, DAYS) if part.has("fact") else FACTS["applicant_born"]
    counts = part.text("counts_from", "birthday")
    part.one_of("counts_from", {"birthday": "", "day_after": ""}, counts)
    at = read_named_day(part, "on", names.types)
    bounds = read_span(part, names)
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, at=at, word=counts, bounds=bounds)


# ---- spans of time, to the day


def judge_elapsed(condition: Condition, case: Case) -> Judged:
    """How long it is from a day to another, held against so many years, months or days, to the day."""
    since = case.facts.day(condition.fact)
    if since is None:
        return unknown(condition.fact)
    at = condition.at or CHECK_DAY
    day = at.day(case.on, case.parameters)
    label = FACTS[condition.fact].label
    told = [
        _span_told(since, day, b.side, b.figure.amount or Decimal(0), condition.unit)
        for b in condition.bounds
    ]
    holds = all(kept for kept, _, _ in told)
    wanted = "，且".join(words for _, words, _ in told)
    turned = "、".join(day_words(turn) for _, _, turn in told)
    return Judged(
        holds=holds,
        because=f"{label} {day_words(since)}，到 {at.words(case.on, case.parameters)}{'已' if holds else '没有'}{wanted}"
        f"（界限日 {turned}）",
        fact=case.facts.evidence(condition.fact),
        line=f"{wanted}（{turned}）",
        margin=f"距界限日 {min(abs((day - turn).days) for _, _, turn in told)} 天",
        flip=f"{label}的时间{'不再' if holds else ''}{wanted}",
    )


_SPAN_WORDS = {
    Side.at_least: "满 {}",
    Side.above: "超过 {}",
    Side.at_most: "不超过 {}",
    Side.below: "不满 {}",
    Side.equals: "正好 {}",
}
_UNITS = {"years": "年", "months": "个月", "days": "天"}


def _span_told(since: date, day: date, side: Side, amount: Decimal, unit: str) -> tuple[bool, str, date]:
    number = int(amount)
    turn = since + timedelta(days=number) if unit == "days" else after_months(since, number * _MONTHS[unit])
    held = {
        Side.at_least: day >= turn,
        Side.above: day > turn,
        Side.at_most: day <= turn,
        Side.below: day < turn,
        Side.equals: day == turn,
    }
    return held[side], _SPAN_WORDS[side].format(f"{number} {_UNITS[unit]}"), turn


_MONTHS = {"years": 12, "months": 1}


def read_elapsed(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, DAYS)
    unit = part.text("unit")
    part.one_of("unit", _UNITS, unit)
    at = read_named_day(part, "on", names.types)
    bounds = read_span(part, names)
    for bound in bounds:
        amount = bound.figure.amount
        if amount is None or amount != int(amount) or amount > 5000:
            raise part.wrong(bound.side, "应是整数", "请写 3 这样的整数，单位写在 unit 里。")
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, unit=unit, at=at, bounds=bounds)


# ---- windows


def judge_day_within(condition: Condition, case: Case) -> Judged:
    """A day inside a span of days, both ends included; without a fact the day of the check."""
    window = condition.window
    assert window is not None
    day = case.facts.day(condition.fact) if condition.fact else case.on
    if day is None:
        return unknown(condition.fact)
    first, last = window.days(case.on, case.parameters)
    holds = first <= day <= last
    label = FACTS[condition.fact].label if condition.fact else "核对日期"
    words = window.words(case.on, case.parameters)
    return Judged(
        holds=holds,
        because=f"{label} {day_words(day)}，{'在' if holds else '不在'} {words}之内",
        fact=case.facts.evidence(condition.fact) if condition.fact else f"{label}：{day_words(day)}",
        line=words,
        flip=f"{label}{'不在' if holds else '在'} {words}之内",
    )


def read_day_within(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, DAYS).id if part.has("fact") else ""
    return Condition(
        kind=kind, clause=clause, source=source, fact=fact, window=read_window(part, names.types)
    )


def judge_receipts(condition: Condition, case: Case) -> Judged:
    """Bills dated inside a window, added up and held against a bound; those outside do not count."""
    window = condition.window
    assert window is not None
    kept = case.facts.receipts(condition.fact)
    if kept is None:
        return unknown(condition.fact)
    first, last = window.days(case.on, case.parameters)
    inside = [yuan for day, yuan in kept.bills if first <= day <= last]
    outside = [(day, yuan) for day, yuan in kept.bills if not first <= day <= last]
    label = FACTS[condition.fact].label
    asked = Fact(id="", label=f"{window.words(case.on, case.parameters)}的{label}", type=FactType.money)
    found = Measured(fact=asked, value=sum(inside, Decimal(0)), evidence=case.facts.evidence(condition.fact))
    judged = between(found, condition.bounds, case)
    if outside and judged.holds is not None:
        left = "、".join(f"{day_words(day)} {figures(yuan)} 元" for day, yuan in outside)
        return Judged(
            holds=judged.holds,
            because=f"{judged.because}（另有 {len(outside)} 张不在时段内，不计：{left}）",
            fact=judged.fact,
            line=judged.line,
            margin=judged.margin,
            flip=judged.flip,
        )
    return judged


def read_receipts(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, frozenset({FactType.receipts}))
    window = read_window(part, names.types)
    bounds = read_span(part, names)
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, window=window, bounds=bounds)


# ---- festivals


def judge_near_festival(condition: Condition, case: Case) -> Judged:
    """The day of the check lies so many days before or after a festival, both ends included."""
    festival = Festival(condition.word)
    around = [festival_day(festival, case.on.year + n) for n in (-1, 0, 1)]
    before, after = timedelta(days=condition.number), timedelta(days=condition.day)
    hit = next((d for d in around if d - before <= case.on <= d + after), None)
    day = hit or min(around, key=lambda d: abs(d - case.on))
    name = FESTIVAL_WORDS[festival].split("（")[0]
    span = f"{day_words(day - before)}至{day_words(day + after)}（含）"
    return Judged(
        holds=hit is not None,
        because=f"{name}是 {day_words(day)}，核对日期 {day_words(case.on)} {'在' if hit else '不在'} {span}之内",
        fact=f"核对日期：{day_words(case.on)}",
        line=span,
        flip=f"核对日期{'不在' if hit else '在'} {span}之内",
    )


def read_near_festival(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    festival = part.choice("festival", Festival)
    return Condition(
        kind=kind,
        clause=clause,
        source=source,
        word=festival,
        number=part.whole("before", 0),
        day=part.whole("after", 0),
    )


# ---- filing


def judge_filed_by(condition: Condition, case: Case) -> Judged:
    """Filed by a day of the year. An application that has not come in yet cannot be late."""
    received = case.facts.day(condition.fact)
    month, of_month = _filing_day(condition, case.parameters)
    day = month_day_words((month, of_month))
    if received is None:
        return Judged(
            holds=True, because=f"申请材料还没有收到，未逾期；须在 {day}前交来", flip=f"{day}以后才收到"
        )
    if received > case.on:
        raise OfficeError(
            f"申请材料收到日期{day_words(received)}晚于核对日期{day_words(case.on)}。请改正其中一个。"
        )
    last = nearest(month, of_month, received)
    return Judged(
        holds=received <= last,
        because=f"{day_words(received)}收到申请材料，截止日为 {day_words(last)}"
        + ("，没有逾期" if received <= last else f"，逾期 {(received - last).days} 天"),
        fact=case.facts.evidence(condition.fact),
        line=f"{day_words(last)}前（含当日）",
        flip=f"在 {day_words(last)}{'以后收到' if received <= last else '前收到'}",
    )


def _filing_day(condition: Condition, parameters: Mapping[str, Decimal]) -> tuple[int, int]:
    if condition.at is None:
        return condition.month, condition.day
    settled = condition.at.settled(parameters).month_day
    assert settled is not None
    return settled


def read_filed_by(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, DAYS)
    if isinstance(part.raw("month_day"), dict):
        name = read_parameter(part, "month_day", names.types, ParameterType.month_day)
        at = NamedDay(blank=BlankDay(parameter=name, yearly=True))
        return Condition(kind=kind, clause=clause, source=source, fact=fact.id, at=at)
    month, day = read_month_day(part, "month_day")
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, month=month, day=day)


DAY_KINDS: Mapping[str, Kind] = {
    "age": Kind(read_age, judge_age, ordered=True),
    "elapsed": Kind(read_elapsed, judge_elapsed, ordered=True),
    "day_within": Kind(read_day_within, judge_day_within),
    "receipts": Kind(read_receipts, judge_receipts),
    "near_festival": Kind(read_near_festival, judge_near_festival),
    "filed_by": Kind(read_filed_by, judge_filed_by, lenient=True),
}
"""The kinds of condition about days."""
