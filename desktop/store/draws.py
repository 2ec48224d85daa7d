"""Random checks as they were held (抽查): the list, the seed, who was chosen and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import func, insert, select, update

from desktop.domain.drawn import DrawHeld, DrawnCase
from desktop.store import numbers, trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.cases import ApplicationRow
from desktop.store.rows.meetings import DrawnRow, DrawRow

SUBJECT = "draw"
_PLAIN = "number scheme_id scheme_title check_id day at_least seed because drawn_by witness".split()
_CASE = "application_id name chosen checked_on checked_by sound found".split()


def put(session: Session, draw: DrawHeld) -> DrawHeld:
    """Keeps a draw, new, or with what was found since; its list and seed never change."""
    before: DrawHeld | None = None
    if draw.id is None:
        draw = replace(draw, number=numbers.next_numbers(session, numbers.DRAW, draw.day.year)[0])
        row = DrawRow(percent=str(draw.percent), **{name: getattr(draw, name) for name in _PLAIN})
        session.add(row)
        session.flush()
        draw = replace(draw, id=row.id)
        session.execute(
            insert(DrawnRow),
            [
                {"draw_id": row.id, "position": n, **{name: getattr(c, name) for name in _CASE}}
                for n, c in enumerate(draw.cases, 1)
            ],
        )
    else:
        before = get(session, draw.id)
        for n, (was, now) in enumerate(zip(before.cases, draw.cases, strict=True), 1):
            if was != now:
                session.execute(
                    update(DrawnRow)
                    .where(DrawnRow.draw_id == draw.id, DrawnRow.position == n)
                    .values(
                        checked_on=now.checked_on, checked_by=now.checked_by, sound=now.sound, found=now.found
                    )
                )
    trail.note(session, SUBJECT, draw.id, f"抽查 {draw.number}", before, draw)
    return draw


def get(session: Session, draw_id: int) -> DrawHeld:
    """The draw with its list. Raises MissingError."""
    row = session.get(DrawRow, draw_id)
    if row is None:
        raise MissingError("这次抽查")
    found = session.execute(
        select(DrawnRow, ApplicationRow.applicant)
        .join(ApplicationRow, ApplicationRow.id == DrawnRow.application_id)
        .where(DrawnRow.draw_id == draw_id)
        .order_by(DrawnRow.position)
    )
    cases = tuple(DrawnCase(applicant=name, **{n: getattr(r, n) for n in _CASE}) for r, name in found)
    plain = {name: getattr(row, name) for name in _PLAIN}
    return DrawHeld(id=row.id, percent=Decimal(row.percent), cases=cases, **plain)


def all_draws(session: Session) -> list[DrawHeld]:
    """Every draw with its list, the latest first."""
    ids = session.scalars(select(DrawRow.id).order_by(DrawRow.id.desc())).all()
    return [get(session, id) for id in ids]


def unchecked(session: Session) -> list[tuple[str, int]]:
    """The numbers of the draws that still have chosen cases without a finding, with how many; the earliest first."""
    rows = session.execute(
        select(DrawRow.number, func.count())
        .join(DrawnRow, DrawnRow.draw_id == DrawRow.id)
        .where(DrawnRow.chosen.is_(True), DrawnRow.sound.is_(None))
        .group_by(DrawRow.id, DrawRow.number)
        .order_by(DrawRow.id)
    )
    return [(number, count) for number, count in rows]


def of_case(session: Session, application_id: int, check_id: str) -> list[DrawHeld]:
    """The draws under a rule whose list named the case, the latest first."""
    ids = session.scalars(
        select(DrawRow.id)
        .join(DrawnRow, DrawnRow.draw_id == DrawRow.id)
        .where(DrawnRow.application_id == application_id, DrawRow.check_id == check_id)
        .order_by(DrawRow.id.desc())
    ).all()
    return [get(session, id) for id in ids]


def in_year(session: Session, schemes: Sequence[str], check_id: str, year: int) -> list[DrawHeld]:
    """The draws under a rule of a scheme, in any of its editions, in a calendar year, in their order."""
    ids = session.scalars(
        select(DrawRow.id)
        .where(
            DrawRow.scheme_id.in_(schemes),
            DrawRow.check_id == check_id,
            DrawRow.day.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .order_by(DrawRow.id)
    ).all()
    return [get(session, id) for id in ids]
