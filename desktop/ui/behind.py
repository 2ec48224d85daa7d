"""What is done once behind the window, in a thread of its own, a while after the window showed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QThread, QTimer

from desktop.ui.collector import Rest


class Behind(QObject):
    """Starts the thread when starting is over; while it runs the collector rests."""

    def __init__(self, thread: QThread, parent: QObject, later: int) -> None:
        """`later` in milliseconds."""
        super().__init__(parent)
        self._rest: Rest | None = None
        self._thread = thread
        self._timer = QTimer(self, singleShot=True, interval=later)
        self._timer.timeout.connect(self._start)
        self._timer.start()

    def stop(self) -> None:
        """Start nothing more, and wait for what runs."""
        self._timer.stop()
        self.over()

    def over(self) -> None:
        """The thread has ended, or does so now."""
        self._thread.wait()
        if self._rest is not None:
            self._rest.over()

    def _start(self) -> None:
        self._rest = Rest()
        self._thread.start()
