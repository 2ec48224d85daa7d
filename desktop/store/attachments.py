"""Which attachments there are. Their bytes lie in files of their own; see attachment_files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import delete, select

from desktop.domain.attachment import Attachment, PaperKind
from desktop.store import trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.rows.archives import AttachmentRow, ConsentRow
from desktop.store.rows.notices import NoticePhotoRow

SUBJECT = "attachment"
_FIELDS = "household_id shown_name stored sha256 size added_on added_by removed_on dated whose".split()


def put(session: Session, attachment: Attachment, owner: str) -> Attachment:
    """Keeps a new attachment; `owner` is how the log names its household."""
    values = {name: getattr(attachment, name) for name in _FIELDS}
    row = AttachmentRow(kind=attachment.kind.value, **values)
    session.add(row)
    session.flush()
    trail.note(session, SUBJECT, row.id, owner, None, _told(attachment) | {"sha256": attachment.sha256})
    return replace(attachment, id=row.id)


def change(session: Session, attachment: Attachment, owner: str) -> None:
    """Keeps another kind, day or person for an attachment on file; its bytes and its name stay."""
    before = get(session, attachment.id or 0)
    row = session.get(AttachmentRow, attachment.id)
    assert row is not None
    row.kind, row.dated, row.whose = attachment.kind.value, attachment.dated, attachment.whose
    session.flush()
    trail.note(session, SUBJECT, row.id, owner, _told(before), _told(attachment))


def get(session: Session, attachment_id: int) -> Attachment:
    """One attachment that was not removed. Raises MissingError."""
    row = session.get(AttachmentRow, attachment_id)
    if row is None or row.removed_on is not None:
        raise MissingError("这份附件")
    return _attachment(row)


def of_household(session: Session, household_id: int) -> list[Attachment]:
    """The attachments of a household that were not removed, in the order they came."""
    rows = session.scalars(
        select(AttachmentRow)
        .where(AttachmentRow.household_id == household_id, AttachmentRow.removed_on.is_(None))
        .order_by(AttachmentRow.id)
    )
    return [_attachment(r) for r in rows]


def remove(session: Session, attachment_id: int, day: date, owner: str) -> Attachment:
    """Marks an attachment as removed and gives it as it was."""
    before = get(session, attachment_id)
    row = session.get(AttachmentRow, attachment_id)
    assert row is not None
    row.removed_on = day
    session.flush()
    trail.note(session, SUBJECT, attachment_id, owner, _told(before) | {"sha256": before.sha256}, None)
    return before


def in_use(session: Session) -> set[str]:
    """The stored names of all files something still names: what was not removed, what a consent rests on, notices' photographs."""
    held = select(ConsentRow.attachment_id).where(ConsentRow.attachment_id.is_not(None))
    hung = set(session.scalars(select(NoticePhotoRow.stored)))
    return hung | set(
        session.scalars(
            select(AttachmentRow.stored).where(
                AttachmentRow.removed_on.is_(None) | AttachmentRow.id.in_(held)
            )
        )
    )


def forget(session: Session, household_ids: Iterable[int]) -> list[str]:
    """Takes away all rows of these households, removed ones too; gives the stored names of their files."""
    mine = AttachmentRow.household_id.in_(list(household_ids))
    stored = list(session.scalars(select(AttachmentRow.stored).where(mine)))
    session.execute(delete(AttachmentRow).where(mine))
    return stored


def _told(attachment: Attachment) -> dict[str, str]:
    told = {"kind": attachment.kind.value, "shown_name": attachment.shown_name}
    if attachment.dated:
        told["dated"] = attachment.dated.isoformat()
    if attachment.whose:
        told["whose"] = str(attachment.whose)
    return told


def _attachment(row: AttachmentRow) -> Attachment:
    return Attachment(id=row.id, kind=PaperKind(row.kind), **{name: getattr(row, name) for name in _FIELDS})
