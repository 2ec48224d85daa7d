"""What was applied for before (以前的申请) by a household and by the people in it, in whatever archive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain.application import State
from desktop.store import assessments
from desktop.store.database import Session
from desktop.store.errors import ForgottenError
from desktop.store.pieces import pieces
from desktop.store.rows.cases import ApplicationRow
from desktop.store.rows.people import MemberRow


@dataclass(frozen=True, kw_only=True)
class Filed:
    """One earlier application, and for whom it was."""

    household_id: int
    number: str
    on: date
    scheme_id: str
    title: str
    state: State
    applicant: str
    cause: str
    id_number: str
    """Of the person it was checked for; empty where that is no longer kept."""


def related_households(session: Session, household_id: int, id_numbers: Iterable[str]) -> set[int]:
    """The household, and every other archive one of these ID numbers stands in."""
    found = {household_id}
    for some in pieces([n for n in dict.fromkeys(id_numbers) if n]):
        found |= set(session.scalars(select(MemberRow.household_id).where(MemberRow.id_number.in_(some))))
    return found


def filed(session: Session, household_ids: Iterable[int]) -> list[Filed]:
    """All applications of these households that were not withdrawn, the earliest first."""
    rows = [
        row
        for some in pieces(sorted(household_ids))
        for row in session.scalars(
            select(ApplicationRow).where(
                ApplicationRow.household_id.in_(some), ApplicationRow.state != State.withdrawn
            )
        )
    ]
    return [_filed(session, row) for row in sorted(rows, key=lambda r: r.id)]


def _filed(session: Session, row: ApplicationRow) -> Filed:
    return Filed(
        household_id=row.household_id,
        number=row.number,
        on=row.applied_on,
        scheme_id=row.scheme_id,
        title=row.scheme_title,
        state=row.state,
        applicant=row.applicant,
        cause=row.cause,
        id_number=_id_number(session, row.assessment_id),
    )


def _id_number(session: Session, assessment_id: int) -> str:
    try:
        kept = assessments.get(session, assessment_id)
    except ForgottenError:
        return ""
    member = kept.household.member(kept.applicant)
    return member.id_number if member is not None else ""
