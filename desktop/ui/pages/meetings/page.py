"""会议和抽查: one tab each for meetings, rounds of places, and random checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from desktop.ui.news import News
from desktop.ui.pages.meetings.draws_part import DrawsPart
from desktop.ui.pages.meetings.held_part import HeldPart
from desktop.ui.pages.meetings.places_part import PlacesPart
from desktop.ui.pages.page import Go
from desktop.ui.pages.parts_page import Part, PartsPage

if TYPE_CHECKING:
    from desktop.casework.office import Office


class MeetingsPagePart(Part, Protocol):
    """What every tab here can do besides."""

    def new(self) -> None:
        """Ctrl+N: hold one more."""
        ...

    def change(self) -> None:
        """F2: go on with the chosen one."""
        ...

    def print(self) -> None:
        """Ctrl+P: print the chosen one."""
        ...


class Meetings(PartsPage[MeetingsPagePart]):
    """Three parts; what is chosen in one is gone on with and printed by the keys of the window."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.held = HeldPart(self)
        self.places = PlacesPart(self)
        self.draws = DrawsPart(self)
        self.hold(held=("会议", self.held), places=("名额评定", self.places), draws=("随机抽查", self.draws))
        news.case_changed.connect(self._see)

    def _see(self) -> None:
        """A case went on elsewhere: what is shown may have changed."""
        if self.isVisible():
            self.refresh()

    def new(self) -> None:
        self.part().new()

    def edit(self) -> None:
        self.part().change()

    def print(self) -> None:
        self.part().print()
