"""Visits and the rounds they are planned in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Select, func, select

from desktop.domain.visit import Round, Visit
from desktop.store import trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.households import HouseholdRow
from desktop.store.rows.visits import RoundRow, VisitRow

SUBJECT = "visit"
_VISIT = "household_id day purpose made_on found wishes safety round_id".split()


def put_round(session: Session, round_: Round) -> Round:
    """Keeps a new round with its visits."""
    row = RoundRow(
        title=round_.title, purpose=round_.purpose, first_day=round_.first_day, last_day=round_.last_day
    )
    session.add(row)
    session.flush()
    trail.note(session, "visit_round", row.id, round_.title, None, replace(round_, visits=()))
    visits = tuple(put(session, replace(v, round_id=row.id)) for v in round_.visits)
    return replace(round_, id=row.id, visits=visits)


def put(session: Session, visit: Visit) -> Visit:
    """Keeps a visit, new or changed."""
    values = {name: getattr(visit, name) for name in _VISIT} | {"visitors": list(visit.visitors)}
    if visit.id is None:
        row = VisitRow(**values)
        session.add(row)
        session.flush()
        kept = replace(visit, id=row.id)
        trail.note(session, SUBJECT, kept.id, visit.household_name, None, _told(kept))
        return kept
    before = get(session, visit.id)
    found = session.get(VisitRow, visit.id)
    if found is None:
        raise MissingError("这次走访")
    for name, value in values.items():
        setattr(found, name, value)
    session.flush()
    trail.note(session, SUBJECT, visit.id, visit.household_name, _told(before), _told(visit))
    return visit


def get(session: Session, visit_id: int) -> Visit:
    """One visit. Raises MissingError."""
    found = session.execute(_visits().where(VisitRow.id == visit_id)).first()
    if found is None:
        raise MissingError("这次走访")
    return _visit(*found)


def rounds(session: Session) -> list[Round]:
    """All rounds, the latest first, without their visits."""
    return [_round(r) for r in session.scalars(select(RoundRow).order_by(RoundRow.id.desc()))]


def progress(session: Session) -> dict[int, tuple[int, int]]:
    """How many visits each round has, and how many were made."""
    rows = session.execute(
        select(VisitRow.round_id, func.count(), func.count(VisitRow.made_on))
        .where(VisitRow.round_id.is_not(None))
        .group_by(VisitRow.round_id)
    )
    return {round_id: (planned, made) for round_id, planned, made in rows if round_id is not None}


def get_round(session: Session, round_id: int) -> Round:
    """A round with its visits in order of day. Raises MissingError."""
    row = session.get(RoundRow, round_id)
    if row is None:
        raise MissingError("这份走访计划")
    found = session.execute(
        _visits().where(VisitRow.round_id == round_id).order_by(VisitRow.day, VisitRow.id)
    )
    return replace(_round(row), visits=tuple(_visit(*r) for r in found))


def of_household(session: Session, household_id: int) -> list[Visit]:
    """All visits to a household, the latest first."""
    found = session.execute(
        _visits()
        .where(VisitRow.household_id == household_id)
        .order_by(VisitRow.day.desc(), VisitRow.id.desc())
    )
    return [_visit(*r) for r in found]


def unmade(session: Session, until: date) -> list[Visit]:
    """Planned visits up to a day that nobody has made yet, the earliest first; none to archives put away."""
    found = session.execute(
        _visits()
        .where(VisitRow.made_on.is_(None), VisitRow.day <= until, HouseholdRow.sealed_on.is_(None))
        .order_by(VisitRow.day, VisitRow.id)
    )
    return [_visit(*r) for r in found]


def _told(visit: Visit) -> dict[str, str]:
    values = {name: getattr(visit, name) for name in _VISIT if name != "household_id"}
    return {**{k: str(v) for k, v in values.items() if v}, "visitors": "、".join(visit.visitors)}


def _visits() -> Select[VisitRow, str, str, str, int]:
    return select(
        VisitRow, HouseholdRow.name, HouseholdRow.address, HouseholdRow.phone, HouseholdRow.people
    ).join(HouseholdRow, HouseholdRow.id == VisitRow.household_id)


def _visit(row: VisitRow, name: str, address: str, phone: str, people: int) -> Visit:
    return Visit(
        id=row.id,
        household_name=name,
        address=address,
        phone=phone,
        members=people,
        visitors=tuple(row.visitors),
        **{field: getattr(row, field) for field in _VISIT},
    )


def _round(row: RoundRow) -> Round:
    return Round(
        id=row.id, title=row.title, purpose=row.purpose, first_day=row.first_day, last_day=row.last_day
    )
