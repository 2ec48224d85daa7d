"""Half-typed forms (草稿): kept beside the records until they are saved or thrown away, each person's own.

They are no records: writing one is no deed and stands in no log. They lie in the same encrypted file, and what they
hold of an archive goes when the archive is destroyed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, func, select

from desktop.domain.half_typed import HalfTyped
from desktop.store import snapshots
from desktop.store.database import Session
from desktop.store.rows.history import DraftRow
from desktop.store.rows.households import HouseholdRow

HOUSEHOLD = "household"
KEPT = 20
"""New archives half typed that one person can have waiting; the oldest goes."""


def put(session: Session, user: str, half: HalfTyped, at: datetime) -> int:
    """Keeps a half-typed archive in place of what that person left there before; its id."""
    row = session.get(DraftRow, half.id) if half.id is not None else None
    if row is None and half.subject_id is not None:
        row = session.scalar(select(DraftRow).where(*_of(user), DraftRow.subject_id == half.subject_id))
    if row is None:
        row = DraftRow(kind=HOUSEHOLD, subject_id=half.subject_id, user=user, at="", content="")
        session.add(row)
    row.at, row.content = at.isoformat(), snapshots.freeze(half)
    session.flush()
    if half.subject_id is None:
        _make_room(session, user)
    return row.id


def of_household(session: Session, user: str, household_id: int) -> HalfTyped | None:
    """What that person left half typed in that archive."""
    return next(_read(session, _chosen(user, DraftRow.subject_id == household_id)), None)


def waiting(session: Session, user: str) -> list[HalfTyped]:
    """All that person left half typed, the latest first; archives that are put away meanwhile left out."""
    away = select(HouseholdRow.id).where(HouseholdRow.sealed_on.is_not(None))
    open_ = DraftRow.subject_id.is_(None) | DraftRow.subject_id.not_in(away)
    return list(_read(session, _chosen(user, open_)))


def drop(session: Session, draft_id: int) -> None:
    """Throws one away."""
    session.execute(delete(DraftRow).where(DraftRow.id == draft_id))


def _chosen(user: str, more: ColumnElement[bool]) -> Select[DraftRow]:
    return select(DraftRow).where(*_of(user), more).order_by(DraftRow.at.desc(), DraftRow.id.desc())


def _of(user: str) -> tuple[ColumnElement[bool], ...]:
    return DraftRow.kind == HOUSEHOLD, DraftRow.user == user


def _read(session: Session, chosen: Select[DraftRow]) -> Iterator[HalfTyped]:
    for row in session.scalars(chosen):
        try:
            half = snapshots.thaw(HalfTyped, row.content)
        except ValueError:  # left by a version of the program that knew other fields
            continue
        yield half.found(row.id, datetime.fromisoformat(row.at))


def _make_room(session: Session, user: str) -> None:
    new = (*_of(user), DraftRow.subject_id.is_(None))
    waiting_ = session.scalar(select(func.count()).select_from(DraftRow).where(*new)) or 0
    if waiting_ > KEPT:
        oldest = select(DraftRow.id).where(*new).order_by(DraftRow.at, DraftRow.id).limit(waiting_ - KEPT)
        session.execute(delete(DraftRow).where(DraftRow.id.in_(oldest)))
