"""What a scheme says of itself: income counted its own way, several groups, warnings, referrals, triggers, reviews."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from desktop.domain import means
from desktop.domain.condition_words import ConditionWords
from desktop.domain.every import Every
from desktop.domain.facts import parse_facts
from desktop.domain.header_words import header_lines
from desktop.domain.household import ExpenseKind, IncomeKind
from desktop.domain.policy_text import SchemeError
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_header import Combine, SchemeKind
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.standards import Line, LineKind, Standards
from desktop.domain.verdict import Outcome, Verdict

TEXT = """
id = "whole"
title = "全套"
kind = "relief"
combine = "all"
refer = "可以申请临时救助"

[[passages]]
id = "p"
where = "第一条"
text = "原文。"

[[parameters]]
name = "limit"
label = "财产上限倍数"
value = 8

[income]
window = 6
exempt = ["honour"]
deduct = ["illness", "work_cost"]
never = ["housing"]
passage = "p"

[[define]]
id = "local"
clause = "户籍在本地"
kind = "place"
fact = "hukou_place"
of = ["本地"]

[[apply_alone]]
clause = "宗教场所居住三年以上（含）"
kind = "compare"
fact = "clergy_years"
at_least = 3

[[groups]]
id = "elder"
label = "老人"
priority = 1
refer = "养老服务机构"
once = { per = "festival", festival = "double_ninth", passage = "p" }
[[groups.require]]
kind = "see"
id = "local"
[[groups.require]]
clause = "年满 60 周岁"
kind = "age"
at_least = 60

[[groups]]
id = "alone"
label = "单独申请"
priority = 2
[[groups.require]]
clause = "可以单独申请"
kind = "applies_alone"
[[groups.require]]
clause = "没有房产"
kind = "compare"
fact = "homes_count"
at_most = 0
instead = "住房救助"

[[exclude]]
clause = "金融资产超过 8 倍"
kind = "compare"
fact = "financial_assets_per_head"
above = { standard = "dibao", multiple = "limit" }
instead = "慈善组织"

[[warn]]
say = "任教正好 30 年，原文两头都没有写，请人定"
kind = "compare"
fact = "service_years"
equals = 30

[[warn]]
say = "低保标准超过城镇消费支出的 35%，请核对"
kind = "line"
name = "低保标准"
figure = { standard = "dibao" }
above = { standard = "urban_consumption_per_head", per = "month", multiple = 0.35 }

[[awards]]
kind = "fixed"
label = "慰问金"
yuan = 100

[[awards]]
kind = "fixed"
label = "重阳慰问"
groups = ["elder"]
yuan = 200

[[awards]]
kind = "fixed"
label = "单独补助"
groups = ["alone"]
yuan = 50

[[steps]]
kind = "accept"

[[triggers]]
kind = "festival"
festival = "double_ninth"
say = "重阳节慰问"

[[triggers]]
kind = "period"
from = "12-05"
until = "03-05"

[[triggers]]
kind = "alert"
alerts = ["heat_orange"]

[[reviews]]
every = "half_year"
label = "C 类每半年核查"
when = { kind = "has_any", fact = "dibao_class", of = ["c"] }

[fading]
months = 6
at_most = 12
label = "延保"

