"""The data file: whole or not at all, and every trouble with it is a sentence."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import text

from desktop.app import DATABASE, opened
from desktop.domain.trail import Act, Deed
from desktop.store import trail, upgrade
from desktop.store.database import WAL_SAFE, Database, driver, explain, raw_connection
from desktop.store.errors import (
    BusyDatabaseError,
    DamagedDatabaseError,
    FullDiskError,
    MissingFileError,
    NewerDatabaseError,
    TakenError,
    UnwritableError,
)
from desktop.store.lock import OfficeLock
from desktop.store.migrations import HEAD
from desktop.store.rows.base import Row


def _may_mount() -> bool:
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    tried = subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True
    )
    return tried.returncode == 0


DEED = Deed(act=Act.record_fund, user="林晓舟", at=datetime(2026, 3, 2, 1, 0, tzinfo=UTC))


def _never(version: str) -> None:
    raise AssertionError(f"no upgrade was due from {version}")


@pytest.fixture
def path(tmp_path: Path, empty_database: Path) -> Path:
    return Path(shutil.copy(empty_database, tmp_path / DATABASE))


def test_the_engine_is_new_enough_and_set_to_lose_nothing(path: Path) -> None:
    assert driver.sqlite_version_info >= WAL_SAFE
    connection = raw_connection(path)
    try:
        asked = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    finally:
        connection.close()
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_deed_that_fails_leaves_nothing_behind(path: Path) -> None:
    store = Database(path)
    with pytest.raises(RuntimeError), store.begin(DEED) as session:
        session.execute(text("INSERT INTO fund (name, source, remark) VALUES ('甲','乙','')"))
        raise RuntimeError
    with store.read() as session:
        assert session.scalar(text("SELECT count(*) FROM fund")) == 0


def test_nothing_is_written_that_the_log_does_not_tell(path: Path) -> None:
    store = Database(path)
    with pytest.raises(trail.UnloggedError), store.begin(DEED) as session:
        session.execute(text("INSERT INTO fund (name, source, remark) VALUES ('甲','乙','')"))
    with store.read() as session:
        assert session.scalar(text("SELECT count(*) FROM fund")) == 0
        assert trail.head(session).seq == 0


def test_a_second_writer_is_told_that_the_file_is_busy(path: Path) -> None:
    store = Database(path)
    with store.begin(DEED) as _session, pytest.raises(BusyDatabaseError, match="正被另一个程序使用"):
        connection = raw_connection(path)
        connection.execute("PRAGMA busy_timeout=1")
        try:
            connection.execute("BEGIN IMMEDIATE")
        except driver.Error as error:
            raise explain(path, error) or error from error
        finally:
            connection.close()


def test_many_threads_read_without_a_fault(path: Path) -> None:
    store = Database(path)
    faults: list[BaseException] = []

    def look() -> None:
        try:
            for _ in range(40):
                with store.read() as session:
                    session.scalar(text("SELECT count(*) FROM household"))
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=look) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_troubles_are_told_apart(path: Path) -> None:
    cases = {
        "database or disk is full": FullDiskError,
        "database is locked": BusyDatabaseError,
        "attempt to write a readonly database": UnwritableError,
        "database disk image is malformed": DamagedDatabaseError,
        "file is not a database": DamagedDatabaseError,
    }
    for said, kind in cases.items():
        assert type(explain(path, Exception(said))) is kind
    assert explain(path, Exception("no such column: x")) is None


def test_a_full_disk_is_a_sentence_and_loses_nothing(path: Path) -> None:
    store = Database(path)
    with pytest.raises(FullDiskError, match="磁盘空间已满"), store.begin(DEED) as session:
        # The engine's own limit stands in for the disk's: the same error from the same place.
        pages = session.scalar(text("PRAGMA page_count"))
        session.execute(text(f"PRAGMA max_page_count={pages}"))
        session.execute(
            text("INSERT INTO fund (name, source, remark) VALUES ('甲','乙', :x)"), {"x": "长" * 2_000_000}
        )
    with store.read() as session:
        assert session.scalar(text("SELECT count(*) FROM fund")) == 0
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"


def test_a_disk_without_room_is_told_apart_from_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage(NamedTuple):
        free: int

    free = Usage(0)

    def usage(_folder: Path) -> Usage:
        return free

    monkeypatch.setattr(shutil, "disk_usage", usage)
    assert type(explain(path, Exception("disk I/O error"))) is FullDiskError
    free = Usage(1 << 30)
    assert type(explain(path, Exception("disk I/O error"))) is DamagedDatabaseError


@pytest.mark.skipif(not _may_mount(), reason="a disk of its own can only be made by root on Linux")
def test_on_a_full_disk_everything_can_be_read_and_nothing_is_lost(
    tmp_path: Path, empty_database: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], check=True)
    try:
        store = Database(Path(shutil.copy(empty_database, disk / DATABASE)))
        kept = 0
        with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(b"x" * 4096)
        with pytest.raises(FullDiskError, match="没有保存"):
            for n in range(1000):
                with store.begin(DEED) as session:
                    trail.note(session, "fund", n, str(n))
                    session.execute(
                        text("INSERT INTO fund (name, source, remark) VALUES (:n, '乙', :x)"),
                        {"n": str(n), "x": "长" * 4000},
                    )
                kept = n + 1
        with store.read() as session:
            assert session.scalar(text("SELECT count(*) FROM fund")) == kept
        (disk / "filler").unlink()
        with store.begin(DEED) as session:
            trail.note(session, "fund", None, "后来")
            session.execute(text("INSERT INTO fund (name, source, remark) VALUES ('后来', '乙', '')"))
        with store.read() as session:
            assert session.scalar(text("SELECT count(*) FROM fund")) == kept + 1
            assert session.scalar(text("PRAGMA integrity_check")) == "ok"
        store.close()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_the_tables_are_what_the_migrations_make(path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    connection = raw_connection(path)
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    with engine.connect() as wrapped:
        context = MigrationContext.configure(wrapped, opts={"compare_type": False})
        assert compare_metadata(context, Row.metadata) == []
    engine.dispose()


def test_head_is_the_last_step() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(upgrade.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_newer_file_is_refused_and_left_alone(path: Path) -> None:
    connection = raw_connection(path)
    connection.execute("UPDATE alembic_version SET version_num='9999'")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerDatabaseError, match="更新版本"):
        upgrade.open_checked(path, None, _never)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 300, b"PK\x03\x04" + b"\0" * 5000])
def test_a_file_that_is_no_data_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / DATABASE
    path.write_bytes(content)
    with pytest.raises(DamagedDatabaseError, match="备份"):
        upgrade.open_checked(path, None, _never)
    assert path.read_bytes() == content


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="找不到"):
        upgrade.open_checked(tmp_path / DATABASE, None, _never)
    assert not (tmp_path / DATABASE).exists()


def test_an_office_open_elsewhere_names_its_holder(path: Path, resources: Path) -> None:
    held = OfficeLock(path.parent)
    try:
        with pytest.raises(TakenError, match=r"正由 .+ 打开使用"), opened(path.parent, resources):
            pass
    finally:
        held.release()
    with opened(path.parent, resources):
        pass
