"""A page of several parts (分页签的页面): one tab each, and Ctrl+PgDown and Ctrl+PgUp turn them over.

A part is a widget that can `load` and `begin`. The page makes its parts and hands them over once, by the names `go(key, name)`
calls them::

    class Units(PartsPage[UnitsPagePart]):
        def __init__(self, office, news, go, parent=None):
            super().__init__(office, news, go, parent)
            self.units = UnitsPart(office, news)
            self.staff = StaffPart(office, news)
            self.hold(units=("单位", self.units), staff=("工作人员", self.staff))

        def new(self):                 # the keys of the window go to the part that is shown
            self.part().new()

Showing the page, turning to another tab and F5 load the part that is shown, and no other.
"""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar, cast

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop.ui.dialogs.message import telling
from desktop.ui.pages.page import Page
from desktop.ui.pages.turning import turned_by_keys


class Part(Protocol):
    """What every part can do; a page whose keys reach further asks its parts for more."""

    def load(self) -> None:
        """Show what is kept now."""
        ...

    def begin(self) -> None:
        """Take the keyboard."""
        ...


P = TypeVar("P", bound=Part)


class PartsPage(Page, Generic[P]):
    """Holds its parts as tabs; `parts` has them by name, `tabs` shows them."""

    tabs: QTabWidget
    parts: dict[str, P]

    def hold(self, **parts: tuple[str, P]) -> None:
        """Lay the page out: by its name each part's title and the part itself, which is a widget."""
        self.parts = {name: part for name, (_, part) in parts.items()}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for title, part in parts.values():
            self.tabs.addTab(cast("QWidget", part), title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addWidget(self.tabs)
        turned_by_keys(self, self.tabs, lambda: self.begin())
        self.tabs.currentChanged.connect(lambda: self.refresh())

    def part(self) -> P:
        """The part that is shown."""
        return list(self.parts.values())[self.tabs.currentIndex()]

    def turn_to(self, name: object) -> bool:
        """Show the part of that name; False where there is none."""
        if not isinstance(name, str) or name not in self.parts:
            return False
        self.tabs.setCurrentWidget(cast("QWidget", self.parts[name]))
        return True

    def refresh(self) -> None:
        with telling(self):
            self.part().load()

    def begin(self) -> None:
        self.part().begin()

    def show_item(self, item: object) -> None:
        """A part by its name."""
        self.turn_to(item)
        self.begin()
