"""Ceilings and levels of authority that count only where a condition holds; a group's ceiling caps its share alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from desktop.domain import means
from desktop.domain.amounts import grant_together, judge_ceiling, read_awards, read_ceiling
from desktop.domain.authority import read_level, who_decides
from desktop.domain.condition import Case, Names
from desktop.domain.facts import Facts, FactValue
from desktop.domain.policy_text import Part
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.scheme_words import Reading
from desktop.domain.standards import Standards
from desktop.domain.verdict import Outcome

D = Decimal
ON = date(2026, 3, 2)
NAMES = Names(groups={"a": "甲", "b": "乙"}, parameters=frozenset({"age"}))
URGENT: dict[str, object] = {"kind": "is", "fact": "urgent"}


def case(**facts: FactValue) -> Case:
    return Case(Facts(facts), Standards(), "示例市", ON, {"age": D(60)})


def part(**content: object) -> Part:
    return Part("试.toml", "", content)


def once(yuan: int, **more: object) -> object:
    return part(clause=f"每次 {yuan}", yuan=yuan, **more)


@pytest.mark.parametrize(
    ("facts", "amount", "words"),
    [
        ({"urgent": True}, 300, "每次最多 300.00 元"),
        ({"urgent": False}, 1000, "情况紧急，须立即救助：否，不适用"),
        # What nobody knows is never to the household's good.
        ({}, 300, "没有登记，不能判断，先按适用计算"),
    ],
)
def test_a_ceiling_counts_where_its_condition_holds(
    facts: dict[str, FactValue], amount: int, words: str
) -> None:
    awards = read_awards([part(kind="fixed", label="救助", yuan=1000)], NAMES)
    ceiling = read_ceiling(part(clause="紧急的先给一部分", yuan=300, when=URGENT), NAMES)
    total = grant_together(awards, [ceiling], ("a",), case(**facts))
    assert total.amount == amount
    assert words in total.because
    assert ceiling.facts == ("urgent",)


@pytest.mark.parametrize(
    ("facts", "holds", "lost"),
    [
        ({"urgent": True, "aid_received_this_year": D(500)}, False, ()),
        ({"urgent": False, "aid_received_this_year": D(500)}, True, ()),
        ({"urgent": False}, True, ()),
        ({"aid_received_this_year": D(500)}, None, ("urgent",)),
        ({"aid_received_this_year": D(499)}, True, ()),
        ({}, None, ("urgent", "aid_received_this_year")),
        ({"urgent": True}, None, ("aid_received_this_year",)),
    ],
)
def test_a_full_ceiling_ends_it_only_where_it_counts(
    facts: dict[str, FactValue], holds: bool | None, lost: tuple[str, ...]
) -> None:
    ceiling = read_ceiling(
        part(clause="紧急的一年 500 元", yuan=500, fact="aid_received_this_year", when=URGENT), NAMES
    )
    judged = judge_ceiling(ceiling, case(**facts))
    assert judged.holds is holds
    assert judged.unknown == lost


def test_a_parameter_of_the_condition_is_a_parameter_of_the_ceiling() -> None:
    old: dict[str, object] = {"kind": "compare", "fact": "applicant_age", "at_least": {"parameter": "age"}}
    assert read_ceiling(part(clause="老人", yuan=1, when=old), NAMES).parameters == ("age",)
    assert read_level(part(who="镇", when=old), NAMES).parameters == ("age",)


@pytest.mark.parametrize(
    ("facts", "who", "words"),
    [
        ({"urgent": True}, "乡镇", "由乡镇审批"),
        ({"urgent": False}, "县里", "不由乡镇审批"),
        ({}, "", "还不知道由哪一级审批"),
    ],
)
def test_a_level_decides_where_its_condition_holds(facts: dict[str, FactValue], who: str, words: str) -> None:
    levels = [
        read_level(part(who="乡镇", at_most=5000, when=URGENT), NAMES),
        read_level(part(who="县里"), NAMES),
    ]
    competence = who_decides(levels, D(800), "a", case(**facts))
    assert competence.who == who
    assert words in competence.because


# ---- several groups at once

AWARDS = [
    part(kind="fixed", label="甲", yuan=800, groups=["a"]),
    part(kind="fixed", label="乙", yuan=600, groups=["b"]),
]


def together(awards: list[Part], ceilings: list[Part]) -> tuple[Decimal | None, Decimal | None, str]:
    total = grant_together(
        read_awards(awards, NAMES), [read_ceiling(c, NAMES) for c in ceilings], ("a", "b"), case()
    )
    return total.amount, total.at_most, total.because


def test_a_groups_ceiling_leaves_the_other_groups_share_alone() -> None:
    amount, most, because = together(AWARDS, [part(clause="甲最多", yuan=500, groups=["a"])])
    assert (amount, most) == (1100, 1100)
    assert "800.00 元超过余额，按 500.00 元计" in because


def test_each_group_under_its_own_ceiling_and_all_under_the_common_one() -> None:
    own = [part(clause="甲最多", yuan=500, groups=["a"]), part(clause="乙最多", yuan=550, groups=["b"])]
    assert together(AWARDS, own)[0] == 1050
    assert together(AWARDS, [*own, part(clause="一共", yuan=900)])[0] == 900
    assert together(AWARDS, [part(clause="一共", yuan=900), *own])[0] == 900


def test_what_a_person_decides_is_capped_with_its_group() -> None:
    asked = [
        part(kind="ask", label="甲", groups=["a"]),
        part(kind="fixed", label="乙", yuan=600, groups=["b"]),
    ]
    assert together(asked, [part(clause="甲最多", yuan=500, groups=["a"])])[:2] == (600, 1100)
    assert together(asked, [part(clause="乙最多", yuan=500, groups=["b"])])[:2] == (500, None)
    span = [part(kind="range", label="甲", minimum=100, maximum=900, groups=["a"]), AWARDS[1]]
    assert together(span, [part(clause="甲最多", yuan=500, groups=["a"])])[:2] == (600, 1100)


def test_a_share_nobody_can_reckon_leaves_the_other_share_standing() -> None:
    unknown = part(
        clause="全家最多", yuan=500, fact="household_aid_this_year", counted="household", groups=["a"]
    )
    amount, most, because = together(AWARDS, [unknown])
    assert (amount, most) == (600, 600)
    assert "无法核算" in because


TEXT = """
id = "both"
title = "两类一起"
combine = "all"
[[groups]]
id = "a"
label = "甲"
[[groups.require]]
clause = "紧急"
kind = "is"
fact = "urgent"
[[groups]]
id = "b"
label = "乙"
[[groups.require]]
clause = "有人口"
kind = "compare"
fact = "household_size"
at_least = 1
[[awards]]
kind = "fixed"
label = "甲救助"
yuan = 800
groups = ["a"]
[[awards]]
kind = "fixed"
label = "乙救助"
yuan = 600
groups = ["b"]
[[ceilings]]
clause = "甲类每次最多 500 元"
yuan = 500
groups = ["a"]
when = { kind = "is", fact = "dangerous_home", value = false }
[[authority]]
who = "乡镇"
at_most = 1000
when = { kind = "is", fact = "dangerous_home" }
[[authority]]
who = "县里"
[[steps]]
kind = "accept"
"""


def test_the_verdict_asks_for_what_ceilings_and_levels_ask() -> None:
    scheme = parse_scheme(TEXT, "both.toml")
    assert {"dangerous_home", "urgent", "household_size"} == set(scheme.facts_asked())

    def checked(**facts: FactValue) -> tuple[Decimal | None, str]:
        known = Facts({"urgent": True, "household_size": 2, **facts})
        verdict = means.check(known, scheme, Standards(), "示例市", ON, {})
        assert verdict.outcome is Outcome.eligible
        return verdict.amount, verdict.decided_by

    assert checked(dangerous_home=True) == (1400, "县里")
    assert checked(dangerous_home=False) == (1100, "县里")
    assert checked() == (1100, "")


def test_the_condition_is_read_aloud() -> None:
    reading = Reading(parse_scheme(TEXT, "both.toml"), {})
    assert "住房为危房或无房：否" in reading.ceilings()[0]
    decides = next(lines for heading, lines in reading.conduct() if heading == "谁来审批")
    assert "住房为危房或无房：是" in decides[0]
