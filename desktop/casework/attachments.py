"""A household's scans and photographs (附件): taken in, looked at, handed out at the officer's wish, removed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop.casework.deeds import deed, expect_allowed
from desktop.casework.office import Office
from desktop.domain.attachment import Attachment, PaperKind, clean_name, file_name
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.trail import Act
from desktop.domain.words import word
from desktop.store import attachment_files as files
from desktop.store import attachments, households, retention, trail
from desktop.store.database import Session
from desktop.store.errors import ReadOnlyError
from desktop.store.whole_file import write_whole


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """A file as it lies among the office's own: what it is called, and where its bytes are."""

    shown_name: str
    stored: str
    sha256: str
    size: int


def attach(
    office: Office,
    household_id: int,
    kind: PaperKind,
    source: Path,
    dated: date | None = None,
    whose: int = 0,
) -> Attachment:
    """Keeps a file from outside as an attachment. Raises OfficeError for what is no ordinary file, or too large."""
    return attach_bytes(office, household_id, kind, source.name, files.taken_from(source), dated, whose)


def attach_bytes(
    office: Office,
    household_id: int,
    kind: PaperKind,
    name: str,
    data: bytes,
    dated: date | None = None,
    whose: int = 0,
) -> Attachment:
    """Keeps bytes (a pasted picture) as an attachment under that shown name; `dated` is the paper's own day."""
    _expect_past(office, dated)
    written = replace(taken_in(office, Act.attach, household_id, kind, name, data), dated=dated, whose=whose)
    # Where this fails the file stays behind unnamed, and is swept away another day: never a row without its file.
    with deed(office, Act.attach) as session:
        return put(session, written)


def taken_in(
    office: Office, act: Act, household_id: int, kind: PaperKind, name: str, data: bytes
) -> Attachment:
    """The bytes written safely, and the value that a transaction of that act is about to keep."""
    expect_allowed(office, act)
    with office.store.read() as session:
        retention.expect_active(session, [household_id])
    file = kept_file(office, act, name, data)
    return Attachment(
        household_id=household_id,
        kind=kind,
        shown_name=file.shown_name,
        stored=file.stored,
        sha256=file.sha256,
        size=file.size,
        added_on=office.today(),
        added_by=office.user.name,
    )


def kept_file(office: Office, act: Act, name: str, data: bytes) -> KeptFile:
    """The bytes written safely among the office's own files; a row must name them soon, or they are swept away."""
    expect_allowed(office, act)
    if office.store.read_only:
        raise ReadOnlyError(office.store.path)
    shown = clean_name(name)
    files.fit(data, shown)
    with office.store.read() as session:
        in_use = attachments.in_use(session)
    files.sweep(office.folder, in_use, office.now().timestamp())
    stored, sha256 = files.write(office.folder, office.key, data)
    return KeptFile(shown_name=shown, stored=stored, sha256=sha256, size=len(data))


def put(session: Session, written: Attachment) -> Attachment:
    """Keeps the row of a file that was written, in a transaction that is under way."""
    retention.expect_active(session, [written.household_id])
    return attachments.put(session, written, _owner(session, written.household_id))


def describe(office: Office, attachment_id: int, kind: PaperKind, dated: date | None, whose: int) -> None:
    """Puts right what kind of paper an attachment is, its day, and whose it is."""
    _expect_past(office, dated)
    with deed(office, Act.attach) as session:
        found = attachments.get(session, attachment_id)
        retention.expect_active(session, [found.household_id])
        changed = replace(found, kind=kind, dated=dated, whose=whose)
        attachments.change(session, changed, _owner(session, found.household_id))


def attachments_of(office: Office, household_id: int) -> list[Attachment]:
    """The attachments of a household, in the order they came."""
    with office.store.read() as session:
        return attachments.of_household(session, household_id)


def content(office: Office, attachment_id: int) -> bytes:
    """The bytes for looking at; who looked is logged. Raises OfficeError where they are damaged."""
    return _handed_out(office, Act.view_attachment, attachment_id)


def suggested_name(office: Office, attachment_id: int) -> str:
    """What a copy may be called on any system: the shown name made safe."""
    with office.store.read() as session:
        found = attachments.get(session, attachment_id)
    name = file_name(found.shown_name)
    return name if "." in name.lstrip(".") else f"{word(found.kind)} {name}"


def save_as(office: Office, attachment_id: int, out: Path) -> None:
    """Writes a plain copy where the officer wants it; logged as an export. Raises OfficeError where it is damaged."""
    if out.resolve().is_relative_to((office.folder / files.FOLDER).resolve()):
        raise OfficeError("请不要存到程序自己的「附件」文件夹里，换一个文件夹。")
    write_whole(out, _handed_out(office, Act.export, attachment_id))


def detach(office: Office, attachment_id: int, reason: str = "") -> None:
    """Takes an attachment off; its file goes too, unless a consent rests on it. Copies stay in the backups for a while."""
    with deed(office, Act.detach, reason) as session:
        found = attachments.get(session, attachment_id)
        retention.expect_active(session, [found.household_id])
        attachments.remove(session, attachment_id, office.today(), _owner(session, found.household_id))
        held = found.stored in attachments.in_use(session)
    if not held:
        files.delete(office.folder, [found.stored])


def _handed_out(office: Office, act: Act, attachment_id: int) -> bytes:
    with office.store.read() as session:
        found = attachments.get(session, attachment_id)
    expect_allowed(office, act)
    data = files.read(office.folder, office.key, found.stored, found.sha256, found.shown_name)
    with deed(office, act) as session:
        about = f"{_owner(session, found.household_id)}：{word(found.kind)}「{found.shown_name}」"
        trail.note(session, attachments.SUBJECT, attachment_id, about)
    return data


def _expect_past(office: Office, dated: date | None) -> None:
    if dated is not None and dated > office.today():
        raise OfficeError(f"材料日期{day_words(dated)}还没有到。请照纸上的日期填写，不清楚的空着。")


def _owner(session: Session, household_id: int) -> str:
    return households.called(households.get(session, household_id))
