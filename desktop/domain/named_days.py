"""Days and windows a plan names (日子和时段): the check's day, a fixed date, a day of each year, a festival; spans over New Year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.days import day_words
from desktop.domain.due import read_month_day
from desktop.domain.lunar import FESTIVAL_WORDS, Festival, festival_day
from desktop.domain.policy_text import Part

MonthDay = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class NamedDay:
    """A day as a plan names it; nothing set: the day of the check."""

    fixed: date | None = None
    month_day: MonthDay | None = None
    """A day of the year the check falls in."""
    festival: Festival | None = None
    """The festival of the year the check falls in."""

    def day(self, on: date) -> date:
        """Which day it is for a check on that day."""
        if self.fixed is not None:
            return self.fixed
        if self.month_day is not None:
            return date(on.year, *self.month_day)
        return on if self.festival is None else festival_day(self.festival, on.year)

    def words(self, on: date) -> str:
        """The day to be read aloud."""
        if self.festival is not None:
            return f"{FESTIVAL_WORDS[self.festival].split('（')[0]} {day_words(self.day(on))}"
        return day_words(self.day(on))

    @property
    def plain(self) -> str:
        """What the plan says, without a year."""
        if self.fixed is not None:
            return day_words(self.fixed)
        if self.month_day is not None:
            return f"当年 {self.month_day[0]} 月 {self.month_day[1]} 日"
        return "核对当日" if self.festival is None else f"当年{FESTIVAL_WORDS[self.festival].split('（')[0]}"


CHECK_DAY = NamedDay()


@dataclass(frozen=True, kw_only=True)
class Window:
    """A span of days, both ends included. Days of the year: the span begun last on or before the check."""

    since: date | MonthDay | None
    until: date | MonthDay | None

    def days(self, on: date) -> tuple[date, date]:
        """First and last day for a check on that day."""
        if isinstance(self.since, tuple) and isinstance(self.until, tuple):
            first = date(on.year, *self.since)
            if first > on:
                first = date(on.year - 1, *self.since)
            last = date(first.year, *self.until)
            return first, last if last >= first else date(first.year + 1, *self.until)
        first = self.since if isinstance(self.since, date) else date.min
        return first, self.until if isinstance(self.until, date) else date.max

    def words(self, on: date) -> str:
        """The span to be read aloud; an open end is not named."""
        first, last = self.days(on)
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
        return self.words(date.min)


def read_named_day(part: Part, key: str) -> NamedDay:
    """A day: not written or "check", 2024-12-31, "12-31", or a festival such as "double_ninth"."""
    value = part.raw(key)
    if value is None or value == "check":
        return CHECK_DAY
    if not isinstance(value, str):
        return NamedDay(fixed=part.day(key))
    if value[:1].isdigit():
        return NamedDay(month_day=read_month_day(part, key))
    return NamedDay(festival=part.choice(key, Festival))


def read_window(part: Part) -> Window:
    """A span: from and until, both as "11-05" or each as 2024-01-01; with dates one end may be left open."""
    ends = [_end(part, key) for key in ("from", "until")]
    since, until = ends
    yearly = [isinstance(end, tuple) for end in ends]
    if any(yearly) and not all(yearly):
        raise part.wrong("from", "起止两头的写法不一样", '请两头都写成 "11-05" 这样的月日，或都写成日期。')
    if since is None and until is None:
        raise part.wrong("from", "没有填写时段", '请写 from = "11-05" 和 until = "10-25"，或写日期。')
    if isinstance(since, date) and isinstance(until, date) and since > until:
        raise part.wrong("until", "止期早于起期", "请检查两个日期。")
    return Window(since=since, until=until)


def _end(part: Part, key: str) -> date | MonthDay | None:
    return read_month_day(part, key) if isinstance(part.raw(key), str) else part.day(key)
