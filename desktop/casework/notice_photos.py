"""Photographs of notices hanging at their places (张贴照片): taken in as attachments are, looked at, taken off."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.casework.attachments import kept_file
from desktop.casework.deeds import deed, expect_allowed
from desktop.casework.office import Office
from desktop.domain.attachment import Look, clean_name, look_of
from desktop.domain.errors import OfficeError
from desktop.domain.trail import Act
from desktop.store import attachment_files as files
from desktop.store import cases, notices, trail
from desktop.store.notices import Photo


def add_photo(office: Office, notice_id: int, position: int, source: Path) -> Photo:
    """Keeps a file from outside as the photograph of one place of a notice; an earlier one goes."""
    return add_photo_bytes(office, notice_id, position, source.name, files.taken_from(source))


def add_photo_bytes(office: Office, notice_id: int, position: int, name: str, data: bytes) -> Photo:
    """Keeps bytes (a pasted picture) as the photograph of one place. Raises OfficeError for what is no picture."""
    expect_allowed(office, Act.hang_notice)
    shown = clean_name(name)
    files.fit(data, shown)
    if look_of(data) is not Look.image:
        raise OfficeError(f"「{shown}」不是照片。请选张贴现场的照片（JPG、PNG 等图片）。")
    file = kept_file(office, Act.hang_notice, name, data)
    with deed(office, Act.hang_notice) as session:
        notice = cases.get_notice(session, notice_id)
        if not 0 <= position < len(notice.postings):
            raise OfficeError(f"公示 {notice.number} 没有这个张贴地点，请按 F5 刷新后再看。")
        photo = Photo(
            notice_id=notice_id,
            position=position,
            shown_name=file.shown_name,
            stored=file.stored,
            sha256=file.sha256,
            size=file.size,
            added_on=office.today(),
            added_by=office.user.name,
        )
        before = notices.put_photo(session, photo)
        hung = tuple(
            replace(p, photo=file.shown_name) if n == position else p for n, p in enumerate(notice.postings)
        )
        place = notice.postings[position].place
        about = f"公示 {notice.number}：{place}"
        trail.note(session, cases.NOTICE, notice_id, about, None, {"sha256": file.sha256})
        cases.put_notice(session, replace(notice, postings=hung))
    if before:
        files.delete(office.folder, [before])
    return photo


def photo(office: Office, notice_id: int, position: int) -> bytes:
    """The bytes for looking at; who looked is logged. Raises OfficeError where they are damaged."""
    expect_allowed(office, Act.view_attachment)
    with office.store.read() as session:
        found = notices.photo_of(session, notice_id, position)
        notice = cases.get_notice(session, notice_id)
    data = files.read(office.folder, office.key, found.stored, found.sha256, found.shown_name)
    with deed(office, Act.view_attachment) as session:
        about = f"公示 {notice.number}：{notice.postings[position].place} 的照片"
        trail.note(session, cases.NOTICE, notice_id, about)
    return data
