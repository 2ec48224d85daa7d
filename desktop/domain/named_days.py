"""Days and windows a plan names (日子和时段): the check's day, a fixed date, a day of each year, a festival; spans over New Year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.dated_parameters import (
    NO_PARAMETERS,
    NO_TYPES,
    BlankDay,
    MonthDay,
    ParameterType,
    Types,
    month_day_words,
    read_blank_day,
)
from desktop.domain.days import FIRST_YEAR, LAST_YEAR, day_words
from desktop.domain.due_reading import read_month_day
from desktop.domain.errors import OfficeError
from desktop.domain.lunar import FESTIVAL_WORDS, Festival, festival_day
from desktop.domain.policy_text import Part


@dataclass(frozen=True, kw_only=True)
class YearDay:
    """A day whose year the plan leaves blank (20xx年12月31日): a parameter gives the year."""

    parameter: str
    month_day: MonthDay

    def day(self, parameters: Mapping[str, Decimal]) -> date:
        """The day, with the year the office filled in; raises OfficeError where that is no year."""
        value = parameters[self.parameter]
        if value != int(value) or not FIRST_YEAR <= value <= LAST_YEAR:
            raise OfficeError(f"参数「{self.parameter}」应是四位年份，现在是 {value:f}。请到「方案」页改正。")
        return date(int(value), *self.month_day)

    @property
    def plain(self) -> str:
        """What the plan says."""
        return f"【待填年份】{self.month_day[0]}月{self.month_day[1]}日"


@dataclass(frozen=True, kw_only=True)
class NamedDay:
    """A day as a plan names it; nothing set: the day of the check."""

    fixed: date | None = None
    year_day: YearDay | None = None
    month_day: MonthDay | None = None
    """A day of the year the check falls in."""
    festival: Festival | None = None
    """The festival of the year the check falls in."""
    blank: BlankDay | None = None
    """A day the plan leaves blank altogether."""

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters it hangs on."""
        return tuple(p.parameter for p in (self.year_day, self.blank) if p is not None)

    def settled(self, parameters: Mapping[str, Decimal]) -> NamedDay:
        """The day with what the office filled in; as it stands where it is still blank."""
        if not self.parameters or any(p not in parameters for p in self.parameters):
            return self
        if self.year_day is not None:
            return NamedDay(fixed=self.year_day.day(parameters))
        assert self.blank is not None
        day = self.blank.settled(parameters)
        return NamedDay(month_day=day) if isinstance(day, tuple) else NamedDay(fixed=day)

    def day(self, on: date, parameters: Mapping[str, Decimal] = NO_PARAMETERS) -> date:
        """Which day it is for a check on that day."""
        if self.parameters:
            settled = self.settled(parameters)
            if settled is self:
                raise KeyError(self.parameters)
            return settled.day(on)
        if self.fixed is not None:
            return self.fixed
        if self.month_day is not None:
            return date(on.year, *self.month_day)
        return on if self.festival is None else festival_day(self.festival, on.year)

    def words(self, on: date, parameters: Mapping[str, Decimal] = NO_PARAMETERS) -> str:
        """The day to be read aloud."""
        day = day_words(self.day(on, parameters))
        return day if self.festival is None else f"{FESTIVAL_WORDS[self.festival].split('（')[0]} {day}"

    @property
    def plain(self) -> str:
        """What the plan says, without a year."""
        if self.year_day is not None:
            return self.year_day.plain
        if self.blank is not None:
            return self.blank.plain
        if self.fixed is not None:
            return day_words(self.fixed)
        if self.month_day is not None:
            return f"当年 {self.month_day[0]} 月 {self.month_day[1]} 日"
        return "核对当日" if self.festival is None else f"当年{FESTIVAL_WORDS[self.festival].split('（')[0]}"


CHECK_DAY = NamedDay()


End = date | MonthDay | YearDay | BlankDay | None


