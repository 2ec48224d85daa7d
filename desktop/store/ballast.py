"""Room kept for an emergency (应急空间): a file that is given up when the disk is full, so that work can be saved."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from desktop.store.whole_file import sync_folder

NAME = "应急空间.bin"
SIZE = 32 << 20
ROOM = 4
"""It is laid down only where so many times its size is free."""
OPENING = 1 << 20
"""What the engine may need beside the data file to open it."""
_PIECE = 1 << 20


def lay(folder: Path, size: int = SIZE) -> bool:
    """Lays the ballast down where there is room enough; whether it lies there now. Never an error."""
    path = folder / NAME
    try:
        if path.exists() and path.stat().st_size == size:
            return True
        if shutil.disk_usage(folder).free < size * ROOM:
            return path.exists()
        beside = path.with_name(NAME + ".new")
        with beside.open("wb") as file:
            _fill(file.fileno(), size)
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(folder)
    except OSError:
        with suppress(OSError):
            path.with_name(NAME + ".new").unlink(missing_ok=True)
        return False
    return True


def make_way(folder: Path) -> bool:
    """Gives the room up where the disk is so full that the office could not even be opened; whether it did."""
    try:
        return shutil.disk_usage(folder).free < OPENING and release(folder)
    except OSError:
        return False


def release(folder: Path) -> bool:
    """Gives the room up; whether there was any."""
    try:
        (folder / NAME).unlink()
        sync_folder(folder)
    except OSError:
        return False
    return True


def _fill(handle: int, size: int) -> None:
    """Really takes the room: a file of holes, or one the disk can press together, would free nothing."""
    if hasattr(os, "posix_fallocate"):
        try:
            os.posix_fallocate(handle, 0, size)
        except OSError:
            os.ftruncate(handle, 0)
        else:
            return
    for _ in range(size // _PIECE):
        os.write(handle, secrets.token_bytes(_PIECE))