[[told]]
who = "申请人"
what = "不予确认的理由"
written = true
within = { workdays = 3 }
"""
LINES = [
    Line(kind=LineKind.dibao, place="示例市", from_day=date(2020, 1, 1), amount=Decimal(810)),
]
URBAN = Line(
    kind=LineKind.urban_consumption_per_head,
    place="示例市",
    from_day=date(2020, 1, 1),
    amount=Decimal(24000),
)
ON = date(2026, 10, 18)
ELDER = {
    "hukou_place": "示例市东桥镇",
    "applicant_born": "1950-01-01",
    "aided": [],
    "financial_assets_per_head": 6480,
}
ALONE = {"clergy_years": 3, "homes_count": 0}


def read(text: str = TEXT) -> Scheme:
    return parse_scheme(text, "全套.toml")


def check(facts: Mapping[str, object], text: str = TEXT, lines: list[Line] = LINES) -> Verdict:
    return means.check(parse_facts(facts), read(text), Standards.of(lines), "示例市", ON, {})


def said(old: str, new: str) -> str:
    assert old in TEXT
    with pytest.raises(SchemeError) as caught:
        read(TEXT.replace(old, new, 1))
    return caught.value.said


# ---- what is read


def test_a_scheme_says_how_it_counts_income() -> None:
    rule = read().income
    assert rule is not None
    assert (rule.window, rule.exempt) == (6, {IncomeKind.honour})
    assert rule.deduct == {ExpenseKind.illness, ExpenseKind.work_cost}
    assert rule.never == {ExpenseKind.housing}
    assert rule.source == "第一条：原文。"


def test_a_scheme_says_what_it_is_and_what_goes_with_it() -> None:
    scheme = read()
    assert (scheme.kind, scheme.combine) == (SchemeKind.relief, Combine.all)
    (review,) = scheme.reviews
    assert review.every is Every.half_year
    assert review.when is not None
    assert scheme.fading is not None
    assert (scheme.fading.months, scheme.fading.at_most) == (6, 12)
    (telling,) = scheme.told
    assert telling.written
    assert telling.within is not None
    assert telling.within.count == 3


def test_a_revised_scheme_names_the_edition_it_replaces_and_never_itself() -> None:
    assert parse_scheme(TEXT, "whole.toml").replaces == ""
    revised = TEXT.replace('id = "whole"', 'id = "whole"\nreplaces = "plan-03"', 1)
    assert parse_scheme(revised, "whole.toml").replaces == "plan-03"
    for wrong, said in (("Whole", "写的是自己的编号"), ("旧版", "不能作为编号")):
        with pytest.raises(SchemeError, match=said):
            parse_scheme(revised.replace("plan-03", wrong, 1), "whole.toml")


def test_a_small_scheme_has_the_plain_defaults() -> None:
    small = read(TEXT.replace('kind = "relief"\ncombine = "all"\n', ""))
    assert (small.kind, small.combine) == (SchemeKind.relief, Combine.first)


@pytest.mark.parametrize(
    ("n", "since", "day"),
    [
        (0, date(2026, 1, 1), date(2026, 10, 18)),
        (0, date(2026, 10, 19), date(2027, 10, 8)),
        (1, date(2026, 1, 1), date(2026, 1, 1)),
        (1, date(2026, 3, 5), date(2026, 3, 5)),
        (1, date(2026, 3, 6), date(2026, 12, 5)),
        (2, date(2026, 3, 6), None),
    ],
)
def test_a_trigger_tells_its_next_day(n: int, since: date, day: date | None) -> None:
    assert read().triggers[n].next_day(since) == day


def test_a_trigger_is_told_in_words() -> None:
    assert [t.plain for t in read().triggers] == [
        "重阳节（农历九月初九）：重阳节慰问",
        "12 月 5 日至次年 3 月 5 日（含）",
        "发布高温橙色预警",
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("window = 6", "window = 9", "请写 6 或 12"),
        ('never = ["housing"]', 'never = ["illness"]', "既写可扣又写不可扣"),
        ('exempt = ["honour"]', 'exempt = ["honor"]', "honour"),
        ('combine = "all"', 'combine = "both"', "没有「both」"),
        ('kind = "relief"', 'kind = "releif"', "relief"),
        ('id = "local"\n[[groups.require]]', 'id = "lokal"\n[[groups.require]]', "local"),
        ('per = "festival", festival', 'per = "festival", fesival', "festival"),
        ("at_most = 12", "at_most = 3", "月数不对"),
        ('alerts = ["heat_orange"]', 'alerts = ["heat"]', "没有「heat」"),
        ('every = "half_year"', 'every = "halfyear"', "half_year"),
        ("within = { workdays = 3 }", "within = { workdays = 3, from = 2 }", "from"),
        ('say = "重阳节慰问"', 'says = "重阳节慰问"', "says"),
    ],
)
def test_a_mistake_is_said_with_its_cure(old: str, new: str, expected: str) -> None:
    assert expected in said(old, new)


# ---- what comes of it


def test_who_is_in_several_groups_gets_each_promise_once() -> None:
    verdict = check({**ELDER, **ALONE})
    assert verdict.outcome is Outcome.eligible
    assert verdict.groups == ("elder", "alone")
    assert verdict.group_label == "老人、单独申请"
    assert verdict.amount == 350


def test_with_first_only_the_first_counts() -> None:
    verdict = check({**ELDER, **ALONE}, TEXT.replace('combine = "all"', 'combine = "first"'))
    assert verdict.groups == ("elder",)
    assert verdict.amount == 300


def test_a_group_that_lacks_papers_is_named_where_each_counts() -> None:
    verdict = check(ELDER)
    assert verdict.groups == ("elder",)
    assert any(
        "「单独申请」还缺：脱离家庭在宗教场所居住年数、住宅套数。补齐后可能另外享受该类。" in n
        for n in verdict.notes
    )


def test_once_is_a_condition_of_its_group() -> None:
    verdict = check({**ELDER, **ALONE, "aided": ["重阳节-2026"]})
    assert verdict.groups == ("alone",)
    assert any("2026年重阳节已享受过" in f.because for f in verdict.findings)
    assert check({k: v for k, v in ELDER.items() if k != "aided"} | {"homes_count": 1}).outcome is (
        Outcome.incomplete
    )


def test_the_bound_of_the_property_line_is_open_as_typed() -> None:
    assert check(ELDER).outcome is Outcome.eligible
    over = check({**ELDER, "financial_assets_per_head": "6480.01"})
    assert over.outcome is Outcome.ineligible
    assert "可转介：慈善组织" in over.notes
    assert "可转介：可以申请临时救助" in over.notes


def test_the_clause_that_turns_away_says_where_to_go() -> None:
    verdict = check({**ELDER, "applicant_born": "1990-01-01", "clergy_years": 3, "homes_count": 1})
    assert verdict.outcome is Outcome.ineligible
    assert "可转介：住房救助" in verdict.notes
    assert "可转介：慈善组织" not in verdict.notes


def test_who_is_in_a_group_is_referred_besides() -> None:
    assert "可转介：养老服务机构" in check(ELDER).notes


def test_a_warning_decides_nothing_and_is_read_out() -> None:
    verdict = check({**ELDER, "semesters_taught": 59})
    assert verdict.outcome is Outcome.eligible
    assert any(
        n.startswith("任教正好 30 年，原文两头都没有写，请人定（任教年限 30 年") for n in verdict.notes
    )
    assert not any("任教正好" in n for n in check({**ELDER, "semesters_taught": 60 + 1}).notes)


def test_a_warning_whose_line_nobody_registered_says_so() -> None:
    assert any("没有核对「低保标准超过城镇消费支出的 35%" in n for n in check(ELDER).notes)
    assert any(
        n.startswith("低保标准超过城镇消费支出的 35%") for n in check(ELDER, lines=[*LINES, URBAN]).notes
    )


@pytest.mark.parametrize(("semesters", "years"), [(0, 0), (1, 1), (2, 1), (3, 2), (59, 30), (60, 30)])
def test_two_semesters_are_a_year_and_an_odd_one_counts_as_one(semesters: int, years: int) -> None:
    text = TEXT.replace("equals = 30", f"equals = {years}")
    verdict = check({**ELDER, "semesters_taught": semesters}, text)
    assert any("任教正好 30 年" in n for n in verdict.notes)


def test_the_scheme_asks_for_all_it_needs() -> None:
    assert read().facts_asked() == (
        "financial_assets_per_head",
        "hukou_place",
        "applicant_born",
        "aided",
        "clergy_years",
        "homes_count",
        "service_years",
    )


def test_a_scheme_reads_its_own_terms_aloud() -> None:
    scheme = read()
    assert header_lines(scheme, ConditionWords(scheme, {}), 5) == [
        (
            "怎么算",
            [
                "同时符合几类的，各类都享受，每项帮扶只给一次",
                "收入按近 6 个月计算，不计入优抚待遇、奖励，扣除自付的医疗、必要就业成本支出，租房支出不得扣除",
                "可以单独提出申请的：宗教场所居住三年以上（含）",
                "不符合的转介：可以申请临时救助",
                "「老人」同时转介：养老服务机构",
                "「金融资产超过 8 倍」的转介：慈善组织",
                "「没有房产」的转介：住房救助",
            ],
        ),
        (
            "什么时候办、什么时候再看",
            [
                "启动：重阳节（农历九月初九）：重阳节慰问",
                "启动：12 月 5 日至次年 3 月 5 日（含）",
                "启动：发布高温橙色预警",
                "核查：每半年，C 类每半年核查（限低保类别，有其中之一：低保C类）",
                "渐退：延保，不再符合条件后再享受 6—12 个月",
            ],
        ),
        ("告诉谁", ["书面告诉申请人：不予确认的理由，上一步的次日起 3 个工作日内"]),
        (
            "核对时会提醒",
            [
                "任教正好 30 年，原文两头都没有写，请人定（任教年限 正好是 30 年）",
                "低保标准超过城镇消费支出的 35%，请核对（低保标准 高于 上年城镇居民人均消费支出 ÷ 12 的 0.35 倍（不含））",
            ],
        ),
    ]
