"""How long a notice hangs: days and working days, both ways of counting, over holidays and make-up days, and years not on file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop.domain.bureau import Counting
from desktop.domain.calendar import WorkCalendar
from desktop.domain.due import Due
from desktop.domain.due_reading import read_due
from desktop.domain.errors import OfficeError
from desktop.domain.notice_term import NoticeTerm, last_day_rule, term_of
from desktop.domain.policy_text import Part
from desktop.store.calendars import load_calendars

CALENDAR = WorkCalendar(load_calendars(Path(__file__).parents[3] / "resources" / "calendar"))
COUNTED, EXCLUDED = Counting.posting_day_counted, Counting.posting_day_excluded
FIVE = NoticeTerm(days=5, workdays=True)


def rule(**content: object) -> Due:
    part = Part("试.toml", "期限", content)
    due = read_due(part)
    part.done()
    return due


def test_a_term_says_how_it_is_counted() -> None:
    assert (NoticeTerm(days=5).told, FIVE.told) == ("5 天", "5 个工作日")


@pytest.mark.parametrize(
    ("posted", "counted", "excluded"),
    [
        # Monday: 2-6 March; 3-6, 9 March
        (date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 9)),
        # hung on Saturday 7 March, which is no working day: 9-13 March either way
        (date(2026, 3, 7), date(2026, 3, 13), date(2026, 3, 13)),
        # Labour Day 1-5 May off, Saturday 9 May worked: 29, 30 April, 6-8 May; 30 April, 6-9 May
        (date(2026, 4, 29), date(2026, 5, 8), date(2026, 5, 9)),
        # hung on Saturday 9 May, worked in return: 9, 11-14 May; 11-15 May
        (date(2026, 5, 9), date(2026, 5, 14), date(2026, 5, 15)),
    ],
)
def test_five_working_days_end_on_two_days_by_two_countings(
    posted: date, counted: date, excluded: date
) -> None:
    assert FIVE.ends(posted, CALENDAR) == (counted, excluded)
    assert FIVE.end(posted, COUNTED, CALENDAR) == counted
    assert FIVE.end(posted, EXCLUDED, CALENDAR) == excluded


def test_plain_days_take_no_notice_of_the_calendar() -> None:
    term = NoticeTerm(days=7)
    assert term.ends(date(2026, 4, 29), CALENDAR) == (date(2026, 5, 5), date(2026, 5, 6))
    assert term.skipped(date(2026, 4, 29), EXCLUDED, CALENDAR) == ""
    assert term.estimated(date(2027, 3, 1), EXCLUDED, CALENDAR) == ()


@pytest.mark.parametrize("days", [0, -2])
def test_no_days_are_refused_either_way(days: int) -> None:
    with pytest.raises(OfficeError, match=f"公示天数不能是 {days}"):
        NoticeTerm(days=days, workdays=True).ends(date(2026, 3, 2), CALENDAR)


def test_what_was_not_counted_is_told_for_the_paper() -> None:
    assert (
        FIVE.skipped(date(2026, 4, 29), EXCLUDED, CALENDAR)
        == "5月1日至5月5日劳动节放假不计入，5月9日调休上班计入"
    )
    # by the other counting the notice is over on 8 May
    assert FIVE.skipped(date(2026, 4, 29), COUNTED, CALENDAR) == "5月1日至5月5日劳动节放假不计入"
    assert FIVE.skipped(date(2026, 3, 2), EXCLUDED, CALENDAR) == "周末不计入"
    assert FIVE.skipped(date(2026, 3, 2), COUNTED, CALENDAR) == ""
    # Qingming, 4 to 6 April: one day beside a weekend
    assert NoticeTerm(days=10, workdays=True).skipped(date(2026, 4, 1), EXCLUDED, CALENDAR) == (
        "4月4日至4月6日清明节放假、周末不计入"
    )


def test_a_year_whose_holidays_are_not_on_file_is_said() -> None:
    new_year = date(2026, 12, 29)
    # 30, 31 December, 4, 5, 6 January as Monday to Friday less the statutory 1 January
    assert FIVE.end(new_year, EXCLUDED, CALENDAR) == date(2027, 1, 6)
    assert FIVE.estimated(new_year, EXCLUDED, CALENDAR) == (2027,)
    assert FIVE.skipped(new_year, EXCLUDED, CALENDAR).endswith("2027年放假安排没有登记，按周一至周五估算")
    assert FIVE.estimated(date(2026, 12, 21), EXCLUDED, CALENDAR) == ()


def test_the_term_is_found_in_the_rule_of_the_step() -> None:
    assert term_of(None) is None
    assert term_of(rule(notice="office")) is None
    assert term_of(rule(workdays=5)) is None
    assert term_of(rule(notice=7)) == NoticeTerm(days=7)
    both = rule(after="review", earliest=[{"notice_workdays": 5}, {"month_day": "05-15"}])
    assert term_of(both) == FIVE
    assert last_day_rule(both) == rule(month_day="05-15")
    assert last_day_rule(rule(notice=7)) is None
