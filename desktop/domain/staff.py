"""Staff and helpers of the office (工作人员、结对干部), and the near relatives they declared (近亲属备案)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Rank(StrEnum):
    """职级, as far as plans count by it: how many households a helper takes."""

    county_leader = "county_leader"
    """县（处）级."""
    section_leader = "section_leader"
    """科级."""
    cadre = "cadre"
    """一般干部."""
    teacher = "teacher"
    party_member = "party_member"
    volunteer = "volunteer"
    other = "other"


@dataclass(frozen=True, kw_only=True)
class Relative:
    """A near relative a member of staff declared."""

    name: str
    relation: str = ""
    id_number: str = ""
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class Staff:
    """Somebody who works for the office or helps it; with the near relatives they declared."""

    name: str
    id_number: str = ""
    unit_id: int | None = None
    post: str = ""
    """职务."""
    rank: Rank | None = None
    phone: str = ""
    helps: bool = False
    """Takes households as a helper (结对干部)."""
    works: bool = True
    """Handles cases of this office (工作人员), not only helps."""
    left_on: date | None = None
    remark: str = ""
    relatives: tuple[Relative, ...] = ()
    id: int | None = None
