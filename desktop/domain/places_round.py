"""A round of places as it was held (名额评定): everyone who stood for one, their figures, rank, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from desktop.domain.ranking import Standing


@dataclass(frozen=True, kw_only=True)
class PlaceRow:
    """One who stood for a place."""

    application_id: int
    number: str = ""
    applicant: str = ""
    post: str = ""
    """For which post, where places are given by post."""
    values: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    exempt: bool = False
    withdrawn: bool = False
    rank: int | None = None
    standing: Standing = Standing.unknown
    because: str = ""
    decided: Standing | None = None
    """What whoever decides made of a tie, or of an unranked one; None where the rank stands."""

    @property
    def outcome(self) -> Standing:
        """How it came out in the end."""
        return self.decided or self.standing


@dataclass(frozen=True, kw_only=True)
class PlacesRound:
    """One round under one ranking rule of a scheme."""

    scheme_id: str
    scheme_title: str
    rule_id: str
    label: str
    day: date
    places: int | None = None
    posts: int | None = None
    seed: str = ""
    words: tuple[str, ...] = ()
    rows: tuple[PlaceRow, ...] = ()
    meeting_id: int | None = None
    because: str = ""
    """Why ties were decided as they were."""
    settled_on: date | None = None
    settled_by: str = ""
    number: str = ""
    id: int | None = None