@dataclass(frozen=True, kw_only=True)
class Window:
    """A span of days, both ends included. Days of the year: the span begun last on or before the check."""

    since: End
    until: End

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters that give its years or its days."""
        return tuple(e.parameter for e in (self.since, self.until) if isinstance(e, YearDay | BlankDay))

    def settled(self, parameters: Mapping[str, Decimal]) -> Window:
        """The span with what the office filled in; as it stands where it is still blank."""
        if not self.parameters or any(p not in parameters for p in self.parameters):
            return self
        return Window(since=_settled(self.since, parameters), until=_settled(self.until, parameters))

    def days(self, on: date, parameters: Mapping[str, Decimal] = NO_PARAMETERS) -> tuple[date, date]:
        """First and last day for a check on that day."""
        if self.parameters:
            settled = self.settled(parameters)
            if settled is self:
                raise KeyError(self.parameters)
            return settled.days(on)
        if isinstance(self.since, tuple) and isinstance(self.until, tuple):
            first = date(on.year, *self.since)
            if first > on:
                first = date(on.year - 1, *self.since)
            last = date(first.year, *self.until)
            return first, last if last >= first else date(first.year + 1, *self.until)
        first, last = self.since, self.until
        return (
            first if isinstance(first, date) else date.min,
            last if isinstance(last, date) else date.max,
        )

    def words(self, on: date, parameters: Mapping[str, Decimal] = NO_PARAMETERS) -> str:
        """The span to be read aloud; an open end is not named."""
        first, last = self.days(on, parameters)
        if first == date.min:
            return f"{day_words(last)}（含）以前"
        if last == date.max:
            return f"{day_words(first)}（含）以后"
        return f"{day_words(first)}至{day_words(last)}（含）"

    @property
    def plain(self) -> str:
        """What the plan says, without a year."""
        if isinstance(self.since, tuple) and isinstance(self.until, tuple):
            next_year = "次年" if self.until < self.since else ""
            return f"{self.since[0]} 月 {self.since[1]} 日至{next_year} {self.until[0]} 月 {self.until[1]} 日（含）"
        if self.parameters:
            ends = [_plain_end(e) for e in (self.since, self.until)]
            return (
                f"{ends[0]}至{ends[1]}（含）"
                if all(ends)
                else f"{''.join(ends)}（含）以{'后' if ends[0] else '前'}"
            )
        return self.words(date.min)


def _settled(end: End, parameters: Mapping[str, Decimal]) -> End:
    if isinstance(end, YearDay):
        return end.day(parameters)
    return end.settled(parameters) if isinstance(end, BlankDay) else end


def _plain_end(end: End) -> str:
    if isinstance(end, YearDay | BlankDay):
        return end.plain
    if isinstance(end, tuple):
        return month_day_words(end)
    return day_words(end) if end is not None else ""


def read_named_day(part: Part, key: str, types: Types = NO_TYPES) -> NamedDay:
    """A day: not written or "check", 2024-12-31, "12-31", a festival, or a day that is, or whose year is, a parameter."""
    value = part.raw(key)
    if isinstance(value, dict):
        read = _read_blank(part, key, types)
        return NamedDay(blank=read) if isinstance(read, BlankDay) else NamedDay(year_day=read)
    if value is None or value == "check":
        return CHECK_DAY
    if not isinstance(value, str):
        return NamedDay(fixed=part.day(key))
    if value[:1].isdigit():
        return NamedDay(month_day=read_month_day(part, key))
    return NamedDay(festival=part.choice(key, Festival))


def read_window(part: Part, types: Types = NO_TYPES) -> Window:
    """A span: from and until, both as "11-05" or each as 2024-01-01; with dates one end may be left open.

    A day whose year the plan leaves blank is { year = "a parameter", month_day = "12-31" }; one it leaves blank
    altogether is { parameter = "…" }.
    """
    ends = [_end(part, key, types) for key in ("from", "until")]
    since, until = ends
    yearly = [isinstance(end, tuple) or (isinstance(end, BlankDay) and end.yearly) for end in ends]
    if any(yearly) and not all(yearly):
        raise part.wrong("from", "起止两头的写法不一样", '请两头都写成 "11-05" 这样的月日，或都写成日期。')
    if since is None and until is None:
        raise part.wrong("from", "没有填写时段", '请写 from = "11-05" 和 until = "10-25"，或写日期。')
    if isinstance(since, date) and isinstance(until, date) and since > until:
        raise part.wrong("until", "止期早于起期", "请检查两个日期。")
    return Window(since=since, until=until)


def _end(part: Part, key: str, types: Types) -> End:
    value = part.raw(key)
    if isinstance(value, dict):
        return _read_blank(part, key, types)
    return read_month_day(part, key) if isinstance(value, str) else part.day(key)


def _read_blank(part: Part, key: str, types: Types) -> YearDay | BlankDay:
    table = part.part(key)
    assert table is not None
    if table.has("parameter"):
        return read_blank_day(part, key, types)
    years = {name: name for name, kind in types.items() if kind is ParameterType.number}
    name = table.one_of("year", years, table.text("year"))
    day = YearDay(parameter=name, month_day=read_month_day(table, "month_day"))
    table.done()
    return day
