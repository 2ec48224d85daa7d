"""What was approved before (已批准的帮扶): every grant with its scheme, person and day, for ceilings that count together."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, or_, select

from desktop.domain.application import State
from desktop.domain.ceilings import Paid
from desktop.domain.received import Earlier
from desktop.store.cases import first_aid_amount
from desktop.store.database import Session
from desktop.store.rows.cases import ApplicationRow, AssessmentRow


def earlier(
    session: Session,
    schemes: Collection[str],
    until: date,
    household_id: int | None = None,
    but: int | None = None,
) -> dict[int, list[Earlier]]:
    """The approvals under these schemes up to a day with what their checks say of them, by household.

    `but` is one application left out.
    """
    wanted = [
        ApplicationRow.scheme_id.in_(schemes),
        ApplicationRow.state == State.approved,
        ApplicationRow.decided_on <= until,
    ]
    if household_id is not None:
        wanted.append(ApplicationRow.household_id == household_id)
    if but is not None:
        wanted.append(ApplicationRow.id != but)
    found: dict[int, list[Earlier]] = {}
    for owner, day, snapshot in session.execute(
        select(ApplicationRow.household_id, ApplicationRow.decided_on, AssessmentRow.snapshot)
        .join(AssessmentRow, AssessmentRow.id == ApplicationRow.assessment_id)
        .where(*wanted)
        .order_by(ApplicationRow.decided_on)
    ):
        if day is not None:
            found.setdefault(owner, []).append(_earlier(day, snapshot))
    return found


def _earlier(day: date, snapshot: str) -> Earlier:
    if not snapshot:
        return Earlier(day=day)
    kept = json.loads(snapshot)
    verdict = kept["verdict"]
    groups = verdict.get("groups") or [verdict["group"]]
    event = kept["facts"].get("event")
    return Earlier(
        day=day,
        person=str(kept["applicant"]),
        groups=tuple(groups),
        event=event if isinstance(event, str) else "",
    )


def paid(
    session: Session,
    schemes: Collection[str],
    until: date,
    household_id: int | None = None,
    but: int | None = None,
) -> dict[int, list[Paid]]:
    """What was approved under these schemes up to a day, by household; of one household or of all.

    First aid counts from the day it was given until its case is approved: then the sum approved holds it. A grant whose check was destroyed names no
    person: it counts for every member of its household. `but` is one application left out.
    """
    aided = and_(
        ApplicationRow.state != State.approved,
        ApplicationRow.aided_on.is_not(None),
        ApplicationRow.aided_on <= until,
    )
    decided = and_(ApplicationRow.state == State.approved, ApplicationRow.decided_on <= until)
    wanted: list[ColumnElement[bool]] = [ApplicationRow.scheme_id.in_(schemes), or_(decided, aided)]
    if household_id is not None:
        wanted.append(ApplicationRow.household_id == household_id)
    if but is not None:
        wanted.append(ApplicationRow.id != but)
    found: dict[int, list[Paid]] = {}
    for row, snapshot in session.execute(
        select(ApplicationRow, AssessmentRow.snapshot)
        .join(AssessmentRow, AssessmentRow.id == ApplicationRow.assessment_id)
        .where(*wanted)
    ):
        day, amount = row.decided_on, row.approved_amount
        if row.state is not State.approved:
            day, amount = row.aided_on, first_aid_amount(row)
        if day is not None:
            person = str(json.loads(snapshot)["applicant"]) if snapshot else ""
            grant = Paid(
                scheme=row.scheme_id,
                person=person,
                household=str(row.household_id),
                day=day,
                amount=amount or Decimal(0),
            )
            found.setdefault(row.household_id, []).append(grant)
    return found
