"""Who must be told what of a decision (告知、送达), by when, and the receiver's signature on the stub."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Told:
    """One thing somebody must be told in a case, and that it was."""

    application_id: int
    who: str
    what: str
    written: bool = False
    due: date | None = None
    rule: str = ""
    """How the due day came about."""
    told_on: date | None = None
    told_by: str = ""
    how: str = ""
    """Handed over, posted, left at the home …"""
    received_by: str = ""
    """Who signed the stub."""
    received_on: date | None = None
    refused_to_sign: str = ""
    """Who witnessed it where nobody would sign."""
    id: int | None = None
