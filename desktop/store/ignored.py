"""Findings of the plausibility rules that somebody looked at and let stand (已核，忽略), and the archives to look through."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select

from desktop.domain.plausible import Doubt, Ignored, rule_named
from desktop.domain.standing import CLOSED
from desktop.store import trail
from desktop.store.database import Session
from desktop.store.pieces import pieces
from desktop.store.rows.archives import IgnoredRow
from desktop.store.rows.households import HouseholdRow

SUBJECT = "ignored"


def put(
    session: Session, household_id: int, about: str, doubt: Doubt, because: str, by: str, day: date
) -> None:
    """Keeps that a finding was looked at and may stand; an earlier word on the same figures is replaced."""
    drop(session, household_id, about, doubt)
    row = IgnoredRow(
        household_id=household_id,
        rule=doubt.rule,
        figures=_figures(doubt),
        because=because,
        by=by,
        day=day,
    )
    session.add(row)
    session.flush()
    trail.note(session, SUBJECT, row.id, about, None, _told(row))


def drop(session: Session, household_id: int, about: str, doubt: Doubt) -> bool:
    """Lets go of it, so that the finding is told again; False where it was never let stand."""
    found = session.scalars(
        select(IgnoredRow).where(
            IgnoredRow.household_id == household_id,
            IgnoredRow.rule == doubt.rule,
            IgnoredRow.figures == _figures(doubt),
        )
    ).all()
    for row in found:
        trail.note(session, SUBJECT, row.id, about, _told(row), None)
        session.delete(row)
    session.flush()
    return bool(found)


def of_households(session: Session, ids: Sequence[int]) -> dict[tuple[int, str, str], Ignored]:
    """What was let stand on these archives: by archive, rule and figures."""
    return _keyed(session, select(IgnoredRow).where(IgnoredRow.household_id.in_(ids)))


def everything(session: Session) -> dict[tuple[int, str, str], Ignored]:
    """All that was let stand: by archive, rule and figures."""
    return _keyed(session, select(IgnoredRow))


def key(household_id: int, doubt: Doubt) -> tuple[int, str, str]:
    """By what a finding is found again."""
    return household_id, doubt.rule, _figures(doubt)


def open_ids(session: Session, after: int, limit: int) -> list[int]:
    """The next archives that are neither closed nor put away, by id."""
    return list(
        session.scalars(
            select(HouseholdRow.id)
            .where(HouseholdRow.id > after, *_open())
            .order_by(HouseholdRow.id)
            .limit(limit)
        )
    )


def count_open(session: Session) -> int:
    """How many archives there are to look through."""
    return session.scalar(select(func.count()).select_from(HouseholdRow).where(*_open())) or 0


def open_among(session: Session, ids: Sequence[int]) -> list[int]:
    """Those of these archives that are neither closed nor put away."""
    found: list[int] = []
    for some in pieces(ids):
        found += session.scalars(select(HouseholdRow.id).where(HouseholdRow.id.in_(some), *_open()))
    return found


def _keyed(session: Session, wanted: Select[IgnoredRow]) -> dict[tuple[int, str, str], Ignored]:
    return {
        (row.household_id, row.rule, row.figures): Ignored(because=row.because, by=row.by, day=row.day)
        for row in session.scalars(wanted.order_by(IgnoredRow.id))
    }


def _open() -> tuple[ColumnElement[bool], ...]:
    return (
        HouseholdRow.sealed_on.is_(None),
        HouseholdRow.state.not_in(list(CLOSED)),
    )


def _figures(doubt: Doubt) -> str:
    """The figures with whose they are: the same figure on two members is two findings."""
    return f"{doubt.whose} {doubt.figures}"


def _told(row: IgnoredRow) -> dict[str, str]:
    return {"rule": rule_named(row.rule).label, "figures": row.figures, "because": row.because}
