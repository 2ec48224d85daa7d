"""What was written lately in the same field (常用内容): offered while typing, so that names are written alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from sqlalchemy import select

from desktop.store.database import Session
from desktop.store.rows.households import HouseholdRow
from desktop.store.rows.people import MemberRow

LATELY = 500
"""Archives that are looked at: the last ones, whatever the size of the office."""
OFFERED = 200


def recent(session: Session, place: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """Field → what stands in it in the last archives, the most frequent first; of addresses only what `place` leaves."""
    last = (
        select(HouseholdRow.id)
        .where(HouseholdRow.sealed_on.is_(None))
        .order_by(HouseholdRow.id.desc())
        .limit(LATELY)
    )
    rows = session.execute(
        select(
            HouseholdRow.bank,
            HouseholdRow.bank_branch,
            HouseholdRow.address,
            HouseholdRow.hukou_place,
            HouseholdRow.filed_by,
            HouseholdRow.reviewed_by,
            HouseholdRow.entered_by,
        ).where(HouseholdRow.id.in_(last))
    ).all()
    employers = session.scalars(select(MemberRow.employer).where(MemberRow.household_id.in_(last)))
    return {
        "bank": _offered(r.bank for r in rows),
        "bank_branch": _offered(r.bank_branch for r in rows),
        "address": _offered(place(text) for r in rows for text in (r.address, r.hukou_place) if text),
        "people": _offered(name for r in rows for name in (r.filed_by, r.reviewed_by, r.entered_by)),
        "employer": _offered(employers),
    }


def last_id(session: Session) -> int | None:
    """The archive that was opened last, of those on file."""
    return session.scalar(
        select(HouseholdRow.id)
        .where(HouseholdRow.sealed_on.is_(None))
        .order_by(HouseholdRow.id.desc())
        .limit(1)
    )


def _offered(texts: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(text for text in texts if text)
    return tuple(text for text, _ in counted.most_common(OFFERED))
