"""Brings a data file to this program's version: from nothing, or from an older version, or not at all.

Foreign keys are off before BEGIN (inside a transaction the pragma does nothing, and a table rebuilt with foreign keys
on loses its children), every table is counted before and after, the caller makes a verified backup first, and the version number
is written last, in the same transaction. A crash leaves the old file or the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from desktop.store.database import DriverError, explain, raw_connection
from desktop.store.errors import DamagedDatabaseError, MissingFileError, NewerDatabaseError, StoreError
from desktop.store.migrations import HEAD
from desktop.store.whole_file import sync_folder

MIGRATIONS = Path(__file__).parent / "migrations"


class CountsDifferError(StoreError):
    def __init__(self, path: Path, table: str, before: int, after: int) -> None:
        super().__init__(
            f"升级数据文件 {path} 时发现「{table}」由 {before} 条变成 {after} 条，升级已撤销，文件保持原样。"
            "请不要继续操作，并把「备份」文件夹里的最新备份复制保存后联系维护人员。"
        )


def create(path: Path, key: bytes | None = None) -> None:
    """Makes a new, empty data file at once whole: built beside its place, then moved there."""
    building = path.with_name(path.name + ".new")
    remove(building)
    path.parent.mkdir(parents=True, exist_ok=True)
    _step(building, key)
    building.replace(path)
    sync_folder(path.parent)


def open_checked(path: Path, key: bytes | None, before: Callable[[str], object]) -> str:
    """Checks the file and upgrades it when older; the version it had, or nothing where it was not older.

    `before` is called with that version before anything is changed: it makes the backup. Raises NewerDatabaseError
    or DamagedDatabaseError and leaves the file alone.
    """
    if not path.exists():
        raise MissingFileError(path)
    if path.stat().st_size == 0:
        raise DamagedDatabaseError(path, "文件是空的")
    version = version_of(path, key)
    if version == HEAD:
        return ""
    if version not in _known():
        raise NewerDatabaseError(path, version)
    before(version)
    _step(path, key)
    return version


def _step(path: Path, key: bytes | None) -> None:
    from sqlalchemy.exc import DatabaseError

    try:
        _stepped(path, key)
    except (DriverError, DatabaseError) as error:
        cause = error.orig if isinstance(error, DatabaseError) else error
        raise explain(path, cause) or error from error


def _stepped(path: Path, key: bytes | None) -> None:
    connection = raw_connection(path, key)
    try:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN IMMEDIATE")
        before = tables_counted(connection)
        _run_alembic(connection)
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise DamagedDatabaseError(path, f"{len(broken)} 条记录失去所属")
        after = tables_counted(connection)
        for table, count in before.items():
            if table in after and after[table] != count:
                raise CountsDifferError(path, table, count, after[table])
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.close()


def run_steps(connection: Connection) -> None:
    """Takes an open database from whatever step it stands at to the last, inside the transaction that is under way."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _run_alembic(connection: Any) -> None:
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    # The engine only wraps our connection: it must neither close nor commit it.
    engine = create_engine("sqlite://", creator=lambda: _Held(connection), poolclass=StaticPool)
    with engine.connect() as wrapped:
        run_steps(wrapped)


class _Held:
    """A driver connection that others may use but neither commit, roll back nor close."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def commit(self) -> None: ...

    def rollback(self) -> None: ...

    def close(self) -> None: ...


def version_of(path: Path, key: bytes | None) -> str:
    """The version of a data file. Raises DamagedDatabaseError where it is none of ours."""
    try:
        connection = raw_connection(path, key)
    except DriverError as error:
        raise explain(path, error) or DamagedDatabaseError(path, str(error)) from error
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except DriverError as error:
        raise explain(path, error) or DamagedDatabaseError(path, "不是帮扶台账的数据文件") from error
    finally:
        connection.close()
    if row is None:
        raise DamagedDatabaseError(path, "没有版本号")
    return str(row[0])


def _known() -> Iterable[str]:
    return {p.name.split("_")[0] for p in (MIGRATIONS / "versions").glob("*_*.py")}


def tables_counted(connection: Any) -> dict[str, int]:
    """How many rows each table holds."""
    tables = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%' AND name<>'alembic_version'"
        )
    ]
    # Table names come from the file's own schema, never from a person.
    return {t: connection.execute('SELECT count(*) FROM "%s"' % t).fetchone()[0] for t in tables}  # noqa: S608, UP031


def remove(path: Path) -> None:
    """Takes a data file away with the files that go with it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
