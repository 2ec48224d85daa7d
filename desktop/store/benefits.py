"""Help that goes on under a decision, with every change of it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update

from desktop.domain.benefit import Benefit, BenefitChange, BenefitQuery, BenefitState, Change
from desktop.domain.due import month_end
from desktop.domain.every import Every
from desktop.domain.listing import Page
from desktop.domain.search_text import ways_sought
from desktop.store import trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.benefits import BenefitChangeRow, BenefitRow
from desktop.store.rows.cases import ApplicationRow, AssessmentRow

SUBJECT = "benefit"
_PLAIN = (
    "application_id household_id scheme_id scheme_title receiver starts_on starts_because amount per group group_label "
    "review_label next_review fading_until ends_on ended_because"
).split()
_CHANGE = "day decided_on because before after by assessment_id application_id".split()


def put(session: Session, benefit: Benefit) -> Benefit:
    """Keeps a benefit, new or changed, with all its changes."""
    values: dict[str, Any] = {name: getattr(benefit, name) for name in _PLAIN}
    values["state"] = str(benefit.state)
    values["review_every"] = str(benefit.review_every) if benefit.review_every else None
    before: Benefit | None = None
    if benefit.id is None:
        row = BenefitRow(**values)
        session.add(row)
        session.flush()
        benefit = replace(benefit, id=row.id)
    else:
        before = get(session, benefit.id)
        session.execute(update(BenefitRow).where(BenefitRow.id == benefit.id).values(**values))
        session.execute(delete(BenefitChangeRow).where(BenefitChangeRow.benefit_id == benefit.id))
    if benefit.changes:
        session.execute(
            insert(BenefitChangeRow),
            [
                {
                    "benefit_id": benefit.id,
                    "position": n,
                    "change": str(c.change),
                    **{name: getattr(c, name) for name in _CHANGE},
                }
                for n, c in enumerate(benefit.changes, 1)
            ],
        )
    trail.note(session, SUBJECT, benefit.id, f"{benefit.receiver} {benefit.scheme_title}", before, benefit)
    return benefit


def get(session: Session, benefit_id: int) -> Benefit:
    """The benefit with its changes. Raises MissingError."""
    row = session.get(BenefitRow, benefit_id)
    if row is None:
        raise MissingError("这项待遇")
    changes = session.scalars(
        select(BenefitChangeRow)
        .where(BenefitChangeRow.benefit_id == benefit_id)
        .order_by(BenefitChangeRow.position)
    )
    return replace(_benefit(row), changes=tuple(_change(c) for c in changes))


def of_application(session: Session, application_id: int) -> Benefit | None:
    """The benefit a case began, where it began one."""
    found = session.scalar(select(BenefitRow.id).where(BenefitRow.application_id == application_id))
    return None if found is None else get(session, found)


def of_household(session: Session, household_id: int) -> tuple[Benefit, ...]:
    """All benefits of a household with their changes, the latest first."""
    ids = session.scalars(
        select(BenefitRow.id).where(BenefitRow.household_id == household_id).order_by(BenefitRow.id.desc())
    )
    return tuple(get(session, i) for i in ids.all())


def receivers(
    session: Session, schemes: Collection[str], household_id: int | None = None
) -> frozenset[tuple[int, int]]:
    """Who gets help under these schemes that is not ended: household and member, of one household or of all."""
    wanted = select(BenefitRow.household_id, AssessmentRow.snapshot).where(
        BenefitRow.scheme_id.in_(schemes),
        BenefitRow.state != BenefitState.ended.value,
        ApplicationRow.id == BenefitRow.application_id,
        AssessmentRow.id == ApplicationRow.assessment_id,
    )
    if household_id is not None:
        wanted = wanted.where(BenefitRow.household_id == household_id)
    return frozenset(
        (home, int(json.loads(kept)["applicant"])) for home, kept in session.execute(wanted) if kept
    )


def running(session: Session, household_id: int, scheme_id: str) -> tuple[Benefit, ...]:
    """The benefits of a household under a scheme that are not ended."""
    return tuple(
        b
        for b in of_household(session, household_id)
        if b.scheme_id == scheme_id and b.state is not BenefitState.ended
    )


def page(session: Session, query: BenefitQuery, offset: int, limit: int) -> Page[Benefit]:
    """One page of benefits without their changes: those to be looked at soonest first."""
    wanted = _wanted(query)
    rows = session.scalars(select(BenefitRow).where(*wanted).order_by(*_order()).offset(offset).limit(limit))
    total = session.scalar(select(func.count()).select_from(BenefitRow).where(*wanted)) or 0
    return Page([_benefit(row) for row in rows], total)


def count(session: Session, query: BenefitQuery) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(BenefitRow).where(*_wanted(query))) or 0


def schemes(session: Session) -> tuple[tuple[str, str], ...]:
    """The schemes under which help goes on or went on, by their titles."""
    rows = session.execute(
        select(BenefitRow.scheme_id, func.max(BenefitRow.scheme_title)).group_by(BenefitRow.scheme_id)
    )
    return tuple(sorted(((row[0], row[1]) for row in rows), key=lambda x: x[1]))


def going_on(session: Session) -> tuple[Benefit, ...]:
    """All that is not ended, without their changes, by household."""
    found = session.scalars(
        select(BenefitRow)
        .where(BenefitRow.state != str(BenefitState.ended))
        .order_by(BenefitRow.household_id, BenefitRow.id)
    )
    return tuple(_benefit(row) for row in found)


def in_month(session: Session, year: int, month: int) -> tuple[Benefit, ...]:
    """The benefits with their changes that run on any day of that month."""
    first, last = date(year, month, 1), month_end(year, month)
    found = session.scalars(
        select(BenefitRow.id)
        .where(BenefitRow.starts_on <= last, or_(BenefitRow.ends_on.is_(None), BenefitRow.ends_on >= first))
        .order_by(BenefitRow.id)
    )
    return tuple(get(session, i) for i in found.all())


def _order() -> list[ColumnElement[Any]]:
    """What is to be looked at soonest first."""
    day = func.coalesce(BenefitRow.fading_until, BenefitRow.next_review)
    return [day.is_(None), day, BenefitRow.id.expression]


def _wanted(query: BenefitQuery) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if query.states:
        wanted.append(BenefitRow.state.in_([str(s) for s in query.states]))
    if query.scheme_id:
        wanted.append(BenefitRow.scheme_id == query.scheme_id)
    if query.household_id is not None:
        wanted.append(BenefitRow.household_id == query.household_id)
    if query.due_until is not None:
        wanted.append(BenefitRow.state != str(BenefitState.ended))
        wanted.append(
            or_(BenefitRow.next_review <= query.due_until, BenefitRow.fading_until <= query.due_until)
        )
    if query.search:
        for ways in ways_sought(query.search):
            numbers = or_(*(ApplicationRow.search.contains(way, autoescape=True) for way in ways))
            wanted.append(
                or_(
                    *(BenefitRow.receiver.contains(way, autoescape=True) for way in ways),
                    BenefitRow.application_id.in_(select(ApplicationRow.id).where(numbers)),
                )
            )
    return wanted


def _benefit(row: BenefitRow) -> Benefit:
    return Benefit(
        id=row.id,
        state=BenefitState(row.state),
        review_every=Every(row.review_every) if row.review_every else None,
        **{name: getattr(row, name) for name in _PLAIN},
    )


def _change(row: BenefitChangeRow) -> BenefitChange:
    return BenefitChange(change=Change(row.change), **{name: getattr(row, name) for name in _CHANGE})
