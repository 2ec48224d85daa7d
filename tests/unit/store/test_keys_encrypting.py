"""A plain data file becomes an encrypted one, whole; ended at any moment the old or the new stands."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from desktop.store.database import DriverError, raw_connection
from desktop.store.encrypting import PLAIN_HEAD, encrypt_file, is_plain
from desktop.store.errors import BusyDatabaseError, DamagedDatabaseError, MissingFileError, UnwritableError
from desktop.store.upgrade import tables_counted

KEY, OTHER = bytes(range(32)), bytes(32)
GOLDEN = Path(__file__).parents[2] / "golden" / "databases" / "0001.db"
KILLS = 12

CHILD = """
import sys
from pathlib import Path
from desktop.store.encrypting import encrypt_file
print("go", flush=True)
encrypt_file(Path(sys.argv[1]), bytes(range(32)))
print("done", flush=True)
"""


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A populated plain data file."""
    path = tmp_path / "bangfu.db"
    shutil.copy(GOLDEN, path)
    return path


def contents(path: Path, key: bytes | None) -> dict[str, list[Any]]:
    """Every row of every table."""
    connection = raw_connection(path, key)
    try:
        return {t: connection.execute(f'SELECT * FROM "{t}"').fetchall() for t in tables_counted(connection)}
    finally:
        connection.close()


def files(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def test_everything_is_there_under_the_key_and_nothing_without(plain: Path) -> None:
    before = contents(plain, None)
    name = before["member"][0]
    counts = encrypt_file(plain, KEY)
    assert not is_plain(plain)
    assert contents(plain, KEY) == before
    assert counts == {table: len(rows) for table, rows in before.items()}
    assert sum(counts.values()) > 500
    for key in (None, OTHER):
        with pytest.raises(DriverError, match="not a database"):
            contents(plain, key)
    written = next(value for value in name if isinstance(value, str) and len(value) > 1)
    assert written.encode() not in plain.read_bytes()
    assert files(plain) == ["bangfu.db"]


def test_indexes_triggers_and_version_numbers_come_along(plain: Path) -> None:
    connection = raw_connection(plain)
    connection.execute(
        "CREATE TRIGGER kept BEFORE DELETE ON household BEGIN SELECT RAISE(ABORT, '不得删除'); END"
    )
    connection.execute("PRAGMA user_version=7")
    connection.execute("PRAGMA application_id=1234567")
    schema = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
    connection.close()
    encrypt_file(plain, KEY)
    connection = raw_connection(plain, KEY)
    assert connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall() == schema
    assert connection.execute("PRAGMA user_version").fetchone() == (7,)
    assert connection.execute("PRAGMA application_id").fetchone() == (1234567,)
    with pytest.raises(DriverError, match="不得删除"):
        connection.execute("DELETE FROM household")
    connection.close()


def test_what_stood_only_in_the_log_is_folded_in(plain: Path, tmp_path: Path) -> None:
    writer = raw_connection(plain)
    writer.execute("PRAGMA wal_autocheckpoint=0")
    writer.execute("UPDATE member SET name='只在日志里'")
    torn = tmp_path / "torn"
    torn.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(plain.with_name(plain.name + suffix), torn)
    writer.close()
    encrypt_file(torn / plain.name, KEY)
    names = {row[0] for row in _rows(torn / plain.name, "SELECT name FROM member")}
    assert names == {"只在日志里"}
    assert files(torn / plain.name) == ["bangfu.db"]


def test_a_file_somebody_has_open_is_left_alone(plain: Path) -> None:
    reader = raw_connection(plain)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM household").fetchone()
    with pytest.raises(BusyDatabaseError):
        encrypt_file(plain, KEY)
    reader.execute("COMMIT")
    reader.close()
    assert is_plain(plain)
    assert not plain.with_name("bangfu.db.new").exists()


def test_what_is_no_plain_data_file_is_left_as_it_is(plain: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        encrypt_file(tmp_path / "none.db", KEY)
    torn = tmp_path / "torn.db"
    torn.write_bytes(PLAIN_HEAD + b"\0" * 5000)
    encrypt_file(plain, KEY)
    for path in (torn, plain):
        before = path.read_bytes()
        with pytest.raises(DamagedDatabaseError):
            encrypt_file(path, OTHER)
        assert path.read_bytes() == before
    assert files(plain) == ["bangfu.db", "torn.db"]


def test_what_was_half_built_before_is_taken_away(plain: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        plain.with_name(f"bangfu.db.new{suffix}").write_bytes(b"half built")
    before = contents(plain, None)
    encrypt_file(plain, KEY)
    assert contents(plain, KEY) == before
    assert files(plain) == ["bangfu.db"]


def test_a_place_that_cannot_be_written_is_told(plain: Path) -> None:
    before = contents(plain, None)
    blocked = plain.with_name("bangfu.db.new-journal")
    blocked.mkdir()
    with pytest.raises(UnwritableError):
        encrypt_file(plain, KEY)
    assert contents(plain, None) == before


def test_killed_at_any_moment_the_old_or_the_new_stands(plain: Path, tmp_path: Path) -> None:
    before = contents(plain, None)
    chance = random.Random(20260302)
    took = _ended(_copy(plain, tmp_path / "whole"), None)
    seen: list[bool] = []
    for number in range(KILLS):
        path = _copy(plain, tmp_path / f"{number}")
        _ended(path, chance.uniform(0, took * 1.1))
        seen.append(is_plain(path))
        assert contents(path, None if seen[-1] else KEY) == before
        if seen[-1]:
            encrypt_file(path, KEY)
        assert contents(path, KEY) == before
        assert files(path) == ["bangfu.db"]
    print(
        f"killed {KILLS} times while encrypting: {sum(seen)} old files, {KILLS - sum(seen)} new ones, 0 lost"
    )


def _copy(plain: Path, folder: Path) -> Path:
    folder.mkdir()
    shutil.copy(plain, folder / plain.name)
    return folder / plain.name


def _ended(path: Path, after: float | None) -> float:
    """Encrypts in a process of its own, killed after so many seconds or let go to its end; how long it ran."""
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "go\n"
    begun = time.perf_counter()
    if after is None:
        assert child.stdout.readline() == "done\n"
    else:
        time.sleep(after)
        child.kill()
    took = time.perf_counter() - begun
    child.wait()
    child.stdout.close()
    return took


def _rows(path: Path, asked: str) -> list[Any]:
    connection = raw_connection(path, KEY)
    try:
        return connection.execute(asked).fetchall()
    finally:
        connection.close()
