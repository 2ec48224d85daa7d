"""Work on a stranger's file in a process of its own (隔离), so that no file from outside can hurt the office.

Whatever becomes of the other process, the caller gets bytes or one sentence. This module is imported there
too: it must stay without the data file and without Qt.
"""

from __future__ import annotations

import gc
import os
import struct
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any

from desktop.casework import limits as process_limits
from desktop.casework.limits import Limits
from desktop.domain.errors import OfficeError

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Piece = Callable[[bytes], None]
Job = Callable[..., bytes]
"""What the other process runs: job(progress, piece, *arguments). It is found there by its name."""

_GLANCE = 0.05
"""Seconds between two looks at whether the officer wants it stopped."""
_FAREWELL = 3
"""Seconds a killed process has to be gone."""
_PROGRESS, _PIECE, _DONE, _REFUSED, _TOO_LARGE, _BROKEN = b"P", b"D", b"R", b"S", b"M", b"X"
_COUNTS = struct.Struct(">QQ")


class StoppedError(OfficeError):
    """The officer stopped it."""

    def __init__(self) -> None:
        super().__init__("已停止。")


class ApartError(OfficeError):
    """The other process did not come to its end; the file is to blame, or the computer."""


def run_apart(
    path: Path,
    job: Job,
    arguments: tuple[Any, ...],
    limits: Limits,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    piece: Piece | None = None,
) -> bytes:
    """What the job gives back from another process; `piece` gets what it hands over on the way.

    An OfficeError raised there comes through word for word; how else the process may end is told in one
    sentence, as an ApartError naming the file at `path`. Raises StoppedError after a cancel.
    """
    with _no_collecting(), closing(_Work(path, job, arguments, limits)) as work:
        while True:
            if cancelled and cancelled():
                raise StoppedError
            message = work.next_message()
            if message is None:
                continue
            kind, content = message[:1], message[1:]
            if kind == _PROGRESS and len(content) == _COUNTS.size:
                if progress:
                    progress(*_COUNTS.unpack(content))
            elif kind == _PIECE and piece:
                piece(content)
            elif kind == _DONE:
                return content
            elif kind == _REFUSED:
                raise OfficeError(content.decode("utf-8", "replace"))
            elif kind == _TOO_LARGE:
                raise _too_large(path, limits)
            else:
                raise broke_off(path)


class _Work:
    """The other process, from its start to its end."""

    def __init__(self, path: Path, job: Job, arguments: tuple[Any, ...], limits: Limits) -> None:
        self._path, self._limits = path, limits
        self._began = self._heard_at = monotonic()
        self._messages: SimpleQueue[bytes | None] = SimpleQueue()
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_work_there, args=(theirs, job, arguments, limits), name="apart", daemon=True
        )
        self._listener = Thread(target=self._listen, name="apart", daemon=True)
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
            raise broke_off(self._path)
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


def _work_there(pipe: Connection, job: Job, arguments: tuple[Any, ...], limits: Limits) -> None:
    """What the other process does from its first line to its last."""
    say_nothing()
    process_limits.hold(limits.memory, int(limits.total) + 5)
    gc.disable()  # what is read here is kept to the end: looking for rubbish takes longer than the reading

    def progress(done: int, of: int) -> None:
        pipe.send_bytes(_PROGRESS + _COUNTS.pack(done, of))

    def piece(content: bytes) -> None:
        pipe.send_bytes(_PIECE + content)

    try:
        answer = _DONE + job(progress, piece, *arguments)
    except OfficeError as refused:
        answer = _REFUSED + refused.said.encode()
    except MemoryError:
        answer = _TOO_LARGE
    except BaseException:  # a panic of the reader is no Exception
        answer = _BROKEN
    pipe.send_bytes(answer)
    pipe.close()


def say_nothing() -> None:
    """What a dying reader prints may hold names out of the roster: it goes nowhere."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(nowhere, stream)
        os.close(nowhere)


@contextmanager
def _no_collecting() -> Generator[None]:
    """Lets the cycle collector rest while thousands of values arrive, none of which is rubbish."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def broke_off(path: Path) -> ApartError:
    """What is said where the other process died, or said what nobody understands."""
    return ApartError(
        f"「{path.name}」读到一半就中断了，文件可能已损坏，或内容异常庞大；程序和已有的档案没有受影响。"
        "请在 Excel 或 WPS 中打开它，把名册部分复制到新建的表格里，另存为 .xlsx 再导入；打不开请向对方重新要一份。"
    )


def _too_large(path: Path, limits: Limits) -> ApartError:
    return ApartError(
        f"「{path.name}」读起来要占用 {limits.memory >> 20:,} MB 以上的内存，不像名册，已经停止读取。"
        "请把名册部分复制到新建的表格里，另存为 .xlsx 再导入。"
    )


def _too_slow(path: Path, how_long: str) -> ApartError:
    return ApartError(
        f"「{path.name}」读了 {how_long}，已经停止读取。如果文件在 U 盘或网络上，请先复制到本机；"
        "还是不行，请在 Excel 或 WPS 中打开它，另存为新的 .xlsx 文件再导入。"
    )


def _cannot_start(path: Path) -> ApartError:
    return ApartError(
        f"没有读「{path.name}」：电脑内存不足，或安全软件不许程序另开进程。请关闭别的程序，或在安全软件中允许本程序，再试一次。"
    )
