"""Where a case file stands, change by change. The last one also stands in the archive itself, for the list."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from sqlalchemy import func, select

from desktop.domain.household import Household
from desktop.domain.standing import FileState, StandingEntry
from desktop.store import companions, history, trail
from desktop.store.database import Session
from desktop.store.households import called
from desktop.store.rows import HouseholdRow, StandingRow

SUBJECT = "standing"
_FIELDS = [f.name for f in fields(StandingEntry)]


def put(session: Session, household: Household, entry: StandingEntry) -> None:
    """Keeps one change of an archive's state; the archive itself is put by the caller."""
    values = {name: getattr(entry, name) for name in _FIELDS}
    row = StandingRow(household_id=household.id, **values)
    session.add(row)
    session.flush()
    history.went_along(session, companions.added(row))
    trail.note(session, SUBJECT, row.id, called(household), None, entry)


def of_household(session: Session, household_id: int) -> list[StandingEntry]:
    """All changes of an archive's state, the earliest first."""
    rows = session.scalars(
        select(StandingRow)
        .where(StandingRow.household_id == household_id)
        .order_by(StandingRow.since, StandingRow.id)
    )
    return [StandingEntry(**{name: getattr(row, name) for name in _FIELDS}) for row in rows]


def counts(session: Session) -> dict[FileState, int]:
    """How many archives stand where, those put away left out."""
    counted = (
        select(HouseholdRow.state, func.count())
        .where(HouseholdRow.sealed_on.is_(None))
        .group_by(HouseholdRow.state)
    )
    found = session.execute(counted).all()
    return {row[0]: row[1] for row in found}


def fading_until(session: Session, day: date) -> list[tuple[int, date]]:
    """Archives whose fading ends on or before that day: id and last day, the earliest first."""
    latest = (
        select(StandingRow.household_id, func.max(StandingRow.id).label("last"))
        .group_by(StandingRow.household_id)
        .subquery()
    )
    rows = session.execute(
        select(StandingRow.household_id, StandingRow.fade_until)
        .join(latest, StandingRow.id == latest.c.last)
        .join(HouseholdRow, HouseholdRow.id == StandingRow.household_id)
        .where(
            HouseholdRow.sealed_on.is_(None),
            StandingRow.state == FileState.fading,
            StandingRow.fade_until <= day,
        )
        .order_by(StandingRow.fade_until)
    )
    return [(household_id, until) for household_id, until in rows if until is not None]
