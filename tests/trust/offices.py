"""Offices for the tests of trust: founded, at work, and looked at from outside."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop import app
from desktop.casework import accounts, door, settings
from desktop.casework.door import Unlocked
from desktop.casework.office import Office
from desktop.domain.accounts import EVERY_ROLE, User
from desktop.domain.bureau import Bureau, OfficeKind
from desktop.domain.standards import Line, LineKind
from desktop.domain.trail import Head, Proof
from desktop.press import Press, forms
from desktop.store import trail, upgrade
from desktop.store.calendars import load_calendars
from desktop.store.database import Database, raw_connection
from desktop.store.library import load_schemes

DAY = date(2026, 1, 12)
"""A day on which plan 7 still takes applications."""
HANDLER = User(name="林晓舟", roles=EVERY_ROLE)
PASSWORD = "桥边的第三棵槐树 1987"
APPROVER = User(name="周审批", roles=EVERY_ROLE)
BUREAU = Bureau(name="示例市总工会", kind=OfficeKind.union, place="示例市", officer=HANDLER.name)
DIBAO = Line(
    kind=LineKind.dibao,
    place="示例市",
    from_day=date(2025, 7, 1),
    amount=Decimal("810.00"),
    source="示例民发〔2025〕9 号",
)


def found(folder: Path, key: bytes | None) -> None:
    """Makes an office quickly, plain or encrypted by a key in hand: nobody has a password yet."""
    upgrade.create(folder / app.DATABASE, key)
    office = at_work(folder, key)
    settings.found(office, BUREAU, DIBAO)
    if key is not None:
        accounts.found_first(office, HANDLER.name)
    office.store.close()


def found_with_password(folder: Path) -> Unlocked:
    """Makes an office as the program does, and gives what signing in gives."""
    app.found(folder, BUREAU, DIBAO, app.places().resources, lambda: DAY, PASSWORD)
    return door.unlock(folder, HANDLER.name, PASSWORD, app.utc_now)


def at_work(
    folder: Path,
    key: bytes | None,
    today: Callable[[], date] = lambda: DAY,
    user: User = HANDLER,
    store: Database | None = None,
) -> Office:
    """The office in a folder as it is after signing in; whoever asks for it closes its store."""
    resources = app.places().resources
    return Office(
        folder=folder,
        store=store or Database(folder / app.DATABASE, key),
        library=load_schemes(resources / "schemes"),
        calendars=load_calendars(resources / "calendar"),
        forms=forms(),
        press=Press(resources / "fonts"),
        today=today,
        now=lambda: datetime.now(UTC),
        user=user,
    )


def opened(folder: Path, key: bytes | None) -> AbstractContextManager[Office]:
    """The office in a folder as the program opens it for its first user: held alone, checked, backed up at the end."""
    unlocked = None if key is None else Unlocked(key, accounts.FIRST)
    return app.opened(folder, app.places().resources, lambda: DAY, unlocked)


def head_of(office: Office) -> Head:
    """Where the office's log ends."""
    with office.store.read() as session:
        return trail.head(session)


def proof_of(office: Office, anchors: Iterable[tuple[str, int, str]] = ()) -> Proof:
    """What a check of the office's log comes to."""
    with office.store.read() as session:
        return trail.verify(session, anchors)


def digests(connection: Any, columns: dict[str, list[str]] | None = None) -> dict[str, str]:
    """A digest of every table's rows, of all its columns or of those named."""
    return {
        table: _digest(connection.execute(f'SELECT {_listed(names)} FROM "{table}" ORDER BY rowid'))
        for table, names in (columns or columns_of(connection)).items()
    }


def columns_of(connection: Any) -> dict[str, list[str]]:
    """The tables of a data file with the names of their columns."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name").fetchall()
    return {t: [c[1] for c in connection.execute(f'PRAGMA table_info("{t}")')] for (t,) in tables}


def whole_digest(connection: Any) -> str:
    """One digest of everything in a data file."""
    return _digest(sorted(digests(connection).items()))


def is_whole(connection: Any) -> bool:
    """Whether the engine finds nothing wrong with the file, and nothing has lost what it hangs on."""
    found = [r[0] for r in connection.execute("PRAGMA integrity_check")]
    return found == ["ok"] and not connection.execute("PRAGMA foreign_key_check").fetchall()


def looked_at(path: Path, key: bytes | None, asked: Callable[[Any], Any]) -> Any:
    """What a function finds out on a driver's connection of its own."""
    connection = raw_connection(path, key)
    try:
        return asked(connection)
    finally:
        connection.close()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{n}"' for n in names)


def _digest(rows: Iterable[Any]) -> str:
    found = hashlib.sha256()
    for row in rows:
        found.update(repr(tuple(row)).encode())
    return found.hexdigest()
