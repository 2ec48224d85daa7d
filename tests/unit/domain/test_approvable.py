"""A sum that is approved lies between what the plan names as least and as most, and its level is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import means
from desktop.domain.application import Override
from desktop.domain.approvable import Approvable
from desktop.domain.condition import Case
from desktop.domain.facts import Facts, FactValue
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.standards import Standards

D = Decimal
RESOLVED = Override(because="家里两人住院", signed_by=("周审批", "孙局长"), meeting="HY2026-0001")
ON = date(2026, 3, 2)
TEXT = """
id = "span"
title = "临时救助"
[[groups]]
id = "a"
label = "家庭"
[[groups.require]]
clause = "有人口"
kind = "compare"
fact = "household_size"
at_least = 1
[[awards]]
kind = "range"
label = "临时救助"
minimum = 1620
maximum = 8100
[[ceilings]]
clause = "全家全年不超过 2 万元"
yuan = 20000
fact = "household_aid_this_year"
counted = "household"
DISCUSS
[[authority]]
who = "乡镇"
at_most = 5000
[[authority]]
who = "县里"
below = 8000
[[steps]]
kind = "accept"
"""


def left(discuss: str = "", **facts: FactValue) -> Approvable:
    scheme = parse_scheme(TEXT.replace("DISCUSS", discuss), "span.toml")
    known = Facts({"household_size": 2, "household_aid_this_year": D(0), **facts})
    verdict = means.check(known, scheme, Standards(), "示例市", ON, {})
    return Approvable(
        verdict=verdict, scheme=scheme, case=Case(known, Standards(), "示例市", ON, scheme.values({}))
    )


@pytest.mark.parametrize(
    ("yuan", "refused"),
    [
        ("1620", ""),
        ("8100", ""),
        ("1619.99", "最少应当批准 1,620.00 元，填写的 1,619.99 元低于它。"),
        ("8100.01", "最多可以批准 8,100.00 元，填写的 8,100.01 元超过了它。"),
        ("0", ""),
    ],
)
def test_both_ends_of_the_span_are_kept_and_count_themselves(yuan: str, refused: str) -> None:
    assert left().ruling(D(yuan)).refused == refused


def test_goods_alone_fall_short_of_no_span() -> None:
    ruling = left().ruling(None)
    assert (ruling.refused, ruling.who) == ("", "")
    assert "还不知道由哪一级审批" in ruling.because


@pytest.mark.parametrize(
    ("yuan", "who"), [("5000", "乡镇"), ("5000.01", "县里"), ("7999.99", "县里"), ("8000", "一事一议")]
)
def test_who_is_competent_is_told_for_the_sum_that_is_approved(yuan: str, who: str) -> None:
    ruling = left().ruling(D(yuan))
    assert ruling.who == who
    assert who in ruling.because


def test_a_filled_ceiling_takes_the_lower_end_down_with_it() -> None:
    few = left(household_aid_this_year=D(19000))
    assert few.ruling(D(1000)).refused == ""
    assert few.ruling(D("999.99")).refused.startswith("最少应当批准 1,000.00 元")
    assert few.ruling(D("1000.01")).refused.startswith("最多可以批准 1,000.00 元")


def test_beyond_a_ceiling_that_may_be_discussed_it_is_said_how() -> None:
    few = D(19000)
    beyond = left("discuss = true", household_aid_this_year=few).ruling(D(2000))
    assert beyond.refused == (
        "最多可以批准 1,000.00 元，填写的 2,000.00 元超过了它。超过部分须「一事一议」研究决定。"
    )
    assert beyond.discuss == beyond.refused
    asked = 'discuss = true\nwhen = { kind = "is", fact = "urgent" }'
    assert left(asked, urgent=False, household_aid_this_year=few).ruling(D(9000)).discuss == ""
    assert left(asked, urgent=True, household_aid_this_year=few).ruling(D(2000)).discuss


def test_a_full_ceiling_that_may_be_discussed_can_still_be_passed_by_a_resolution() -> None:
    full = left("discuss = true", household_aid_this_year=D(20000)).ruling(D(2000))
    assert full.discuss
    assert full.barred(None) == full.discuss
    assert full.barred(RESOLVED) == ""
    assert left(household_aid_this_year=D(20000)).ruling(D(2000)).discuss == ""


def test_no_resolution_helps_beyond_what_the_plan_itself_promises() -> None:
    """The award goes to 8,100 at most: the discussable ceiling is not what stands in the way."""
    ruling = left("discuss = true").ruling(D(9000))
    assert ruling.refused == "最多可以批准 8,100.00 元，填写的 9,000.00 元超过了它。"
    assert ruling.discuss == ""
    assert ruling.barred(RESOLVED) == ruling.refused


def test_above_every_level_a_resolution_is_needed() -> None:
    ruling = left().ruling(D(8000))
    assert ruling.refused == ""
    assert "须「一事一议」" in ruling.discuss
    assert ruling.barred(None) == ruling.discuss
    assert ruling.barred(RESOLVED) == ""
    assert left().ruling(D(7999)).barred(None) == ""


@given(st.decimals(0, 30000, places=2), st.decimals(0, 20000, places=2))
def test_whatever_may_be_approved_passes_no_ceiling(amount: Decimal, before: Decimal) -> None:
    ruling = left(household_aid_this_year=before).ruling(amount)
    if not ruling.barred(None):
        assert before + amount <= 20000
        assert amount <= 8100
        assert not amount or ruling.who in ("乡镇", "县里")
