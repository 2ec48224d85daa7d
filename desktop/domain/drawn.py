"""A random check as it was held (抽查): the list it was drawn from, the seed, who was chosen and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class DrawnCase:
    """One case of the list, chosen or not, and what the check found."""

    application_id: int
    name: str
    """What it was drawn under: its number."""
    applicant: str = ""
    chosen: bool = False
    checked_on: date | None = None
    checked_by: str = ""
    sound: bool | None = None
    found: str = ""


@dataclass(frozen=True, kw_only=True)
class DrawHeld:
    """One draw. The same list and seed always give the same sample (see `sampling`)."""

    scheme_id: str
    scheme_title: str
    check_id: str
    day: date
    percent: Decimal
    at_least: int
    seed: str
    because: str
    """How it was drawn, so that anyone can draw it again."""
    drawn_by: str = ""
    witness: str = ""
    cases: tuple[DrawnCase, ...] = ()
    number: str = ""
    id: int | None = None
