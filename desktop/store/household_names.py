"""How households are listed by name (编号和户主): read without opening a single archive."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from desktop.store.database import Session
from desktop.store.rows import HouseholdRow

AT_ONCE = 900
"""As many ids as one statement can carry."""


def names(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Number and head's name of these households, by id."""
    found: dict[int, tuple[str, str]] = {}
    for start in range(0, len(ids), AT_ONCE):
        chosen = select(HouseholdRow.id, HouseholdRow.number, HouseholdRow.name)
        some = chosen.where(HouseholdRow.id.in_(ids[start : start + AT_ONCE]))
        found.update((id, (number, name)) for id, number, name in session.execute(some))
    return found
