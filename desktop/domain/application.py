"""An application for relief (申请) on its way through the steps of its scheme to a decision."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.verdict import Goods


class StepKind(StrEnum):
    """What is done at a step, whoever does it."""

    accept = "accept"
    survey = "survey"
    appraisal = "appraisal"
    review = "review"
    notice = "notice"
    decide = "decide"
    confirm = "confirm"
    tell = "tell"
    pay = "pay"
    report = "report"


class State(StrEnum):
    """Where the application as a whole stands."""

    open = "open"
    returned = "returned"
    """Sent back for rework (退回补正); not a refusal."""
    approved = "approved"
    refused = "refused"
    withdrawn = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the procedure with its due date and, once done, who did it and what they said."""

    position: int
    kind: StepKind
    label: str
    who: str = ""
    due: date | None = None
    rule: str = ""
    """How the due date came about, to be read aloud (5 个工作日 …)."""
    done_on: date | None = None
    by: str = ""
    opinion: str = ""
    recorded_by: str = ""
    """Who was signed in when it was ticked off; `by` stands on the paper."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A public notice (公示): when it hangs, where, and what came of it."""

    number: str
    posted_on: date
    until: date
    """Last day it must hang under the office's counting."""
    until_posting_day_counted: date
    until_posting_day_excluded: date
    days: int
    place: str = ""
    objections: str = ""
    closed_on: date | None = None
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Application:
    """What was asked for, and everything decided about it. Amounts in yuan."""

    household_id: int
    assessment_id: int
    scheme_id: str
    scheme_title: str
    applicant: str
    number: str = ""
    applied_on: date
    reason: str = ""
    proposed: Decimal | None = None
    goods: tuple[Goods, ...] = ()
    state: State = State.open
    steps: tuple[Step, ...] = ()
    notice: Notice | None = None
    approved_amount: Decimal | None = None
    approved_goods: tuple[Goods, ...] = ()
    decision_reason: str = ""
    decided_on: date | None = None
    decided_by: str = ""
    alone_because: str = ""
    """Why the same person handled and decided it, where that could not be helped; printed on the paper."""
    id: int | None = None

    @property
    def current(self) -> Step | None:
        """The step that waits to be done, or None when all are done or the case is decided against."""
        if self.state in (State.refused, State.withdrawn):
            return None
        return next((s for s in self.steps if s.done_on is None), None)

    def step(self, kind: StepKind) -> Step | None:
        """The first step of that kind, or None where the scheme has none."""
        return next((s for s in self.steps if s.kind is kind), None)


@dataclass(frozen=True, kw_only=True)
class ApplicationLine:
    """One row of the list of applications."""

    id: int
    number: str
    applicant: str
    household_id: int
    scheme_title: str
    state: State
    step: str
    step_kind: StepKind | None
    due: date | None
    applied_on: date
    amount: Decimal | None = None
    goods: tuple[Goods, ...] = field(default=())
