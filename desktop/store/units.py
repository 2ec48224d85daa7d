"""Units of all kinds, kept as one tree. None is deleted while anything hangs on it: it is closed from a day on."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import func, or_, select, update

from desktop.domain.unit import Unit
from desktop.store import companions, history, trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows import HouseholdRow, StaffRow, StudentRow, UnitRow

SUBJECT = "unit"
_FIELDS = [f.name for f in fields(Unit) if f.name != "id"]


def put(session: Session, unit: Unit) -> Unit:
    """Keeps a unit, new or changed, and gives it back with its id."""
    values = {name: getattr(unit, name) for name in _FIELDS}
    if unit.id is None:
        row = UnitRow(**values)
        session.add(row)
        session.flush()
        kept = _unit(row)
        trail.note(session, SUBJECT, row.id, unit.name, None, kept)
        return kept
    row = _row(session, unit.id)
    before = _unit(row)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    trail.note(session, SUBJECT, row.id, unit.name, before, unit)
    return unit


def add_along(session: Session, unit: Unit) -> Unit:
    """Keeps a new unit that comes and goes with the step of this transaction."""
    kept = put(session, unit)
    assert kept.id is not None
    history.went_along(session, companions.added(_row(session, kept.id)))
    return kept


def delete(session: Session, unit_id: int) -> None:
    """Takes a unit out on which nothing hangs."""
    row = _row(session, unit_id)
    trail.note(session, SUBJECT, unit_id, row.name, _unit(row), None)
    session.delete(row)
    session.flush()


def get(session: Session, unit_id: int) -> Unit:
    """The unit of that id. Raises MissingError."""
    return _unit(_row(session, unit_id))


def everything(session: Session) -> list[Unit]:
    """All units, closed ones too, by their parents and then as they were added."""
    order = (UnitRow.parent_id.is_not(None), UnitRow.parent_id, UnitRow.id)
    return [_unit(row) for row in session.scalars(select(UnitRow).order_by(*order))]


def households_in(session: Session) -> dict[int, int]:
    """How many archives each unit keeps itself, those put away left out."""
    counted = (
        select(HouseholdRow.unit_id, func.count())
        .where(HouseholdRow.unit_id.is_not(None), HouseholdRow.sealed_on.is_(None))
        .group_by(HouseholdRow.unit_id)
    )
    return {unit: count for unit, count in session.execute(counted) if unit is not None}


def students_in(session: Session) -> dict[int, int]:
    """How many students on file each class has."""
    counted = (
        select(StudentRow.class_id, func.count())
        .where(StudentRow.class_id.is_not(None))
        .group_by(StudentRow.class_id)
    )
    return {unit: count for unit, count in session.execute(counted) if unit is not None}


def hanging_on(session: Session, unit_id: int) -> dict[str, int]:
    """What hangs on a unit, by kind: units below it, archives, students, staff; only what there is."""
    found = {
        "下级单位": select(func.count()).select_from(UnitRow).where(UnitRow.parent_id == unit_id),
        "家庭档案": select(func.count()).select_from(HouseholdRow).where(HouseholdRow.unit_id == unit_id),
        "学生": select(func.count()).select_from(StudentRow).where(StudentRow.class_id == unit_id),
        "工作人员": select(func.count()).select_from(StaffRow).where(StaffRow.unit_id == unit_id),
    }
    counts = {word: session.scalar(statement) or 0 for word, statement in found.items()}
    return {word: count for word, count in counts.items() if count}


def move_all(session: Session, old: int, new: int) -> None:
    """Moves everything that hangs on one unit to another; an archive open elsewhere counts as changed then."""
    session.execute(update(UnitRow).where(UnitRow.parent_id == old).values(parent_id=new))
    session.execute(update(StaffRow).where(StaffRow.unit_id == old).values(unit_id=new))
    schooled = select(StudentRow.household_id).where(StudentRow.class_id == old)
    session.execute(
        update(HouseholdRow)
        .where(or_(HouseholdRow.unit_id == old, HouseholdRow.id.in_(schooled)))
        .values(version=HouseholdRow.version + 1)
    )
    session.execute(update(HouseholdRow).where(HouseholdRow.unit_id == old).values(unit_id=new))
    session.execute(update(StudentRow).where(StudentRow.class_id == old).values(class_id=new))


def _row(session: Session, unit_id: int) -> UnitRow:
    row = session.get(UnitRow, unit_id)
    if row is None:
        raise MissingError("这个单位")
    return row


def _unit(row: UnitRow) -> Unit:
    return Unit(id=row.id, **{name: getattr(row, name) for name in _FIELDS})
