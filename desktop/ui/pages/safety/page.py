"""安全: backups and restoring, users and their roles, the log, and how long archives are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop.ui.dialogs.message import telling
from desktop.ui.news import News
from desktop.ui.pages.page import Go, Page
from desktop.ui.pages.safety.backups_part import BackupsPart
from desktop.ui.pages.safety.keeping_part import KeepingPart
from desktop.ui.pages.safety.trail_part import TrailPart
from desktop.ui.pages.safety.users_part import UsersPart

if TYPE_CHECKING:
    from desktop.casework.office import Office


TITLES = ("备份与恢复", "用户", "操作记录", "档案保管")


class Part(Protocol):
    """What every tab can do."""

    def load(self) -> None:
        """Show what is kept now."""
        ...

    def begin(self) -> None:
        """Take the keyboard."""
        ...


class Safety(Page):
    """One tab for each part; Ctrl+PgDown and Ctrl+PgUp turn them over."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.backups = BackupsPart(office, news)
        self.users = UsersPart(office, news, go)
        self.trail = TrailPart(office, news)
        self.keeping = KeepingPart(office, news)
        self.keeping.opened.connect(self._open_archive)
        self.parts: dict[str, Part] = {
            "backups": self.backups,
            "users": self.users,
            "trail": self.trail,
            "keeping": self.keeping,
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

    def refresh(self) -> None:
        with telling(self):
            self._part().load()

    def begin(self) -> None:
        self._part().begin()

    def show_item(self, item: object) -> None:
        """A part by its name, or ("trail", household id): what was done about that household."""
        if isinstance(item, tuple):
            _, household_id = cast("tuple[str, int]", item)
            self.tabs.setCurrentWidget(self.trail)
            self.trail.show_household(household_id)
        elif isinstance(item, str) and item in self.parts:
            self.tabs.setCurrentWidget(cast("QWidget", self.parts[item]))
        self.begin()

    def search(self) -> None:
        if self._part() is self.trail:
            self.trail.seek.setFocus()
        elif self._part() is self.keeping:
            self.keeping.search.setFocus()

    def new(self) -> None:
        if self._part() is self.users:
            self.users.new()

    def edit(self) -> None:
        if self._part() is self.users:
            self.users.change()

    def _part(self) -> Part:
        return list(self.parts.values())[self.tabs.currentIndex()]

    def _open_archive(self, household_id: int) -> None:
        self.go("households", household_id)

    def _turn(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
        self.begin()
