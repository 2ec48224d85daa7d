"""档案: the list of households, and one of them open."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import drafts, intake, opening
from desktop.casework.opening import Opened
from desktop.domain.errors import OfficeError
from desktop.domain.half_typed import HalfTyped
from desktop.domain.household import Household
from desktop.domain.retention import Kept
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import confirm, telling
from desktop.ui.news import News
from desktop.ui.pages.household.draft import empty_household
from desktop.ui.pages.household.listing import Listing
from desktop.ui.pages.household.past import Past
from desktop.ui.pages.household.spare import Spare
from desktop.ui.pages.household.unfinished import UnfinishedBand, Wanted, ask_to_go_on, half_words
from desktop.ui.pages.page import Go, Page

if TYPE_CHECKING:
    from desktop.casework.office import Office
    from desktop.ui.pages.household.detail import Detail

NEW = Opened(household=empty_household())
"""A file that is only being begun."""


class Households(Page):
    """The list, and in its place one file while it is open."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        # each into what stands already: what is put together apart is dressed anew when it moves
        self.stack = QStackedWidget(self)
        self.listing = Listing(office, self.stack)
        self.detail: Detail | None = None
        self.spare = Spare(office, news, go, self.stack)
        self.stack.addWidget(self.listing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.past = Past(self, self._open_id, self._back)
        self.unfinished = UnfinishedBand()
        self.unfinished.go_on.connect(self.take_up)
        self.unfinished.throw_away.connect(self.throw_away)
        self._last: Household | None = None
        layout.addWidget(self.unfinished)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.past.bar)
        self.stack.currentChanged.connect(self._show_past)
        self.spare.prepare()
        self.listing.opened.connect(self.open)
        self.listing.new_asked.connect(self.new)
        self.listing.import_asked.connect(self.import_roster)
        self.listing.said.connect(news.said)
        news.household_changed.connect(self._hear)

    def open(self, household_id: int) -> None:
        """Show that household's file, and what was left half typed in it where the officer wants it."""
        with telling(self):
            opened = opening.opened(self.office, household_id)
            self._show(opened, self._wanted(opened.half))

    def take_up(self) -> None:
        """Go on with the form that was left half typed last."""
        with telling(self):
            half = next(iter(drafts.waiting(self.office)), None)
            if half is not None:
                on_file = half.household.id
                self._show(NEW if on_file is None else opening.opened(self.office, on_file), half)

    def throw_away(self) -> None:
        """Let the form go that was left half typed last, after asking."""
        with telling(self):
            half = next(iter(drafts.waiting(self.office)), None)
            question = "" if half is None else f"扔掉{half_words(half)}的草稿吗？扔掉后找不回来。"
            if half is not None and confirm(self, question, yes="扔掉(&D)", danger=True):
                drafts.throw_away(self.office, half.id or 0)
            self.unfinished.show_waiting(drafts.waiting(self.office))

    def _wanted(self, half: HalfTyped | None) -> HalfTyped | None:
        """The half-typed form, where the officer goes on with it."""
        if half is None:
            return None
        answer = ask_to_go_on(self.window(), half)
        if answer is Wanted.throw_away:
            drafts.throw_away(self.office, half.id or 0)
        return half if answer is Wanted.go_on else None

    def import_roster(self) -> None:
        """Bring in a roster from a spreadsheet."""
        from desktop.ui.dialogs.roster_import import RosterImport

        if self.may_leave():
            self._close()
            shown(RosterImport(self.office, self.news, self))

    def make_ready(self) -> None:
        with suppress(OfficeError):  # told when somebody wants to see it
            self.listing.make_ready()

    def refresh(self) -> None:
        if self.detail is None:
            self.listing.refresh()
            self.spare.doubt()  # units and names may have changed on other pages
            self._show_unfinished()
        elif not self.detail.draft.dirty and (household_id := self.detail.draft.household.id) is not None:
            if self.detail.today != self.office.today():
                self.open(household_id)  # the window was open overnight
                return
            from desktop.casework import keeping

            with telling(self):
                line = keeping.standing(self.office, household_id)
                if line is not None and line.state is Kept.destroyed:
                    self._back()  # nothing of it may stay on the screen
                    return
                fresh = intake.household(self.office, household_id)
                if fresh != self.detail.draft.household:
                    self.detail.draft.keep(fresh)
                self.detail.reload()

    def show_item(self, item: object) -> None:
        if isinstance(item, int) and self._may_close():
            self.open(item)
        elif isinstance(item, tuple) and self._may_close():
            by, what = cast("tuple[str, object]", item)
            if by == "member":
                household_id, ordinal = cast("tuple[int, int]", what)
                self.open(household_id)
                if self.detail is not None:
                    self.detail.show_member(ordinal)
            else:
                self._back()
                self.listing.show_found(by, what)
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
            with telling(self):
                left = (x for x in drafts.waiting(self.office) if x.household.id is None)
                half = self._wanted(next(left, None)) if self.detail is None else None
                self._show(NEW, half)

    def edit(self) -> None:
        if self.detail is not None:
            self.detail.edit()
        elif (line := self.listing.table.line()) is not None:
            self.open(line.id)

    def save(self) -> None:
        if self.detail is not None:
            self.detail.save()

    def _show_unfinished(self) -> None:
        with telling(self):
            self.unfinished.show_waiting(drafts.waiting(self.office))

    def _open_id(self) -> int | None:
        return None if self.detail is None else self.detail.draft.kept.id

    def _show_past(self, number: int) -> None:
        self.past.bar.setVisible(number == 0)

    def save_next(self) -> None:
        if self.detail is None:
            return
        begun_new = self.detail.begun_new
        if self.detail.save() and begun_new:
            self._show(NEW)

    def _may_close(self) -> bool:
        return self.detail is None or self.detail.may_leave()

    def _show(self, opened: Opened, half: HalfTyped | None = None) -> None:
        detail = self.spare.take()
        detail.begin(opened, half, self._last)
        detail.closed.connect(self._back)
        detail.saved.connect(self._saved)
        detail.next_wanted.connect(self.save_next)
        before, self.detail = self.detail, detail
        self.unfinished.hide()
        self.stack.setCurrentWidget(detail)
        self._put_away(before)
        detail.start()
        self.spare.prepare()

    def _close(self) -> None:
        self.stack.setCurrentWidget(self.listing)
        self._put_away(self.detail)
        self.detail = None

    def _put_away(self, detail: Detail | None) -> None:
        if detail is not None:
            detail.keeper.stop()
            self.stack.removeWidget(detail)
            detail.deleteLater()

    def _saved(self, household: Household) -> None:
        self.spare.doubt()  # what was just written is offered from now on
        if self.detail is not None:
            # one's own file is no example for itself, but it is for the next one
            self._last = household

    def _back(self) -> None:
        self._close()
        self.listing.refresh()
        self._show_unfinished()
        self.listing.table.setFocus()

    def _hear(self, household_id: int | None) -> None:
        if self.detail is None and self.isVisible():
            self.listing.refresh()
