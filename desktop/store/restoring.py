"""Putting a backup in place of the data file (恢复).

What was there before is never deleted: a sound file becomes a backup, a damaged one is put aside as it is. Killed at
any step, the folder holds the old file or the new one; a note beside it lets the next start finish the change.
"""

from __future__ import annotations

import json
import shutil
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from desktop.domain.backup import Backup, Restored, Why
from desktop.store import attachments_kept, backups, health, key_files, own_schemes
from desktop.store.backup_files import (
    DATABASE,
    KEYS,
    UnusableBackupError,
    copy_synced,
    disk_said,
    sha256_of,
)
from desktop.store.database import DriverError, raw_connection
from desktop.store.encrypting import encrypt_file
from desktop.store.errors import StoreError
from desktop.store.migrations import HEAD
from desktop.store.whole_file import sync_folder, write_whole

DAMAGED = "损坏的数据"
NOTE = "恢复进行中.json"
BESIDE = DATABASE + ".restored"
_LOGS = ("-wal", "-shm", "-journal")


def restore(
    office_folder: Path, backup: Backup, key: bytes | None, *, at: datetime, app_version: str
) -> Restored:
    """Puts the backup's data file in place; the caller holds the lock and has closed everything.

    Raises UnusableBackupError or StoreError with the present file as it was.
    """
    finish(office_folder)
    checked = backups.verify(backup, key)
    trouble = checked.trouble
    if not trouble and checked.schema_version > HEAD:
        trouble = "它是由更新版本的程序做的，请先安装新版程序。"
    if trouble:
        raise UnusableBackupError(
            f"备份「{backup.name}」不能用来恢复：{trouble}请另选一份。现有数据没有改动。"
        )
    with disk_said(office_folder / DATABASE):
        office_folder.mkdir(parents=True, exist_ok=True)
        sha256 = _lay_beside(office_folder, backup.folder / DATABASE, checked.sha256)
        if key is not None and not checked.encrypted:
            # Made before the office was encrypted: it must not lie there plain again.
            encrypt_file(office_folder / BESIDE, key)
            sha256 = sha256_of(office_folder / BESIDE)
        missing = _attachments_back(backup, office_folder)
        own_schemes.put_back(backup.folder, office_folder)
        was_sound, aside = _set_aside(office_folder, key, at, app_version)
        keys_differ = _keys_back(backup.folder, office_folder, aside)
        _put(office_folder, sha256)
    return Restored(
        backup=checked,
        set_aside=aside,
        was_sound=was_sound,
        keys_differ=keys_differ,
        attachments_missing=missing,
        said=_said(keys_differ, missing),
    )


def put_salvaged(
    office_folder: Path, salvaged: Path, key: bytes | None, *, at: datetime, app_version: str
) -> Path:
    """Puts a salvaged data file in place as `restore` does a backup; where the file before it lies now."""
    finish(office_folder)
    checked = health.full_check(salvaged, key)
    if not checked.sound:
        raise UnusableBackupError(f"抢救出来的文件没有通过检查，没有换上。{checked.said}")
    with disk_said(office_folder / DATABASE):
        sha256 = sha256_of(salvaged)
        _lay_beside(office_folder, salvaged, sha256)
        _, aside = _set_aside(office_folder, key, at, app_version)
        _put(office_folder, sha256)
    return aside


def _lay_beside(office_folder: Path, source: Path, sha256: str) -> str:
    """Copies a data file beside the present one; its SHA-256, which is the one expected."""
    beside = office_folder / BESIDE
    try:
        if copy_synced(source, beside) == sha256 == sha256_of(beside):
            return sha256
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    beside.unlink(missing_ok=True)
    raise UnusableBackupError(
        f"{source.parent.name} 里的数据文件读出来与清单不符，没有恢复。现有数据没有改动。"
    )


def _put(office_folder: Path, sha256: str) -> None:
    write_whole(office_folder / NOTE, json.dumps({"sha256": sha256}).encode())
    finish(office_folder)


