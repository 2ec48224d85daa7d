"""Help by the month: the month after a birthday, those already of age, the last month, and what is not known yet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.entitlement import (
    Begin,
    End,
    Terms,
    birthday_at,
    entitlement,
    read_terms,
)
from desktop.domain.facts import Facts, FactValue
from desktop.domain.months import Entitlement, Month
from desktop.domain.policy_text import Part, SchemeError

AGED = Begin(kind="month_after_age", fact="received_on", age=60, women=55, not_before=Month(2022, 1))
"""The day stands for the birth date here: it is the one day fact every edition has."""


def due(begin: Begin, *ends: End, **facts: FactValue) -> Entitlement:
    return entitlement(Terms(begin=begin, ends=ends), Facts(facts))


def test_it_begins_the_month_after_the_birthday() -> None:
    man = due(AGED, received_on=date(1963, 5, 31), applicant_sex="male")
    woman = due(AGED, received_on=date(1968, 12, 1), applicant_sex="female")
    assert (man.first, woman.first) == (Month(2023, 6), Month(2024, 1))
    assert "2023年5月31日满 60 周岁，次月 2023年6月 起发" in man.because


@pytest.mark.parametrize(
    ("born", "first"),
    [
        (date(1950, 3, 1), Month(2022, 1)),
        (date(1961, 12, 31), Month(2022, 1)),
        (date(1962, 1, 1), Month(2022, 2)),
    ],
)
def test_those_already_of_age_begin_with_the_first_month_of_all(born: date, first: Month) -> None:
    assert due(AGED, received_on=born, applicant_sex="male").first == first


def test_the_months_from_start_to_death_are_listed() -> None:
    found = due(
        Begin(kind="month_after", fact="received_on"),
        End(kind="month", month=Month(2026, 6)),
        received_on=date(2026, 2, 28),
    )
    assert found.due_between(date(2026, 1, 1), date(2026, 12, 31)) == tuple(
        Month(2026, n) for n in (3, 4, 5, 6)
    )
    assert "应发 2026年3月至2026年6月，共 4 个月" in found.told(date(2026, 1, 1), date(2026, 12, 31))
    assert found.due_between(date(2026, 7, 1), date(2026, 12, 31)) == ()
    assert "没有应发的月份" in found.told(date(2026, 7, 1), date(2026, 12, 31))


def test_the_month_of_the_last_day_is_paid_and_the_earliest_end_counts() -> None:
    found = due(
        Begin(kind="month", month=Month(2025, 1)),
        End(kind="months", count=24),
        End(kind="month_of", fact="received_on"),
        received_on=date(2026, 3, 1),
    )
    assert found.last == Month(2026, 3)
    assert "发到当月 2026年3月" in found.because


def test_fading_out_lasts_so_many_months_over_new_year() -> None:
    found = due(
        Begin(kind="month_after", fact="received_on"),
        End(kind="months", count=12),
        received_on=date(2026, 5, 20),
    )
    assert (found.first, found.last) == (Month(2026, 6), Month(2027, 5))


def test_what_nobody_knows_stays_open() -> None:
    assert due(AGED, applicant_sex="male").first is None
    unknown_sex = due(AGED, received_on=date(1963, 5, 31))
    assert unknown_sex.first is None
    assert "「申请人性别」没有登记" in unknown_sex.because
    assert unknown_sex.due_between(date(2020, 1, 1), date(2030, 1, 1)) == ()
    endless = due(Begin(kind="month", month=Month(2025, 1)), End(kind="month_of", fact="received_on"))
    assert endless.last is None
    assert "止期未定" in endless.because


def test_a_number_of_months_a_person_fixes_leaves_the_end_open() -> None:
    found = due(Begin(kind="month", month=Month(2026, 1)), End(kind="months", count=6, at_most=12))
    assert found.last is None
    assert "6—12 个月，由审批人确定" in found.because


def test_an_end_before_the_start_gives_no_month() -> None:
    found = due(Begin(kind="month", month=Month(2026, 4)), End(kind="month", month=Month(2026, 1)))
    assert found.due_between(date(2025, 1, 1), date(2027, 1, 1)) == ()
    assert "早于起始月" in found.because


def test_born_on_a_leap_day() -> None:
    assert birthday_at(date(1964, 2, 29), 60) == date(2024, 2, 29)
    assert birthday_at(date(1964, 2, 29), 55) == date(2019, 2, 28)


@given(
    st.dates(date(1940, 1, 1), date(1990, 12, 31)),
    st.dates(date(2020, 1, 1), date(2060, 12, 31)),
    st.integers(0, 400),
)
def test_no_month_before_the_birthday_and_none_twice(born: date, since: date, days: int) -> None:
    found = due(AGED, End(kind="months", count=60), received_on=born, applicant_sex="male")
    months = found.due_between(since, since + timedelta(days=days))
    assert list(months) == sorted(set(months))
    for month in months:
        assert date(month.year, month.number, 1) > birthday_at(born, 60)
        assert month >= Month(2022, 1)
        assert Month.of(since) <= month <= Month.of(since + timedelta(days=days))
    assert len(found.due_between(date(1990, 1, 1), date(2199, 1, 1))) == 60


def test_start_and_stop_are_read_from_the_file() -> None:
    content: dict[str, object] = {
        "start": {"month_after_age": 60, "women": 55, "born": "received_on", "not_before": "2022-01"},
        "stop": [{"month_of": "received_on"}, {"months": 6, "at_most": 12}, {"month": "2026-12"}],
    }
    terms = read_terms(Part("试.toml", "按月", content))
    assert terms.begin == AGED
    assert [e.kind for e in terms.ends] == ["month_of", "months", "month"]
    assert terms.facts == ("received_on", "applicant_sex", "received_on")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({}, "没有填写"),
        ({"start": {}}, "要写且只写一种"),
        ({"start": {"month": "2026-13"}}, "不是月份"),
        ({"start": {"month_after": "savings"}}, "不是日期"),
        ({"start": {"month": "2026-01"}, "stop": [{"months": 12, "at_most": 6}]}, "写反了"),
        ({"start": {"month": "2026-01"}, "stop": [{}]}, "止期要写且只写一种"),
        ({"start": {"month": "2026-01", "womem": 55}}, "不认识这一项"),
    ],
)
def test_a_slip_is_named(content: dict[str, object], said: str) -> None:
    with pytest.raises(SchemeError, match=said):
        read_terms(Part("试.toml", "按月", content))
