"""Units that came with a step of the history (随导入新建的单位): they go with it, unless something else uses them by then."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.history import Step
from desktop.store import companions, trail, units
from desktop.store.companions import Companion
from desktop.store.database import Session
from desktop.store.rows import HistoryStepRow, UnitRow


def coming_back(session: Session, step: Step) -> set[int]:
    """The units that taking this step back would bring back: those it took away."""
    return {int(c.key["id"]) for c in _of(session, step) if c.new is None}


def bring_back(session: Session, step: Step) -> list[Companion]:
    """Brings back the units this step took away, those above first; gives the rows that went along."""
    found = [c.turned() for c in reversed(_of(session, step)) if c.new is None]
    back = [c for c in found if session.get(UnitRow, c.key["id"]) is None]
    for companion in back:
        companions.apply(session, companion)
        unit = units.get(session, companion.key["id"])
        trail.note(session, units.SUBJECT, unit.id, unit.name, None, unit)
    return back


def take_away(session: Session, step: Step) -> tuple[list[Companion], list[str]]:
    """Takes away the units this step brought, as far as nothing hangs on them; gives these rows, and the names of the rest."""
    gone: list[Companion] = []
    left: list[str] = []
    for companion in reversed([c for c in _of(session, step) if c.old is None]):
        row = session.get(UnitRow, companion.key["id"])
        if row is None:
            continue
        if not companions.stands(session, companion) or units.hanging_on(session, row.id):
            left.append(row.name)
            continue
        units.delete(session, row.id)
        gone.append(companion.turned())
    return gone, left


def _of(session: Session, step: Step) -> Sequence[Companion]:
    row = session.get(HistoryStepRow, step.id)
    found = companions.read(row.companions) if row is not None else ()
    return [c for c in found if c.table == UnitRow.__tablename__]
