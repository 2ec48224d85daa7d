"""The form for the next file (备用表单): made while the list is looked at or a file is read, so that opening is only showing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStackedWidget

from desktop.casework.known import Known, known_to
from desktop.domain.errors import OfficeError
from desktop.ui.collector import load, load_beside
from desktop.ui.news import News
from desktop.ui.pages.page import Go

if TYPE_CHECKING:
    from desktop.casework.office import Office
    from desktop.ui.pages.household.detail import Detail

WAIT = 250
"""Milliseconds after the list or a file is shown until the first piece."""
BREATH = 15
"""Milliseconds between two pieces: a key pressed meanwhile goes first."""
MODULES = (
    "desktop.casework.keeping",
    "pypdfium2",
    "desktop.ui.dialogs.preview",
    "desktop.ui.dialogs.attachment_view",
    "desktop.ui.pages.household.basics",
    "desktop.ui.pages.household.papers_part",
    "desktop.ui.pages.household.file_tabs",
    "desktop.ui.pages.household.detail",
)
"""What a form is made of."""
READINGS = "pypinyin.constants"
"""The readings of characters, by which units and names are put in order: forty thousand words, a tenth of a second."""


class Spare(QObject):
    """Each form is taken for one file and then thrown away, so nothing of one household can stand in another's."""

    def __init__(self, office: Office, news: News, go: Go, stack: QStackedWidget) -> None:
        """The forms stand in `stack`, behind what is shown."""
        super().__init__(stack)
        self._office, self._news, self._go, self._stack = office, news, go, stack
        self._known: Known | None = None
        self._form: Detail | None = None
        self._left: Iterator[None] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._next)

    @property
    def ready(self) -> bool:
        """Whether a whole form waits to be taken."""
        return self._form is not None and self._known is not None and self._left is None

    def prepare(self) -> None:
        """Make one in a moment, where none is there or what it offers may be out of date."""
        if self._left is None and (self._form is None or self._known is None):
            self._left = self._pieces()
            self._timer.start(WAIT)

    def doubt(self) -> None:
        """What forms offer may have changed: it is asked for anew before the next one is taken."""
        self._known = self._left = None
        self.prepare()

    def take(self) -> Detail:
        """The form made ready, as far as it is made and still right; else a new one."""
        self._timer.stop()
        self._left = None
        form = self._fitting(self._now()) or self._made()
        self._form = None
        return form

    def _now(self) -> Known:
        if self._known is None:
            self._known = known_to(self._office)
        return self._known

    def _fitting(self, known: Known) -> Detail | None:
        """The form there is; one that offers something else, or was made the day before, goes."""
        form = self._form
        if form is not None and (form.known != known or form.today != self._office.today()):
            self._stack.removeWidget(form)
            form.deleteLater()
            self._form = None
        return self._form

    def _made(self) -> Detail:
        from desktop.ui.pages.household.detail import Detail  # nobody waits for it before the list is seen

        self._form = Detail(self._office, self._news, self._go, self._now(), self._stack)
        self._stack.addWidget(self._form)
        return self._form

    def _pieces(self) -> Iterator[None]:
        for name in MODULES:
            if name not in sys.modules:
                load(name)
                yield
        if READINGS not in sys.modules:
            yield from load_beside(READINGS)
        if self._known is None:
            self._now()
            yield
        form = self._fitting(self._now())
        if form is None:
            form = self._made()
            yield
        for _ in form.pieces():
            yield

    def _next(self) -> None:
        if self._left is None:
            return
        try:
            next(self._left if self._stack.window().isVisible() else iter(()))
        except (StopIteration, OfficeError):  # what cannot be read is told when somebody asks for it
            self._left = None
        else:
            self._timer.start(BREATH)