def finish(office_folder: Path) -> bool:
    """Ends a restore that was cut off after everything was ready; whether there was one. Called at every start.

    The old write-ahead log must be gone before the new file takes its place, or the engine would mix the two.
    """
    note, beside, path = (office_folder / name for name in (NOTE, BESIDE, DATABASE))
    try:
        expected = json.loads(note.read_bytes())["sha256"]
    except FileNotFoundError:
        beside.unlink(missing_ok=True)
        return False
    except (OSError, ValueError, KeyError, TypeError):
        expected = ""
    with disk_said(path):
        ready = beside.exists() and sha256_of(beside) == expected
        if ready:
            for suffix in _LOGS:
                path.with_name(DATABASE + suffix).unlink(missing_ok=True)
            sync_folder(office_folder)
            beside.replace(path)
            sync_folder(office_folder)
        beside.unlink(missing_ok=True)
        note.unlink(missing_ok=True)
        sync_folder(office_folder)
    return ready


def _set_aside(office_folder: Path, key: bytes | None, at: datetime, app_version: str) -> tuple[bool, Path]:
    """Keeps the present file: as a backup where it is sound, else as it is; whether it was sound, and where it lies."""
    path = office_folder / DATABASE
    if not path.exists():
        return True, office_folder
    if _is_sound(path, key):
        with suppress(StoreError):
            made = backups.make(office_folder, key, why=Why.restore, at=at, app_version=app_version)
            if made.good:
                return True, made.folder
    return False, aside(office_folder, at)


def aside(office_folder: Path, at: datetime) -> Path:
    """Copies the data file with all that goes with it, byte by byte, to a folder of its own; that folder."""
    top = office_folder / DAMAGED
    stamp = f"{at.astimezone():%Y-%m-%d %H%M%S}"
    number = 1
    while (top / (name := stamp if number == 1 else f"{stamp} ({number})")).exists():
        number += 1
    writing = top / (name + ".writing")
    shutil.rmtree(writing, ignore_errors=True)
    writing.mkdir(parents=True)
    for file in (DATABASE, *(DATABASE + s for s in _LOGS), *KEYS):
        if (office_folder / file).exists():
            copy_synced(office_folder / file, writing / file)
    sync_folder(writing)
    done = writing.rename(top / name)
    sync_folder(top)
    return done


def _is_sound(path: Path, key: bytes | None) -> bool:
    """Whether the file is whole; its write-ahead log is then folded into it."""
    try:
        if not health.full_check(path, key).sound:
            return False
        with closing(raw_connection(path, key)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (DriverError, StoreError):
        return False
    return True


def _attachments_back(backup: Backup, office_folder: Path) -> tuple[str, ...]:
    try:
        names = attachments_kept.names_of(backup.folder)
    except OSError:
        return ()
    return attachments_kept.copy(names, backup.folder.parent, office_folder)


def _keys_back(backup_folder: Path, office_folder: Path, aside: Path) -> bool:
    """Puts the key files back where they are lost, damaged or another office's; whether they differ from the backup's."""
    ours, theirs = _keys_in(office_folder), _keys_in(backup_folder)
    if theirs is None:
        return False
    if ours is not None and ours.office_id == theirs.office_id:
        return ours.slots != theirs.slots
    if ours is not None and aside != office_folder:
        for name in KEYS:
            if (office_folder / name).exists() and not (aside / name).exists():
                copy_synced(office_folder / name, aside / name)
    key_files.copy(backup_folder, office_folder)
    return ours is not None


def _keys_in(folder: Path) -> key_files.Keys | None:
    try:
        return key_files.read(folder)
    except StoreError:
        return None


def _said(keys_differ: bool, missing: tuple[str, ...]) -> tuple[str, ...]:
    said: list[str] = []
    if keys_differ:
        said.append(
            "这份备份之后有人改过密码或增减过用户。现在的密码照旧有效；请到「安全」→「用户」核对名单。"
        )
    if missing:
        said.append(f"有 {len(missing)} 个附件在备份里也找不到，档案里仍留着它们的登记。")
    return tuple(said)
