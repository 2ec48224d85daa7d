"""Objections to public notices: one row each, numbered for good."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, select

from desktop.domain.objection import Finding, Objection
from desktop.store import numbers, trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.notices import ObjectionRow

SUBJECT = "objection"
_FIELDS = (
    "number notice_id application_id day words raised_by contact received_by because settled_on settled_by answered_on"
).split()


def put(session: Session, objection: Objection) -> Objection:
    """Keeps an objection, new or changed; a new one gets its number."""
    if objection.id is None:
        number = numbers.next_numbers(session, numbers.OBJECTION, objection.day.year)[0]
        objection = replace(objection, number=number)
        row = ObjectionRow(**_values(objection))
        session.add(row)
        session.flush()
        kept = replace(objection, id=row.id)
        trail.note(session, SUBJECT, kept.id, f"异议 {kept.number}", None, kept)
        return kept
    before = get(session, objection.id)
    row = session.get(ObjectionRow, objection.id)
    assert row is not None
    for name, value in _values(objection).items():
        setattr(row, name, value)
    session.flush()
    trail.note(session, SUBJECT, objection.id, f"异议 {objection.number}", before, objection)
    return objection


def get(session: Session, objection_id: int) -> Objection:
    """One objection. Raises MissingError."""
    row = session.get(ObjectionRow, objection_id)
    if row is None:
        raise MissingError("这件异议")
    return _objection(row)


def of_notice(session: Session, notice_id: int) -> list[Objection]:
    """All objections to a notice, in the order they came."""
    return _found(session, ObjectionRow.notice_id == notice_id)


def of_case(session: Session, application_id: int) -> list[Objection]:
    """All objections to one case, to whichever notice it hung on, in the order they came."""
    return _found(session, ObjectionRow.application_id == application_id)


def unsettled(session: Session) -> list[Objection]:
    """All objections nobody has settled yet, in the order they came."""
    return _found(session, ObjectionRow.finding.is_(None))


def unanswered(session: Session) -> list[Objection]:
    """Settled objections whose raiser is known and was not told yet."""
    return [
        x
        for x in _found(session, ObjectionRow.finding.is_not(None), ObjectionRow.answered_on.is_(None))
        if x.may_be_answered
    ]


def _found(session: Session, *wanted: ColumnElement[bool]) -> list[Objection]:
    rows = session.scalars(select(ObjectionRow).where(*wanted).order_by(ObjectionRow.id))
    return [_objection(r) for r in rows]


def _values(objection: Objection) -> dict[str, Any]:
    finding = None if objection.finding is None else str(objection.finding)
    return {name: getattr(objection, name) for name in _FIELDS} | {"finding": finding}


def _objection(row: ObjectionRow) -> Objection:
    finding = None if row.finding is None else Finding(row.finding)
    return Objection(id=row.id, finding=finding, **{name: getattr(row, name) for name in _FIELDS})
