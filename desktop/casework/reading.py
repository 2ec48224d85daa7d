"""Reading a roster in a process of its own (隔离读取), so that no workbook from outside can hurt the office.

Whatever becomes of the other process, the caller gets the roster or one sentence. This module is imported
there too: it must stay without the data file and without Qt.
"""

from __future__ import annotations

import gc
import io
import os
import pickle
import struct
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, SimpleQueue
from sys import modules
from threading import Thread
from time import monotonic
from typing import Any, cast

from desktop.casework import limits as process_limits
from desktop.casework.limits import Limits
from desktop.casework.roster_rows import Draft
from desktop.casework.roster_sheet import (
    Cancelled,
    HandOver,
    ImportCancelledError,
    Progress,
    RosterSheet,
    read_roster,
)
from desktop.domain.errors import OfficeError

Job = Callable[[Path, date, Progress, HandOver], RosterSheet]
"""What the other process runs; it is found there by its name."""

USUAL = Limits()
_GLANCE = 0.05
"""Seconds between two looks at whether the officer wants it stopped."""
_FAREWELL = 3
"""Seconds a killed process has to be gone."""
_PROGRESS, _DRAFTS, _SHEET, _REFUSED, _TOO_LARGE, _BROKEN = b"P", b"D", b"R", b"S", b"M", b"X"
_COUNTS = struct.Struct(">QQ")
_PLAIN = frozenset(
    {
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("datetime", "date"),
        ("decimal", "Decimal"),
        ("pathlib", "PosixPath"),
        ("pathlib", "WindowsPath"),
        ("pathlib._local", "PosixPath"),
        ("pathlib._local", "WindowsPath"),
    }
)
_OURS = ("desktop.domain.", "desktop.casework.roster_")


def read_apart(
    path: Path,
    today: date,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    limits: Limits = USUAL,
    job: Job | None = None,
) -> RosterSheet:
    """The roster, read in another process; raises OfficeError with one sentence however that process ends."""
    drafts: list[Draft] = []
    with _no_collecting(), closing(_Reading(path, today, limits, job or read_here)) as reading:
        while True:
            if cancelled and cancelled():
                raise ImportCancelledError
            message = reading.next_message()
            if message is None:
                continue
            kind, content = message[:1], message[1:]
            if kind == _PROGRESS and len(content) == _COUNTS.size:
                if progress:
                    progress(*_COUNTS.unpack(content))
            elif kind == _DRAFTS:
                drafts.extend(_drafts_of(content, path))
            elif kind == _SHEET:
                return replace(_sheet_of(content, path), drafts=drafts)
            elif kind == _REFUSED:
                raise OfficeError(content.decode("utf-8", "replace"))
            elif kind == _TOO_LARGE:
                raise _too_large(path, limits)
            else:
                raise _broke_off(path)


def read_here(path: Path, today: date, progress: Progress, hand_over: HandOver) -> RosterSheet:
    """The reading itself, as the other process does it."""
    return read_roster(path, today, progress, hand_over=hand_over)


class _Reading:
    """The other process, from its start to its end."""

    def __init__(self, path: Path, today: date, limits: Limits, job: Job) -> None:
        self._path, self._limits = path, limits
        self._began = self._heard_at = monotonic()
        self._messages: SimpleQueue[bytes | None] = SimpleQueue()
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_read_there, args=(theirs, job, path, today, limits), name="roster", daemon=True
        )
        self._listener = Thread(target=self._listen, name="roster", daemon=True)
        try:
            self._process.start()
        except (OSError, MemoryError) as trouble:
            self._pipe.close()
            raise _cannot_start(path) from trouble
        finally:
            theirs.close()
        self._listener.start()

    def next_message(self) -> bytes | None:
        """What the process says next, or None where it is still at work; raises where it died or is too slow."""
        try:
            message = self._messages.get(timeout=_GLANCE)
        except Empty:
            self._look_at_the_clock()
            return None
        if message is None:
            raise _broke_off(self._path)
        self._heard_at = monotonic()
        self._look_at_the_clock()
        return message

    def close(self) -> None:
        """Nothing of the process is left: neither itself, nor its pipe."""
        self._process.kill()
        self._process.join(_FAREWELL)
        self._listener.join(_FAREWELL)
        with suppress(ValueError):  # hangs in the system, say on a share that is gone: it ends when that ends
            self._process.close()
        self._pipe.close()

    def _listen(self) -> None:
        """Takes the messages off the pipe; a thread of its own, as half a message would hold the caller up."""
        with suppress(OSError, EOFError, MemoryError):
            while True:
                self._messages.put(self._pipe.recv_bytes(self._limits.answer))
        self._messages.put(None)

    def _look_at_the_clock(self) -> None:
        now = monotonic()
        if now - self._heard_at > self._limits.silence:
            raise _too_slow(self._path, f"{self._limits.silence:g} 秒没有进展")
        if now - self._began > self._limits.total:
            raise _too_slow(self._path, f"{self._limits.total:g} 秒还没有读完")


