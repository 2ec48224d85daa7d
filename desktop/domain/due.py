"""When a step is due (期限): one small function for each kind of rule, each with the words that explain it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.calendar import WorkCalendar
from desktop.domain.days import day_words
from desktop.domain.policy_text import Part

RECEIPT = "receipt"
"""`after` of a step whose time runs from the day the application came in."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """A rule for a due date as the scheme file states it."""

    kind: str
    after: str = ""
    """From which step the time runs; empty: from the step before."""
    count: int = 0
    month: int = 0
    day: int = 0


@dataclass(frozen=True, kw_only=True)
class Start:
    """The day a time runs from, with its words."""

    day: date
    words: str


Told = tuple[date, str]


def due_workdays(due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int) -> Told:
    """So many working days; the starting day does not count."""
    last = calendar.add_workdays(start.day, due.count)
    words = f"{start.words}的次日起 {due.count} 个工作日内"
    return last, words + estimate_words(calendar, start.day, last)


def due_days(due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int) -> Told:
    """So many calendar days; a last day off moves to the next working day (民法典 203)."""
    last = start.day + timedelta(days=due.count)
    words = f"{start.words}的次日起 {due.count} 天内"
    if not calendar.is_workday(last):
        moved = calendar.add_workdays(last, 1)
        words += f"，{last.isoformat()} 是休息日，顺延到 {moved.isoformat()}"
        last = moved
    return last, words + estimate_words(calendar, start.day, last)


def due_month_day(due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int) -> Told:
    """A fixed day of the year, the next time it comes."""
    this_year = date(start.day.year, due.month, due.day)
    last = this_year if this_year >= start.day else date(start.day.year + 1, due.month, due.day)
    return last, f"每年 {due.month} 月 {due.day} 日前，{start.words}之后最近的一次"


def due_filed_by(due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int) -> Told:
    """The day of the year by which applications come in; a late one is given up."""
    last = nearest(due.month, due.day, received)
    words = f"{due.month} 月 {due.day} 日前交来"
    if received > last:
        words += f"；{day_words(received)}收到，已逾期 {(received - last).days} 天，视为放弃"
    return last, words


def due_notice(due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int) -> Told:
    """A public notice of the plan's own days, or of the office's where the plan names none."""
    days = due.count or notice_days
    last = start.day + timedelta(days=days)
    given = "" if due.count else "（原文没有写天数，按本单位设置）"
    return last, f"{start.words}张贴，次日起公示 {days} 天{given}；实际截止日以张贴之日为准"


def estimate_words(calendar: WorkCalendar, first: date, last: date) -> str:
    """Says which years' holidays are not on file, so that the date is an estimate."""
    years = calendar.missing_years(first, last)
    return "".join(f"；{year} 年放假安排未登记，按周一至周五估算" for year in years)


def nearest(month: int, day: int, to: date) -> date:
    """That day of the year, in the year where it lies nearest."""
    return min((date(to.year + n, month, day) for n in (-1, 0, 1)), key=lambda d: abs((d - to).days))


def read_month_day(part: Part, key: str) -> tuple[int, int]:
    """A day of the year, written "01-30"; the leap day is no such day."""
    text = part.text(key)
    try:
        day = date.fromisoformat(f"2025-{text}")
    except ValueError:
        raise part.wrong(key, f"「{text}」不是每年都有的一天", '请写成 "01-30" 这样的月和日。') from None
    return day.month, day.day


def read_due(part: Part) -> Due:
    """A due rule: { workdays = 5, after = "receipt" }, { month_day = "11-16" } …"""
    written = [kind for kind in DUE_KINDS if part.has(kind)]
    if len(written) != 1:
        raise part.wrong("", "期限要写且只写一种", f"请写 {'、'.join(DUE_KINDS)} 之一。")
    kind = written[0]
    after = part.text("after", "")
    if kind in ("month_day", "filed_by"):
        month, day = read_month_day(part, kind)
        return Due(kind=kind, after=after, month=month, day=day)
    if kind == "notice" and part.raw(kind) == "office":
        return Due(kind=kind, after=after)
    count = part.whole(kind)
    if not count:
        raise part.wrong(kind, "天数不能是 0", "请写 1 或更大的整数。")
    return Due(kind=kind, after=after, count=count)


DUE_KINDS: Mapping[str, Callable[[Due, Start, date, WorkCalendar, int], Told]] = {
    "workdays": due_workdays,
    "days": due_days,
    "month_day": due_month_day,
    "filed_by": due_filed_by,
    "notice": due_notice,
}
"""The kinds of due rule a scheme file may use. A new one is one function and a line here."""
