"""A finished paper onto the disk: whole or not at all, the old file untouched until the new one is safe."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from desktop.domain.errors import OfficeError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_LOCKED = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY, errno.EROFS}


def save(out: Path, data: bytes) -> None:
    """Write the file beside its place, flush it to the disk, then put it there in one step."""
    beside = out.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(out)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise OfficeError(_said(out, error)) from error


def _said(out: Path, error: OSError) -> str:
    kept = "原有文件没有改动。" if out.exists() else ""
    if error.errno in _FULL:
        return f"磁盘空间不足，「{out.name}」没有写成。{kept}请清理磁盘，或换一个有空间的位置再保存。"
    if out.is_dir():
        return f"「{out}」是一个文件夹，不能写成文件。请另起一个文件名。"
    if error.errno in _LOCKED:
        return (
            f"「{out.name}」写不进去：文件可能正被其他程序打开，或者没有写入权限。{kept}"
            "请先关闭打开它的程序，或另存为别的文件名。"
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"文件夹「{out.parent}」不存在，「{out.name}」没有写成。请先建立文件夹，或另选位置。"
    if error.errno == errno.ENAMETOOLONG:
        return f"文件名太长，没有写成：「{out.name[:40]}…」。请把文件名改短。"
    return f"「{out.name}」没有写成：{error.strerror or error}。{kept}请检查磁盘或移动存储设备后再试。"
