"""What tests of casework share: a household a plan takes, and an application for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from desktop.casework import approval, assessment, intake
from desktop.casework.office import Office
from desktop.domain.application import Application
from desktop.domain.household import Cause, Household, Property, PropertyKind
from tests.conftest import Clock

Builder = Callable[..., Household]


@pytest.fixture
def eligible(office: Office, household: Builder, clock: Clock) -> Household:
    """A household that plan 7 takes before 30 January: 1,250 yuan a head lies between 1.5 and 1.6 times 810."""
    clock.day = date(2026, 1, 12)
    return intake.record_household(
        office,
        household(
            monthly="2500.00",
            cause=Cause.schooling,
            properties=(Property(kind=PropertyKind.home, description="自住"),),
        ),
    )


def apply_for(office: Office, household: Household, scheme: str = "plan-07") -> Application:
    """An application from a fresh verdict."""
    kept = assessment.assess(office, household.id or 0, scheme)
    return approval.apply(office, kept.id or 0, "", "生活困难")
