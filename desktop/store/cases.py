"""Applications with their steps, and the notices they hang on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, case, delete, func, insert, or_, select, update

from desktop.domain.application import (
    Agent,
    Application,
    ApplicationLine,
    FirstAid,
    Notice,
    Origin,
    Override,
    Pause,
    Posting,
    State,
    Step,
    StepKind,
)
from desktop.domain.case_event import CaseEvent, Happened
from desktop.domain.listing import ApplicationQuery
from desktop.domain.names import initials
from desktop.domain.notice_look import NoticeLook
from desktop.domain.search_text import ways_sought
from desktop.domain.step_record import StepRecord
from desktop.domain.verdict import Goods
from desktop.store import numbers, snapshots, trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.cases import ApplicationRow, CaseEventRow, StepRow
from desktop.store.rows.notices import NoticeRow

Columns = TypeVarTuple("Columns")

SUBJECT, NOTICE = "application", "notice"
_GOODS = tuple[Goods, ...]
_PLAIN = (
    "household_id assessment_id scheme_id scheme_title applicant applied_on reason proposed monthly state "
    "approved_amount decision_reason decided_on decided_by alone_because filing cause ends_benefit"
).split()
_STEP = "position kind label who due rule done_on by opinion recorded_by plan times".split()
_NOTICE = (
    "number posted_on until until_posting_day_counted until_posting_day_excluded days workdays skipped "
    "place objections closed_on taken_down_on taken_down_by"
).split()
_EVENT = "on words step by recorded_by id".split()
_POSTINGS = tuple[Posting, ...]


@dataclass(frozen=True, kw_only=True)
class _More:
    """What of an application is only read with the whole case."""

    agent: Agent | None = None
    late_because: str = ""
    pauses: tuple[Pause, ...] = ()
    first_aid: FirstAid | None = None
    reopened_at: str = ""
    reopened_on: date | None = None
    decided_at: str = ""
    reference: str = ""
    override: Override | None = None


_MORE = tuple(_More.__dataclass_fields__)


def put(session: Session, application: Application) -> Application:
    """Keeps an application, new or changed, with its steps."""
    before: Application | None = None
    if application.id is None:
        number = numbers.next_numbers(session, numbers.APPLICATION, application.applied_on.year)[0]
        application = replace(application, number=number)
        row = ApplicationRow(**_row(application))
        session.add(row)
        session.flush()
        application = replace(application, id=row.id)
    else:
        before = get(session, application.id)
        session.execute(
            update(ApplicationRow).where(ApplicationRow.id == application.id).values(**_row(application))
        )
        session.execute(delete(StepRow).where(StepRow.application_id == application.id))
    if application.steps:
        session.execute(
            insert(StepRow),
            [
                {
                    "application_id": application.id,
                    **{name: getattr(s, name) for name in _STEP},
                    "record": {} if s.record == StepRecord() else snapshots.plain(s.record, StepRecord),
                }
                for s in application.steps
            ],
        )
    application = replace(application, events=_put_events(session, application))
    trail.note(session, SUBJECT, application.id, called(application), before, application)
    return application


def called(application: Application) -> str:
    """How the log names an application."""
    return f"{application.number} {application.applicant}"


def get(session: Session, application_id: int) -> Application:
    """The application with steps and notice. Raises MissingError."""
    row = session.get(ApplicationRow, application_id)
    if row is None:
        raise MissingError("这份申请")
    steps = session.scalars(
        select(StepRow).where(StepRow.application_id == application_id).order_by(StepRow.position)
    )
    notice = session.get(NoticeRow, row.notice_id) if row.notice_id else None
    more = snapshots.made(_More, row.more) if row.more else _More()
    return Application(
        id=row.id,
        number=row.number,
        goods=snapshots.made(_GOODS, row.goods),
        approved_goods=snapshots.made(_GOODS, row.approved_goods),
        steps=tuple(_step(s) for s in steps),
        notice=notice_of(notice) if notice else None,
        origin=Origin(row.origin),
        events=_events(session, application_id),
        **{name: getattr(more, name) for name in _MORE},
        **{name: getattr(row, name) for name in _PLAIN},
    )


def id_of(session: Session, number: str) -> int:
    """The application of that number. Raises MissingError."""
    found = session.scalar(select(ApplicationRow.id).where(ApplicationRow.number == number.strip()))
    if found is None:
        raise MissingError(f"编号为「{number}」的申请")
    return found


def browse(session: Session, query: ApplicationQuery, offset: int, limit: int) -> list[ApplicationLine]:
    """One page of applications: open ones by due date, then the latest first."""
    statement = _found(query, select(ApplicationRow)).order_by(
        case((ApplicationRow.state.in_([State.open, State.returned]), 0), else_=1),
        ApplicationRow.current_due.is_(None),
        ApplicationRow.current_due,
        ApplicationRow.id.desc(),
    )
    rows = list(session.scalars(statement.offset(offset).limit(limit)))
    away = _turned_away(session, [r.id for r in rows if r.state is State.refused])
    return [replace(line_of(r), turned_away=r.id in away) for r in rows]


def _turned_away(session: Session, refused: Sequence[int]) -> set[int]:
    """Which of these refused cases were refused before anybody had taken them."""
    if not refused:
        return set()
    undone = select(StepRow.application_id).where(
        StepRow.application_id.in_(refused), StepRow.kind == StepKind.accept, StepRow.done_on.is_(None)
    )
    return set(session.scalars(undone))


def count(session: Session, query: ApplicationQuery) -> int:
    """How many applications the query finds."""
    return session.scalar(_found(query, select(func.count()).select_from(ApplicationRow))) or 0


def put_notice(session: Session, notice: Notice) -> Notice:
    """Keeps a notice, new or changed."""
    values = {name: getattr(notice, name) for name in _NOTICE}
    values["postings"] = snapshots.plain(notice.postings, _POSTINGS) if notice.postings else []
    values["more"] = {} if notice.look == NoticeLook() else snapshots.plain(notice.look, NoticeLook)
    if notice.id is None:
        values["number"] = numbers.next_numbers(session, numbers.NOTICE, notice.posted_on.year)[0]
        row = NoticeRow(**values)
        session.add(row)
        session.flush()
        kept = replace(notice, id=row.id, number=row.number)
        trail.note(session, NOTICE, kept.id, f"公示 {kept.number}", None, kept)
        return kept
    before = get_notice(session, notice.id)
    session.execute(update(NoticeRow).where(NoticeRow.id == notice.id).values(**values))
    trail.note(session, NOTICE, notice.id, f"公示 {notice.number}", before, notice)
    return notice


def get_notice(session: Session, notice_id: int) -> Notice:
    """The notice. Raises MissingError."""
    row = session.get(NoticeRow, notice_id)
    if row is None:
        raise MissingError("这次公示")
    return notice_of(row)


def granted_by_household(
    session: Session,
    schemes: Collection[str],
    year: int,
    household_id: int | None = None,
    but: int | None = None,
) -> dict[int, Decimal]:
    """What was given under these schemes in a calendar year, in yuan by household; of one household or of all.

    First aid counts until its case is approved: then the sum approved holds it. `but` is one application left out.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    decided = and_(ApplicationRow.state == State.approved, ApplicationRow.decided_on.between(first, last))
    aided = and_(ApplicationRow.state != State.approved, ApplicationRow.aided_on.between(first, last))
    wanted = [ApplicationRow.scheme_id.in_(schemes), or_(decided, aided)]
    if household_id is not None:
        wanted.append(ApplicationRow.household_id == household_id)
    if but is not None:
        wanted.append(ApplicationRow.id != but)
    found: dict[int, Decimal] = {}
    for row in session.scalars(select(ApplicationRow).where(*wanted)):
        amount = row.approved_amount if row.state is State.approved else first_aid_amount(row)
        found[row.household_id] = found.get(row.household_id, Decimal(0)) + (amount or Decimal(0))
    return found


