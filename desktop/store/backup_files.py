"""How a backup lies on the disk: its folder's name, its manifest, and files copied so that they last."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop.domain.backup import WHY_OF_WORDS, WHY_WORDS, Backup, Why
from desktop.domain.errors import OfficeError
from desktop.domain.trail import Head
from desktop.store.errors import FullDiskError, UnwritableError
from desktop.store.whole_file import sync_folder, write_whole

BACKUPS = "备份"
ATTACHMENTS = "附件"
DATABASE = "bangfu.db"
KEYS = ("bangfu.keys-a.json", "bangfu.keys-b.json")
MANIFEST = "manifest.json"
README = "说明.txt"
ATTACHED = "附件清单.txt"
COUNTER = "序号.txt"
WRITING = ".writing"
FORMAT = 1

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2}) (\d{6}) (\S+) (\d{6,})")
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_PIECE = 1 << 20


class UnusableBackupError(OfficeError):
    """A backup that must not be restored."""


def name_of(why: Why, at: datetime, counter: int) -> str:
    """What a backup's folder is called: when, what for, which one."""
    return f"{at.astimezone():%Y-%m-%d %H%M%S} {WHY_WORDS[why]} {counter:06d}"


def ours(name: str) -> bool:
    """Whether the folder still has the name we gave it; one that a person renamed is left alone."""
    return _NAME.fullmatch(name) is not None


def read(folder: Path) -> Backup | None:
    """The backup in a folder, with its trouble where it has one; None where the folder is something else."""
    manifest = folder / MANIFEST
    finished = not folder.name.endswith(WRITING)
    named = _NAME.fullmatch(folder.name.removesuffix(WRITING))
    if not finished:
        return _of_name(folder, named, "没有做完（中途断电或关机），下一次备份时会清理。") if named else None
    try:
        plain = json.loads(manifest.read_bytes())
        made = _of_plain(folder, plain)
    except FileNotFoundError:
        return _of_name(folder, named, "缺少清单文件，不能确认是否完整。") if named else None
    except OSError as error:
        return _of_name(folder, named, f"读不出来（{error.strerror}）。") if named else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return _of_name(folder, named, "清单文件已损坏，不能确认是否完整。") if named else None
    return _with_trouble(made)


def _with_trouble(made: Backup) -> Backup:
    from dataclasses import replace

    try:
        size = (made.folder / DATABASE).stat().st_size
    except OSError:
        return replace(made, trouble="里面没有数据文件。")
    if size == 0:
        return replace(made, trouble="里面的数据文件是空的。")
    if size != made.size:
        return replace(made, trouble="里面的数据文件大小与清单不符，已损坏。")
    if not made.verified:
        return replace(made, trouble=made.trouble or "做好以后没有通过检查。")
    return made


def _of_name(folder: Path, named: re.Match[str] | None, trouble: str) -> Backup:
    assert named is not None
    try:
        at = datetime.strptime(f"{named[1]} {named[2]}", "%Y-%m-%d %H%M%S").astimezone()
    except ValueError:
        at = datetime(1970, 1, 1).astimezone()
    why = WHY_OF_WORDS.get(named[3], Why.by_hand)
    return Backup(folder=folder, counter=int(named[4]), why=why, at=at, day=at.date(), trouble=trouble)


def write_manifest(made: Backup) -> None:
    """Writes what is known of a backup into its folder."""
    plain = {
        "format": FORMAT,
        "counter": made.counter,
        "why": made.why.value,
        "at": made.at.isoformat(timespec="seconds"),
        "day": made.day.isoformat(),
        "app_version": made.app_version,
        "schema_version": made.schema_version,
        "counts": dict(made.counts),
        "households": made.households,
        "log_seq": made.head.seq if made.head else None,
        "log_hash": made.head.hash if made.head else None,
        "log_code": made.head.code if made.head else None,
        "log_said": list(made.log_said),
        "sha256": made.sha256,
        "size": made.size,
        "encrypted": made.encrypted,
        "attachments": made.attachments,
        "plain_copy": made.plain_copy,
        "verified": made.verified,
        "trouble": made.trouble,
    }
    write_whole(made.folder / MANIFEST, json.dumps(plain, ensure_ascii=False, indent=1).encode())


def _of_plain(folder: Path, plain: dict[str, Any]) -> Backup:
    head = None if plain["log_seq"] is None else Head(int(plain["log_seq"]), str(plain["log_hash"]))
    at = datetime.fromisoformat(plain["at"])
    return Backup(
        folder=folder,
        counter=int(plain["counter"]),
        why=Why(plain["why"]),
        at=at if at.tzinfo else at.astimezone(),
        day=date.fromisoformat(plain["day"]),
        app_version=str(plain["app_version"]),
        schema_version=str(plain["schema_version"]),
        counts={str(t): int(n) for t, n in plain["counts"].items()},
        head=head,
        log_said=tuple(str(s) for s in plain["log_said"]),
        sha256=str(plain["sha256"]),
        size=int(plain["size"]),
        encrypted=bool(plain["encrypted"]),
        attachments=int(plain["attachments"]),
        plain_copy=bool(plain["plain_copy"]),
        verified=plain["verified"] is True,
        trouble=str(plain["trouble"]),
    )


