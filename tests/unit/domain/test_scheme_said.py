"""What is wrong with a scheme in the words of the form: no key of the file and no number of its own is left in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.fact_list import FACTS
from desktop.domain.policy_text import SchemeError
from desktop.domain.scheme_said import example_in_form, said_in_form
from desktop.domain.scheme_sheet import SchemeSheet

TEXT = (Path(__file__).parents[3] / "resources" / "schemes" / "plan-03.toml").read_text("utf-8")
Where = tuple[str | int, ...]
FIRST = ("groups", 0, "require", 0)
KIN = ("groups", 1, "require", 1)


def broken(path: Where, value: object) -> str:
    """What the form says after that value was put there."""
    sheet = SchemeSheet.of(TEXT, "plan-03.toml")
    sheet.put(path, value)
    with pytest.raises(SchemeError) as refused:
        sheet.scheme()
    assert refused.value.said.startswith("方案文件 plan-03.toml，"), "the file's own sentence stays as it is"
    return said_in_form(refused.value, sheet)


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("title",), None, "「方案名称」：没有填写。请填写。"),
        (("groups",), None, "「对象类别」：没有填写。请添加「对象类别」，说明方案帮扶哪些人。"),
        (("offices",), ["club"], "「哪种办公室用」：没有「club」可选。可以写：「工会」、「学校」、「乡镇（街道）」。请改正。"),
        (("examples", 0, "on"), None, "「第 1 个算例 {example}」的「核对日期」：没有填写。请写核对日期，例如 2026-01-15。"),
        (("parameters", 0, "minimum"), "一", "「第 1 个参数 困难职工家庭人均月收入的低保倍数」的「不小于」：应是数字，现在是文字「一」。请改成数字。"),
    ],
)  # fmt: skip
def test_the_place_the_keys_and_the_choices_are_said_in_words(
    path: Where, value: object, expected: str
) -> None:
    sheet = SchemeSheet.of(TEXT, "")
    example = sheet.content(("examples", 0))["name"]
    assert broken(path, value) == expected.format(example=example)


def test_a_fact_that_was_nearly_meant_is_told_by_its_label() -> None:
    said = broken((*FIRST, "fact"), "household_diseasess")
    assert "没有「household_diseasess」" in said
    assert FACTS["household_diseases"].label in said
    assert "household_diseases」或" not in said
    assert "「看什么事实」" in said


def test_an_example_names_the_groups_and_not_their_numbers() -> None:
    sheet = SchemeSheet.of(TEXT, "")
    said = example_in_form("对象类别应为「hardship」，算出「无」", sheet)
    assert said == "对象类别应为「第 2 类 困难职工」，算出「无」"


def _everywhere(sheet: SchemeSheet, path: Where = ()) -> Iterator[Where]:
    yield path
    for child in sheet.children(path):
        yield from _everywhere(sheet, child)


def test_whatever_is_taken_out_or_mistyped_no_word_of_the_file_is_left_in_the_sentence() -> None:
    """Every key of the first tables of each part, taken out and set to a number; what the scheme itself calls things by may
    stand where there is no other name: a text that was chosen and is gone, a table that has lost its title."""
    own = set(re.findall(r'^(?:id|name) = "([a-z_]+)"', TEXT, re.MULTILINE))
    sheet = SchemeSheet.of(TEXT, "")
    tried = 0
    left: dict[str, set[str]] = {}
    for path in [p for p in _everywhere(sheet) if p[1:2] in ((), (0,), (1,))]:
        for key, value in sheet.content(path).items():
            for bad in (None, 5):
                if bad is not None and isinstance(value, list | dict):
                    continue
                one = SchemeSheet.of(TEXT, "")
                one.put((*path, key), bad)
                try:
                    one.scheme()
                except SchemeError as error:
                    tried += 1
                    said = said_in_form(error, one)
                    words = set(re.findall(r"[A-Za-z_]{2,}", said)) - own
                    assert "=" not in said, said
                    assert "[" not in said, said
                    if words:
                        left[said] = words
    assert tried > 100
    assert left == {}
