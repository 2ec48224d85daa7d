"""Working days, with and without a year's notice, and the end of public notices."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.bureau import Counting
from desktop.domain.calendar import WorkCalendar, YearList, notice_end, notice_ends
from desktop.domain.errors import OfficeError

EMPTY = WorkCalendar({})
SHORT_2027 = YearList(
    2027,
    rest={date(2026, 12, 31): "元旦", date(2027, 1, 1): "元旦", date(2027, 2, 8): "春节"},
    work={date(2027, 2, 6): "春节调休"},
    source="虚构的通知",
)
KNOWN = WorkCalendar({2027: SHORT_2027})


def test_a_listed_year_follows_its_list_and_nothing_else() -> None:
    assert KNOWN.is_workday(date(2027, 2, 6)), "a Saturday worked in return"
    assert not KNOWN.is_workday(date(2027, 2, 8)), "a Monday off"
    assert not KNOWN.is_workday(date(2027, 2, 7)), "an ordinary Sunday"
    assert KNOWN.is_workday(date(2027, 10, 1)), (
        "no statutory day is guessed into a list that does not name it"
    )


def test_a_new_year_break_may_begin_in_december_of_the_year_before() -> None:
    assert not KNOWN.is_workday(date(2026, 12, 31))
    assert not KNOWN.knows(2026)


def test_the_later_notice_wins_over_the_earlier_one() -> None:
    earlier = YearList(2026, rest={}, work={date(2026, 12, 26): "调休"})
    later = YearList(2027, rest={date(2026, 12, 26): "元旦"}, work={})
    assert not WorkCalendar({2027: later, 2026: earlier}).is_workday(date(2026, 12, 26))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2027, 1, 1), False),
        (date(2027, 5, 1), False),
        (date(2028, 5, 2), False),
        (date(2027, 10, 1), False),
        (date(2028, 10, 3), False),
        (date(2027, 10, 4), True),
        (date(2027, 10, 9), False),
        (date(2027, 3, 1), True),
    ],
)
def test_a_year_without_a_list_is_estimated_as_weekdays_less_the_fixed_statutory_days(
    day: date, works: bool
) -> None:
    assert EMPTY.is_workday(day) is works


def test_missing_years_are_reported_for_every_year_touched() -> None:
    assert KNOWN.missing_years(date(2027, 1, 1), date(2027, 12, 31)) == ()
    assert KNOWN.missing_years(date(2026, 12, 1), date(2028, 1, 1)) == (2026, 2028)
    assert KNOWN.missing_years(date(2028, 1, 1), date(2026, 12, 1)) == (2026, 2028)
    assert KNOWN.knows(2027)
    assert not KNOWN.knows(2028)


def test_no_working_days_from_a_start_is_the_start_even_on_a_sunday() -> None:
    sunday = date(2027, 2, 7)
    assert KNOWN.add_workdays(sunday, 0) == sunday
    assert KNOWN.add_workdays(sunday, 1) == date(2027, 2, 9)


def test_counting_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        KNOWN.add_workdays(date(2027, 1, 4), -1)


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(0, 60))
def test_adding_working_days_agrees_with_counting_them_one_by_one(start: date, n: int) -> None:
    end = KNOWN.add_workdays(start, n)
    walked = [start + timedelta(days=k) for k in range(1, (end - start).days + 1)]
    assert sum(KNOWN.is_workday(day) for day in walked) == n
    assert n == 0 or KNOWN.is_workday(end)
    assert KNOWN.workdays_between(start, end) == n
    assert KNOWN.workdays_between(end, start) == -n


def test_a_notice_hung_seven_days_ends_on_two_days_by_two_countings() -> None:
    posted = date(2026, 3, 2)
    ends = notice_ends(posted, 7)
    assert ends == (date(2026, 3, 8), date(2026, 3, 9))
    assert (ends.counted, ends.excluded) == ends
    assert notice_end(posted, 7, Counting.posting_day_counted) == date(2026, 3, 8)
    assert notice_end(posted, 7, Counting.posting_day_excluded) == date(2026, 3, 9)


def test_a_notice_of_one_day_counted_ends_the_day_it_is_posted() -> None:
    assert notice_ends(date(2026, 2, 28), 1) == (date(2026, 2, 28), date(2026, 3, 1))


@pytest.mark.parametrize("days", [0, -3])
def test_a_notice_of_no_days_is_refused(days: int) -> None:
    with pytest.raises(OfficeError, match=f"公示天数不能是 {days}"):
        notice_ends(date(2026, 3, 2), days)


@pytest.mark.parametrize(
    ("rest", "work", "why"),
    [
        ({date(2026, 11, 30): "元旦"}, {}, "不属于这一年"),
        ({date(2028, 1, 1): "元旦"}, {}, "记到 2028 年"),
        ({date(2027, 2, 6): "春节"}, {date(2027, 2, 6): "春节调休"}, "既列为放假又列为上班"),
        ({}, {date(2027, 2, 5): "春节调休"}, "不是周末"),
    ],
)
def test_a_year_list_that_contradicts_itself_is_refused(
    rest: dict[date, str], work: dict[date, str], why: str
) -> None:
    with pytest.raises(OfficeError, match=why):
        YearList(2027, rest, work)
