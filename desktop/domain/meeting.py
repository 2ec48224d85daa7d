"""A meeting that looks at cases (评议会、审批会): who was there, how each case came out, what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.verdict import Goods


class MeetingKind(StrEnum):
    appraisal = "appraisal"
    """Neighbours or colleagues appraise (民主评议)."""
    approval = "approval"
    """Those who decide (审批会)."""


class Result(StrEnum):
    """How a case came out of a meeting."""

    passed = "passed"
    failed = "failed"
    again = "again"
    """To be looked into once more."""


@dataclass(frozen=True, kw_only=True)
class MeetingItem:
    """One case on the agenda."""

    application_id: int
    number: str = ""
    applicant: str = ""
    yes: int | None = None
    """Votes; None where it was settled without a count."""
    no: int | None = None
    abstain: int | None = None
    result: Result = Result.passed
    words: str = ""
    proposed: Decimal | None = None
    amount: Decimal | None = None
    """What was decided, in yuan."""
    goods: tuple[Goods, ...] = ()
    discussed: bool = False
    """Decided case by case beyond a limit (一事一议)."""


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One meeting with its minutes."""

    kind: MeetingKind
    day: date
    title: str
    place: str = ""
    host: str = ""
    recorder: str = ""
    due: int = 0
    """Members of the meeting, present or not."""
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    avoided: tuple[str, ...] = ()
    """Who left the room for a near relative's case (回避)."""
    minutes: str = ""
    items: tuple[MeetingItem, ...] = ()
    number: str = ""
    id: int | None = None
