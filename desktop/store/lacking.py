"""The letters that name all that is missing (一次性告知书)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import func, select, update

from desktop.domain.application import State
from desktop.domain.lacking import LackingLetter
from desktop.store import numbers, trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.cases import ApplicationRow, LackingRow

SUBJECT = "lacking"
_FIELDS = "number application_id told_on bring_by told_by how received_by supplied_on".split()


def put(session: Session, letter: LackingLetter) -> LackingLetter:
    """Keeps a letter, new or changed; a new one gets its number."""
    if letter.id is None:
        number = numbers.next_numbers(session, numbers.LACKING, letter.told_on.year)[0]
        letter = replace(letter, number=number)
        row = LackingRow(papers=list(letter.papers), **_values(letter))
        session.add(row)
        session.flush()
        kept = replace(letter, id=row.id)
        trail.note(session, SUBJECT, kept.id, f"一次性告知 {kept.number}", None, kept)
        return kept
    before = get(session, letter.id)
    values = _values(letter) | {"papers": list(letter.papers)}
    session.execute(update(LackingRow).where(LackingRow.id == letter.id).values(**values))
    trail.note(session, SUBJECT, letter.id, f"一次性告知 {letter.number}", before, letter)
    return letter


def get(session: Session, letter_id: int) -> LackingLetter:
    """One letter. Raises MissingError."""
    row = session.get(LackingRow, letter_id)
    if row is None:
        raise MissingError("这份一次性告知书")
    return _letter(row)


def of_case(session: Session, application_id: int) -> tuple[LackingLetter, ...]:
    """The letters of a case, the first one first."""
    rows = session.scalars(
        select(LackingRow).where(LackingRow.application_id == application_id).order_by(LackingRow.id)
    )
    return tuple(_letter(row) for row in rows)


def count_overdue(session: Session, today: date) -> int:
    """How many undecided cases still lack papers that were to be brought before that day."""
    mine = func.count(LackingRow.application_id.distinct())
    return (
        session.scalar(
            select(mine)
            .join(ApplicationRow, ApplicationRow.id == LackingRow.application_id)
            .where(
                LackingRow.supplied_on.is_(None),
                LackingRow.bring_by < today,
                ApplicationRow.state == State.open,
            )
        )
        or 0
    )


def _values(letter: LackingLetter) -> dict[str, object]:
    return {name: getattr(letter, name) for name in _FIELDS}


def _letter(row: LackingRow) -> LackingLetter:
    return LackingLetter(
        id=row.id, papers=tuple(row.papers), **{name: getattr(row, name) for name in _FIELDS}
    )
