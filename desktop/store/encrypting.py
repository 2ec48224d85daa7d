"""A plain data file becomes an encrypted one: built beside its place, checked, then put there in one step.

Ended at any moment, the plain file or the encrypted one stands, whole; what was half built goes at the next try.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from desktop.store.database import DriverError, explain, raw_connection
from desktop.store.errors import BusyDatabaseError, DamagedDatabaseError, MissingFileError, UnwritableError
from desktop.store.upgrade import remove, tables_counted
from desktop.store.whole_file import sync_folder

PLAIN_HEAD = b"SQLite format 3\0"


def is_plain(path: Path) -> bool:
    """Whether the data file can be read without a key."""
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEAD)) == PLAIN_HEAD


def encrypt_file(path: Path, key: bytes) -> dict[str, int]:
    """Turns a plain data file, which nobody has open, into one under the key; rows per table.

    Raises StoreError and leaves the plain file as it was.
    """
    if not path.exists():
        raise MissingFileError(path)
    building = path.with_name(path.name + ".new")
    try:
        remove(building)
        try:
            counts = _copied(path, building, key)
            _checked(building, key, counts)
        except BaseException:
            remove(building)
            raise
        _synced(building)
        shutil.copymode(path, building)
        building.replace(path)
        sync_folder(path.parent)
    except DriverError as error:
        raise explain(path, error) or DamagedDatabaseError(path, str(error)) from error
    except OSError as error:
        raise UnwritableError(path) from error
    return counts


def _copied(path: Path, building: Path, key: bytes) -> dict[str, int]:
    """Everything of the plain file in a new one under the key; the log is folded in first."""
    source = raw_connection(path)
    try:
        if source.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise DamagedDatabaseError(path, "integrity_check")
        # A log left beside the old file would be taken for the new one's: it is folded in, and the file stays ours.
        source.execute("PRAGMA locking_mode=EXCLUSIVE")
        source.execute("PRAGMA foreign_keys=OFF")
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if source.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
            raise BusyDatabaseError(path)
        source.execute("ATTACH ? AS sealed KEY ?", (str(building.absolute()), f"x'{key.hex()}'"))
        source.execute("PRAGMA sealed.synchronous=FULL")
        source.execute("SELECT sqlcipher_export('sealed')").fetchone()
        for pragma in ("user_version", "application_id"):
            number = int(source.execute(f"PRAGMA main.{pragma}").fetchone()[0])
            source.execute(f"PRAGMA sealed.{pragma}={number}")
        if _schema(source, "main") != _schema(source, "sealed"):
            raise DamagedDatabaseError(path, "加密后的表与原来不一致")
        counts = tables_counted(source)
        source.execute("DETACH sealed")
        return counts
    finally:
        source.close()


def _checked(building: Path, key: bytes, counts: dict[str, int]) -> None:
    if is_plain(building):
        raise DamagedDatabaseError(building, "没有加密")
    copied = raw_connection(building, key)
    try:
        if tables_counted(copied) != counts:
            raise DamagedDatabaseError(building, "加密前后记录数不一致")
        for pragma in ("integrity_check", "cipher_integrity_check"):
            said = [str(row[0]) for row in copied.execute(f"PRAGMA {pragma}") if row[0] != "ok"]
            if said:
                raise DamagedDatabaseError(building, said[0])
        copied.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        copied.close()


def _schema(connection: Any, name: str) -> set[tuple[str, str, str]]:
    rows = connection.execute(f"SELECT type, name, coalesce(sql, '') FROM {name}.sqlite_master")  # noqa: S608
    return {(row[0], row[1], row[2]) for row in rows}


def _synced(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
