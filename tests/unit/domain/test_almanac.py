"""Lunar dates and festivals as a wall calendar has them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.domain.almanac import festivals_on, is_lunar, lunar_short, lunar_words
from desktop.domain.lunar import Festival, festival_day


@pytest.mark.parametrize(
    ("day", "words", "short"),
    [
        (date(2026, 2, 15), "腊月廿八", "廿八"),
        (date(2026, 2, 17), "正月初一", "正月"),
        (date(2025, 7, 25), "闰六月初一", "闰六月"),
        (date(2026, 1, 1), "冬月十三", "十三"),
        (date(2026, 9, 25), "八月十五", "十五"),
        (date(2101, 1, 1), "", ""),
    ],
)
def test_a_day_has_its_lunar_date(day: date, words: str, short: str) -> None:
    assert (lunar_words(day), lunar_short(day)) == (words, short)


@pytest.mark.parametrize(
    ("day", "festival"),
    [
        (date(2026, 1, 26), "腊八节"),
        (date(2026, 2, 10), "小年（北方）"),
        (date(2026, 2, 11), "小年（南方）"),
        (date(2026, 2, 16), "除夕"),
        (date(2024, 2, 9), "除夕"),
        (date(2026, 2, 17), "春节"),
        (date(2026, 3, 3), "元宵节"),
        (date(2026, 4, 5), "清明节"),
        (date(2027, 4, 5), "清明节"),
        (date(2028, 4, 4), "清明节"),
        (date(2026, 6, 19), "端午节"),
        (date(2026, 9, 25), "中秋节"),
        (date(2026, 10, 18), "重阳节"),
        (date(2026, 5, 17), "全国助残日"),
        (date(2026, 10, 17), "国家扶贫日"),
    ],
)
def test_a_festival_falls_on_its_day_and_on_no_neighbour(day: date, festival: str) -> None:
    assert festival in festivals_on(day)
    assert festival not in festivals_on(day - timedelta(days=1))
    assert festival not in festivals_on(day + timedelta(days=1))


@pytest.mark.parametrize("year", range(1990, 2060, 7))
def test_festivals_agree_with_those_that_plans_count_from(year: int) -> None:
    for festival, name in (
        (Festival.spring_festival, "春节"),
        (Festival.new_years_eve, "除夕"),
        (Festival.dragon_boat, "端午节"),
        (Festival.mid_autumn, "中秋节"),
        (Festival.double_ninth, "重阳节"),
    ):
        assert name in festivals_on(festival_day(festival, year))


def test_a_leap_month_brings_no_festival_a_second_time() -> None:
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(365)]
    assert sum("七夕" in festivals_on(d) for d in days) == 1
    assert sum("端午节" in festivals_on(d) for d in days) == 1


@pytest.mark.parametrize(
    ("words", "day", "true"),
    [
        ("农历腊月二十八", date(2026, 2, 15), True),
        ("农历正月初七", date(2026, 2, 23), True),
        ("农历除夕", date(2025, 1, 28), True),
        ("除夕", date(2026, 2, 17), False),
        ("农历十二月廿九", date(2026, 2, 16), True),
        ("腊月三十", date(2024, 2, 9), True),
        ("农历正月初一", date(2026, 2, 16), False),
        ("二月二十", date(2026, 4, 7), True),
    ],
)
def test_lunar_words_are_held_against_the_day_however_they_are_written(
    words: str, day: date, true: bool
) -> None:
    assert is_lunar(words, day) is true
