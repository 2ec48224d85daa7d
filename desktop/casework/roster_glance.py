"""A first look at a workbook (看一眼): its sheets and their first rows, before anybody says what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.sheet_cells import Area, Value
from desktop.domain.sheet_mapping import SheetPlan, plan_for
from desktop.store.pasted_rows import Pasted
from desktop.store.spreadsheets import Book

ROWS = 80
"""How many first rows are looked at: enough to see what columns look like."""
_SHEETS = 40


@dataclass(frozen=True)
class SheetGlance:
    """One sheet: its first rows, its merged cells there, and why it cannot be read where it cannot."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    merged: tuple[Area, ...]
    too_far: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing stands in its first rows."""
        return not any(map(any, self.rows))

    def plan(self) -> SheetPlan:
        """How it may be read."""
        return plan_for(self.name, self.rows, self.merged)


@dataclass(frozen=True)
class Glance:
    """The visible sheets of a workbook."""

    name: str
    sha256: str
    sheets: tuple[SheetGlance, ...]

    def best(self) -> int:
        """The sheet that most likely holds the roster."""
        ranks = [
            (not s.too_far, not p.missing, sum(r.target is not None for r in p.readings), -n)
            for n, s in enumerate(self.sheets)
            for p in (s.plan(),)
        ]
        return max(range(len(ranks)), key=ranks.__getitem__)


def glance_at(source: Path | Pasted) -> Glance:
    """The first rows of every visible sheet."""
    book = source if isinstance(source, Pasted) else Book(source)
    return Glance(book.path.name, book.sha256, tuple(_look(book, name) for name in book.sheets[:_SHEETS]))


def _look(book: Book | Pasted, name: str) -> SheetGlance:
    if said := book.too_far(name):
        return SheetGlance(name, (), (), said)
    rows = tuple(tuple(row) for row in book.first(name, ROWS))
    merged = tuple(area for area in book.merged(name) if area[0] < ROWS)
    return SheetGlance(name, rows, merged)
