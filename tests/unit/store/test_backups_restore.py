"""Restores: the old file or the new one whatever happens between, and never anything deleted."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain.backup import Why
from desktop.store import backups, health, rehearsing, restoring
from desktop.store.backup_files import DATABASE, UnusableBackupError, sha256_of
from desktop.store.database import Database, raw_connection
from desktop.store.encrypting import is_plain
from desktop.store.key_slots import Cost
from desktop.store.keys import Strongbox
from tests.unit.store.backup_office import AT, KEY, add, flip, make, names, populated

FAST = Cost(memory_kib=8, rounds=1, lanes=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return populated(tmp_path / "办公室")


def everything(folder: Path) -> dict[Path, bytes]:
    """All bytes below a folder, without what a look at the data file leaves beside it."""
    files = (p for p in folder.rglob("*") if p.is_file() and not p.name.endswith("-shm"))
    return {p: data for p in files if (data := p.read_bytes())}


def restore(folder: Path, backup: object, key: bytes | None = KEY) -> object:
    return restoring.restore(folder, backup, key, at=AT, app_version="0.1.0")  # pyright: ignore[reportArgumentType]


def test_a_restore_brings_back_what_the_backup_holds_and_keeps_what_was_there(folder: Path) -> None:
    made = make(folder)
    before = names(folder / DATABASE)
    add(folder, 5, first=1000)
    after = names(folder / DATABASE)
    done = restoring.restore(folder, made, KEY, at=AT, app_version="0.1.0")
    assert names(folder / DATABASE) == before
    assert done.was_sound
    assert done.set_aside.parent == backups.root_of(folder)
    assert names(done.set_aside / DATABASE) == after
    newest = backups.newest_good(backups.root_of(folder))
    assert newest is not None
    assert (newest.why, newest.folder) == (Why.restore, done.set_aside)
    assert {p.name for p in folder.iterdir()} == {DATABASE, "备份"}


def test_a_restore_can_be_undone_by_another(folder: Path) -> None:
    made = make(folder)
    add(folder, 5, first=1000)
    after = names(folder / DATABASE)
    done = restoring.restore(folder, made, KEY, at=AT, app_version="0.1.0")
    undo = backups.newest_good(backups.root_of(folder))
    assert undo is not None
    assert undo.folder == done.set_aside
    restore(folder, undo)
    assert names(folder / DATABASE) == after


def test_changes_still_in_the_write_ahead_log_are_set_aside_too(folder: Path) -> None:
    made = make(folder)
    store = Database(folder / DATABASE, KEY)
    add(folder, 1, first=2000)
    shutil.copytree(folder, folder.parent / "as left by a power cut")
    store.close()
    cut = folder.parent / "as left by a power cut"
    assert (cut / f"{DATABASE}-wal").stat().st_size > 0
    done = restoring.restore(cut, made, KEY, at=AT, app_version="0.1.0")
    assert len(names(done.set_aside / DATABASE)) == 31
    assert len(names(cut / DATABASE)) == 30
    assert not (cut / f"{DATABASE}-wal").exists()


def test_a_damaged_file_is_put_aside_byte_by_byte(folder: Path) -> None:
    made = make(folder)
    flip(folder / DATABASE, 4096 * 7 + 99)
    damaged = (folder / DATABASE).read_bytes()
    done = restoring.restore(folder, made, KEY, at=AT, app_version="0.1.0")
    assert not done.was_sound
    assert done.set_aside.parent.name == "损坏的数据"
    assert (done.set_aside / DATABASE).read_bytes() == damaged
    assert len(names(folder / DATABASE)) == 30
    assert health.full_check(folder / DATABASE, KEY).sound


def test_a_lost_file_is_brought_back(folder: Path) -> None:
    made = make(folder)
    (folder / DATABASE).unlink()
    restore(folder, made)
    assert len(names(folder / DATABASE)) == 30


def test_a_bad_backup_is_refused_and_nothing_changes(folder: Path) -> None:
    made = make(folder)
    flip(made.folder / DATABASE, made.size // 2)
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(UnusableBackupError, match="现有数据没有改动"):
        restore(folder, made)
    assert (folder / DATABASE).read_bytes() == before
    assert not (folder / restoring.BESIDE).exists()
    assert not (folder / "损坏的数据").exists()


def test_a_backup_from_before_the_encryption_is_encrypted_on_the_way(tmp_path: Path) -> None:
    plain = populated(tmp_path / "从前", 3, None)
    made = make(plain, key=None)
    folder = populated(tmp_path / "办公室", 1)
    restore(folder, made)
    assert len(names(folder / DATABASE)) == 3
    assert not is_plain(folder / DATABASE)


def test_an_encrypted_backup_without_its_key_or_from_a_newer_program_is_refused(folder: Path) -> None:
    made = make(folder)
    with pytest.raises(UnusableBackupError, match="要先用密码或恢复码打开"):
        restore(folder, made, None)
    manifest = made.folder / "manifest.json"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace('"schema_version": "', '"schema_version": "9'),
        encoding="utf-8",
    )
    with closing(raw_connection(made.folder / DATABASE, KEY)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("UPDATE alembic_version SET version_num = '9' || version_num")
    plain = json.loads(manifest.read_bytes())
    plain["sha256"] = sha256_of(made.folder / DATABASE)
    manifest.write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(UnusableBackupError, match="更新版本"):
        restore(folder, made)


def test_missing_attachments_come_back_and_lost_ones_are_named(folder: Path) -> None:
    attached = folder / "附件"
    attached.mkdir()
    for name in ("a1", "b2"):
        (attached / name).write_bytes(name.encode())
    made = make(folder)
    shutil.rmtree(attached)
    (backups.root_of(folder) / "附件" / "b2").unlink()
    done = restoring.restore(folder, made, KEY, at=AT, app_version="0.1.0")
    assert (attached / "a1").read_bytes() == b"a1"
    assert done.attachments_missing == ("b2",)
    assert "1 个附件" in "".join(done.said)


def test_passwords_changed_since_are_told_and_go_on_opening(tmp_path: Path) -> None:
    folder = tmp_path / "办公室"
    box = Strongbox.create(folder, "林晓舟", "葡萄藤下喝茶 2026", FAST)
    populated(folder, 3, box.key)
    made = make(folder, key=box.key)
    same = restoring.restore(folder, made, box.key, at=AT, app_version="0")
    assert not same.keys_differ
    for name in ("bangfu.keys-a.json", "bangfu.keys-b.json"):
        (folder / name).unlink()
    lost = restoring.restore(folder, made, box.key, at=AT, app_version="0")
    assert not lost.keys_differ
    assert (folder / "bangfu.keys-a.json").exists()
    other = tmp_path / "别的"
    Strongbox.create(other, "周审批", "别的办公室的密码 9", FAST)
    for name in ("bangfu.keys-a.json", "bangfu.keys-b.json"):
        shutil.copy(other / name, folder / name)
    foreign = restoring.restore(folder, made, box.key, at=AT, app_version="0")
    assert foreign.keys_differ
    assert "密码" in "".join(foreign.said)


def test_a_new_pc_gets_data_and_keys_from_the_backup_alone(tmp_path: Path) -> None:
    folder, new = tmp_path / "办公室", tmp_path / "新电脑"
    box = Strongbox.create(folder, "林晓舟", "葡萄藤下喝茶 2026", FAST)
    populated(folder, 3, box.key)
    made = make(folder, key=box.key)
    restoring.restore(new, made, box.key, at=AT, app_version="0")
    assert len(names(new / DATABASE, box.key)) == 3
    assert {p.name for p in new.iterdir()} == {DATABASE, "bangfu.keys-a.json", "bangfu.keys-b.json"}


def test_a_rehearsal_counts_compares_and_changes_nothing(folder: Path) -> None:
    made = make(folder)
    add(folder, 5, first=1000)
    before = everything(folder)
    found = rehearsing.rehearse(made, KEY, *backups.counted(folder / DATABASE, KEY))
    assert everything(folder) == before
    assert found.works
    assert found.entries_since == 5
    household = next(t for t in found.tables if t.table == "household")
    assert (household.label, household.in_backup, household.now) == ("家庭档案", 30, 35)
    assert found.said == (
        "演练成功：这份备份能打开，检查完好，有 30 户家庭档案（现在有 35 户），此后办理的 5 条操作不在里面。"
    )
    assert all(t.label != t.table for t in found.tables), "every table has a Chinese name"


def test_a_rehearsal_of_a_bad_backup_says_why(folder: Path) -> None:
    made = make(folder)
    flip(made.folder / DATABASE, made.size // 2)
    found = rehearsing.rehearse(made, KEY, {}, None)
    assert not found.works
    assert "损坏" in found.said


CHILD = """
import os, signal, sys
from pathlib import Path
folder, backup_name, at = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
steps = 0

