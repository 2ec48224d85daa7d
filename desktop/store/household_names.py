"""How households are listed by name (编号和户主): read without opening a single archive."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from desktop.store.database import Session
from desktop.store.rows.households import HouseholdRow

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


def ids_numbered(session: Session, numbers: Sequence[str]) -> dict[str, int]:
    """The ids of the households with these archive numbers; those put together with another are not among them."""
    found: dict[str, int] = {}
    for start in range(0, len(numbers), AT_ONCE):
        chosen = select(HouseholdRow.number, HouseholdRow.id).where(HouseholdRow.merged_into.is_(None))
        some = chosen.where(HouseholdRow.number.in_(numbers[start : start + AT_ONCE]))
        found.update((number, id) for number, id in session.execute(some))
    return found