def aided(session: Session) -> list[Application]:
    """The undecided cases in which help was given at once."""
    ids = session.scalars(
        select(ApplicationRow.id).where(
            ApplicationRow.aided_on.is_not(None), ApplicationRow.state.in_([State.open, State.returned])
        )
    )
    return [get(session, id) for id in ids.all()]


def first_aid_amount(row: ApplicationRow) -> Decimal:
    """What was given at once in a case, in yuan."""
    aid = first_aid(row)
    return (aid.amount if aid else None) or Decimal(0)


def first_aid(row: ApplicationRow) -> FirstAid | None:
    """The help given at once in a case; None where there was none, or the archive was destroyed since."""
    kept = row.more.get("first_aid") if row.aided_on and row.more else None
    return snapshots.made(FirstAid, kept) if kept else None


def _row(application: Application) -> dict[str, Any]:
    current = application.current
    paused = application.paused
    more = _More(**{name: getattr(application, name) for name in _MORE})
    return {
        **{name: getattr(application, name) for name in _PLAIN},
        "number": application.number,
        "goods": snapshots.plain(application.goods, _GOODS),
        "approved_goods": snapshots.plain(application.approved_goods, _GOODS),
        "notice_id": application.notice.id if application.notice else None,
        "search": "\n".join(
            [application.number, application.applicant, initials(application.applicant)]
        ).lower(),
        "current_kind": current.kind if current else None,
        "current_label": current.label if current else "",
        "current_due": current.due if current and paused is None else None,
        "paused_since": paused.since if paused else None,
        "origin": str(application.origin),
        "aided_on": application.first_aid.on if application.first_aid else None,
        "more": {} if more == _More() else snapshots.plain(more, _More),
    }


