"""The second place of backups (第二备份位置): a USB stick or another disk that gets a copy of each."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from desktop.domain.backup import Backup
from desktop.domain.errors import OfficeError
from desktop.store import attachments_kept
from desktop.store.backup_files import (
    ATTACHMENTS,
    DATABASE,
    WRITING,
    copy_synced,
    disk_said,
    finish,
    read,
    sha256_of,
    sweep,
)
from desktop.store.backups import thin
from desktop.store.errors import FullDiskError, StoreError

SPARE = 8 << 20
"""Room that must be left there after a copy."""


class PlaceMissingError(OfficeError):
    """The second place is not there."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            f"第二备份位置 {place} 现在不在（U 盘没有插上，或文件夹改了名），这一次没有往那里复制。"
            "本机的备份已经做好。请插好 U 盘，下次备份时会自动补上。"
        )


def copy_to(backup: Backup, place: Path, label: str) -> Backup:
    """Copies a backup to a second place, compares every byte of the data file and thins what lies there.

    `label` tells one office's copies from another's. Raises PlaceMissingError, FullDiskError or UnwritableError.
    """
    if not _is_there(place):
        raise PlaceMissingError(place)
    root = root_in(place, label)
    source = backup.folder.parent
    with disk_said(root):
        root.mkdir(exist_ok=True)
        sweep(root)
        there = read(root / backup.name) if (root / backup.name).is_dir() else None
        if there is not None and there.good:
            return there
        names = attachments_kept.names_of(backup.folder)
        new = attachments_kept.to_copy(names, source, root)
        files = [f for f in backup.folder.iterdir() if f.is_file()]
        sizes = [f.stat().st_size for f in (*files, *(source / ATTACHMENTS / n for n in new)) if f.is_file()]
        if shutil.disk_usage(root).free < sum(sizes) + SPARE:
            raise FullDiskError(root)
        writing = root / (backup.name + WRITING)
        try:
            writing.mkdir()
            for file in files:
                if copy_synced(file, writing / file.name) != sha256_of(writing / file.name):
                    raise BadCopyError(root)
            if sha256_of(writing / DATABASE) != backup.sha256:
                raise BadCopyError(root)
            attachments_kept.copy(names, source, root)
            done = finish(writing, backup.name)
        except BaseException:
            shutil.rmtree(writing, ignore_errors=True)
            raise
    thin(root, attachments_kept.names_in(source))
    return replace(backup, folder=done)


def _is_there(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:
        return False


class BadCopyError(StoreError):
    """What was written to the second place does not read back the same."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            f"复制到第二备份位置 {place} 的文件读回来与原件不同，U 盘可能已经损坏，这份复制没有保留。请换一个 U 盘。"
        )


def root_in(place: Path, label: str) -> Path:
    """Where an office's copies lie in a second place."""
    plain = "".join("_" if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in label).strip(" .")[:60]
    return place / f"帮扶台账备份 {plain or '办公室'}"
