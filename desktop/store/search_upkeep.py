"""Search texts put together anew after the program learned to read more: some at a time, those left over next time."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from desktop.domain.search_text import EDITION, search_text
from desktop.store import households, trail
from desktop.store.database import Session
from desktop.store.rows.base import Row
from desktop.store.rows.households import HouseholdRow, SearchRow


def old_ones(session: Session, limit: int) -> list[tuple[int, str]]:
    """The next households whose text is of an older edition, with their new text."""
    old = select(SearchRow.household_id).where(SearchRow.edition == 0)
    ids = list(session.scalars(old.order_by(SearchRow.household_id).limit(limit)))
    whole = select(HouseholdRow.id).where(HouseholdRow.id.in_(ids), HouseholdRow.destroyed_on.is_(None))
    return [(h.id or 0, search_text(h)) for h in households.get_many(session, list(session.scalars(whole)))]


def put(session: Session, texts: list[tuple[int, str]]) -> None:
    """Keeps these texts, but for households that were kept or put away meanwhile: theirs are right already."""
    bare = Row.metadata.tables[SearchRow.__tablename__]
    statement = (
        update(bare)
        .where(bare.c.household_id == bindparam("whose"), bare.c.edition == 0)
        .values(text=bindparam("new"), edition=EDITION)
    )
    session.connection().execute(statement, [{"whose": whose, "new": text} for whose, text in texts])
    trail.note(session, "setting", None, f"更新查找用的文字 {len(texts)} 户")
