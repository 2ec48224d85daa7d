"""Whom a roster may mean on file (比对): by ID number as head or member, or by name for a second look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Table, bindparam, select

from desktop.domain.names import sort_key
from desktop.domain.person import Relation
from desktop.store.database import Session
from desktop.store.pieces import pieces
from desktop.store.rows.base import Row
from desktop.store.rows.households import HouseholdRow
from desktop.store.rows.people import MemberRow


@dataclass(frozen=True, slots=True)
class OnFile:
    """A head on file, as far as it tells whether somebody else is the same person."""

    household_id: int
    number: str
    name: str
    id_number: str
    phone: str
    address: str
    born: date | None
    sealed: bool


def heads(session: Session, id_numbers: Iterable[str]) -> dict[str, tuple[int, str, bool]]:
    """For which of these ID numbers an archive was opened: its id, number, and whether it is put away."""
    home = _table(HouseholdRow).c
    chosen = select(home.id_number, home.id, home.number, home.sealed_on).where(
        home.id_number.in_(bindparam("some", expanding=True))
    )
    return {
        id_number: (household_id, number, sealed is not None)
        for some in pieces([n for n in id_numbers if n])
        for id_number, household_id, number, sealed in session.execute(chosen, {"some": some})
    }


def members(session: Session, id_numbers: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Which of these ID numbers belong to a member of an archive who is not its head: archive number and head."""
    home, person = _table(HouseholdRow).c, _table(MemberRow).c
    chosen = (
        select(person.id_number, home.number, home.name)
        .where(person.household_id == home.id, person.relation != Relation.head, home.sealed_on.is_(None))
        .where(person.id_number.in_(bindparam("some", expanding=True)))
    )
    return {
        id_number: (number, head)
        for some in pieces([n for n in id_numbers if n])
        for id_number, number, head in session.execute(chosen, {"some": some})
    }


def namesakes(session: Session, names: Iterable[str]) -> list[OnFile]:
    """The heads on file who bear one of these names."""
    home, person = _table(HouseholdRow).c, _table(MemberRow).c
    chosen = (
        select(
            home.id,
            home.number,
            home.name,
            home.id_number,
            home.phone,
            home.address,
            person.born,
            home.sealed_on,
        )
        .where(person.household_id == home.id, person.relation == Relation.head)
        .where(home.name_key.in_(bindparam("some", expanding=True)))
    )
    wanted = set(names)
    found: list[OnFile] = []
    for some in pieces([sort_key(name) for name in wanted]):
        for *fields, sealed in session.execute(chosen, {"some": some}):
            one = OnFile(*fields, sealed=sealed is not None)
            if one.name in wanted:
                found.append(one)
    return found


def _table(row: type[Row]) -> Table:
    return Row.metadata.tables[row.__tablename__]
