"""Backups of the data file: made by the engine, opened again and counted before they count as one (备份).

Never a copy of the open file: of 635 such copies under load seven were bad, of the engine's own none.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.domain.backup import Backup, Why
from desktop.domain.thinning import obsolete
from desktop.domain.trail import Head
from desktop.store import attachments_kept, health, own_schemes, trail
from desktop.store.backup_files import (
    BACKUPS,
    COUNTER,
    DATABASE,
    KEYS,
    MANIFEST,
    README,
    WRITING,
    copy_synced,
    delete,
    disk_said,
    finish,
    folders,
    name_of,
    ours,
    read,
    readme,
    sha256_of,
    sweep,
    sync_file,
    write_manifest,
)
from desktop.store.database import Database, DriverError, explain, raw_connection
from desktop.store.errors import DamagedDatabaseError, FullDiskError, StoreError
from desktop.store.upgrade import tables_counted
from desktop.store.whole_file import write_whole


@dataclass(frozen=True)
class _Counted:
    """What a data file holds, read in one look."""

    version: str
    counts: dict[str, int]
    head: Head | None


def root_of(office_folder: Path) -> Path:
    """Where an office's backups are."""
    return office_folder / BACKUPS


def make(
    office_folder: Path,
    key: bytes | None,
    *,
    why: Why,
    at: datetime,
    app_version: str,
    also: Iterable[Path] = (),
    beside: Callable[[Path], bool] | None = None,
) -> Backup:
    """Makes a backup of the office's data file, which may be open and in use, and verifies it.

    `also` are other places of backups whose counters must not be repeated; `beside` is handed the unfinished folder
    to write the index into, and tells whether it did. Raises StoreError and leaves nothing half made.
    """
    root = root_of(office_folder)
    with disk_said(root):
        root.mkdir(parents=True, exist_ok=True)
        counter = _next_counter(root, also)
        sweep(root)
        name = name_of(why, at, counter)
        writing = root / (name + WRITING)
        writing.mkdir()
    try:
        with disk_said(writing):
            made = Backup(
                folder=writing,
                counter=counter,
                why=why,
                at=at,
                day=at.astimezone().date(),
                app_version=app_version,
                encrypted=key is not None,
            )
            made = _filled(made, office_folder, key, beside)
            done = finish(writing, name)
    except BaseException:
        shutil.rmtree(writing, ignore_errors=True)
        raise
    return replace(made, folder=done)


def _filled(
    made: Backup, office_folder: Path, key: bytes | None, beside: Callable[[Path], bool] | None
) -> Backup:
    database = made.folder / DATABASE
    source = _copied(office_folder / DATABASE, database, key)
    for name in KEYS:
        if (office_folder / name).is_file():
            copy_synced(office_folder / name, made.folder / name)
    attached = attachments_kept.names_in(office_folder)
    attachments_kept.copy(attached, office_folder, made.folder.parent)
    attachments_kept.write_names(made.folder, attached)
    own_schemes.lay_in(office_folder, made.folder)
    trouble, log_said = _checked(database, key, source)
    made = replace(
        made,
        schema_version=source.version,
        counts=source.counts,
        head=source.head,
        log_said=log_said,
        sha256=sha256_of(database),
        size=database.stat().st_size,
        attachments=len(attached),
        plain_copy=beside(made.folder) if beside is not None else False,
        verified=not trouble,
        trouble=trouble,
    )
    write_whole(made.folder / README, readme(made).encode("utf-8-sig"))
    write_manifest(made)
    return made


def _copied(path: Path, out: Path, key: bytes | None) -> _Counted:
    """Copies the data file by the engine; what it held at that very moment."""
    try:
        with (
            closing(raw_connection(path, key, read_only=True)) as source,
            closing(raw_connection(out, key)) as target,
        ):
            target.execute("PRAGMA journal_mode=DELETE")
            # One read transaction holds the moment still for the count and the copy.
            source.execute("BEGIN")
            counted = _counted(source)
            source.backup(target)
            source.execute("ROLLBACK")
            target.execute("PRAGMA journal_mode=DELETE")
    except DriverError as error:
        full = isinstance(explain(out, error), FullDiskError)
        raise explain(out if full else path, error) or DamagedDatabaseError(path, str(error)) from error
    sync_file(out)
    return counted


