"""安全: backups and restoring, users and their roles, the log, and how long archives are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from desktop.ui.news import News
from desktop.ui.pages.page import Go
from desktop.ui.pages.parts_page import Part, PartsPage
from desktop.ui.pages.safety.backups_part import BackupsPart
from desktop.ui.pages.safety.keeping_part import KeepingPart
from desktop.ui.pages.safety.trail_part import TrailPart
from desktop.ui.pages.safety.users_part import UsersPart

if TYPE_CHECKING:
    from desktop.casework.office import Office


class Safety(PartsPage[Part]):
    """Four parts; a user is added and changed by the keys of the window."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.backups = BackupsPart(office, news)
        self.users = UsersPart(office, news, go)
        self.trail = TrailPart(office, news)
        self.keeping = KeepingPart(office, news)
        self.keeping.opened.connect(self._open_archive)
        self.hold(
            backups=("备份与恢复", self.backups),
            users=("用户", self.users),
            trail=("操作记录", self.trail),
            keeping=("档案保管", self.keeping),
        )

    def show_item(self, item: object) -> None:
        """A part by its name, or ("trail", household id): what was done about that household."""
        if isinstance(item, tuple):
            _, household_id = cast("tuple[str, int]", item)
            self.turn_to("trail")
            self.trail.show_household(household_id)
        else:
            self.turn_to(item)
        self.begin()

    def search(self) -> None:
        if self.part() is self.trail:
            self.trail.seek.setFocus()
        elif self.part() is self.keeping:
            self.keeping.search.setFocus()

    def new(self) -> None:
        if self.part() is self.users:
            self.users.new()

    def edit(self) -> None:
        if self.part() is self.users:
            self.users.change()

    def _open_archive(self, household_id: int) -> None:
        self.go("households", household_id)
