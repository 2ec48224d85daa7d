"""What every page of the window is made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from desktop.ui.news import News
from desktop.ui.work import Cancelled, Progress, Work, work

if TYPE_CHECKING:
    from desktop.casework.office import Office

Go = Callable[[str, object], None]
"""Asks the window for another page, by its key, with what it is to show (or None)."""
T = TypeVar("T")


class Page(QWidget):
    """One page: made when first shown, told to `refresh` each time it is shown. The keys of the window call the rest."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office, self.news, self.go = office, news, go

    def make_ready(self) -> None:
        """Do what the first showing would wait for, where the page is made before it is asked for."""

    def refresh(self) -> None:
        """Show what is kept now (each time the page is shown, and F5)."""

    def begin(self) -> None:
        """Take the keyboard when the page is opened: its first field, unless it knows better."""
        self.setFocus()
        self.focusNextChild()

    def show_item(self, item: object) -> None:
        """Show this very thing: what `go(key, item)` was called with."""

    def may_leave(self) -> bool:
        """Whether the page can be left now; asks about unsaved changes."""
        return True

    def unsaved(self) -> str:
        """What would be lost if the page went away now; nothing where nothing would."""
        return ""

    def search(self) -> None:
        """Ctrl+F: go to the search box."""

    def new(self) -> None:
        """Ctrl+N: begin a new one."""

    def edit(self) -> None:
        """F2: change the chosen one."""

    def print(self) -> None:
        """Ctrl+P: print what is shown."""

    def save(self) -> None:
        """Ctrl+S: keep what was changed."""

    def save_next(self) -> None:
        """Ctrl+Enter: keep what was changed, and begin the next where a pile is being typed."""
        self.save()

    def work(self, title: str, job: Callable[[Progress, Cancelled], T], done: Callable[[T], None]) -> Work:
        """Do something long off the GUI thread; see desktop.ui.work."""
        return work(self.window(), title, job, done)
