"""The kinds of condition single plans need: days, shares, places, members, once, and figures made of figures."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.condition import Case, Condition, Figure, Judged, Names
from desktop.domain.condition_reading import read_figure
from desktop.domain.conditions import judge, read_condition
from desktop.domain.days import after_months, full_years
from desktop.domain.errors import OfficeError
from desktop.domain.facts import FACTS, Facts, FactValue, People, Receipts
from desktop.domain.policy_text import Part, SchemeError
from desktop.domain.standards import Line, LineKind, Standards

PLAN_KINDS = frozenset(
    "age elapsed day_within receipts near_festival share line place text once member in_group at_least_of "
    "applies_alone".split()
)
"""The kinds tried in this file."""

ON = date(2026, 3, 2)
SINCE = date(2020, 1, 1)
LINES = Standards.of(
    [
        Line(kind=LineKind.dibao, place="无锡市滨湖区", from_day=SINCE, amount=Decimal(810)),
        Line(kind=LineKind.consumption_per_head, place="无锡市滨湖区", from_day=SINCE, amount=Decimal(21005)),
    ]
)
NAMES = Names(parameters=frozenset({"share"}), groups={"a": "甲类", "b": "乙类"})
PARAMETERS = {"share": Decimal(50)}


def condition(names: Names = NAMES, /, **content: object) -> Condition:
    return read_condition(Part("试.toml", "条件", {"clause": "试", **content}), names)


def case(facts: dict[str, FactValue], on: date = ON, met: dict[str, bool | None] | None = None) -> Case:
    return Case(Facts(facts), LINES, "无锡市滨湖区", on, PARAMETERS, met or {}, {"a": "甲类", "b": "乙类"})


def judged(content: dict[str, object], on: date = ON, /, **facts: FactValue) -> Judged:
    return judge(condition(**content), case(facts, on))


# ---- ages


def slow_age(born: date, on: date, day_after: bool) -> int:
    """Counts birthdays one by one."""
    years = 0
    while True:
        try:
            birthday = date(born.year + years + 1, born.month, born.day)
        except ValueError:
            birthday = date(born.year + years + 1, 3, 1)
        if on < birthday or (day_after and on == birthday):
            return years
        years += 1


@given(st.dates(date(1900, 1, 1), date(2010, 1, 1)), st.integers(0, 40000), st.booleans())
def test_full_years_count_birthdays(born: date, days: int, day_after: bool) -> None:
    on = born + timedelta(days=days)
    assert full_years(born, on, day_after=day_after) == slow_age(born, on, day_after)


@pytest.mark.parametrize(
    ("born", "holds"),
    [(date(1966, 3, 2), True), (date(1966, 3, 3), False), (date(1966, 3, 1), True)],
)
def test_the_sixtieth_birthday_itself_counts(born: date, holds: bool) -> None:
    assert judged({"kind": "age", "at_least": 60}, applicant_born=born).holds is holds


def test_a_plan_may_count_from_the_day_after_the_birthday() -> None:
    rule: dict[str, object] = {"kind": "age", "at_least": 60, "counts_from": "day_after"}
    assert judged(rule, applicant_born=date(1966, 3, 2)).holds is False
    assert judged(rule, applicant_born=date(1966, 3, 1)).holds is True


@pytest.mark.parametrize(
    ("on", "born", "holds"),
    [
        ("12-31", date(1966, 12, 31), True),
        ("12-31", date(1967, 1, 1), False),
        (date(2025, 12, 31), date(1966, 1, 1), False),
        ("double_ninth", date(1966, 10, 18), True),
        ("double_ninth", date(1966, 10, 19), False),
    ],
)
def test_an_age_is_reckoned_on_the_day_the_plan_names(on: object, born: date, holds: bool) -> None:
    """In 2026 the double ninth falls on 18 October."""
    assert judged({"kind": "age", "on": on, "at_least": 60}, applicant_born=born).holds is holds


def test_an_age_says_its_day_and_its_margin() -> None:
    result = judged({"kind": "age", "on": "12-31", "at_least": 60}, applicant_born=date(1970, 1, 1))
    assert result.because == "申请人年龄（2026年12月31日周岁） 56 岁，少于 60 岁，相差 4 岁"


def test_an_unknown_birthday_is_no_age() -> None:
    result = judged({"kind": "age", "at_least": 60})
    assert (result.holds, result.unknown) == (None, ("applicant_born",))


# ---- spans of time


@pytest.mark.parametrize(
    ("side", "day", "holds"),
    [
        ("above", date(2026, 2, 28), False),
        ("above", date(2026, 3, 1), True),
        ("at_least", date(2026, 2, 28), True),
        ("at_least", date(2026, 2, 27), False),
        ("at_most", date(2026, 2, 28), True),
        ("below", date(2026, 2, 28), False),
    ],
)
def test_more_than_three_months_is_more_to_the_day(side: str, day: date, holds: bool) -> None:
    content: dict[str, object] = {"kind": "elapsed", "fact": "stay_since", "unit": "months", side: 3}
    assert judged(content, day, stay_since=date(2025, 11, 30)).holds is holds


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 60), st.integers(-3, 3))
def test_the_end_of_a_span_of_months_is_in_the_right_month(since: date, months: int, off: int) -> None:
    turn = after_months(since, months)
    assert (turn.year * 12 + turn.month) - (since.year * 12 + since.month) == months
    assert turn.day == since.day or (turn + timedelta(days=1)).day == 1
    content: dict[str, object] = {
        "kind": "elapsed",
        "fact": "stay_since",
        "unit": "months",
        "at_least": months,
    }
    day = turn + timedelta(days=off)
    assert judged(content, day, stay_since=since).holds is (off >= 0)


# ---- windows

NEXT_YEAR: dict[str, object] = {"from": "11-05", "until": "10-25"}


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2024, 11, 4), False),
        (date(2024, 11, 5), True),
        (date(2025, 10, 25), True),
        (date(2025, 10, 26), False),
    ],
)
def test_a_window_into_next_year_has_both_its_ends(day: date, holds: bool) -> None:
    content = {"kind": "day_within", "fact": "service_ended", **NEXT_YEAR}
    assert judged(content, date(2025, 10, 28), service_ended=day).holds is holds


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2025, 12, 4), False),
        (date(2025, 12, 5), True),
        (date(2026, 3, 5), True),
        (date(2026, 3, 6), False),
    ],
)
def test_a_window_over_new_year_is_the_one_begun_last(on: date, holds: bool) -> None:
    assert judged({"kind": "day_within", "from": "12-05", "until": "03-05"}, on).holds is holds


def test_a_window_of_dates_may_be_open_at_one_end() -> None:
    content: dict[str, object] = {"kind": "day_within", "fact": "died_on", "until": date(2024, 12, 31)}
    assert judged(content, died_on=date(2024, 12, 31)).holds is True
    result = judged(content, died_on=date(2025, 1, 1))
    assert result.because == "去世日期 2025年1月1日，不在 2024年12月31日（含）以前之内"


BLANK_YEAR: dict[str, object] = {
    "kind": "day_within",
    "fact": "died_on",
    "until": {"year": "cut", "month_day": "12-31"},
}


@pytest.mark.parametrize(("day", "holds"), [(date(2020, 12, 31), True), (date(2021, 1, 1), False)])
def test_a_year_the_plan_leaves_blank_is_a_parameter(day: date, holds: bool) -> None:
    names = Names(parameters=frozenset({"cut"}))
    tried = condition(names, **BLANK_YEAR)
    assert tried.parameters == ("cut",)
    found = Case(Facts({"died_on": day}), LINES, "无锡市滨湖区", ON, {"cut": Decimal(2020)})
    assert judge(tried, found).holds is holds
    aged = condition(names, kind="age", on={"year": "cut", "month_day": "12-31"}, at_least=60)
    born = Case(Facts({"applicant_born": date(1960, 12, 31)}), LINES, "", ON, {"cut": Decimal(2020)})
    assert judge(aged, born).holds is True
    assert aged.parameters == ("cut",)


def test_a_year_that_is_none_is_refused() -> None:
    tried = condition(Names(parameters=frozenset({"cut"})), **BLANK_YEAR)
    for year in ("20.5", "20", "3000"):
        with pytest.raises(OfficeError, match="应是四位年份"):
            judge(tried, Case(Facts({"died_on": ON}), LINES, "", ON, {"cut": Decimal(year)}))
    with pytest.raises(SchemeError, match="没有「cut」"):
        condition(Names(), **BLANK_YEAR)


def test_a_receipt_outside_the_window_does_not_count_and_is_named() -> None:
    content = {"kind": "receipts", "fact": "receipts", **NEXT_YEAR, "at_least": 1000}
    bills = Receipts(
        (
            (date(2024, 11, 4), Decimal(900)),
            (date(2024, 11, 5), Decimal(400)),
            (date(2025, 10, 25), Decimal("599.99")),
        )
    )
    result = judged(content, date(2025, 10, 28), receipts=bills)
    assert result.holds is False
    assert "合计" not in result.because
    assert "花费票据 999.99 元" in result.because
    assert "另有 1 张不在时段内，不计：2024年11月4日 900.00 元" in result.because
    assert judged(content, date(2025, 10, 28)).unknown == ("receipts",)


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2026, 10, 17), False),
        (date(2026, 10, 18), True),
        (date(2026, 10, 20), True),
        (date(2026, 10, 21), False),
    ],
)
def test_a_lunar_festival_has_its_own_day_each_year(on: date, holds: bool) -> None:
    assert judged({"kind": "near_festival", "festival": "double_ninth", "after": 2}, on).holds is holds


def test_new_year_is_near_from_the_year_before() -> None:
    content: dict[str, object] = {"kind": "near_festival", "festival": "new_year", "before": 10}
    assert judged(content, date(2025, 12, 22)).holds is True
    assert judged(content, date(2025, 12, 21)).holds is False


# ---- shares and figures made of figures

HALF: dict[str, object] = {"kind": "share", "fact": "loss_amount", "of": "yearly_income", "at_least": 50}


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_share_is_closed_exactly_as_typed(loss: int, income: int) -> None:
    lost, earned = Decimal(loss) / 100, Decimal(income) / 100
    assert judged(HALF, loss_amount=lost, yearly_income=earned).holds is (2 * loss >= income)
    above = {**{k: v for k, v in HALF.items() if k != "at_least"}, "above": {"parameter": "share"}}
    assert judged(above, loss_amount=lost, yearly_income=earned).holds is (2 * loss > income)


def test_a_share_of_no_income_is_beyond_any_bound() -> None:
    assert judged(HALF, loss_amount=Decimal(1), yearly_income=Decimal(0)).holds is True
    assert judged(HALF, loss_amount=Decimal(0), yearly_income=Decimal(0)).holds is False
    assert judged(HALF, loss_amount=Decimal(1)).unknown == ("yearly_income",)


@given(st.integers(0, 6000))
def test_a_fee_is_held_against_a_multiple_of_another_fee(fees: int) -> None:
    content: dict[str, object] = {
        "kind": "compare",
        "fact": "school_fees",
        "above": {"fact": "public_school_fees", "multiple": 3},
    }
    result = judged(content, school_fees=Decimal(fees), public_school_fees=Decimal(1000))
    assert result.holds is (fees > 3000)
    assert judged(content, school_fees=Decimal(fees)).unknown == ("public_school_fees",)


def told(content: dict[str, object]) -> tuple[Decimal, str]:
    read = read_figure(Part("试.toml", "", {"yuan": content}), "yuan", NAMES)
    worked = case({}).figure(read, FACTS["savings"])
    return worked.value, worked.words


def test_the_higher_of_two_lines_counts_and_both_are_told() -> None:
    value, words = told(
        {
            "highest": [
                {"standard": "consumption_per_head", "per": "month", "multiple": Decimal("0.6")},
                {"standard": "dibao", "multiple": Decimal("1.3")},
            ]
        }
    )
    assert value == Decimal(1053)
    assert words == (
        "0.6 × 上年人均消费支出 21,005.00 ÷ 12 = 1,050.25、1.3 × 低保标准 810.00 = 1,053.00，取较高者 1,053.00"
    )


@pytest.mark.parametrize(
    ("way", "value"),
    [
        ("none", "1750.416"),
        ("down", "1750"),
        ("up", "1751"),
        ("half_up", "1750"),
        ("jiao", "1750.4"),
        ("fen", "1750.42"),
    ],
)
def test_a_figure_is_rounded_as_the_plan_says(way: str, value: str) -> None:
    worked, words = told({"standard": "consumption_per_head", "per": "month", "round": way})
    assert str(worked).startswith(value)
    assert ("取" in words) is (way != "none")


def test_a_monthly_line_is_not_divided_again() -> None:
    with pytest.raises(SchemeError, match="本来就按月"):
        told({"standard": "dibao", "per": "month"})


def test_a_parameter_is_held_against_the_lines() -> None:
    content: dict[str, object] = {
        "kind": "line",
        "name": "低保标准",
        "figure": {"standard": "dibao"},
        "at_least": {"standard": "consumption_per_head", "per": "month", "multiple": Decimal("0.25")},
        "at_most": {"standard": "consumption_per_head", "per": "month", "multiple": Decimal("0.35")},
    }
    result = judged(content)
    assert result.holds is False
    assert "低保标准 810.00 元，高于 0.35 × 上年人均消费支出 21,005.00 ÷ 12 = 612.65 元" in result.because


# ---- places and texts


@pytest.mark.parametrize(
    ("place", "holds"),
    [
        ("江苏省无锡市滨湖区蠡园街道", True),
        ("无锡市 滨湖区", True),
        ("无锡市锡山区", False),
        ("无锡市", None),
        (None, None),
    ],
)
def test_a_place_lies_in_those_above_it(place: str | None, holds: bool | None) -> None:
    content: dict[str, object] = {"kind": "place", "fact": "hukou_place", "of": ["本地"]}
    facts: dict[str, FactValue] = {} if place is None else {"hukou_place": place}
    assert judged(content, **facts).holds is holds


def test_a_text_is_the_same_written_wide_or_narrow() -> None:
    content: dict[str, object] = {"kind": "text", "fact": "post_school", "of": ["东桥小学（ 一 ）"]}
    assert judged(content, post_school="东桥小学(一)").holds is True
    assert judged(content, post_school="东桥小学").holds is False


# ---- once


@pytest.mark.parametrize(
    ("rule", "had", "holds"),
    [
        ({"per": "year"}, ["2026年"], False),
        ({"per": "year"}, ["2025年"], True),
        ({"per": "lifetime"}, ["2025年"], False),
        ({"per": "lifetime"}, [], True),
        ({"per": "fund", "fund": "爱心基金"}, ["爱心基金-2026"], False),
        ({"per": "fund", "fund": "爱心基金"}, ["困难补助金"], True),
        ({"per": "festival", "festival": "double_ninth"}, ["重阳节-2026"], False),
        ({"per": "festival", "festival": "double_ninth"}, ["重阳节-2025"], True),
        ({"per": "event"}, ["高温-2026-1"], False),
        ({"per": "event"}, ["寒潮-2026-1"], True),
        ({"per": "year"}, None, None),
    ],
)
def test_once_means_once(rule: dict[str, object], had: list[str] | None, holds: bool | None) -> None:
    facts: dict[str, FactValue] = {"event": "高温-2026-1"}
    if had is not None:
        facts["aided"] = frozenset(had)
    assert judged({"kind": "once", **rule}, **facts).holds is holds


def test_an_event_without_a_name_cannot_be_told_from_another() -> None:
    assert judged({"kind": "once", "per": "event"}, aided=frozenset[str]()).unknown == ("event",)


# ---- members


def people(*ages: int | None) -> People:
    return People(tuple(Facts({} if age is None else {"applicant_age": age}) for age in ages))


ADULT: dict[str, object] = {"kind": "compare", "fact": "applicant_age", "at_least": 60}


@pytest.mark.parametrize(
    ("who", "ages", "holds"),
    [
        ("some", (30, 60), True),
        ("some", (30, 59), False),
        ("some", (30, None), None),
        ("some", (60, None), True),
        ("every", (60, 61), True),
        ("every", (60, 59), False),
        ("every", (60, None), None),
        ("every", (59, None), False),
        ("none", (59, 58), True),
        ("none", (59, None), None),
        ("none", (60, None), False),
    ],
)
def test_members_are_tried_one_by_one(who: str, ages: tuple[int | None, ...], holds: bool | None) -> None:
    result = judged({"kind": "member", "who": who, "of": [ADULT]}, members=people(*ages))
    assert result.holds is holds
    assert result.unknown == (("members",) if holds is None else ())


def test_the_applicants_own_facts_never_stand_in_for_a_members() -> None:
    result = judged({"kind": "member", "of": [ADULT]}, members=people(None), applicant_age=70)
    assert result.holds is None
    assert judged({"kind": "member", "of": [ADULT]}, applicant_age=70).unknown == ("members",)


def test_so_many_members_may_be_asked_for() -> None:
    two: dict[str, object] = {"kind": "member", "at_least": 2, "of": [ADULT]}
    assert judged(two, members=people(60, 61, 3)).holds is True
    assert judged(two, members=people(60, 59)).holds is False
    assert judged(two, members=people(60, None)).holds is None


# ---- several together, names


PARTS: list[dict[str, object]] = [
    {"kind": "is", "fact": "able_to_work", "value": False},
    {"kind": "is", "fact": "has_income", "value": False},
    {"kind": "is", "fact": "has_supporter", "value": False},
]


@given(st.tuples(*[st.sampled_from([True, False, None])] * 3), st.integers(1, 3))
def test_at_least_so_many_of_several(values: tuple[bool | None, ...], n: int) -> None:
    ids = ("able_to_work", "has_income", "has_supporter")
    facts: dict[str, FactValue] = {id: v for id, v in zip(ids, values, strict=True) if v is not None}
    met, unsure = values.count(False), values.count(None)
    expected = True if met >= n else None if met + unsure >= n else False
    result = judged({"kind": "at_least_of", "n": n, "of": PARTS}, **facts)
    assert result.holds is expected
    assert bool(result.unknown) is (expected is None)


def test_in_group_turns_not_group_round() -> None:
    tried = condition(kind="in_group", groups=["a"])
    assert judge(tried, case({}, met={"a": True})).holds is True
    assert judge(tried, case({}, met={"a": False})).holds is False
    assert judge(tried, case({}, met={"a": None})).holds is None


def test_a_named_condition_is_used_by_its_name_with_its_clause() -> None:
    named = condition(**ADULT)
    names = Names(conditions={"old": named})
    used = read_condition(Part("试.toml", "条件", {"kind": "see", "id": "old"}), names)
    assert used == named
    with pytest.raises(SchemeError, match="没有「young」"):
        read_condition(Part("试.toml", "条件", {"kind": "see", "id": "young"}), names)


def test_applying_alone_needs_the_list_of_who_may() -> None:
    with pytest.raises(SchemeError, match="apply_alone"):
        condition(kind="applies_alone")
    names = Names(alone=(condition(kind="compare", fact="clergy_years", at_least=3),))
    tried = condition(names, kind="applies_alone")
    assert judge(tried, case({"clergy_years": 3})).holds is True
    assert judge(tried, case({"clergy_years": 2})).holds is False


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"kind": "age", "on": "13-01", "at_least": 60}, "不是每年都有的一天"),
        ({"kind": "age", "on": "double_nine", "at_least": 60}, "double_ninth"),
        ({"kind": "age", "at_least": 60, "at_mots": 70}, "at_mots"),
        ({"kind": "elapsed", "fact": "stay_since", "unit": "weeks", "above": 3}, "没有「weeks」"),
        ({"kind": "elapsed", "fact": "stay_since", "unit": "months", "above": Decimal("1.5")}, "应是整数"),
        ({"kind": "day_within", "from": "11-05"}, "两头"),
        ({"kind": "day_within"}, "没有填写时段"),
        ({"kind": "day_within", "from": date(2026, 1, 2), "until": date(2026, 1, 1)}, "止期早于起期"),
        ({"kind": "share", "fact": "loss_amount", "of": "yearly_incom", "at_least": 1}, "yearly_income"),
        ({"kind": "place", "fact": "hukou_place", "of": ["（）"]}, "没有填写"),
        ({"kind": "once", "per": "month"}, "没有「month」"),
        ({"kind": "once", "per": "fund"}, "fund"),
        ({"kind": "member", "who": "all", "of": [ADULT]}, "没有「all」"),
        ({"kind": "at_least_of", "n": 3, "of": PARTS[:2]}, "1 到 2 之间"),
    ],
)
def test_a_mistake_is_said_with_its_cure(content: dict[str, object], said: str) -> None:
    with pytest.raises(SchemeError) as caught:
        condition(**content)
    assert said in caught.value.said


def test_a_figure_knows_all_it_hangs_on() -> None:
    read = read_figure(
        Part("试.toml", "", {"yuan": {"lowest": [{"parameter": "share"}, {"standard": "dibao"}]}}),
        "yuan",
        NAMES,
    )
    assert [f.parameter for f in read.walk() if f.parameter] == ["share"]
    assert case({}).lacking(Figure(fact="savings")) == "savings"
