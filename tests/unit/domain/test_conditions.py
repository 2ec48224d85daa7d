"""Conditions: open and closed ends exactly as typed, three values, and reasons with their figures."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.condition import Case, Condition, Judged, Names, Side
from desktop.domain.condition_measures import meets
from desktop.domain.conditions import KINDS, judge, read_condition
from desktop.domain.errors import OfficeError
from desktop.domain.facts import Facts, FactValue
from desktop.domain.policy_text import Part, SchemeError
from desktop.domain.standards import Line, LineKind, NoLineError, Standards
from tests.unit.domain.test_condition_kinds import PLAN_KINDS

ON = date(2026, 3, 2)
LINES = Standards.of(
    [
        Line(kind=LineKind.dibao, place="示例市", from_day=date(2024, 7, 1), amount=Decimal(780)),
        Line(
            kind=LineKind.dibao,
            place="示例市",
            from_day=date(2025, 7, 1),
            amount=Decimal(810),
            source="示例民发〔2025〕9 号",
        ),
    ]
)
NAMES = Names(
    parameters=frozenset({"times", "sum"}), passages={"p1": "第一条：原文"}, groups={"a": "甲类", "b": "乙类"}
)


def condition(**content: object) -> Condition:
    part = Part("试.toml", "条件", {"clause": "试", **content})
    return read_condition(part, NAMES)


def known(**facts: FactValue) -> Case:
    return case(facts)


def case(facts: dict[str, FactValue], on: date = ON, met: dict[str, bool | None] | None = None) -> Case:
    parameters = {"times": Decimal("2.5"), "sum": Decimal(500)}
    return Case(Facts(facts), LINES, "示例市", on, parameters, met or {}, {"a": "甲类", "b": "乙类"})


def judged(content: dict[str, object], **facts: FactValue) -> Judged:
    return judge(condition(**content), known(**facts))


# ---- comparisons

OPERATORS: dict[Side, Callable[[Decimal, Decimal], bool]] = {
    Side.at_least: operator.ge,
    Side.above: operator.gt,
    Side.at_most: operator.le,
    Side.below: operator.lt,
    Side.equals: operator.eq,
}
near_the_limit = st.decimals(min_value=Decimal("1619.97"), max_value=Decimal("1620.03"), places=2)


@given(st.sampled_from(Side), near_the_limit)
def test_a_bound_is_open_or_closed_exactly_as_typed(side: Side, income: Decimal) -> None:
    limit = {"standard": "dibao", "multiple": 2}
    content: dict[str, object] = {"kind": "compare", "fact": "gross_income_per_head", side.value: limit}
    result = judged(content, gross_income_per_head=income)
    assert result.holds is OPERATORS[side](income, Decimal(1620))
    assert result.holds is meets(income, side, Decimal(1620))


@given(
    st.sampled_from([Side.at_least, Side.above]),
    st.sampled_from([Side.at_most, Side.below]),
    st.integers(0, 12),
)
def test_a_band_is_its_two_bounds_together(low: Side, high: Side, homes: int) -> None:
    content: dict[str, object] = {"kind": "band", "fact": "homes_count", low.value: 3, high.value: 7}
    expected = OPERATORS[low](Decimal(homes), Decimal(3)) and OPERATORS[high](Decimal(homes), Decimal(7))
    assert judged(content, homes_count=homes).holds is expected


AT_MOST_TWICE: dict[str, object] = {
    "kind": "compare",
    "fact": "gross_income_per_head",
    "at_most": {"standard": "dibao", "multiple": 2},
}


def test_the_reason_gives_the_figure_the_line_and_the_margin() -> None:
    result = judged(AT_MOST_TWICE, gross_income_per_head=Decimal(1650))
    assert (
        result.because == "家庭人均月收入 1,650.00 元，高于 2 × 低保标准 810.00 = 1,620.00 元，超出 30.00 元"
    )
    assert (
        result.line == "2 × 低保标准 810.00 = 1,620.00 元（示例市 2025年7月1日起执行，示例民发〔2025〕9 号）"
    )
    assert result.margin == "超出 30.00 元"
    assert result.flip == "家庭人均月收入不超过 1,620.00 元（含）"


def test_the_fact_carries_the_sum_it_comes_from() -> None:
    facts = Facts({"gross_income_per_head": Decimal(1650)}, {"gross_income_per_head": "全年 59400 ÷ 3 ÷ 12"})
    tried = judge(condition(**AT_MOST_TWICE), Case(facts, LINES, "示例市", ON, {}))
    assert tried.fact == "家庭人均月收入：1,650.00 元（全年 59400 ÷ 3 ÷ 12）"


def test_the_end_of_a_bound_says_whether_it_counts() -> None:
    closed = judged(AT_MOST_TWICE, gross_income_per_head=Decimal(1620))
    opened: dict[str, object] = {"kind": "compare", "fact": "yearly_self_paid_medical", "above": 10000}
    assert "正好等于" in closed.because
    assert "，含本数" in closed.because
    assert "不含本数" in judged(opened, yearly_self_paid_medical=Decimal(10000)).because


def test_less_than_a_fen_over_the_line_is_over_and_is_shown() -> None:
    result = judged(AT_MOST_TWICE, gross_income_per_head=Decimal("1620.0033"))
    assert result.holds is False
    assert "1620.0033 元" in result.because
    assert "不到 0.01" in result.because


INCOME: dict[str, FactValue] = {"gross_income_per_head": Decimal(1600)}


def test_the_line_of_the_day_is_used() -> None:
    old = judge(condition(**AT_MOST_TWICE), case(INCOME, date(2025, 6, 30)))
    new = judge(condition(**AT_MOST_TWICE), case(INCOME, date(2025, 7, 1)))
    assert (old.holds, new.holds) == (False, True)


def test_a_day_without_a_line_is_an_error_that_says_where_to_enter_it() -> None:
    with pytest.raises(NoLineError, match="设置 → 标准"):
        judge(condition(**AT_MOST_TWICE), case(INCOME, date(2020, 1, 1)))


def test_parts_of_a_yuan_are_dropped_where_the_scheme_says_so() -> None:
    content: dict[str, object] = {
        "kind": "compare",
        "fact": "gross_income_per_head",
        "at_most": {"standard": "dibao", "multiple": Decimal("1.601"), "round": "down"},
    }
    assert judged(content, gross_income_per_head=Decimal(1296)).holds is True
    over = judged(content, gross_income_per_head=Decimal("1296.01"))
    assert over.holds is False
    assert "1.601 × 低保标准 810.00 = 1,296.81，舍去角分取 1,296.00 元" in over.because


def test_a_multiple_and_a_limit_may_be_parameters() -> None:
    content: dict[str, object] = {
        "kind": "compare",
        "fact": "gross_income_per_head",
        "at_most": {"standard": "dibao", "multiple": "times"},
    }
    assert "2.5 × 低保标准 810.00 = 2,025.00" in judged(content, gross_income_per_head=Decimal(1)).because
    content["at_most"] = {"parameter": "sum"}
    assert judged(content, gross_income_per_head=Decimal("500.01")).holds is False
    assert condition(**content).parameters == ("sum",)


def test_counts_are_read_with_their_own_unit() -> None:
    content: dict[str, object] = {"kind": "compare", "fact": "homes_count", "below": 2}
    assert judged(content, homes_count=1).because == "住宅套数 1 套，少于 2 套，相差 1 套"


# ---- sets, yes and no

CERTIFICATES = ["dibao", "near_dibao"]


@pytest.mark.parametrize(
    ("kind", "held", "holds"),
    [
        ("has_any", {"dibao", "disability"}, True),
        ("has_any", {"disability"}, False),
        ("has_any", set[str](), False),
        ("has_all", {"dibao", "near_dibao", "disability"}, True),
        ("has_all", {"dibao"}, False),
        ("has_none", {"disability"}, True),
        ("has_none", set[str](), True),
        ("has_none", {"near_dibao"}, False),
    ],
)
def test_sets_are_compared_with_the_listed_choices(kind: str, held: set[str], holds: bool) -> None:
    content: dict[str, object] = {"kind": kind, "fact": "household_certificates", "of": CERTIFICATES}
    assert judged(content, household_certificates=frozenset(held)).holds is holds


@pytest.mark.parametrize(("held", "holds"), [(1, False), (2, True), (3, True)])
def test_a_count_asks_how_many_of_the_list(held: int, holds: bool) -> None:
    listed = ["own_illness", "schooling", "disaster"]
    content: dict[str, object] = {"kind": "count", "fact": "causes", "of": listed, "at_least": 2}
    assert judged(content, causes=frozenset(listed[:held]) | {"other"}).holds is holds


def test_a_single_choice_may_be_compared_with_a_list() -> None:
    content: dict[str, object] = {
        "kind": "has_any",
        "fact": "applicant_employment",
        "of": ["at_work", "laid_off"],
    }
    assert judged(content, applicant_employment="laid_off").holds is True
    assert judged(content, applicant_employment="retired").holds is False


def test_the_reason_names_what_is_held_and_what_was_asked() -> None:
    content: dict[str, object] = {"kind": "has_any", "fact": "household_certificates", "of": CERTIFICATES}
    result = judged(content, household_certificates=frozenset({"disability"}))
    assert result.because == "家庭持有的有效证件：残疾证，不在所列（低保证、低保边缘证）之内"
    assert result.flip == "家庭持有的有效证件有低保证、低保边缘证之一"


@pytest.mark.parametrize("expected", [True, False])
@pytest.mark.parametrize("value", [True, False])
def test_yes_and_no_are_asked_as_typed(expected: bool, value: bool) -> None:
    content: dict[str, object] = {"kind": "is", "fact": "runs_business", "value": expected}
    assert judged(content, runs_business=value).holds is (value is expected)


# ---- unknown facts


@pytest.mark.parametrize(
    "content",
    [
        {"kind": "compare", "fact": "homes_count", "below": 2},
        {"kind": "band", "fact": "homes_count", "at_least": 1, "at_most": 2},
        {"kind": "has_any", "fact": "causes", "of": ["other"]},
        {"kind": "has_all", "fact": "causes", "of": ["other"]},
        {"kind": "has_none", "fact": "causes", "of": ["other"]},
        {"kind": "count", "fact": "causes", "of": ["other"], "at_least": 1},
        {"kind": "is", "fact": "runs_business"},
    ],
)
def test_an_unknown_fact_is_neither_yes_nor_no(content: dict[str, object]) -> None:
    result = judged(content)
    assert result.holds is None
    assert result.unknown == (content["fact"],)
    assert "没有登记" in result.because


HOMES: dict[str, object] = {"kind": "is", "fact": "runs_business"}
POOR: dict[str, object] = {"kind": "is", "fact": "single_parent"}


def test_three_values_are_joined_as_logic_has_it() -> None:
    known: dict[bool | None, dict[str, FactValue]] = {
        True: {"runs_business": True},
        False: {"runs_business": False},
        None: {},
    }
    other: dict[bool | None, dict[str, FactValue]] = {
        True: {"single_parent": True},
        False: {"single_parent": False},
        None: {},
    }
    for a in known:
        for b in other:
            facts = {**known[a], **other[b]}
            both = judged({"kind": "all", "of": [HOMES, POOR]}, **facts).holds
            either = judged({"kind": "any", "of": [HOMES, POOR]}, **facts).holds
            assert both is (False if False in (a, b) else None if None in (a, b) else True)
            assert either is (True if True in (a, b) else None if None in (a, b) else False)
        turned = judged({"kind": "not", "of": [HOMES]}, **known[a]).holds
        assert turned is (None if a is None else not a)


def test_only_the_unknown_facts_that_matter_are_asked_for() -> None:
    either: dict[str, object] = {"kind": "any", "of": [HOMES, POOR]}
    assert judged(either, single_parent=True).unknown == ()
    assert judged(either).unknown == ("runs_business", "single_parent")


# ---- groups and days


@pytest.mark.parametrize(
    ("met", "holds"),
    [
        ({"a": False, "b": False}, True),
        ({"a": False, "b": True}, False),
        ({"a": None, "b": False}, None),
        ({"a": None, "b": True}, False),
    ],
)
def test_a_group_may_ask_that_the_ones_before_it_are_not_met(
    met: dict[str, bool | None], holds: bool | None
) -> None:
    tried = judge(condition(kind="not_group", groups=["a", "b"]), case({}, met=met))
    assert tried.holds is holds


@pytest.mark.parametrize(
    ("received", "holds"),
    [
        (date(2026, 1, 30), True),
        (date(2026, 1, 31), False),
        (date(2026, 2, 3), False),
        (date(2025, 11, 20), True),
        (date(2025, 12, 31), True),
    ],
)
def test_filing_is_judged_by_the_nearest_deadline(received: date, holds: bool) -> None:
    content: dict[str, object] = {"kind": "filed_by", "fact": "received_on", "month_day": "01-30"}
    assert judged(content, received_on=received).holds is holds


def test_an_application_that_has_not_come_in_is_not_late() -> None:
    content: dict[str, object] = {"kind": "filed_by", "fact": "received_on", "month_day": "01-30"}
    assert judged(content).holds is True


def test_an_application_cannot_come_in_after_the_day_it_is_judged() -> None:
    content: dict[str, object] = {"kind": "filed_by", "fact": "received_on", "month_day": "01-30"}
    with pytest.raises(OfficeError, match="晚于核对日期"):
        judged(content, received_on=date(2026, 3, 3))


# ---- mistakes in the file


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"kind": "compair", "fact": "homes_count", "below": 2}, "compare"),
        ({"kind": "compare", "fact": "home_count", "below": 2}, "homes_count"),
        ({"kind": "compare", "fact": "homes_count"}, "有且只有一个界限"),
        ({"kind": "compare", "fact": "homes_count", "below": 2, "above": 1}, "有且只有一个界限"),
        ({"kind": "compare", "fact": "homes_count", "under": 2}, "under"),
        ({"kind": "compare", "fact": "homes_count", "below": "2"}, "应是数字"),
        ({"kind": "compare", "fact": "homes_count", "below": -2}, "超出范围"),
        ({"kind": "compare", "fact": "homes_count", "below": Decimal("Infinity")}, "超出范围"),
        ({"kind": "compare", "fact": "homes_count", "below": True}, "应是数字"),
        ({"kind": "compare", "fact": "runs_business", "below": 2}, "不能用在这种条件里"),
        ({"kind": "compare", "fact": "homes_count", "below": {"parameter": "tims"}}, "times"),
        ({"kind": "compare", "fact": "homes_count", "below": {"standard": "dibo"}}, "dibao"),
        ({"kind": "compare", "fact": "homes_count", "below": {"multiple": 2}}, "highest（几个中取高）"),
        ({"kind": "compare", "fact": "homes_count", "below": {"line": "x"}}, "没有「x」"),
        (
            {"kind": "compare", "fact": "homes_count", "below": {"standard": "dibao", "round": "downn"}},
            "down",
        ),
        ({"kind": "band", "fact": "homes_count", "at_least": 2}, "一个下限和一个上限"),
        ({"kind": "band", "fact": "homes_count", "at_least": 2, "above": 1}, "一个下限和一个上限"),
        ({"kind": "has_any", "fact": "causes", "of": []}, "没有填写"),
        ({"kind": "has_any", "fact": "causes", "of": ["ill"]}, "没有「ill」"),
        ({"kind": "has_any", "fact": "causes", "of": "other"}, "应是一列"),
        ({"kind": "is", "fact": "runs_business", "value": "是"}, "true（是）"),
        ({"kind": "not_group", "groups": ["c"]}, "没有「c」"),
        ({"kind": "filed_by", "fact": "received_on", "month_day": "02-30"}, "不是每年都有的一天"),
        ({"kind": "filed_by", "fact": "received_on", "month_day": "02-29"}, "不是每年都有的一天"),
        ({"kind": "not", "of": [HOMES, POOR]}, "正好一个"),
        ({"kind": "any", "of": [{**HOMES, "colour": "红"}]}, "colour"),
        ({"kind": "is", "fact": "runs_business", "passage": "p2"}, "没有「p2」"),
        ({"kind": "is", "fact": "runs_business", "clause": ""}, "是空的"),
        ({"kind": "is", "fcat": "runs_business"}, "是不是写成了「fcat」？"),
    ],
)
def test_a_mistake_in_a_condition_is_said_with_its_place(content: dict[str, object], said: str) -> None:
    with pytest.raises(SchemeError) as caught:
        condition(**content)
    assert said in caught.value.said
    assert caught.value.said.startswith("方案文件 试.toml，条件")


def test_every_kind_of_condition_has_been_tried_here_or_in_the_plans_own_tests() -> None:
    tried = set("compare band has_any has_all has_none count is not_group filed_by all any not".split())
    assert tried | PLAN_KINDS == set(KINDS)
