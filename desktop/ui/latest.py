"""Only the last question counts (只答最后一问): asked while a slider moves, answered off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from desktop.ui.collector import Rest

Going = Callable[[], bool]
"""Whether the answer is still worth while."""
Question = Callable[[Going], Any]

PATIENT = 1.5
"""Seconds a question is let run although a later one waits: else nothing would be answered while the slider moves."""


class Latest(QObject):
    """Answers questions one at a time; of those that come meanwhile only the last is kept."""

    answered = Signal(object, object)
    """The key it was asked under, and the answer."""
    failed = Signal(object, object)
    """The key, and the error."""
    idle = Signal()
    """Nothing is waiting: there is time for what is less urgent."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: tuple[object, Question] | None = None
        self._running: _Answering | None = None
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._running is not None or self._waiting is not None

    def ask(self, key: object, question: Question) -> None:
        """Ask this now, or as soon as the running answer is there; whatever waited is forgotten."""
        if self._closed:
            return
        self._waiting = (key, question)
        if self._running is None:
            self._begin()
        else:
            self._running.hurry()

    def close(self) -> None:
        """No more answers; waits until the running one has stopped."""
        self._closed, self._waiting = True, None
        if self._running is not None:
            self._running.drop()
            self._running.wait()

    def _begin(self) -> None:
        if self._waiting is None:
            self.idle.emit()
            return
        key, question = self._waiting
        self._waiting = None
        self._rest = Rest()  # WORKAROUND: the cycle collector must not run in the job's thread
        self._running = _Answering(key, question, self)
        self._running.finished.connect(self._end)
        self._running.start()

    def _end(self) -> None:
        done = self._running
        if done is None:
            return
        done.wait()
        self._rest.over()
        self._running = None
        done.deleteLater()
        if self._closed:
            return
        if done.error is None:
            self.answered.emit(done.key, done.answer)
        elif not done.dropped:
            self.failed.emit(done.key, done.error)
        if self._running is None:
            self._begin()


class _Answering(QThread):
    def __init__(self, key: object, question: Question, parent: QObject) -> None:
        super().__init__(parent)
        self.key = key
        self.answer: Any = None
        self.error: Exception | None = None
        self.dropped = False
        self._question = question
        self._hurried = False
        self._begun = monotonic()

    def hurry(self) -> None:
        """Another question waits."""
        self._hurried = True

    def drop(self) -> None:
        """Nobody wants the answer any more."""
        self.dropped = True

    def run(self) -> None:
        try:
            self.answer = self._question(self._going)
        except Exception as error:  # handed to the GUI thread, which tells the officer
            self.error = error

    def _going(self) -> bool:
        if self._hurried and monotonic() - self._begun > PATIENT:
            self.dropped = True
        return not self.dropped
