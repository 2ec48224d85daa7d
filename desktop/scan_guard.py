"""Scans made ready for binding in a process of their own (隔离装订): what comes back is a PDF of their pages alone.

The process stays for a while, as scans come in rows. This module is imported there too: it must stay without the data
file and without Qt.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from threading import Lock, Timer

from desktop.casework.conversing import Answerer, AsideError, Conversation, Ending
from desktop.casework.limits import Limits
from reports.scan_drawings import UnboundError

ROOM = Limits(memory=2 << 30, silence=60, total=3600)
IDLE = 15.0
"""Seconds after which the process ends when nothing more comes."""
_CLEAN, _COUNT = b"C", b"N"
_READY, _UNBOUND = b"R", b"U"
_PAGES = struct.Struct(">I")
SAID = {
    Ending.broke_off: "文件损坏",
    Ending.too_large: "展开后占用内存太多",
    Ending.too_slow: "太久没有读出来",
    Ending.not_started: "电脑内存不足，或安全软件不许另开进程",
}


class ScanGuard:
    """Asks the other process, and begins a new one where the last one died of a file. For any thread."""

    def __init__(self, limits: Limits = ROOM) -> None:
        self._limits, self._lock = limits, Lock()
        self._talk: Conversation | None = None
        self._rest: Timer | None = None

    def cleaned(self, load: Callable[[], bytes]) -> bytes:
        """The scan as a PDF of its pages alone. Raises UnboundError with the reason, and what `load` raises."""
        return self._asked(_CLEAN, load())

    def pages_of(self, data: bytes) -> int:
        """How many pages a scan has; 0 where it cannot be bound."""
        try:
            return _PAGES.unpack(self._asked(_COUNT, data))[0]
        except (UnboundError, struct.error):
            return 0

    def close(self) -> None:
        """The process ends."""
        with self._lock:
            self._end()

    def _asked(self, wanted: bytes, data: bytes) -> bytes:
        with self._lock:
            self._stay()
            try:
                if self._talk is None or self._talk.over:
                    self._talk = Conversation(answering, self._limits)
                answer = self._talk.ask(wanted + data)
            except AsideError as trouble:
                raise UnboundError(SAID[trouble.ending]) from trouble
            finally:
                self._leave_soon()
        if answer[:1] == _UNBOUND:
            raise UnboundError(answer[1:].decode("utf-8", "replace"))
        return answer[1:]

    def _stay(self) -> None:
        if self._rest is not None:
            self._rest.cancel()

    def _leave_soon(self) -> None:
        self._rest = Timer(IDLE, self.close)
        self._rest.daemon = True
        self._rest.start()

    def _end(self) -> None:
        self._stay()
        if self._talk is not None:
            self._talk.close()
            self._talk = None


def answering() -> Answerer:
    """What the other process does with each question."""
    from reports import scans

    def answer(question: bytes) -> bytes:
        try:
            if question[:1] == _COUNT:
                return _READY + _PAGES.pack(scans.pages_of(question[1:]))
            return _READY + scans.cleaned(question[1:])
        except UnboundError as reason:
            return _UNBOUND + str(reason).encode()

    return answer
