"""Due rules: every kind with its day and its words, lunar festivals against known days, and windows over New Year."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.calendar import WorkCalendar
from desktop.domain.due import DUE_KINDS, Start, window_at
from desktop.domain.due_reading import read_due
from desktop.domain.errors import OfficeError
from desktop.domain.lunar import Festival, festival_day, festivals_between, next_festival
from desktop.domain.policy_text import Part, SchemeError
from desktop.store.calendars import load_calendars

CALENDAR = WorkCalendar(load_calendars(Path(__file__).parents[3] / "resources" / "calendar"))


def due_on(start: date, **content: object) -> tuple[date, str]:
    part = Part("试.toml", "期限", content)
    due = read_due(part)
    part.done()
    return DUE_KINDS[due.kind](due, Start(day=start, words="受理"), start, CALENDAR, 5)


@pytest.mark.parametrize(
    ("festival", "day"),
    [
        (Festival.spring_festival, date(2026, 2, 17)),
        (Festival.spring_festival, date(2027, 2, 6)),
        (Festival.new_years_eve, date(2026, 2, 16)),
        (Festival.double_ninth, date(2026, 10, 18)),
        (Festival.double_ninth, date(2033, 10, 1)),
        (Festival.dragon_boat, date(2026, 6, 19)),
        (Festival.mid_autumn, date(2026, 9, 25)),
        (Festival.mid_autumn, date(2025, 10, 6)),
        (Festival.teachers_day, date(2026, 9, 10)),
    ],
)
def test_festivals_fall_on_their_days(festival: Festival, day: date) -> None:
    assert festival_day(festival, day.year) == day


def test_the_next_festival_is_today_or_later_and_years_unknown_are_refused() -> None:
    assert next_festival(Festival.spring_festival, date(2026, 2, 17)) == date(2026, 2, 17)
    assert next_festival(Festival.spring_festival, date(2026, 2, 18)) == date(2027, 2, 6)
    assert festivals_between(Festival.double_ninth, date(2026, 1, 1), date(2027, 12, 31)) == (
        date(2026, 10, 18),
        date(2027, 10, 8),
    )
    with pytest.raises(OfficeError, match="2100 年的农历没有收录"):
        festival_day(Festival.spring_festival, 2100)


@pytest.mark.parametrize(
    ("start", "content", "day", "words"),
    [
        (date(2026, 1, 5), {"date": date(2026, 2, 10)}, date(2026, 2, 10), "2026年2月10日前（含当日）"),
        (date(2026, 3, 5), {"date": date(2026, 2, 10)}, date(2026, 2, 10), "已过期"),
        (date(2025, 11, 16), {"next_year": "01-07"}, date(2026, 1, 7), "次年 1 月 7 日前"),
        (date(2026, 1, 2), {"next_year": "01-07"}, date(2027, 1, 7), "次年"),
        (date(2026, 3, 9), {"month_end": 6}, date(2026, 6, 30), "6 月底前"),
        (date(2026, 7, 1), {"month_end": 6}, date(2027, 6, 30), "最近的一次"),
        (date(2026, 1, 9), {"month_end": 12}, date(2026, 12, 31), "12 月底前"),
        (date(2026, 12, 9), {"month_after": 1}, date(2027, 1, 31), "次月底前"),
        (date(2026, 11, 9), {"month_after": 3}, date(2027, 2, 28), "之后第 3 个月底前"),
        (date(2026, 1, 30), {"months": 1}, date(2026, 2, 28), "1 个月内"),
        (date(2026, 5, 15), {"months": 1}, date(2026, 6, 15), "1 个月内"),
        (date(2026, 2, 21), {"months": 1}, date(2026, 3, 23), "是休息日，顺延到2026年3月23日"),
        # 28, 29, 30 April, 6, 7 May; 1 to 5 May off
        (date(2026, 4, 27), {"notice_workdays": 5}, date(2026, 5, 7), "次日起公示 5 个工作日"),
        # 29, 30 April, 6, 7, 8, 9 (Saturday, worked)
        (date(2026, 4, 28), {"notice_workdays": 6}, date(2026, 5, 9), "实际截止日以张贴之日为准"),
        (date(2027, 3, 1), {"notice_workdays": 5}, date(2027, 3, 8), "2027 年放假安排未登记"),
        (date(2026, 1, 5), {"festival": "double_ninth"}, date(2026, 10, 18), "重阳节（农历九月初九）当日"),
        (date(2026, 1, 5), {"before": "spring_festival"}, date(2026, 2, 16), "以前（不含当日）"),
        (date(2026, 1, 5), {"before": "spring_festival", "days_before": 10}, date(2026, 2, 7), "前 10 天"),
        (date(2026, 1, 5), {"before": "mid_autumn", "workdays_before": 3}, date(2026, 9, 22), "个工作日"),
        (date(2026, 2, 12), {"before": "spring_festival", "days_before": 10}, date(2026, 2, 7), "已过期"),
        (date(2026, 1, 5), {"before": "02-11", "workdays_before": 2}, date(2026, 2, 9), "2 月 11 日前"),
        (date(2026, 1, 5), {"window": {"from": "12-05", "to": "03-05"}}, date(2026, 3, 5), "2025年12月5日起"),
        (date(2026, 3, 6), {"window": {"from": "12-05", "to": "03-05"}}, date(2027, 3, 5), "2026年12月5日起"),
        (
            date(2026, 4, 13),
            {"earliest": [{"workdays": 5}, {"month_day": "04-15"}]},
            date(2026, 4, 15),
            "以先到的2026年4月15日为准",
        ),
        (
            date(2026, 4, 2),
            {"earliest": [{"workdays": 5}, {"month_day": "04-15"}]},
            date(2026, 4, 10),
            "同时",
        ),
    ],
)
def test_a_due_day_comes_out_with_its_words(
    start: date, content: dict[str, object], day: date, words: str
) -> None:
    last, told = due_on(start, **content)
    assert last == day
    assert words in told


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"workdays": 5, "days": 3}, "要写且只写一种"),
        ({"workdays": 0}, "不能是 0"),
        ({"month_end": 13}, "没有第 13 个月"),
        ({"festival": "spring_fest"}, "spring_festival"),
        ({"before": "spring_festival", "days_before": 2, "workdays_before": 2}, "只写一种"),
        ({"before": "02-10"}, "改用 month_day"),
        ({"before": "02-30", "days_before": 2}, "不是每年都有的一天"),
        ({"window": {"from": "12-05"}}, "没有填写"),
        ({"earliest": [{"workdays": 5}]}, "至少要有两种"),
        ({"earliest": [{"workdays": 5, "after": "receipt"}, {"days": 1}]}, "写在外面"),
    ],
)
def test_a_slip_in_a_due_rule_is_named(content: dict[str, object], said: str) -> None:
    with pytest.raises(SchemeError, match=said):
        due_on(date(2026, 1, 5), **content)


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_a_window_over_new_year_is_the_one_the_day_lies_in_or_the_next(day: date) -> None:
    first, last = window_at((12, 5), (3, 5), day)
    assert last >= day
    assert last.year == first.year + 1
    before = date(last.year - 1, 3, 5)
    assert before < day


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)), st.sampled_from(list(Festival)), st.integers(1, 30))
def test_counting_back_never_passes_the_festival(start: date, festival: Festival, days: int) -> None:
    last, _ = due_on(start, before=str(festival), days_before=days)
    assert last + timedelta(days=days) == next_festival(festival, start)


@pytest.mark.parametrize("kind", ["festival", "before", "window", "date", "next_year", "month_after"])
def test_every_rule_can_be_said_without_dates(kind: str) -> None:
    content: dict[str, dict[str, object]] = {
        "festival": {"festival": "double_ninth"},
        "before": {"before": "spring_festival", "days_before": 7},
        "window": {"window": {"from": "12-05", "to": "03-05"}},
        "date": {"date": date(2026, 2, 10)},
        "next_year": {"next_year": "01-07"},
        "month_after": {"month_after": 2},
    }
    said = read_due(Part("试.toml", "期限", content[kind])).plain("受理", 5)
    assert said
    assert "None" not in said
    assert " 0 " not in said
