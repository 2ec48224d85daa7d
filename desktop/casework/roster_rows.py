"""One row of a roster while it is being read: its values, what is wrong with them, and whom it names."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from desktop.casework.roster_values import Read
from desktop.domain.household import Household
from desktop.domain.sheet_cells import Value
from desktop.domain.sheet_heading import Column
from desktop.domain.sheet_targets import who_of

_SUMMED = frozenset({"monthly_income", "other_income", "yearly_income", "family_income"})


class Severity(StrEnum):
    """An error keeps the row out; a warning goes in with it."""

    error = "error"
    warning = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong or doubtful about one cell, in words; row and column count from 1."""

    column_label: str
    said: str
    severity: Severity
    row: int
    column: int
    key: str = ""
    """What the column was taken for."""
    strange: str = ""
    """The word that is on no code list, where that is the trouble."""

    @property
    def sentence(self) -> str:
        """The problem with the column it stands in."""
        return f"{self.column_label}：{self.said}"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone a row names with an ID number, and the column it stands in (slot 0 is the worker)."""

    id_number: str
    name: str
    column: Column


@dataclass(frozen=True, slots=True)
class UnitWords:
    """The words by which a row names a unit: what each column was taken for and what stands there, from the top down."""

    words: tuple[tuple[str, str], ...]
    column: Column
    """Of the lowest."""


@dataclass
class Draft:
    """One row on its way to becoming a household; `number` is the row of the sheet, from 1."""

    number: int
    name: str
    household: Household | None
    problems: list[Problem]
    taken: bool
    """Carries the mark of an earlier import."""
    people: list[Person]
    number_column: Column | None
    filled: frozenset[tuple[int, str]] = frozenset()
    """Which cells held something, by member and by what the column is: only those change an archive on file."""
    height: int = 1
    """How many rows of the sheet it takes."""
    unit: UnitWords | None = None
    """The unit the household belongs to, by its words."""
    schooling: UnitWords | None = None
    """School, department, grade and class of whom the row is about, by their words."""
    cells: bytes = field(default=b"", repr=False)
    """Its rows as they were read, packed, so that one cell can be put right without the workbook."""

    @property
    def head(self) -> Person | None:
        """The worker, where an ID number was given."""
        return next((p for p in self.people if not p.column.slot), None)


def packed(rows: Sequence[Sequence[Value]]) -> bytes:
    """Some rows of a sheet as bytes; who unpacks them takes values only."""
    return pickle.dumps([list(row) for row in rows], pickle.HIGHEST_PROTOCOL)


@dataclass
class SheetRow:
    """What was read of one row so far."""

    number: int
    columns: dict[tuple[int, str], Column]
    values: dict[int, dict[str, Any]] = field(default_factory=dict[int, dict[str, Any]])
    problems: list[Problem] = field(default_factory=list[Problem])
    remarks: dict[int, list[str]] = field(default_factory=dict[int, list[str]])

    def note(self, slot: int, column: Column, read: Read) -> None:
        """Keeps what a cell gave beside its value."""
        if read.error:
            self.error(column, read.error)
        elif read.warning:
            self.warn(column, read.warning, read.strange)
        if read.remark:
            self.remark(slot, column, read.remark)

    def error(self, column: Column, said: str) -> None:
        """Keeps the row out."""
        self.problems.append(self._problem(column, said, Severity.error))

    def warn(self, column: Column, said: str, strange: str = "") -> None:
        """Goes in with the row."""
        self.problems.append(self._problem(column, said, Severity.warning, strange))

    def remark(self, slot: int, column: Column, text: str) -> None:
        """Keeps text that no field holds; a remark's own text stands alone, the rest with its column."""
        name = column.label.removeprefix(who_of(slot))
        kept = text if column.key == "remark" else f"{name}：{text}"
        self.remarks.setdefault(slot, []).append(kept)

    def has_amount_error(self) -> bool:
        """Whether an amount is missing from the sums because it, or whose it is, could not be read."""
        if not self.problems:
            return False
        return self.has_lost_member() or any(
            p.key in _SUMMED and p.severity is Severity.error for p in self.problems
        )

    def has_lost_member(self) -> bool:
        """Whether a family member is missing because the name could not be read."""
        return any(self.has_error(slot, "name") for slot in self.values if slot)

    def has_problem(self, slot: int, key: str) -> bool:
        """Whether anything was said of that cell."""
        column = self.columns.get((slot, key))
        return column is not None and any(self._is_at(p, column) for p in self.problems)

    def has_error(self, slot: int, key: str) -> bool:
        """Whether that cell keeps the row out."""
        column = self.columns.get((slot, key))
        return column is not None and any(
            self._is_at(p, column) and p.severity is Severity.error for p in self.problems
        )

    def _problem(self, column: Column, said: str, severity: Severity, strange: str = "") -> Problem:
        return Problem(
            column.label, said, severity, self.number + column.down, column.place + 1, column.key, strange
        )

    def _is_at(self, problem: Problem, column: Column) -> bool:
        return problem.column == column.place + 1 and problem.row == self.number + column.down
