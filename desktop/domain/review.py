"""A review that was made (年度复审): whose, for which year, what was suggested and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.standing import FileState


class Suggestion(StrEnum):
    """What a review may come to."""

    more = "more"
    """Worse off: help more (提高)."""
    same = "same"
    less = "less"
    """Better off, still in hardship: help less (降低)."""
    stop = "stop"
    """No longer in hardship, or nobody left to help (停止)."""
    unknown = "unknown"
    """Too little is known to say."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Something that is not as it was: what it is called, then and now."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Review:
    """One review as it was kept."""

    household_id: int
    year: int
    day: date
    suggestion: Suggestion
    decision: Suggestion
    because: str
    differences: tuple[Difference, ...] = ()
    by: str = ""
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Due:
    """One file that waits for its review, as a list shows it."""

    household_id: int
    number: str
    name: str
    employer: str
    state: FileState
    verified_on: date | None
    reviewed_on: date | None
    """When it was reviewed last, in whatever year."""


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """One file with what its review came to and where the file stands now."""

    number: str
    name: str
    employer: str
    state: FileState
    review: Review
