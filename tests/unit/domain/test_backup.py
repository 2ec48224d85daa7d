"""Which backups stay: days as they occur, newest first by counter, and no clock asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.backup import Backup, Why, is_mass_change, overdue
from desktop.domain.thinning import (
    AT_ONCE,
    DAILY,
    GUARDED,
    MONTHLY,
    RECENT_MOST,
    WEEKLY,
    kept,
    obsolete,
)

DAY = date(2026, 3, 2)
DECADE = timedelta(days=3653)


def backup(counter: int, day: date = DAY, why: Why = Why.closing, verified: bool = True) -> Backup:
    return Backup(
        folder=Path(f"{day} {counter:06d}"),
        counter=counter,
        why=why,
        at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
        day=day,
        verified=verified,
        trouble="" if verified else "没有通过检查。",
    )


def history(days: Sequence[int | date]) -> list[Backup]:
    """Backups in the order they were made, on these days counted from DAY."""
    return [backup(n, d if isinstance(d, date) else DAY + timedelta(days=d)) for n, d in enumerate(days, 1)]


def gone(backups: Sequence[Backup]) -> set[int]:
    return {b.counter for b in backups} - kept(backups)


@pytest.mark.parametrize(
    ("days", "deleted"),
    [
        ([], set[int]()),
        ([0], set[int]()),
        ([0, 0, 0], set[int]()),  # all of the latest day
        ([0, 0, 1, 1, 1], set[int]()),  # and of the one before it
        ([0, 0, 1, 1, 2, 2], {1}),  # of older days the newest one
        ([0] * 25, {1, 2, 3, 4, 5}),  # never more than twenty of the latest days
        (list(range(12)), set[int]()),  # twelve days
        # DAY is a Monday: days 2 to 13 are the twelve; days 0 and 1 lie in a week that has kept some already
        (list(range(14)), {1, 2}),
        # days 12 to 23, then the Sunday of the week before theirs
        (list(range(24)), {1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12}),
    ],
)
def test_days_then_weeks_keep_one_each(days: list[int], deleted: set[int]) -> None:
    assert gone(history(days)) == deleted


def test_a_year_of_daily_backups_keeps_days_weeks_and_months() -> None:
    backups = history(range(400))
    staying = kept(backups)
    assert len(staying) == DAILY + WEEKLY + MONTHLY
    days = sorted((b.day for b in backups if b.counter in staying), reverse=True)
    assert days[: DAILY + 1] == [DAY + timedelta(days=399 - n) for n in range(DAILY)] + [days[DAILY]]
    weeks = [d.isocalendar()[:2] for d in days[DAILY : DAILY + WEEKLY]]
    assert len(set(weeks)) == WEEKLY
    months = [(d.year, d.month) for d in days[DAILY + WEEKLY :]]
    assert len(set(months)) == MONTHLY
    assert (days[0] - days[-1]).days > 300


def test_the_newest_good_one_stays_however_many_bad_ones_follow() -> None:
    backups = [backup(1), *(backup(n, DAY + timedelta(days=n), verified=False) for n in range(2, 80))]
    staying = kept(backups)
    assert 1 in staying
    assert len(staying) <= RECENT_MOST


def test_bad_ones_take_no_place_of_good_ones() -> None:
    good = history(range(0, 60, 2))
    bad = [backup(100 + n, DAY + timedelta(days=n), verified=False) for n in range(60)]
    assert kept(good) <= kept([*good, *bad])


def test_where_nothing_is_good_nothing_is_deleted() -> None:
    bad = [backup(n, verified=False) for n in range(1, 40)]
    assert gone(bad) == set()


@pytest.mark.parametrize("why", [Why.restore, Why.upgrade])
def test_what_was_made_before_a_restore_or_upgrade_stays_for_thirty_more(why: Why) -> None:
    first, guarded = backup(1), backup(2, why=why)
    later = [backup(n, DAY + timedelta(days=n)) for n in range(3, 3 + GUARDED)]
    assert 2 in kept([first, guarded, backup(3), *later[: GUARDED - 2]])
    # The day has a newer one, so that only the guard holds it.
    assert 2 not in kept([first, guarded, backup(3), *(backup(n, b.day) for n, b in enumerate(later, 4))])


def test_one_run_deletes_the_oldest_and_never_many() -> None:
    going = obsolete(history([0] * 60))
    assert [b.counter for b in going] == [1, 2, 3, 4, 5]
    assert len(going) == AT_ONCE


HISTORIES = st.lists(st.integers(0, 6), max_size=70).map(
    lambda steps: history([sum(steps[: n + 1]) for n in range(len(steps))])
)


def next_to(backups: Sequence[Backup], days: Sequence[date]) -> list[Backup]:
    first = len(backups) + 1
    return [*backups, *(backup(first + n, d) for n, d in enumerate(days))]


def fresh_months(count: int) -> list[date]:
    """Days that share neither week nor month with anything else: what so many months of honest work would be."""
    return [date(2500 + n, 6, 15) for n in range(count)]


@given(HISTORIES, st.booleans())
def test_one_backup_under_a_wrong_clock_counts_as_one_new_day_and_no_more(
    backups: list[Backup], ahead: bool
) -> None:
    today = backups[-1].day if backups else DAY
    jumped = next_to(backups, [today + DECADE if ahead else today - DECADE])
    honest = next_to(backups, fresh_months(1))
    assert gone(jumped) == gone(honest)


@given(HISTORIES, st.lists(st.integers(0, 3), min_size=1, max_size=8), st.sampled_from([1, -1]))
def test_a_clock_that_jumps_ten_years_and_back_deletes_nothing_extra(
    backups: list[Backup], steps: list[int], way: int
) -> None:
    today = backups[-1].day if backups else DAY
    wrong = [today + way * DECADE + timedelta(days=sum(steps[: n + 1])) for n in range(len(steps))]
    jumped = next_to(backups, [*wrong, today + timedelta(days=1)])
    honest = next_to(backups, fresh_months(len(wrong) + 1))
    old = {b.counter for b in backups}
    assert gone(jumped) & old <= gone(honest) & old


@given(HISTORIES, st.integers(-4, 4))
def test_only_the_order_and_sameness_of_days_count(backups: list[Backup], centuries: int) -> None:
    # 400 years are a whole number of weeks and of calendars: the same weeks and months, shifted.
    moved = [backup(b.counter, b.day.replace(year=b.day.year + 400 * centuries)) for b in backups]
    assert kept(moved) == kept(backups)


@given(HISTORIES)
def test_thinning_again_deletes_nothing_that_was_to_stay(backups: list[Backup]) -> None:
    left = [b for b in backups if b.counter in kept(backups)]
    assert kept(left) == {b.counter for b in left}
    if backups:
        assert max(b.counter for b in backups) in kept(backups)


@pytest.mark.parametrize(
    ("records", "households", "mass"),
    [(50, 1000, False), (51, 1000, True), (11, 100, True), (10, 100, False)],
)
def test_a_mass_change_is_many_records_or_a_large_share(records: int, households: int, mass: bool) -> None:
    assert is_mass_change(records, households) is mass


@pytest.mark.parametrize(
    ("last", "due"),
    [(None, True), (0, False), (-6, False), (-7, True), (1, True), (3653, True), (-3653, True)],
)
def test_what_is_due_weekly_is_due_when_the_clock_went_back_too(last: int | None, due: bool) -> None:
    assert overdue(None if last is None else DAY + timedelta(days=last), DAY, 7) is due
