"""Looking into the log: by who, what and words, and everything that was done about one household."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from desktop.domain.names import words_sought
from desktop.domain.trail import Act, Entry
from desktop.domain.trail_words import TrailQuery, acts_called
from desktop.store import trail
from desktop.store.database import Session
from desktop.store.rows.archives import AttachmentRow, ConsentRow
from desktop.store.rows.cases import ApplicationRow, AssessmentRow
from desktop.store.rows.households import HouseholdRow
from desktop.store.rows.payouts import PayoutLineRow
from desktop.store.rows.trail import TrailRow
from desktop.store.rows.visits import VisitRow

OWNED: Mapping[str, Any] = {
    "application": ApplicationRow,
    "assessment": AssessmentRow,
    "visit": VisitRow,
    "payout_line": PayoutLineRow,
    "consent": ConsentRow,
    "attachment": AttachmentRow,
}
"""What belongs to one household, by the name the log gives it."""


def find(session: Session, query: TrailQuery, offset: int, limit: int | None) -> tuple[list[Entry], int]:
    """Entries of that kind, the newest first, and how many there are in all."""
    clauses = _clauses(query)
    total = session.scalar(select(func.count()).select_from(TrailRow).where(*clauses)) or 0
    rows = session.scalars(
        select(TrailRow).where(*clauses).order_by(TrailRow.seq.desc()).offset(offset).limit(limit)
    )
    return [trail.entry_of(r) for r in rows], total


def of_act(session: Session, *acts: Act) -> list[Entry]:
    """All entries of these acts, the oldest first."""
    return trail.entries(session, acts=acts, newest_first=False)


def of_subject(session: Session, subject: str, about: str = "") -> list[Entry]:
    """All entries about one kind of thing, the oldest first; `about` is how what they are about begins."""
    wanted = [TrailRow.subject == subject]
    if about:
        wanted.append(TrailRow.about.startswith(about, autoescape=True))
    rows = session.scalars(select(TrailRow).where(*wanted).order_by(TrailRow.seq))
    return [trail.entry_of(r) for r in rows]


def subjects_since(session: Session, seq: int) -> frozenset[str]:
    """What kinds of thing the log tells of after an entry."""
    return frozenset(session.scalars(select(TrailRow.subject).where(TrailRow.seq > seq).distinct()))


def _clauses(query: TrailQuery) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    if query.acts:
        clauses.append(TrailRow.act.in_([str(act) for act in query.acts]))
    if query.users:
        clauses.append(TrailRow.user_name.in_(query.users))
    if query.household_id is not None:
        clauses.append(_about(query.household_id))
    clauses += [_with(piece) for piece in words_sought(query.search)]
    return clauses


def _about(household_id: int) -> ColumnElement[bool]:
    # By the day too: those put away stand on a narrow index.
    away = (HouseholdRow.sealed_on.is_not(None), HouseholdRow.merged_into == household_id)
    mine = or_(
        TrailRow.subject_id == household_id, TrailRow.subject_id.in_(select(HouseholdRow.id).where(*away))
    )
    itself = and_(TrailRow.subject == "household", mine)
    owned = (
        and_(
            TrailRow.subject == subject,
            TrailRow.subject_id.in_(select(row.id).where(row.household_id == household_id)),
        )
        for subject, row in OWNED.items()
    )
    return or_(itself, *owned)


def _with(piece: str) -> ColumnElement[bool]:
    """That the piece stands in an entry, or its act is called so, or it is its number."""
    held: list[ColumnElement[bool]] = [
        column.contains(piece, autoescape=True)
        for column in (TrailRow.about, TrailRow.reason, TrailRow.changes, TrailRow.user_name)
    ]
    acts = [str(act) for act in acts_called(piece)]
    if acts:
        held.append(TrailRow.act.in_(acts))
    if piece.isdecimal() and len(piece) < 18:
        held.append(TrailRow.seq == int(piece))
    return or_(*held)
