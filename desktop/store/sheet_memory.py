"""Where an office's remembered sheets and own words are kept: among its settings."""

from __future__ import annotations

from desktop.domain.sheet_memory import SheetMemory
from desktop.store import snapshots, trail
from desktop.store.database import Session
from desktop.store.rows.office import SettingRow

_NAME = "sheet_memory"


def get(session: Session) -> SheetMemory:
    """What was remembered; nothing yet in a new office."""
    row = session.get(SettingRow, _NAME)
    return SheetMemory() if row is None else snapshots.made(SheetMemory, row.value)


def put(session: Session, memory: SheetMemory, about: str) -> None:
    """Keeps it, and says in the log what changed."""
    trail.note(session, "setting", None, about)
    session.merge(SettingRow(name=_NAME, value=snapshots.plain(memory, SheetMemory)))
