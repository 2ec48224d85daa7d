"""动态管理: one tab each for where files stand, the lists people ask for, plausibility, and the yearly review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtWidgets import QWidget

from desktop.ui.news import News
from desktop.ui.pages.page import Go
from desktop.ui.pages.parts_page import Part, PartsPage
from desktop.ui.pages.standing.doubts_part import DoubtsPart
from desktop.ui.pages.standing.lists_part import ListsPart
from desktop.ui.pages.standing.states_part import StatesPart
from desktop.ui.pages.standing.yearly_part import YearlyPart

if TYPE_CHECKING:
    from desktop.casework.office import Office


class StandingPart(Part, Protocol):
    """What every tab here can do besides."""

    def main(self) -> None:
        """F2: what is done here most often."""
        ...

    def print(self) -> None:
        """Ctrl+P: print what is shown, where there is a paper of it."""
        ...


class Standing(PartsPage[StandingPart]):
    """Enter opens the chosen file on its own page."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.states = StatesPart(office, news, go)
        self.lists = ListsPart(office, news, go)
        self.doubts = DoubtsPart(office, news, go)
        self.yearly = YearlyPart(office, news, go)
        self.hold(
            states=("档案状态", self.states),
            lists=("待办名单", self.lists),
            doubts=("合理性核查", self.doubts),
            yearly=("年度复审", self.yearly),
        )
        news.household_changed.connect(self._hear)

    def show_item(self, item: object) -> None:
        """A part by its name: "states", "lists", "doubts", "yearly"; or ("lists", which list)."""
        name, which = cast("tuple[str, object]", item) if isinstance(item, tuple) else (item, None)
        if isinstance(name, str) and ":" in name:
            name, which = name.split(":", 1)
        if isinstance(name, str) and name in self.parts:
            if which is not None:
                self.lists.want(str(which))
            self.turn_to(name)
            self.refresh()
        self.begin()

    def edit(self) -> None:
        self.part().main()

    def print(self) -> None:
        self.part().print()

    def _hear(self, _household: object) -> None:
        if self.isVisible():
            self.refresh()
