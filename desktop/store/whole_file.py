"""A small file written whole or not at all: beside its place, flushed to the disk, then put there in one step."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from desktop.store.errors import FullDiskError, UnwritableError


def write_whole(path: Path, data: bytes) -> None:
    """Replaces the file; the old one stays until the new one is safe. Raises StoreError with a sentence."""
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise FullDiskError(path) from error
        raise UnwritableError(path) from error
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Makes a renaming last through a power cut; Windows does so by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
