"""What follows from a decision (决定之后), in the same transaction: who must be told."""

from __future__ import annotations

from desktop.casework import telling
from desktop.domain.application import Application, State
from desktop.domain.course import Ground
from desktop.domain.scheme_header import Upon
from desktop.store import cases
from desktop.store.database import Session


def keep_decided(session: Session, case: Application, ground: Ground) -> Application:
    """Keeps a case with all that follows, once it is decided; one that others have yet to sign is only kept."""
    kept = cases.put(session, case)
    if kept.decided_on is None:
        return kept
    if kept.state is State.approved:
        telling.begin(session, kept, ground, Upon.approved, kept.decided_on)
    elif kept.state is State.refused:
        telling.begin(session, kept, ground, Upon.refused, kept.decided_on)
    return kept
