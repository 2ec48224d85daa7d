"""Checks of the data file (体检): a quick one at every start, a full one every week."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from desktop.domain.backup import FULL_CHECK_DAYS, Health, overdue
from desktop.store.database import WAL_SAFE, DriverError, driver, explain, raw_connection
from desktop.store.errors import BusyDatabaseError, FullDiskError, UnwritableError
from desktop.store.whole_file import write_whole

CHECKED = "体检.json"
PATIENCE = 0.2
"""Seconds the quick check may take; what it did not reach is left to the weekly check."""
_LISTED = 20
_STEPS = 2000


def engine_said(version: tuple[int, ...] | None = None) -> str:
    """A sentence where the engine is too old for the safe way of writing; empty where it is not."""
    found = version or driver.sqlite_version_info
    if found >= WAL_SAFE:
        return ""
    number = ".".join(str(n) for n in found)
    return (
        f"这台电脑上的数据库组件是 {number} 版，低于 3.51.3，改用较慢但稳妥的写入方式，数据不受影响。"
        "请尽快安装新版程序。"
    )


def quick_check(path: Path, key: bytes | None) -> Health:
    """Whether the file opens and its pages hang together, as far as it comes in a moment: all of a file up to 20 MB."""
    return _check(path, key, ("quick_check",), full=False)


def full_check(path: Path, key: bytes | None) -> Health:
    """Whether every page is as it was written and every index agrees with its table."""
    pragmas = ("cipher_integrity_check", "integrity_check") if key is not None else ("integrity_check",)
    return _check(path, key, (*pragmas, "foreign_key_check"), full=True)


def _check(path: Path, key: bytes | None, pragmas: Sequence[str], *, full: bool) -> Health:
    started = time.perf_counter()
    details = _details(path, key, pragmas, None if full else started + PATIENCE)
    seconds = time.perf_counter() - started
    if not details:
        return Health(sound=True, said="数据文件完好。", full=full, seconds=seconds)
    said = f"数据文件 {path} 有损坏（查出 {len(details)} 处{'以上' if len(details) >= _LISTED else ''}）。请不要继续录入，按提示从备份恢复；坏掉的文件会另外保存。"
    return Health(sound=False, said=said, full=full, seconds=seconds, details=details)


def _details(path: Path, key: bytes | None, pragmas: Sequence[str], until: float | None) -> tuple[str, ...]:
    try:
        if path.stat().st_size == 0:
            return ("文件是空的",)
    except OSError as error:
        return (f"读不到文件（{error.strerror}）",)
    found: list[str] = []
    try:
        with closing(raw_connection(path, key, read_only=True)) as connection:
            found += _length(path, connection)
            if until is not None:
                connection.set_progress_handler(lambda: time.perf_counter() > until, _STEPS)
            for pragma in pragmas:
                found += _said(pragma, connection)
    except DriverError as error:
        if until is not None and "interrupt" in str(error).lower():
            return tuple(found)
        said = explain(path, error)
        if isinstance(said, BusyDatabaseError | FullDiskError | UnwritableError):
            raise said from error
        found.append(str(error))
    return tuple(found[:_LISTED])


def _said(pragma: str, connection: Any) -> list[str]:
    rows = connection.execute(f"PRAGMA {pragma}").fetchmany(_LISTED)
    return [" ".join(str(part) for part in row) for row in rows if row[0] != "ok"]


def _length(path: Path, connection: Any) -> list[str]:
    """A file cut short at a page that nothing refers to is found by its length alone."""
    # The cipher answers in text where the engine itself would give a number.
    size = int(connection.execute("PRAGMA page_size").fetchone()[0])
    pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    written = path.stat().st_size
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        return []
    return [] if written == size * pages else [f"文件长 {written} 字节，应为 {size * pages} 字节"]


def note_full_check(folder: Path, today: date, *, sound: bool) -> None:
    """Keeps the day of a full check beside the data file."""
    write_whole(folder / CHECKED, json.dumps({"checked_on": today.isoformat(), "sound": sound}).encode())


def full_check_due(folder: Path, today: date) -> bool:
    """Whether the weekly check is due; also when the clock went back, or the last one found damage."""
    try:
        plain = json.loads((folder / CHECKED).read_bytes())
        last = date.fromisoformat(plain["checked_on"]) if plain["sound"] is True else None
    except (OSError, ValueError, KeyError, TypeError):
        last = None
    return overdue(last, today, FULL_CHECK_DAYS)
