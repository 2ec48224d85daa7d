"""What archives looked like before each step (操作历史), written with the step itself, in one transaction.

Every put says `note(...)`; a deed that noted something becomes one step, with one part for each archive. An import
keeps narrow parts only: an archive that was not there before has no former content. So does a joining of units: of an
archive that only moved it keeps where it belonged. A step may have no archive at all, when units alone came or went.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Table, delete, exists, func, insert, select, update
from sqlalchemy.orm import Session

from desktop.domain.history import GONE_KEPT_FOR, KEPT_AT_LEAST, KEPT_FOR, fields_said
from desktop.domain.household import Household
from desktop.domain.retention import GONE
from desktop.domain.trail import Act, Change, Deed
from desktop.store import belonging, companions, snapshots
from desktop.store.belonging import Belonging
from desktop.store.bulk import insert_rows
from desktop.store.companions import Companion
from desktop.store.pieces import pieces
from desktop.store.rows.base import Row
from desktop.store.rows.history import HistoryPartRow, HistoryStepRow, ImportRow
from desktop.store.rows.office import SettingRow
from desktop.store.rows.units import StaffRow, UnitRow

DEED = "deed"
"""Under which a session of `Database.begin` carries who does what."""
_BY_ITSELF = frozenset({UnitRow.__tablename__, StaffRow.__tablename__})
"""Companions that make a step even where no archive is touched."""
_NOW = "history_now"
_THINNED = "history_thinned"


@dataclass
class _Now:
    """The step that is being written."""

    id: int
    about: str = ""
    told: list[str] = field(default_factory=list[str])
    touched: set[int] = field(default_factory=set[int])
    went: list[Companion] = field(default_factory=list[Companion])


def note(session: Session, before: Household | None, kept: Household, changes: Sequence[Change] = ()) -> None:
    """Keeps how an archive stood before it became what it is now; nothing where it was just opened."""
    now = _now(session)
    if now is None or kept.id is None:
        return
    if before is None:
        note_opened(session, [kept])
        return
    if kept.id in now.touched:
        _table_update(session, now.id, kept.id, kept.version)
        return
    if replace(before, version=kept.version) == kept:  # saved as it was: nothing to take back
        session.execute(
            update(HistoryPartRow)
            .where(HistoryPartRow.household_id == kept.id, HistoryPartRow.version == before.version)
            .values(version=kept.version)
        )
        return
    now.touched.add(kept.id)
    at = next((n for n, m in enumerate(kept.members, 1) if m is kept.head), 1)
    said = fields_said(changes, at)
    now.told.append(f"{kept.head.name}：{said or '次序'}")
    session.execute(
        insert(_parts()).values(
            step_id=now.id, household_id=kept.id, version=kept.version, before=frozen(before)
        )
    )


def note_opened(session: Session, kept: Sequence[Household]) -> None:
    """Keeps that these archives were not there before."""
    now = _now(session)
    if now is None or not kept:
        return
    now.touched.update(h.id for h in kept if h.id is not None)
    now.told += [f"新建 {h.head.name}" for h in kept[: max(0, 3 - len(now.told))]]
    rows = [(now.id, h.id, h.version, False) for h in kept]
    insert_rows(session, _parts(), ("step_id", "household_id", "version", "undone"), rows)


def note_gone(session: Session, gone: Sequence[Household]) -> None:
    """Keeps the content of archives that are taken away because their opening is taken back."""
    now = _now(session)
    if now is None or not gone:
        return
    now.touched.update(h.id for h in gone if h.id is not None)
    rows = [(now.id, h.id, 0, frozen(h), False) for h in gone]
    insert_rows(session, _parts(), ("step_id", "household_id", "version", "before", "undone"), rows)


def note_moved(session: Session, moved: Sequence[tuple[int, int, Belonging]]) -> None:
    """Keeps where archives belonged that were only moved: each with the version it has now."""
    now = _now(session)
    if now is None or not moved:
        return
    now.touched.update(i for i, _, _ in moved)
    rows = [(now.id, i, version, belonging.frozen(before), False) for i, version, before in moved]
    insert_rows(session, _parts(), ("step_id", "household_id", "version", "before", "undone"), rows)


def touched(session: Session, household: Household) -> None:
    """Keeps that an archive belongs to the step although nothing in it changed."""
    now = _now(session)
    if now is None or household.id is None or household.id in now.touched:
        return
    now.touched.add(household.id)
    session.execute(
        insert(_parts()).values(
            step_id=now.id, household_id=household.id, version=household.version, before=frozen(household)
        )
    )


def named(session: Session, about: str) -> None:
    """Gives the step of this transaction its words, instead of those made from the changes."""
    now = _now(session)
    if now is not None:
        now.about = about


def current(session: Session) -> int | None:
    """The id of the step of this transaction, whether it wrote something yet or not."""
    now = _now(session)
    return None if now is None else now.id


def went_along(session: Session, *rows: Companion) -> None:
    """Keeps, with the step of this transaction, rows of other tables that were moved, added or taken away with it."""
    now = _now(session)
    if now is not None:
        now.went.extend(rows)


def write(session: Session, deed: Deed, entries: tuple[int, int] | None) -> None:
    """Finishes the step of this transaction; `entries` are the first and last of its entries in the log."""
    now: _Now | None = session.info.pop(_NOW, None)
    if now is None:
        return
    if not now.touched and not any(c.table in _BY_ITSELF for c in now.went):
        session.execute(delete(HistoryStepRow).where(HistoryStepRow.id == now.id))
        return
    first, last = entries or (0, 0)
    session.execute(
        update(HistoryStepRow)
        .where(HistoryStepRow.id == now.id)
        .values(
            about=now.about or _said(now),
            first_entry=first,
            last_entry=last,
            companions=companions.written(now.went),
        )
    )
    day = deed.at.date().isoformat()
    if session.get(SettingRow, _THINNED) is None:
        session.add(SettingRow(name=_THINNED, value=day))
    elif session.execute(
        update(SettingRow).where(SettingRow.name == _THINNED, SettingRow.value != day).values(value=day)
    ).rowcount:  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]  # CursorResult
        thin(session, deed.at)


def thin(session: Session, at: datetime) -> None:
    """Lets go of what is too old to be taken back: first the contents of archives that are gone, later all others.

    Imports and merges stay until somebody has worked on the archives since; the last steps stay however old they seem.
    """
    last = session.scalar(select(func.max(HistoryStepRow.id))) or 0
    old_enough = HistoryStepRow.id <= last - KEPT_AT_LEAST
    gone = select(HistoryStepRow.id).where(HistoryStepRow.at < (at - GONE_KEPT_FOR).isoformat())
    session.execute(
        delete(HistoryPartRow).where(HistoryPartRow.version == 0, HistoryPartRow.step_id.in_(gone))
    )
    stay = [str(Act.import_roster), str(Act.merge_households)]
    limit = (at - KEPT_FOR).isoformat()
    old = select(HistoryStepRow.id).where(HistoryStepRow.at < limit, old_enough)
    later = Row.metadata.tables[HistoryPartRow.__tablename__].alias("later")
    worked_on = exists().where(
        later.c.household_id == HistoryPartRow.household_id, later.c.step_id > HistoryPartRow.step_id
    )
    session.execute(
        delete(HistoryPartRow).where(
            HistoryPartRow.step_id.in_(old.where(HistoryStepRow.act.in_(stay))), worked_on
        )
    )
    session.execute(
        delete(HistoryPartRow).where(HistoryPartRow.step_id.in_(old.where(HistoryStepRow.act.not_in(stay))))
    )
    _drop_empty(session, old)


def forget(session: Session, household_ids: Sequence[int], names: Iterable[str]) -> None:
    """Takes away all that the history holds of these archives, and these names from its words."""
    touching = select(HistoryPartRow.step_id).where(HistoryPartRow.household_id.in_(household_ids))
    steps = list(session.scalars(touching.distinct()))
    session.execute(delete(HistoryPartRow).where(HistoryPartRow.household_id.in_(household_ids)))
    for some in pieces(steps):
        _drop_empty(session, select(HistoryStepRow.id).where(HistoryStepRow.id.in_(some)))
        for row in session.scalars(select(HistoryStepRow).where(HistoryStepRow.id.in_(some))):
            row.companions = companions.written(
                c for c in companions.read(row.companions) if c.table in _BY_ITSELF
            )
            for name in names:
                row.about = row.about.replace(name, GONE)
    session.flush()


def frozen(household: Household) -> bytes:
    """The archive as it is kept in the history."""
    return zlib.compress(snapshots.freeze(household).encode(), 6)


def thawed(content: bytes) -> Household:
    """The archive from what was kept of it."""
    return snapshots.thaw(Household, zlib.decompress(content).decode())


def _now(session: Session) -> _Now | None:
    """The step of this transaction, begun with its first archive; none where no deed is being done."""
    now: _Now | None = session.info.get(_NOW)
    if now is None:
        deed: Deed | None = session.info.get(DEED)
        if deed is None:
            return None
        row = HistoryStepRow(at=deed.at.isoformat(timespec="microseconds"), user=deed.user, act=str(deed.act))
        session.add(row)
        session.flush()
        now = session.info[_NOW] = _Now(row.id)
    return now


def _said(now: _Now) -> str:
    touched = len(now.touched)
    if touched > 1:
        return f"{now.told[0] if now.told else ''} 等 {touched} 户".strip()
    return now.told[0] if now.told else ""


def _table_update(session: Session, step_id: int, household_id: int, version: int) -> None:
    session.execute(
        update(HistoryPartRow)
        .where(HistoryPartRow.step_id == step_id, HistoryPartRow.household_id == household_id)
        .values(version=version)
    )


def _drop_empty(session: Session, among: object) -> None:
    """Steps of which no part is left; an import keeps its row, for the list of what was imported names it, and that alone."""
    parts = exists().where(HistoryPartRow.step_id == HistoryStepRow.id)
    imported = exists().where(ImportRow.step_id == HistoryStepRow.id)
    session.execute(
        delete(HistoryStepRow)
        .where(HistoryStepRow.id.in_(among), ~parts, ~imported)  # pyright: ignore[reportArgumentType]
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(HistoryStepRow)
        .where(HistoryStepRow.id.in_(among), ~parts)  # pyright: ignore[reportArgumentType]
        .values(companions="")
        .execution_options(synchronize_session=False)
    )


def _parts() -> Table:
    return Row.metadata.tables[HistoryPartRow.__tablename__]
