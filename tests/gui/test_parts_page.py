"""The frame of pages with several parts: what is shown is loaded, names lead to parts, and two keys turn the tabs over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework.office import Office
from desktop.ui.news import News
from desktop.ui.pages.notices import Notices
from desktop.ui.pages.page import Go
from desktop.ui.pages.parts_page import Part, PartsPage
from desktop.ui.pages.payouts import Payouts
from desktop.ui.pages.safety.page import Safety
from desktop.ui.pages.schemes import Schemes
from desktop.ui.pages.settings import Settings
from desktop.ui.pages.standing.page import Standing
from desktop.ui.pages.units.page import Units
from desktop.ui.work import Work
from tests.gui.cases import Stage
from tests.gui.keys import press

CONTROL = Qt.KeyboardModifier.ControlModifier


class Sheet(QWidget):
    """A part with one line to type in, that counts how often it was loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded = 0
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)

    def load(self) -> None:
        self.loaded += 1

    def begin(self) -> None:
        self.line.setFocus()


class Book(PartsPage[Part]):
    """Two sheets."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.first, self.last = Sheet(), Sheet()
        self.hold(first=("前页", self.first), last=("后页", self.last))


def test_only_the_shown_part_is_loaded_and_takes_the_keyboard(qtbot: QtBot, office: Office) -> None:
    book: Any = Stage(qtbot, office, Book).page
    book.begin()
    assert (book.first.loaded, book.last.loaded) == (1, 0)
    press(qtbot, Qt.Key.Key_PageDown, CONTROL)
    assert book.part() is book.last
    assert book.last.line.hasFocus()
    assert (book.first.loaded, book.last.loaded) == (1, 1)
    press(qtbot, Qt.Key.Key_PageDown, CONTROL)
    assert book.part() is book.first
    press(qtbot, Qt.Key.Key_PageUp, CONTROL)
    assert book.part() is book.last


def test_a_part_is_shown_by_its_name_and_an_unknown_name_changes_nothing(
    qtbot: QtBot, office: Office
) -> None:
    book: Any = Stage(qtbot, office, Book).page
    book.show_item("last")
    assert book.part() is book.last
    assert book.last.line.hasFocus()
    book.show_item("nowhere")
    book.show_item(None)
    assert book.part() is book.last


@pytest.mark.parametrize("made", [Safety, Standing, Units, Settings, Notices, Schemes, Payouts])
def test_every_page_with_tabs_is_turned_over_by_the_same_keys(
    qtbot: QtBot, office: Office, made: Callable[..., Any]
) -> None:
    whole = Stage(qtbot, office, made).page
    page: Any = whole.listing if isinstance(whole, Payouts) else whole
    page.tabs.setCurrentIndex(0)
    shown = [page.tabs.tabText(n) for n in range(page.tabs.count())]
    page.tabs.setFocus()
    seen: list[str] = []
    for _ in shown:
        seen.append(page.tabs.tabText(page.tabs.currentIndex()))
        qtbot.waitUntil(lambda: not whole.findChildren(Work))  # who is loading does not hear keys
        press(qtbot, Qt.Key.Key_PageDown, CONTROL)
    assert seen == shown
    assert page.tabs.currentIndex() == 0
    qtbot.waitUntil(lambda: not whole.findChildren(Work))
    press(qtbot, Qt.Key.Key_PageUp, CONTROL)
    assert page.tabs.currentIndex() == len(shown) - 1
