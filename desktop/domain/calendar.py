"""Working days (工作日): Monday to Friday, moved about by each year's holiday notice (放假调休)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from desktop.domain.bureau import Counting
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError

STATUTORY = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""Statutory holidays with a fixed date: all that is sure of a year whose notice is not out yet."""

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class YearList:
    """One year's notice: the festival days off, the weekend days worked in return, and where it says so.

    Weekends outside a festival are not listed. A New Year break may reach back into December of the year before.
    """

    year: int
    rest: Mapping[date, str]
    work: Mapping[date, str]
    source: str = ""

    def __post_init__(self) -> None:
        for day in (*self.rest, *self.work):
            if not date(self.year - 1, 12, 1) <= day <= date(self.year, 12, 31):
                raise OfficeError(
                    f"{self.year} 年的放假安排里有 {day_words(day)}，不属于这一年。请改正日期，或记到 {day.year} 年。"
                )
        for day in self.work:
            if day in self.rest:
                raise OfficeError(
                    f"{day_words(day)} 既列为放假又列为上班。请核对 {self.year} 年的通知，只留一处。"
                )
            if day.weekday() < _SATURDAY:
                raise OfficeError(
                    f"{day_words(day)} 不是周末，本来就是工作日，不能列为调休上班。请核对 {self.year} 年的通知。"
                )


class NoticeEnds(NamedTuple):
    """The last day a public notice (公示) must hang, under either way of counting."""

    counted: date
    """The posting day is day 1: a civil-affairs office's habit."""
    excluded: date
    """The day after posting is day 1: 民法典 201."""

    def by(self, counting: Counting) -> date:
        """The one under that way of counting."""
        return self.counted if counting is Counting.posting_day_counted else self.excluded


@dataclass(frozen=True)
class WorkCalendar:
    """All the years an office has notices for. Days of other years are estimated, and it says which years."""

    lists: Mapping[int, YearList]

    @cached_property
    def _moved(self) -> dict[date, bool]:
        """Every listed day → is it worked; where two years' lists speak of a day the later notice wins."""
        moved: dict[date, bool] = {}
        for year in sorted(self.lists):
            moved |= dict.fromkeys(self.lists[year].rest, False) | dict.fromkeys(self.lists[year].work, True)
        return moved

    def knows(self, year: int) -> bool:
        """Whether the year's notice is on file; otherwise its days are only estimated."""
        return year in self.lists

    def is_workday(self, day: date) -> bool:
        """Whether offices work that day: by the notice, or estimated as Mon-Fri less the fixed statutory days."""
        listed = self._moved.get(day)
        if listed is not None:
            return listed
        return day.weekday() < _SATURDAY and (self.knows(day.year) or (day.month, day.day) not in STATUTORY)

    def add_workdays(self, start: date, n: int) -> date:
        """The n-th working day after the start, which itself never counts; the start where n is 0."""
        if n < 0:
            raise ValueError(f"cannot count {n} working days")
        day = start
        while n:
            day += _ONE_DAY
            n -= self.is_workday(day)
        return day

    def workdays_between(self, a: date, b: date) -> int:
        """How many working days after a, up to and including b; negative where b lies before a."""
        if b < a:
            return -self.workdays_between(b, a)
        return sum(self.is_workday(day) for day in _days_after(a, b))

    def missing_years(self, a: date, b: date) -> tuple[int, ...]:
        """The years touched from a to b whose notice is not on file, so that their days are an estimate."""
        first, last = sorted((a.year, b.year))
        return tuple(year for year in range(first, last + 1) if not self.knows(year))


def notice_ends(posted: date, days: int) -> NoticeEnds:
    """The last day of a notice hung for so many calendar days, under both ways of counting."""
    if days < 1:
        raise OfficeError(f"公示天数不能是 {days}。请填写 1 天或更多。")
    return NoticeEnds(counted=posted + timedelta(days=days - 1), excluded=posted + timedelta(days=days))


def notice_end(posted: date, days: int, counting: Counting) -> date:
    """The last day of a notice under the office's own way of counting."""
    return notice_ends(posted, days).by(counting)


def _days_after(a: date, b: date) -> Iterator[date]:
    return (a + timedelta(days=n) for n in range(1, (b - a).days + 1))
