"""Units of all kinds, kept as one tree. None is deleted while anything hangs on it: it is closed from a day on."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import func, select

from desktop.domain.trail_words import field_words
from desktop.domain.unit import Unit, full_name
from desktop.store import companions, history, regrouping, trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.households import HouseholdRow
from desktop.store.rows.people import StudentRow
from desktop.store.rows.trail import TrailRow
from desktop.store.rows.units import StaffRow, UnitRow

SUBJECT = "unit"
_FIELDS = [f.name for f in fields(Unit) if f.name != "id"]


def put(session: Session, unit: Unit) -> Unit:
    """Keeps a unit, new or changed, and gives it back with its id."""
    values = {name: getattr(unit, name) for name in _FIELDS}
    if unit.id is None:
        row = UnitRow(id=_free_id(session), **values)
        session.add(row)
        session.flush()
        kept = _unit(row)
        trail.note(session, SUBJECT, row.id, unit.name, None, kept)
        return kept
    before = get(session, unit.id)
    changed = {name: value for name, value in values.items() if value != getattr(before, name)}
    if changed:
        history.went_along(session, companions.changed(session, UnitRow, {"id": unit.id}, **changed))
        session.expire_all()
    trail.note(session, SUBJECT, unit.id, unit.name, before, unit)
    return unit


def put_alone(session: Session, unit: Unit) -> Unit:
    """Keeps one unit, new or changed, as a step of the history of its own."""
    if unit.id is None:
        history.named(session, f"新建「{unit.name}」")
        return add_along(session, unit)
    before = get(session, unit.id)
    called = f"「{before.name}」" + ("" if before.name == unit.name else f"改为「{unit.name}」")
    fields_changed = [
        field_words(SUBJECT, name).split("（")[0]
        for name in _FIELDS
        if name != "name" and getattr(before, name) != getattr(unit, name)
    ]
    if before != unit:
        history.named(session, "：".join(x for x in (called, "、".join(fields_changed)) if x))
    return put(session, unit)


def add_along(session: Session, unit: Unit) -> Unit:
    """Keeps a new unit that comes and goes with the step of this transaction."""
    kept = put(session, unit)
    assert kept.id is not None
    history.went_along(session, companions.added(_row(session, kept.id)))
    return kept


def delete_alone(session: Session, unit_id: int) -> None:
    """Takes a unit out on which nothing hangs, as a step of the history of its own."""
    row = _row(session, unit_id)
    history.named(session, f"删除「{row.name}」")
    out = companions.added(row).turned()
    delete(session, unit_id)
    history.went_along(session, out)


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


def join(session: Session, gone: Unit, stays: Unit) -> None:
    """Moves everything that hangs on one unit to another and takes the first out, as one step of the history."""
    assert gone.id is not None
    assert stays.id is not None
    names = gone.name, stays.name
    if gone.name == stays.name:  # 装配车间 of one works into that of another
        known = {u.id: u for u in everything(session) if u.id is not None}
        names = full_name(gone, known), full_name(stays, known)
    history.named(session, "「{}」并入「{}」".format(*names))
    regrouping.move(session, regrouping.out_of(session, gone.id, stays.id))
    for kind, subject, column in ((UnitRow, SUBJECT, "parent_id"), (StaffRow, "staff", "unit_id")):
        hanging = session.execute(
            select(kind.id, kind.name).where(getattr(kind, column) == gone.id).order_by(kind.id)
        )
        for row_id, name in hanging.all():
            moved = companions.changed(session, kind, {"id": row_id}, **{column: stays.id})
            trail.note(session, subject, row_id, name, moved.old, moved.new)
            history.went_along(session, moved)
    session.expire_all()
    out = companions.added(_row(session, gone.id)).turned()
    delete(session, gone.id)
    history.went_along(session, out)


def _free_id(session: Session) -> int:
    """An id no unit ever had: the log and the history still speak of those that are gone."""
    used = session.scalar(select(func.max(UnitRow.id))) or 0
    told = session.scalar(select(func.max(TrailRow.subject_id)).where(TrailRow.subject == SUBJECT)) or 0
    return max(used, told) + 1


def _row(session: Session, unit_id: int) -> UnitRow:
    row = session.get(UnitRow, unit_id)
    if row is None:
        raise MissingError("这个单位")
    return row


def _unit(row: UnitRow) -> Unit:
    return Unit(id=row.id, **{name: getattr(row, name) for name in _FIELDS})
