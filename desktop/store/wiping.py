"""Residues wiped (清除残留): what was deleted must not lie in unused corners of the data file or its log."""

from __future__ import annotations

from pathlib import Path

from desktop.store.database import DriverError, explain, raw_connection


def wipe(path: Path, key: bytes | None) -> None:
    """Writes the data file anew from what is still in it and empties the write-ahead log.

    Raises StoreError where the file is busy or the disk is full; nothing is lost then, only residues stay.
    """
    connection = raw_connection(path, key)
    try:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except DriverError as error:
        raise explain(path, error) or error from error
    finally:
        connection.close()
