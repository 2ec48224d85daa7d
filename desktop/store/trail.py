"""The log of what was done: noted where things are kept, written with the change it tells of, in one transaction.

A put says `note(...)` with what stood there before and what stands there now; when the deed ends, its notes become
entries of the chain. A transaction that changed rows without a note is refused: nothing is written unlogged.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import Table, func, insert, select, update
from sqlalchemy.orm import Session

from desktop.domain.masking import masked
from desktop.domain.names import words_sought
from desktop.domain.trail import START, Change, Deed, Entry, Head, Proof, check_chain
from desktop.store import snapshots
from desktop.store.bulk import insert_rows
from desktop.store.rows.base import Row
from desktop.store.rows.trail import TrailRow, TrailStateRow

_NOTES = "trail_notes"
_COLUMNS = (
    "seq",
    "at",
    "user_name",
    "act",
    "subject",
    "subject_id",
    "about",
    "changes",
    "reason",
    "prev",
    "hash",
)
_UNTOLD = frozenset({"id", "version"})
"""Fields that say nothing to a reader of the log."""


class UnloggedError(RuntimeError):
    """A verb changed rows and noted nothing: a fault of the program."""


@dataclass(frozen=True)
class _Note:
    subject: str
    subject_id: int | None
    about: str
    changes: tuple[Change, ...]


def note(
    session: Session,
    subject: str,
    subject_id: int | None,
    about: str,
    old: object = None,
    new: object = None,
) -> tuple[Change, ...]:
    """Notes for the log what is done to one thing, and gives the fields that differ.

    `old` and `new` are its values before and after, or None.
    """
    notes: list[_Note] = session.info.setdefault(_NOTES, [])
    notes.append(_Note(subject, subject_id, about, _changes(_flat(old), _flat(new))))
    return notes[-1].changes


def write(session: Session, deed: Deed, *, changed: bool) -> tuple[int, int] | None:
    """Adds the notes of this transaction to the chain, and gives the numbers of its first and last entry.

    Raises UnloggedError where rows changed without a note.
    """
    notes: list[_Note] = session.info.pop(_NOTES, [])
    if not notes:
        if changed:
            raise UnloggedError(deed.act)
        return None
    last = head(session)
    first = last.seq + 1
    rows: list[Sequence[Any]] = []
    at = deed.at.isoformat(timespec="microseconds")
    for n in notes:
        entry = Entry(
            seq=last.seq + 1,
            at=at,
            user=deed.user,
            act=deed.act,
            subject=n.subject,
            subject_id=n.subject_id,
            about=n.about,
            changes=n.changes,
            reason=deed.reason,
            prev=last.hash,
        )
        last = Head(entry.seq, entry.reckoned())
        rows.append(_row(replace(entry, hash=last.hash)))
    insert_rows(session, _table(), _COLUMNS, rows)
    done = session.execute(update(TrailStateRow).values(seq=last.seq, hash=last.hash))
    if done.rowcount != 1:  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]  # CursorResult
        session.execute(insert(TrailStateRow).values(id=1, seq=last.seq, hash=last.hash))
    return first, last.seq


def head(session: Session) -> Head:
    """Where the chain ends, as the file itself says."""
    row = session.execute(select(TrailStateRow.seq, TrailStateRow.hash)).one_or_none()
    return Head(0, START) if row is None else Head(row[0], row[1])


def entries(
    session: Session,
    *,
    offset: int = 0,
    limit: int | None = None,
    acts: Sequence[str] = (),
    users: Sequence[str] = (),
    search: str = "",
    newest_first: bool = True,
) -> list[Entry]:
    """Entries of the log, the newest first; `search` is looked for in what they are about, their reason and changes."""
    statement = _found(select(TrailRow), acts, users, search)
    order = TrailRow.seq.desc() if newest_first else TrailRow.seq
    return [entry_of(r) for r in session.scalars(statement.order_by(order).offset(offset).limit(limit))]


def count(session: Session, *, acts: Sequence[str] = (), users: Sequence[str] = (), search: str = "") -> int:
    """How many entries there are of that kind."""
    statement = _found(select(func.count()).select_from(TrailRow), acts, users, search)
    return session.scalar(statement) or 0


def who(session: Session) -> list[str]:
    """Everybody named in the log."""
    return list(session.scalars(select(TrailRow.user_name).distinct().order_by(TrailRow.user_name)))


def of_subject(session: Session, subject: str, subject_id: int) -> list[Entry]:
    """Everything done to one thing, the newest first."""
    rows = session.scalars(
        select(TrailRow)
        .where(TrailRow.subject == subject, TrailRow.subject_id == subject_id)
        .order_by(TrailRow.seq.desc())
    )
    return [entry_of(r) for r in rows]


def verify(session: Session, anchors: Iterable[tuple[str, int, str]] = ()) -> Proof:
    """Goes through the whole chain and holds it against anchors kept elsewhere: (where, number, code)."""
    return check_chain(_all(session), head(session), anchors)


def _all(session: Session) -> Iterator[Entry]:
    columns = [_table().c[name] for name in _COLUMNS]
    # By their numbers: an entry that was moved to another one no longer fits its neighbours, nor its own hash.
    for row in session.execute(select(*columns).order_by(TrailRow.seq).execution_options(yield_per=5000)):
        yield _made(*row)


def _found(statement: Any, acts: Sequence[str], users: Sequence[str], search: str) -> Any:
    if acts:
        statement = statement.where(TrailRow.act.in_(acts))
    if users:
        statement = statement.where(TrailRow.user_name.in_(users))
    for piece in words_sought(search):
        held = (
            column.contains(piece, autoescape=True)
            for column in (TrailRow.about, TrailRow.reason, TrailRow.changes, TrailRow.user_name)
        )
        first, *others = held
        for other in others:
            first |= other
        statement = statement.where(first)
    return statement


def entry_of(row: TrailRow) -> Entry:
    """A row of the log as an entry."""
    return _made(
        row.seq,
        row.at,
        row.user_name,
        row.act,
        row.subject,
        row.subject_id,
        row.about,
        row.changes,
        row.reason,
        row.prev,
        row.hash,
    )


def _made(
    seq: int,
    at: str,
    user: str,
    act: str,
    subject: str,
    subject_id: int | None,
    about: str,
    changes: str,
    reason: str,
    prev: str,
    hash_: str,
) -> Entry:
    return Entry(
        seq=seq,
        at=at,
        user=user,
        act=act,
        subject=subject,
        subject_id=subject_id,
        about=about,
        changes=tuple(Change(*c) for c in json.loads(changes)) if changes else (),
        reason=reason,
        prev=prev,
        hash=hash_,
    )


def _row(entry: Entry) -> tuple[Any, ...]:
    told = [[c.field, c.old, c.new] for c in entry.changes]
    changes = json.dumps(told, ensure_ascii=False, separators=(",", ":")) if told else ""
    return (
        entry.seq,
        entry.at,
        entry.user,
        entry.act,
        entry.subject,
        entry.subject_id,
        entry.about,
        changes,
        entry.reason,
        entry.prev,
        entry.hash,
    )


def _table() -> Table:
    return Row.metadata.tables[TrailRow.__tablename__]


def _changes(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Change, ...]:
    fields = [*new, *(f for f in old if f not in new)]
    return tuple(
        Change(f, masked(f, old.get(f, "")), masked(f, new.get(f, "")))
        for f in fields
        if old.get(f, "") != new.get(f, "")
    )


def _flat(value: object) -> dict[str, str]:
    if value is None:
        return {}
    content = cast("Any", value if isinstance(value, Mapping) else snapshots.plain(value, type(value)))
    found: dict[str, str] = {}
    _collect(content, "", found)
    return found


def _collect(content: Any, path: str, found: dict[str, str]) -> None:
    if isinstance(content, Mapping):
        for name, part in cast("Mapping[str, Any]", content).items():
            if name not in _UNTOLD:
                _collect(part, f"{path}.{name}" if path else name, found)
    elif isinstance(content, list | tuple):
        parts = cast("Sequence[Any]", content)
        if any(isinstance(part, Mapping) for part in parts):
            for n, part in enumerate(parts, 1):
                _collect(part, f"{path}.{n}", found)
        elif parts:
            # A set comes in any order: that must not read as a change.
            found[path] = "、".join(sorted(str(part) for part in parts))
    elif content is not None and content != "":
        found[path] = str(content)
