"""Kept verdicts and the scheme texts they were decided by."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import func, select

from desktop.domain.assessment import Assessment
from desktop.store import snapshots, trail
from desktop.store.database import Session
from desktop.store.errors import ForgottenError, MissingError
from desktop.store.rows.cases import AssessmentRow, EditionRow


def put(session: Session, assessment: Assessment, scheme_text: str) -> Assessment:
    """Keeps a verdict as it was decided, with the text of its scheme."""
    if session.get(EditionRow, assessment.edition) is None:
        session.add(EditionRow(hash=assessment.edition, scheme_id=assessment.scheme_id, text=scheme_text))
        session.flush()
    row = AssessmentRow(
        household_id=assessment.household_id,
        scheme_id=assessment.scheme_id,
        edition=assessment.edition,
        on=assessment.on,
        outcome=assessment.verdict.outcome,
        snapshot=snapshots.freeze(assessment),
    )
    session.add(row)
    session.flush()
    verdict = assessment.verdict
    trail.note(
        session,
        "assessment",
        row.id,
        f"{assessment.household.number} {assessment.household.head.name}",
        None,
        {"scheme": verdict.scheme_title, "outcome": verdict.outcome, "summary": verdict.summary},
    )
    return replace(assessment, id=row.id)


def get(session: Session, assessment_id: int) -> Assessment:
    """The verdict as it was decided. Raises MissingError."""
    row = session.get(AssessmentRow, assessment_id)
    if row is None:
        raise MissingError("这次核对记录")
    return _thawed(row)


def of_household(session: Session, household_id: int) -> list[Assessment]:
    """All verdicts on a household, the latest first."""
    rows = session.scalars(
        select(AssessmentRow)
        .where(AssessmentRow.household_id == household_id)
        .order_by(AssessmentRow.id.desc())
    )
    return [_thawed(r) for r in rows if r.snapshot]


def count(session: Session, household_id: int) -> int:
    """How many verdicts on a household there are to be seen."""
    wanted = AssessmentRow.household_id == household_id, AssessmentRow.snapshot != ""
    return session.scalar(select(func.count()).select_from(AssessmentRow).where(*wanted)) or 0


def latest(
    session: Session, household_id: int, schemes: Collection[str], applicant: int
) -> Assessment | None:
    """The last verdict on that member of a household under one of these schemes."""
    rows = session.scalars(
        select(AssessmentRow)
        .where(
            AssessmentRow.household_id == household_id,
            AssessmentRow.scheme_id.in_(schemes),
            AssessmentRow.snapshot != "",
        )
        .order_by(AssessmentRow.id.desc())
    )
    return next((found for row in rows if (found := _thawed(row)).applicant == applicant), None)


def edition_text(session: Session, edition: str) -> str:
    """The scheme file as it was when the verdict was decided. Raises MissingError."""
    row = session.get(EditionRow, edition)
    if row is None:
        raise MissingError("当时的方案文本")
    return row.text


def _thawed(row: AssessmentRow) -> Assessment:
    if not row.snapshot:
        raise ForgottenError
    return replace(snapshots.thaw(Assessment, row.snapshot), id=row.id)