def readme(made: Backup) -> str:
    """What a person without the program reads in a backup's folder (说明.txt)."""
    how = (
        "数据已加密：恢复时要用登录密码，或密封保管的恢复码。本文件夹里的 bangfu.keys-a.json、bangfu.keys-b.json "
        "是密码文件，没有它们谁也打不开数据，请不要删除。"
        if made.encrypted
        else "这是练习办公室的数据，没有加密。"
    )
    return "\r\n".join(
        (
            "这是「帮扶台账」程序自动做的一份备份，请不要修改或删除里面的文件。",
            "",
            f"做于：{made.at.astimezone():%Y 年 %m 月 %d 日 %H:%M}（这台电脑的时间）",
            f"原因：{WHY_WORDS[made.why]}",
            f"内容：{made.households} 户家庭档案，以及全部申请、发放和操作记录；附件 {made.attachments} 个"
            + ("（附件本身在上一级的「附件」文件夹里）" if made.attachments else ""),
            f"操作记录校验码：{made.head.code}（第 {made.head.seq} 条）"
            if made.head
            else "操作记录：这个版本还没有",
            f"检查：{'做好后重新打开检查过，完好' if made.verified else '没有通过检查，请不要用它恢复'}",
            "",
            "怎样恢复：",
            "1. 在装有「帮扶台账」的电脑上打开程序，进入「安全」→「备份与恢复」。",
            "2. 在备份列表里选中这一份，先按「恢复演练」看看能不能用，再按「恢复这份备份」。",
            "3. 换了电脑：装好程序，先不要新建办公室。把本文件夹里的 bangfu.db 和名字以 bangfu.keys 开头的文件",
            "   一起复制到「办公室」文件夹（没有就新建一个），再打开程序，用密码登录；忘了密码就用恢复码。",
            "   「办公室」文件夹在 Windows 上是：用户文件夹\\AppData\\Local\\bangfu\\办公室；",
            "   在统信、麒麟等 Linux 上是：主文件夹/.local/share/bangfu/办公室。",
            "   附件在上一级的「附件」文件夹里，也整个复制过去。",
            "4. 在程序里恢复时，现有的数据会先另外保存，不会丢掉。",
            "",
            how,
            "本文件夹里如有「档案索引.xlsx」「档案索引.pdf」，用办公软件就能打开，密码由管理员保管。"
            if made.plain_copy
            else "",
            "",
        )
    )


@contextmanager
def disk_said(path: Path) -> Generator[None]:
    """Turns the system's errors into the office's sentences about that place."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise FullDiskError(path) from error
        raise UnwritableError(path) from error


def copy_synced(source: Path, target: Path) -> str:
    """Copies a file so that it outlasts a power cut; its SHA-256."""
    digest = hashlib.sha256()
    with source.open("rb") as from_, target.open("wb") as to:
        while piece := from_.read(_PIECE):
            digest.update(piece)
            to.write(piece)
        to.flush()
        _onto_the_disk(to.fileno())
    return digest.hexdigest()


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_file(path: Path) -> None:
    """Makes sure that a file's bytes are on the disk."""
    with path.open("rb+") as file:
        _onto_the_disk(file.fileno())


def _onto_the_disk(handle: int) -> None:
    os.fsync(handle)
    # What is read to compare must come from the disk, not from memory, or a bad stick would pass.
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def finish(writing: Path, name: str) -> Path:
    """Gives a folder that is complete its name."""
    sync_folder(writing)
    done = writing.rename(writing.with_name(name))
    sync_folder(done.parent)
    return done


def sweep(root: Path) -> None:
    """Takes away what a kill or a power cut left half made."""
    for folder in root.glob(f"*{WRITING}"):
        shutil.rmtree(folder, ignore_errors=True)


def delete(folder: Path) -> None:
    """Takes a backup away; killed half-way, what is left is swept later and never offered."""
    going = folder.with_name(folder.name + WRITING)
    with suppress(OSError):
        folder.rename(going)
        shutil.rmtree(going, ignore_errors=True)
        sync_folder(going.parent)


def folders(root: Path, when: Callable[[Path], bool] = Path.is_dir) -> list[Path]:
    """The folders in a place of backups; none where the place is not there."""
    try:
        return [f for f in root.iterdir() if f.name != ATTACHMENTS and when(f)]
    except OSError:
        return []
