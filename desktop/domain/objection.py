"""An objection to what a public notice says (异议): who raised it, what was looked into, what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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

    @property
    def settled(self) -> bool:
        """Whether it is known what it came to."""
        return self.finding is not None

    @property
    def may_be_answered(self) -> bool:
        """Whether it is known how to reach whoever raised it."""
        return bool(self.raised_by.strip() or self.contact.strip())


def told(objections: Sequence[Objection]) -> str:
    """What came of the objections to a notice, in words: 无异议; 异议 3 件：成立 1 件，不成立 1 件，未核实 1 件."""
    if not objections:
        return NONE
    found = Counter(x.finding for x in objections)
    parts = [f"{words} {found[finding]} 件" for finding, words in _COUNTED if found[finding]]
    return f"异议 {len(objections)} 件：{'，'.join(parts)}"


NONE = "无异议"
_COUNTED = (
    (Finding.upheld, "成立"),
    (Finding.rejected, "不成立"),
    (Finding.withdrawn, "撤回"),
    (None, "未核实"),
)
