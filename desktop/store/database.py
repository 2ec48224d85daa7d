"""The data file: one SQLite database through sqlcipher3, opened for one deed at a time.

WAL with synchronous=FULL loses no acknowledged commit at a power cut; NullPool because the default pool of
SQLAlchemy crashes the process with this driver; foreign keys on.
"""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from desktop.store.errors import (
    BusyDatabaseError,
    DamagedDatabaseError,
    FullDiskError,
    StoreError,
    UnwritableError,
)

__all__ = ["Database", "DriverError", "Session", "explain", "raw_connection"]

driver: Any = import_module("sqlcipher3.dbapi2")
"""The driver has no types of its own."""

DriverError: type[Exception] = driver.Error

ROOM_NEEDED = 1 << 20
"""With less than this much room left, an input or output error is taken for a full disk."""

WAL_SAFE = (3, 51, 3)
"""Older SQLite can corrupt a WAL file when two connections write and checkpoint at once."""


class Database:
    """An open data file. `begin()` gives a session that writes all or nothing; `read()` one that only looks.

    One idle connection stays open as long as the office does: without it SQLite would take the write-ahead log away
    after every deed and need room on the disk to make it anew, so that on a full disk not even reading would work.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = _engine(path)
        try:
            self._held = raw_connection(path)
            self._held.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except DriverError as error:
            raise explain(path, error) or error from error

    def close(self) -> None:
        """Lets go of the file; the log is folded into it."""
        self._held.close()

    @contextmanager
    def begin(self) -> Generator[Session]:
        """One transaction that writes: kept whole when the block ends well, undone whole when it does not.

        Raises StoreError with a sentence when the file is busy, damaged, read-only or the disk is full.
        """
        with self._said(), Session(self._engine, expire_on_commit=False) as session, session.begin():
            session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            yield session

    @contextmanager
    def read(self) -> Generator[Session]:
        """One consistent look at the data. Raises StoreError with a sentence when the file cannot be read."""
        with self._said(), Session(self._engine, expire_on_commit=False) as session, session.begin():
            session.connection().exec_driver_sql("BEGIN")
            yield session

    @contextmanager
    def _said(self) -> Generator[None]:
        try:
            yield
        except DatabaseError as error:
            said = explain(self.path, error.orig)
            if said is None:
                raise
            raise said from error


def explain(path: Path, error: BaseException | None) -> StoreError | None:
    """The office's sentence for a driver's error, or None where the fault is our own."""
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return BusyDatabaseError(path)
    if "full" in text:
        return FullDiskError(path)
    if "disk i/o" in text and shutil.disk_usage(path.parent).free < ROOM_NEEDED:
        return FullDiskError(path)
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return UnwritableError(path)
    if "malformed" in text or "not a database" in text or "corrupt" in text or "disk i/o" in text:
        return DamagedDatabaseError(path, text)
    return None


def raw_connection(path: Path) -> Any:
    """A driver connection with the settings every deed needs; the caller begins and ends transactions."""
    connection = driver.connect(str(path), isolation_level=None, check_same_thread=False, timeout=5.0)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute("PRAGMA foreign_keys=ON")
    journal = "WAL" if driver.sqlite_version_info >= WAL_SAFE else "TRUNCATE"
    connection.execute(f"PRAGMA journal_mode={journal}")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def _engine(path: Path) -> Engine:
    return create_engine("sqlite://", module=driver, creator=lambda: raw_connection(path), poolclass=NullPool)
