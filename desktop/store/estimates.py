"""Due days that are only estimates: those whose own words say that a year's holidays are not on file."""

from __future__ import annotations

from sqlalchemy import select

from desktop.domain.due import ESTIMATE
from desktop.store.database import Session
from desktop.store.rows.cases import ApplicationRow, StepRow


def estimated_cases(session: Session) -> frozenset[int]:
    """The applications whose step that waits is due on an estimated day."""
    waiting = (
        select(ApplicationRow.id)
        .join(StepRow, StepRow.application_id == ApplicationRow.id)
        .where(
            StepRow.done_on.is_(None),
            StepRow.due == ApplicationRow.current_due,
            StepRow.rule.contains(ESTIMATE),
        )
    )
    return frozenset(session.scalars(waiting))
