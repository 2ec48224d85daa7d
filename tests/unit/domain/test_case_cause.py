"""What an application is for, as the check tells it: events, funds and needs by name, an illness never."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.assessment import Assessment
from desktop.domain.case_cause import causes_of, for_fund, same_cause
from desktop.domain.household import Cause
from desktop.domain.verdict import Finding, Outcome, Verdict
from desktop.store.library import read_file
from tests.conftest import make_household

SCHEMES = Path(__file__).parents[3] / "resources" / "schemes"
DAY = date(2026, 3, 2)


def causes(plan: str, facts: dict[str, Any], *groups: str, cause: Cause | None = None) -> tuple[str, ...]:
    scheme = read_file(SCHEMES / f"{plan}.toml")
    verdict = Verdict(
        outcome=Outcome.eligible,
        scheme_id=plan,
        scheme_title=scheme.title,
        edition=scheme.edition,
        on=DAY,
        group=groups[0] if groups else "",
        groups=groups,
    )
    kept = Assessment(
        household=make_household(cause=cause),
        applicant=1,
        scheme_id=plan,
        edition=scheme.edition,
        on=DAY,
        place="示例市",
        facts=facts,
        verdict=verdict,
    )
    return causes_of(kept, scheme)


def test_an_illness_is_told_without_its_name() -> None:
    told = causes("plan-04", {"applicant_diseases": ["cancer", "stroke"]}, "listed", cause=Cause.own_illness)
    assert told == ("本人患重病", "本人大病")
    assert not any(word in "".join(told) for word in ("恶性肿瘤", "脑"))


def test_the_two_funds_of_plan_19_stand_side_by_side() -> None:
    assert causes("plan-19", {}, "grant", "love") == ("困难补助金、爱心基金", "困难补助金", "爱心基金")
    assert causes("plan-19", {}, "love") == ("爱心基金",)


def test_needs_and_events_are_told_by_name_where_the_scheme_asks_for_them() -> None:
    assert causes("plan-31", {"seven_helps": ["emergency", "medical"]})[0] == "急难救助、医疗救助"
    assert causes("plan-05", {"emergency_kinds": ["sudden_event"]})[0] == "意外事件"
    assert causes("plan-21", {"event": "高温-2026-06-12"})[0] == "高温-2026-06-12"
    assert causes("plan-07", {"emergency_kinds": ["sudden_event"]}) == (), "plan 7 does not ask"


def test_what_the_archive_says_comes_last() -> None:
    assert causes("plan-07", {}, cause=Cause.schooling) == ("子女上学",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("爱心基金", "爱心基金", True),
        ("困难补助金、爱心基金", "爱心基金", True),
        ("困难补助金", "爱心基金", False),
        ("车祸， 火灾", "火灾", True),
        ("", "", False),
        ("火灾", "", False),
    ],
)
def test_two_causes_are_the_same_where_they_share_one(one: str, other: str, same: bool) -> None:
    assert same_cause(one, other) is same


def test_of_two_funds_a_case_sees_its_own() -> None:
    text = "符合「困难补助金」：票据 7.00 元；在职；「爱心基金」：票据 7.00 元。"
    said = "爱心基金：数额由审批人确定〔第 1 项〕；困难补助金：数额由审批人确定〔第 2 项〕。"
    clause = Finding(clause="在职", holds=True, because="在职")
    verdict = Verdict(
        outcome=Outcome.eligible,
        scheme_id="plan-19",
        scheme_title="两项",
        edition="",
        on=DAY,
        group="grant",
        group_label="困难补助金、爱心基金",
        groups=("grant", "love"),
        amount_because=said,
        summary=text,
        findings=(clause, replace(clause, group="grant"), replace(clause, group="love")),
    )
    love = for_fund(verdict, "爱心基金")
    assert (love.group, love.group_label, love.groups) == ("love", "爱心基金", ("love",))
    assert love.amount_because == "爱心基金：数额由审批人确定〔第 1 项〕"
    assert love.summary == "符合「爱心基金」：票据 7.00 元。"
    assert [f.group for f in love.findings] == ["", "love"]
    assert for_fund(verdict, "困难补助金").summary == "符合「困难补助金」：票据 7.00 元；在职。"
    for cause in ("", "困难补助金、爱心基金", "火灾"):
        assert for_fund(verdict, cause) is verdict
