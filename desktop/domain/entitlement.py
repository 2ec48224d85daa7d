"""Help by the month (按月享受): the rules from which month it begins and with which it ends."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desktop.domain.dated_parameters import (
    NO_PARAMETERS,
    NO_TYPES,
    BlankMonth,
    ParameterType,
    Types,
    read_parameter,
)
from desktop.domain.days import day_words
from desktop.domain.facts import FACTS, Facts, FactType
from desktop.domain.months import Entitlement, Month
from desktop.domain.policy_text import Part

SEX = "applicant_sex"
"""The fact that says which of two ages counts."""


@dataclass(frozen=True, kw_only=True)
class Begin:
    """When monthly help begins: after an age or a day, in the month of a day, or in a month the plan names."""

    kind: str
    fact: str = ""
    age: int = 0
    women: int = 0
    """The age for women where it differs."""
    month: Month | BlankMonth | None = None
    not_before: Month | BlankMonth | None = None
    """The month from which the plan pays at all; nobody is paid for earlier ones."""


@dataclass(frozen=True, kw_only=True)
class End:
    """What ends monthly help: the month of a day is the last, so many months, or a last month the plan names."""

    kind: str
    fact: str = ""
    count: int = 0
    at_most: int = 0
    """More than `count` where a person fixes how many."""
    month: Month | BlankMonth | None = None


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Start and stop rules of a monthly award; the earliest end counts."""

    begin: Begin
    ends: tuple[End, ...] = ()

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters they hang on."""
        months = (self.begin.month, self.begin.not_before, *(e.month for e in self.ends))
        return tuple(m.parameter for m in months if isinstance(m, BlankMonth))

    def settled(self, parameters: Mapping[str, Decimal]) -> Terms:
        """The rules with the months the office filled in; those still blank stay so."""
        if not self.parameters:
            return self
        begin = replace(
            self.begin,
            month=_month(self.begin.month, parameters),
            not_before=_month(self.begin.not_before, parameters),
        )
        return Terms(
            begin=begin, ends=tuple(replace(e, month=_month(e.month, parameters)) for e in self.ends)
        )

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts they ask about."""
        sex = (SEX,) if self.begin.women else ()
        return tuple(f for f in (self.begin.fact, *sex, *(e.fact for e in self.ends)) if f)


def _month(month: Month | BlankMonth | None, parameters: Mapping[str, Decimal]) -> Month | BlankMonth | None:
    return (month.settled(parameters) or month) if isinstance(month, BlankMonth) else month


def entitlement(terms: Terms, facts: Facts, parameters: Mapping[str, Decimal] = NO_PARAMETERS) -> Entitlement:
    """From which month to which one help is due on these facts; what is unknown stays open and is said."""
    terms = terms.settled(parameters)
    first, began = _first(terms.begin, facts)
    last: Month | None = None
    words = [began]
    for end in terms.ends:
        found, told = _last(end, first, facts)
        words.append(told)
        if found is not None:
            last = found if last is None else min(last, found)
    if first is not None and last is not None and last < first:
        words.append(f"止期 {last.words} 早于起始月，没有应发的月份")
    return Entitlement(first=first, last=last, because="；".join(words))


def birthday_at(born: date, age: int) -> date:
    """The day an age is reached; born on 29 February it is the last of February (民法典 202)."""
    year = born.year + age
    return date(year, born.month, min(born.day, monthrange(year, born.month)[1]))


def _first(begin: Begin, facts: Facts) -> tuple[Month | None, str]:
    if begin.kind == "month":
        assert isinstance(begin.month, Month)
        return begin.month, f"从 {begin.month.words} 起发"
    day = facts.day(begin.fact)
    label = FACTS[begin.fact].label
    if day is None:
        return None, f"「{label}」没有登记，起始月待定"
    if begin.kind == "month_after_age":
        return _after_age(begin, day, facts)
    first = Month.of(day).plus(1 if begin.kind == "month_after" else 0)
    which = "次月" if begin.kind == "month_after" else "当月"
    return _not_before(begin, first, f"{label} {day_words(day)}，{which}")


def _after_age(begin: Begin, born: date, facts: Facts) -> tuple[Month | None, str]:
    age = begin.age
    if begin.women:
        sex = facts.chosen(SEX)
        if sex is None:
            return None, f"「{FACTS[SEX].label}」没有登记，起始月待定"
        age = begin.women if "female" in sex else begin.age
    reached = birthday_at(born, age)
    return _not_before(begin, Month.of(reached).plus(1), f"{day_words(reached)}满 {age} 周岁，次月")


