"""Taking steps of the history back: every archive and what went along with it as it was before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import delete, update

from desktop.domain.history import Step
from desktop.store import companions, history, history_reading, households, regrouping, trail, units_along
from desktop.store.companions import Companion
from desktop.store.database import Session
from desktop.store.obstacles import Part, root, whole
from desktop.store.pieces import pieces
from desktop.store.rows.archives import DoubtRow, IgnoredRow, NotSameRow, StandingRow
from desktop.store.rows.history import DraftRow, HistoryPartRow, HistoryStepRow, ImportRow
from desktop.store.rows.households import HouseholdRow


@dataclass(frozen=True)
class Stayed:
    """What stays as it is when a step was taken back: its units that are in use, and what moved on since, by name."""

    used: tuple[str, ...]
    elsewhere: tuple[str, ...]
    all_units: bool
    """No unit came, went or was moved."""


def take_back(
    session: Session, step: Step, chosen: Sequence[Part], user: str, at: str, today: date
) -> Stayed:
    """Puts these archives as they were before the step; whoever calls has asked for the obstacles."""
    ids = [p.household_id for p in chosen]
    merge = whole(session, step)
    history.named(session, _about(session, step, chosen))
    now = history.current(session)
    row = session.get(HistoryStepRow, step.id)
    assert row is not None
    # What hangs on an archive that goes away is found where it hangs, and told of there.
    staying = [p.household_id for p in chosen if not p.opened]
    own = [c.turned() for c in reversed(companions.read(row.companions)) if merge or _of(c, staying)]
    if merge:
        _apply(session, own)
    units_back = units_along.bring_back(session, step)
    removed = _remove(session, [p for p in chosen if p.opened])
    _restore(session, step, [p for p in chosen if p.gone], today)
    if not merge:
        _apply(session, own)
    for part in (p for p in chosen if not p.opened and not p.gone and not p.moved):
        _put_back(session, step, part, today)
    moved = history_reading.belongings(session, step.id, [p.household_id for p in chosen if p.moved])
    regrouping.move(session, regrouping.back_to(session, moved))
    session.flush()
    turned, elsewhere = units_along.turn_back(session, step)
    units_gone, used = units_along.take_away(session, step)
    history.went_along(session, *own, *removed, *units_back, *turned, *units_gone)
    session.execute(update(HistoryStepRow).where(HistoryStepRow.id == now).values(undoes=step.id))
    _mark(session, step, ids, user, at)
    _recount(session, step, chosen)
    return Stayed(tuple(used), tuple(elsewhere), not (units_back or turned or units_gone))


def _about(session: Session, step: Step, chosen: Sequence[Part]) -> str:
    depth, first = 1, step
    while first.undoes is not None and (before := history_reading.step(session, first.undoes)) is not None:
        depth, first = depth + 1, before
    part = f"，其中 {len(chosen)} 户" if len(chosen) < step.archives else ""
    return f"{'撤销' if depth % 2 else '恢复'}「{first.said}」{part}"


def _of(companion: Companion, ids: Iterable[int]) -> bool:
    values = companion.new or companion.old or {}
    owners = {values.get("household_id"), values.get("one_id"), values.get("other_id")}
    return not owners.isdisjoint(ids)


def _apply(session: Session, changes: Sequence[Companion]) -> None:
    for companion in changes:
        companions.apply(session, companion)
        if companion.table == HouseholdRow.__tablename__:
            session.expire_all()
            households.show_or_hide(session, companion.key["id"])


def _remove(session: Session, opened: Sequence[Part]) -> list[Companion]:
    """Takes away archives the step opened, with what nobody worked on; gives the rows that went along."""
    went: list[Companion] = []
    for some in pieces([p.household_id for p in opened]):
        gone = households.get_many(session, some)
        history.note_gone(session, gone)
        for household in gone:
            trail.note(session, households.SUBJECT, household.id, households.called(household))
        for kind in (StandingRow, IgnoredRow):
            went += companions.removed(session, kind, kind.__table__.c.household_id.in_(some))
        pair = NotSameRow.__table__.c
        went += companions.removed(session, NotSameRow, pair.one_id.in_(some) | pair.other_id.in_(some))
        session.execute(delete(DoubtRow).where(DoubtRow.household_id.in_(some)))
        session.execute(delete(DraftRow).where(DraftRow.kind == "household", DraftRow.subject_id.in_(some)))
        session.expire_all()
        households.take_away(session, some)
    return went


def _restore(session: Session, step: Step, gone: Sequence[Part], today: date) -> None:
    for some in pieces([p.household_id for p in gone]):
        befores = history_reading.befores(session, step.id, some)
        again = [replace(b, version=b.version + 1) for b in befores.values() if b is not None]
        households.put_again(session, again, today)
        history.note_opened(session, again)
        for household in again:
            trail.note(session, households.SUBJECT, household.id, households.called(household))


def _put_back(session: Session, step: Step, part: Part, today: date) -> None:
    before = history_reading.befores(session, step.id, [part.household_id])[part.household_id]
    assert before is not None
    now = households.get(session, part.household_id)
    wanted = replace(before, version=now.version)
    if wanted == now:
        history.touched(session, now)
        trail.note(session, households.SUBJECT, now.id, households.called(now))
    else:
        households.put(session, wanted, today)


def _mark(session: Session, step: Step, ids: Sequence[int], user: str, at: str) -> None:
    """The parts are undone now; what the step itself had taken back stands again, and so on down the chain."""
    undone, here = True, step
    while True:
        for some in pieces(ids):
            session.execute(
                update(HistoryPartRow)
                .where(HistoryPartRow.step_id == here.id, HistoryPartRow.household_id.in_(some))
                .values(undone=undone)
            )
        words = {"undone_at": at, "undone_by": user} if undone else {"undone_at": "", "undone_by": ""}
        session.execute(update(HistoryStepRow).where(HistoryStepRow.id == here.id).values(**words))
        if here.undoes is None or (below := history_reading.step(session, here.undoes)) is None:
            return
        undone, here = not undone, below


def _recount(session: Session, step: Step, chosen: Sequence[Part]) -> None:
    """The row of the imported workbook says how many of its archives are there."""
    first = root(session, step)
    change = sum(p.gone for p in chosen) - sum(p.opened for p in chosen)
    session.execute(
        update(ImportRow).where(ImportRow.step_id == first.id).values(taken=ImportRow.taken + change)
    )
