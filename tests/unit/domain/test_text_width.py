"""Texts measured in the places of a spreadsheet's column."""

from __future__ import annotations

import pytest

from desktop.domain.text_width import column_width, displayed_width


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", 0),
        ("abc", 3),
        ("身份证号", 8),
        ("DA2026-0001", 11),
        ("张，3 口", 8),
        ("ＡＢ", 4),
        ("短\n再长一行", 8),
        ("𠮷田", 4),
    ],
)
def test_a_chinese_character_takes_two_places(text: str, places: int) -> None:
    assert displayed_width(text) == places


def test_a_column_is_as_wide_as_its_widest_text_within_bounds() -> None:
    assert column_width(["姓名", "阿卜杜拉·买买提"]) == 18
    assert column_width(["年"]) == 8
    assert column_width(["很长" * 30]) == 40
    assert column_width(["很长" * 30], 60) == 60
