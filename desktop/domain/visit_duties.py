"""Duties to visit (走访责任): what is due by when for a pair, who looks after too many, whom nobody looks after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from desktop.domain.award import YUAN
from desktop.domain.condition import Case, Figure, Names, parameters_of
from desktop.domain.condition_reading import passage_text, read_figure
from desktop.domain.dated_parameters import read_count, whole_of
from desktop.domain.days import day_words
from desktop.domain.due import month_end
from desktop.domain.lunar import FESTIVAL_WORDS, Festival, festivals_between
from desktop.domain.money import figures
from desktop.domain.policy_text import Part


class Every(StrEnum):
    """How often something is due."""

    week = "week"
    month = "month"
    quarter = "quarter"
    half_year = "half_year"
    year = "year"
    festival = "festival"


EVERY_WORDS = {
    Every.week: "每周",
    Every.month: "每月",
    Every.quarter: "每季度",
    Every.half_year: "每半年",
    Every.year: "每年",
    Every.festival: "节日",
}
_MONTHS = {Every.month: 1, Every.quarter: 3, Every.half_year: 6, Every.year: 12}


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """How many households one of a rank looks after."""

    rank: str
    at_least: int
    at_most: int


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One duty as the scheme file states it."""

    id: str
    label: str
    every: Every
    times: int = 1
    times_parameter: str = ""
    """The parameter that says how often, where the plan leaves it blank; `times` is 0 until it is filled in."""
    festivals: tuple[Festival, ...] = ()
    ahead: int = 30
    """So many days before a festival a visit counts for it."""
    who: str = ""
    minimum_value: Figure | None = None
    """The least that help must be worth within each period."""
    capacities: tuple[Capacity, ...] = ()
    groups: frozenset[str] = frozenset()
    passage: str = ""

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters it hangs on."""
        return parameters_of(self.minimum_value)

    @property
    def blanks(self) -> tuple[str, ...]:
        """The parameters without which it can still be judged who qualifies."""
        return (self.times_parameter,) if self.times_parameter else ()

    def settled(self, parameters: Mapping[str, Decimal]) -> Duty:
        """The duty with what the office filled in."""
        name = self.times_parameter
        if name not in parameters:
            return self
        return replace(self, times=whole_of(name, parameters[name]), times_parameter="")


@dataclass(frozen=True, kw_only=True)
class Period:
    """A span of days within which the duty is due so many times."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Helped:
    """One visit that was made, with the worth of what was brought."""

    day: date
    value: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Owed:
    """How a duty stands within one period: visits made and lacking, help lacking in yuan, and whether it is over."""

    period: Period
    made: int
    lacking: int
    value_lacking: Decimal
    overdue: bool
    because: str

    @property
    def kept(self) -> bool:
        """Whether nothing is lacking."""
        return not self.lacking and not self.value_lacking


def periods(duty: Duty, first: date, last: date) -> tuple[Period, ...]:
    """The periods of a duty that touch a span of days, in order; festivals only where they fall inside it."""
    if duty.every is Every.festival:
        found = [
            Period(
                name=f"{day.year} 年{FESTIVAL_WORDS[f].split('（')[0]}",
                first=day - timedelta(days=duty.ahead),
                last=day,
            )
            for f in duty.festivals
            for day in festivals_between(f, first, last)
        ]
        return tuple(sorted(found, key=lambda p: p.last))
    made: list[Period] = []
    day = _begins(duty.every, first)
    while day <= last:
        end = _ends(duty.every, day)
        made.append(Period(name=_name(duty.every, day), first=day, last=end))
        day = end + timedelta(days=1)
    return tuple(made)


def owed(
    duty: Duty, visits: Sequence[Helped], since: date, on: date, case: Case | None = None
) -> tuple[Owed, ...]:
    """How the duty stands for one household from a day on, up to the period that day lies in."""
    duty = duty.settled(case.parameters) if case else duty
    until = on + timedelta(days=duty.ahead) if duty.every is Every.festival else on
    least = case.figure(duty.minimum_value, YUAN).value if duty.minimum_value and case else Decimal(0)
    return tuple(_standing(duty, period, visits, on, least) for period in periods(duty, since, until))


def _standing(duty: Duty, period: Period, visits: Sequence[Helped], on: date, least: Decimal) -> Owed:
    counted = [v for v in visits if period.first <= v.day <= period.last]
    worth = sum((v.value for v in counted), Decimal(0))
    lacking = max(duty.times - len(counted), 0)
    short = max(least - worth, Decimal(0))
    over = period.last < on and bool(lacking or short)
    words = [f"{period.name}应走访 {duty.times} 次，已走访 {len(counted)} 次"]
    words += [f"还差 {lacking} 次"] if lacking else []
    words += (
        [f"帮扶应值 {figures(least)} 元，已有 {figures(worth)} 元，还差 {figures(short)} 元"] if short else []
    )
    words += [f"{'已过' if over else '最晚'}{day_words(period.last)}"] if lacking or short else []
    return Owed(
        period=period,
        made=len(counted),
        lacking=lacking,
        value_lacking=short,
        overdue=over,
        because="，".join(words),
    )


