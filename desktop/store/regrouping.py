"""Archives that go from one unit or class to another, thousands at once: moved, told in the log, and kept in the history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Table, bindparam, select, update

from desktop.store import history, trail
from desktop.store.belonging import Belonging
from desktop.store.database import Session
from desktop.store.pieces import pieces
from desktop.store.rows.base import Row
from desktop.store.rows.households import HouseholdRow
from desktop.store.rows.people import StudentRow

SUBJECT = "household"


@dataclass(frozen=True)
class Move:
    """One archive: where it belongs, and where it is to belong."""

    household_id: int
    called: str
    version: int
    old: Belonging
    new: Belonging


def out_of(session: Session, unit_id: int, into: int) -> list[Move]:
    """The moves of all archives and students of one unit to another, those put away too."""
    own = _table(HouseholdRow).c
    pupil = _table(StudentRow).c
    places: dict[int, list[int]] = {}
    for household_id, place in session.execute(
        select(pupil.household_id, pupil.position)
        .where(pupil.class_id == unit_id)
        .order_by(pupil.household_id, pupil.position)
    ):
        places.setdefault(household_id, []).append(place)
    columns = (own.id, own.number, own.name, own.version, own.unit_id)
    rows = list(session.execute(select(*columns).where(own.unit_id == unit_id)))
    known = {row.id for row in rows}
    for some in pieces([i for i in places if i not in known]):
        rows += session.execute(select(*columns).where(own.id.in_(some)))
    return [
        Move(
            row.id,
            f"{row.number} {row.name}",
            row.version,
            _belonging(unit_id, row.unit_id == unit_id, places.get(row.id, ())),
            _belonging(into, row.unit_id == unit_id, places.get(row.id, ())),
        )
        for row in sorted(rows, key=lambda r: r.id)
    ]


def back_to(session: Session, wanted: Mapping[int, Belonging]) -> list[Move]:
    """The moves of these archives to where they belonged."""
    own, pupil = _table(HouseholdRow).c, _table(StudentRow).c
    found: list[Move] = []
    for some in pieces(list(wanted)):
        classes: dict[tuple[int, int], int] = {
            (i, place): class_id
            for i, place, class_id in session.execute(
                select(pupil.household_id, pupil.position, pupil.class_id).where(pupil.household_id.in_(some))
            )
        }
        for row in session.execute(
            select(own.id, own.number, own.name, own.version, own.unit_id)
            .where(own.id.in_(some))
            .order_by(own.id)
        ):
            to = wanted[row.id]
            now = tuple((place, classes[row.id, place]) for place, _ in to.classes)
            old = Belonging(None if to.unit_id is None else row.unit_id, now)
            found.append(Move(row.id, f"{row.number} {row.name}", row.version, old, to))
    return found


def move(session: Session, moves: Sequence[Move]) -> None:
    """Makes these moves; an archive open elsewhere counts as changed then."""
    if not moves:
        return
    session.flush()
    own, pupil = _table(HouseholdRow), _table(StudentRow)
    connection = session.connection()
    here = own.c.id == bindparam("which")
    connection.execute(
        update(own).where(here).values(version=own.c.version + 1), [{"which": m.household_id} for m in moves]
    )
    if units := [{"which": m.household_id, "to": m.new.unit_id} for m in moves if m.new.unit_id is not None]:
        connection.execute(update(own).where(here).values(unit_id=bindparam("to")), units)
    if classes := [
        {"which": m.household_id, "place": place, "to": class_id}
        for m in moves
        for place, class_id in m.new.classes
    ]:
        student = (pupil.c.household_id == bindparam("which")) & (pupil.c.position == bindparam("place"))
        connection.execute(update(pupil).where(student).values(class_id=bindparam("to")), classes)
    session.expire_all()
    for m in moves:
        trail.note(session, SUBJECT, m.household_id, m.called, m.old.told(), m.new.told())
    history.note_moved(session, [(m.household_id, m.version + 1, m.old) for m in moves])


def _belonging(unit_id: int, own: bool, places: Sequence[int]) -> Belonging:
    return Belonging(unit_id if own else None, tuple((place, unit_id) for place in places))


def _table(row: type[Row]) -> Table:
    return Row.metadata.tables[row.__tablename__]
