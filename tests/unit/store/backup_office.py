"""An encrypted office folder with invented households, and small ways to look into and to harm its data file."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from desktop.domain.backup import Backup, Why
from desktop.domain.trail import Act, Deed
from desktop.store import backups, households, upgrade
from desktop.store.backup_files import DATABASE
from desktop.store.database import Database, raw_connection
from tests.bench.many import invent

KEY = bytes(range(32))
AT = datetime(2026, 3, 2, 1, 15, 3, tzinfo=UTC)
TODAY = date(2026, 3, 2)
PAGE = 4096


def populated(folder: Path, count: int = 30, key: bytes | None = KEY) -> Path:
    """A folder with a data file of that many households; closed."""
    upgrade.create(folder / DATABASE, key)
    add(folder, count, key)
    return folder


def add(folder: Path, count: int, key: bytes | None = KEY, first: int = 0) -> None:
    """Puts so many more households on file, in one deed."""
    dice = random.Random(first)
    store = Database(folder / DATABASE, key)
    try:
        with store.begin(Deed(act=Act.import_roster, user="林晓舟", at=AT)) as session:
            made = [invent(n, dice) for n in range(first, first + count)]
            households.put_many(session, made, TODAY)
    finally:
        store.close()


def make(folder: Path, why: Why = Why.by_hand, at: datetime = AT, key: bytes | None = KEY) -> Backup:
    """A backup of the folder's data file."""
    return backups.make(folder, key, why=why, at=at, app_version="0.1.0")


def names(path: Path, key: bytes | None = KEY) -> list[str]:
    """The heads of all households in a data file, by number."""
    with closing(raw_connection(path, key, read_only=True)) as connection:
        return [r[0] for r in connection.execute("SELECT name FROM household ORDER BY number")]


def flip(path: Path, at: int, bit: int = 0) -> None:
    """Turns one bit over."""
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ (1 << bit)]))
