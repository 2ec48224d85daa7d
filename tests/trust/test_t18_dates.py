"""T18: full years (周岁) are reckoned by one function, held against one that walks through the calendar day by day.

The rule: the birthday itself counts; who was born on 29 February is a year older on 1 March where the year has none.
Days as they are typed, working days and year ends are tested in tests/unit/domain.
"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.domain.person import Member, Relation
from tests.trust.conftest import Figures, long_wanted

FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)


@given(st.dates(FIRST, LAST), st.dates(FIRST, LAST))
@example(date(2008, 2, 29), date(2026, 2, 28))
@example(date(2008, 2, 29), date(2026, 3, 1))
@example(date(2008, 2, 29), date(2024, 2, 29))
@example(date(2000, 2, 29), date(2100, 3, 1))
@example(date(2007, 12, 31), date(2026, 1, 1))
@settings(max_examples=2000 if long_wanted() else 200, deadline=None)
def test_full_years_are_what_walking_through_the_calendar_gives(born: date, day: date) -> None:
    if day < born:
        born, day = day, born
    assert _age(born, day) == _walked(born, day)


def test_nobody_is_a_year_older_before_or_after_their_day(figure: Figures) -> None:
    wrong = 0
    day = FIRST
    while day <= date(2008, 12, 31):
        turned = next(d for d in _days_around(day, 18) if _is_birthday(day, d))
        wrong += _age(day, turned) != 18 or _age(day, turned - timedelta(days=1)) != 17
        day += timedelta(days=1)
    figure("birth dates from 1900 to 2008 whose 18th birthday is wrong", wrong, 0)
    assert wrong == 0


def test_who_was_born_on_29_february_is_18_on_1_march() -> None:
    assert _age(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert _age(date(2008, 2, 29), date(2026, 3, 1)) == 18


def _age(born: date, day: date) -> int | None:
    return Member(ordinal=1, name="某", relation=Relation.head, born=born).age_on(day)


def _walked(born: date, day: date) -> int:
    """One more on every birthday on the way."""
    return sum(
        _is_birthday(born, d)
        for year in range(born.year + 1, day.year + 1)
        for d in _days_of(year)
        if d <= day
    )


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range(366) if (first + timedelta(days=n)).year == year]


def _days_around(born: date, years: int) -> list[date]:
    about = date(born.year + years, born.month, 1)
    return [about + timedelta(days=n) for n in range(32)]


def _is_birthday(born: date, day: date) -> bool:
    if (born.month, born.day) == (2, 29) and (day + timedelta(days=-1)).month == 2 and day.day == 1:
        return (day - timedelta(days=1)).day == 28
    return (born.month, born.day) == (day.month, day.day)
