"""Reading a roster in a process of its own (隔离读取): a damaged or hostile workbook costs one sentence.

This module is imported there too: it must stay without the data file and without Qt.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from sys import modules
from typing import Any, cast

from desktop.casework.apart import Cancelled, Piece, Progress, StoppedError, broke_off, run_apart
from desktop.casework.limits import Limits
from desktop.casework.roster_glance import Glance, glance_at
from desktop.casework.roster_rows import Draft
from desktop.casework.roster_sheet import HandOver, ImportCancelledError, RosterSheet, read_roster
from desktop.domain.sheet_cells import Value
from desktop.domain.sheet_mapping import SheetPlan
from desktop.store.spreadsheets import Book

Reader = Callable[[Path, date, Progress, HandOver], RosterSheet]
"""What reads the roster there; it is found by its name."""

USUAL = Limits()
_PLAIN = frozenset(
    {
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "time"),
        ("datetime", "timedelta"),
        ("decimal", "Decimal"),
        ("pathlib", "PosixPath"),
        ("pathlib", "WindowsPath"),
        ("pathlib._local", "PosixPath"),
        ("pathlib._local", "WindowsPath"),
    }
)
_OURS = ("desktop.domain.", "desktop.casework.roster_")


def read_apart(
    path: Path,
    today: date,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    limits: Limits = USUAL,
    reader: Reader | None = None,
    plan: SheetPlan | None = None,
) -> RosterSheet:
    """The roster, read in another process; raises OfficeError with one sentence however that process ends."""
    drafts: list[Draft] = []
    try:
        sheet = run_apart(
            path,
            read_there,
            (path, today, reader or (Planned(plan) if plan else read_here)),
            limits,
            progress,
            cancelled,
            lambda content: drafts.extend(_drafts_of(content, path)),
        )
    except StoppedError:
        raise ImportCancelledError from None
    return replace(_sheet_of(sheet, path), drafts=drafts)


def read_here(path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
    """The reading itself."""
    return read_roster(path, today, progress, hand_over=hand_over)


@dataclass(frozen=True)
class Planned:
    """The reading of a sheet the officer laid out."""

    plan: SheetPlan

    def __call__(self, path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
        return read_roster(path, today, progress, hand_over=hand_over, plan=self.plan)


def glance_apart(path: Path, cancelled: Cancelled | None = None, limits: Limits = USUAL) -> Glance:
    """The first rows of a workbook's sheets, read in another process; raises OfficeError as `read_apart` does."""
    try:
        content = run_apart(path, glance_there, (path,), limits, cancelled=cancelled)
    except StoppedError:
        raise ImportCancelledError from None
    found = _value_of(content, path)
    if not isinstance(found, Glance):
        raise broke_off(path)
    return found


def rows_apart(path: Path, sheet: str, first: int, count: int, limits: Limits = USUAL) -> list[list[Value]]:
    """Some rows of a sheet, from `first` on (from 0), read in another process."""
    found = _value_of(run_apart(path, rows_there, (path, sheet, first, count), limits), path)
    if not isinstance(found, list):
        raise broke_off(path)
    return cast("list[list[Value]]", found)


def cells_of(draft: Draft, path: Path) -> list[list[Value]]:
    """The rows of a sheet a draft was read from."""
    found = _value_of(draft.cells, path)
    if not isinstance(found, list):
        raise broke_off(path)
    return cast("list[list[Value]]", found)


def glance_there(progress: Progress, piece: Piece, path: Path) -> bytes:
    """What the other process does for a first look."""
    return _pickled(glance_at(path))


def rows_there(progress: Progress, piece: Piece, path: Path, sheet: str, first: int, count: int) -> bytes:
    """What the other process does for some rows."""
    return _pickled(Book(path).rows(sheet)[first : first + count])


def read_there(progress: Progress, piece: Piece, path: Path, today: date, reader: Reader) -> bytes:
    """What the other process does: sends the drafts by and by, and gives the sheet without them."""
    return _pickled(reader(path, today, progress, lambda drafts: piece(_pickled(drafts))))


class _OurValues(pickle.Unpickler):
    """Takes back values of the office and nothing else: the other process may be in a stranger's hands."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        if (module_name, global_name) in _PLAIN:
            return super().find_class(module_name, global_name)
        if module_name.startswith(_OURS) and module_name in modules:
            found = getattr(modules[module_name], global_name, None)
            if isinstance(found, type) and found.__module__ == module_name:
                return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name}")


def _pickled(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _value_of(content: bytes, path: Path) -> Any:
    try:
        return _OurValues(io.BytesIO(content)).load()
    except Exception as trouble:  # bytes that are no value fail in any way they like
        raise broke_off(path) from trouble


def _drafts_of(content: bytes, path: Path) -> list[Draft]:
    found = _value_of(content, path)
    if not isinstance(found, list):
        raise broke_off(path)
    drafts = cast("list[object]", found)
    if not all(isinstance(draft, Draft) for draft in drafts):
        raise broke_off(path)
    return cast("list[Draft]", drafts)


def _sheet_of(content: bytes, path: Path) -> RosterSheet:
    found = _value_of(content, path)
    if not isinstance(found, RosterSheet):
        raise broke_off(path)
    return found
