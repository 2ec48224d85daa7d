"""How long archives are kept, to the day; and what must be typed before they are destroyed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.retention import Kept, confirmation, confirmed, due_on, kept, last_day, sealed_until


@pytest.mark.parametrize(
    ("sealed", "years", "last", "due"),
    [
        (date(2016, 3, 2), 10, date(2026, 3, 2), date(2026, 3, 3)),
        (date(2016, 2, 29), 10, date(2026, 2, 28), date(2026, 3, 1)),
        (date(2016, 2, 29), 4, date(2020, 2, 29), date(2020, 3, 1)),
        (date(2015, 12, 31), 10, date(2025, 12, 31), date(2026, 1, 1)),
    ],
)
def test_an_archive_is_due_on_the_day_after_its_last(sealed: date, years: int, last: date, due: date) -> None:
    assert last_day(sealed, years) == last
    assert due_on(sealed, years) == due
    assert kept(sealed, None, last, years) is Kept.sealed
    assert kept(sealed, None, due, years) is Kept.due


@given(st.dates(date(1950, 1, 1), date(2190, 12, 31)), st.integers(1, 40))
def test_the_latest_day_of_closing_that_is_due_is_found_for_every_day(today: date, years: int) -> None:
    day = sealed_until(today, years)
    assert due_on(day, years) <= today < due_on(day + timedelta(days=1), years)


def test_where_an_archive_stands() -> None:
    today = date(2026, 3, 2)
    assert kept(None, None, today) is Kept.active
    assert kept(date(2026, 3, 2), None, today) is Kept.sealed
    assert kept(date(2010, 1, 1), None, today) is Kept.due
    assert kept(date(2010, 1, 1), today, today) is Kept.destroyed


def test_the_confirmation_is_typed_with_the_very_number() -> None:
    assert confirmation(12) == "销毁 12 户"
    assert confirmed("销毁12户", 12)
    assert confirmed(" 销毁 12　户 ", 12)
    assert not confirmed("销毁 1 户", 12)
    assert not confirmed("", 12)
    assert not confirmed("销毁 12", 12)
