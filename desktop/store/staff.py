"""Staff and helpers of the office with the near relatives they declared. Who left stays, with the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from sqlalchemy import bindparam, delete, insert, or_, select

from desktop.domain.staff import Relative, Staff
from desktop.store import trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.households import HouseholdRow
from desktop.store.rows.people import MemberRow
from desktop.store.rows.units import RelativeRow, StaffRow

SUBJECT = "staff"
_FIELDS = [f.name for f in fields(Staff) if f.name not in ("id", "relatives")]
_RELATIVE = [f.name for f in fields(Relative)]


@dataclass(frozen=True, kw_only=True)
class Member:
    """A member of an archive as the register of near relatives is held against it."""

    household_id: int
    number: str
    ordinal: int
    name: str
    id_number: str


def put(session: Session, staff: Staff) -> Staff:
    """Keeps one of the staff, new or changed, with all near relatives, and gives them back with the id."""
    values = {name: getattr(staff, name) for name in _FIELDS}
    if staff.id is None:
        row = StaffRow(**values)
        session.add(row)
        session.flush()
        kept, before = replace(staff, id=row.id), None
    else:
        row = _row(session, staff.id)
        kept, before = staff, _staff(row, _relatives(session, [staff.id]).get(staff.id, ()))
        for name, value in values.items():
            setattr(row, name, value)
        session.execute(delete(RelativeRow).where(RelativeRow.staff_id == staff.id))
        session.flush()
    if kept.relatives:
        session.execute(
            insert(RelativeRow),
            [
                {"staff_id": kept.id, "position": n, **{name: getattr(r, name) for name in _RELATIVE}}
                for n, r in enumerate(kept.relatives)
            ],
        )
    trail.note(session, SUBJECT, kept.id, kept.name, before, kept)
    return kept


def get(session: Session, staff_id: int) -> Staff:
    """One of the staff. Raises MissingError."""
    row = _row(session, staff_id)
    return _staff(row, _relatives(session, [staff_id]).get(staff_id, ()))


def everybody(session: Session) -> list[Staff]:
    """All staff and helpers, those who left too, as they were added."""
    rows = list(session.scalars(select(StaffRow).order_by(StaffRow.id)))
    relatives = _relatives(session, [row.id for row in rows])
    return [_staff(row, relatives.get(row.id, ())) for row in rows]


def members_like(session: Session, id_numbers: Iterable[str], names: Iterable[str]) -> list[Member]:
    """Members of archives on file that carry one of these ID numbers or names."""
    chosen = (
        select(
            MemberRow.household_id,
            HouseholdRow.number,
            MemberRow.ordinal,
            MemberRow.name,
            MemberRow.id_number,
        )
        .join(HouseholdRow, HouseholdRow.id == MemberRow.household_id)
        .where(
            HouseholdRow.sealed_on.is_(None),
            or_(
                MemberRow.id_number.in_(bindparam("numbers", expanding=True)),
                MemberRow.name.in_(bindparam("names", expanding=True)),
            ),
        )
        .order_by(HouseholdRow.number, MemberRow.ordinal)
    )
    wanted = {"numbers": [n for n in id_numbers if n], "names": [n for n in names if n]}
    return [Member(**row) for row in session.execute(chosen, wanted).mappings()]


def _relatives(session: Session, ids: Sequence[int]) -> dict[int, tuple[Relative, ...]]:
    found: dict[int, list[Relative]] = {}
    rows = select(RelativeRow).where(RelativeRow.staff_id.in_(ids)).order_by(RelativeRow.position)
    for row in session.scalars(rows):
        found.setdefault(row.staff_id, []).append(Relative(**{n: getattr(row, n) for n in _RELATIVE}))
    return {owner: tuple(some) for owner, some in found.items()}


def _row(session: Session, staff_id: int) -> StaffRow:
    row = session.get(StaffRow, staff_id)
    if row is None:
        raise MissingError("这名工作人员")
    return row


def _staff(row: StaffRow, relatives: tuple[Relative, ...]) -> Staff:
    return Staff(id=row.id, relatives=relatives, **{name: getattr(row, name) for name in _FIELDS})
