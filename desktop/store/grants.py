"""What was approved before (已批准的帮扶): every grant with its scheme, person and day, for ceilings that count together."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from desktop.domain.application import State
from desktop.domain.ceilings import Paid
from desktop.domain.received import Earlier
from desktop.store.database import Session
from desktop.store.rows import ApplicationRow, AssessmentRow


def earlier(
    session: Session, schemes: Collection[str], until: date, household_id: int | None = None
) -> dict[int, list[Earlier]]:
    """The approvals under these schemes up to a day with what their checks say of them, by household."""
    wanted = [
        ApplicationRow.scheme_id.in_(schemes),
        ApplicationRow.state == State.approved,
        ApplicationRow.decided_on <= until,
    ]
    if household_id is not None:
        wanted.append(ApplicationRow.household_id == household_id)
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
    session: Session, schemes: Collection[str], until: date, household_id: int | None = None
) -> dict[int, list[Paid]]:
    """What was approved under these schemes up to a day, by household; of one household or of all.

    A grant whose check was destroyed names no person: it counts for every member of its household.
    """
    wanted = [
        ApplicationRow.scheme_id.in_(schemes),
        ApplicationRow.state == State.approved,
        ApplicationRow.decided_on <= until,
    ]
    if household_id is not None:
        wanted.append(ApplicationRow.household_id == household_id)
    found: dict[int, list[Paid]] = {}
    for scheme, owner, day, amount, snapshot in session.execute(
        select(
            ApplicationRow.scheme_id,
            ApplicationRow.household_id,
            ApplicationRow.decided_on,
            ApplicationRow.approved_amount,
            AssessmentRow.snapshot,
        )
        .join(AssessmentRow, AssessmentRow.id == ApplicationRow.assessment_id)
        .where(*wanted)
    ):
        if day is not None:
            person = str(json.loads(snapshot)["applicant"]) if snapshot else ""
            grant = Paid(
                scheme=scheme, person=person, household=str(owner), day=day, amount=amount or Decimal(0)
            )
            found.setdefault(owner, []).append(grant)
    return found
