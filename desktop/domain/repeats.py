"""Duties that come again and again (值班): rosters by day of the week within a window of the year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal

from desktop.domain.condition import Names
from desktop.domain.condition_reading import passage_text
from desktop.domain.dated_parameters import NO_PARAMETERS, BlankDay, MonthDay, ParameterType, read_parameter
from desktop.domain.due import window_at
from desktop.domain.due_reading import read_month_day
from desktop.domain.policy_text import Part

WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


@dataclass(frozen=True, kw_only=True)
class Roster:
    """Something done on the same days of the week at the same hour, within a window of the year."""

    id: str
    label: str
    weekdays: frozenset[int]
    at: time | None = None
    first: MonthDay | BlankDay = (1, 1)
    last: MonthDay | BlankDay = (12, 31)
    who: str = ""
    source: str = ""

    @property
    def blanks(self) -> tuple[str, ...]:
        """The parameters without which it can still be judged who qualifies."""
        return tuple(end.parameter for end in (self.first, self.last) if isinstance(end, BlankDay))

    def settled(self, parameters: Mapping[str, Decimal]) -> Roster:
        """The roster with what the office filled in."""
        window = self.window(parameters)
        return self if window is None else replace(self, first=window[0], last=window[1])

    def window(self, parameters: Mapping[str, Decimal]) -> tuple[MonthDay, MonthDay] | None:
        """Its first and last day of the year; None while one is still blank."""
        if any(name not in parameters for name in self.blanks):
            return None
        ends = [e.settled(parameters) if isinstance(e, BlankDay) else e for e in (self.first, self.last)]
        first, last = ((e.month, e.day) if isinstance(e, date) else e for e in ends)
        return first, last

    def days(
        self, since: date, until: date, parameters: Mapping[str, Decimal] = NO_PARAMETERS
    ) -> tuple[date, ...]:
        """Every day it is due on within a span, both ends included; none while its window is blank."""
        window = self.window(parameters)
        if window is None:
            return ()
        found: list[date] = []
        day = since
        while day <= until:
            begin, end = window_at(*window, day)
            if begin <= day <= end and day.weekday() in self.weekdays:
                found.append(day)
            day += timedelta(days=1)
        return tuple(found)


def read_roster(part: Part, names: Names) -> Roster:
    """One roster: every = "day" or weekdays = ["mon"], at = "05:00", window = { from = "12-05", to = "03-05" }."""
    days = part.texts("weekdays")
    window = part.part("window")
    first: MonthDay | BlankDay = (1, 1)
    last: MonthDay | BlankDay = (12, 31)
    if window is not None:
        first, last = _read_end(window, "from", names), _read_end(window, "to", names)
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


def _read_end(part: Part, key: str, names: Names) -> MonthDay | BlankDay:
    if isinstance(part.raw(key), dict):
        return BlankDay(
            parameter=read_parameter(part, key, names.types, ParameterType.month_day), yearly=True
        )
    return read_month_day(part, key)


def _read_time(part: Part) -> time:
    text = part.text("at")
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise part.wrong("at", f"「{text}」不是钟点", '请写成 "05:00"。') from None
