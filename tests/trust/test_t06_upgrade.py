"""T6: a data file of every version opens with all it held; killed or out of room anywhere, it is the old or the new."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from desktop.app import DATABASE
from desktop.store import upgrade
from desktop.store.database import raw_connection
from desktop.store.errors import NewerDatabaseError
from desktop.store.migrations import HEAD
from tests.trust import offices
from tests.trust.conftest import Figures
from tests.trust.power import cuts, replay, statements
from tests.trust.warm import CAN_FORK, End, Warm, warm

FROZEN = Path(__file__).parents[1] / "golden" / "databases"
KEY = bytes(range(32))
OF_ITS_OWN = "alembic_version"
MORE = 900_000
"""Bytes by which three steps of new tables make the oldest file larger, and some more."""
forking = pytest.mark.skipif(not CAN_FORK, reason="children are forked")


@dataclass(frozen=True)
class File:
    """A data file of an older version, what it held, and how it is opened."""

    path: Path
    key: bytes | None
    version: str
    columns: dict[str, list[str]]
    digests: dict[str, str]
    tables: list[tuple[str, ...]]

    @property
    def called(self) -> str:
        """How the table of figures names it."""
        return f"{self.version} {'encrypted' if self.key else 'plain'}"


Fresh = Callable[[], Path]


@pytest.fixture(scope="module", params=sorted(FROZEN.glob("*.db")), ids=lambda p: p.stem)
def frozen(request: pytest.FixtureRequest) -> Path:
    """A file as a version of the program left it; never made again."""
    return request.param


@pytest.fixture(scope="module", params=[None, KEY], ids=["plain", "encrypted"])
def older(request: pytest.FixtureRequest, frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> File:
    """The same file, plain or encrypted."""
    path = tmp_path_factory.mktemp("older") / DATABASE
    key: bytes | None = request.param
    if key is None:
        shutil.copy(frozen, path)
    else:
        _encrypt(frozen, path, key)
    return offices.looked_at(path, key, lambda c: _told(c, path, key))


@pytest.fixture
def fresh(older: File, tmp_path: Path) -> Fresh:
    """Gives a new copy of the older file, with nothing beside it."""

    def made() -> Path:
        path = tmp_path / DATABASE
        upgrade.remove(path)
        return Path(shutil.copy(older.path, path))

    return made


@pytest.fixture(scope="module")
def workers() -> Iterator[Warm]:
    with warm() as found:
        yield found


def test_every_row_of_every_table_is_what_it_was(older: File, fresh: Fresh, figure: Figures) -> None:
    path = fresh()
    asked: list[str] = []
    upgrade.open_checked(path, older.key, asked.append)
    assert asked == ([] if older.version == HEAD else [older.version])
    after = offices.looked_at(path, older.key, lambda c: offices.digests(c, older.columns))
    assert {t: d for t, d in after.items() if t != OF_ITS_OWN} == {
        t: d for t, d in older.digests.items() if t != OF_ITS_OWN
    }
    assert offices.looked_at(path, older.key, _version) == HEAD
    assert offices.looked_at(path, older.key, offices.is_whole)
    assert offices.looked_at(path, older.key, lambda c: upgrade.tables_counted(c)["household"]) >= 50
    figure(f"{older.called}: tables that differ after the upgrade", 0, 0)


@forking
def test_killed_before_any_call_of_the_driver_it_is_the_old_or_the_new(
    older: File, fresh: Fresh, workers: Warm, tmp_path: Path, long_run: bool, figure: Figures
) -> None:
    counted = tmp_path / "counted"
    assert _upgraded(workers, fresh(), older, 0, counted).code == 0
    calls = int(counted.read_text())
    points = list(range(1, calls + 1))
    if not long_run:  # The first and the last calls begin and end it; the ones between are sampled.
        points = sorted({*points[:4], *points[-12:], *Random(6).sample(points, min(10, calls))})
    old = new = 0
    for at in points:
        path = fresh()
        assert _upgraded(workers, path, older, at, counted).killed
        if _old_or_new(path, older) == "old":
            old += 1
        else:
            new += 1
        _open_at_last(path, older)
    figure(
        f"{older.called}: kills at a call of the driver",
        f"{len(points)} of {calls}",
        "each one in the long run",
    )
    figure(f"{older.called}: left the old / the new / between", f"{old} / {new} / 0", "0 between")
    if older.version != HEAD:
        assert old > 0
        assert new > 0


@forking
def test_killed_at_any_moment_it_is_the_old_or_the_new(
    older: File, fresh: Fresh, workers: Warm, tmp_path: Path, long_run: bool, figure: Figures
) -> None:
    random = Random(7)
    counted = tmp_path / "counted"
    many = 60 if long_run else 6
    found: list[str] = []
    for _ in range(many):
        path = fresh()
        workers.run(
            "tests.trust.tasks:upgrade_and_die",
            *(str(path), (older.key or b"").hex(), 0, str(counted)),
            kill_after=random.uniform(0, 0.25),
        )
        found.append(_old_or_new(path, older))
        _open_at_last(path, older)
    figure(f"{older.called}: kills at a random moment", many, "0 between")
    assert len(found) == many


def test_a_power_cut_leaves_the_old_or_the_new(
    older: File, fresh: Fresh, tmp_path: Path, long_run: bool, figure: Figures
) -> None:
    if older.key is not None or older.version == HEAD:
        pytest.skip("the recording engine reads plain files")
    many = 300 if long_run else 40
    with statements() as step:
        upgrade.open_checked(fresh(), None, lambda _: None)
    run = replay(older.path, [step], tmp_path / "run", "FULL", foreign_keys=False)
    where = tmp_path / "cut"
    where.mkdir()
    found: Counter[str] = Counter()
    for acknowledged, _ in cuts(run.before, run.operations, many, Random(8), where):
        left = _old_or_new(where / DATABASE, older)
        assert left == "new" or not acknowledged
        found[left] += 1
    figure(
        f"{older.called}: power cuts left the old / the new / between",
        f"{found['old']} / {found['new']} / 0",
        "0 between",
    )
    assert found["old"] > 0
    assert found["new"] > 0


@forking
def test_without_room_it_stays_what_it_was(older: File, fresh: Fresh, workers: Warm, long_run: bool) -> None:
    if older.version == HEAD:
        pytest.skip("nothing is written")
    size = older.path.stat().st_size
    ends: list[int] = []
    for room in range(0, size + MORE, 8_192 if long_run else 98_304):
        path = fresh()
        end = workers.run(
            "tests.trust.tasks:upgrade_with_little_room", str(path), (older.key or b"").hex(), room
        )
        assert end.code in (0, errno.ENOSPC, errno.ENOSPC + 1)
        assert _old_or_new(path, older) == "new" or end.code != 0
        ends.append(end.code)
        _open_at_last(path, older)
    assert ends[0] != 0
    assert ends[-1] == 0


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or not CAN_FORK or os.geteuid() != 0,
    reason="a disk of its own can only be made by root on Linux",
)
def test_on_a_full_disk_it_stays_what_it_was(
    older: File, fresh: Fresh, workers: Warm, tmp_path: Path, long_run: bool, figure: Figures
) -> None:
    if older.version == HEAD:
        pytest.skip("nothing is written")
    size = older.path.stat().st_size
    told_full = 0
    for room in range(0, 700_000, 16_384 if long_run else 100_000):
        disk = tmp_path / f"disk {room}"
        disk.mkdir()
        told = f"size={(size + room + 4095) // 4096 * 4096}"
        if subprocess.run(
            ["mount", "-t", "tmpfs", "-o", told, "tmpfs", str(disk)], capture_output=True
        ).returncode:
            pytest.skip("mounting is not allowed here")
        try:
            path = Path(shutil.copy(older.path, disk / DATABASE))
            end = workers.run(
                "tests.trust.tasks:upgrade_with_little_room", str(path), (older.key or b"").hex(), 1 << 40
            )
            assert end.code in (0, errno.ENOSPC), end
            told_full += end.code == errno.ENOSPC
            rescued = tmp_path / "rescued" / DATABASE
            shutil.rmtree(rescued.parent, ignore_errors=True)
            shutil.copytree(disk, rescued.parent)
            # Told so only at the very end, when the log was to be folded in, the new file is there already.
            assert _old_or_new(rescued, older) == "new" or end.code != 0
            _open_at_last(rescued, older)
        finally:
            subprocess.run(["umount", str(disk)], check=True)
    figure(f"{older.called}: upgrades on a full disk, all told in a sentence", told_full, "0 between")
    assert told_full > 0


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_a_newer_file_is_refused_and_not_touched(tmp_path: Path, key: bytes | None) -> None:
    path = tmp_path / DATABASE
    upgrade.create(path, key)
    connection = raw_connection(path, key)
    connection.execute("UPDATE alembic_version SET version_num='9999'")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = path.read_bytes()
    asked: list[str] = []
    with pytest.raises(NewerDatabaseError, match="更新版本"):
        upgrade.open_checked(path, key, asked.append)
    assert asked == []
    assert path.read_bytes() == before


def test_there_is_a_frozen_file_of_every_version_before_this_one() -> None:
    steps = {p.name.split("_")[0] for p in (upgrade.MIGRATIONS / "versions").glob("*_*.py")}
    assert {p.stem for p in FROZEN.glob("*.db")} >= steps - {HEAD}


def _encrypt(plain: Path, path: Path, key: bytes) -> None:
    upgrade.create(path, key)
    upgrade.remove(path)
    connection = raw_connection(plain, None, read_only=True)
    connection.execute("ATTACH ? AS locked KEY ?", (str(path), f"x'{key.hex()}'"))
    connection.execute("SELECT sqlcipher_export('locked')")
    connection.execute("DETACH locked")
    connection.close()


def _told(connection: Any, path: Path, key: bytes | None) -> File:
    columns = offices.columns_of(connection)
    found = offices.digests(connection, columns)
    return File(path, key, _version(connection), columns, found, _tables(connection))


def _version(connection: Any) -> str:
    return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def _tables(connection: Any) -> list[tuple[str, ...]]:
    return sorted(connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall(), key=repr)


def _upgraded(workers: Warm, path: Path, older: File, at: int, counted: Path) -> End:
    return workers.run(
        "tests.trust.tasks:upgrade_and_die", str(path), (older.key or b"").hex(), at, str(counted)
    )


def _old_or_new(path: Path, older: File) -> str:
    """Which of the two the file is; fails where it is neither."""

    def asked(connection: Any) -> tuple[str, dict[str, str], list[tuple[str, ...]], bool]:
        digests = offices.digests(connection, older.columns)
        return _version(connection), digests, _tables(connection), offices.is_whole(connection)

    version, digests, tables, whole = offices.looked_at(path, older.key, asked)
    assert whole
    rows = {t: d for t, d in digests.items() if t != OF_ITS_OWN}
    assert rows == {t: d for t, d in older.digests.items() if t != OF_ITS_OWN}
    if version == older.version:
        assert tables == older.tables
        return "old"
    assert version == HEAD
    assert {t for _, t, _ in tables} > {t for _, t, _ in older.tables}
    return "new"


def _open_at_last(path: Path, older: File) -> None:
    """What was interrupted can simply be done again."""
    upgrade.open_checked(path, older.key, lambda _: None)
    assert offices.looked_at(path, older.key, _version) == HEAD
