"""Applying again: what a scheme's rule stops, what is only told, and what never counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.again import AgainRule, FiledCase, Same, Then, Within, hits
from desktop.domain.application import State
from desktop.domain.bring import BringRule
from desktop.domain.calendar import WorkCalendar
from desktop.domain.policy_text import SchemeError
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.scheme_words import Reading
from desktop.store.calendars import load_calendars

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "tests/policy/vocabulary.toml").read_text("utf-8")
DAY = date(2026, 6, 1)
EVERYTHING = frozenset({Same.household, Same.family, Same.person, Same.cause})
BEFORE = FiledCase(
    number="SQ2026-0007",
    on=date(2026, 2, 13),
    title="临时救助",
    state=State.approved,
    applicant="陈练习",
    ours=True,
    common=EVERYTHING,
)
ONCE_A_YEAR = AgainRule(
    same=(Same.household, Same.cause), within=Within.year, then=Then.stop, source="某条：一年一次"
)


def thens(*cases: FiledCase, rules: tuple[AgainRule, ...] = ()) -> list[Then]:
    return [h.then for h in hits(rules, cases, DAY)]


def test_a_rule_that_stops_says_number_day_and_clause() -> None:
    (hit,) = hits((ONCE_A_YEAR,), (BEFORE,), DAY)
    assert hit.then is Then.stop
    for words in ("SQ2026-0007", "2026年2月13日", "不能重复申请", "已批准", "某条：一年一次"):
        assert words in hit.said, hit.said


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"on": date(2025, 12, 31)}, []),
        ({"on": date(2026, 1, 1)}, [Then.stop]),
        ({"common": EVERYTHING - {Same.cause}}, []),
        ({"common": EVERYTHING - {Same.cause}, "cause_known": False}, [Then.warn]),
        ({"common": EVERYTHING - {Same.household}}, [Then.warn]),
        ({"common": EVERYTHING - {Same.household, Same.person}}, []),
        ({"ours": False}, [Then.warn]),
        ({"state": State.withdrawn}, []),
        ({"state": State.refused}, []),
        ({"state": State.open, "common": frozenset({Same.household})}, [Then.stop]),
        ({"state": State.returned, "common": frozenset({Same.household}), "ours": False}, []),
    ],
)
def test_what_counts_as_the_same(change: dict[str, object], found: list[Then]) -> None:
    assert thens(replace(BEFORE, **change), rules=(ONCE_A_YEAR,)) == found  # pyright: ignore[reportArgumentType]


def test_refused_ones_count_where_the_scheme_says_so() -> None:
    refused = replace(BEFORE, state=State.refused)
    assert thens(refused, rules=(replace(ONCE_A_YEAR, refused=True),)) == [Then.stop]
    assert thens(replace(refused, state=State.withdrawn), rules=(replace(ONCE_A_YEAR, refused=True),)) == []


def test_a_rule_of_its_own_for_open_cases_takes_the_place_of_the_programs() -> None:
    mine = AgainRule(same=(Same.person, Same.cause), within=Within.open, then=Then.stop)
    other_fund = replace(BEFORE, state=State.open, common=EVERYTHING - {Same.cause})
    assert thens(other_fund) == [Then.stop]
    assert thens(other_fund, rules=(mine,)) == []
    assert thens(replace(other_fund, common=EVERYTHING), rules=(mine,)) == [Then.stop]


def test_each_earlier_case_is_told_once_and_what_stops_comes_first() -> None:
    warned = replace(BEFORE, number="SQ2026-0001", ours=False)
    found = hits((ONCE_A_YEAR,), (warned, BEFORE), DAY)
    assert [(h.case.number, h.then) for h in found] == [
        ("SQ2026-0007", Then.stop),
        ("SQ2026-0001", Then.warn),
    ]


def test_the_reading_of_a_scheme_says_its_rules() -> None:
    said = dict(Reading(parse_scheme(TEXT, "词.toml"), {}).header(5))["怎么申请"]
    assert said == [
        "重复申请：同一户，上一份还没有办结时不能再申请",
        "重复申请：同一家庭（夫妻分别建档的算一家）、同一事由，不论隔多久提醒经办人，由人决定（不予批准过的也算）",
        "重复申请：同一人，同一年度内不能再申请",
        "补正材料：告知后 10 个工作日内补齐，逾期没有补齐的视为放弃",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('same = ["household"]\n', 'same = ["cause"]\n', "没有写谁算同一个"),
        ('within = "open"', 'within = "week"', "within"),
        ("workdays = 10\ngiven_up = true\n", "", "至少要写一样"),
        ("refused = true\n", "refusd = true\n", "refusd"),
    ],
)
def test_a_rule_is_read_strictly(old: str, new: str, said: str) -> None:
    assert old in TEXT
    with pytest.raises(SchemeError) as caught:
        parse_scheme(TEXT.replace(old, new, 1), "词.toml")
    assert said in caught.value.said


def test_papers_are_brought_within_the_schemes_working_days_or_the_offices() -> None:
    calendar = WorkCalendar(load_calendars(ROOT / "resources/calendar"))
    told = date(2026, 4, 29)
    assert BringRule(workdays=5).bring_by(told, 10, calendar) == date(2026, 5, 9)
    assert BringRule().bring_by(told, 3, calendar) == date(2026, 5, 7)
