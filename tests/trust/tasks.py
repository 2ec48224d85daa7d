"""What children of the warm process do: casework until they are killed, an upgrade, holding an office."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections import deque
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from desktop import app
from desktop.domain.errors import OfficeError
from desktop.store import upgrade
from desktop.store.errors import FullDiskError
from tests.trust import offices, story
from tests.trust.warm import Ready

FULL = 28
"""The exit code of a task that was told the disk is full."""
assert errno.ENOSPC == FULL


def work_until_killed(ready: Ready, folder: str, key: str, acknowledgements: str, seed: int) -> None:
    """Opens an office as the program does and works; each verb that came back is written down at once."""
    opened = offices.opened(Path(folder), bytes.fromhex(key) or None)
    # Unbuffered: a line is there or it is not.
    with opened as office, open(acknowledgements, "ab", buffering=0) as told:  # noqa: PTH123
        ready()
        for done in story.casework(office, Random(seed)):
            head = offices.head_of(office)
            words = [done.act, done.subject, done.id, done.told, head.seq, head.code]
            told.write(json.dumps(words, ensure_ascii=False).encode() + b"\n")
            ready()


def work_and_close(ready: Ready, folder: str, key: str, seed: int) -> None:
    """Opens an office, does a little, and closes it: the backup on closing is what a kill falls on."""
    with offices.opened(Path(folder), bytes.fromhex(key) or None) as office:
        deque(islice(story.casework(office, Random(seed)), 3), maxlen=0)
        ready()


def found_and_die(ready: Ready, folder: str, at: int, counted: str) -> None:
    """Founds an office with a password as the first start does, and kills itself at the so-manyth touch of its folder.

    A touch is a file opened, renamed or taken away, or a call of the driver.
    """
    touches = 0

    def touched() -> None:
        nonlocal touches
        touches += 1
        if touches == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("open", "os.rename", "os.remove", "os.mkdir") and folder in str(arguments[0]):
            touched()

    def seen(_frame: Any, event: str, called: Any) -> None:
        if event == "c_call" and type(getattr(called, "__self__", None)).__module__.startswith("sqlcipher3"):
            touched()

    sys.addaudithook(heard)
    sys.setprofile(seen)
    ready()
    resources = app.places().resources
    app.found(Path(folder), offices.BUREAU, offices.DIBAO, resources, lambda: offices.DAY, offices.PASSWORD)
    sys.setprofile(None)
    Path(counted).write_text(str(touches))


def hold(ready: Ready, folder: str, key: str) -> None:
    """Opens an office and keeps it."""
    with offices.opened(Path(folder), bytes.fromhex(key) or None):
        ready()
        time.sleep(600)


def upgrade_and_die(ready: Ready, path: str, key: str, at: int, counted: str) -> None:
    """Upgrades a data file and kills itself just before the so-manyth call of the driver; notes how many there were."""
    calls = 0

    def seen(_frame: Any, event: str, called: Any) -> None:
        nonlocal calls
        if event == "c_call" and type(getattr(called, "__self__", None)).__module__.startswith("sqlcipher3"):
            calls += 1
            if calls == at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(seen)
    ready()
    upgrade.open_checked(Path(path), bytes.fromhex(key) or None, lambda _: None)
    sys.setprofile(None)
    Path(counted).write_text(str(calls))


def upgrade_with_little_room(ready: Ready, path: str, key: str, room: int) -> None:
    """Upgrades a data file where no file may grow beyond a size."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    ready()
    try:
        upgrade.open_checked(Path(path), bytes.fromhex(key) or None, lambda _: None)
    except FullDiskError:
        os._exit(FULL)
    except OfficeError:
        os._exit(FULL + 1)


def _warm_up() -> None:
    """Does everything once, so that what is loaded late is loaded before the children are born."""
    with tempfile.TemporaryDirectory() as folder:
        offices.found(Path(folder), None)
        with offices.opened(Path(folder), None) as office:
            deque(islice(story.casework(office, Random(0)), 40), maxlen=0)


_warm_up()
