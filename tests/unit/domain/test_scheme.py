"""Scheme files: read strictly, every mistake said with file, place and cure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.errors import OfficeError
from desktop.domain.policy_text import SchemeError
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_reading import parse_scheme

SMALL = """
id = "small"
title = "小方案"
from = 2026-01-01

[[passages]]
id = "p1"
where = "第一条"
text = "有困难的家庭。"

[[parameters]]
name = "times"
label = "低保倍数"
unit = "倍"
minimum = 1
maximum = 5

[[lines]]
id = "half_more"
standard = "dibao"
multiple = 1.5

[[groups]]
id = "second"
label = "第二类"
priority = 2
passage = "p1"
[[groups.require]]
clause = "不属第一类"
kind = "not_group"
groups = ["first"]

[[groups]]
id = "first"
label = "第一类"
priority = 1
[[groups.require]]
clause = "人均在 1.5 倍以内"
kind = "compare"
fact = "gross_income_per_head"
at_most = { line = "half_more" }

[[exclude]]
clause = "住宅过多"
kind = "compare"
fact = "homes_count"
at_least = { parameter = "times" }
passage = "p1"

[[awards]]
kind = "fixed"
label = "补助"
yuan = 0.10

[[steps]]
kind = "accept"
[[steps]]
kind = "decide"
due = { workdays = 3, after = "accept" }

