"""Backups: verified after writing, told good from bad, never in the way of each other."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.backup import Why
from desktop.domain.thinning import RECENT_MOST
from desktop.store import backups, second_place, upgrade
from desktop.store.backup_files import DATABASE, MANIFEST, README, sha256_of
from desktop.store.database import Database, driver, raw_connection
from desktop.store.errors import DamagedDatabaseError, FullDiskError
from desktop.store.migrations import HEAD
from desktop.store.second_place import PlaceMissingError
from tests.unit.store.backup_office import AT, KEY, add, flip, make, names, populated

FROZEN = Path(__file__).parents[2] / "golden" / "databases" / "0001.db"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return populated(tmp_path / "办公室")


def test_a_backup_holds_all_there_was_and_says_so(folder: Path) -> None:
    (folder / "bangfu.keys-a.json").write_text("{}", encoding="utf-8")
    made = make(folder, Why.closing)
    assert made.good
    assert made.name.endswith(" 关闭程序 000001")
    assert made.households == 30
    assert made.schema_version == HEAD
    assert made.head is not None
    assert made.head.seq > 0
    assert made.sha256 == sha256_of(made.folder / DATABASE)
    assert names(made.folder / DATABASE) == names(folder / DATABASE)
    assert {f.name for f in made.folder.iterdir()} == {
        DATABASE,
        MANIFEST,
        README,
        "附件清单.txt",
        "bangfu.keys-a.json",
    }
    assert backups.listing(backups.root_of(folder)) == (replace(made, at=AT.replace(microsecond=0)),)
    said = (made.folder / README).read_text(encoding="utf-8-sig")
    assert "怎样恢复" in said
    assert "30 户" in said
    assert made.head.code in said


def test_a_backup_is_encrypted_by_the_same_key(folder: Path) -> None:
    made = make(folder)
    data = (made.folder / DATABASE).read_bytes()
    name = names(folder / DATABASE)[0]
    assert name.encode() not in data
    assert not data.startswith(b"SQLite format 3")
    with pytest.raises(driver.DatabaseError, match="not a database"):
        raw_connection(made.folder / DATABASE, bytes(32), read_only=True).execute(
            "SELECT count(*) FROM household"
        )


def test_a_backup_of_a_file_in_use_is_one_moment_of_it(folder: Path) -> None:
    store = Database(folder / DATABASE, KEY)
    writing = raw_connection(folder / DATABASE, KEY)
    writing.execute("BEGIN IMMEDIATE")
    writing.execute("INSERT INTO fund (name, source, remark) VALUES ('未提交', '', '')")
    made = make(folder)
    writing.execute("COMMIT")
    writing.close()
    store.close()
    assert made.good
    assert made.counts["fund"] == 0
    assert not list(made.folder.glob("*-wal"))


def test_a_file_of_the_first_version_is_backed_up_before_it_has_a_log(tmp_path: Path) -> None:
    folder = tmp_path / "办公室"
    folder.mkdir()
    shutil.copy(FROZEN, folder / DATABASE)
    made = make(folder, Why.upgrade, key=None)
    assert made.good
    assert made.schema_version == "0001"
    assert made.head is None
    assert "trail" not in made.counts
    assert "没有加密" in (made.folder / README).read_text(encoding="utf-8-sig")


def test_numbers_never_repeat_even_where_a_backup_was_deleted_or_lies_elsewhere(
    folder: Path, tmp_path: Path
) -> None:
    first, second = make(folder), make(folder)
    shutil.rmtree(second.folder)
    third = make(folder)
    assert (first.counter, third.counter) == (1, 3)
    elsewhere = second_place.copy_to(third, tmp_path, "示例")
    shutil.rmtree(backups.root_of(folder))
    made = backups.make(folder, KEY, why=Why.by_hand, at=AT, app_version="", also=[elsewhere.folder.parent])
    assert made.counter == 4


def test_the_list_goes_by_number_and_not_by_the_clock(folder: Path) -> None:
    made = [make(folder, at=AT + timedelta(days=d)) for d in (0, 3653, -3653, 1)]
    assert [b.counter for b in backups.listing(backups.root_of(folder))] == [4, 3, 2, 1]
    newest = backups.newest_good(backups.root_of(folder))
    assert newest is not None
    assert newest.folder == made[-1].folder


def test_what_a_kill_left_is_told_and_swept_by_the_next_one(folder: Path) -> None:
    first = make(folder)
    left = backups.root_of(folder) / "2026-03-02 101112 关闭程序 000002.writing"
    shutil.copytree(first.folder, left)
    listed = backups.listing(backups.root_of(folder))
    assert [(b.counter, b.good) for b in listed] == [(2, False), (1, True)]
    assert "没有做完" in listed[0].trouble
    second = make(folder)
    assert second.counter == 3
    assert not left.exists()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (DATABASE, None, "没有数据文件"),
        (DATABASE, b"", "是空的"),
        (DATABASE, b"x" * 100, "大小与清单不符"),
        (MANIFEST, None, "缺少清单"),
        (MANIFEST, b"{", "清单文件已损坏"),
        (MANIFEST, b"[]", "清单文件已损坏"),
    ],
)
def test_a_backup_that_was_harmed_is_never_offered(
    folder: Path, name: str, content: bytes | None, told: str
) -> None:
    harmed = make(folder).folder / name
    harmed.unlink()
    if content is not None:
        harmed.write_bytes(content)
    (listed,) = backups.listing(backups.root_of(folder))
    assert not listed.good
    assert told in listed.trouble
    assert backups.newest_good(backups.root_of(folder)) is None


def test_a_bit_that_turned_over_is_found_by_verifying_again(folder: Path) -> None:
    made = make(folder)
    assert backups.verify(made, KEY).trouble == ""
    flip(made.folder / DATABASE, made.size // 2)
    assert backups.listing(backups.root_of(folder))[0].good, "the list looks at sizes only"
    assert "损坏" in backups.verify(made, KEY).trouble


def test_a_manifest_that_tells_other_counts_is_found(folder: Path) -> None:
    made = make(folder)
    plain = json.loads((made.folder / MANIFEST).read_bytes())
    plain["counts"]["household"] = 31
    (made.folder / MANIFEST).write_text(json.dumps(plain), encoding="utf-8")
    assert "household 30 / 31" in backups.verify(made, KEY).trouble


def test_a_log_that_was_changed_is_told_and_the_backup_still_counts(folder: Path) -> None:
    connection = raw_connection(folder / DATABASE, KEY)
    connection.execute("DROP TRIGGER trail_no_update")
    connection.execute("UPDATE trail SET about='别的' WHERE seq=1")
    connection.close()
    made = make(folder)
    assert made.good
    assert "第 1 条的内容被改动过" in made.log_said[0]


def test_a_damaged_file_gives_no_backup_and_leaves_nothing(folder: Path) -> None:
    good = make(folder)
    flip(folder / DATABASE, 4096 * 5 + 100)
    with pytest.raises(DamagedDatabaseError):
        make(folder)
    assert [b.counter for b in backups.listing(backups.root_of(folder))] == [good.counter]
    assert not list(backups.root_of(folder).glob("*.writing"))


def test_thinning_deletes_a_few_and_leaves_what_a_person_renamed(folder: Path) -> None:
    made = [make(folder, at=AT + timedelta(minutes=n)) for n in range(RECENT_MOST + 4)]
    mine = made[0].folder.rename(made[0].folder.with_name("千万别删 年底审计用"))
    root = backups.root_of(folder)
    assert len(backups.thin(root, ())) == 3
    assert mine.is_dir()
    assert {b.counter for b in backups.listing(root)} == {1, *range(5, RECENT_MOST + 5)}
    assert backups.thin(root, ()) == ()


def test_attachments_are_kept_once_and_put_away_with_the_last_backup_that_has_them(folder: Path) -> None:
    attached = folder / "附件"
    attached.mkdir()
    (attached / "a1").write_bytes(b"scan one")
    first = make(folder)
    (attached / "b2").write_bytes(b"scan two")
    second = make(folder)
    pool = backups.root_of(folder) / "附件"
    assert (first.attachments, second.attachments) == (1, 2)
    assert {p.name: p.read_bytes() for p in pool.iterdir()} == {"a1": b"scan one", "b2": b"scan two"}
    (attached / "b2").unlink()
    backups.thin(backups.root_of(folder), ["a1"])
    assert {p.name for p in pool.iterdir()} == {"a1", "b2"}
    shutil.rmtree(second.folder)
    backups.thin(backups.root_of(folder), ["a1"])
    assert {p.name for p in pool.iterdir()} == {"a1"}


def test_a_second_place_gets_the_same_and_is_thinned_too(folder: Path, tmp_path: Path) -> None:
    (folder / "附件").mkdir()
    (folder / "附件" / "a1").write_bytes(b"scan one")
    stick = tmp_path / "U盘"
    stick.mkdir()
    copies = [
        second_place.copy_to(make(folder, at=AT + timedelta(minutes=n)), stick, "示例市/总工会")
        for n in range(RECENT_MOST + 2)
    ]
    root = second_place.root_in(stick, "示例市/总工会")
    assert root.name == "帮扶台账备份 示例市_总工会"
    assert backups.verify(copies[-1], KEY).good
    assert (root / "附件" / "a1").read_bytes() == b"scan one"
    assert len(backups.listing(root)) == RECENT_MOST


def test_a_stick_that_is_not_there_or_full_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(folder)
    with pytest.raises(PlaceMissingError, match="U 盘没有插上"):
        second_place.copy_to(made, tmp_path / "不在", "示例")
    little = shutil.disk_usage(tmp_path)._replace(free=1000)

    def usage(_place: Path) -> object:
        return little

    monkeypatch.setattr(shutil, "disk_usage", usage)
    with pytest.raises(FullDiskError):
        second_place.copy_to(made, tmp_path, "示例")
    assert backups.listing(second_place.root_in(tmp_path, "示例")) == ()


def test_anchors_name_the_backup_and_the_end_of_its_log(folder: Path) -> None:
    made = make(folder)
    assert made.head is not None
    assert backups.anchors(backups.root_of(folder)) == (
        (f"备份 {made.name} ", made.head.seq, made.head.code),
    )


def test_a_backup_is_bound_to_the_program_only_by_its_counts(folder: Path) -> None:
    """What was added since is not in it, and nothing of it is lost."""
    made = make(folder)
    add(folder, 5, first=1000)
    assert backups.verify(made, KEY).households == 30
    counts, head = backups.counted(folder / DATABASE, KEY)
    assert counts["household"] == 35
    assert head is not None
    assert made.head is not None
    assert head.seq > made.head.seq


def test_an_empty_office_has_an_empty_list(tmp_path: Path) -> None:
    assert backups.listing(tmp_path / "备份") == ()
    upgrade.create(tmp_path / DATABASE, KEY)
    assert make(tmp_path).households == 0


CHILD = """
import os, signal, sys
from pathlib import Path
folder, at = Path(sys.argv[1]), int(sys.argv[2])
steps = 0

