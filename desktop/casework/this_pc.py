"""What holds for this PC alone: after how many idle minutes the window locks, and who came in last."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from desktop.domain.errors import OfficeError
from desktop.store import this_pc

LOCK_CHOICES = (5, 10, 20, 30)
LOCK_USUALLY = 10
_LOCK, _LAST = "lock_minutes", "last_user"


def lock_minutes(folder: Path) -> int:
    """Idle minutes before the window locks; the usual where nothing sensible was chosen."""
    found = this_pc.get(folder, _LOCK)
    return found if found in LOCK_CHOICES else LOCK_USUALLY


def choose_lock_minutes(folder: Path, minutes: int) -> None:
    """Keeps another choice. Raises StoreError where the folder cannot be written."""
    this_pc.put(folder, _LOCK, minutes)


def last_user(folder: Path) -> str:
    """Who came in last here; nothing where that is not known."""
    found = this_pc.get(folder, _LAST)
    return found if isinstance(found, str) else ""


def note_last_user(folder: Path, name: str) -> None:
    """Keeps who came in, so that the name need not be chosen next time."""
    if name != last_user(folder):
        with suppress(OfficeError):  # a convenience only
            this_pc.put(folder, _LAST, name)
