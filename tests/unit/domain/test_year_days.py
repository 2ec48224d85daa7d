"""A year day by day: what is off, what is worked, and what is only an estimate."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.calendar import WorkCalendar
from desktop.domain.errors import OfficeError
from desktop.domain.holiday_notice import read_notice
from desktop.domain.year_days import DayKind, arranged, missing_year, year_days
from tests.unit.domain.holiday_texts import notice

LIST = read_notice(notice(2026)).year_list()
KNOWN = WorkCalendar({2026: LIST})


def test_every_day_of_the_year_is_there_and_is_one_of_four_kinds() -> None:
    days = year_days(KNOWN, 2026)
    assert len(days) == 365
    kinds = [d.kind for d in days.values()]
    assert kinds.count(DayKind.off) == 33
    assert kinds.count(DayKind.made_up) == 6
    assert kinds.count(DayKind.work) == sum(KNOWN.is_workday(d) for d in days) - 6
    assert not any(d.estimated for d in days.values())


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 2, 14), "调休上班（春节）"),
        (date(2026, 2, 21), "放假（春节）"),
        (date(2026, 3, 7), "周末休息"),
        (date(2026, 3, 2), "工作日"),
    ],
)
def test_a_day_is_told_in_words(day: date, told: str) -> None:
    assert year_days(KNOWN, 2026)[day].told == told


def test_days_of_a_year_without_a_list_say_that_they_are_an_estimate() -> None:
    days = year_days(KNOWN, 2027)
    assert all(d.estimated for d in days.values())
    assert days[date(2027, 10, 1)].told == "放假（估算）"
    assert days[date(2027, 10, 4)].told == "工作日（估算）"


def test_december_days_that_the_next_notice_names_are_no_estimate() -> None:
    later = read_notice("一、元旦：12月31日至1月3日放假。", 2028).year_list()
    days = year_days(WorkCalendar({2028: later}), 2027)
    assert days[date(2027, 12, 31)].told == "放假（元旦）"
    assert days[date(2027, 12, 30)].estimated


def test_one_day_is_arranged_otherwise_and_back() -> None:
    off = arranged(LIST, date(2026, 3, 6), DayKind.off, "本地活动")
    assert off.rest[date(2026, 3, 6)] == "本地活动"
    worked = arranged(off, date(2026, 3, 7), DayKind.made_up, "本地活动")
    assert worked.work[date(2026, 3, 7)] == "本地活动调休"
    back = arranged(arranged(worked, date(2026, 3, 6), None, ""), date(2026, 3, 7), None, "")
    assert back == LIST
    with pytest.raises(OfficeError, match="不是周末"):
        arranged(LIST, date(2026, 3, 6), DayKind.made_up, "本地活动")


@pytest.mark.parametrize(
    ("today", "missing"),
    [
        (date(2026, 3, 2), None),
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), 2027),
        (date(2027, 1, 4), 2027),
        (date(2025, 12, 31), 2025),
    ],
)
def test_the_year_that_should_be_on_file_is_asked_for(today: date, missing: int | None) -> None:
    assert missing_year(KNOWN, today) == missing
