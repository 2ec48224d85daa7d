"""Yearly reviews as they were made, and how an archive stood on an earlier day."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from sqlalchemy import ColumnElement, exists, func, select

from desktop.domain.household import Household
from desktop.domain.review import Difference, Due, Review, Reviewed, Suggestion
from desktop.domain.standing import CLOSED, FileState
from desktop.store import companions, history, households, trail
from desktop.store.database import Session
from desktop.store.households import called
from desktop.store.rows.archives import ReviewRow
from desktop.store.rows.history import HistoryPartRow, HistoryStepRow
from desktop.store.rows.households import HouseholdRow

SUBJECT = "review"


def put(session: Session, household: Household, review: Review) -> Review:
    """Keeps a review; one more of the same year stands beside the first, the later one counts."""
    row = ReviewRow(
        household_id=review.household_id,
        year=review.year,
        day=review.day,
        suggestion=review.suggestion.value,
        decision=review.decision.value,
        because=review.because,
        differences=[asdict(d) for d in review.differences],
        by=review.by,
    )
    session.add(row)
    session.flush()
    history.went_along(session, companions.added(row))
    told = {
        "year": str(review.year),
        "suggestion": review.suggestion.value,
        "decision": review.decision.value,
        "because": review.because,
        "day": review.day.isoformat(),
        "by": review.by,
    }
    trail.note(session, SUBJECT, row.id, called(household), None, told)
    return _review(row)


def of_household(session: Session, household_id: int) -> list[Review]:
    """All reviews of an archive, the latest first."""
    rows = select(ReviewRow).where(ReviewRow.household_id == household_id)
    return [_review(row) for row in session.scalars(rows.order_by(ReviewRow.day.desc(), ReviewRow.id.desc()))]


def years(session: Session) -> list[int]:
    """The years in which something was reviewed, the latest first."""
    return list(session.scalars(select(ReviewRow.year).distinct().order_by(ReviewRow.year.desc())))


def decisions(session: Session, year: int) -> dict[Suggestion, int]:
    """How many archives came to what that year; of two reviews for one archive the later one."""
    last = select(func.max(ReviewRow.id)).where(ReviewRow.year == year).group_by(ReviewRow.household_id)
    rows = session.execute(
        select(ReviewRow.decision, func.count()).where(ReviewRow.id.in_(last)).group_by(ReviewRow.decision)
    )
    return {Suggestion(row[0]): row[1] for row in rows.all()}


def results(session: Session, year: int, offset: int = 0, limit: int | None = None) -> list[Reviewed]:
    """What a year's reviews came to, by archive number, all or a page; of two for one archive the later one."""
    last = (
        select(func.max(ReviewRow.id).label("last"))
        .where(ReviewRow.year == year)
        .group_by(ReviewRow.household_id)
        .subquery()
    )
    rows = session.execute(
        select(HouseholdRow.number, HouseholdRow.name, HouseholdRow.employer, HouseholdRow.state, ReviewRow)
        .join(ReviewRow, ReviewRow.household_id == HouseholdRow.id)
        .where(ReviewRow.id.in_(select(last.c.last)))
        .order_by(HouseholdRow.number)
        .offset(offset)
        .limit(limit)
    )
    return [
        Reviewed(number=number, name=name, employer=employer, state=state, review=_review(row))
        for number, name, employer, state, row in rows
    ]


def waiting(session: Session, year: int) -> list[int]:
    """Archives that are open and have not been reviewed that year, by number."""
    chosen = select(HouseholdRow.id).where(*_open(), ~_reviewed(year)).order_by(HouseholdRow.number)
    return list(session.scalars(chosen))


def count_waiting(session: Session, year: int) -> int:
    """How many archives wait for their review of that year."""
    return (
        session.scalar(select(func.count()).select_from(HouseholdRow).where(*_open(), ~_reviewed(year))) or 0
    )


def waiting_lines(session: Session, year: int, offset: int, limit: int) -> list[Due]:
    """A page of the same with what a list shows of them."""
    last = select(func.max(ReviewRow.day)).where(ReviewRow.household_id == HouseholdRow.id).scalar_subquery()
    rows = session.execute(
        select(
            HouseholdRow.id,
            HouseholdRow.number,
            HouseholdRow.name,
            HouseholdRow.employer,
            HouseholdRow.state,
            HouseholdRow.verified_on,
            last,
        )
        .where(*_open(), ~_reviewed(year))
        .order_by(HouseholdRow.number)
        .offset(offset)
        .limit(limit)
    )
    return [
        Due(
            household_id=row[0],
            number=row[1],
            name=row[2],
            employer=row[3],
            state=row[4],
            verified_on=row[5],
            reviewed_on=row[6],
        )
        for row in rows
    ]


def as_of(session: Session, household_id: int, day: date) -> Household | None:
    """The archive as it stood at the end of that day; None where it was not on file yet, or nobody knows any more."""
    end = f"{day.isoformat()}T24"
    part = session.execute(
        select(HistoryPartRow.before)
        .join(HistoryStepRow, HistoryStepRow.id == HistoryPartRow.step_id)
        .where(HistoryPartRow.household_id == household_id, HistoryStepRow.at >= end)
        .order_by(HistoryPartRow.step_id)
        .limit(1)
    ).first()
    if part is not None:
        content: bytes | None = part[0]
        return None if content is None else history.thawed(content)
    row = session.get(HouseholdRow, household_id)
    if row is None or row.destroyed_on is not None or (row.filed_on is not None and row.filed_on > day):
        return None
    return households.get(session, household_id)


def _open() -> tuple[ColumnElement[bool], ...]:
    return (
        HouseholdRow.sealed_on.is_(None),
        HouseholdRow.state.not_in([*CLOSED, FileState.applied]),
    )


def _reviewed(year: int) -> ColumnElement[bool]:
    return exists().where(ReviewRow.household_id == HouseholdRow.id, ReviewRow.year == year)


def _review(row: ReviewRow) -> Review:
    return Review(
        id=row.id,
        household_id=row.household_id,
        year=row.year,
        day=row.day,
        suggestion=Suggestion(row.suggestion),
        decision=Suggestion(row.decision),
        because=row.because,
        differences=tuple(Difference(**d) for d in row.differences),
        by=row.by,
    )
