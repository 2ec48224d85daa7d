"""What the record of a decision run again is printed from (复现记录)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.bureau import Bureau
from desktop.domain.replay import Replay


@dataclass(frozen=True, kw_only=True)
class ReplayPaper:
    """Line by line what was decided then, and what the same inputs give now."""

    bureau: Bureau
    applicant: str
    scheme_title: str
    decided: str
    """When it was decided, and by whom."""
    replay: Replay
    printed_on: date
    trail: str = ""
