"""What the officer chose for this PC alone: after how many idle minutes the window locks."""

from __future__ import annotations

from pathlib import Path

from desktop.store import this_pc

LOCK_CHOICES = (5, 10, 20, 30)
LOCK_USUALLY = 10
_LOCK = "lock_minutes"


def lock_minutes(folder: Path) -> int:
    """Idle minutes before the window locks; the usual where nothing sensible was chosen."""
    found = this_pc.get(folder, _LOCK)
    return found if found in LOCK_CHOICES else LOCK_USUALLY


def choose_lock_minutes(folder: Path, minutes: int) -> None:
    """Keeps another choice. Raises StoreError where the folder cannot be written."""
    this_pc.put(folder, _LOCK, minutes)
