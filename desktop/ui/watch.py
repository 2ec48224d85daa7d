"""Looking after the data file (后台体检): once the window shows, a quick check; once a week, a full one. Silent when all is well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from desktop.casework import safekeeping
from desktop.domain.backup import Health
from desktop.domain.errors import OfficeError
from desktop.ui.behind import Behind

if TYPE_CHECKING:
    from desktop.casework.office import Office

LATER = 3_000
"""Milliseconds after the window showed: starting goes first."""


class Watch(QObject):
    """Runs its checks in a thread of its own; `damaged` tells what a check found wrong."""

    damaged = Signal(object)
    """Health."""

    def __init__(self, office: Office, parent: QObject | None = None, later: int = LATER) -> None:
        super().__init__(parent)
        self._thread = _Checking(office, self)
        self._behind = Behind(self._thread, self, later)
        self._thread.finished.connect(self._tell)

    def stop(self) -> None:
        """Wait for what runs; nothing more is told."""
        self._thread.finished.disconnect(self._tell)
        self._behind.stop()

    def _tell(self) -> None:
        self._behind.over()
        found = self._thread.found
        if found is not None and not found.sound:
            self.damaged.emit(found)


class _Checking(QThread):
    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self.found: Health | None = None

    def run(self) -> None:
        office = self._office
        try:
            if safekeeping.full_check_due(office):
                self.found = safekeeping.full_check(office)
            else:
                self.found = safekeeping.check_at_start(office.folder, office.key)
        except OfficeError:
            # A full disk or a file in use says nothing about damage; the next start looks again.
            self.found = None
