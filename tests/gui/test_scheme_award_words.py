"""How the kinds of award read on the schemes page: nothing is said to be left to a person that the plan reckons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.months import Entitlement, Month
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.scheme_words import Reading
from desktop.domain.verdict import Outcome, Verdict
from desktop.ui.verdict_sheet import award_words

HEAD = """
id = "x"
title = "试用"
[[groups]]
id = "a"
label = "甲类"
require = [{ clause = "住房", kind = "compare", fact = "homes_count", at_most = 1 }]
[[steps]]
kind = "accept"
due = { before = "spring_festival", days_before = 7 }
[[parameters]]
name = "blank"
label = "增发比例"
optional = false
value = 12.5
[[awards]]
label = "补助"
"""
PERCENT = 'percent = { parameter = "blank" }'


@pytest.mark.parametrize(
    ("award", "lines"),
    [
        (
            f'kind = "share"\nfact = "savings"\ndeductible = 5000\ncap = 9000\n{PERCENT}',
            ["补助：存款及有价证券超过 5,000.00 元 的部分的 12.5%", "不超过 9,000.00 元"],
        ),
        (
            f'kind = "supplement"\nfact = "applicant_sex"\nbase_fact = "savings"\nclasses = [{{ of = ["female"], {PERCENT} }}]',
            ["补助，按申请人性别增发，同时符合几类的就高一次：", "· 女：12.5%"],
        ),
        (
            'kind = "tiers"\nfact = "homes_count"\nper = "person"\ntiers = [{ label = "一套", equals = 1, yuan = { parameter = "blank" } }, { label = "没有", below = 1 }]',
            [
                "补助，按住宅套数分档：",
                "· 一套：12.50 元",
                "· 没有：由审批人确定",
                "每人一份，按家庭人口计算",
            ],
        ),
        (
            'kind = "range"\nminimum = { parameter = "blank" }\nmaximum = 90\nmonthly = { start = { month = "2026-01" } }',
            ["补助：12.50 元到 90.00 元之间，由审批人确定", "按月发：从 2026年1月起；原文没有写明发到哪个月"],
        ),
        (
            'kind = "higher_of"\nof = [{ label = "甲", yuan = { parameter = "blank" }, percent = 60, divide = 12 }, { label = "乙", yuan = 3 }]',
            ["补助：下面几项就高", "· 甲：12.50 元 × 60% ÷ 12", "· 乙：3.00 元"],
        ),
        (
            'kind = "difference"\nfact = "gross_income_per_head"\nup_to = { parameter = "blank" }\nonce = "低保"',
            ["补助：12.50 元与家庭人均月收入的差额", "和其他「低保」就高只给一项"],
        ),
    ],
)
def test_an_award_reads_as_the_plan_says_it(award: str, lines: list[str]) -> None:
    scheme = parse_scheme(HEAD + award, "试.toml")
    assert Reading(scheme, dict[str, Decimal]()).award(scheme.awards[0]) == lines


def test_limits_and_due_days_read_as_the_plan_says_them() -> None:
    limits = """kind = "fixed"
yuan = { parameter = "blank" }
[[ceilings]]
clause = "全年最多两次"
times = 2
fact = "homes_count"
[[ceilings]]
clause = "每次封顶"
yuan = 500
[[ceilings]]
clause = "已经预付的"
deduct = true
fact = "savings"
"""
    reading = Reading(scheme := parse_scheme(HEAD + limits, "试.toml"), dict[str, Decimal]())
    assert reading.ceilings() == [
        "封顶：全年最多两次（2 次，同一年度合并计算）",
        "封顶：每次封顶（500.00 元，每次）",
        "扣除：已经预付的",
    ]
    assert reading.due(scheme.steps[0], 5) == "春节（农历正月初一）前 7 天"


def test_a_verdict_says_each_month_and_a_span() -> None:
    verdict = Verdict(
        outcome=Outcome.eligible, scheme_id="x", scheme_title="", edition="", on=date(2026, 3, 2)
    )
    monthly = replace(verdict, amount=Decimal(900), monthly=Entitlement(first=Month(2026, 4)))
    span = replace(verdict, amount_at_least=Decimal(1400), amount_at_most=Decimal(5600))
    waiting = replace(verdict, amount_at_least=Decimal(0), amount_at_most=Decimal(0))
    assert award_words(monthly) == "每月 900.00 元"
    assert award_words(span) == "1400.00—5600.00 元，由审批人确定"
    assert award_words(waiting) == ""