def _not_before(begin: Begin, first: Month, words: str) -> tuple[Month, str]:
    if isinstance(begin.not_before, Month) and first < begin.not_before:
        return (
            begin.not_before,
            f"{words}为 {first.words}，早于起算月，从 {begin.not_before.words} 起发，以前不补发",
        )
    return first, f"{words} {first.words} 起发"


def _last(end: End, first: Month | None, facts: Facts) -> tuple[Month | None, str]:
    if end.kind == "month":
        assert isinstance(end.month, Month)
        return end.month, f"发到 {end.month.words}（含）"
    if end.kind == "months":
        if end.at_most > end.count:
            return None, f"享受 {end.count}—{end.at_most} 个月，由审批人确定"
        last = first.plus(end.count - 1) if first is not None else None
        return last, f"共 {end.count} 个月" + (f"，到 {last.words} 止" if last else "")
    label = FACTS[end.fact].label
    day = facts.day(end.fact)
    if day is None:
        return None, _open_end(label)
    last = Month.of(day)
    return last, f"{label} {day_words(day)}，发到当月 {last.words}"


def _open_end(label: str) -> str:
    return f"「{label}」没有登记，止期未定"


_OPEN_END = re.compile(f"；?{_open_end('[^「」]*')}")


def without_open_end(because: str) -> str:
    """The reason without what nobody knows yet of its end: no living person reads that their day of death is not on file."""
    return _OPEN_END.sub("", because)


# ---- reading them from a scheme file


def read_month(part: Part, key: str) -> Month:
    """A month written "2026-01"."""
    text = part.text(key)
    try:
        return Month.of(date.fromisoformat(f"{text}-01"))
    except ValueError:
        raise part.wrong(key, f"「{text}」不是月份", '请写成 "2026-01"。') from None


def _read_month(part: Part, key: str, types: Types) -> Month | BlankMonth:
    """A month, or { parameter = "…" } where the plan leaves it blank."""
    if isinstance(part.raw(key), dict):
        return BlankMonth(parameter=read_parameter(part, key, types, ParameterType.month))
    return read_month(part, key)


def read_terms(part: Part, types: Types = NO_TYPES) -> Terms:
    """Start and stop rules: start = { month_after = "…" }, stop = [ { month_of = "…" }, { months = 12 } ]."""
    begin = part.part("start")
    if begin is None:
        raise part.absent("start", 'start = { month = "2026-01" }')
    terms = Terms(
        begin=_read_begin(begin, types), ends=tuple(_read_end(p, types) for p in part.parts("stop"))
    )
    part.done()
    return terms


def _day_fact(part: Part, key: str) -> str:
    fact = part.one_of(key, FACTS, part.text(key))
    if fact.type is not FactType.day:
        raise part.wrong(key, f"「{fact.label}」不是日期", "请换成一个日期事实。")
    return fact.id


def _read_begin(part: Part, types: Types) -> Begin:
    kinds = ("month_after_age", "month_after", "month_of", "month")
    written = [k for k in kinds if part.has(k)]
    if len(written) != 1:
        raise part.wrong("", "起始月要写且只写一种", f"请写 {'、'.join(kinds)} 之一。")
    begin = Begin(
        kind=written[0], not_before=_read_month(part, "not_before", types) if part.has("not_before") else None
    )
    match begin.kind:
        case "month":
            begin = replace(begin, month=_read_month(part, "month", types))
        case "month_after_age":
            age, women = part.whole("month_after_age"), part.whole("women", 0)
            begin = replace(begin, age=age, women=women, fact=_day_fact(part, "born"))
        case _:
            begin = replace(begin, fact=_day_fact(part, begin.kind))
    part.done()
    return begin


def _read_end(part: Part, types: Types) -> End:
    kinds = ("month_of", "months", "month")
    written = [k for k in kinds if part.has(k)]
    if len(written) != 1:
        raise part.wrong("", "止期要写且只写一种", f"请写 {'、'.join(kinds)} 之一。")
    match written[0]:
        case "month_of":
            end = End(kind="month_of", fact=_day_fact(part, "month_of"))
        case "month":
            end = End(kind="month", month=_read_month(part, "month", types))
        case _:
            count = part.whole("months")
            end = End(kind="months", count=count, at_most=part.whole("at_most", count))
            if not 0 < end.count <= end.at_most:
                raise part.wrong("months", "月数写反了或者是 0", "请写 months = 6, at_most = 12。")
    part.done()
    return end
