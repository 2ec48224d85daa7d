"""A process of its own that stays and answers (隔离问答), for what a stranger's file is asked more than once.

Whatever becomes of it, whoever asks gets bytes, a refusal in one sentence, or an AsideError. This module is imported
there too: it must stay without the data file and without Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from threading import Thread

from desktop.casework import limits as process_limits
from desktop.casework.apart import say_nothing
from desktop.casework.limits import Limits
from desktop.domain.errors import OfficeError

Answerer = Callable[[bytes], bytes]
"""What the other process does with each question. An OfficeError it raises is a refusal; any other ends the talk."""

_FAREWELL = 3
"""Seconds a killed process has to be gone."""
_DONE, _REFUSED, _TOO_LARGE, _BROKEN = b"R", b"S", b"M", b"X"


class Ending(StrEnum):
    """How a conversation ended that was not brought to its end."""

    broke_off = "broke_off"
    too_large = "too_large"
    too_slow = "too_slow"
    not_started = "not_started"


class AsideError(Exception):
    """The other process gave no answer; the file is to blame, or the computer. The conversation is over."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.value)
        self.ending = ending


class Conversation:
    """One process, asked by one thread at a time; `make` gives its answerer there and is found by its name."""

    def __init__(self, make: Callable[[], Answerer], limits: Limits) -> None:
        self._limits = limits
        self._answers: SimpleQueue[bytes | None] = SimpleQueue()
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_answer, args=(theirs, make, limits), name="aside", daemon=True
        )
        self._listener = Thread(target=self._listen, name="aside", daemon=True)
        self.over = False
        try:
            self._process.start()
        except (OSError, MemoryError) as trouble:
            self.over = True
            self._pipe.close()
            raise AsideError(Ending.not_started) from trouble
        finally:
            theirs.close()
        self._listener.start()

    def ask(self, question: bytes, silence: float | None = None) -> bytes:
        """The answer. Raises OfficeError where it was refused there, AsideError where none came in time, or ever."""
        if self.over:
            raise AsideError(Ending.broke_off)
        try:
            self._pipe.send_bytes(question)
            answer = self._answers.get(timeout=silence or self._limits.silence)
        except Empty:
            raise self._ended(Ending.too_slow) from None
        except OSError as trouble:
            raise self._ended(Ending.broke_off) from trouble
        kind, content = (answer or _BROKEN)[:1], (answer or _BROKEN)[1:]
        if kind == _DONE:
            return content
        if kind == _REFUSED:
            raise OfficeError(content.decode("utf-8", "replace"))
        raise self._ended(Ending.too_large if kind == _TOO_LARGE else Ending.broke_off)

    def close(self) -> None:
        """Nothing of the process is left."""
        if self.over:
            return
        self.over = True
        self._process.kill()
        self._process.join(_FAREWELL)
        self._listener.join(_FAREWELL)
        with suppress(ValueError):
            self._process.close()
        self._pipe.close()

    def _ended(self, ending: Ending) -> AsideError:
        self.close()
        return AsideError(ending)

    def _listen(self) -> None:
        """Takes the answers off the pipe; a thread of its own, as half an answer would hold the asker up."""
        with suppress(OSError, EOFError, MemoryError):
            while True:
                self._answers.put(self._pipe.recv_bytes(self._limits.answer))
        self._answers.put(None)


def _answer(pipe: Connection, make: Callable[[], Answerer], limits: Limits) -> None:
    """What the other process does from its first line to its last."""
    say_nothing()
    process_limits.hold(limits.memory, int(limits.total) + 5)
    answerer = make()
    with suppress(EOFError, OSError):
        while True:
            question = pipe.recv_bytes()
            try:
                answer = _DONE + answerer(question)
            except OfficeError as refused:
                answer = _REFUSED + refused.said.encode()
            except MemoryError:
                answer = _TOO_LARGE
            except BaseException:  # a panic of the reader is no Exception
                answer = _BROKEN
            del question
            pipe.send_bytes(answer)
