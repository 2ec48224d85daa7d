"""Meetings with their minutes (会议): who was there, and how each case came out."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import insert, select

from desktop.domain.meeting import Meeting, MeetingItem, MeetingKind, Result
from desktop.domain.verdict import Goods
from desktop.store import numbers, snapshots, trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.cases import ApplicationRow
from desktop.store.rows.meetings import MeetingItemRow, MeetingRow

SUBJECT = "meeting"
_PLAIN = "number day title place host recorder due minutes".split()
_LISTS = "present absent avoided".split()
_ITEM = "application_id yes no abstain words proposed amount discussed".split()
_GOODS = tuple[Goods, ...]


def number(session: Session, year: int) -> str:
    """A number for a meeting that is being held; given once."""
    return numbers.next_numbers(session, numbers.MEETING, year)[0]


def put(session: Session, meeting: Meeting) -> Meeting:
    """Keeps a meeting; once held, its minutes never change."""
    if not meeting.number:
        meeting = replace(meeting, number=number(session, meeting.day.year))
    row = MeetingRow(
        kind=str(meeting.kind),
        **{name: getattr(meeting, name) for name in _PLAIN},
        **{name: list(getattr(meeting, name)) for name in _LISTS},
    )
    session.add(row)
    session.flush()
    meeting = replace(meeting, id=row.id)
    if meeting.items:
        session.execute(
            insert(MeetingItemRow),
            [
                {
                    "meeting_id": row.id,
                    "position": n,
                    **{name: getattr(i, name) for name in _ITEM},
                    "result": str(i.result),
                    "goods": snapshots.plain(i.goods, _GOODS),
                }
                for n, i in enumerate(meeting.items, 1)
            ],
        )
    trail.note(session, SUBJECT, meeting.id, f"会议 {meeting.number} {meeting.title}", None, meeting)
    return meeting


def get(session: Session, meeting_id: int) -> Meeting:
    """The meeting with its items. Raises MissingError."""
    row = session.get(MeetingRow, meeting_id)
    if row is None:
        raise MissingError("这次会议")
    found = session.execute(
        select(MeetingItemRow, ApplicationRow.number, ApplicationRow.applicant)
        .join(ApplicationRow, ApplicationRow.id == MeetingItemRow.application_id)
        .where(MeetingItemRow.meeting_id == meeting_id)
        .order_by(MeetingItemRow.position)
    )
    items = tuple(
        MeetingItem(
            number=number,
            applicant=applicant,
            result=Result(r.result),
            goods=snapshots.made(_GOODS, r.goods),
            **{name: getattr(r, name) for name in _ITEM},
        )
        for r, number, applicant in found
    )
    return Meeting(
        id=row.id,
        kind=MeetingKind(row.kind),
        items=items,
        present=tuple(row.present),
        absent=tuple(row.absent),
        avoided=tuple(row.avoided),
        **{name: getattr(row, name) for name in _PLAIN},
    )


def all_meetings(session: Session) -> list[Meeting]:
    """Every meeting, the latest first."""
    ids = session.scalars(select(MeetingRow.id).order_by(MeetingRow.day.desc(), MeetingRow.id.desc())).all()
    return [get(session, id) for id in ids]
