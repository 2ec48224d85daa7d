"""Once means once in the office too: what was approved before is known to the next check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from desktop.casework import applying, approval, assessment, deciding, intake
from desktop.casework.office import Office
from desktop.domain.application import StepKind
from desktop.domain.household import Household
from desktop.domain.months import Month
from desktop.domain.received import Earlier, received_by
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.verdict import Outcome
from desktop.store.library import Library
from tests.conftest import Clock

TEXT = """
id = "once"
title = "每年一次"
[[groups]]
id = "a"
label = "家庭"
once = { per = "year" }
[[groups.require]]
clause = "有人口"
kind = "compare"
fact = "household_size"
at_least = 1
[[awards]]
kind = "fixed"
label = "慰问金"
yuan = 100
[[steps]]
kind = "accept"
[[steps]]
kind = "decide"
"""
FESTIVAL = 'once = { per = "festival", festival = "double_ninth" }'


def scheme(once: str = 'once = { per = "year" }') -> Scheme:
    return parse_scheme(TEXT.replace('once = { per = "year" }', once), "once.toml")


@pytest.mark.parametrize(
    ("once", "days", "aided"),
    [
        ('once = { per = "year" }', [], set[str]()),
        ('once = { per = "year" }', [date(2025, 5, 1)], {"2025年"}),
        ('once = { per = "lifetime" }', [date(2024, 5, 1), date(2025, 5, 1)], {"2024年", "2025年"}),
        (FESTIVAL, [date(2025, 10, 29)], {"2025年", "重阳节-2025"}),
        ('once = { per = "fund", fund = "爱心基金" }', [date(2025, 5, 1)], {"2025年", "爱心基金-2025"}),
        ('once = { per = "event" }', [], set[str]()),
        ('once = { per = "event" }', [date(2025, 5, 1)], None),
    ],
)
def test_approvals_tell_what_was_received_as_far_as_they_can(
    once: str, days: list[date], aided: set[str] | None
) -> None:
    """Where the check was destroyed, its day is all there is."""
    assert received_by(scheme(once), [Earlier(day=day) for day in days]) == aided


FUNDS = (
    TEXT.replace('title = "每年一次"', 'title = "两项资金"\ncombine = "all"')
    .replace('once = { per = "year" }', 'once = { per = "fund", fund = "爱心基金" }')
    .replace(
        "[[awards]]",
        """[[groups]]
id = "b"
label = "困难补助"
once = { per = "fund", fund = "补助金" }
[[groups.require]]
clause = "紧急"
kind = "is"
fact = "urgent"
[[groups]]
id = "c"
label = "预警"
once = { per = "event", counted = "person" }
[[groups.require]]
clause = "预警期间"
kind = "has_any"
fact = "alerts"
of = ["heat_orange"]
[[awards]]""",
        1,
    )
)


@pytest.mark.parametrize(
    ("earlier", "aided"),
    [
        (Earlier(day=date(2025, 5, 1), groups=("a",)), {"2025年", "爱心基金-2025"}),
        (Earlier(day=date(2025, 5, 1), groups=("b",)), {"2025年", "补助金-2025"}),
        (Earlier(day=date(2025, 5, 1), groups=("a", "b")), {"2025年", "爱心基金-2025", "补助金-2025"}),
        (
            Earlier(day=date(2025, 5, 1), groups=("c",), person="1", event="高温-2025"),
            {"2025年", "高温-2025"},
        ),
        # Another member's: an event is had by each person for themselves, a fund by the household together.
        (Earlier(day=date(2025, 5, 1), groups=("c",), person="2", event="高温-2025"), set[str]()),
        (Earlier(day=date(2025, 5, 1), groups=("a",), person="2"), {"2025年", "爱心基金-2025"}),
        (Earlier(day=date(2025, 5, 1), groups=("c",), person="1"), None),
        (Earlier(day=date(2025, 5, 1), groups=("gone",)), None),
        (Earlier(day=date(2025, 5, 1)), None),
    ],
)
def test_the_groups_of_an_earlier_check_tell_which_fund_or_event_it_was(
    earlier: Earlier, aided: set[str] | None
) -> None:
    assert received_by(parse_scheme(FUNDS, "funds.toml"), [earlier], "1") == aided


def test_the_second_fund_may_be_had_after_the_first_and_the_first_not_twice(
    office: Office, household: Callable[..., Household], clock: Clock
) -> None:
    office = replace(
        office, library=Library(schemes=(*office.library.schemes, parse_scheme(FUNDS, "funds.toml")))
    )
    clock.day = date(2026, 3, 2)
    kept = intake.record_household(office, household())
    first = assessment.assess(office, kept.id or 0, "once")
    assert first.verdict.groups == ("a",)
    case = applying.apply(office, first.id or 0, "", "生活困难")
    case = approval.complete_step(office, case.id or 0, "属实", "林晓舟")
    deciding.approve(office, case.id or 0, Decimal(100), (), "同意", "周审批")
    again = assessment.assess(office, kept.id or 0, "once")
    assert again.facts["aided"] == ["2026年", "爱心基金-2026"]
    assert "「爱心基金」已享受过" in "".join(f.because for f in again.verdict.findings if f.group == "a")
    second = next(f for f in again.verdict.findings if f.group == "b" and f.clause == "只享受一次")
    assert second.holds is True
    everyone = dict(assessment.try_out_all(office, "once"))
    assert [f.holds for f in everyone[kept.id or 0].findings] == [f.holds for f in again.verdict.findings]


MONTHLY = TEXT.replace('once = { per = "year" }\n', "").replace(
    "yuan = 100",
    """yuan = 100
