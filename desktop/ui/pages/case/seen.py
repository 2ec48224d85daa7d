"""What a case on screen is known by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.application import Application, State, Step, StepKind
from desktop.domain.assessment import Assessment
from desktop.domain.step_rules import StepRules
from desktop.domain.telling import Told
from desktop.domain.verdict import Outcome


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The case that is open, with the check it rests on and what its scheme asks of the step that waits."""

    case: Application
    kept: Assessment
    rules: StepRules
    today: date
    told: tuple[Told, ...] = ()
    """Who must be told what of the decision, done or not."""
    by_resolution: bool = False
    """Whether it may be approved by a resolution case by case (一事一议) though it does not qualify."""

    @property
    def step(self) -> Step | None:
        """The step that waits."""
        return self.case.current

    @property
    def at(self) -> StepKind | None:
        """The kind of step that can be done now: none while it is sent back, stands still, or is over."""
        step = self.case.current
        halted = self.case.state is State.returned or self.case.paused is not None
        return None if step is None or halted else step.kind

    @property
    def undecided(self) -> bool:
        """Whether it runs and can still be decided either way."""
        return self.case.state is State.open and self.at is not None

    @property
    def eligible(self) -> bool:
        """Whether the check found that it qualifies."""
        return self.kept.verdict.outcome is Outcome.eligible

    @property
    def approvable(self) -> bool:
        """Whether there is a way to approve it."""
        return self.eligible or self.by_resolution
