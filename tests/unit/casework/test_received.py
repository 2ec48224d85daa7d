"""Once means once in the office too: what was approved before is known to the next check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from desktop.casework import approval, assessment, intake
from desktop.casework.office import Office
from desktop.domain.application import StepKind
from desktop.domain.household import Household
from desktop.domain.received import received_by
from desktop.domain.scheme import Scheme, parse_scheme
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
    assert received_by(scheme(once), days) == aided


def test_the_second_application_of_a_year_is_turned_away_and_next_years_is_not(
    office: Office, household: Callable[..., Household], clock: Clock
) -> None:
    library = Library(schemes=(*office.library.schemes, scheme()))
    office = replace(office, library=library)
    clock.day = date(2026, 3, 2)
    kept = intake.record_household(office, household())
    first = assessment.assess(office, kept.id or 0, "once")
    assert first.verdict.outcome is Outcome.eligible, first.verdict.summary
    case = approval.apply(office, first.id or 0, "", "生活困难")
    case = approval.complete_step(office, case.id or 0, "属实", "林晓舟")
    assert case.current is not None
    assert case.current.kind is StepKind.decide
    assert assessment.assess(office, kept.id or 0, "once").verdict.outcome is Outcome.eligible
    clock.day += timedelta(1)
    approval.approve(office, case.id or 0, Decimal(100), (), "同意", "周审批")
    again = assessment.assess(office, kept.id or 0, "once").verdict
    assert again.outcome is Outcome.ineligible
    assert "2026年已享受过" in again.summary
    everyone = dict(assessment.try_out_all(office, "once"))
    assert everyone[kept.id or 0].outcome is Outcome.ineligible
    clock.day = date(2027, 1, 1)
    assert assessment.assess(office, kept.id or 0, "once").verdict.outcome is Outcome.eligible
