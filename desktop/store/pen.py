"""Asking for the pen (请求编辑): a note in the office's folder from somebody who may only look, and the answer to it."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from desktop.store.errors import StoreError
from desktop.store.lock import LOCK
from desktop.store.whole_file import write_whole

NAME = "请求编辑.json"
LARGEST = 1 << 16


@dataclass(frozen=True)
class Asked:
    """Who asks to write, at which PC, since when, and whether they were told to wait."""

    name: str
    pc: str
    at: str
    later: bool = False


def ask(folder: Path, asked: Asked) -> None:
    """Puts the note down in place of an older one. Raises StoreError where the folder cannot be written."""
    write_whole(folder / NAME, json.dumps(asdict(asked), ensure_ascii=False).encode())


def asked(folder: Path) -> Asked | None:
    """The note that lies there, or None."""
    try:
        with (folder / NAME).open("rb") as file:
            plain = json.loads(file.read(LARGEST))
        return Asked(str(plain["name"]), str(plain["pc"]), str(plain["at"]), bool(plain["later"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def answer_later(folder: Path) -> None:
    """Writes on the note that they are to wait."""
    found = asked(folder)
    if found is not None:
        with suppress(StoreError):
            ask(folder, replace(found, later=True))


def take_away(folder: Path) -> None:
    """No note lies there any more."""
    with suppress(OSError):
        (folder / NAME).unlink(missing_ok=True)


def free(folder: Path) -> bool:
    """Whether nobody holds the folder at this moment."""
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        with lock:
            return True
    except (Timeout, OSError):
        return False
