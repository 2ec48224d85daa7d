"""The lists people ask for (名单): files somebody should look at, each with the reason in a few words."""

from __future__ import annotations

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
