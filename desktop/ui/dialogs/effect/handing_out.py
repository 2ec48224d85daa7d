"""The comparison on paper or as a spreadsheet (打印、另存): as it stands on the screen, with every household it concerns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.casework.effect_paper import Compared, print_comparison
from desktop.ui.dialogs.message import telling
from desktop.ui.fields.buttons import push
from desktop.ui.news import News
from desktop.ui.papers import print_from, save_spreadsheet_from, spreadsheet_asked

if TYPE_CHECKING:
    from desktop.casework.office import Office


class HandingOut:
    """Two buttons; `compared` tells what is on the screen, None while there is nothing to compare."""

    def __init__(
        self, office: Office, news: News, window: QWidget, compared: Callable[[], Compared | None]
    ) -> None:
        self._office, self._news, self._window, self._compared = office, news, window, compared
        self.paper = push("打印对照表(&P)", self.print, picture="print", key="Ctrl+P")
        self.spreadsheet = push("另存为电子表格(&X)", self.save_spreadsheet)
        QShortcut(QKeySequence("Ctrl+P"), window).activated.connect(self.print)
        self.look()

    def look(self) -> None:
        """Whether there is something to hand out."""
        ready = self._compared() is not None
        self.paper.setEnabled(ready)
        self.spreadsheet.setEnabled(ready)

    def print(self) -> None:
        """Write the comparison and show it."""
        compared = self._compared()
        if compared is None:
            return
        with telling(self._window):
            print_from(
                self._window,
                self._office,
                _name(compared),
                lambda path, progress, cancelled: print_comparison(
                    self._office, compared, path, progress, cancelled
                ),
            )

    def save_spreadsheet(self) -> None:
        """Ask where to, then write it as a spreadsheet."""
        compared = self._compared()
        if compared is None:
            return
        with telling(self._window):
            chosen = spreadsheet_asked(self._window, self._office, _name(compared))
            if chosen is None:
                return
            save_spreadsheet_from(
                self._window,
                self._news,
                chosen,
                _name(compared),
                lambda path, progress, cancelled: print_comparison(
                    self._office, compared, path, progress, cancelled
                ),
            )


def _name(compared: Compared) -> str:
    return f"改数影响 {compared.inquiry.card.scheme.title} {compared.figure.label}"
