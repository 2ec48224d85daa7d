"""单位人员: one tab each for units, staff and helpers, and near relatives among the households on file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop.ui.dialogs.message import telling
from desktop.ui.news import News
from desktop.ui.pages.page import Go, Page
from desktop.ui.pages.units.kin_part import KinPart
from desktop.ui.pages.units.staff_part import StaffPart
from desktop.ui.pages.units.units_part import UnitsPart

if TYPE_CHECKING:
    from desktop.casework.office import Office

TITLES = ("单位", "工作人员", "近亲属")


class Part(Protocol):
    """What every tab can do."""

    def load(self) -> None:
        """Show what is kept now."""
        ...

    def begin(self) -> None:
        """Take the keyboard."""
        ...

    def new(self) -> None:
        """Ctrl+N: one more, where one can be added."""
        ...

    def change(self) -> None:
        """F2: change the chosen one."""
        ...

    def print(self) -> None:
        """Ctrl+P: print what is shown, where there is a paper of it."""
        ...


class Units(Page):
    """Ctrl+PgDown and Ctrl+PgUp turn the tabs over."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.units = UnitsPart(office, news)
        self.staff = StaffPart(office, news)
        self.kin = KinPart(office, news, go)
        self.parts: dict[str, Part] = {"units": self.units, "staff": self.staff, "kin": self.kin}
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

    def refresh(self) -> None:
        with telling(self):
            self._part().load()

    def begin(self) -> None:
        self._part().begin()

    def show_item(self, item: object) -> None:
        """A part by its name: "units", "staff", "kin"."""
        if isinstance(item, str) and item in self.parts:
            self.tabs.setCurrentWidget(cast("QWidget", self.parts[item]))
        self.begin()

    def new(self) -> None:
        self._part().new()

    def edit(self) -> None:
        self._part().change()

    def print(self) -> None:
        self._part().print()

    def _part(self) -> Part:
        return list(self.parts.values())[self.tabs.currentIndex()]

    def _turn(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
        self.begin()
