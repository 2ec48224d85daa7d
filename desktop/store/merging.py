"""Putting two files of one person together: what hangs on the one goes over to the other, which is kept on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from desktop.domain.application import State
from desktop.domain.household import Household
from desktop.store import companions, history, households, trail
from desktop.store.companions import Companion
from desktop.store.database import Session
from desktop.store.rows.archives import AttachmentRow, ConsentRow, IgnoredRow, ReviewRow, StandingRow
from desktop.store.rows.benefits import BenefitRow
from desktop.store.rows.cases import ApplicationRow, AssessmentRow
from desktop.store.rows.households import HouseholdRow
from desktop.store.rows.payouts import PayoutLineRow
from desktop.store.rows.visits import VisitRow

MOVED: tuple[tuple[type[Any], str], ...] = (
    (ApplicationRow, "申请"),
    (AssessmentRow, "核对结论"),
    (VisitRow, "走访"),
    (PayoutLineRow, "发放签收"),
    (ConsentRow, "告知同意"),
    (AttachmentRow, "附件"),
    (StandingRow, "状态记录"),
    (ReviewRow, "复审"),
    (IgnoredRow, "已核忽略"),
    (BenefitRow, "持续待遇"),
)
"""What hangs on a file and goes over, in the words of the office."""


def hanging(session: Session, household_id: int) -> dict[str, int]:
    """How much of what hangs on a file, by its words; nothing where there is none of it."""
    found: dict[str, int] = {}
    for kind, words in MOVED:
        counted = select(func.count()).select_from(kind).where(kind.household_id == household_id)
        if number := session.scalar(counted) or 0:
            found[words] = number
    return found


def schemes_applied(session: Session, household_id: int) -> dict[str, str]:
    """For which schemes the file has an application that was not refused or withdrawn: title and number, by scheme."""
    rows = session.execute(
        select(ApplicationRow.scheme_id, ApplicationRow.scheme_title, ApplicationRow.number).where(
            ApplicationRow.household_id == household_id,
            ApplicationRow.state.not_in([State.refused, State.withdrawn]),
        )
    )
    return {scheme: f"「{title}」{number}" for scheme, title, number in rows}


def merge(
    session: Session, made: Household, other: Household, ordinals: Mapping[int, int], today: date
) -> Household:
    """Keeps what was made of both in the file that stays, moves what hangs on the other, and puts that one away.

    `ordinals` are the numbers its people have in the file that stays. Raises StaleError where that was saved elsewhere.
    """
    assert made.id is not None
    assert other.id is not None
    before = households.get(session, made.id)
    history.named(session, f"{households.called(other)} → {households.called(made)}")
    for household in (before, other):
        history.touched(session, household)
    kept = households.put(session, made, today)
    went: list[Companion] = []
    told: dict[str, str] = {"merged_into": kept.number}
    for kind, words in MOVED:
        ids = list(session.scalars(select(kind.id).where(kind.household_id == other.id).order_by(kind.id)))
        for row_id in ids:
            went.append(_moved(session, kind, row_id, made.id, ordinals))
        if ids:
            told[f"moved.{words}"] = str(len(ids))
    away = {"sealed_on": today, "sealed_because": f"并入 {kept.number}", "merged_into": kept.id}
    went.append(companions.changed(session, HouseholdRow, {"id": other.id}, **away))
    session.expire_all()
    households.show_or_hide(session, other.id)
    trail.note(session, households.SUBJECT, other.id, households.called(other), None, told)
    history.went_along(session, *went)
    return kept


def _moved(session: Session, kind: type[Any], row_id: int, to: int, ordinals: Mapping[int, int]) -> Companion:
    if kind is AttachmentRow:
        whose = session.scalar(select(AttachmentRow.whose).where(AttachmentRow.id == row_id)) or 0
        return companions.changed(
            session, kind, {"id": row_id}, household_id=to, whose=ordinals.get(whose, 0)
        )
    return companions.changed(session, kind, {"id": row_id}, household_id=to)
