"""The office's named views of the list of households, kept among its settings."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.views import ListView
from desktop.store import snapshots, trail
from desktop.store.database import Session
from desktop.store.rows.office import SettingRow

_NAME = "household_views"
_KIND = tuple[ListView, ...]


def everything(session: Session) -> tuple[ListView, ...]:
    """All views by name; one that this program cannot read any more is left out with the others of its kind."""
    row = session.get(SettingRow, _NAME)
    if row is None:
        return ()
    try:
        return snapshots.made(_KIND, row.value)
    except ValueError:  # written by a later program
        return ()


def put(session: Session, views: Iterable[ListView], about: str) -> None:
    """Keeps these views and no others."""
    trail.note(session, "setting", None, about)
    kept = tuple(sorted(views, key=lambda v: v.name))
    session.merge(SettingRow(name=_NAME, value=snapshots.plain(kept, _KIND)))
