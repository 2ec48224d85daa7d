"""The lists people ask for (名单): files somebody should look at, each with the reason in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class WatchList(StrEnum):
    """Built-in lists of files."""

    unchanged = "unchanged"
    """一年未改."""
    never_aided = "never_aided"
    """未帮扶过."""
    not_visited = "not_visited"
    certificates_end = "certificates_end"
    graduating = "graduating"
    turning_sixty = "turning_sixty"
    """将满 60/55."""
    in_two_files = "in_two_files"
    """多头申报: one person in two files."""
    paper_differs = "paper_differs"
    """纸电不一致: the file was changed after its signed paper was scanned."""
    fading_ends = "fading_ends"
    not_reviewed = "not_reviewed"


@dataclass(frozen=True, kw_only=True)
class Watched:
    """One file on a list: whose, and why it stands there."""

    household_id: int
    number: str
    name: str
    because: str


@dataclass(frozen=True)
class Reach:
    """How far a list looks: words with a place for the months, and the most months that make sense."""

    before: str
    after: str
    most: int

    def said(self, months: int) -> str:
        """As a sentence: 列入范围：今后 3 个月内到期和已经到期的证件。"""
        return f"列入范围：{self.before} {months} {self.after}。"


REACHES: Mapping[WatchList, Reach] = {
    WatchList.unchanged: Reach("最近", "个月没有修改过的档案", 120),
    WatchList.not_visited: Reach("最近", "个月没有走访过的家庭", 120),
    WatchList.certificates_end: Reach("今后", "个月内到期和已经到期的证件", 60),
    WatchList.graduating: Reach("今后", "个月内毕业和应已毕业的子女", 60),
    WatchList.turning_sixty: Reach("今后", "个月内将满 60 周岁的男性、55 周岁的女性", 60),
    WatchList.fading_ends: Reach("今后", "个月内渐退到期和已经到期的档案", 60),
}
"""Lists that look some months back or ahead; the others do not."""
