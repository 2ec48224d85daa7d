"""Duties that come again and again (值班): rosters by day of the week within a window of the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from desktop.domain.condition import Names, passage_text
from desktop.domain.due import read_month_day, window_at
from desktop.domain.policy_text import Part

WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


@dataclass(frozen=True, kw_only=True)
class Roster:
    """Something done on the same days of the week at the same hour, within a window of the year."""

    id: str
    label: str
    weekdays: frozenset[int]
    at: time | None = None
    first: tuple[int, int] = (1, 1)
    last: tuple[int, int] = (12, 31)
    who: str = ""
    source: str = ""

    def days(self, since: date, until: date) -> tuple[date, ...]:
        """Every day it is due on within a span, both ends included."""
        found: list[date] = []
        day = since
        while day <= until:
            begin, end = window_at(self.first, self.last, day)
            if begin <= day <= end and day.weekday() in self.weekdays:
                found.append(day)
            day += timedelta(days=1)
        return tuple(found)


def read_roster(part: Part, names: Names) -> Roster:
    """One roster: every = "day" or weekdays = ["mon"], at = "05:00", window = { from = "12-05", to = "03-05" }."""
    days = part.texts("weekdays")
    window = part.part("window")
    first, last = (1, 1), (12, 31)
    if window is not None:
        first, last = read_month_day(window, "from"), read_month_day(window, "to")
        window.done()
    roster = Roster(
        id=part.text("id"),
        label=part.text("label"),
        weekdays=frozenset(part.one_of("weekdays", WEEKDAYS, d) for d in days) or frozenset(range(7)),
        at=_read_time(part) if part.has("at") else None,
        first=first,
        last=last,
        who=part.text("who", ""),
        source=passage_text(part, names),
    )
    part.done()
    return roster


def _read_time(part: Part) -> time:
    text = part.text("at")
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise part.wrong("at", f"「{text}」不是钟点", '请写成 "05:00"。') from None
