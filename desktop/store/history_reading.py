"""The history read (操作历史): its steps, the latest first, and how archives stood before and after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import Session

from desktop.domain.history import Step
from desktop.domain.household import Household
from desktop.domain.listing import Page
from desktop.domain.names import words_sought
from desktop.domain.trail import Act
from desktop.domain.trail_words import acts_called
from desktop.store import belonging
from desktop.store.belonging import Belonging
from desktop.store.history import thawed
from desktop.store.pieces import pieces
from desktop.store.rows.history import HistoryPartRow, HistoryStepRow
from desktop.store.rows.households import HouseholdRow


def steps(
    session: Session, search: str = "", offset: int = 0, limit: int | None = None, user: str = ""
) -> Page[Step]:
    """One page of the history, the latest first, with the length of the whole."""
    wanted = [_with(piece) for piece in words_sought(search)]
    if user:
        wanted.append(HistoryStepRow.user == user)
    total = session.scalar(select(func.count()).select_from(HistoryStepRow).where(*wanted)) or 0
    rows = session.scalars(
        select(HistoryStepRow).where(*wanted).order_by(HistoryStepRow.id.desc()).offset(offset).limit(limit)
    ).all()
    counted = _counted(session, [r.id for r in rows])
    return Page([_step(r, *counted.get(r.id, (0, 0))) for r in rows], total)


def step(session: Session, step_id: int) -> Step | None:
    """One step, or None."""
    row = session.get(HistoryStepRow, step_id)
    return None if row is None else _step(row, *_counted(session, [step_id]).get(step_id, (0, 0)))


def last_own(session: Session, user: str) -> Step | None:
    """The last thing this person did that still stands and was no taking back."""
    mine = HistoryPartRow.step_id == HistoryStepRow.id
    bare = ~exists().where(mine) & (HistoryStepRow.companions != "") & (HistoryStepRow.undone_at == "")
    still = exists().where(mine, HistoryPartRow.undone.is_(False)) | bare
    found = session.scalar(
        select(HistoryStepRow.id)
        .where(HistoryStepRow.user == user, HistoryStepRow.act != str(Act.take_back), still)
        .order_by(HistoryStepRow.id.desc())
        .limit(1)
    )
    return None if found is None else step(session, found)


def befores(session: Session, step_id: int, household_ids: Sequence[int]) -> dict[int, Household | None]:
    """How these archives stood before that step; None where it opened them. Those it only moved are not told of."""
    return {
        i: None if content is None else thawed(content)
        for i, content in _contents(session, step_id, household_ids)
        if content is None or not belonging.is_one(content)
    }


def belongings(session: Session, step_id: int, household_ids: Sequence[int]) -> dict[int, Belonging]:
    """Where those of these archives belonged before that step which it only moved."""
    return {
        i: belonging.thawed(content)
        for i, content in _contents(session, step_id, household_ids)
        if content is not None and belonging.is_one(content)
    }


def state_around(
    session: Session, entry: int, household_id: int, now: Household | None
) -> tuple[Household | None, Household | None]:
    """The archive before and after that entry of the log, as far as the history still holds it; `now`: as it is today."""
    mine = HistoryPartRow.household_id == household_id
    step_id = session.scalar(
        select(HistoryPartRow.step_id)
        .join(HistoryStepRow, HistoryStepRow.id == HistoryPartRow.step_id)
        .where(mine, HistoryStepRow.first_entry <= entry, HistoryStepRow.last_entry >= entry)
    )
    if step_id is None:
        return None, None
    kept = session.execute(
        select(HistoryPartRow.step_id, HistoryPartRow.before)
        .where(mine, HistoryPartRow.step_id >= step_id, HistoryPartRow.before.is_not(None))
        .order_by(HistoryPartRow.step_id)
    ).all()
    contents = [content for i, content in kept if content is not None and i > step_id]
    own = [content for i, content in kept if content is not None and i == step_id]
    return _stood([*own, *contents], now) if own else None, _stood(contents, now)


def _stood(contents: Sequence[bytes], now: Household | None) -> Household | None:
    """The archive before the first of these parts: the first content kept whole, with what was only moved until then."""
    moved: list[Belonging] = []
    for content in contents:
        if not belonging.is_one(content):
            now = thawed(content)
            break
        moved.append(belonging.thawed(content))
    for each in reversed(moved):
        now = None if now is None else each.on(now)
    return now


def _contents(
    session: Session, step_id: int, household_ids: Sequence[int]
) -> Iterator[tuple[int, bytes | None]]:
    for some in pieces(household_ids):
        rows = session.execute(
            select(HistoryPartRow.household_id, HistoryPartRow.before).where(
                HistoryPartRow.step_id == step_id, HistoryPartRow.household_id.in_(some)
            )
        )
        yield from ((i, content) for i, content in rows)


def _counted(session: Session, step_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    undone = func.sum(case((HistoryPartRow.undone.is_(True), 1), else_=0))
    rows = session.execute(
        select(HistoryPartRow.step_id, func.count(), undone)
        .where(HistoryPartRow.step_id.in_(step_ids))
        .group_by(HistoryPartRow.step_id)
    )
    return {i: (count, done) for i, count, done in rows}


def _with(piece: str) -> ColumnElement[bool]:
    """That the words hold it, or its act is called so, or one of its archives bears that number or name."""
    held = HistoryStepRow.about.contains(piece, autoescape=True) | HistoryStepRow.user.contains(
        piece, autoescape=True
    )
    if acts := acts_called(piece):
        held |= HistoryStepRow.act.in_([str(act) for act in acts])
    bearing = select(HouseholdRow.id).where(
        HouseholdRow.number.contains(piece, autoescape=True)
        | HouseholdRow.name.contains(piece, autoescape=True)
    )
    return held | HistoryStepRow.id.in_(
        select(HistoryPartRow.step_id).where(HistoryPartRow.household_id.in_(bearing))
    )


def _step(row: HistoryStepRow, archives: int, undone: int) -> Step:
    return Step(
        id=row.id,
        at=datetime.fromisoformat(row.at),
        user=row.user,
        act=row.act,
        about=row.about,
        archives=archives,
        undone=undone,
        undone_at=datetime.fromisoformat(row.undone_at) if row.undone_at else None,
        undone_by=row.undone_by,
        undoes=row.undoes,
        bare=not archives and bool(row.companions),
    )