[[papers]]
name = "收入证明"
proves = ["gross_income_per_head"]
groups = ["first"]
"""


def read(text: str = SMALL) -> Scheme:
    return parse_scheme(text, "small.toml")


def said(old: str, new: str) -> str:
    assert old in SMALL
    with pytest.raises(SchemeError) as caught:
        read(SMALL.replace(old, new, 1))
    return caught.value.said


def test_groups_stand_in_the_order_they_are_tried() -> None:
    assert [g.id for g in read().groups] == ["first", "second"]


def test_figures_are_exact_as_typed() -> None:
    yuan = read().awards[0].yuan
    assert yuan is not None
    assert yuan.amount == Decimal("0.10")


def test_a_condition_quotes_its_passage_or_that_of_its_group() -> None:
    scheme = read()
    assert scheme.exclusions[0].source == "第一条：有困难的家庭。"
    assert scheme.groups[1].require[0].source == "第一条：有困难的家庭。"


def test_a_parameter_without_a_value_is_asked_for_until_the_office_fills_it_in() -> None:
    scheme = read()
    assert [p.name for p in scheme.unset({})] == ["times"]
    assert scheme.unset({"times": Decimal(2)}) == ()
    filled = read(SMALL.replace('unit = "倍"', 'unit = "倍"\nvalue = 3'))
    assert filled.unset({}) == ()
    assert filled.values({}) == {"times": Decimal(3)}
    assert filled.values({"times": Decimal(2), "gone": Decimal(9)}) == {"times": Decimal(2)}


def test_an_optional_parameter_is_never_asked_for() -> None:
    more = '[[parameters]]\nname = "places"\nlabel = "名额"\noptional = true\n\n[[lines]]'
    assert [p.name for p in read(SMALL.replace("[[lines]]", more)).unset({})] == ["times"]


@pytest.mark.parametrize("value", ["0.99", "5.01", "NaN", "Infinity"])
def test_a_parameter_outside_its_bounds_is_refused(value: str) -> None:
    with pytest.raises(OfficeError, match="低保倍数"):
        read().parameter("times").fitting(Decimal(value))


def test_the_edition_is_the_text_and_nothing_else() -> None:
    assert read().edition == read().edition
    assert parse_scheme(SMALL, "other.toml").edition == read().edition
    assert read(SMALL + "# 一句话\n").edition != read().edition
    assert read().text == SMALL


def test_the_facts_a_scheme_asks_for_are_listed_once() -> None:
    assert read().facts_asked() == ("homes_count", "gross_income_per_head")


def test_papers_are_the_schemes_own_for_that_group_or_else_the_usual_ones() -> None:
    scheme = read()
    assert scheme.papers_for("gross_income_per_head", "first") == ("收入证明",)
    assert scheme.papers_for("gross_income_per_head", "second") == ("家庭收入证明",)
    assert scheme.papers_for("homes_count") == ("不动产登记查询结果",)


def test_a_scheme_is_a_value_that_can_be_compared_and_replaced() -> None:
    assert replace(read(), title="别名") != read()
    assert read() == read()


def test_a_day_is_read_as_a_day() -> None:
    assert read().from_day == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('title = "小方案"', 'title = "小方案"\ntitel = "x"', ("「titel」", "title")),
        ('title = "小方案"', "", ("「title」：没有填写",)),
        ('title = "小方案"', "title = 5", ("「title」：应是文字", "数字「5」")),
        ('title = "小方案"', 'title = "  "', ("「title」：是空的",)),
        ('id = "small"', 'id = ""', ("「id」：是空的",)),
        ('id = "small"', 'id = "小 方案"', ("不能作为编号",)),
        ("from = 2026-01-01", 'from = "2026-01-01"', ("「from」：应是日期",)),
        ("from = 2026-01-01", "from = 2026-01-01T08:00:00", ("「from」：应是日期",)),
        ("from = 2026-01-01", "from = 2026-02-30", ("第 4 行", "写法有误")),
        ("from = 2026-01-01", 'offices = ["bank"]', ("「offices」：没有「bank」", "union")),
        ("from = 2026-01-01", 'plans = ["七"]', ("「plans」：里面应全是整数",)),
        ("minimum = 1\n", "minimum = 1\nvalue = 9\n", ("「低保倍数」填了 9", "不大于 5")),
        ("minimum = 1\n", "minimum = true\n", ("「minimum」：应是数字",)),
        ("minimum = 1\n", "minimum = 1e309\n", ("超出范围",)),
        ("minimum = 1\n", "minimum = nan\n", ("超出范围",)),
        ("minimum = 1\n", "optional = true\n", ("可以不填，条件或标准却要用它",)),
        ('parameter = "times"', 'parameter = "tims"', ("排除情形", "没有「tims」", "times")),
        ('{ parameter = "times" }', "2", ("「times」没有任何条件或标准用到",)),
        ('standard = "dibao"', 'standard = "dibau"', ("标准线（half_more）", "没有「dibau」", "dibao")),
        ('line = "half_more"', 'line = "half"', ("没有「half」", "half_more")),
        ('passage = "p1"', 'passage = "p9"', ("没有「p9」",)),
        (
            'fact = "gross_income_per_head"',
            'fact = "gross_income"',
            ("没有「gross_income」", "gross_income_per"),
        ),
        ('id = "first"', 'id = "second"', ("「groups」",)),
        ('groups = ["first"]', 'groups = ["second"]', ("没有「second」",)),
        ('groups = ["first"]', 'groups = ["third"]', ("没有「third」",)),
        ("priority = 1", "priority = -1", ("「priority」：应是整数",)),
        ("priority = 1", "priority = 1.0", ("「priority」：应是整数",)),
        ('kind = "accept"', 'kind = "acept"', ("步骤", "没有「acept」", "accept")),
        ('[[steps]]\nkind = "decide"', '[[steps]]\nkind = "accept"', ("「accept」出现了两次",)),
        ("workdays = 3", "workday = 3", ("期限要写且只写一种",)),
        ("workdays = 3", "workdays = 0", ("天数不能是 0",)),
        ("workdays = 3", "workdays = 3, days = 4", ("期限要写且只写一种",)),
        ("workdays = 3", "workdays = 3, shift = 1", ("「shift」：不认识这一项",)),
        ('after = "accept"', 'after = "notice"', ("没有「notice」",)),
        ('proves = ["gross_income_per_head"]', 'proves = ["x"]', ("「proves」：没有「x」",)),
        ("[[awards]]", "[awards]", ("「awards」：应是一列",)),
        ("[[groups]]\nid", "[groups]\nid", ("写法有误",)),
    ],
)
def test_a_mistake_is_said_with_file_place_and_cure(old: str, new: str, expected: tuple[str, ...]) -> None:
    sentence = said(old, new)
    assert sentence.startswith("方案文件 small.toml")
    assert sentence.endswith("。")
    for piece in expected:
        assert piece in sentence


def test_the_place_of_a_mistake_is_told_in_office_words() -> None:
    sentence = said("at_most = {", "at_moost = {")
    assert "第 2 个对象类别（first） → 第 1 个条件（人均在 1.5 倍以内）" in sentence
    assert "是不是「at_most」" in sentence


@pytest.mark.parametrize("part", ["groups", "steps"])
def test_a_scheme_without_groups_or_steps_is_refused(part: str) -> None:
    text = "\n".join(
        block for block in SMALL.split("\n\n") if f"[[{part}" not in block and f'"{part}' not in block
    )
    with pytest.raises(SchemeError, match=f"「{part}」"):
        read(text)


def test_text_that_is_no_toml_is_refused_with_its_line() -> None:
    with pytest.raises(SchemeError, match="第 3 行第 9 个字附近：写法有误"):
        read('\nid = "small"\ntitle = “小方案”\n')


def test_nesting_beyond_all_measure_is_refused_not_crashed() -> None:
    with pytest.raises(SchemeError):
        read(f"notes = {'[' * 5000}")


EXAMPLE = """
[[examples]]
name = "算例"
on = 2026-03-02
standards = { dibao = 810 }
parameters = { times = 2 }
[examples.facts]
gross_income_per_head = 1000
homes_count = 1
[examples.expect]
verdict = "eligible"
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("on = 2026-03-02\n", "", "「on」：没有填写"),
        ("homes_count = 1", "homes = 1", "没有名为「homes」的事实"),
        ("homes_count = 1", "homes_count = -1", "「住宅套数」应是 0 或更大的整数"),
        ("homes_count = 1", "savings = 12.345", "小数超过两位"),
        ('verdict = "eligible"', 'verdict = "yes"', "没有「yes」"),
        ('verdict = "eligible"', 'verdict = "eligible"\ngroup = "x"', "没有「x」"),
        ('verdict = "eligible"', 'verdict = "eligible"\nreason = "x"', "reasons"),
        (
            'verdict = "eligible"',
            'verdict = "eligible"\ndeadlines = { survey = 2026-03-09 }',
            "没有「survey」",
        ),
        ("times = 2", "multiple = 2", "没有「multiple」"),
        ("dibao = 810", "dibau = 810", "dibao"),
        ('[examples.expect]\nverdict = "eligible"\n', "", "算例要有事实和预期结果"),
    ],
)
def test_a_mistake_in_an_example_is_said_with_its_place(old: str, new: str, expected: str) -> None:
    assert old in EXAMPLE
    with pytest.raises(SchemeError) as caught:
        read(SMALL + EXAMPLE.replace(old, new, 1))
    assert "第 1 个算例" in caught.value.said
    assert expected in caught.value.said


