"""Where a case file stands (档案状态): from application to closing, each change with its day and reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.days import day_words


class FileState(StrEnum):
    """申请 → 在档 → 渐退 → 脱困 / 注销 / 退档; putting away (封存) is kept beside it."""

    applied = "applied"
    """申请建档: on the list, not recognised yet."""
    on_file = "on_file"
    fading = "fading"
    """渐退: no longer in hardship, aid goes on for a time."""
    out_of_hardship = "out_of_hardship"
    """脱困."""
    cancelled = "cancelled"
    """注销: died, left the unit for good, or should never have been opened."""
    withdrawn = "withdrawn"
    """退档: given back by the upper level, or taken back by the household."""
    moved_out = "moved_out"
    """转出: another unit keeps the file."""


CLOSED = frozenset({FileState.out_of_hardship, FileState.cancelled, FileState.withdrawn, FileState.moved_out})
"""States in which nothing more is given."""

MOVES = frozenset({FileState.on_file, FileState.moved_out})
"""Where another unit may be named: the one the file came from (转入), or the one that keeps it now (转出)."""

NEXT: Mapping[FileState, frozenset[FileState]] = {
    FileState.applied: frozenset({FileState.on_file, FileState.cancelled, FileState.withdrawn}),
    FileState.on_file: frozenset(
        {
            FileState.fading,
            FileState.out_of_hardship,
            FileState.cancelled,
            FileState.withdrawn,
            FileState.moved_out,
        }
    ),
    FileState.fading: frozenset(
        {FileState.on_file, FileState.out_of_hardship, FileState.cancelled, FileState.moved_out}
    ),
    FileState.out_of_hardship: frozenset({FileState.on_file}),
    FileState.cancelled: frozenset({FileState.on_file}),
    FileState.withdrawn: frozenset({FileState.applied, FileState.on_file}),
    FileState.moved_out: frozenset({FileState.on_file}),
}
"""What may follow what; back to on_file from a closed state is a relapse (返困) or a return."""


class FileLevel(StrEnum):
    """建档标准: which level's standard the file meets; its money comes from that level and those below."""

    national = "national"
    provincial = "provincial"
    city = "city"
    county = "county"
    grassroots = "grassroots"


@dataclass(frozen=True, kw_only=True)
class StandingEntry:
    """One change of a file's state."""

    state: FileState
    since: date
    because: str = ""
    other_unit: str = ""
    """Where it came from or went to, for moves."""
    fade_until: date | None = None
    """Until when aid goes on, for fading."""
    by: str = ""

    @property
    def told(self) -> str:
        """The reason, with the other unit and the end of the fading, in one line."""
        out = self.state is FileState.moved_out
        more = (
            f"渐退到{day_words(self.fade_until)}" if self.fade_until else "",
            f"{'转到' if out else '转入自'} {self.other_unit}" if self.other_unit else "",
        )
        return "；".join(x for x in (self.because, *more) if x)


@dataclass(frozen=True, kw_only=True)
class StandingLine:
    """One file in a list of those that stand alike: since when and why, as the last change tells it."""

    household_id: int
    number: str
    name: str
    employer: str
    state: FileState
    since: date | None
    because: str