def _checked(path: Path, key: bytes | None, expected: _Counted) -> tuple[str, tuple[str, ...]]:
    """What is wrong with a copy, nothing where it is good; and what was wrong with the log in it."""
    checked = health.full_check(path, key)
    if not checked.sound:
        return f"没有通过检查（{'；'.join(checked.details[:3])}）。", ()
    try:
        with closing(raw_connection(path, key, read_only=True)) as connection:
            found = _counted(connection)
        if found != expected:
            return f"条数与数据文件不符（{_differences(found.counts, expected.counts)}）。", ()
        return "", _log_said(path, key) if "trail" in found.counts else ()
    except (DriverError, StoreError) as error:
        return f"不能重新打开（{error}）。", ()


def _differences(found: dict[str, int], expected: dict[str, int]) -> str:
    tables = sorted(t for t in found.keys() | expected.keys() if found.get(t) != expected.get(t))
    return "、".join(f"{t} {found.get(t)} / {expected.get(t)}" for t in tables[:3]) or "操作记录的末条"


def _counted(connection: Any) -> _Counted:
    version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    counts = tables_counted(connection)
    row = None
    if "trail_state" in counts:
        row = connection.execute("SELECT seq, hash FROM trail_state").fetchone()
    return _Counted(str(version[0]) if version else "", counts, Head(*row) if row else None)


def _log_said(path: Path, key: bytes | None) -> tuple[str, ...]:
    store = Database(path, key, read_only=True)
    try:
        with store.read() as session:
            return tuple(f.said for f in trail.verify(session).findings)
    finally:
        store.close()


def counted(path: Path, key: bytes | None) -> tuple[dict[str, int], Head | None]:
    """How many rows each table of a data file holds now, and where its log ends. Raises StoreError."""
    try:
        with closing(raw_connection(path, key, read_only=True)) as connection:
            found = _counted(connection)
    except DriverError as error:
        raise explain(path, error) or DamagedDatabaseError(path, str(error)) from error
    return found.counts, found.head


def _next_counter(root: Path, also: Iterable[Path]) -> int:
    try:
        given = int((root / COUNTER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        given = 0
    seen = [b.counter for place in (root, *also) for b in listing(place)]
    counter = max([given, *seen]) + 1
    write_whole(root / COUNTER, str(counter).encode())
    return counter


def listing(root: Path) -> tuple[Backup, ...]:
    """All backups in a place, the newest first by counter; those with a `trouble` must not be offered."""
    found = [backup for folder in folders(root) if (backup := read(folder)) is not None]
    return tuple(sorted(found, key=lambda b: (b.counter, b.name), reverse=True))


def newest_good(root: Path) -> Backup | None:
    """The newest backup that may be restored."""
    return next((b for b in listing(root) if b.good), None)


def verify(backup: Backup, key: bytes | None) -> Backup:
    """Goes through a backup again: its bytes, its pages, its counts. Gives it back with its trouble, if any."""
    database = backup.folder / DATABASE
    fresh = read(backup.folder)
    if fresh is None or fresh.trouble:
        return fresh or replace(backup, trouble="已经不在了。")
    try:
        if sha256_of(database) != fresh.sha256:
            return replace(fresh, trouble="里面的数据文件被改动过或已损坏。")
    except OSError as error:
        return replace(fresh, trouble=f"读不出来（{error.strerror}）。")
    if fresh.encrypted and key is None:
        return replace(fresh, trouble="已加密，要先用密码或恢复码打开。")
    expected = _Counted(fresh.schema_version, dict(fresh.counts), fresh.head)
    trouble, _ = _checked(database, key if fresh.encrypted else None, expected)
    return replace(fresh, trouble=trouble)


def thin(root: Path, living: Iterable[str]) -> tuple[str, ...]:
    """Deletes a few of the backups that need not stay; their names. `living` are attachments the office has."""
    here = [b for b in listing(root) if not b.folder.name.endswith(WRITING)]
    going = [b for b in obsolete(here) if ours(b.name)]
    for backup in going:
        delete(backup.folder)
    with suppress(OSError):
        attachments_kept.prune(root, [b.folder for b in listing(root)], living)
    return tuple(b.name for b in going)


def anchors(root: Path) -> tuple[tuple[str, int, str], ...]:
    """Where the log ended in each good backup, to hold the log against: (where, number, code)."""
    return tuple((f"备份 {b.name} ", b.head.seq, b.head.code) for b in listing(root) if b.good and b.head)


def of_folder(folder: Path) -> Backup | None:
    """The backup that a folder itself is; None where it is something else."""
    return read(folder) if (folder / MANIFEST).is_file() else None
