"""When a step is due (期限): one small function for each kind of rule, each with the words that explain it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from desktop.domain.calendar import WorkCalendar
from desktop.domain.dated_parameters import day_of, month_day_of, whole_of
from desktop.domain.days import day_words
from desktop.domain.lunar import FESTIVAL_WORDS, Festival, next_festival

ESTIMATE = "估算"
"""Stands in the words of every due day that hangs on holidays not on file."""
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
    on: date | None = None
    festival: str = ""
    back_workdays: bool = False
    """Counted backwards in working days, not in days."""
    until_month: int = 0
    until_day: int = 0
    parts: tuple[Due, ...] = ()
    blanks: tuple[tuple[str, str], ...] = ()
    """What the plan leaves blank and which parameter gives it: count, on, day (of the year) or until (its other end)."""

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters it hangs on."""
        return (*(name for _, name in self.blanks), *(name for p in self.parts for name in p.parameters))

    def settled(self, parameters: Mapping[str, Decimal]) -> Due | None:
        """The rule with what the office filled in; None while something is still to be filled in."""
        if any(name not in parameters for name in self.parameters):
            return None
        due = replace(
            self, blanks=(), parts=tuple(p for part in self.parts if (p := part.settled(parameters)))
        )
        for slot, name in self.blanks:
            due = _filled(due, slot, name, parameters[name])
        return due

    def plain(self, start: str, notice_days: int) -> str:
        """The rule without dates, as the plan would say it; `start` names what the time runs from."""
        return _plain(self, start, notice_days)


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A span in which the clock stands still (停表): papers were asked for and not brought yet. The first day does not count."""

    since: date
    until: date


@dataclass(frozen=True, kw_only=True)
class Start:
    """The day a time runs from, with its words, and the spans in which the clock stood still."""

    day: date
    words: str
    stops: tuple[Stop, ...] = ()


def _filled(due: Due, slot: str, name: str, value: Decimal) -> Due:
    if slot == "on":
        return replace(due, on=day_of(value))
    if slot == "count":
        return replace(due, count=whole_of(name, value))
    month, day = month_day_of(value)
    return (
        replace(due, month=month, day=day)
        if slot == "day"
        else replace(due, until_month=month, until_day=day)
    )


Told = tuple[date, str]


def due_workdays(due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int) -> Told:
    """So many working days; the starting day does not count."""
    last = calendar.add_workdays(start.day, due.count)
    words = f"{start.words}的次日起 {due.count} 个工作日内"
    for stop in start.stops:
        since = max(stop.since, start.day)
        if since > last or stop.until <= since:
            continue
        stood = calendar.workdays_between(since, stop.until)
        last = calendar.add_workdays(last, stood)
        words += f"，其中{day_words(since)}至{day_words(stop.until)}补正材料停表 {stood} 个工作日"
    return last, words + estimate_words(calendar, start.day, last)


def due_days(due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int) -> Told:
    """So many calendar days; a last day off moves to the next working day (民法典 203)."""
    last, stood = _stood(start.day + timedelta(days=due.count), start)
    return _moved(last, f"{start.words}的次日起 {due.count} 天内{stood}", start, calendar)


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


def due_notice_workdays(
    due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int
) -> Told:
    """A public notice of so many working days, hung on the day the time begins."""
    last = calendar.add_workdays(start.day, due.count)
    words = f"{start.words}张贴，次日起公示 {due.count} 个工作日；实际截止日以张贴之日为准"
    return last, words + estimate_words(calendar, start.day, last)


def due_date(due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int) -> Told:
    """One day the plan names with its year."""
    assert due.on is not None
    return due.on, f"{day_words(due.on)}前（含当日）{_over(due.on, start)}"


def due_next_year(due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int) -> Told:
    """A fixed day of the year after the one the time begins in."""
    last = date(start.day.year + 1, due.month, due.day)
    return last, f"{start.words}的次年 {due.month} 月 {due.day} 日前"


def due_month_end(due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int) -> Told:
    """The last day of a month of the year, the next time it comes."""
    year = start.day.year + (due.month < start.day.month)
    return month_end(year, due.month), f"{due.month} 月底前，{start.words}之后最近的一次"


def due_month_after(due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int) -> Told:
    """The last day of the so-maniest month after the one the time begins in."""
    months = start.day.year * 12 + start.day.month - 1 + due.count
    which = "次月" if due.count == 1 else f"之后第 {due.count} 个月"
    return month_end(months // 12, months % 12 + 1), f"{start.words}的{which}底前"


def due_months(due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int) -> Told:
    """So many months: the same day of the month, or its last day (民法典 202); a day off moves on (203)."""
    months = start.day.year * 12 + start.day.month - 1 + due.count
    end = month_end(months // 12, months % 12 + 1)
    last, stood = _stood(end.replace(day=min(start.day.day, end.day)), start)
    return _moved(last, f"{start.words}的次日起 {due.count} 个月内{stood}", start, calendar)


def due_festival(due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int) -> Told:
    """The festival itself, the next time it comes."""
    last = next_festival(Festival(due.festival), start.day)
    return last, f"{FESTIVAL_WORDS[Festival(due.festival)]}当日，{start.words}之后最近的一次"


def due_before(due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int) -> Told:
    """Counted backwards from a festival or a fixed day; without a count the day before it."""
    if due.festival:
        goal = next_festival(Festival(due.festival), start.day)
        named = FESTIVAL_WORDS[Festival(due.festival)]
    else:
        goal = _next_day_of_year(due.month, due.day, start.day)
        named = f"{due.month} 月 {due.day} 日"
    if due.back_workdays:
        last = workdays_before(calendar, goal, due.count)
        counted = f"前 {due.count} 个工作日"
    else:
        last = goal - timedelta(days=due.count or 1)
        counted = f"前 {due.count} 天" if due.count else "以前（不含当日）"
    words = f"{named}{counted}，从{day_words(goal)}倒数，即{day_words(last)}{_over(last, start)}"
    return last, words + (estimate_words(calendar, last, goal) if due.back_workdays else "")


def due_window(due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int) -> Told:
    """The end of a yearly window that the time begins in, else of the next one; it may cross New Year."""
    first, last = window_at((due.month, due.day), (due.until_month, due.until_day), start.day)
    return last, f"{day_words(first)}起，到{day_words(last)}止"


def due_earliest(due: Due, start: Start, received: date, calendar: WorkCalendar, notice_days: int) -> Told:
    """Several rules together: the earliest of them counts."""
    told = [DUE_KINDS[p.kind](p, start, received, calendar, notice_days) for p in due.parts]
    first = min(last for last, _ in told)
    return first, "；同时".join(words for _, words in told) + f"；以先到的{day_words(first)}为准"


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def workdays_before(calendar: WorkCalendar, goal: date, count: int) -> date:
    """The so-maniest working day before a day, which itself does not count."""
    day = goal
    while count:
        day -= timedelta(days=1)
        count -= calendar.is_workday(day)
    return day


def window_at(first: tuple[int, int], last: tuple[int, int], day: date) -> tuple[date, date]:
    """The yearly window a day lies in, else the next one; one that ends before it begins crosses New Year."""
    crosses = int(last < first)
    windows = [(date(y, *first), date(y + crosses, *last)) for y in range(day.year - 1, day.year + 2)]
    return next(w for w in windows if w[1] >= day)


def _next_day_of_year(month: int, day: int, since: date) -> date:
    this_year = date(since.year, month, day)
    return this_year if this_year >= since else date(since.year + 1, month, day)


def _stood(last: date, start: Start) -> tuple[date, str]:
    """The last day put off by the days the clock stood still before it, with the words for that."""
    words = ""
    for stop in start.stops:
        since = max(stop.since, start.day)
        if since > last or stop.until <= since:
            continue
        days = (stop.until - since).days
        last += timedelta(days=days)
        words += f"，其中{day_words(since)}至{day_words(stop.until)}补正材料停表 {days} 天"
    return last, words


def _over(last: date, start: Start) -> str:
    return f"；{start.words}时已过期" if last < start.day else ""


def _moved(last: date, words: str, start: Start, calendar: WorkCalendar) -> Told:
    if not calendar.is_workday(last):
        moved = calendar.add_workdays(last, 1)
        words += f"，{day_words(last)}是休息日，顺延到{day_words(moved)}"
        last = moved
    return last, words + estimate_words(calendar, start.day, last)


def estimate_words(calendar: WorkCalendar, first: date, last: date) -> str:
    """Says which years' holidays are not on file, so that the date is an estimate."""
    years = calendar.missing_years(first, last)
    return "".join(f"；{year} 年放假安排未登记，按周一至周五{ESTIMATE}" for year in years)


