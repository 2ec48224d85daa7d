"""Writes a half-typed file down while it is typed (草稿), so that a crash loses seconds; lets it go once it is saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.casework import drafts
from desktop.domain.errors import OfficeError
from desktop.domain.half_typed import HalfTyped
from desktop.domain.household import Household
from desktop.ui.pages.household.draft import Draft

if TYPE_CHECKING:
    from desktop.casework.office import Office

EVERY = 2_000
"""Milliseconds between two looks at what is on the screen."""


class Keeper(QObject):
    """Looks every two seconds at what is typed, open dialogs too, and writes it down where it changed."""

    failed = Signal(str)
    """It could not be written: why."""

    def __init__(
        self,
        office: Office,
        draft: Draft,
        half: Callable[[], Household | None],
        parent: QObject | None = None,
    ) -> None:
        """`half` tells what is being typed in an open dialog."""
        super().__init__(parent)
        self._office, self._draft, self._half = office, draft, half
        self.id: int | None = None
        self._written: Household | None = None
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self, id: int | None) -> None:
        """A file is open now; `id` is the draft it was taken up from."""
        self.id = id
        self._timer.start()

    def look(self) -> None:
        """Write down what is typed, where it differs from what is on file and from what was written last."""
        now = self._half() or self._draft.household
        if now == self._draft.kept:
            self.let_go()
        elif now != self._written:
            kept = self._draft.kept
            half = HalfTyped(household=now, begun_from=kept if kept.id is not None else None, id=self.id)
            try:
                self.id = drafts.jot_down(self._office, half)
            except OfficeError as error:
                self._timer.stop()
                self.failed.emit(f"草稿没有写下：{error.said}")
            else:
                self._written = now

    def let_go(self) -> None:
        """It was saved, or is not wanted: nothing of it is left half typed."""
        if self.id is not None:
            drafts.throw_away(self._office, self.id)
            self.id = None
        self._written = None

    def stop(self) -> None:
        """The file is closed."""
        self._timer.stop()
