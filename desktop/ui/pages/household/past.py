"""What leads into the past from the page of households (撤销、操作历史、查重合并): keys and buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.casework import intake
from desktop.domain.errors import OfficeError
from desktop.ui.dialogs.message import tell, telling
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.pages.page import Page

if TYPE_CHECKING:
    from desktop.casework.history import Taken

UNSAVED = "打开的档案有未保存的修改。Ctrl+Z 撤销的是已经保存的操作：请先按 Ctrl+Enter 保存，或按 Esc 放弃修改，再撤销。"
NONE_LEFT = "您没有可以撤销的操作。别人办的，请在「操作历史」（Ctrl+Shift+Z）里找。"


class Past(QObject):
    """Ctrl+Z takes back one's own last step, Ctrl+Shift+Z lists them all; both ask first."""

    def __init__(self, page: Page, opened: Callable[[], int | None], close: Callable[[], None]) -> None:
        """`opened` tells which archive stands open, `close` goes back to the list."""
        super().__init__(page)
        self._page, self._opened, self._close = page, opened, close
        self.history = push("操作历史(&H)…", self.show_history, kind="link", key="Ctrl+Shift+Z")
        self.duplicates = push("查重合并(&M)…", self.show_duplicates, kind="link", key="Ctrl+Shift+M")
        self.bar = Bar((), (self.duplicates, self.history))
        self.bar.setContentsMargins(18, 0, 18, 8)
        for sequence, slot in (
            ("Ctrl+Z", self.take_back_last),
            ("Ctrl+Shift+Z", self.show_history),
            ("Ctrl+Shift+M", self.show_duplicates),
        ):
            shortcut = QShortcut(QKeySequence(sequence), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def take_back_last(self) -> None:
        """Take back one's own last step, after showing what it is."""
        from desktop.casework import history
        from desktop.ui.dialogs.take_back import ask_to_take_back

        page = self._page
        if page.unsaved():
            tell(page.window(), UNSAVED, heading="还有未保存的修改")
            return
        with telling(page.window()):
            step = history.last_own(page.office)
            if step is None:
                tell(page.window(), NONE_LEFT, heading="没有可以撤销的")
            else:
                ask_to_take_back(page.window(), page.office, page.news, step.id, self._taken)

    def show_history(self) -> None:
        """Show what was done to archives."""
        from desktop.ui.dialogs.history import HistoryDialog

        if self._page.may_leave():
            with telling(self._page.window()):
                HistoryDialog.show_all(self._page.office, self._page.news, self._page.window())
                self._look()

    def show_duplicates(self) -> None:
        """Look for files about the same people."""
        from desktop.ui.dialogs.duplicates import DuplicatesDialog

        if self._page.may_leave():
            with telling(self._page.window()):
                DuplicatesDialog.show_all(self._page.office, self._page.news, self._page.window())
                self._look()

    def _taken(self, _result: Taken) -> None:
        self._look()

    def _look(self) -> None:
        """Show what is kept now; an archive that was taken back is closed."""
        shown = self._opened()
        if shown is not None:
            try:
                intake.household(self._page.office, shown)
            except OfficeError:
                self._close()
                return
        self._page.refresh()
