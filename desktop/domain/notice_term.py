"""How long a public notice hangs (公示期): so many days, or so many working days, and on which day either way of counting ends it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop.domain.bureau import Counting
from desktop.domain.calendar import NoticeEnds, WorkCalendar, notice_ends
from desktop.domain.due import ESTIMATE, Due
from desktop.domain.holiday_notice import MAKE_UP
from desktop.domain.year_days import DayKind, YearDay, year_days

KINDS = {"notice": False, "notice_workdays": True}
"""The due rules that say how long a notice hangs, and whether they count working days."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class NoticeTerm:
    """So many days, or so many working days."""

    days: int
    workdays: bool = False

    @property
    def told(self) -> str:
        """5 天, or 5 个工作日."""
        return f"{self.days} 个工作日" if self.workdays else f"{self.days} 天"

    def ends(self, posted: date, calendar: WorkCalendar) -> NoticeEnds:
        """Its last day under both ways of counting; a posting day that is no working day is not the first of them."""
        ends = notice_ends(posted, self.days)
        if not self.workdays:
            return ends
        return NoticeEnds(
            counted=calendar.add_workdays(posted - _ONE_DAY, self.days),
            excluded=calendar.add_workdays(posted, self.days),
        )

    def end(self, posted: date, counting: Counting, calendar: WorkCalendar) -> date:
        """Its last day under the office's own way of counting."""
        return self.ends(posted, calendar).by(counting)

    def estimated(self, posted: date, counting: Counting, calendar: WorkCalendar) -> tuple[int, ...]:
        """The years whose holidays are not on file, so that its last day is only an estimate."""
        if not self.workdays:
            return ()
        return calendar.missing_years(posted, self.end(posted, counting, calendar))

    def skipped(self, posted: date, counting: Counting, calendar: WorkCalendar) -> str:
        """Which days were not counted and which weekend days were, as the paper says it; nothing for a term in plain days."""
        if not self.workdays:
            return ""
        first = posted if counting is Counting.posting_day_counted else posted + _ONE_DAY
        last = self.end(posted, counting, calendar)
        days = [
            day
            for year in range(first.year, last.year + 1)
            for day in year_days(calendar, year).values()
            if first <= day.day <= last
        ]
        off = [f"{named}放假" for named in _spans([d for d in days if d.kind is DayKind.off])]
        off += ["周末"] * any(d.kind is DayKind.weekend for d in days)
        made_up = "、".join(_short(d.day) for d in days if d.kind is DayKind.made_up)
        words = [f"{'、'.join(off)}不计入"] if off else []
        words += [f"{made_up}调休上班计入"] if made_up else []
        words += [
            f"{year}年放假安排没有登记，按周一至周五{ESTIMATE}"
            for year in self.estimated(posted, counting, calendar)
        ]
        return "，".join(words)


def term_of(due: Due | None) -> NoticeTerm | None:
    """How long a notice hangs by the due rule of its step, filled in; None where the plan does not say."""
    if due is None:
        return None
    if due.kind == "earliest":
        return next((found for part in due.parts if (found := term_of(part)) is not None), None)
    if due.kind not in KINDS or not due.count:
        return None
    return NoticeTerm(days=due.count, workdays=KINDS[due.kind])


def last_day_rule(due: Due | None) -> Due | None:
    """What the rule asks besides how long a notice hangs, such as a day by which it is over; None where nothing."""
    if due is None or due.kind != "earliest":
        return None
    others = tuple(part for part in due.parts if part.kind not in KINDS)
    if len(others) == 1:
        return others[0]
    return replace(due, parts=others) if others else None


def _spans(days: list[YearDay]) -> list[str]:
    """Days off that follow each other for the same festival, as one: 5月1日至5月5日劳动节."""
    spans: list[list[YearDay]] = []
    for day in days:
        if spans and spans[-1][-1].name == day.name and day.day - spans[-1][-1].day == _ONE_DAY:
            spans[-1].append(day)
        else:
            spans.append([day])
    return [_span(span[0], span[-1].day) for span in spans]


def _span(first: YearDay, last: date) -> str:
    name = first.name.removesuffix(MAKE_UP)
    until = f"至{_short(last)}" if last != first.day else ""
    return f"{_short(first.day)}{until}{name}"


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"
