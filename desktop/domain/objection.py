"""An objection to what a public notice says (异议): who raised it, what was looked into, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Finding(StrEnum):
    """What looking into it came to."""

    upheld = "upheld"
    """Well founded: the case goes back to the step the plan names and needs a new notice."""
    rejected = "rejected"
    """Not well founded, with reasons."""
    withdrawn = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Objection:
    """One objection. Who raised it is never printed on anything that hangs in public."""

    notice_id: int
    application_id: int
    day: date
    words: str
    raised_by: str = ""
    """Empty: anonymous."""
    contact: str = ""
    received_by: str = ""
    finding: Finding | None = None
    because: str = ""
    settled_on: date | None = None
    settled_by: str = ""
    answered_on: date | None = None
    """When whoever raised it was told what came of it."""
    number: str = ""
    id: int | None = None
