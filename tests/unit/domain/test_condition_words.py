"""Conditions read aloud: every kind in words an officer would say, every figure with where it comes from."""

from __future__ import annotations

import pytest

from desktop.domain.condition import Names
from desktop.domain.condition_words import ConditionWords
from desktop.domain.conditions import KINDS, read_condition
from desktop.domain.policy_text import Part
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_reading import parse_scheme

SMALL = """
id = "small"
title = "小方案"
[[parameters]]
name = "times"
label = "低保倍数"
[[groups]]
id = "a"
label = "甲类"
[[groups.require]]
clause = "人均"
kind = "compare"
fact = "gross_income_per_head"
below = { standard = "dibao", multiple = "times" }
[[steps]]
kind = "accept"
"""
SCHEME: Scheme = parse_scheme(SMALL, "small.toml")
WORK: dict[str, object] = {"kind": "is", "fact": "able_to_work", "value": False}
DIBAO: dict[str, object] = {"standard": "dibao", "multiple": 2}

SAID: list[tuple[dict[str, object], str]] = [
    (
        {"kind": "compare", "fact": "gross_income_per_head", "below": DIBAO},
        "家庭人均月收入 低于 低保标准的 2 倍（不含）",
    ),
    (
        {"kind": "compare", "fact": "savings", "at_most": {"standard": "dibao", "multiple": "times"}},
        "存款及有价证券 不高于 低保标准的 【待填：低保倍数】 倍（含）",
    ),
    (
        {"kind": "compare", "fact": "school_fees", "above": {"fact": "public_school_fees", "multiple": 3}},
        "子女一年学杂费 高于 同类公办学校一年收费的 3 倍（不含）",
    ),
    (
        {
            "kind": "compare",
            "fact": "savings",
            "at_most": {
                "highest": [DIBAO, {"standard": "consumption_per_head", "per": "month"}],
                "round": "up",
            },
        },
        "存款及有价证券 不高于 （低保标准的 2 倍、上年人均消费支出 ÷ 12 中的较高者）（角分进到元）（含）",
    ),
    (
        {"kind": "band", "fact": "homes_count", "at_least": 1, "below": 3},
        "住宅套数 不低于 1 套（含），并且 低于 3 套（不含）",
    ),
    (
        {"kind": "share", "fact": "loss_amount", "of": "yearly_income", "above": 50},
        "意外或灾害造成的损失占家庭全年收入的比例 高于 50 %（不含）",
    ),
    (
        {"kind": "line", "name": "低保标准", "figure": {"standard": "dibao"}, "at_least": 500},
        "低保标准 不低于 500.00 元（含）",
    ),
    ({"kind": "has_any", "fact": "dibao_class", "of": ["a", "b"]}, "低保类别，有其中之一：低保A类、低保B类"),
    ({"kind": "has_all", "fact": "tags", "of": ["甲"]}, "档案标签，各项都有：甲"),
    ({"kind": "has_none", "fact": "dibao_class", "of": ["c"]}, "低保类别，都没有：低保C类"),
    (
        {"kind": "count", "fact": "causes", "of": ["accident", "disaster"], "at_least": 2},
        "致困原因，不少于 2 项：自然灾害、意外事故",
    ),
    (WORK, "有劳动能力：否"),
    ({"kind": "place", "fact": "hukou_place", "of": ["本地"]}, "户口所在地在本地（下级地区也算）"),
    ({"kind": "text", "fact": "post_school", "of": ["甲校", "乙校"]}, "任教学校是甲校、乙校之一"),
    (
        {"kind": "age", "on": "12-31", "at_least": 60},
        "申请人年龄（当年 12 月 31 日） 不低于 60 周岁（含）",
    ),
    (
        {"kind": "elapsed", "fact": "stay_since", "unit": "months", "above": 3},
        "从入站日期到核对当日 高于 3 个月（不含）",
    ),
    (
        {"kind": "day_within", "from": "12-05", "until": "03-05"},
        "核对日期在 12 月 5 日至次年 3 月 5 日（含）之内",
    ),
    (
        {"kind": "day_within", "fact": "died_on", "until": {"year": "times", "month_day": "12-31"}},
        "去世日期在 【待填年份】12月31日（含）以前之内",
    ),
    (
        {"kind": "receipts", "fact": "receipts", "from": "11-05", "until": "10-25", "above": 0},
        "11 月 5 日至次年 10 月 25 日（含）的花费票据合计 高于 0.00 元（不含）",
    ),
    (
        {"kind": "near_festival", "festival": "spring_festival", "before": 15},
        "核对日期在春节（农历正月初一）前 15 天至后 0 天之内（含）",
    ),
    (
        {"kind": "filed_by", "fact": "received_on", "month_day": "01-30"},
        "申请材料在 1 月 30 日前（含当日）交来",
    ),
    ({"kind": "once", "per": "fund", "fund": "爱心基金"}, "同一基金（爱心基金）只享受一次，没有享受过"),
    ({"kind": "once", "per": "lifetime"}, "终身只享受一次，没有享受过"),
    ({"kind": "member", "of": [WORK]}, "至少 1 名家庭成员符合：有劳动能力：否"),
    ({"kind": "member", "who": "every", "of": [WORK]}, "每名家庭成员都符合：有劳动能力：否"),
    ({"kind": "not_group", "groups": ["a"]}, "不符合「甲类」"),
    ({"kind": "in_group", "groups": ["a"]}, "符合「甲类」之一"),
    ({"kind": "applies_alone"}, "可以单独提出申请：有劳动能力：否"),
    ({"kind": "all", "of": [WORK, WORK]}, "有劳动能力：否，并且 有劳动能力：否"),
    ({"kind": "any", "of": [WORK, WORK]}, "有劳动能力：否，或者 有劳动能力：否"),
    ({"kind": "at_least_of", "n": 1, "of": [WORK, WORK]}, "至少符合 1 条：有劳动能力：否；有劳动能力：否"),
    ({"kind": "not", "of": [WORK]}, "不属于：有劳动能力：否"),
]


@pytest.mark.parametrize(("content", "said"), SAID)
def test_a_condition_is_read_as_a_person_would(content: dict[str, object], said: str) -> None:
    alone = read_condition(Part("试.toml", "", WORK), Names(), top=False)
    names = Names(parameters=frozenset({"times"}), groups={"a": "甲类"}, alone=(alone,))
    condition = read_condition(Part("试.toml", "条件", content), names, top=False)
    assert ConditionWords(SCHEME, {}).said(condition) == said


def test_every_kind_of_condition_is_read_here() -> None:
    assert {str(content["kind"]) for content, _ in SAID} == set(KINDS)