# ---- pairs


@dataclass(frozen=True, kw_only=True)
class Helper:
    """One who looks after households."""

    name: str
    rank: str = ""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One helper and one household."""

    helper: str
    household: str


@dataclass(frozen=True, kw_only=True)
class PairCheck:
    """How the pairs stand: counts, who has too many or too few, whom nobody looks after."""

    helpers: int
    households: int
    people: int
    over: tuple[str, ...]
    under: tuple[str, ...]
    uncovered: tuple[str, ...]
    unranked: tuple[str, ...]
    """Helpers whose rank the plan gives no number for."""
    twice: tuple[str, ...]
    """Households more than one helper looks after; the plan may want that."""
    because: str

    @property
    def right(self) -> bool:
        """Whether every household is looked after and nobody has too many or too few."""
        return not (self.over or self.under or self.uncovered or self.unranked)


def check_pairs(
    capacities: Sequence[Capacity],
    helpers: Sequence[Helper],
    households: Mapping[str, int],
    pairs: Sequence[Pair],
) -> PairCheck:
    """The pairs against the plan's numbers; `households` says how many people live in each."""
    limits = {c.rank: c for c in capacities}
    has: dict[str, list[str]] = {h.name: [] for h in helpers}
    for pair in pairs:
        if pair.helper in has:
            has[pair.helper].append(pair.household)
    ranked = [(h, limits.get(h.rank) or limits.get("")) for h in helpers]
    over = tuple(h.name for h, limit in ranked if limit and len(has[h.name]) > limit.at_most)
    under = tuple(h.name for h, limit in ranked if limit and len(has[h.name]) < limit.at_least)
    helped = Counter(household for homes in has.values() for household in homes)
    uncovered = tuple(name for name in households if not helped[name])
    twice = tuple(name for name in households if helped[name] > 1)
    unranked = tuple(h.name for h, limit in ranked if limit is None) if capacities else ()
    people = sum(households.values())
    words = [f"帮扶人 {len(helpers)} 名，帮扶户 {len(households)} 户 {people} 人"]
    words += [f"{n}结对 {len(has[n])} 户，超过规定" for n in over]
    words += [f"{n}结对 {len(has[n])} 户，少于规定" for n in under]
    words += [f"{n}的级别没有规定户数" for n in unranked]
    words += [f"没有帮扶人的户：{'、'.join(uncovered)}"] if uncovered else ["没有漏户"]
    return PairCheck(
        helpers=len(helpers),
        households=len(households),
        people=people,
        over=over,
        under=under,
        uncovered=uncovered,
        unranked=unranked,
        twice=twice,
        because="；".join(words),
    )


def _begins(every: Every, day: date) -> date:
    if every is Every.week:
        return day - timedelta(days=day.weekday())
    months = _MONTHS[every]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _ends(every: Every, first: date) -> date:
    if every is Every.week:
        return first + timedelta(days=6)
    return month_end(first.year, first.month + _MONTHS[every] - 1)


def _name(every: Every, first: date) -> str:
    match every:
        case Every.week:
            return f"{day_words(first)}起的一周"
        case Every.month:
            return f"{first.year} 年 {first.month} 月"
        case Every.quarter:
            return f"{first.year} 年第 {(first.month + 2) // 3} 季度"
        case Every.half_year:
            return f"{first.year} 年{'上' if first.month == 1 else '下'}半年"
        case _:
            return f"{first.year} 年"


# ---- reading them from a scheme file


def read_duty(part: Part, names: Names) -> Duty:
    """One duty to visit."""
    groups = part.texts("groups")
    for group in groups:
        part.one_of("groups", names.groups, group)
    every = part.choice("every", Every)
    festivals = part.choice_list("festivals", Festival)
    if (every is Every.festival) is not bool(festivals):
        raise part.wrong(
            "festivals", "和 every 对不上", 'every = "festival" 时才写 festivals = ["spring_festival"]。'
        )
    times, times_parameter = read_count(part, "times", names.types, 1)
    duty = Duty(
        id=part.text("id"),
        label=part.text("label"),
        every=every,
        times=times,
        times_parameter=times_parameter,
        festivals=festivals,
        ahead=part.whole("ahead", 30),
        who=part.text("who", ""),
        minimum_value=read_figure(part, "minimum_value", names) if part.has("minimum_value") else None,
        capacities=tuple(_read_capacity(p) for p in part.parts("capacity")),
        groups=frozenset(groups),
        passage=passage_text(part, names),
    )
    part.done()
    return duty


def _read_capacity(part: Part) -> Capacity:
    most = part.whole("at_most")
    capacity = Capacity(rank=part.text("rank", ""), at_least=part.whole("at_least", 0), at_most=most)
    if capacity.at_least > most:
        raise part.wrong("at_least", f"下限 {capacity.at_least} 大于上限 {most}", "请检查是否写反。")
    part.done()
    return capacity
