"""Festivals (节日): on which day of our calendar a lunar or a fixed festival falls in a year."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from borax.calendars.lunardate import LunarDate

from desktop.domain.errors import OfficeError

FIRST_YEAR = 1901
LAST_YEAR = 2099
"""The years the lunar calendar is worked out for."""


class Festival(StrEnum):
    """The festivals a plan counts from."""

    new_year = "new_year"
    new_years_eve = "new_years_eve"
    spring_festival = "spring_festival"
    lantern_festival = "lantern_festival"
    labour_day = "labour_day"
    dragon_boat = "dragon_boat"
    childrens_day = "childrens_day"
    teachers_day = "teachers_day"
    mid_autumn = "mid_autumn"
    national_day = "national_day"
    double_ninth = "double_ninth"


FESTIVAL_WORDS = {
    Festival.new_year: "元旦",
    Festival.new_years_eve: "除夕",
    Festival.spring_festival: "春节（农历正月初一）",
    Festival.lantern_festival: "元宵节（农历正月十五）",
    Festival.labour_day: "劳动节",
    Festival.dragon_boat: "端午节（农历五月初五）",
    Festival.childrens_day: "儿童节",
    Festival.teachers_day: "教师节",
    Festival.mid_autumn: "中秋节（农历八月十五）",
    Festival.national_day: "国庆节",
    Festival.double_ninth: "重阳节（农历九月初九）",
}

_LUNAR = {
    Festival.spring_festival: (1, 1),
    Festival.lantern_festival: (1, 15),
    Festival.dragon_boat: (5, 5),
    Festival.mid_autumn: (8, 15),
    Festival.double_ninth: (9, 9),
}
_FIXED = {
    Festival.new_year: (1, 1),
    Festival.labour_day: (5, 1),
    Festival.childrens_day: (6, 1),
    Festival.teachers_day: (9, 10),
    Festival.national_day: (10, 1),
}


def festival_day(festival: Festival, year: int) -> date:
    """The day the festival falls on in that year; raises OfficeError outside the years known."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OfficeError(f"{year} 年的农历没有收录，只有 {FIRST_YEAR}—{LAST_YEAR} 年。请检查日期。")
    if festival in _FIXED:
        return date(year, *_FIXED[festival])
    if festival is Festival.new_years_eve:
        return festival_day(Festival.spring_festival, year) - timedelta(days=1)
    return LunarDate(year, *_LUNAR[festival]).to_solar_date()


def next_festival(festival: Festival, since: date) -> date:
    """The next time the festival comes; the day itself counts."""
    this_year = festival_day(festival, since.year)
    return this_year if this_year >= since else festival_day(festival, since.year + 1)


def festivals_between(festival: Festival, first: date, last: date) -> tuple[date, ...]:
    """Every time the festival falls within a span of days, both ends included."""
    days = (festival_day(festival, year) for year in range(first.year, last.year + 1))
    return tuple(day for day in days if first <= day <= last)
