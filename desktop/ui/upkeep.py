"""Search texts made anew behind the window (后台更新查找文字): silent, stopped when the window closes, gone on with next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread

from desktop.casework.search_upkeep import renew_search
from desktop.domain.errors import OfficeError
from desktop.ui.behind import Behind

if TYPE_CHECKING:
    from desktop.casework.office import Office

LATER = 6_000
"""Milliseconds after the window showed: starting and the quick check of the file go first."""


class Upkeep(QObject):
    """Runs once in a thread of its own."""

    def __init__(self, office: Office, parent: QObject | None = None, later: int = LATER) -> None:
        super().__init__(parent)
        self._thread = _Renewing(office, self)
        self._behind = Behind(self._thread, self, later)
        self._thread.finished.connect(self._behind.over)

    def stop(self) -> None:
        """End it after the households it is at, and wait for that."""
        self._thread.going = False
        self._behind.stop()


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
