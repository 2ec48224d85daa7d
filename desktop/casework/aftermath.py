"""What follows from a decision (决定之后), in the same transaction: who must be told, what begins, what ends."""

from __future__ import annotations

from desktop.casework import telling
from desktop.casework.assessment import left_to_decide
from desktop.domain import benefit_rules
from desktop.domain.application import Application, State
from desktop.domain.benefit import Change
from desktop.domain.benefit_rules import Decided
from desktop.domain.course import Ground
from desktop.domain.upon import Upon
from desktop.store import assessments, benefits, cases
from desktop.store.database import Session


def keep_decided(session: Session, case: Application, ground: Ground) -> Application:
    """Keeps a case with all that follows, once it is decided; one that others have yet to sign is only kept."""
    kept = cases.put(session, case)
    if kept.decided_on is None:
        return kept
    if kept.state is State.approved and ground.scheme.ends:
        _end(session, kept, ground)
    elif kept.state is State.approved:
        telling.begin(session, kept, ground, Upon.approved, kept.decided_on)
        _begin(session, kept)
    elif kept.state is State.refused:
        telling.begin(session, kept, ground, Upon.refused, kept.decided_on)
    return kept


def _begin(session: Session, case: Application) -> None:
    """Help that goes on begins with its approval."""
    judged = assessments.get(session, case.assessment_id)
    left = left_to_decide(judged, assessments.edition_text(session, judged.edition))
    benefit = benefit_rules.begun(case, left)
    if benefit is not None:
        benefits.put(session, benefit)


def _end(session: Session, case: Application, ground: Ground) -> None:
    """The help a case was about ends with the month of the decision (从下月起终止), and whom it concerns is told why."""
    assert case.decided_on is not None
    if case.ends_benefit is not None:
        found = assessments.get(session, case.assessment_id).verdict.summary
        decided = Decided(
            change=Change.ended,
            decided_on=case.decided_on,
            because=f"申请 {case.number}：{case.reason or found or ground.scheme.title}",
            by=case.decided_by,
            assessment_id=case.assessment_id,
            application_id=case.id,
        )
        benefits.put(session, benefit_rules.changed(benefits.get(session, case.ends_benefit), decided))
    telling.begin(session, case, ground, Upon.ended, case.decided_on)
