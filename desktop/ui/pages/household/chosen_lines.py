"""A list of households with some of them chosen, as what is done with the chosen ones knows it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class ChosenLines(QWidget):
    """What the list itself says and does is written where it is shown (`Listing`)."""

    said = Signal(str)
    """A sentence for the bottom of the window."""
    changed = Signal()
    """Many archives were changed from here."""

    def refresh(self) -> None:
        """Ask anew, and stay on the same line as far as there is one."""

    def total(self) -> int:
        """How many households the list has, on the screen or not."""
        raise NotImplementedError

    def chosen_count(self) -> int:
        """How many of them are chosen."""
        raise NotImplementedError

    def chosen_ids(self) -> list[int]:
        """Their ids, in the order of the list."""
        raise NotImplementedError

    def choose_all(self) -> None:
        """Choose every one."""

    def open_current(self) -> None:
        """Open the chosen line."""

    def shown_keys(self) -> list[str]:
        """The columns that are shown, from the left."""
        raise NotImplementedError

    def widths(self) -> list[int]:
        """How wide they are."""
        raise NotImplementedError

    def choose_columns(self) -> None:
        """Choose which columns are shown, in which order."""

    def tags(self) -> list[str]:
        """All tags in use."""
        raise NotImplementedError
