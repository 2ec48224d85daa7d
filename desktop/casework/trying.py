"""Trying a scheme out (试算): what the office has for it, the facts of one household for it, and the paper; nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from desktop.casework import assessment, intake, printing, privacy, settings
from desktop.casework.assessment import SchemeCard
from desktop.casework.office import Cancelled, Office, Progress
from desktop.domain.application import Step
from desktop.domain.bureau import Bureau
from desktop.domain.calendar import WorkCalendar
from desktop.domain.conduct import Conduct
from desktop.domain.dossier import TrialPaper
from desktop.domain.editions import Heading, expect_not_replaced
from desktop.domain.facts import Facts
from desktop.domain.household import Household
from desktop.domain.masking import Sensitive
from desktop.domain.procedure import steps
from desktop.domain.standards import Standards
from desktop.domain.try_out import Attempt, Question, of_archive, questions, verdict_of
from desktop.domain.verdict import Verdict

PAPER = "scheme_trial"

_SENSITIVE: Mapping[str, Sensitive] = {
    **dict.fromkeys(
        (
            "household_diseases",
            "applicant_diseases",
            "disability_grade",
            "disability_kind",
            "chronic_illness",
        ),
        Sensitive.illness,
    ),
    **dict.fromkeys(("hukou_place", "residence_place"), Sensitive.address),
    "applicant_born": Sensitive.born,
}
"""Facts that show what stays covered elsewhere: whoever fills them in from an archive has looked at it."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What a try-out of one scheme stands on: the scheme with this office's figures, its lines and its calendar."""

    card: SchemeCard
    asked: tuple[Question, ...]
    standards: Standards
    bureau: Bureau
    calendar: WorkCalendar
    editions: tuple[Heading, ...]
    """The library's schemes by their first lines: a newer edition may hold on the day of the attempt."""

    @property
    def looks_below(self) -> bool:
        """Whether it asks what stays covered elsewhere."""
        return any(question.fact.id in _SENSITIVE for question in self.asked)

    def verdict(self, attempt: Attempt) -> Verdict:
        """What the check says. Raises OfficeError where it cannot say anything yet, or a newer edition holds."""
        expect_not_replaced(Heading.of(self.card.scheme), self.editions, attempt.on)
        return verdict_of(self.card.scheme, attempt, self.card.parameters, self.standards)

    def parameters(self, attempt: Attempt) -> dict[str, Decimal]:
        """What the office filled in, and what is assumed instead."""
        return {**self.card.parameters, **attempt.parameters}

    def steps(self, attempt: Attempt) -> tuple[Step, ...]:
        """The steps of a case whose papers came in that day; none without a day."""
        if attempt.received is None:
            return ()
        return steps(
            self.card.scheme,
            attempt.received,
            self.calendar,
            self.bureau.notice_days,
            parameters=self.parameters(attempt),
        )

    def conduct(self, attempt: Attempt) -> Conduct:
        """How the scheme goes besides its steps, with these figures."""
        return self.card.scheme.conduct.settled(self.card.scheme.values(self.parameters(attempt)))


def ground(office: Office, scheme_id: str) -> Ground:
    """Everything needed to try a scheme out. Raises OfficeError where there is no such scheme."""
    card = assessment.scheme_card(office, scheme_id)
    return Ground(
        card=card,
        asked=questions(card.scheme),
        standards=Standards.of(settings.lines(office)),
        bureau=settings.bureau(office),
        calendar=settings.calendar(office),
        editions=office.library.headings,
    )


def facts_of_household(
    office: Office,
    household: Household,
    scheme_id: str,
    on: date,
    applicant: int,
    received: date | None = None,
) -> Facts:
    """What the archive tells of what this scheme asks. A look at what is covered is logged first, or refused."""
    asked = {question.fact.id for question in questions(office.library.scheme(scheme_id))}
    known = assessment.facts_on_file(office, household, scheme_id, on, applicant, received)
    facts = of_archive(known, asked)
    for what in dict.fromkeys(_SENSITIVE[id] for id in facts if id in _SENSITIVE):
        if household.id is not None:
            privacy.reveal(office, household.id, what, applicant)
    return facts


def household(office: Office, household_id: int) -> Household:
    """The archive to fill in from."""
    return intake.household(office, household_id)


def print_trial(
    office: Office,
    paper: TrialPaper,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the trial sheet; gives the characters no font could draw."""
    return printing.print_paper(office, PAPER, paper, out, progress, cancelled)
