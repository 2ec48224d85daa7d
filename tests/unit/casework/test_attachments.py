"""Attachments at work: the log, removing, and what a crash leaves behind."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.casework import attachments, intake, keeping
from desktop.casework.office import Office
from desktop.domain.attachment import PaperKind
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.trail import Act
from desktop.store import attachment_files as files
from desktop.store import trail


@pytest.fixture
def home(office: Office, household: Callable[..., Household]) -> int:
    return intake.record_household(office, household()).id or 0


def _acts(office: Office, act: Act) -> list[str]:
    with office.store.read() as session:
        return [e.about for e in trail.entries(session, acts=[act])]


def test_looking_and_handing_out_are_logged(office: Office, home: int, tmp_path: Path) -> None:
    kept = attachments.attach_bytes(office, home, PaperKind.diagnosis, "出院小结.pdf", b"%PDF-x")
    assert [a.shown_name for a in attachments.attachments_of(office, home)] == ["出院小结.pdf"]
    assert attachments.content(office, kept.id or 0) == b"%PDF-x"
    attachments.save_as(office, kept.id or 0, tmp_path / "副本.pdf")
    assert (tmp_path / "副本.pdf").read_bytes() == b"%PDF-x"
    (viewed,) = _acts(office, Act.view_attachment)
    assert "陈练习：诊断证明「出院小结.pdf」" in viewed
    assert len(_acts(office, Act.export)) == 1
    assert len(_acts(office, Act.attach)) == 1


def test_a_removed_attachment_is_gone_with_its_file(office: Office, home: int) -> None:
    kept = attachments.attach_bytes(office, home, PaperKind.photo, "照片.jpg", b"1")
    path = files.path_of(office.folder, kept.stored)
    assert path.exists()
    attachments.detach(office, kept.id or 0, "放错了户")
    assert attachments.attachments_of(office, home) == []
    assert not path.exists()
    with pytest.raises(OfficeError, match="找不到"):
        attachments.content(office, kept.id or 0)


def test_what_a_crash_left_is_swept_after_a_day_and_nothing_else(office: Office, home: int) -> None:
    kept = attachments.attach_bytes(office, home, PaperKind.photo, "照片.jpg", b"1")
    mine = files.path_of(office.folder, kept.stored)
    now = office.now().timestamp()
    orphans = [
        mine.with_name(name) for name in ("0" * 32, "1" * 32, f".{'2' * 32}.new", "别人放的.txt", "3" * 31)
    ]
    for orphan in orphans:
        orphan.write_bytes(b"x")
        os.utime(orphan, (now - 90_000, now - 90_000))
    os.utime(orphans[1], (now, now))
    os.utime(mine, (now - 900_000, now - 900_000))
    attachments.attach_bytes(office, home, PaperKind.photo, "又一张.jpg", b"2")
    assert [o.exists() for o in orphans] == [False, True, False, True, True]
    assert attachments.content(office, kept.id or 0) == b"1"


def test_to_an_archive_put_away_nothing_is_added(office: Office, home: int) -> None:
    kept = attachments.attach_bytes(office, home, PaperKind.photo, "照片.jpg", b"1")
    keeping.seal(office, home, "已脱困")
    with pytest.raises(OfficeError, match="撤档封存"):
        attachments.attach_bytes(office, home, PaperKind.photo, "又一张.jpg", b"2")
    with pytest.raises(OfficeError, match="撤档封存"):
        attachments.detach(office, kept.id or 0)
    assert attachments.content(office, kept.id or 0) == b"1"


def test_a_copy_is_never_put_among_the_attachments(office: Office, home: int) -> None:
    kept = attachments.attach_bytes(office, home, PaperKind.photo, "照片", b"1")
    assert attachments.suggested_name(office, kept.id or 0) == "照片 照片"
    with pytest.raises(OfficeError, match="换一个文件夹"):
        attachments.save_as(office, kept.id or 0, office.folder / files.FOLDER / "x")
