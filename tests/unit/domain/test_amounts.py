"""Amounts: what each kind of award comes to, and that no ceiling is ever passed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.amounts import (
    KINDS,
    Award,
    Ceiling,
    Total,
    grant,
    judge_ceiling,
    read_award,
    read_ceiling,
)
from desktop.domain.condition import Case, Names
from desktop.domain.facts import Facts, FactValue
from desktop.domain.policy_text import Part, SchemeError
from desktop.domain.standards import Line, LineKind, Standards

LINES = Standards.of(
    [Line(kind=LineKind.dibao, place="示例市", from_day=date(2025, 7, 1), amount=Decimal("810.55"))]
)
NAMES = Names(
    parameters=frozenset({"sum"}), passages={"p": "第三条：救助标准"}, groups={"a": "甲类", "b": "乙类"}
)
TABLE: dict[str, object] = {
    "kind": "table",
    "label": "一次性救助",
    "fact": "applicant_diseases",
    "rows": [
        {"of": ["cancer", "aplastic_anaemia"], "yuan": {"parameter": "sum"}},
        {"of": ["stroke"], "yuan": 1000},
        {"of": ["aids"]},
    ],
}


def award(**content: object) -> Award:
    return read_award(Part("试.toml", "帮扶标准", {"label": "补助", **content}), NAMES)


def ceiling(yuan: object = 10000) -> Ceiling:
    content: dict[str, object] = {"clause": "全年封顶", "fact": "aid_received_this_year", "yuan": yuan}
    return read_ceiling(Part("试.toml", "封顶", content), NAMES)


def given_to(
    awards: tuple[Award, ...], top: Ceiling | None = None, group: str = "a", **facts: FactValue
) -> Total:
    return grant(awards, top, group, case(**facts))


def case(**facts: FactValue) -> Case:
    return Case(Facts(facts), LINES, "示例市", date(2026, 3, 2), {"sum": Decimal(5000)})


def test_a_fixed_sum_is_what_the_plan_names() -> None:
    total = given_to((award(kind="fixed", yuan=500, passage="p"),))
    assert total.amount == 500
    assert total.because == "补助 500.00 元〔第三条〕"


def test_a_multiple_of_a_line_comes_out_in_whole_fen() -> None:
    total = given_to((award(kind="fixed", yuan={"standard": "dibao", "multiple": Decimal("1.5")}),))
    assert total.amount == Decimal("1215.83")
    assert "1.5 × 低保标准 810.55 = 1,215.83 元" in total.because


def test_a_table_pays_by_what_is_chosen() -> None:
    assert given_to((award(**TABLE),), applicant_diseases=frozenset({"stroke"})).amount == 1000
    assert given_to((award(**TABLE),), applicant_diseases=frozenset({"aplastic_anaemia"})).amount == 5000


def test_of_several_rows_the_highest_counts_once() -> None:
    total = given_to((award(**TABLE),), applicant_diseases=frozenset({"stroke", "cancer"}))
    assert total.amount == 5000
    assert "按最高一档计一次" in total.because


def test_a_row_without_a_sum_and_a_disease_outside_the_table_are_left_to_a_person() -> None:
    for disease in ("aids", "ordinary"):
        total = given_to((award(**TABLE),), applicant_diseases=frozenset({disease}))
        assert total.amount is None
        assert "由审批人确定" in total.because


def test_an_unknown_disease_leaves_the_sum_open() -> None:
    total = given_to((award(**TABLE),))
    assert total.amount is None
    assert "「申请人所患疾病」没有登记" in total.because


def test_goods_carry_their_worth_but_are_no_money() -> None:
    bundle: list[dict[str, object]] = [
        {"name": "大米", "unit": "袋", "count": 2, "value": Decimal("65.50")},
        {"name": "食用油", "unit": "桶"},
    ]
    total = given_to((award(kind="goods", goods=bundle),))
    assert total.amount is None
    assert [(g.name, g.count, g.unit, g.value) for g in total.goods] == [
        ("大米", Decimal(2), "袋", Decimal("131.00")),
        ("食用油", Decimal(1), "桶", None),
    ]


def test_an_award_is_for_its_groups_only() -> None:
    awards = (award(kind="fixed", yuan=500, groups=["a"]), award(kind="fixed", yuan=200, groups=["b"]))
    assert given_to(awards, group="a").amount == 500
    assert given_to(awards, group="b").amount == 200


def test_an_award_with_a_condition_of_its_own_waits_for_it() -> None:
    when = {"kind": "compare", "fact": "applicant_self_paid_medical", "at_least": 5000}
    awards = (award(kind="fixed", yuan=1000), award(kind="ask", label="二次救助", when=when))
    below = given_to(awards, applicant_self_paid_medical=Decimal("4999.99"))
    reached = given_to(awards, applicant_self_paid_medical=Decimal(5000))
    unknown = given_to(awards)
    assert below.amount == reached.amount == unknown.amount == 1000
    assert (below.at_most, reached.at_most) == (1000, None)
    assert "暂不适用" in below.because
    assert "二次救助：数额由审批人确定" in reached.because
    assert "登记后再定" in unknown.because


money = st.decimals(min_value=0, max_value=20000, places=2)


@given(money, money, st.lists(st.sampled_from(["stroke", "cancer", "aids"]), min_size=1))
def test_no_ceiling_is_ever_passed(received: Decimal, top: Decimal, diseases: list[str]) -> None:
    total = given_to(
        (award(**TABLE), award(kind="fixed", yuan=Decimal("333.33"))),
        ceiling(top),
        applicant_diseases=frozenset(diseases),
        aid_received_this_year=received,
    )
    assert total.amount is not None
    assert total.at_most is not None
    room = max(top - received, Decimal(0))
    # "aids" stands in the table without a sum: a person decides, up to the room that is left.
    assert total.at_most == (room if "aids" in diseases else total.amount)
    assert 0 <= total.amount <= total.at_most <= room


@given(st.lists(st.sampled_from([{"stroke"}, {"cancer"}, {"stroke", "cancer"}]), max_size=8))
def test_approving_again_and_again_never_passes_the_ceiling(visits: list[set[str]]) -> None:
    received = Decimal(0)
    for diseases in visits:
        total = given_to(
            (award(**TABLE),),
            ceiling(),
            applicant_diseases=frozenset(diseases),
            aid_received_this_year=received,
        )
        received += total.amount or 0
        assert received <= 10000


@pytest.mark.parametrize(
    ("received", "holds", "words"),
    [
        (Decimal("9999.99"), True, "还可享受 0.01 元"),
        (Decimal(10000), False, "已到封顶线"),
        (Decimal(12000), False, "已到封顶线"),
        (None, None, "没有登记"),
    ],
)
def test_a_full_ceiling_ends_it_and_an_unknown_one_leaves_it_open(
    received: Decimal | None, holds: bool | None, words: str
) -> None:
    facts = {} if received is None else {"aid_received_this_year": received}
    tried = judge_ceiling(ceiling(), case(**facts))
    assert tried.holds is holds
    assert words in tried.because


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"kind": "gift"}, "没有「gift」"),
        ({"kind": "fixed"}, "没有填写"),
        ({"kind": "fixed", "yuan": "五百"}, "应是数字"),
        ({"kind": "fixed", "yuan": {"parameter": "x"}}, "没有「x」"),
        ({"kind": "table", "fact": "applicant_diseases"}, "一档也没有"),
        ({"kind": "table", "fact": "homes_count", "rows": [{"of": ["a"]}]}, "不能用在这种条件里"),
        ({"kind": "goods"}, "一样物品也没有"),
        ({"kind": "goods", "goods": [{"name": "米", "weight": 10}]}, "weight"),
        ({"kind": "ask", "yuan": 5}, "yuan"),
        ({"kind": "ask", "groups": ["z"]}, "没有「z」"),
    ],
)
def test_a_mistake_in_an_award_is_said_with_its_place(content: dict[str, object], said: str) -> None:
    with pytest.raises(SchemeError) as caught:
        award(**content)
    assert said in caught.value.said
    assert "帮扶标准" in caught.value.said


def test_every_kind_of_award_has_been_tried_here() -> None:
    tried_in_test_award_kinds = {
        *("tiers", "share", "segments", "range"),
        *("higher_of", "lower_of", "supplement", "difference"),
    }
    assert {"fixed", "table", "goods", "ask"} == set(KINDS) - tried_in_test_award_kinds
