"""How days and visits are told on screen (日期和走访的说法)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from desktop.domain.calendar import WorkCalendar
from desktop.domain.visit import Visit

WEEKDAYS = "一二三四五六日"
_ONE_DAY = timedelta(days=1)
_FAR = 60
"""Days looked at for the next working day; no holiday is longer."""


def day_told(day: date) -> str:
    """A day with its weekday, short: 03-02 周一."""
    return f"{day:%m-%d} 周{WEEKDAYS[day.weekday()]}"


def span_told(first: date, last: date) -> str:
    """A span of days; the second year only where it differs."""
    end = f"{last:%m-%d}" if last.year == first.year else last.isoformat()
    return first.isoformat() if first == last else f"{first.isoformat()} 至 {end}"


def state_told(visit: Visit, today: date) -> str:
    """How far a visit is: 已走访, 今天走访, 逾期 3 天, 未走访."""
    if visit.made_on is not None:
        return f"已走访 {visit.made_on:%m-%d}"
    if visit.day < today:
        return f"逾期 {(today - visit.day).days} 天"
    return "今天走访" if visit.day == today else "未走访"


def state_colour(visit: Visit, today: date) -> str:
    """The colour that goes with the words."""
    if visit.made_on is not None:
        return "green"
    if visit.day < today:
        return "red"
    return "amber" if visit.day == today else ""


def progress_told(planned: int, made: int) -> str:
    """完成 3/12, with what that means."""
    state = "已全部完成" if planned and made >= planned else "未开始" if not made else "进行中"
    return f"完成 {made}/{planned}　{state}"


def names_told(visitors: Iterable[str]) -> str:
    """The visitors beside each other."""
    return "、".join(visitors)


def next_workday(calendar: WorkCalendar, day: date, step: int) -> date:
    """The nearest working day after that day, or before it where the step is -1."""
    for number in range(1, _FAR):
        candidate = day + number * step * _ONE_DAY
        if calendar.is_workday(candidate):
            return candidate
    return day + step * _ONE_DAY
