"""Marking a stranger's workbook in a process of its own (退回名册), as it is read in one.

This module is imported there too: it must stay without the data file and without Qt.
"""

from __future__ import annotations

from pathlib import Path

from desktop.casework.apart import ApartError, Cancelled, Piece, Progress, run_apart
from desktop.casework.limits import Limits
from desktop.domain.errors import OfficeError
from desktop.store.marked_copies import Marks, marked_copy

ROOM = Limits(memory=2 << 30, silence=300, total=300)
"""A roster of 30,000 rows takes about a minute and more than 1 GB, and tells no progress."""


def marked_apart(
    source: Path, marks: Marks, cancelled: Cancelled | None = None, limits: Limits = ROOM
) -> bytes:
    """The bytes of the marked copy; raises OfficeError with one sentence however the other process ends."""
    try:
        return run_apart(source, mark_there, (source, marks), limits, cancelled=cancelled)
    except ApartError as trouble:
        raise OfficeError(f"退回表没有写成，已经导入的不受影响。{trouble.said}") from trouble


def mark_there(progress: Progress, piece: Piece, source: Path, marks: Marks) -> bytes:
    """What the other process does."""
    return marked_copy(source, marks)
