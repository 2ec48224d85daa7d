"""The named history of the archives (操作历史): what was done, and whether it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.trail import Act, Change
from desktop.domain.trail_words import GAP, act_word, field_words, moment_words

KEPT_FOR = timedelta(days=400)
"""Until then the former contents of changed archives are kept: a year, and a month to look back on it."""
GONE_KEPT_FOR = timedelta(days=30)
"""Until then an archive that was taken back together with its opening can be had again."""
KEPT_AT_LEAST = 200
"""The last steps are kept however old they seem: a clock that was set wrong must not cost the history."""
LISTED = 4
"""Fields told by name in the words of a step."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing done to archives, as the list of the history shows it."""

    id: int
    at: datetime
    user: str
    act: str
    about: str
    archives: int
    """How many archives it touched whose former state is still known."""
    undone: int
    """How many of them were put back since."""
    undone_at: datetime | None = None
    undone_by: str = ""
    undoes: int | None = None
    bare: bool = False
    """It touched no archive: units alone came, went or were joined."""

    @property
    def when(self) -> str:
        """Day and time on the clock of the office."""
        return moment_words(self.at)[:-3]

    @property
    def said(self) -> str:
        """What was done, as the office says it: 登记档案 张三：身份证号、电话."""
        return self.about if self.act == Act.take_back else f"{act_word(self.act)} {self.about}"

    @property
    def open(self) -> bool:
        """Whether anything of it is left to take back."""
        return self.undone_at is None if self.bare else self.archives > self.undone

    @property
    def standing(self) -> str:
        """Where it stands, in a few words."""
        if not self.archives and not self.bare:
            return "内容已清理，不能撤销"
        if not self.undone and (not self.bare or self.open):
            return ""
        if self.open:
            return f"已撤销其中 {self.undone} 户"
        if self.undone_at is None:
            return "已撤销"
        return f"已由 {self.undone_by} 于 {moment_words(self.undone_at)[:-3]} 撤销"


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """Why one archive cannot be put back, or the step at all."""

    household_id: int
    called: str
    """Number and name; of the unit where that is what stands in the way."""
    because: str
    whole: bool = False
    """Nothing of the step can be put back because of it."""


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What taking a step back would come to."""

    step: Step
    restored: tuple[str, ...]
    """Archives that would be as they were before, by number and name; of a long list the first ones."""
    removed: tuple[str, ...]
    """Archives that would be gone again, because the step opened them."""
    count: int
    """How many archives could be put back in all."""
    removing: int
    """How many of them would be gone again."""
    obstacles: tuple[Obstacle, ...]
    whole: bool
    """It goes together or not at all: a merge."""
    units_back: tuple[str, ...] = ()
    """Units that would be there again."""
    units_gone: tuple[str, ...] = ()
    """Units that would be gone again, unless something else uses them."""
    units_changed: tuple[str, ...] = ()
    """Units of which only what was changed would be as before."""

    @property
    def possible(self) -> bool:
        """Whether it can be taken back as a whole."""
        return not self.obstacles and (self.count > 0 or (self.step.bare and self.step.open))

    @property
    def rest_possible(self) -> bool:
        """Whether at least the archives nobody worked on can be put back."""
        return bool(self.obstacles) and self.count > 0 and not self.whole


def fields_said(changes: Sequence[Change], head_at: int) -> str:
    """The changed fields in a few words; `head_at` is the head's place among the members, from 1."""
    words: dict[str, None] = {}
    for change in changes:
        words.setdefault(_brief(change.field, head_at), None)
    listed = list(words)
    more = f"等 {len(listed)} 项" if len(listed) > LISTED else ""
    return "、".join(listed[:LISTED]) + more


def _brief(path: str, head_at: int) -> str:
    """A list by its name alone, a member's field with the member; the head's fields as they are."""
    said = field_words("household", path)
    if path.startswith(f"members.{head_at}."):
        return said.split(GAP)[1]
    if path.startswith("members."):
        return said.replace(GAP, "的", 1).split(GAP)[0]
    return said.split(GAP)[0].rstrip(" 0123456789")