def step(event, args):
    global steps
    if event in ("os.rename", "os.mkdir", "open") and str(folder) in str(args[0]):
        steps += 1
        if steps == at:
            os.kill(os.getpid(), signal.SIGKILL)

from datetime import UTC, datetime
from desktop.domain.backup import Why
from desktop.store import backups
KEY, AT = bytes(range(32)), datetime(2026, 3, 2, 1, 15, 3, tzinfo=UTC)
sys.addaudithook(step)
backups.make(folder, KEY, why=Why.by_hand, at=AT, app_version="0")
print(steps)
"""


@pytest.mark.skipif(os.name != "posix", reason="kills a process by a signal")
def test_killed_while_it_is_made_a_backup_is_whole_or_not_offered(tmp_path: Path) -> None:
    origin = populated(tmp_path / "原样", 3)
    make(origin)

    def run(folder: Path, at: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", CHILD, str(folder), str(at)], capture_output=True, text=True, check=False
        )

    steps = int(run(Path(shutil.copytree(origin, tmp_path / "whole")), 0).stdout)
    assert steps > 8
    every = range(1, steps + 1) if os.environ.get("BANGFU_TRUST") == "long" else (steps // 2, steps)
    for at in every:
        folder = Path(shutil.copytree(origin, tmp_path / str(at)))
        assert run(folder, at).returncode == -signal.SIGKILL
        offered = [b for b in backups.listing(backups.root_of(folder)) if b.good]
        assert 1 in {b.counter for b in offered}
        assert all(backups.verify(b, KEY).good for b in offered)
        made = make(folder)
        assert made.good
        assert made.counter > max(b.counter for b in offered)
        assert not list(backups.root_of(folder).glob("*.writing"))
        assert len(names(folder / DATABASE)) == 3
