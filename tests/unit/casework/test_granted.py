"""Ceilings in the office: what was approved counts across schemes, by person or household, whatever came first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.casework import applying, approval, assessment, deciding, intake, levels
from desktop.casework.office import Office
from desktop.domain.application import Application, StepKind
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.verdict import Outcome
from desktop.store.library import Library

D = Decimal
TEXT = """
id = "{id}"
title = "救助{id}"
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
minimum = 0
maximum = 9000
[[ceilings]]
clause = "全家全年不超过 2 万元"
yuan = 20000
fact = "household_aid_this_year"
counted = "household"
schemes = ["{other}"]
[[ceilings]]
clause = "本人全年最多三次"
times = 3
fact = "aid_times_this_year"
schemes = ["{other}"]
[[steps]]
kind = "accept"
[[steps]]
kind = "decide"
"""


def scheme(id: str, other: str) -> Scheme:
    return parse_scheme(TEXT.format(id=id, other=other), f"{id}.toml")


@pytest.fixture
def two(office: Office) -> Office:
    return replace(
        office, library=Library(schemes=(*office.library.schemes, scheme("one", "two"), scheme("two", "one")))
    )


def waiting(office: Office, household: Household, id: str) -> Application:
    kept = assessment.assess(office, household.id or 0, id)
    assert kept.verdict.outcome is Outcome.eligible, kept.verdict.summary
    case = applying.apply(office, kept.id or 0, "", "生活困难")
    case = approval.complete_step(office, case.id or 0, "属实", "林晓舟")
    assert case.current is not None
    assert case.current.kind is StepKind.decide
    return case


def approve(office: Office, case: Application, yuan: int) -> None:
    deciding.approve(office, case.id or 0, D(yuan), (), "同意", "周审批")


def test_two_schemes_share_one_ceiling_whatever_is_approved_first(
    two: Office, household: Callable[..., Household]
) -> None:
    kept = intake.record_household(two, household())
    approve(two, waiting(two, kept, "one"), 9000)
    first, second = waiting(two, kept, "one"), waiting(two, kept, "two")
    assert assessment.assess(two, kept.id or 0, "two").verdict.amount_at_most == 9000
    approve(two, second, 9000)
    with pytest.raises(OfficeError, match=r"核对以后又批准过别的帮扶，现在最多可以批准 2,000\.00 元"):
        approve(two, first, 2001)
    approve(two, first, 2000)
    now = assessment.assess(two, kept.id or 0, "two").verdict
    assert now.outcome is Outcome.ineligible
    assert "20,000.00" in now.summary
    assert dict(assessment.try_out_all(two, "one"))[kept.id or 0].outcome is Outcome.ineligible


def test_a_case_that_waits_is_refused_once_the_times_are_used_up(
    two: Office, household: Callable[..., Household]
) -> None:
    kept = intake.record_household(two, household())
    for id in ("one", "two"):
        approve(two, waiting(two, kept, id), 100)
    late, other = waiting(two, kept, "one"), waiting(two, kept, "two")
    approve(two, other, 100)
    with pytest.raises(OfficeError, match="核对以后又批准过别的帮扶，现在不符合"):
        approve(two, late, 1)


def test_both_ends_of_the_span_are_enforced_and_the_level_that_decides_stands_in_the_opinion(
    office: Office, household: Callable[..., Household]
) -> None:
    text = TEXT.format(id="three", other="one").replace("minimum = 0", "minimum = 1000")
    text = text.replace('[[steps]]\nkind = "accept"', LEVELS + '[[steps]]\nkind = "accept"', 1)
    office = replace(
        office, library=Library(schemes=(*office.library.schemes, parse_scheme(text, "three.toml")))
    )
    levels.record_own_levels(office, "three", ["县民政局"])
    kept = intake.record_household(office, household())
    case = waiting(office, kept, "three")
    with pytest.raises(OfficeError, match=r"按方案最少应当批准 1,000\.00 元，填写的 999\.99 元低于它"):
        deciding.approve(office, case.id or 0, D("999.99"), (), "同意", "周审批")
    with pytest.raises(OfficeError, match=r"按方案最多可以批准 9,000\.00 元"):
        deciding.approve(office, case.id or 0, D("9000.01"), (), "同意", "周审批")
    assert deciding.approvable(office, case.id or 0).ruling(D(5001)).who == "县民政局"
    done = deciding.approve(office, case.id or 0, D(5001), (), "同意", "周审批")
    decided = next(s for s in done.steps if s.kind is StepKind.decide)
    assert decided.opinion == "同意\n5,001.00 元，超出乡镇的 5,000.00 元（含），由县民政局审批"
    assert done.decision_reason == "同意"


LEVELS = """
[[authority]]
who = "乡镇"
at_most = 5000
[[authority]]
who = "县民政局"

"""
