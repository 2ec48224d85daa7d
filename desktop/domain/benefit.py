"""Help that goes on (持续待遇): when it starts, how it changes, when it is looked at again, how it fades and ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.every import Every


class BenefitState(StrEnum):
    running = "running"
    fading = "fading"
    """The conditions are no longer met; it goes on until a day."""
    ended = "ended"


class Change(StrEnum):
    """What a change did."""

    begun = "begun"
    raised = "raised"
    lowered = "lowered"
    kept = "kept"
    """Looked at again, nothing changed."""
    fading = "fading"
    ended = "ended"
    resumed = "resumed"


@dataclass(frozen=True, kw_only=True)
class BenefitChange:
    """One change, in force from a day."""

    change: Change
    day: date
    """From this day on."""
    decided_on: date
    because: str
    before: Decimal | None = None
    after: Decimal | None = None
    by: str = ""
    assessment_id: int | None = None
    """The verdict it rests on."""
    application_id: int | None = None
    """The case that ended it, where its scheme has a procedure of its own for that."""


@dataclass(frozen=True, kw_only=True)
class Benefit:
    """A household's help under a decision. Amounts in yuan a month, or a year where the scheme says so."""

    application_id: int
    household_id: int
    scheme_id: str
    scheme_title: str
    receiver: str
    starts_on: date
    starts_because: str = ""
    amount: Decimal | None = None
    per: str = "month"
    group: str = ""
    group_label: str = ""
    review_every: Every | None = None
    review_label: str = ""
    next_review: date | None = None
    fading_until: date | None = None
    ends_on: date | None = None
    """The last day it is given for."""
    ended_because: str = ""
    state: BenefitState = BenefitState.running
    changes: tuple[BenefitChange, ...] = ()
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class BenefitQuery:
    """Which benefits. `due_until` finds those to be reviewed or faded out on or before that day."""

    states: tuple[BenefitState, ...] = ()
    scheme_id: str = ""
    household_id: int | None = None
    due_until: date | None = None
    search: str = ""
