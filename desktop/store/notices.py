"""What hangs on public notices: the cases each names, who may be named whole, and photographs of it hanging there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, insert, select, update

from desktop.domain.application import ApplicationLine, Notice, State, StepKind
from desktop.store import trail
from desktop.store.cases import SUBJECT, get_notice, line_of, notice_of
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.cases import ApplicationRow
from desktop.store.rows.households import HouseholdRow
from desktop.store.rows.notices import NoticeCaseRow, NoticePhotoRow, NoticeRow


@dataclass(frozen=True, kw_only=True)
class Hung:
    """What a notice said of a case when it was hung: the check it rests on, what is to be given, and how it may call it."""

    application_id: int
    assessment_id: int
    award: str | None
    """None where that was not kept yet."""
    whole: bool = False
    """Whether the name may stand there whole, were it not a minor's."""


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A photograph of a notice at one of its places; its bytes lie beside the attachments under a random name."""

    notice_id: int
    position: int
    shown_name: str
    stored: str
    sha256: str
    size: int
    added_on: date
    added_by: str


_HUNG = tuple(Hung.__dataclass_fields__)
_PHOTO = tuple(Photo.__dataclass_fields__)


def hang(session: Session, notice_id: int, said: Sequence[Hung]) -> None:
    """Puts applications on a notice, with what it says of them."""
    by_case = {x.application_id: x for x in said}
    wanted = ApplicationRow.id.in_(by_case)
    session.execute(update(ApplicationRow).where(wanted).values(notice_id=notice_id))
    listed = session.scalars(select(ApplicationRow.id).where(wanted).order_by(ApplicationRow.number))
    rows = [
        {"notice_id": notice_id, "position": n, **{name: getattr(by_case[id], name) for name in _HUNG}}
        for n, id in enumerate(listed, 1)
    ]
    session.execute(insert(NoticeCaseRow), rows)
    number = get_notice(session, notice_id).number
    for line in on_notice(session, notice_id):
        trail.note(session, SUBJECT, line.id, f"{line.number} {line.applicant}", None, {"notice": number})


def on_notice(session: Session, notice_id: int) -> list[ApplicationLine]:
    """The applications a notice names, in order of their numbers; those an objection took off it too."""
    rows = session.scalars(
        select(ApplicationRow)
        .join(NoticeCaseRow, NoticeCaseRow.application_id == ApplicationRow.id)
        .where(NoticeCaseRow.notice_id == notice_id)
        .order_by(NoticeCaseRow.position)
    )
    return [line_of(r) for r in rows]


def said_of(session: Session, notice_id: int) -> dict[int, Hung]:
    """What a notice said of each of its applications, by their ids."""
    rows = session.scalars(select(NoticeCaseRow).where(NoticeCaseRow.notice_id == notice_id))
    return {row.application_id: Hung(**{name: getattr(row, name) for name in _HUNG}) for row in rows}


def everything(session: Session) -> list[tuple[Notice, str, int]]:
    """All notices, the latest first, with the scheme's title and how many applications each names."""
    rows = session.execute(
        select(NoticeRow, func.min(ApplicationRow.scheme_title), func.count(ApplicationRow.id))
        .join(NoticeCaseRow, NoticeCaseRow.notice_id == NoticeRow.id)
        .join(ApplicationRow, ApplicationRow.id == NoticeCaseRow.application_id)
        .group_by(NoticeRow.id)
        .order_by(NoticeRow.id.desc())
    )
    return [(notice_of(row), title, count) for row, title, count in rows]


def count_unposted(session: Session) -> int:
    """How many applications wait for a notice that does not hang yet."""
    return (
        session.scalar(
            select(func.count())
            .select_from(ApplicationRow)
            .where(
                ApplicationRow.state == State.open,
                ApplicationRow.current_kind == StepKind.notice,
                ApplicationRow.notice_id.is_(None),
            )
        )
        or 0
    )


def put_photo(session: Session, photo: Photo) -> str:
    """Keeps the photograph of one place; gives the stored name of the one it takes the place of, or nothing."""
    where = (NoticePhotoRow.notice_id == photo.notice_id, NoticePhotoRow.position == photo.position)
    before = session.scalar(select(NoticePhotoRow.stored).where(*where)) or ""
    session.execute(delete(NoticePhotoRow).where(*where))
    session.execute(insert(NoticePhotoRow), [{name: getattr(photo, name) for name in _PHOTO}])
    return before


def photo_of(session: Session, notice_id: int, position: int) -> Photo:
    """The photograph of one place. Raises MissingError."""
    row = session.get(NoticePhotoRow, (notice_id, position))
    if row is None:
        raise MissingError("这张照片")
    return Photo(**{name: getattr(row, name) for name in _PHOTO})


def forget(session: Session) -> list[str]:
    """What was objected to a notice, and photographs of it, may name people: they go when the last archive it named is gone."""
    living = (
        select(NoticeCaseRow.notice_id)
        .join(ApplicationRow, ApplicationRow.id == NoticeCaseRow.application_id)
        .join(HouseholdRow, HouseholdRow.id == ApplicationRow.household_id)
        .where(HouseholdRow.destroyed_on.is_(None))
    )
    session.execute(
        update(NoticeRow).where(NoticeRow.id.not_in(living), NoticeRow.objections != "").values(objections="")
    )
    gone = NoticePhotoRow.notice_id.not_in(living)
    stored = list(session.scalars(select(NoticePhotoRow.stored).where(gone)))
    session.execute(delete(NoticePhotoRow).where(gone))
    for row in session.scalars(select(NoticeRow).where(NoticeRow.id.not_in(living))):
        row.postings = [{**place, "photo": ""} for place in row.postings]
    return stored
