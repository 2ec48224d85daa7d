"""What is made ready while the officer still reads the first page (预备): pages that take longest, in small pieces, in idle time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from desktop.ui.collector import load, stays

WAIT = 60
"""Milliseconds after the window is shown until the first piece."""
BREATH = 15
"""Milliseconds between two pieces: a key pressed meanwhile goes first."""
MODULES = (
    "desktop.casework.drafts",
    "desktop.casework.household_papers",
    "desktop.ui.pages.household.list_actions",
    "desktop.ui.pages.household.listing",
    "desktop.ui.pages.households",
)
"""What the list of archives is made of; once it is made it goes on with what an opened archive is made of."""


class Ahead(QObject):
    """Does one piece after the other whenever nothing else is to be done."""

    def __init__(self, make_list: Sequence[Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        loading = (partial(load, module) for module in MODULES)
        self.left: deque[Callable[[], object]] = deque((*loading, *make_list))
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Begin after a moment; once only."""
        if self.left and not self._timer.isActive():
            stays()
            self._timer.start(WAIT)

    def stop(self) -> None:
        """Leave the rest."""
        self._timer.stop()
        self.left.clear()

    def _next(self) -> None:
        self.left.popleft()()
        if self.left:
            self._timer.start(BREATH)
