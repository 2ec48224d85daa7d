"""What a case on screen is known by, and what can be done with it: the values its buttons, papers and parts are made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.application import Application, State, Step, StepKind
from desktop.domain.assessment import Assessment
from desktop.domain.step_rules import StepRules
from desktop.domain.telling import Told
from desktop.domain.verdict import Outcome

if TYPE_CHECKING:
    from desktop.ui.pages.case.frame import CaseSheet


class Place(Enum):
    """Where the button of an action stands."""

    main = "main"
    """What is to be done now; F2 presses the first that is shown."""
    beside = "beside"
    more = "more"
    """In the menu 更多办理."""


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


def always(_seen: Seen) -> bool:
    """Shown in every state."""
    return True


@dataclass(frozen=True)
class Action:
    """One thing that can be done with a case; its button is there only when it can be."""

    name: str
    """What `sheet.button(name)` finds it by."""
    label: str | Callable[[Seen], str]
    do: Callable[[CaseSheet], object]
    shown: Callable[[Seen], bool] = always
    place: Place = Place.beside
    key: str = ""
    """Only told in the tip; F2 for what is to be done now."""
    kind: str = ""
    picture: str = ""
    usable: Callable[[Seen], bool] = always
    """Whether the button that is shown can be pressed."""

    def said(self, seen: Seen) -> str:
        """The words on its button."""
        return self.label if isinstance(self.label, str) else self.label(seen)


@dataclass(frozen=True)
class CasePaper:
    """One more paper of a case, in the menu 更多文书."""

    title: str
    make: Callable[[CaseSheet], object]
    shown: Callable[[Seen], bool] = always
