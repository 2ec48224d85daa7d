"""All open cases for the board, with who does the step that waits, in one reading."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, select

from desktop.domain.application import State, StepKind
from desktop.domain.case_board import Card
from desktop.domain.case_event import Happened
from desktop.domain.due import ESTIMATE
from desktop.store.database import Session
from desktop.store.rows.cases import ApplicationRow, CaseEventRow, StepRow
from desktop.store.rows.households import HouseholdRow
from desktop.store.rows.notices import NoticeRow


def cards(session: Session, only: State | None = None) -> list[Card]:
    """Every case with a step that waits, or those of one state; their due days are not told in words yet."""
    wanted: list[ColumnElement[bool]] = [ApplicationRow.current_kind.is_not(None)]
    if only is not None:
        wanted.append(ApplicationRow.state == only)
    first = (
        select(StepRow.application_id, func.min(StepRow.position).label("position"))
        .join(ApplicationRow, ApplicationRow.id == StepRow.application_id)
        .where(*wanted, StepRow.done_on.is_(None))
        .group_by(StepRow.application_id)
        .subquery()
    )
    rows = session.execute(
        select(
            ApplicationRow.id,
            ApplicationRow.number,
            ApplicationRow.applicant,
            ApplicationRow.scheme_id,
            ApplicationRow.scheme_title,
            ApplicationRow.state,
            ApplicationRow.current_kind,
            ApplicationRow.current_label,
            ApplicationRow.current_due,
            ApplicationRow.paused_since,
            ApplicationRow.aided_on,
            StepRow.who,
            StepRow.rule,
            HouseholdRow.unit_id,
            NoticeRow.until,
            NoticeRow.closed_on,
        )
        .join(first, first.c.application_id == ApplicationRow.id)
        .join(
            StepRow,
            (StepRow.application_id == first.c.application_id) & (StepRow.position == first.c.position),
        )
        .join(HouseholdRow, HouseholdRow.id == ApplicationRow.household_id)
        .outerjoin(NoticeRow, NoticeRow.id == ApplicationRow.notice_id)
        .where(*wanted)
    )
    back = _sent_back(session)
    return [_card(row, back.get(row.id)) for row in rows]


def _sent_back(session: Session) -> dict[int, Any]:
    """When each case that is sent back now was sent back last."""
    rows = session.execute(
        select(CaseEventRow.application_id, func.max(CaseEventRow.on))
        .join(ApplicationRow, ApplicationRow.id == CaseEventRow.application_id)
        .where(CaseEventRow.kind == str(Happened.returned), ApplicationRow.state == State.returned)
        .group_by(CaseEventRow.application_id)
    )
    return {row[0]: row[1] for row in rows}


def _card(row: Any, returned_on: Any) -> Card:
    hangs = row.current_kind is StepKind.notice and row.until is not None and row.closed_on is None
    return Card(
        id=row.id,
        number=row.number,
        applicant=row.applicant,
        scheme_id=row.scheme_id,
        scheme_title=row.scheme_title,
        state=row.state,
        kind=row.current_kind,
        step=row.current_label,
        who=row.who,
        due=row.current_due,
        estimated=ESTIMATE in row.rule,
        paused_since=row.paused_since,
        returned_on=returned_on,
        hangs_until=row.until if hangs else None,
        unit_id=row.unit_id,
        aided=row.aided_on is not None,
    )
