"""An application for relief (申请) on its way through the steps of its scheme to a decision."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.case_event import CaseEvent
from desktop.domain.notice_look import NoticeLook
from desktop.domain.notice_term import NoticeTerm
from desktop.domain.step_record import StepRecord
from desktop.domain.verdict import Goods


class StepKind(StrEnum):
    """What is done at a step, whoever does it."""

    accept = "accept"
    survey = "survey"
    appraisal = "appraisal"
    exam = "exam"
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


class Origin(StrEnum):
    """Who began it."""

    applicant = "applicant"
    agent = "agent"
    """Somebody for the applicant (代为申请)."""
    office = "office"
    """The office, of its own motion (主动发现)."""


@dataclass(frozen=True, kw_only=True)
class Agent:
    """Who applied for somebody else, and why."""

    name: str
    relation: str = ""
    id_number: str = ""
    phone: str = ""
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A span in which the clock stands still (停表), from the day something was asked for to the day it came."""

    since: date
    until: date | None = None
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class Override:
    """A decision case by case beyond a limit of the plan (一事一议): why, and who signed for it."""

    because: str
    signed_by: tuple[str, ...]
    meeting: str = ""
    """The minutes it stands in."""


@dataclass(frozen=True, kw_only=True)
class FirstAid:
    """Help given at once in an emergency, before the papers (先行救助)."""

    on: date
    because: str
    by: str
    papers_by: date
    """By when the steps must be made up for."""
    amount: Decimal | None = None
    goods: tuple[Goods, ...] = ()


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
    plan: str = ""
    """Its id in the scheme."""
    times: int = 1
    """How often it was begun: once more after an objection, or when it was sent back."""
    record: StepRecord = field(default_factory=StepRecord)


@dataclass(frozen=True, kw_only=True)
class Posting:
    """One place a notice hangs at, with a photograph of it hanging there."""

    place: str
    photo: str = ""
    """Name of the photograph among the notice's own files."""
    down_on: date | None = None
    down_by: str = ""


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
    workdays: bool = False
    """Whether these are working days."""
    skipped: str = ""
    """Which days were not counted, by the holidays on file when it was hung; the paper says so ever after."""
    place: str = ""
    objections: str = ""
    closed_on: date | None = None
    postings: tuple[Posting, ...] = ()
    taken_down_on: date | None = None
    """When the last of its places was cleared."""
    taken_down_by: str = ""
    look: NoticeLook = field(default_factory=NoticeLook)
    id: int | None = None

    @property
    def term(self) -> NoticeTerm:
        """How long it hangs."""
        return NoticeTerm(days=self.days, workdays=self.workdays)

    @property
    def up(self) -> tuple[int, ...]:
        """The places it still hangs at, by their position."""
        return tuple(n for n, p in enumerate(self.postings) if p.down_on is None)

    @property
    def without_photo(self) -> tuple[Posting, ...]:
        """The places there is no photograph of."""
        return tuple(p for p in self.postings if not p.photo)


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
    monthly: bool = False
    """Whether the sum is one for every month."""
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
    origin: Origin = Origin.applicant
    agent: Agent | None = None
    filing: str = ""
    """The number shared by applications made together under several schemes."""
    cause: str = ""
    """What it was asked for: the same cause twice in a year may be barred."""
    late_because: str = ""
    """Why it was taken after its day."""
    pauses: tuple[Pause, ...] = ()
    first_aid: FirstAid | None = None
    reopened_at: str = ""
    """Id of the step at which an objection last sent it back."""
    reopened_on: date | None = None
    decided_at: str = ""
    """The level that decided it, where the plan knows several."""
    reference: str = ""
    """The number of that level's own paper."""
    override: Override | None = None
    ends_benefit: int | None = None
    """The benefit this case is to end."""
    events: tuple[CaseEvent, ...] = ()
    """All that happened, the oldest first."""
    id: int | None = None

    @property
    def paused(self) -> Pause | None:
        """The pause that still runs, where the clock stands still."""
        return next((p for p in self.pauses if p.until is None), None)

    @property
    def current(self) -> Step | None:
        """The step that waits to be done, or None when all are done or the case is decided against."""
        if self.state in (State.refused, State.withdrawn):
            return None
        return next((s for s in self.steps if s.done_on is None), None)

    @property
    def turned_away(self) -> bool:
        """Whether it was refused before anybody had taken it (不予受理)."""
        taken = self.step(StepKind.accept)
        return self.state is State.refused and taken is not None and taken.done_on is None

    @property
    def taken(self) -> bool:
        """Whether it was accepted (受理); where the scheme has no such step it is by being filed."""
        step = self.step(StepKind.accept)
        if step is None:
            return True
        last = max((s.position for s in self.steps if s.done_on is not None), default=0)
        refused_at_it = self.state is State.refused and last == step.position
        return step.done_on is not None and not refused_at_it

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
    monthly: bool = False
    """Whether the sum is one for every month."""
    goods: tuple[Goods, ...] = field(default=())
    paused_since: date | None = None
    """Since when the clock stands still."""
    scheme_id: str = ""
    hangs: bool = False
    """Whether it hangs on a public notice now."""
    turned_away: bool = False
    """Whether it was refused before anybody had taken it (不予受理)."""
