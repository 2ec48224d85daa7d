"""Who may sign in, and as what. Nobody is deleted: the log speaks of them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from desktop.domain.accounts import Role, User
from desktop.store import trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.trail import AccountRow

SUBJECT = "account"


def put(session: Session, user: User, today: date) -> User:
    """Keeps a user, new or changed."""
    values = {"name": user.name, "roles": sorted(user.roles), "active": user.active}
    if user.id is None:
        row = AccountRow(**values, created_on=today)
        session.add(row)
        session.flush()
        trail.note(session, SUBJECT, row.id, user.name, None, values)
        return _user(row)
    row = session.get(AccountRow, user.id)
    if row is None:
        raise MissingError("这名用户")
    before = {"name": row.name, "roles": row.roles, "active": row.active}
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    trail.note(session, SUBJECT, row.id, user.name, before, values)
    return _user(row)


def get(session: Session, user_id: int) -> User:
    """The user of that id. Raises MissingError."""
    row = session.get(AccountRow, user_id)
    if row is None:
        raise MissingError("这名用户")
    return _user(row)


def everybody(session: Session) -> list[User]:
    """All users, those who left too, in the order they were added."""
    return [_user(r) for r in session.scalars(select(AccountRow).order_by(AccountRow.id))]


def active(session: Session) -> list[User]:
    """Those who may sign in."""
    return [u for u in everybody(session) if u.active]


def _user(row: AccountRow) -> User:
    return User(id=row.id, name=row.name, roles=frozenset(Role(r) for r in row.roles), active=row.active)
