"""Search texts made anew behind the window (后台更新查找文字): silent, stopped when the window closes, gone on with next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer

from desktop.casework.search_upkeep import renew_search
from desktop.domain.errors import OfficeError
from desktop.ui.collector import Rest

if TYPE_CHECKING:
    from desktop.casework.office import Office

LATER = 6_000
"""Milliseconds after the window showed: starting and the quick check of the file go first."""


class Upkeep(QObject):
    """Runs once in a thread of its own."""

    def __init__(self, office: Office, parent: QObject | None = None, later: int = LATER) -> None:
        super().__init__(parent)
        self._rest: Rest | None = None
        self._thread = _Renewing(office, self)
        self._thread.finished.connect(self._over)
        self._timer = QTimer(self, singleShot=True, interval=later)
        self._timer.timeout.connect(self._start)
        self._timer.start()

    def stop(self) -> None:
        """End it after the households it is at, and wait for that."""
        self._timer.stop()
        self._thread.going = False
        self._over()

    def _start(self) -> None:
        self._rest = Rest()
        self._thread.start()

    def _over(self) -> None:
        self._thread.wait()
        if self._rest is not None:
            self._rest.over()


class _Renewing(QThread):
    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self.going = True

    def run(self) -> None:
        try:
            renew_search(self._office, lambda: self.going)
        except OfficeError:
            return  # a full disk or a file in use: what is left over is made next time
