"""F9 blanks every window of the program, and nothing but F9, or what was put on the cover, is heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework import intake
from desktop.casework.office import Office
from desktop.domain.household import Household
from desktop.ui.cover import SAID, TITLE
from desktop.ui.fields.panels import Words
from desktop.ui.pages.households import Households
from desktop.ui.window import Window

SECRET = "陈遮盖"


@pytest.fixture
def window(qtbot: QtBot, office: Office, household: Callable[..., Household]) -> Iterator[Window]:
    """The window, with one household open in it."""
    intake.record_household(office, household(SECRET))
    shown = Window(office)
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
    shown.go("households")
    yield shown
    shown.cover.lift()


def f9(qtbot: QtBot) -> None:
    """F9, in whichever window has the keys."""
    come_back(qtbot)
    handle = QGuiApplication.focusWindow()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_F9)


def come_back(qtbot: QtBot) -> None:
    """The innermost dialog has the keys: what a window manager does, and the offscreen platform does not."""
    dialog = QApplication.activeModalWidget()
    if dialog is not None and QApplication.activePopupWidget() is None:
        dialog.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)


def blank(widget: QWidget) -> bool:
    """Whether the window shows the cover and nothing else: but for the words across its middle one and the same colour."""
    picture = widget.grab().toImage()
    middle = picture.height() // 2
    rows = [y for y in range(1, picture.height(), 3) if abs(y - middle) > 24]
    return len({picture.pixel(x, y) for x in range(1, picture.width(), 3) for y in rows}) == 1


def open_dialog(qtbot: QtBot, parent: QWidget) -> QDialog:
    dialog = QDialog(parent)
    dialog.setWindowTitle(f"家庭成员：{SECRET}")
    dialog.setModal(True)
    layout = QVBoxLayout(dialog)
    layout.addWidget(Words(SECRET))
    layout.addWidget(QLineEdit())
    dialog.resize(420, 300)
    qtbot.addWidget(dialog)
    dialog.show()
    come_back(qtbot)
    return dialog


def panes(widget: QWidget) -> list[str]:
    """What is written on the cover of that window."""
    found: list[Any] = cast(Any, widget).findChildren(QWidget, "cover")
    return [w.text() for pane in found for w in pane.findChildren(Words) if w.isVisible()]


def test_f9_blanks_the_window_and_f9_brings_it_back(qtbot: QtBot, window: Window) -> None:
    title = window.windowTitle()
    assert not blank(window)
    f9(qtbot)
    assert blank(window)
    assert panes(window) == [SAID]
    assert window.windowTitle() == TITLE
    f9(qtbot)
    assert not blank(window)
    assert window.windowTitle() == title


def test_the_button_in_the_head_does_the_same(qtbot: QtBot, window: Window) -> None:
    qtbot.mouseClick(window.cover_button, Qt.MouseButton.LeftButton)
    assert window.cover.is_laid
    assert blank(window)
    f9(qtbot)
    assert not window.cover.is_laid


def test_an_open_dialog_is_blanked_with_the_window_and_loses_its_name(qtbot: QtBot, window: Window) -> None:
    dialog = open_dialog(qtbot, window)
    f9(qtbot)
    assert blank(window)
    assert blank(dialog)
    assert dialog.windowTitle() == TITLE
    f9(qtbot)
    assert not blank(dialog)
    assert dialog.windowTitle() == f"家庭成员：{SECRET}"


def test_a_dialog_that_opens_meanwhile_is_blank_from_the_first(qtbot: QtBot, window: Window) -> None:
    f9(qtbot)
    dialog = open_dialog(qtbot, window)
    assert blank(dialog)
    assert dialog.windowTitle() == TITLE
    dialog.setWindowTitle(f"核对：{SECRET}")
    assert dialog.windowTitle() == TITLE
    f9(qtbot)
    assert not blank(dialog)
    assert dialog.windowTitle() == f"核对：{SECRET}"


def test_what_grows_or_appears_below_stays_below(qtbot: QtBot, window: Window) -> None:
    f9(qtbot)
    window.resize(window.width() + 60, window.height() + 40)
    late = Words(SECRET, parent=window)
    late.setGeometry(0, 0, 300, 40)
    late.show()
    QApplication.processEvents()
    assert blank(window)


def test_an_open_menu_closes(qtbot: QtBot, window: Window) -> None:
    menu = QMenu(window)
    menu.addAction(SECRET)
    menu.popup(window.mapToGlobal(window.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    f9(qtbot)
    assert not menu.isVisible()
    assert blank(window)


def test_no_key_and_no_click_passes_through(qtbot: QtBot, window: Window) -> None:
    page = window.page()
    assert isinstance(page, Households)
    search = page.listing.search
    search.setFocus()
    handle = window.windowHandle()
    f9(qtbot)
    for key in (Qt.Key.Key_A, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.keyClick(handle, key)
    for key in (Qt.Key.Key_1, Qt.Key.Key_N):
        QTest.keyClick(handle, key, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(handle, key, Qt.KeyboardModifier.AltModifier)
    for widget in (window.side.buttons["desk"], page.listing.new_button):
        place = widget.mapTo(window, widget.rect().center())
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    search.setFocus()
    QTest.keyClick(handle, Qt.Key.Key_B)
    assert window.current == "households"
    assert page.detail is None
    f9(qtbot)
    assert search.text() == ""
    assert search.hasFocus()
    QTest.keyClick(handle, Qt.Key.Key_C)
    assert search.text() == "c"


def test_the_same_keys_do_pass_when_nothing_is_covered(qtbot: QtBot, window: Window) -> None:
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.current == "desk"


def test_what_is_laid_in_the_middle_takes_the_keys_and_f9_does_not_lift_it(
    qtbot: QtBot, window: Window
) -> None:
    form, password, enter = QWidget(), QLineEdit(), QPushButton("解锁(&U)")
    column = QVBoxLayout(form)
    column.addWidget(password)
    column.addWidget(enter)
    enter.clicked.connect(window.cover.lift)
    window.cover.lay(form)
    f9(qtbot)
    assert window.cover.is_laid
    assert SAID not in panes(window)
    handle = window.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_X)
    assert password.text() == "x"
    QTest.keyClick(handle, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.current == "households"
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    assert enter.hasFocus()
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    assert password.hasFocus()
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    QTest.keyClick(handle, Qt.Key.Key_Space)
    assert not window.cover.is_laid
    assert form.parent() is None
    assert not blank(window)


def test_the_middle_moves_to_the_dialog_that_has_the_keys_and_outlives_it(
    qtbot: QtBot, window: Window
) -> None:
    form, password = QWidget(), QLineEdit()
    QVBoxLayout(form).addWidget(password)
    dialog = open_dialog(qtbot, window)
    window.cover.lay()
    window.cover.lay(form)
    assert password.window() is dialog
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_X)
    dialog.done(0)
    qtbot.waitUntil(lambda: password.window() is window)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Y)
    assert "y" in password.text()
    window.cover.lift()
    form.deleteLater()


def test_pages_are_told_when_the_cover_is_laid(qtbot: QtBot, window: Window) -> None:
    with qtbot.waitSignal(window.news.covered):
        f9(qtbot)
