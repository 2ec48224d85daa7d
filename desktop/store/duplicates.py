"""What is asked for to find files about the same people, and which pairs were settled as not the same."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from desktop.domain.likeness import Doubt, Figure, address_key
from desktop.store import trail
from desktop.store.database import Session
from desktop.store.rows.archives import NotSameRow
from desktop.store.rows.base import Row
from desktop.store.rows.households import HouseholdRow
from desktop.store.rows.people import MemberRow

SUBJECT = "not_same"


def people(session: Session) -> list[Figure]:
    """Everybody in the files that are kept on; who left a household is not looked for in it."""
    home, member = (Row.metadata.tables[t.__tablename__].c for t in (HouseholdRow, MemberRow))
    addresses = {
        i: address_key(text)
        for i, text in session.execute(select(home.id, home.address).where(home.sealed_on.is_(None)))
    }
    columns = (
        member.household_id,
        member.ordinal,
        member.relation,
        member.name,
        member.id_number,
        member.born,
        member.phone,
    )
    rows = session.execute(select(*columns).where(member.left_on.is_(None)).order_by(member.household_id))
    return [
        Figure(owner, ordinal, relation, name, number, born, phone, addresses[owner])
        for owner, ordinal, relation, name, number, born, phone in rows
        if owner in addresses
    ]


def settled(session: Session) -> dict[tuple[int, int], str]:
    """The pairs that are not the same, with the figures that was said on."""
    rows = session.execute(select(NotSameRow.one_id, NotSameRow.other_id, NotSameRow.figures))
    return {(one, other): figures for one, other, figures in rows}


def settle(session: Session, doubt: Doubt, about: str, because: str, user: str, day: date) -> None:
    """Remembers that these two are not the same."""
    session.merge(
        NotSameRow(
            one_id=doubt.one,
            other_id=doubt.other,
            because=because,
            by=user,
            day=day,
            figures=doubt.figures,
        )
    )
    session.flush()
    trail.note(session, SUBJECT, doubt.one, about, None, {"because": because})