def nearest(month: int, day: int, to: date) -> date:
    """That day of the year, in the year where it lies nearest."""
    return min((date(to.year + n, month, day) for n in (-1, 0, 1)), key=lambda d: abs((d - to).days))


DUE_KINDS: Mapping[str, Callable[[Due, Start, date, WorkCalendar, int], Told]] = {
    "workdays": due_workdays,
    "days": due_days,
    "months": due_months,
    "month_day": due_month_day,
    "next_year": due_next_year,
    "date": due_date,
    "month_end": due_month_end,
    "month_after": due_month_after,
    "filed_by": due_filed_by,
    "notice": due_notice,
    "notice_workdays": due_notice_workdays,
    "festival": due_festival,
    "before": due_before,
    "window": due_window,
    "earliest": due_earliest,
}
"""The kinds of due rule a scheme file may use. A new one is one function and a line here."""


def _plain(due: Due, start: str, notice_days: int) -> str:
    festival = FESTIVAL_WORDS[Festival(due.festival)] if due.festival else ""
    goal = festival or f"{due.month} 月 {due.day} 日"
    match due.kind:
        case "workdays":
            return f"{start}的次日起 {due.count} 个工作日内"
        case "days":
            return f"{start}的次日起 {due.count} 天内"
        case "months":
            return f"{start}的次日起 {due.count} 个月内"
        case "next_year":
            return f"{start}的次年 {goal}前"
        case "date":
            return f"{day_words(due.on)}前（含当日）" if due.on else ""
        case "month_end":
            return f"{due.month} 月底前"
        case "month_after":
            return f"{start}之后第 {due.count} 个月底前"
        case "filed_by":
            return f"{goal}前交来，逾期视为放弃"
        case "notice":
            return f"公示 {due.count} 天" if due.count else f"公示 {notice_days} 天（按本单位设置）"
        case "notice_workdays":
            return f"公示 {due.count} 个工作日"
        case "festival":
            return f"{goal}当日"
        case "before":
            unit = "个工作日" if due.back_workdays else "天"
            return f"{goal}前 {due.count} {unit}" if due.count else f"{goal}以前（不含当日）"
        case "window":
            return f"每年 {goal}到 {due.until_month} 月 {due.until_day} 日"
        case "earliest":
            return "，并且 ".join(p.plain(start, notice_days) for p in due.parts)
        case _:
            return f"每年 {goal}前"
