"""Days copied out of a holiday notice: one a line, spans, years left out; what is no day is named with its line."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.day_list import parse_day_list
from desktop.domain.errors import OfficeError


@pytest.mark.parametrize(
    "line",
    [
        "2026-02-14",
        "2026.2.14",
        "20260214",
        "2026年2月14日",
        "2月14日",
        "2-14",
        "2/14",
        "２月１４日（周六）",
        " 2月14日。",
    ],
)
def test_a_day_is_read_however_it_is_written(line: str) -> None:
    assert parse_day_list(line, 2026) == [(date(2026, 2, 14), "")]


def test_a_span_is_every_day_of_it_with_its_name() -> None:
    found = parse_day_list("2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一） 春节", 2026)
    assert [d for d, _ in found] == [date(2026, 2, n) for n in range(15, 24)]
    assert {name for _, name in found} == {"春节"}


def test_a_span_may_cross_into_the_next_month() -> None:
    found = parse_day_list("2026-04-30 至 2026-05-02，劳动节", 2026)
    assert [d.day for d, _ in found] == [30, 1, 2]


def test_lines_are_read_one_after_the_other_and_empty_ones_are_left_out() -> None:
    found = parse_day_list("2026-01-01 元旦\n\n2026-01-02\t元旦\n1月3日", 2026)
    assert found == [(date(2026, 1, 1), "元旦"), (date(2026, 1, 2), "元旦"), (date(2026, 1, 3), "")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-01-01\n2026-02-30", "第 2 行.*2 月没有 30 日"),
        ("元旦放假", "第 1 行"),
        ("2月23日至15日", "核对日期"),
        ("2026-01-01 至 2026-12-31", "核对日期"),
        ("2026-13-01", "没有第 13 个月"),
    ],
)
def test_what_is_no_day_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(OfficeError, match=said):
        parse_day_list(text, 2026)
