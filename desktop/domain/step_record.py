"""What a step leaves behind besides its opinion (办理记录): signatures, a survey at home, votes, a score, why it was left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One person's signature on a step that several sign."""

    name: str
    on: date
    recorded_by: str = ""
    """Who was signed in."""
    opinion: str = ""


@dataclass(frozen=True, kw_only=True)
class Survey:
    """A visit at home before a decision (入户调查): who went, when, who was there, what they found."""

    surveyors: tuple[str, ...]
    day: date
    at_home: str = ""
    """The member of the family who was there."""
    place: str = ""
    found: str = ""
    photos: tuple[int, ...] = ()
    """Ids of the household's attachments."""
    alone_because: str = ""
    """Why only one went; printed."""


@dataclass(frozen=True, kw_only=True)
class Vote:
    """How a meeting voted on one case (民主评议)."""

    due: int
    """Members of the meeting."""
    present: int
    yes: int
    no: int
    abstain: int = 0
    passed: bool = False
    secret: bool = True
    avoided: int = 0
    """Of those present, who left the room for it and did not vote (回避)."""
    meeting_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Exam:
    """How one person did at an examination (考试), or that they missed it."""

    day: date
    place: str = ""
    present: bool = True
    score: Decimal | None = None
    """None where it was missed."""
    full_marks: Decimal = Decimal(100)
    fact: str = ""
    """The fact the score is, as the plan says; empty: it is none."""
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class StepRecord:
    """All of it; a step that only took an opinion has none."""

    signatures: tuple[Signature, ...] = ()
    survey: Survey | None = None
    vote: Vote | None = None
    exam: Exam | None = None
    skipped_because: str = ""
    """Why a step the plan leaves to discretion was not held."""
    exempt: bool = False
    """Left out because the plan does not ask it of this kind of people."""
    on_time: bool | None = None
    """Whether it was done by its due day; None where none was due."""
