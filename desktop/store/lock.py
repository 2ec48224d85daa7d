"""One program at a time may use an office's folder; the lock says who holds it."""

from __future__ import annotations

import contextlib
import getpass
import platform
from pathlib import Path

from filelock import FileLock, Timeout

from desktop.store.errors import TakenError

LOCK = ".lock"
NOTE = "使用中.txt"


class OfficeLock:
    """Held while the office is open; raises TakenError naming the holder where somebody else has it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._note = folder / NOTE
        self._lock = FileLock(folder / LOCK, timeout=0)
        try:
            self._lock.acquire()
        except Timeout:
            raise TakenError(folder, self._holder()) from None
        self.after_crash = self._note.exists()
        """Whether the last program here did not end as it should: then the data file wants a look before it is used."""
        with contextlib.suppress(OSError):
            self._note.write_text(f"{_user()}（电脑 {platform.node()}）", encoding="utf-8")

    def release(self) -> None:
        """Gives the folder free."""
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._lock.release()

    def _holder(self) -> str:
        try:
            return self._note.read_text(encoding="utf-8").strip() or "另一个程序"
        except OSError:
            return "另一个程序"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "未知用户"
