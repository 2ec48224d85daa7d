"""The library of schemes with one of them chosen, as the buttons that work on it know it."""

from __future__ import annotations

from desktop.ui.pages.page import Page
from desktop.ui.pages.schemes_entries import Entry


class Shelf(Page):
    """What stands on it and what is chosen is said by the page that shows it (`Schemes`)."""

    entries: tuple[Entry, ...] = ()

    def chosen(self) -> Entry | None:
        """The entry that is read out."""
        raise NotImplementedError

    def figure_in_hand(self) -> str:
        """The parameter that has the focus; empty where none has."""
        raise NotImplementedError