def _put_events(session: Session, application: Application) -> tuple[CaseEvent, ...]:
    """The events with their ids; only those without one are written."""
    kept: list[CaseEvent] = []
    for event in application.events:
        if event.id is None:
            row = CaseEventRow(
                application_id=application.id,
                kind=str(event.kind),
                **{name: getattr(event, name) for name in _EVENT if name != "id"},
            )
            session.add(row)
            session.flush()
            event = replace(event, id=row.id)
        kept.append(event)
    return tuple(kept)


def _events(session: Session, application_id: int) -> tuple[CaseEvent, ...]:
    rows = session.scalars(
        select(CaseEventRow).where(CaseEventRow.application_id == application_id).order_by(CaseEventRow.id)
    )
    return tuple(
        CaseEvent(kind=Happened(r.kind), **{name: getattr(r, name) for name in _EVENT}) for r in rows
    )


def _step(row: StepRow) -> Step:
    record = snapshots.made(StepRecord, row.record) if row.record else StepRecord()
    return Step(record=record, **{name: getattr(row, name) for name in _STEP})


def _found(query: ApplicationQuery, statement: Select[*Columns]) -> Select[*Columns]:
    wanted: list[ColumnElement[bool]] = [
        or_(*(ApplicationRow.search.contains(way, autoescape=True) for way in ways))
        for ways in ways_sought(query.search)
    ]
    if query.states:
        wanted.append(ApplicationRow.state.in_(query.states))
    if query.step is not None:
        wanted.append(ApplicationRow.current_kind == query.step)
    if query.scheme_id:
        wanted.append(ApplicationRow.scheme_id == query.scheme_id)
    if query.household_id is not None:
        wanted.append(ApplicationRow.household_id == query.household_id)
    if query.due_until is not None:
        wanted.append(ApplicationRow.current_due <= query.due_until)
    return statement.where(*wanted) if wanted else statement


def line_of(row: ApplicationRow) -> ApplicationLine:
    """One row of the list of applications."""
    decided = row.state is State.approved
    return ApplicationLine(
        id=row.id,
        number=row.number,
        applicant=row.applicant,
        household_id=row.household_id,
        scheme_title=row.scheme_title,
        state=row.state,
        step=row.current_label,
        step_kind=row.current_kind,
        due=row.current_due,
        applied_on=row.applied_on,
        amount=row.approved_amount if decided else row.proposed,
        monthly=row.monthly,
        goods=snapshots.made(_GOODS, row.approved_goods if decided else row.goods),
        paused_since=row.paused_since,
        scheme_id=row.scheme_id,
        hangs=row.notice_id is not None and row.current_kind is StepKind.notice,
    )


def notice_of(row: NoticeRow) -> Notice:
    """The notice a row holds."""
    postings = snapshots.made(_POSTINGS, row.postings) if row.postings else ()
    look = snapshots.made(NoticeLook, row.more) if row.more else NoticeLook()
    return Notice(id=row.id, postings=postings, look=look, **{name: getattr(row, name) for name in _NOTICE})
