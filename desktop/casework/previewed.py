"""A roster looked at, and what became of it (预览与结果): values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from desktop.casework.clashes import Doubt, OnFileAlready, Places
from desktop.casework.roster_rows import Draft, Problem, Severity
from desktop.casework.roster_units import Placing
from desktop.casework.updating import Update
from desktop.domain.household import Household
from desktop.domain.sheet_heading import Layout
from desktop.domain.sheet_mapping import SheetPlan
from desktop.store.pasted_rows import Pasted


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row of the roster as it was understood; `number` is its row on the sheet, from 1."""

    number: int
    name: str
    household: Household | None
    problems: tuple[Problem, ...] = ()
    skipped: str = ""
    """Why the row is passed over without a fault; nothing for the others."""
    update: Update | None = None
    """What it changes, where its head is on file and archives may be brought up to date."""
    doubt: Doubt | None = None
    """Whom on file it may mean: somebody has to say before it goes in."""
    height: int = 1
    """How many rows of the sheet it takes."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the row out."""
        return tuple(p for p in self.problems if p.severity is Severity.error)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What goes in with the row and wants a second look."""
        return tuple(p for p in self.problems if p.severity is Severity.warning)


@dataclass(frozen=True)
class Preview:
    """A roster that was looked at and not yet taken in."""

    path: Path
    sheet: str
    layout: Layout
    layout_label: str
    mapping: tuple[tuple[str, str], ...]
    """Each heading of the sheet with what it is taken for."""
    unknown_headers: tuple[str, ...]
    rows: tuple[RosterRow, ...]
    already_imported: str
    """A sentence where the very same file was taken in before."""
    notes: tuple[str, ...]
    """What the officer should know of the whole sheet."""
    sha256: str
    header_row: int
    """The (lowest) row of the heading, from 1."""
    result_column: int | None
    """The column 导入结果 of a returned copy, from 1."""
    pasted: Pasted | None = None
    """The rows themselves, where there is no file."""
    plan: SheetPlan | None = None
    """How the officer laid the sheet out."""
    drafts: tuple[Draft, ...] = ()
    corrections: Mapping[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    """Cells put right in the preview, by row and column from 1."""
    placing: Placing = field(default_factory=Placing, compare=False)
    """Where the rows stand among the units, and which units would be taken in."""
    known: OnFileAlready = field(default_factory=OnFileAlready, compare=False)
    """What was found on file about its rows, for when a cell is put right."""
    places: Places = field(default_factory=Places, compare=False)
    """Which of its rows may clash."""
    told: Mapping[int, Update] = field(default_factory=dict[int, Update])
    """What the rows change before their units are looked at, by the number of the row."""

    @property
    def good(self) -> tuple[RosterRow, ...]:
        """The rows that can be taken in as they are."""
        return tuple(r for r in self.rows if r.household is not None and not r.skipped and r.doubt is None)

    @property
    def fresh(self) -> tuple[RosterRow, ...]:
        """The rows that open an archive."""
        return tuple(row for row in self.good if row.update is None)

    @property
    def updates(self) -> tuple[RosterRow, ...]:
        """The rows that bring an archive up to date."""
        return tuple(row for row in self.good if row.update is not None)

    @property
    def doubts(self) -> tuple[RosterRow, ...]:
        """The rows that may mean somebody on file: to be settled one by one."""
        return tuple(row for row in self.rows if row.doubt is not None and row.household is not None)

    @property
    def bad(self) -> tuple[RosterRow, ...]:
        """The rows that cannot."""
        return tuple(row for row in self.rows if row.household is None and not row.skipped)

    @property
    def warned(self) -> tuple[RosterRow, ...]:
        """The rows that can be taken in and want a second look."""
        return tuple(row for row in self.good if row.problems)

    @property
    def skipped(self) -> tuple[RosterRow, ...]:
        """The rows an earlier import took in already."""
        return tuple(row for row in self.rows if row.skipped)


class Verdict(StrEnum):
    """What an officer says of a row that may mean somebody on file."""

    same = "same"
    other = "other"
    skip = "skip"


@dataclass(frozen=True)
class Settled:
    """A doubt that was settled; `update` is what the row changes, where it is the same person."""

    verdict: Verdict
    update: Update | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row."""

    row: int
    name: str
    what: str
    """新建, 更新, 跳过, 没有导入."""
    archive: str = ""
    said: str = ""


@dataclass(frozen=True)
class ImportResult:
    """What became of a roster: how many rows went in, and under which archive numbers."""

    taken: int
    """How many archives were opened."""
    refused: int
    warned: int
    numbers: tuple[str, ...]
    skipped: int = 0
    updated: int = 0
    undecided: int = 0
    """Rows that may mean somebody on file and that nobody settled: they were left out."""
    outcomes: tuple[Outcome, ...] = ()
    step_id: int | None = None
    """By which the whole import can be taken back."""
    units: tuple[str, ...] = ()
    """Units that were taken in with it, each with those above it."""
