"""Who must be told what in a case, and that they were."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update

from desktop.domain.telling import Told, ToldLine
from desktop.domain.upon import Upon
from desktop.store import trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.cases import ApplicationRow, TellingRow

SUBJECT = "telling"
_FIELDS = (
    "application_id change who what written due rule told_on told_by how received_by received_on refused_to_sign"
).split()


def add(session: Session, duties: Iterable[Told], called: str) -> None:
    """Keeps what is to be told from now on."""
    rows = [_values(duty) for duty in duties]
    if not rows:
        return
    session.execute(insert(TellingRow), rows)
    for row in rows:
        trail.note(session, SUBJECT, None, called, None, row)


def put(session: Session, told: Told, called: str) -> Told:
    """Keeps one as it stands now."""
    assert told.id is not None
    before = get(session, told.id)
    session.execute(update(TellingRow).where(TellingRow.id == told.id).values(**_values(told)))
    trail.note(session, SUBJECT, told.id, called, before, told)
    return told


def get(session: Session, telling_id: int) -> Told:
    """One of them. Raises MissingError."""
    row = session.get(TellingRow, telling_id)
    if row is None:
        raise MissingError("这项告知")
    return _told(row)


def of_case(session: Session, application_id: int) -> tuple[Told, ...]:
    """All of a case, in the order they came up."""
    rows = session.scalars(
        select(TellingRow).where(TellingRow.application_id == application_id).order_by(TellingRow.id)
    )
    return tuple(_told(row) for row in rows)


def waiting(session: Session, until: date | None = None) -> tuple[ToldLine, ...]:
    """What nobody was told yet, the most urgent first; of what has a day, only up to that one."""
    statement = (
        select(TellingRow, ApplicationRow.number, ApplicationRow.applicant, ApplicationRow.scheme_title)
        .join(ApplicationRow, ApplicationRow.id == TellingRow.application_id)
        .where(TellingRow.told_on.is_(None))
        .order_by(TellingRow.due.is_(None), TellingRow.due, TellingRow.id)
    )
    if until is not None:
        statement = statement.where((TellingRow.due <= until) | TellingRow.due.is_(None))
    return tuple(
        ToldLine(told=_told(row), number=number, applicant=applicant, scheme_title=title)
        for row, number, applicant, title in session.execute(statement)
    )


def _values(told: Told) -> dict[str, Any]:
    return {name: getattr(told, name) for name in _FIELDS} | {"upon": told.upon or ""}


def _told(row: TellingRow) -> Told:
    upon = Upon(row.upon) if row.upon else None
    return Told(id=row.id, upon=upon, **{name: getattr(row, name) for name in _FIELDS})
