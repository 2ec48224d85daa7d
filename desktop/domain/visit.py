"""Visits (走访): planned for a span of days, made by two, recorded with what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Purpose(StrEnum):
    inquiry = "inquiry"
    review = "review"
    warmth = "warmth"


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One household, one day, two visitors; and, once made, what was found."""

    household_id: int
    household_name: str
    address: str = ""
    phone: str = ""
    members: int = 0
    day: date
    visitors: tuple[str, ...] = ()
    purpose: Purpose = Purpose.inquiry
    made_on: date | None = None
    found: str = ""
    """What the visitors saw: living conditions, changes, needs."""
    wishes: str = ""
    safety: str = ""
    """Dangers seen in the home (危房, 用火, 煤气)."""
    round_id: int | None = None
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Round:
    """One plan of visits (走访计划): a title, a purpose, a span of days and its visits in order."""

    title: str
    purpose: Purpose
    first_day: date
    last_day: date
    visits: tuple[Visit, ...] = ()
    id: int | None = None