def step(event, args):
    # Every renaming, deletion and opening of a file below the office may be the last thing that happens.
    global steps
    if event in ("os.rename", "os.remove", "open", "os.mkdir") and str(folder) in str(args[0]):
        steps += 1
        if steps == at:
            os.kill(os.getpid(), signal.SIGKILL)

from datetime import UTC, datetime
from desktop.store import backups, restoring
KEY, AT = bytes(range(32)), datetime(2026, 3, 2, 1, 15, 3, tzinfo=UTC)
restoring.finish(folder)
backup = next(b for b in backups.listing(backups.root_of(folder)) if b.name == backup_name)
sys.addaudithook(step)
restoring.restore(folder, backup, KEY, at=AT, app_version="0")
print(steps)
"""


@pytest.mark.skipif(os.name != "posix", reason="kills a process by a signal")
@pytest.mark.parametrize("damaged", [False, True])
def test_killed_at_any_step_the_folder_holds_the_old_or_the_new(tmp_path: Path, damaged: bool) -> None:
    origin = populated(tmp_path / "原样", 3)
    made = make(origin)
    add(origin, 1, first=1000)
    if damaged:
        flip(origin / DATABASE, 4096 * 7 + 99)
    old = (origin / DATABASE).read_bytes()

    def run(folder: Path, at: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", textwrap.dedent(CHILD), str(folder), made.name, str(at)],
            capture_output=True,
            text=True,
            check=False,
        )

    whole = run(Path(shutil.copytree(origin, tmp_path / "whole")), 0)
    steps = int(whole.stdout)
    assert steps > 15
    seen: set[str] = set()
    for at in _some(steps, 2 if os.environ.get("BANGFU_TRUST") != "long" else steps):
        folder = Path(shutil.copytree(origin, tmp_path / f"killed {at}"))
        assert run(folder, at).returncode == -signal.SIGKILL
        restoring.finish(folder)
        assert not (folder / restoring.BESIDE).exists()
        if damaged and (folder / DATABASE).read_bytes() == old:
            seen.add("old")
        else:
            count = len(names(folder / DATABASE))
            assert count in (3, 4)
            assert health.full_check(folder / DATABASE, KEY).sound
            seen.add("old" if count == 4 else "new")
        restore(folder, next(b for b in backups.listing(backups.root_of(folder)) if b.name == made.name))
        assert len(names(folder / DATABASE)) == 3
        shutil.rmtree(folder)
    assert seen == {"old", "new"}


def _some(steps: int, count: int) -> list[int]:
    """So many of the steps, spread evenly, the last ones among them."""
    spread = {1 + n * (steps - 1) // max(count - 1, 1) for n in range(count)}
    return sorted(spread | {steps - 3, steps - 1})


def test_a_stale_log_never_mixes_with_the_new_file(folder: Path) -> None:
    """Cut off between the new file's being ready and its being in place, with the old log still there."""
    made = make(folder)
    store = Database(folder / DATABASE, KEY)
    add(folder, 1, first=2000)
    cut = Path(shutil.copytree(folder, folder.parent / "cut"))
    store.close()
    shutil.copy(made.folder / DATABASE, cut / restoring.BESIDE)
    (cut / restoring.NOTE).write_text(f'{{"sha256": "{made.sha256}"}}', encoding="utf-8")
    assert restoring.finish(cut)
    assert len(names(cut / DATABASE)) == 30
    with closing(raw_connection(cut / DATABASE, KEY)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert not restoring.finish(cut)