def test_an_example_holds_its_own_facts_lines_and_parameters() -> None:
    example = read(SMALL + EXAMPLE).examples[0]
    assert dict(example.facts) == {"gross_income_per_head": Decimal(1000), "homes_count": 1}
    assert example.parameters == {"times": Decimal(2)}


ODD = [
    "5",
    "-1",
    "1.5",
    "1e999",
    "nan",
    "inf",
    "true",
    '""',
    '"x"',
    "[]",
    "[[]]",
    "[1]",
    '["x"]',
    "{}",
    "{ x = 1 }",
    "2026-01-01",
    "12:00:00",
]


@settings(deadline=None, max_examples=400)
@given(st.data())
def test_no_mangled_file_ever_ends_in_anything_but_a_sentence(data: st.DataObject) -> None:
    lines = list[str]((SMALL + EXAMPLE).splitlines())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        key = lines[at].partition(" = ")[0]
        mangled = [
            f"{key} = {data.draw(st.sampled_from(ODD))}",
            "",
            lines[at] * 2,
            lines[at][: len(lines[at]) // 2],
        ]
        lines[at] = data.draw(st.sampled_from(mangled))
    sentence = sentence_of("\n".join(lines))
    assert not sentence or (sentence.startswith("方案文件 small.toml") and sentence.endswith("。"))


def sentence_of(text: str) -> str:
    """What is said of the file; nothing where it can be read."""
    try:
        read(text)
    except SchemeError as error:
        return error.said
    return ""
