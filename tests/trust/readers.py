"""What runs in the other process in the tests of reading: the real reader over many files, and readers that go wrong."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import pickle
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from desktop.casework import limits
from desktop.casework.roster_sheet import HandOver, Progress, RosterSheet, read_roster
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household

MEMORY = 1 << 30
PATIENCE = 30
"""Seconds one file may take before its process counts as hanging."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its households, or one sentence, or the death of the process that read it."""

    name: str
    households: int = 0
    digest: str = ""
    said: str = ""
    died: bool = False
    seconds: float = 0.0


def read_many(paths: Iterable[Path], today: date) -> Iterator[Outcome]:
    """The outcome of every file, read one after another in a process that has the limits of the real one.

    Where a file kills the process or hangs, the next one takes up the files behind it.
    """
    waiting = list(paths)
    while waiting:
        context = get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_read_all, args=(theirs, waiting, today), daemon=True)
        process.start()
        theirs.close()
        try:
            while waiting:
                outcome: Outcome | None = None
                if ours.poll(PATIENCE):
                    try:
                        outcome = ours.recv()
                    except EOFError:
                        outcome = None
                path = waiting.pop(0)
                yield outcome or Outcome(path.name, died=True)
                if outcome is None:
                    break
        finally:
            process.kill()
            process.join()
            process.close()
            ours.close()


def _read_all(pipe: Connection, paths: list[Path], today: date) -> None:
    limits.hold(MEMORY, 3600)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)  # the panics of the reader
    for path in paths:
        began = time.perf_counter()
        try:
            found = read_roster(path, today)
        except OfficeError as refused:
            outcome = Outcome(path.name, said=refused.said)
        else:
            outcome = Outcome(path.name, len(found.drafts), digest_of(found))
        pipe.send(
            Outcome(
                outcome.name,
                outcome.households,
                outcome.digest,
                outcome.said,
                seconds=time.perf_counter() - began,
            )
        )
    pipe.close()


def digest_of(found: RosterSheet) -> str:
    """One digest of all that would be taken in, and of where it was found."""
    whole: list[tuple[int, Household | None]] = [(d.number, d.household) for d in found.drafts]
    return hashlib.sha256(repr((found.sheet, found.heading, whole)).encode()).hexdigest()


# --- readers that go wrong: the other process finds them by their names -----------------------------------------


def leave(path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
    """Ends the process without a word."""
    os._exit(0)


def crash(path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
    """Reads where no memory is."""
    ctypes.string_at(0)
    raise AssertionError


def devour(path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
    """Takes memory until there is no more."""
    taken: list[bytearray] = []
    while True:
        taken.append(bytearray(1 << 24))


def hang(path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
    """Never comes back."""
    while True:
        pass


def dawdle(path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
    """Never comes back either, and says all the while that it gets on."""
    done = 0
    while True:
        time.sleep(0.05)
        progress(done := done + 1, 1 << 40)


def babble(path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
    """Sends what is no message, straight to the descriptor of the pipe."""
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, b"\0\0\0\x08garbage!" * 3)
        except OSError:
            continue
    time.sleep(60)
    raise AssertionError


def half_a_message(path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
    """Announces a megabyte and sends eight bytes of it."""
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, b"\0\x10\0\0garbage!")
        except OSError:
            continue
    time.sleep(60)
    raise AssertionError


class Bait:
    """Pickles into a call of something that is no value of the office."""

    def __init__(self, left: Path) -> None:
        self._left = left

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(self._left),))


def bait(path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
    """Hands over a pickle that would make a folder beside the roster, were it opened carelessly."""
    assert pickle.dumps(Bait(path.with_name("caught")))
    hand_over([Bait(path.with_name("caught"))])  # pyright: ignore[reportArgumentType]
    time.sleep(60)
    raise AssertionError


def something_else(path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
    """Gives back a value of the office that is no roster."""
    return today  # pyright: ignore[reportReturnType]


def write_a_file(path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
    """Tries to leave something on the disk."""
    path.with_name("left.txt").write_text("x" * 100)
    raise AssertionError


def complain(path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
    """Refuses the file in words of its own."""
    raise OfficeError("这是另一个进程里说的话，一个字也不能少。")


def stumble(path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
    """Meets a mistake of ours."""
    raise ZeroDivisionError


def loaded(path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
    """Says which modules the process has loaded."""
    raise OfficeError(" ".join(sorted(sys.modules)))


def weighed(path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
    """Reads the roster, and says how many bytes of memory the process held at most."""
    with contextlib.suppress(OfficeError):
        read_roster(path, today)
    status = Path("/proc/self/status").read_text()
    raise OfficeError(str(int(status.partition("VmHWM:")[2].split()[0]) << 10))
