"""The kinds of award beyond a fixed sum: tiers with gaps, shares, spans, higher-of, supplements, differences, by the month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.amounts import Total, grant, read_awards
from desktop.domain.ceilings import read_ceiling
from desktop.domain.condition import Case, Names
from desktop.domain.facts import Facts, FactValue
from desktop.domain.months import Month
from desktop.domain.policy_text import Part, SchemeError
from desktop.domain.standards import Line, LineKind, Standards

D = Decimal
LINES = Standards.of(
    [
        Line(kind=kind, place="示例市", from_day=date(2025, 7, 1), amount=D(amount))
        for kind, amount in ((LineKind.dibao, 700), (LineKind.consumption_per_head, 24000))
    ]
)
NAMES = Names(parameters=frozenset({"under_ten"}), groups={"a": "甲类", "b": "乙类"})
Content = dict[str, object]

YEARS: Content = {
    "kind": "tiers",
    "label": "生活困难补助",
    "fact": "applicant_age",
    "tiers": [
        {"label": "超过 30 年", "above": 30, "yuan": 900},
        {"label": "20—29 年", "at_least": 20, "at_most": 29, "yuan": 800},
        {"label": "10—19 年", "at_least": 10, "at_most": 19, "yuan": 700},
        {"label": "1—9 年", "at_least": 1, "at_most": 9, "yuan": {"parameter": "under_ten"}},
    ],
}
"""The years of service of the plan, with an age in their place."""
SUPPLEMENT: Content = {
    "kind": "supplement",
    "label": "增发",
    "fact": "tags",
    "classes": [{"of": ["A 类"], "percent": 30}, {"of": ["B 类"], "percent": 20}],
}
SHARE: Content = {
    "kind": "share",
    "label": "医疗救助",
    "fact": "yearly_self_paid_medical",
    "percent": 50,
    "deductible": 5000,
    "floor": {"standard": "dibao", "multiple": 2},
    "cap": {"standard": "dibao", "multiple": 10},
}


def given_to(*contents: Content, ceilings: Sequence[Content] = (), **facts: FactValue) -> Total:
    return given_on(Facts(facts), *contents, ceilings=ceilings)


def given_on(facts: Facts, *contents: Content, ceilings: Sequence[Content] = ()) -> Total:
    awards = read_awards(
        [Part("试.toml", f"帮扶标准 {n}", {"label": "补助", **c}) for n, c in enumerate(contents)], NAMES
    )
    limits = tuple(read_ceiling(Part("试.toml", "封顶", {"clause": "封顶线", **c}), NAMES) for c in ceilings)
    return grant(awards, limits, "a", Case(facts, LINES, "示例市", date(2026, 3, 2), {"under_ten": D(500)}))


# ---- tiers


@pytest.mark.parametrize(
    ("years", "yuan"), [(45, 900), (31, 900), (29, 800), (20, 800), (19, 700), (10, 700), (9, 500), (1, 500)]
)
def test_a_tier_takes_both_its_ends(years: int, yuan: int) -> None:
    assert given_to(YEARS, applicant_age=years).amount == yuan


def test_exactly_thirty_years_falls_between_two_tiers_and_is_asked() -> None:
    total = given_to(YEARS, applicant_age=30)
    assert total.amount is None
    assert total.tiers == ()
    assert "落在「20—29 年」和「超过 30 年」之间，原文没有规定" in total.because
    assert "由审批人确定" in total.because


def test_below_all_tiers_and_unknown_are_asked_too() -> None:
    below, unknown = given_to(YEARS, applicant_age=0), given_to(YEARS)
    assert below.amount is None
    assert "不在生活困难补助的分档之内" in below.because
    assert unknown.amount is None
    assert "「申请人年龄」没有登记" in unknown.because


def test_two_tiers_that_both_claim_a_figure_are_told_of() -> None:
    tiers = [{"label": "3 以内", "at_most": 3, "yuan": 1}, {"label": "3 以上", "at_least": 3, "yuan": 2}]
    total = given_to({**YEARS, "tiers": tiers}, applicant_age=3)
    assert total.amount is None
    assert "同时落入「3 以内」、「3 以上」，原文自相矛盾" in total.because


def test_a_tier_may_name_a_span_of_multiples() -> None:
    span = {
        "label": "1 万元以上",
        "above": 10000,
        "minimum": {"standard": "dibao", "multiple": 2},
        "maximum": {"standard": "dibao", "multiple": 10},
    }
    total = given_to(
        {**YEARS, "fact": "yearly_self_paid_medical", "tiers": [span]}, yearly_self_paid_medical=D(10001)
    )
    assert (total.amount, total.at_least, total.at_most) == (None, 1400, 7000)
    assert total.tiers == ("1 万元以上",)


@given(st.integers(0, 60))
def test_every_year_has_one_tier_or_asks(years: int) -> None:
    total = given_to(YEARS, applicant_age=years)
    assert (total.amount is None) is (years in (0, 30))
    assert len(total.tiers) == (0 if years in (0, 30) else 1)


# ---- shares


@pytest.mark.parametrize(
    ("paid", "yuan", "words"),
    [
        ("5000", "0", "没有超过起付线"),
        ("5000.01", "1400", "低于下限，按 2 × 低保标准 700.00 = 1,400.00 元计"),
        ("10000", "2500", "（10,000.00 － 5,000.00） × 50% = 2,500.00 元"),
        ("19000", "7000", "= 7,000.00 元"),
        ("19000.02", "7000", "超过上限，按 10 × 低保标准 700.00 = 7,000.00 元计"),
    ],
)
def test_a_share_above_a_deductible_with_floor_and_cap(paid: str, yuan: str, words: str) -> None:
    total = given_to(SHARE, yearly_self_paid_medical=D(paid))
    assert total.amount == D(yuan)
    assert words in total.because


def test_each_segment_has_its_own_percentage() -> None:
    segments = [
        {"label": "5 千至 1 万", "above": 5000, "at_most": 10000, "percent": 40},
        {"label": "1 万以上", "above": 10000, "percent": 60},
    ]
    content: Content = {"kind": "segments", "fact": "yearly_self_paid_medical", "segments": segments}
    assert given_to(content, yearly_self_paid_medical=D(4000)).amount == 0
    assert given_to(content, yearly_self_paid_medical=D(10000)).amount == 2000
    total = given_to(content, yearly_self_paid_medical=D(12000))
    assert total.amount == 3200
    assert "5 千至 1 万 5,000.00 × 40% ＋ 1 万以上 2,000.00 × 60%" in total.because


@given(st.decimals(0, 100000, places=2), st.decimals(0, 1000, places=2))
def test_who_paid_more_never_gets_less_of_a_share_and_the_cap_holds(paid: Decimal, more: Decimal) -> None:
    low = given_to(SHARE, yearly_self_paid_medical=paid).amount
    high = given_to(SHARE, yearly_self_paid_medical=paid + more).amount
    assert low is not None
    assert high is not None
    assert low <= high <= 7000
    assert low == 0 or low >= 1400


# ---- spans, higher-of


def test_a_span_is_left_to_a_person_between_its_ends() -> None:
    content: Content = {
        "kind": "range",
        "minimum": {"standard": "dibao", "multiple": 2},
        "maximum": {"standard": "dibao", "multiple": 10},
    }
    total = given_to(content)
    assert (total.amount, total.at_least, total.at_most) == (None, 1400, 7000)
    assert "2 × 低保标准 700.00 = 1,400.00 元到 10 × 低保标准 700.00 = 7,000.00 元之间" in total.because


def test_a_ceiling_narrows_a_span() -> None:
    content: Content = {"kind": "range", "minimum": 2000, "maximum": 7000}
    total = given_to(content, ceilings=({"yuan": {"standard": "dibao", "multiple": 4}},))
    assert (total.at_least, total.at_most) == (2000, 2800)
    full = given_to(content, ceilings=({"yuan": 1000},))
    assert (full.at_least, full.at_most) == (1000, 1000)


def test_the_higher_of_a_share_of_consumption_and_a_multiple_of_the_line() -> None:
    terms = [
        {
            "label": "上年人均消费的 60%",
            "yuan": {"standard": "consumption_per_head"},
            "percent": 60,
            "divide": 12,
        },
        {"label": "低保的 1.3 倍", "yuan": {"standard": "dibao", "multiple": D("1.3")}},
    ]
    higher = given_to({"kind": "higher_of", "label": "基本生活", "of": terms})
    assert higher.amount == 1200
    assert "24,000.00 × 60% ÷ 12 = 1,200.00" in higher.because
    assert "就高取上年人均消费的 60% 1,200.00 元" in higher.because
    assert given_to({"kind": "lower_of", "of": terms}).amount == 910


# ---- differences and supplements


def test_the_difference_to_the_line_for_every_member() -> None:
    content: Content = {
        "kind": "difference",
        "label": "低保补差",
        "fact": "gross_income_per_head",
        "up_to": {"standard": "dibao"},
        "per": "person",
    }
    total = given_to(content, gross_income_per_head=D("450.5"), household_size=3)
    assert total.amount == D("748.50")
    assert "700.00 － 家庭人均月收入 450.50 = 249.50 元" in total.because
    assert "每人一份，家庭人口 3 = 748.50 元" in total.because
    assert given_to(content, gross_income_per_head=D(700), household_size=3).amount == 0
    assert given_to(content, gross_income_per_head=D(300)).amount is None


def test_some_get_the_whole_line() -> None:
    content: Content = {
        "kind": "difference",
        "fact": "gross_income_per_head",
        "up_to": {"standard": "dibao"},
        "full_when": {"kind": "is", "fact": "applicant_in_hospital", "value": True},
    }
    assert given_to(content, gross_income_per_head=D(600), applicant_in_hospital=True).amount == 700
    assert given_to(content, gross_income_per_head=D(600), applicant_in_hospital=False).amount == 100
    assert given_to(content, gross_income_per_head=D(600)).amount is None


def test_a_supplement_is_reckoned_from_ones_own_part_and_the_higher_counts_once() -> None:
    difference: Content = {
        "kind": "difference",
        "id": "own",
        "fact": "gross_income_per_head",
        "up_to": {"standard": "dibao"},
        "per": "person",
    }
    supplement: Content = {**SUPPLEMENT, "base": "own"}

    def given_with(tags: frozenset[str] | None) -> Total:
        known: dict[str, FactValue] = {} if tags is None else {"tags": tags}
        known |= {"gross_income_per_head": D(400), "household_size": 2}
        return given_on(Facts(known), difference, supplement)

    both = given_with(frozenset({"A 类", "B 类"}))
    assert both.amount == 600 + 90
    assert "本人补助 300.00 × 30% = 90.00 元，同时符合多类，就高计一次" in both.because
    assert given_with(frozenset({"B 类"})).amount == 660
    assert given_with(frozenset()).amount == 600
    unknown = given_with(None)
    assert unknown.amount == 600
    assert "「档案标签」没有登记" in unknown.because


def test_of_awards_had_only_once_the_highest_is_given() -> None:
    one: Content = {"kind": "fixed", "label": "残疾补贴", "yuan": 300, "once": "补贴"}
    other: Content = {"kind": "fixed", "label": "护理补贴", "yuan": 400, "once": "补贴"}
    total = given_to(one, other, {"kind": "fixed", "yuan": 50})
    assert total.amount == 450
    assert "就高只计护理补贴一次" in total.because


# ---- by the month


def test_a_monthly_award_says_from_when_to_when() -> None:
    monthly = {"start": {"month_after": "received_on"}, "stop": [{"months": 12}]}
    total = given_to({"kind": "fixed", "yuan": 800, "monthly": monthly}, received_on=date(2026, 1, 15))
    assert total.amount == 800
    assert total.monthly is not None
    assert total.monthly.due_between(date(2026, 12, 1), date(2027, 6, 1)) == (
        Month(2026, 12),
        Month(2027, 1),
    )


def test_goods_for_each_person_are_counted_for_all() -> None:
    goods = [{"name": "棉被", "unit": "床", "value": 120}]
    total = given_to({"kind": "goods", "goods": goods, "per": "person"}, household_size=3)
    assert [(g.count, g.value) for g in total.goods] == [(3, 360)]


# ---- ceilings in order


def test_limits_are_kept_in_their_order_and_the_advance_comes_off() -> None:
    total = given_to(
        {"kind": "fixed", "yuan": 6000},
        ceilings=(
            {"yuan": 5000},
            {"deduct": True, "fact": "savings"},
            {"yuan": 20000, "fact": "aid_received_this_year", "discuss": True},
        ),
        savings=D(800),
        aid_received_this_year=D(17000),
    )
    assert total.amount == 3000
    told = total.because
    assert told.index("按 5,000.00 元计") < told.index("还应发 4,200.00 元") < told.index("按 3,000.00 元计")
    assert "超过部分须「一事一议」" in told


def test_an_unknown_advance_leaves_the_sum_open() -> None:
    total = given_to({"kind": "fixed", "yuan": 6000}, ceilings=({"deduct": True, "fact": "savings"},))
    assert total.amount is None
    assert "要扣的数额不明" in total.because


def test_a_full_number_of_times_leaves_nothing() -> None:
    limit: Content = {"times": 2, "fact": "homes_count", "span": "lifetime"}
    assert given_to({"kind": "fixed", "yuan": 100}, ceilings=(limit,), homes_count=1).amount == 100
    assert given_to({"kind": "fixed", "yuan": 100}, ceilings=(limit,), homes_count=2).amount == 0


# ---- what nobody knows never helps

KINDS_TOGETHER: tuple[Content, ...] = (
    {**YEARS, "once": "补"},
    SHARE,
    {
        "kind": "difference",
        "id": "own",
        "fact": "gross_income_per_head",
        "up_to": {"standard": "dibao"},
        "per": "person",
        "full_when": {"kind": "is", "fact": "applicant_in_hospital", "value": True},
        "once": "补",
    },
    {**SUPPLEMENT, "base": "own"},
    {
        "kind": "fixed",
        "yuan": 77,
        "when": {"kind": "compare", "fact": "homes_count", "at_most": 1},
    },
)
LIMITS: tuple[Content, ...] = (
    {"yuan": 6500},
    {"deduct": True, "fact": "savings"},
    {"yuan": 6000, "fact": "aid_received_this_year", "groups": ["a"]},
)
ANY_FACTS = st.fixed_dictionaries(
    {},
    optional={
        "applicant_age": st.integers(0, 40),
        "yearly_self_paid_medical": st.decimals(0, 30000, places=2),
        "gross_income_per_head": st.decimals(0, 900, places=2),
        "household_size": st.integers(1, 5),
        "applicant_in_hospital": st.booleans(),
        "tags": st.frozensets(st.sampled_from(["A 类", "B 类", "别的"])),
        "homes_count": st.integers(0, 2),
        "savings": st.decimals(0, 900, places=2),
        "aid_received_this_year": st.decimals(0, 6100, places=2),
    },
)


@settings(deadline=None, max_examples=300)
@given(ANY_FACTS, st.sampled_from([(), LIMITS[:1], LIMITS]))
def test_no_amount_grows_when_a_fact_becomes_unknown(
    known: dict[str, FactValue], limits: tuple[Content, ...]
) -> None:
    facts = Facts(known)
    before = given_on(facts, *KINDS_TOGETHER, ceilings=limits)
    for forgotten in known:
        after = given_on(facts.having(**{forgotten: None}), *KINDS_TOGETHER, ceilings=limits)
        assert (after.amount or 0) <= (before.amount or 0), forgotten
        if before.at_most is not None:
            assert after.at_most is not None, forgotten
            assert after.at_most <= before.at_most, forgotten


# ---- mistakes


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({**YEARS, "tiers": []}, "一档也没有"),
        ({**YEARS, "tiers": [{"label": "甲", "yuan": 1}]}, "没有界限"),
        ({**YEARS, "tiers": [{"label": "甲", "at_least": 9, "at_most": 1, "yuan": 1}]}, "下限 9 大于上限 1"),
        ({**YEARS, "tiers": [{"label": "甲", "above": 9, "minimum": 1}]}, "不全或重复"),
        ({**SHARE, "percent": 120}, "超过百分之百"),
        ({**SHARE, "fact": "homes_count"}, "不能用在这种条件里"),
        ({"kind": "segments", "fact": "savings"}, "一段也没有"),
        ({"kind": "range", "minimum": 10, "maximum": 2}, "下限 10 大于上限 2"),
        ({"kind": "higher_of", "of": [{"label": "甲", "yuan": 1}]}, "至少要有两个数"),
        ({"kind": "higher_of", "of": [{"label": "甲", "yuan": 1, "divide": 0}]}, "不能除以 0"),
        (SUPPLEMENT, "按什么的百分之几"),
        ({**SUPPLEMENT, "base": "own"}, "前面没有 id 为「own」的帮扶"),
        ({**SUPPLEMENT, "base_fact": "homes_count"}, "不是金额"),
        ({"kind": "ask", "persons": "homes_count"}, "没有写 per"),
        ({"kind": "ask", "per": "person", "persons": "savings"}, "不是人数"),
    ],
)
def test_a_slip_is_named(content: Content, said: str) -> None:
    with pytest.raises(SchemeError, match=said):
        given_to(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({}, "没有填写"),
        ({"yuan": 1, "times": 2}, "没有填写"),
        ({"times": 0, "fact": "homes_count"}, "次数不能是 0"),
        ({"yuan": 1, "span": "lifetime"}, "和 fact 对不上"),
        ({"yuan": 1, "fact": "savings", "span": "once"}, "和 fact 对不上"),
        ({"times": 1, "fact": "savings"}, "不能用在这种条件里"),
    ],
)
def test_a_slip_in_a_ceiling_is_named(content: Content, said: str) -> None:
    with pytest.raises(SchemeError, match=said):
        given_to({"kind": "ask"}, ceilings=(content,))


def test_monthly_and_single_sums_are_not_added_up() -> None:
    monthly = {"start": {"month": "2026-01"}}
    with pytest.raises(SchemeError, match="起止规则不同"):
        given_to({"kind": "fixed", "yuan": 1}, {"kind": "fixed", "yuan": 1, "monthly": monthly})
    total = given_to(
        {"kind": "fixed", "yuan": 1, "groups": ["b"]},
        {"kind": "fixed", "yuan": 2, "monthly": monthly, "groups": ["a"]},
    )
    assert total.amount == 2
