"""Files somebody should look at, found in SQL: archives that are put away or closed stand on no list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from desktop.domain.application import State
from desktop.domain.attachment import PaperKind
from desktop.domain.days import after_months, day_words, full_years
from desktop.domain.household import CertificateKind
from desktop.domain.person import Sex
from desktop.domain.standing import CLOSED
from desktop.domain.watchlist import Watched, WatchList
from desktop.domain.words import word
from desktop.store import reviews, standing
from desktop.store.database import Session
from desktop.store.rows.archives import AttachmentRow
from desktop.store.rows.cases import ApplicationRow
from desktop.store.rows.households import CertificateRow, HouseholdRow
from desktop.store.rows.payouts import PayoutLineRow
from desktop.store.rows.people import MemberRow
from desktop.store.rows.visits import VisitRow

AGES: Mapping[Sex, int] = {Sex.male: 60, Sex.female: 55}
"""When men and women come into the age that plans and pensions go by."""

_Find = Callable[[Session, date, int], list[Watched]]


def watched(session: Session, which: WatchList, today: date, months: int) -> list[Watched]:
    """The files on a list, by number; `months` is how far it looks back or ahead."""
    return _FINDERS[which](session, today, months)


def _open() -> tuple[ColumnElement[bool], ...]:
    return (HouseholdRow.sealed_on.is_(None), HouseholdRow.state.not_in(list(CLOSED)))


def _files(*more: Any) -> Any:
    chosen = select(HouseholdRow.id, HouseholdRow.number, HouseholdRow.name, *more)
    return chosen.where(*_open()).order_by(HouseholdRow.number)


def _unchanged(session: Session, today: date, months: int) -> list[Watched]:
    until = after_months(today, -months)
    rows = _rows(session, _files(HouseholdRow.changed_on).where(HouseholdRow.changed_on <= until))
    return [_line(r, f"自{day_words(r[3])}起没有修改过") for r in rows]


def _never_aided(session: Session, today: date, months: int) -> list[Watched]:
    approved = and_(ApplicationRow.household_id == HouseholdRow.id, ApplicationRow.state == State.approved)
    paid = PayoutLineRow.household_id == HouseholdRow.id
    wanted = _files(HouseholdRow.filed_on).where(~exists().where(approved), ~exists().where(paid))
    return [
        _line(r, f"{day_words(r[3])}建档以来没有批准过帮扶" if r[3] else "建档以来没有批准过帮扶")
        for r in _rows(session, wanted)
    ]


def _not_visited(session: Session, today: date, months: int) -> list[Watched]:
    last = (
        select(VisitRow.household_id, func.max(VisitRow.made_on).label("last"))
        .where(VisitRow.made_on.is_not(None))
        .group_by(VisitRow.household_id)
        .subquery()
    )
    since = after_months(today, -months)
    wanted = (
        _files(last.c.last)
        .outerjoin(last, last.c.household_id == HouseholdRow.id)
        .where(or_(last.c.last.is_(None), last.c.last <= since))
    )
    return [
        _line(r, f"上次走访在{day_words(r[3])}" if r[3] else "还没有走访过") for r in _rows(session, wanted)
    ]


def _certificates_end(session: Session, today: date, months: int) -> list[Watched]:
    until = after_months(today, months)
    rows = _rows(
        session,
        _files(CertificateRow.kind, CertificateRow.expires_on)
        .join(CertificateRow, CertificateRow.household_id == HouseholdRow.id)
        .where(CertificateRow.expires_on.is_not(None), CertificateRow.expires_on <= until),
    )
    return [_line(r, _certificate(r[3], r[4], today)) for r in rows]


def _certificate(kind: CertificateKind, ends: date, today: date) -> str:
    said = "已于" if ends < today else "将于"
    return f"{word(kind)}{said}{day_words(ends)}到期"


def _graduating(session: Session, today: date, months: int) -> list[Watched]:
    year = after_months(today, months).year
    leaves = MemberRow.enrolled_year + MemberRow.school_years
    rows = _rows(
        session,
        _files(MemberRow.name, leaves)
        .join(MemberRow, MemberRow.household_id == HouseholdRow.id)
        .where(leaves <= year, MemberRow.schooling.is_not(None), _present(today)),
    )
    return [_line(r, f"{r[3]} {'应已于' if r[4] < today.year else '将于'} {r[4]} 年毕业") for r in rows]


def _turning_sixty(session: Session, today: date, months: int) -> list[Watched]:
    """Birthdays between today and the last day looked at, worked out exactly from the few of the right years."""
    until = after_months(today, months)
    found: list[Watched] = []
    for sex, age in AGES.items():
        years = range(today.year - age, until.year - age + 1)
        rows = _rows(
            session,
            _files(MemberRow.name, MemberRow.born)
            .join(MemberRow, MemberRow.household_id == HouseholdRow.id)
            .where(
                MemberRow.sex == sex,
                MemberRow.born >= date(years.start, 1, 1),
                MemberRow.born <= date(years.stop - 1, 12, 31),
                _present(today),
            ),
        )
        for r in rows:
            if full_years(r[4], today) < age <= full_years(r[4], until):
                born: date = r[4]
                found.append(_line(r, f"{r[3]} {day_words(born)}出生，{born.year + age} 年满 {age} 周岁"))
    return sorted(found, key=lambda x: x.number)


def _in_two_files(session: Session, today: date, months: int) -> list[Watched]:
    several = (
        select(MemberRow.id_number)
        .join(HouseholdRow, HouseholdRow.id == MemberRow.household_id)
        .where(MemberRow.id_number != "", *_open(), _present(today))
        .group_by(MemberRow.id_number)
        .having(func.count(func.distinct(MemberRow.household_id)) > 1)
    )
    rows = _rows(
        session,
        _files(MemberRow.name, MemberRow.id_number)
        .join(MemberRow, MemberRow.household_id == HouseholdRow.id)
        .where(MemberRow.id_number.in_(several), _present(today)),
    )
    numbers: dict[str, list[str]] = {}
    for r in rows:
        numbers.setdefault(r[4], []).append(r[1])
    return [
        _line(r, f"{r[3]} 同时在档案 {'、'.join(n for n in numbers[r[4]] if n != r[1])} 里") for r in rows
    ]


def _paper_differs(session: Session, today: date, months: int) -> list[Watched]:
    signed = func.coalesce(AttachmentRow.dated, AttachmentRow.added_on)
    last = (
        select(AttachmentRow.household_id, func.max(signed).label("signed"))
        .where(AttachmentRow.kind == PaperKind.archive_form.value, AttachmentRow.removed_on.is_(None))
        .group_by(AttachmentRow.household_id)
        .subquery()
    )
    rows = _rows(
        session,
        _files(HouseholdRow.changed_on, last.c.signed)
        .join(last, last.c.household_id == HouseholdRow.id)
        .where(HouseholdRow.changed_on > last.c.signed),
    )
    return [
        _line(r, f"纸质档案表是{day_words(r[4])}的，电子档案{day_words(r[3])}又改过，请重新打印签字")
        for r in rows
    ]


def _fading_ends(session: Session, today: date, months: int) -> list[Watched]:
    until = dict(standing.fading_until(session, after_months(today, months)))
    rows = _rows(session, _files().where(HouseholdRow.id.in_(list(until))))
    return [_line(r, f"渐退到{day_words(until[r[0]])}为止") for r in rows]


def _not_reviewed(session: Session, today: date, months: int) -> list[Watched]:
    waiting = set(reviews.waiting(session, today.year))
    rows = _rows(session, _files(HouseholdRow.verified_on))
    return [
        _line(r, f"{today.year} 年还没有复审" + (f"，上次核实在{day_words(r[3])}" if r[3] else ""))
        for r in rows
        if r[0] in waiting
    ]


def _rows(session: Session, statement: Any) -> list[Any]:
    found: Any = session.execute(statement)
    return list(found)


def _present(today: date) -> ColumnElement[bool]:
    return or_(MemberRow.left_on.is_(None), MemberRow.left_on > today)


def _line(row: Any, because: str) -> Watched:
    return Watched(household_id=row[0], number=row[1], name=row[2], because=because)


_FINDERS: Mapping[WatchList, _Find] = {
    WatchList.unchanged: _unchanged,
    WatchList.never_aided: _never_aided,
    WatchList.not_visited: _not_visited,
    WatchList.certificates_end: _certificates_end,
    WatchList.graduating: _graduating,
    WatchList.turning_sixty: _turning_sixty,
    WatchList.in_two_files: _in_two_files,
    WatchList.paper_differs: _paper_differs,
    WatchList.fading_ends: _fading_ends,
    WatchList.not_reviewed: _not_reviewed,
}
