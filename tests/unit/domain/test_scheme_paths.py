"""What is wrong in a scheme file leads to its place: by table, by key, by place in a list, whatever the field holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.domain.policy_text import SchemeError
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.scheme_shape import FieldType, shape_of
from desktop.domain.scheme_sheet import SchemeSheet

POLICY = Path(__file__).parents[2] / "policy"
RESOURCES = Path(__file__).parents[3] / "resources"
WHOLE = (POLICY / "whole.toml").read_text("utf-8")
RARE = (POLICY / "vocabulary.toml").read_text("utf-8")
PLAN = (RESOURCES / "schemes" / "plan-19.toml").read_text("utf-8")
BLANK = (RESOURCES / "templates" / "scheme.toml").read_text("utf-8")
Where = tuple[str | int, ...]

MISTAKES: list[tuple[FieldType, str, Where, Any]] = [
    (FieldType.text, PLAN, ("title",), 7),
    (FieldType.text, PLAN, ("groups", 1, "label"), "  "),
    (FieldType.text, PLAN, ("passages", 3, "id"), "第四条"),
    (FieldType.long_text, PLAN, ("passages", 2, "text"), True),
    (FieldType.texts, PLAN, ("notes",), "一段"),
    (FieldType.number, BLANK, ("parameters", 0, "minimum"), "1"),
    (FieldType.whole, BLANK, ("groups", 0, "priority"), "一"),
    (FieldType.wholes, PLAN, ("plans",), 19),
    (FieldType.day, PLAN, ("examples", 3, "on"), "2026-01-02"),
    (FieldType.flag, BLANK, ("parameters", 0, "optional"), "是"),
    (FieldType.choice, PLAN, ("steps", 2, "kind"), "notise"),
    (FieldType.choice, PLAN, ("examples", 0, "expect", "verdict"), "good"),
    (FieldType.choices, PLAN, ("groups", 0, "require", 0, "of"), ["in_servis"]),
    (FieldType.choices, PLAN, ("offices",), ["factory"]),
    (FieldType.fact, PLAN, ("groups", 1, "require", 0, "fact"), "staff"),
    (FieldType.fact, WHOLE, ("groups", 0, "require", 2, "of", 1, "fact"), "income"),
    (FieldType.facts, PLAN, ("papers", 3, "proves"), ["union"]),
    (FieldType.passage, PLAN, ("steps", 3, "passage"), "paper"),
    (FieldType.group, PLAN, ("examples", 1, "expect", "group"), "loves"),
    (FieldType.groups, PLAN, ("awards", 1, "groups"), ["loves"]),
    (FieldType.defined, PLAN, ("groups", 0, "require", 1, "id"), "members"),
    (FieldType.figure, WHOLE, ("exclude", 0, "above"), "800"),
    (FieldType.figure, WHOLE, ("awards", 1, "yuan"), True),
    (FieldType.raw, PLAN, ("examples", 0, "expect", "amount"), "nothing"),
    (FieldType.month_day, WHOLE, ("groups", 3, "require", 3, "from"), "11-31"),
    (FieldType.month, RARE, ("awards", 0, "monthly", "start", "month"), "2026-13"),
    (FieldType.named_day, WHOLE, ("groups", 0, "require", 1, "on"), "christmas"),
    (FieldType.step, PLAN, ("steps", 3, "due", "after"), "decide"),
    (FieldType.award, BLANK, ("awards", 0, "base"), "own"),
]


@pytest.mark.parametrize(("kind", "text", "path", "value"), MISTAKES, ids=lambda v: str(v)[:24])
def test_a_mistake_leads_to_its_field(kind: FieldType, text: str, path: Where, value: Any) -> None:
    sheet = SchemeSheet.of(text, "试.toml")
    if kind is FieldType.award:
        sheet.put(("awards", 0), SUPPLEMENT)
    table = path[:-1]
    field = shape_of(table, sheet.content(table)).field(str(path[-1]))
    assert field is not None
    assert field.type is kind or (kind is FieldType.month_day and field.type is FieldType.named_day)
    before = [p for p in sheet.problems() if "【待填】）" not in p.said]
    assert before == [] or kind is FieldType.award
    sheet.put(path, value)
    found = sheet.problems()[0]
    assert found.path[: len(path)] == path
    assert f"「{path[-1]}」" in found.said
    assert found.said.startswith("方案文件 试.toml，")


SUPPLEMENT = {
    "kind": "supplement",
    "label": "增发",
    "fact": "dibao_class",
    "base": "own",
    "classes": [{"of": ["a"], "percent": 30}],
}


def test_there_is_a_mistake_for_every_type_of_field() -> None:
    assert {kind for kind, *_ in MISTAKES} >= set(FieldType) - {FieldType.parameter}


def path_of(text: str, old: str, new: str) -> Where:
    assert old in text
    with pytest.raises(SchemeError) as told:
        parse_scheme(text.replace(old, new, 1), "试.toml")
    return told.value.path


def test_what_is_wrong_inside_a_figure_a_list_or_several_tables_leads_there_too() -> None:
    multiple = ("groups", 0, "require", 0, "at_most", "multiple")
    assert path_of(BLANK, 'multiple = "income_multiple"', 'multiple = "times"') == multiple
    assert path_of(WHOLE, "multiple = 8", 'multiple = 8, per = "month"') == ("exclude", 0, "above", "per")
    assert path_of(WHOLE, 'standard = "dibao", multiple = 1.3', "") == ("lines", 0, "highest", 1)
    assert path_of(PLAN, '["school", "union"]', '["school", 3]') == ("offices", 1)
    assert path_of(PLAN, "plans = [19]", 'plans = [19, "x"]') == ("plans", 1)
    assert path_of(PLAN, 'received_on = 2026-10-12', "received_on = 7") == (
        "examples", 0, "facts", "received_on",
    )  # fmt: skip
    assert path_of(PLAN, "union_member = true", "union_membr = true") == (
        "examples",
        0,
        "facts",
        "union_membr",
    )
    assert path_of(WHOLE, "at_least = 60", "at_lest = 60") == ("groups", 0, "require", 1, "at_lest")
    assert path_of(WHOLE, "equals = 30", "equals = 30\nabove = 20") == ("warn", 0)


def test_what_stands_twice_leads_to_the_second_one() -> None:
    assert path_of(PLAN, 'id = "grant_filing"', 'id = "love"') == ("passages", 3)
    assert path_of(WHOLE, 'id = "both"', 'id = "elder"') == ("groups", 5)
    assert path_of(PLAN, 'kind = "review"', 'kind = "accept"') == ("steps", 1)
    assert path_of(PLAN, 'name = "退休会员：只能申报爱心基金"', 'name = "不是工会会员"') == ("examples", 6)
    # The order of reading is not the order of the file: the place is that of the file.
    swapped = WHOLE.replace("priority = 4", "priority = 9", 1)
    assert path_of(swapped, 'kind = "member"', 'kind = "membre"') == ("groups", 3, "require", 0, "kind")


def test_what_nobody_uses_or_a_whole_file_that_is_wrong_says_so() -> None:
    lonely = BLANK.replace(
        "[[parameters]]", '[[parameters]]\nname = "alone"\nlabel = "没人用"\n\n[[parameters]]', 1
    )
    with pytest.raises(SchemeError, match="没有任何条件") as told:
        parse_scheme(lonely, "试.toml")
    assert told.value.path == ("parameters", 0)
    with pytest.raises(SchemeError) as told:
        parse_scheme("id = ", "试.toml")
    assert told.value.path == ()
    with pytest.raises(SchemeError) as told:
        parse_scheme('id = "a"', "试.toml")
    assert told.value.path == ("title",)