[awards.monthly]
start = { month_after = "confirmed_on" }
stop = [{ months = 6 }]""",
)


def test_the_day_of_confirmation_comes_from_the_approval(
    office: Office, household: Callable[..., Household], clock: Clock
) -> None:
    library = Library(schemes=(*office.library.schemes, parse_scheme(MONTHLY, "monthly.toml")))
    office = replace(office, library=library)
    clock.day = date(2026, 3, 2)
    kept = intake.record_household(office, household())
    first = assessment.assess(office, kept.id or 0, "once")
    assert first.verdict.monthly is not None
    assert first.verdict.monthly.first is None
    case = applying.apply(office, first.id or 0, "", "生活困难")
    case = approval.complete_step(office, case.id or 0, "属实", "林晓舟")
    clock.day = date(2026, 3, 20)
    deciding.approve(office, case.id or 0, Decimal(100), (), "同意", "周审批")
    clock.day = date(2026, 5, 1)
    again = assessment.assess(office, kept.id or 0, "once").verdict.monthly
    assert again is not None
    assert again.first == Month(2026, 4)
    assert again.last == Month(2026, 9)


def test_the_second_application_of_a_year_is_turned_away_and_next_years_is_not(
    office: Office, household: Callable[..., Household], clock: Clock
) -> None:
    library = Library(schemes=(*office.library.schemes, scheme()))
    office = replace(office, library=library)
    clock.day = date(2026, 3, 2)
    kept = intake.record_household(office, household())
    first = assessment.assess(office, kept.id or 0, "once")
    assert first.verdict.outcome is Outcome.eligible, first.verdict.summary
    case = applying.apply(office, first.id or 0, "", "生活困难")
    case = approval.complete_step(office, case.id or 0, "属实", "林晓舟")
    assert case.current is not None
    assert case.current.kind is StepKind.decide
    assert assessment.assess(office, kept.id or 0, "once").verdict.outcome is Outcome.eligible
    clock.day += timedelta(1)
    deciding.approve(office, case.id or 0, Decimal(100), (), "同意", "周审批")
    again = assessment.assess(office, kept.id or 0, "once").verdict
    assert again.outcome is Outcome.ineligible
    assert "2026年已享受过" in again.summary
    everyone = dict(assessment.try_out_all(office, "once"))
    assert everyone[kept.id or 0].outcome is Outcome.ineligible
    clock.day = date(2027, 1, 1)
    assert assessment.assess(office, kept.id or 0, "once").verdict.outcome is Outcome.eligible
