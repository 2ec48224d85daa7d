"""档案: the list of households, and one of them open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import intake, keeping
from desktop.domain.household import Household
from desktop.domain.retention import Kept
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import telling
from desktop.ui.news import News
from desktop.ui.pages.household.detail import Detail
from desktop.ui.pages.household.draft import empty_household
from desktop.ui.pages.household.listing import Listing
from desktop.ui.pages.household.past import Past
from desktop.ui.pages.page import Go, Page

if TYPE_CHECKING:
    from desktop.casework.office import Office


class Households(Page):
    """The list, and in its place one file while it is open."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.listing = Listing(office)
        self.detail: Detail | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self.listing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.past = Past(self)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.past.bar)
        self.stack.currentChanged.connect(self._show_past)
        self.listing.opened.connect(self.open)
        self.listing.new_asked.connect(self.new)
        self.listing.import_asked.connect(self.import_roster)
        news.household_changed.connect(self._hear)

    def open(self, household_id: int) -> None:
        """Show that household's file."""
        with telling(self):
            self._show(intake.household(self.office, household_id))

    def import_roster(self) -> None:
        """Bring in a roster from a spreadsheet."""
        from desktop.ui.dialogs.roster_import import RosterImport

        if self.may_leave():
            self._close()
            shown(RosterImport(self.office, self.news, self))

    def refresh(self) -> None:
        if self.detail is None:
            self.listing.refresh()
        elif not self.detail.draft.dirty and (household_id := self.detail.draft.household.id) is not None:
            if self.detail.today != self.office.today():
                self.open(household_id)  # the window was open overnight
                return
            with telling(self):
                line = keeping.standing(self.office, household_id)
                if line is not None and line.state is Kept.destroyed:
                    self._back()  # nothing of it may stay on the screen
                    return
                fresh = intake.household(self.office, household_id)
                if fresh != self.detail.draft.household:
                    self.detail.draft.keep(fresh)
                self.detail.check.load()
                self.detail.papers.load()

    def show_item(self, item: object) -> None:
        if isinstance(item, int) and self._may_close():
            self.open(item)
        elif item == "new":
            self.new()
        elif item == "import":
            self.import_roster()

    def may_leave(self) -> bool:
        return self.detail is None or self.detail.may_leave()

    def unsaved(self) -> str:
        return "打开的档案" if self.detail is not None and self.detail.draft.dirty else ""

    def search(self) -> None:
        if self.detail is not None:
            self.detail.leave()
        if self.detail is None:
            self.listing.search.setFocus()
            self.listing.search.selectAll()

    def new(self) -> None:
        if self._may_close():
            self._show(empty_household())

    def edit(self) -> None:
        if self.detail is not None:
            self.detail.edit()
        elif (line := self.listing.table.line()) is not None:
            self.open(line.id)

    def save(self) -> None:
        if self.detail is not None:
            self.detail.save()

    def _show_past(self, number: int) -> None:
        self.past.bar.setVisible(number == 0)

    def _may_close(self) -> bool:
        return self.detail is None or self.detail.may_leave()

    def _show(self, household: Household) -> None:
        self._close()
        self.detail = Detail(self.office, self.news, self.go, household)
        self.detail.closed.connect(self._back)
        self.stack.addWidget(self.detail)
        self.stack.setCurrentWidget(self.detail)
        self.detail.start()

    def _close(self) -> None:
        if self.detail is not None:
            self.stack.removeWidget(self.detail)
            self.detail.deleteLater()
            self.detail = None

    def _back(self) -> None:
        self._close()
        self.listing.refresh()
        self.listing.table.setFocus()

    def _hear(self, household_id: int | None) -> None:
        if self.detail is None and self.isVisible():
            self.listing.refresh()
