"""动态管理: one tab each for where files stand, the lists people ask for, plausibility, and the yearly review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop.ui.dialogs.message import telling
from desktop.ui.news import News
from desktop.ui.pages.page import Go, Page
from desktop.ui.pages.standing.doubts_part import DoubtsPart
from desktop.ui.pages.standing.lists_part import ListsPart
from desktop.ui.pages.standing.states_part import StatesPart
from desktop.ui.pages.standing.yearly_part import YearlyPart

if TYPE_CHECKING:
    from desktop.casework.office import Office

TITLES = ("档案状态", "待办名单", "合理性核查", "年度复审")


class Part(Protocol):
    """What every tab can do."""

    def load(self) -> None:
        """Show what is kept now."""
        ...

    def begin(self) -> None:
        """Take the keyboard."""
        ...

    def main(self) -> None:
        """F2: what is done here most often."""
        ...

    def print(self) -> None:
        """Ctrl+P: print what is shown, where there is a paper of it."""
        ...


class Standing(Page):
    """Ctrl+PgDown and Ctrl+PgUp turn the tabs over; Enter opens the chosen file on its own page."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.states = StatesPart(office, news, go)
        self.lists = ListsPart(office, news, go)
        self.doubts = DoubtsPart(office, news, go)
        self.yearly = YearlyPart(office, news, go)
        self.parts: dict[str, Part] = {
            "states": self.states,
            "lists": self.lists,
            "doubts": self.doubts,
            "yearly": self.yearly,
        }
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for part, title in zip(self.parts.values(), TITLES, strict=True):
            self.tabs.addTab(cast("QWidget", part), title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addWidget(self.tabs)
        for sequence, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._turn(step))
        self.tabs.currentChanged.connect(lambda: self.refresh())
        news.household_changed.connect(self._hear)

    def refresh(self) -> None:
        with telling(self):
            self._part().load()

    def begin(self) -> None:
        self._part().begin()

    def show_item(self, item: object) -> None:
        """A part by its name: "states", "lists", "doubts", "yearly"; or ("lists", which list)."""
        name, which = cast("tuple[str, object]", item) if isinstance(item, tuple) else (item, None)
        if isinstance(name, str) and ":" in name:
            name, which = name.split(":", 1)
        if isinstance(name, str) and name in self.parts:
            if which is not None:
                self.lists.want(str(which))
            self.tabs.setCurrentWidget(cast("QWidget", self.parts[name]))
            self.refresh()
        self.begin()

    def edit(self) -> None:
        self._part().main()

    def print(self) -> None:
        self._part().print()

    def _hear(self, _household: object) -> None:
        if self.isVisible():
            self.refresh()

    def _part(self) -> Part:
        return list(self.parts.values())[self.tabs.currentIndex()]

    def _turn(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
        self.begin()