def _read_there(pipe: Connection, job: Job, path: Path, today: date, limits: Limits) -> None:
    """What the other process does from its first line to its last."""
    _say_nothing()
    process_limits.hold(limits.memory, int(limits.total) + 5)
    gc.disable()  # what is read here is kept to the end: looking for rubbish takes longer than the reading

    def progress(done: int, of: int) -> None:
        pipe.send_bytes(_PROGRESS + _COUNTS.pack(done, of))

    def hand_over(drafts: list[Draft]) -> None:
        pipe.send_bytes(_DRAFTS + _pickled(drafts))

    try:
        answer = _SHEET + _pickled(job(path, today, progress, hand_over))
    except OfficeError as refused:
        answer = _REFUSED + refused.said.encode()
    except MemoryError:
        answer = _TOO_LARGE
    except BaseException:  # a panic of the reader is no Exception
        answer = _BROKEN
    pipe.send_bytes(answer)
    pipe.close()


def _say_nothing() -> None:
    """What a dying reader prints may hold names out of the roster: it goes nowhere."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(nowhere, stream)
        os.close(nowhere)


class _OurValues(pickle.Unpickler):
    """Takes back values of the office and nothing else: the other process may be in a stranger's hands."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        if (module_name, global_name) in _PLAIN:
            return super().find_class(module_name, global_name)
        if module_name.startswith(_OURS) and module_name in modules:
            found = getattr(modules[module_name], global_name, None)
            if isinstance(found, type) and found.__module__ == module_name:
                return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name}")


def _pickled(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _value_of(content: bytes, path: Path) -> Any:
    try:
        return _OurValues(io.BytesIO(content)).load()
    except Exception as trouble:  # bytes that are no value fail in any way they like
        raise _broke_off(path) from trouble


def _drafts_of(content: bytes, path: Path) -> list[Draft]:
    found = _value_of(content, path)
    if not isinstance(found, list):
        raise _broke_off(path)
    drafts = cast("list[object]", found)
    if not all(isinstance(draft, Draft) for draft in drafts):
        raise _broke_off(path)
    return cast("list[Draft]", drafts)


def _sheet_of(content: bytes, path: Path) -> RosterSheet:
    found = _value_of(content, path)
    if not isinstance(found, RosterSheet):
        raise _broke_off(path)
    return found


@contextmanager
def _no_collecting() -> Generator[None]:
    """Lets the cycle collector rest while thousands of households arrive, none of which is rubbish."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _broke_off(path: Path) -> OfficeError:
    return OfficeError(
        f"「{path.name}」读到一半就中断了，文件可能已损坏，或内容异常庞大；程序和已有的档案没有受影响。"
        "请在 Excel 或 WPS 中打开它，把名册部分复制到新建的表格里，另存为 .xlsx 再导入；打不开请向对方重新要一份。"
    )


def _too_large(path: Path, limits: Limits) -> OfficeError:
    return OfficeError(
        f"「{path.name}」读起来要占用 {limits.memory >> 20:,} MB 以上的内存，不像名册，已经停止读取。"
        "请把名册部分复制到新建的表格里，另存为 .xlsx 再导入。"
    )


def _too_slow(path: Path, how_long: str) -> OfficeError:
    return OfficeError(
        f"「{path.name}」读了 {how_long}，已经停止读取。如果文件在 U 盘或网络上，请先复制到本机；"
        "还是不行，请在 Excel 或 WPS 中打开它，另存为新的 .xlsx 文件再导入。"
    )


def _cannot_start(path: Path) -> OfficeError:
    return OfficeError(
        f"没有读「{path.name}」：电脑内存不足，或安全软件不许程序另开进程。请关闭别的程序，或在安全软件中允许本程序，再试一次。"
    )
