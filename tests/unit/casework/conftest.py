"""What tests of casework share: a household a plan takes, and an application for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from desktop.casework import applying, approval, assessment, intake, noticing, objecting
from desktop.casework.office import Office
from desktop.domain.application import Application, Notice, StepKind
from desktop.domain.household import Cause, Household, Property, PropertyKind
from desktop.domain.objection import Finding, Objection
from desktop.domain.verdict import Goods
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


GOODS = (Goods(name="米面油", count=Decimal(1), unit="份", value=Decimal(800)),)
"""What plan 7 hands out."""


def to_decision(office: Office, household: Household, clock: Clock, scheme: str = "plan-07") -> Application:
    """An application done up to its decision, with a notice nobody objected to; the clock stands after its end."""
    case = apply_for(office, household, scheme)
    while case.current is not None and case.current.kind is not StepKind.decide:
        if case.current.kind is StepKind.notice:
            notice = noticing.post_notice(office, [case.id or 0], clock.day, 5, "公告栏")
            clock.day = date.fromordinal(notice.until.toordinal() + 1)
            noticing.close_notice(office, notice.id or 0, clock.day, "林晓舟")
            case = approval.application(office, case.id or 0)
        else:
            case = approval.complete_step(office, case.id or 0, "属实", "林晓舟")
    return case


def objected_to(office: Office, notice: Notice, application_id: int, because: str) -> Objection:
    """An objection to one case of a notice, received and found to hold the same day."""
    raised = Objection(
        notice_id=notice.id or 0,
        application_id=application_id,
        day=office.today(),
        words=because,
        received_by="林晓舟",
    )
    kept = objecting.receive(office, raised)
    return objecting.settle(office, kept.id or 0, Finding.upheld, because, office.today(), "林晓舟")


def apply_for(office: Office, household: Household, scheme: str = "plan-07") -> Application:
    """An application from a fresh verdict."""
    kept = assessment.assess(office, household.id or 0, scheme)
    return applying.apply(office, kept.id or 0, "", "生活困难")


def waiting_for_notice(office: Office, household: Builder, name: str) -> Application:
    """A case of plan 7 that waits for its notice."""
    home = household(
        name,
        "2500.00",
        cause=Cause.schooling,
        properties=(Property(kind=PropertyKind.home, description="自住"),),
    )
    return to_notice(office, apply_for(office, intake.record_household(office, home)))


def to_notice(office: Office, case: Application) -> Application:
    """The case with its steps done up to the notice."""
    while case.current is not None and case.current.kind is not StepKind.notice:
        case = approval.complete_step(office, case.id or 0, "属实", "林晓舟")
    return case


@pytest.fixture
def three(office: Office, household: Builder, clock: Clock) -> list[Application]:
    """Three cases of plan 7 that wait for their notice."""
    clock.day = date(2026, 1, 12)
    return [waiting_for_notice(office, household, name) for name in ("陈练习", "王小明", "赵大力")]
