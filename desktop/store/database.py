"""The data file: one SQLite database through sqlcipher3, opened for one deed at a time.

A real office's file is encrypted page by page with a random key; only the practice office's is plain. WAL with
synchronous=FULL loses no acknowledged commit at a power cut; NullPool because the default pool of SQLAlchemy
crashes the process with this driver; foreign keys on. Nothing is written without an entry in the log (操作记录).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from desktop.domain.trail import Deed
from desktop.store import history, trail
from desktop.store.errors import (
    BusyDatabaseError,
    DamagedDatabaseError,
    FullDiskError,
    ReadOnlyError,
    StoreError,
    UnwritableError,
)

__all__ = ["Database", "DriverError", "Session", "explain", "raw_connection"]

driver: Any = import_module("sqlcipher3.dbapi2")
"""The driver has no types of its own."""

DriverError: type[Exception] = driver.Error

ROOM_NEEDED = 1 << 20
"""With less than this much room left, an input or output error is taken for a full disk."""

KEY_BYTES = 32

JOTTED = frozenset({"draft"})
"""Tables that may be written without a deed: what stands in them is not on file."""

_CHANGING = frozenset(
    getattr(driver, f"SQLITE_{verb}_{thing}")
    for verb, thing in (
        *((verb, thing) for verb in ("CREATE", "DROP") for thing in ("TABLE", "INDEX", "TRIGGER", "VIEW")),
        ("ALTER", "TABLE"),
    )
) | {
    driver.SQLITE_INSERT,
    driver.SQLITE_UPDATE,
    driver.SQLITE_DELETE,
    driver.SQLITE_ATTACH,
    driver.SQLITE_PRAGMA,
}

WAL_SAFE = (3, 51, 3)
"""Older SQLite can corrupt a WAL file when two connections write and checkpoint at once."""


class Database:
    """An open data file. `begin()` gives a session that writes all or nothing; `read()` one that only looks.

    One idle connection stays open as long as the office does: without it SQLite would take the write-ahead log away
    after every deed and need room on the disk to make it anew, so that on a full disk not even reading would work.
    """

    is_file = True
    """Whether the data lies in a file of this PC, to be backed up and checked here."""

    def __init__(
        self,
        path: Path,
        key: bytes | None = None,
        *,
        read_only: bool = False,
        when_full: Callable[[], bool] = lambda: False,
    ) -> None:
        """`when_full` is asked to make room on a full disk, and tells whether it could."""
        self.path = path
        self.key = key
        self.read_only = read_only
        self._when_full = when_full
        self._engine = _engine(path, key, read_only)
        try:
            self._held = raw_connection(path, key, read_only=read_only)
            self._held.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except DriverError as error:
            raise explain(path, error) or error from error

    def close(self) -> None:
        """Lets go of the file; the log is folded into it."""
        self._held.close()

    @contextmanager
    def begin(self, deed: Deed) -> Generator[Session]:
        """One transaction that writes: kept whole, with its entries in the log, when the block ends well; else undone whole.

        Raises StoreError with a sentence when the file is busy, damaged, read-only or the disk is full.
        """
        if self.read_only:
            raise ReadOnlyError(self.path)
        with self._said(), Session(self._engine, expire_on_commit=False) as session, session.begin():
            connection = session.connection()
            self._start(connection, writing=True)
            before = _changes(connection)
            session.info[history.DEED] = deed
            yield session
            session.flush()
            entries = trail.write(session, deed, changed=_changes(connection) != before)
            history.write(session, deed, entries)

    @contextmanager
    def jot(self) -> Generator[Session]:
        """One transaction for what is nobody's record yet (草稿): no deed, nothing in the log, and no row but in JOTTED.

        The engine itself refuses any other table. Raises StoreError as `begin()` does.
        """
        if self.read_only:
            raise ReadOnlyError(self.path)
        with self._said(), Session(self._engine, expire_on_commit=False) as session, session.begin():
            connection = session.connection()
            self._start(connection, writing=True)
            with self._only(connection, JOTTED):
                yield session
                session.flush()

    @contextmanager
    def read(self) -> Generator[Session]:
        """One consistent look at the data. Raises StoreError with a sentence when the file cannot be read."""
        with self._said(), Session(self._engine, expire_on_commit=False) as session, session.begin():
            self._start(session.connection(), writing=False)
            yield session

    @contextmanager
    def _only(self, connection: Connection, tables: frozenset[str]) -> Generator[None]:
        """Meanwhile no row of any other table can be written."""

        def judge(action: int, table: str | None, *_: object) -> int:
            return driver.SQLITE_DENY if action in _CHANGING and table not in tables else driver.SQLITE_OK

        held: Any = connection.connection.dbapi_connection
        held.set_authorizer(judge)
        try:
            yield
        finally:
            held.set_authorizer(None)

    def _start(self, connection: Connection, *, writing: bool) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    def _explained(self, error: BaseException | None) -> StoreError | None:
        return explain(self.path, error)

    @contextmanager
    def _said(self) -> Generator[None]:
        try:
            yield
        except DatabaseError as error:
            said = self._explained(error.orig)
            if said is None:
                raise
            if isinstance(said, FullDiskError) and self._when_full():
                raise FullDiskError(self.path, room_made=True) from error
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


def raw_connection(path: Path, key: bytes | None = None, *, read_only: bool = False) -> Any:
    """A driver connection with the settings every deed needs; the caller begins and ends transactions.

    `key` is the 32 bytes the file is encrypted with, or None for a plain file.
    """
    where = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    connection = driver.connect(where, uri=True, isolation_level=None, check_same_thread=False, timeout=5.0)
    connection.execute("PRAGMA cipher_log_level=NONE")
    if key is not None:
        connection.execute(key_pragma(key))
    connection.execute("PRAGMA foreign_keys=ON")
    if not read_only:
        journal = "WAL" if driver.sqlite_version_info >= WAL_SAFE else "TRUNCATE"
        connection.execute(f"PRAGMA journal_mode={journal}")
        connection.execute("PRAGMA synchronous=FULL")
    return connection


def key_pragma(key: bytes) -> str:
    """The statement that gives the driver the raw key; it must never be written anywhere."""
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    return f"PRAGMA key = \"x'{key.hex()}'\""


def _changes(connection: Connection) -> int:
    """How many rows this connection has changed so far."""
    return getattr(connection.connection.dbapi_connection, "total_changes", 0)


def _engine(path: Path, key: bytes | None, read_only: bool) -> Engine:
    return create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: raw_connection(path, key, read_only=read_only),
        poolclass=NullPool,
        hide_parameters=True,  # A fault's text is copied and sent on: it must not carry what was about to be kept.
    )
