"""Nobody at the desk (无人操作): tells when no key was pressed and no mouse moved for some minutes."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

LOOKED = 5_000
"""Milliseconds between two looks at the clock."""
_DOING = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


def running() -> float:
    """Seconds on a clock that nobody sets, and that goes on while the PC sleeps."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class Idle(QObject):
    """`idle` comes once when the time is over, and again only after somebody was there."""

    idle = Signal()

    def __init__(
        self, minutes: int, seconds: Callable[[], float] = running, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.minutes = minutes
        self._seconds = seconds
        self._last = seconds()
        self._told = False
        application = QCoreApplication.instance()
        assert isinstance(application, QGuiApplication)
        # Windows, not the application: a filter there would hear every event of the program.
        application.focusWindowChanged.connect(self._hear)
        self._hear(QGuiApplication.focusWindow())
        timer = QTimer(self, interval=LOOKED)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Tell it where the time is over."""
        if not self._told and self._seconds() - self._last >= self.minutes * 60:
            self._told = True
            self.idle.emit()

    def begin_anew(self) -> None:
        """Somebody is there."""
        self._last = self._seconds()
        self._told = False

    def _hear(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _DOING:
            self.begin_anew()
        return False
