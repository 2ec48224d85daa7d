"""Where a case file stands, change by change. The last one also stands in the archive itself, for the list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from datetime import date

from sqlalchemy import func, select

from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.listing import Page
from desktop.domain.standing import CLOSED, FileState, StandingEntry, StandingLine
from desktop.domain.words import word
from desktop.store import companions, history, trail
from desktop.store.database import Session
from desktop.store.households import called
from desktop.store.rows.archives import StandingRow
from desktop.store.rows.households import HouseholdRow

SUBJECT = "standing"


class ClosedFileError(OfficeError):
    """Nothing more is given to the archive."""


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


def files(session: Session, states: Collection[FileState], offset: int, limit: int) -> Page[StandingLine]:
    """One page of the archives that stand there, by number, with the length of the whole."""
    there = (HouseholdRow.sealed_on.is_(None), HouseholdRow.state.in_(list(states)))
    total = session.scalar(select(func.count()).select_from(HouseholdRow).where(*there)) or 0
    rows = session.execute(
        select(
            HouseholdRow.id,
            HouseholdRow.number,
            HouseholdRow.name,
            HouseholdRow.employer,
            HouseholdRow.state,
            HouseholdRow.state_since,
        )
        .where(*there)
        .order_by(HouseholdRow.number)
        .offset(offset)
        .limit(limit)
    ).all()
    said = _last_reasons(session, [row[0] for row in rows])
    lines = [
        StandingLine(
            household_id=row[0],
            number=row[1],
            name=row[2],
            employer=row[3],
            state=row[4],
            since=row[5],
            because=said.get(row[0], ""),
        )
        for row in rows
    ]
    return Page(lines, total)


def ids_of(session: Session, states: Collection[FileState]) -> list[int]:
    """All archives that stand there, by number."""
    there = (HouseholdRow.sealed_on.is_(None), HouseholdRow.state.in_(list(states)))
    return list(session.scalars(select(HouseholdRow.id).where(*there).order_by(HouseholdRow.number)))


def names_of(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Number and name of these archives."""
    chosen = select(HouseholdRow.id, HouseholdRow.number, HouseholdRow.name)
    rows = session.execute(chosen.where(HouseholdRow.id.in_(list(ids))))
    return {household_id: f"{number} {name}" for household_id, number, name in rows}


def expect_open(session: Session, household_id: int) -> None:
    """Raises ClosedFileError, saying since when and how to cure it, where nothing more is given to that archive."""
    row = session.get(HouseholdRow, household_id)
    if row is None or row.state not in CLOSED:
        return
    since = f"自{day_words(row.state_since)}起" if row.state_since else "已"
    raise ClosedFileError(
        f"{row.name} 的档案 {row.number} {since}为「{word(row.state)}」，不再受理新的申请。"
        "确需帮扶的，先在「动态管理」把档案状态改回「在档」，写明返困等原因，再来申请。"
    )


def _last_reasons(session: Session, ids: Collection[int]) -> dict[int, str]:
    last = (
        select(func.max(StandingRow.id))
        .where(StandingRow.household_id.in_(list(ids)))
        .group_by(StandingRow.household_id)
    )
    rows = session.execute(
        select(StandingRow.household_id, StandingRow.because).where(StandingRow.id.in_(last))
    )
    return {row[0]: row[1] for row in rows.all()}


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
