"""The office itself (本单位): what it is called, what kind it is, where it works."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OfficeKind(StrEnum):
    union = "union"
    school = "school"
    township = "township"


class Counting(StrEnum):
    """How the days of a notice are counted: from the day after posting (民法典 201), or the posting day as day 1."""

    posting_day_excluded = "posting_day_excluded"
    posting_day_counted = "posting_day_counted"


@dataclass(frozen=True, kw_only=True)
class Bureau:
    """An office's own particulars, printed on its papers."""

    name: str
    kind: OfficeKind
    place: str
    officer: str = ""
    """The person who sits at the PC; stands as 经办人 on records and papers."""
    phone: str = ""
    address: str = ""
    notice_days: int = 5
    """Days a notice hangs where the scheme does not say."""
    bring_workdays: int = 10
    """Working days within which missing papers are to be brought, where the scheme does not say."""
    counting: Counting = Counting.posting_day_excluded
    practice: bool = False
