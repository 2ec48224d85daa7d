"""T3: the disk is full. Every writer leaves the old file as it was, says so, and works again once the ballast is gone."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.app import DATABASE
from desktop.casework import intake, safekeeping
from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.domain.listing import HouseholdQuery
from desktop.store import backups, ballast, health
from desktop.store.database import Database
from desktop.store.errors import FullDiskError
from desktop.store.whole_file import write_whole
from reports import saving
from tests.conftest import make_household
from tests.trust import offices
from tests.unit.reports import paper_samples

KEY = bytes(range(32))
Figures = Callable[[str, object, object], None]


def _may_mount() -> bool:
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or shutil.which("unshare") is None:
        return False
    tried = subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False
    )
    return tried.returncode == 0


mounting = pytest.mark.skipif(not _may_mount(), reason="a disk of its own can only be made by root on Linux")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def office(disk: Path) -> Iterator[Office]:
    """An encrypted office on that disk, with a ballast of 2 MB."""
    folder = disk / "办公室"
    offices.found(folder, KEY)
    assert ballast.lay(folder, size=2 << 20)
    made = offices.at_work(
        folder, KEY, store=Database(folder / DATABASE, KEY, when_full=lambda: ballast.release(folder))
    )
    yield made
    made.store.close()


def fill(disk: Path) -> None:
    """Takes the last byte."""
    with contextlib.suppress(OSError), (disk / "filler").open("ab", buffering=0) as filler:
        while True:
            filler.write(b"x" * 4096)
    assert shutil.disk_usage(disk).free < 4096


def record(office: Office, n: int) -> None:
    intake.record_household(office, make_household(name=f"陈练{n}", remark="长" * 4000))


@mounting
def test_no_acknowledged_deed_is_lost_and_the_second_try_works(
    office: Office, disk: Path, figure: Figures
) -> None:
    kept = 0
    fill(disk)
    with pytest.raises(FullDiskError, match="已放出预留的应急空间"):
        for n in range(2000):
            record(office, n)
            kept = n + 1
    assert not (office.folder / ballast.NAME).exists()
    assert intake.count_households(office, HouseholdQuery()) == kept
    record(office, 5000)
    assert intake.count_households(office, HouseholdQuery()) == kept + 1
    assert offices.proof_of(office).sound
    (disk / "filler").unlink()
    assert health.full_check(office.store.path, KEY).sound
    figure("acknowledged deeds lost on a full disk", 0, 0)


@mounting
def test_on_a_disk_without_ballast_it_says_what_to_clear_away(office: Office, disk: Path) -> None:
    ballast.release(office.folder)
    fill(disk)
    with pytest.raises(FullDiskError, match="请删除或移走一些文件"):
        for n in range(2000):
            record(office, n)


@mounting
@pytest.mark.parametrize("name", ["花名册.xlsx", "花名册.pdf"])
def test_a_paper_on_a_full_disk_leaves_the_old_one(office: Office, disk: Path, name: str) -> None:
    out = disk / name
    sheet = office.forms["archive_index"].sheet(paper_samples.index_paper(200))
    office.press([sheet], out)
    old = out.read_bytes()
    fill(disk)
    bigger = office.forms["archive_index"].sheet(paper_samples.index_paper(400))
    with pytest.raises(OfficeError, match=r"磁盘空间不足.*原有文件没有改动"):
        office.press([bigger], out)
    assert out.read_bytes() == old
    assert sorted(p.name for p in disk.iterdir()) == sorted(["办公室", "filler", name])
    assert safekeeping.release_ballast(office.folder)
    office.press([bigger], out)
    assert len(out.read_bytes()) > len(old)


@mounting
def test_a_small_settings_file_on_a_full_disk_stays(office: Office, disk: Path) -> None:
    path = office.folder / health.CHECKED
    health.note_full_check(office.folder, date(2026, 1, 12), sound=True)
    old = path.read_bytes()
    fill(disk)
    with pytest.raises(FullDiskError):
        write_whole(path, b"x" * 9000)
    assert path.read_bytes() == old
    assert ballast.release(office.folder)
    write_whole(path, b"x" * 9000)
    assert path.stat().st_size == 9000


@mounting
def test_a_backup_on_a_full_disk_leaves_the_others_and_works_again(
    office: Office, disk: Path, figure: Figures
) -> None:
    first = safekeeping.back_up(office).backup
    record(office, 1)
    fill(disk)
    with pytest.raises(FullDiskError, match="请现在再试一次"):
        safekeeping.back_up(office)
    root = backups.root_of(office.folder)
    assert [b.counter for b in backups.listing(root)] == [first.counter]
    assert backups.verify(first, KEY).good
    assert not list(root.glob("*.writing"))
    second = safekeeping.back_up(office).backup
    assert second.good
    assert second.households == 1
    figure("files lost by writers on a full disk", 0, 0)


@mounting
def test_a_restore_on_a_full_disk_leaves_the_present_file(office: Office, disk: Path) -> None:
    made = safekeeping.back_up(office).backup
    record(office, 1)
    office.store.close()
    fill(disk)
    with pytest.raises(FullDiskError):
        safekeeping.restore_folder(office.folder, made, KEY, office.now)
    safekeeping.begin(office.folder)
    counts, _ = backups.counted(office.folder / DATABASE, KEY)
    assert counts["household"] == 1
    (disk / "filler").unlink()
    safekeeping.restore_folder(office.folder, made, KEY, office.now)
    counts, _ = backups.counted(office.folder / DATABASE, KEY)
    assert counts["household"] == 0


@pytest.mark.parametrize("writer", [write_whole, saving.save])
def test_a_writer_told_by_the_system_that_all_is_full_keeps_the_old_file(
    writer: Callable[[Path, bytes], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same without a disk of its own: the system's answer is put in its place."""
    path = tmp_path / "a.json"
    writer(path, b"old")

    def full(_handle: int) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OfficeError, match="磁盘空间"):
            writer(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]
    writer(path, b"new")
    assert path.read_bytes() == b"new"
