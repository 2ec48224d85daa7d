"""Days as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.days import FIRST_YEAR, LAST_YEAR, day_words, parse_day
from desktop.domain.errors import OfficeError

days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "2026-02-03",
        "2026-2-3",
        "2026/2/3",
        "2026/02/03",
        "2026.2.3",
        "20260203",
        "2026年2月3日",
        "2026年02月03号",
        "2026 年 2 月 3 日",
        " 2026-02-03 ",
        "２０２６－０２－０３",
        "2026。2。3",
        "2026-02-03 00:00:00",
        "2026-02-03T00:00:00",
        "2026/2/3 0:00",
    ],
)
def test_a_day_is_read_in_every_way_offices_write_it(typed: str) -> None:
    assert parse_day(typed) == date(2026, 2, 3)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2026-02-30", "2026 年 2 月没有 30 日"),
        ("20250229", "2025 年 2 月没有 29 日"),
        ("2026年4月31日", "2026 年 4 月没有 31 日"),
        ("2026-13-01", "一年没有第 13 个月"),
        ("2026-00-10", "一年没有第 0 个月"),
        ("0000-01-01", "不存在"),
        ("2026年2月", "没有写到哪一天"),
        ("2026-02", "没有写到哪一天"),
        ("202602", "没有写到哪一天"),
        ("26-02-03", "年份写四位"),
        ("2026-02/03", "看不懂"),
        ("46056", "看不懂"),
        ("昨天", "看不懂"),
        ("2026-02-03 08:30", "看不懂"),
        ("1026-02-03", "年份不像真的"),
        ("9999-12-31", "年份不像真的"),
        ("<b>" * 40, "看不懂"),
    ],
)
def test_what_is_no_day_is_refused_with_its_text_the_reason_and_the_cure(typed: str, why: str) -> None:
    with pytest.raises(OfficeError) as refusal:
        parse_day(typed)
    said = refusal.value.said
    assert why in said
    assert f"日期「{typed[:40]}" in said
    assert "请" in said
    assert len(said) < 120


@pytest.mark.parametrize("typed", ["", "  ", "\u3000"])
def test_an_empty_day_is_refused_and_says_what_to_write(typed: str) -> None:
    with pytest.raises(OfficeError, match="日期是空的。请填写年月日"):
        parse_day(typed)


def test_29_february_exists_in_leap_years_only() -> None:
    assert parse_day("2024-2-29") == date(2024, 2, 29)
    assert parse_day("2000年2月29日") == date(2000, 2, 29)
    with pytest.raises(OfficeError):
        parse_day("1900-02-29")


def test_a_day_is_written_without_leading_zeros() -> None:
    assert day_words(date(2026, 2, 3)) == "2026年2月3日"
    assert day_words(date(2026, 12, 31)) == "2026年12月31日"


@given(days)
def test_every_way_of_writing_a_day_reads_back(day: date) -> None:
    for written in (
        day.isoformat(),
        day_words(day),
        f"{day:%Y%m%d}",
        f"{day:%Y/%m/%d}",
        f"{day.year}.{day.month}.{day.day}",
    ):
        assert parse_day(written) == day


@given(st.text(max_size=20) | st.text("0123456789-./年月日 ", max_size=14))
def test_any_text_is_either_a_day_or_a_refusal(typed: str) -> None:
    try:
        day = parse_day(typed)
    except OfficeError:
        return
    assert FIRST_YEAR <= day.year <= LAST_YEAR
