"""A year day by day (日历): worked or off, by which notice, and where only an estimate says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.calendar import WorkCalendar, YearList
from desktop.domain.holiday_notice import MAKE_UP

_SATURDAY = 5
NOTICE_MONTH = 11
"""The month in which the State Council publishes the next year's list."""


class DayKind(StrEnum):
    """What a day is for the office."""

    work = "work"
    weekend = "weekend"
    off = "off"
    made_up = "made_up"


KIND_WORDS = {
    DayKind.work: "工作日",
    DayKind.weekend: "周末休息",
    DayKind.off: "放假",
    DayKind.made_up: "调休上班",
}


@dataclass(frozen=True, kw_only=True)
class YearDay:
    """One day as the office's calendar has it."""

    day: date
    kind: DayKind
    name: str = ""
    """The festival it is off or worked for."""
    estimated: bool = False
    """No notice of its year is on file."""

    @property
    def told(self) -> str:
        """What the day is, in words."""
        name = self.name.removesuffix(MAKE_UP)
        words = KIND_WORDS[self.kind] + (f"（{name}）" if name else "")
        return words + ("（估算）" if self.estimated else "")


def year_days(calendar: WorkCalendar, year: int) -> dict[date, YearDay]:
    """Every day of a year in order."""
    names: dict[date, str] = {}
    for listed in sorted(calendar.lists):
        names |= {**calendar.lists[listed].rest, **calendar.lists[listed].work}
    first = date(year, 1, 1)
    count = (date(year + 1, 1, 1) - first).days
    days = (first + timedelta(days=n) for n in range(count))
    return {day: _of(calendar, day, names.get(day, "")) for day in days}


def _of(calendar: WorkCalendar, day: date, name: str) -> YearDay:
    weekend = day.weekday() >= _SATURDAY
    if calendar.is_workday(day):
        kind = DayKind.made_up if weekend else DayKind.work
    else:
        kind = DayKind.off if name or not weekend else DayKind.weekend
    estimated = not name and not calendar.knows(day.year)
    return YearDay(day=day, kind=kind, name=name, estimated=estimated)


def arranged(value: YearList, day: date, kind: DayKind | None, name: str) -> YearList:
    """The list with one day off, worked, or (None) left as the weekday has it. Raises OfficeError where it cannot be."""
    rest = {d: n for d, n in value.rest.items() if d != day}
    work = {d: n for d, n in value.work.items() if d != day}
    if kind is DayKind.off:
        rest[day] = name
    elif kind is DayKind.made_up:
        work[day] = name if name.endswith(MAKE_UP) else name + MAKE_UP
    return YearList(
        year=value.year, rest=dict(sorted(rest.items())), work=dict(sorted(work.items())), source=value.source
    )


def missing_year(calendar: WorkCalendar, today: date) -> int | None:
    """The year whose list should be on file by now and is not: this one, and from November on the next."""
    if not calendar.knows(today.year):
        return today.year
    if today.month >= NOTICE_MONTH and not calendar.knows(today.year + 1):
        return today.year + 1
    return None
