"""How long archives are kept (档案保管期限): 在档 → 撤档封存 → 到期待销毁 → 销毁.

The period runs from the day the archive was closed. Its last day is the same day of the month so many years later
(for 29 February in a common year the 28th); from the day after it the archive is due for destruction. An archive
closed on 2016-03-02 is kept through 2026-03-02 and due from 2026-03-03.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.thinning import DAILY, MONTHLY, WEEKLY

YEARS = 10
"""总工办〔2016〕36号: archives of workers in hardship are kept ten years after they were closed."""
SHORTEST, LONGEST = 1, 100
"""Years an office may set."""
BACKUPS_KEEP = timedelta(days=DAILY + WEEKLY * 7 + MONTHLY * 31)
"""Until backups from before a destruction have thinned out, where the program is used every working day."""


class Kept(StrEnum):
    """Where an archive stands."""

    active = "active"
    sealed = "sealed"
    due = "due"
    destroyed = "destroyed"


@dataclass(frozen=True, kw_only=True)
class KeptLine:
    """One row of the list of archives put away."""

    id: int
    number: str
    name: str
    state: Kept
    sealed_on: date
    because: str
    due_on: date
    destroyed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class DestroyedLine:
    """One archive on a list of destruction: what may be remembered of it."""

    number: str
    name: str
    """Masked: 陈**."""
    sealed_on: date


@dataclass(frozen=True, kw_only=True)
class Destruction:
    """Archives destroyed together by two persons (销毁清册)."""

    day: date
    first: str
    second: str
    witness: bool
    """The second one has no account: a witness (监销人) named in writing."""
    reason: str
    lines: tuple[DestroyedLine, ...]
    years: int = YEARS
    """How long archives were kept when they were destroyed."""
    number: str = ""
    id: int | None = None


def last_day(sealed_on: date, years: int = YEARS) -> date:
    """The last day an archive is kept."""
    try:
        return sealed_on.replace(year=sealed_on.year + years)
    except ValueError:  # 29 February
        return date(sealed_on.year + years, 2, 28)


def due_on(sealed_on: date, years: int = YEARS) -> date:
    """The day from which an archive is due for destruction: the one after its last."""
    return last_day(sealed_on, years) + timedelta(days=1)


def sealed_until(today: date, years: int = YEARS) -> date:
    """The latest day of closing that is due today."""
    try:
        day = today.replace(year=today.year - years)
    except ValueError:
        day = date(today.year - years, 2, 28)
    while due_on(day, years) > today:
        day -= timedelta(days=1)
    return day


def kept(sealed_on: date | None, destroyed_on: date | None, today: date, years: int = YEARS) -> Kept:
    """Where an archive stands today."""
    if destroyed_on is not None:
        return Kept.destroyed
    if sealed_on is None:
        return Kept.active
    return Kept.due if due_on(sealed_on, years) <= today else Kept.sealed


def confirmation(count: int) -> str:
    """What must be typed before so many archives are destroyed."""
    return f"销毁 {count} 户"


def confirmed(typed: str, count: int) -> bool:
    """Whether it was typed; spaces do not count."""
    return "".join(typed.split()) == "".join(confirmation(count).split())


def copies_until(today: date) -> date:
    """Until when, about, backups made before today still hold what is destroyed today."""
    return today + BACKUPS_KEEP


GONE = "已销毁"
"""Stands for the name of whoever's archive was destroyed."""
