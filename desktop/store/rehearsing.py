"""Rehearsing a restore (恢复演练): a backup nobody ever opened is none."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from desktop.domain.backup import Backup, Rehearsal, TableCompared, table_word
from desktop.domain.trail import Head
from desktop.store import backups
from desktop.store.backup_files import ATTACHED, DATABASE, MANIFEST, copy_synced, disk_said


def rehearse(backup: Backup, key: bytes | None, now: Mapping[str, int], head: Head | None) -> Rehearsal:
    """Restores the backup into a private folder, opens, checks and counts it there; nothing is changed.

    `now` and `head` are what the data file holds at present, empty where it cannot be read.
    """
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="bangfu-") as folder:
        copied = replace(backup, folder=Path(folder) / "演练")
        with disk_said(copied.folder):
            copied.folder.mkdir()
            for name in (DATABASE, MANIFEST, ATTACHED):
                if (backup.folder / name).exists():
                    copy_synced(backup.folder / name, copied.folder / name)
        checked = backups.verify(copied, key)
    seconds = time.perf_counter() - started
    if checked.trouble:
        return Rehearsal(
            backup=backup, works=False, said=f"这份备份不能用：{checked.trouble}", seconds=seconds
        )
    tables = tuple(
        TableCompared(t, table_word(t), checked.counts.get(t, 0), now.get(t) if now else None)
        for t in dict.fromkeys((*checked.counts, *now))
        if t not in ("household_search", "trail_state")
    )
    since = head.seq - (checked.head.seq if checked.head else 0) if head else None
    return Rehearsal(
        backup=backup,
        works=True,
        said=_rehearsed(checked, now, since),
        tables=tables,
        seconds=seconds,
        entries_since=since,
    )


def _rehearsed(checked: Backup, now: Mapping[str, int], since: int | None) -> str:
    said = f"演练成功：这份备份能打开，检查完好，有 {checked.households} 户家庭档案"
    if now:
        said += f"（现在有 {now.get('household', 0)} 户）"
    if since is not None:
        said += "，与现在的数据相同" if since == 0 else f"，此后办理的 {max(since, 0)} 条操作不在里面"
    return said + "。"
