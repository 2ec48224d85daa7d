"""Taking back, comparing and looking back on the page of households, by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.casework import duplicates, history, intake
from desktop.casework.office import Office
from desktop.domain.household import Household
from desktop.domain.listing import HouseholdQuery
from desktop.ui.dialogs.duplicates import DuplicatesDialog, SettleDialog
from desktop.ui.dialogs.field_history import FieldHistoryDialog
from desktop.ui.dialogs.history import HistoryDialog
from desktop.ui.news import News
from desktop.ui.pages.households import Households
from tests.gui.hands import Officer

Build = Callable[..., Household]
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(qtbot: QtBot, office: Office, household: Build) -> Households:
    """The page with one household that was changed once."""
    home = intake.record_household(office, household())
    intake.record_household(office, replace(home, address="示例市示例区和平里 8 号"))
    shown = Households(office, News(), lambda _key, _item: None)
    qtbot.addWidget(shown)
    shown.resize(1120, 700)
    with qtbot.waitActive(shown):
        shown.show()
    shown.refresh()
    return shown


def home(office: Office) -> Household:
    (one,) = intake.household_ids(office, HouseholdQuery())
    return intake.household(office, one)


def test_ctrl_z_shows_what_it_is_and_takes_it_back(qtbot: QtBot, page: Households, officer: Officer) -> None:
    page.listing.search.setFocus()
    officer.will_say("撤销这一步")
    qtbot.keyClick(page.listing.search, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: home(page.office).address == "示例市示例区和平里 3 号")
    assert "登记档案 陈练习：住址" in officer.heard[0]
    assert "恢复成这一步之前的样子" in officer.heard[0]


def test_ctrl_z_can_be_thought_better_of(qtbot: QtBot, page: Households, officer: Officer) -> None:
    officer.will_say("不动")
    qtbot.keyClick(page.listing.table, Qt.Key.Key_Z, CONTROL)
    assert len(officer.heard) == 1
    assert home(page.office).address == "示例市示例区和平里 8 号"


def test_with_unsaved_changes_nothing_is_taken_back(qtbot: QtBot, page: Households, officer: Officer) -> None:
    page.open(home(page.office).id or 0)
    assert page.detail is not None
    page.detail.draft.change(remark="还没保存")
    page.past.take_back_last()
    assert "有未保存的修改" in officer.heard[0]
    assert len(history.steps(page.office).lines) == 2
    page.detail.draft.keep(page.detail.draft.kept)


def test_the_history_says_why_a_step_cannot_be_taken_back(
    qtbot: QtBot, page: Households, officer: Officer
) -> None:
    dialog = HistoryDialog(page.office, page.news, page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.table.choose(1)
    assert dialog.said.text() == "登记档案 新建 陈练习"
    dialog.take_back()
    assert "又改过（登记档案 陈练习：住址），请先撤销那一步" in officer.heard[0]
    dialog.seek.setText("没有这样的")
    dialog.load()
    assert not dialog.undo.isEnabled()


def test_an_open_archive_whose_opening_is_taken_back_is_closed(
    qtbot: QtBot, page: Households, officer: Officer
) -> None:
    page.open(home(page.office).id or 0)
    for expected in (1, 0):
        officer.will_say("撤销这一步")
        page.past.take_back_last()
        qtbot.waitUntil(
            lambda expected=expected: (
                sum(s.open for s in history.steps(page.office).lines if s.act != "take_back") == expected
            )
        )
    qtbot.waitUntil(lambda: page.detail is None)
    assert intake.count_households(page.office, HouseholdQuery()) == 0


def test_a_field_leads_to_its_past_by_key_and_by_menu(
    qtbot: QtBot, page: Households, officer: Officer
) -> None:
    page.open(home(page.office).id or 0)
    assert page.detail is not None
    past, basics = page.detail.past, page.detail.basics
    assert past.path_of(basics.address) == "address"
    assert past.path_of(basics.phone) == "members.1.phone"
    assert past.path_of(page.detail.tabs.tabBar()) == ""
    seen: list[list[str]] = []

    def read(dialog: object) -> None:
        assert isinstance(dialog, FieldHistoryDialog)
        seen.append([c.word for c in dialog.model.lines()])
        dialog.reveal()
        seen.append([dialog.whole.text()])
        dialog.reject()

    officer.will_do(read, read)
    past.show_history("address")
    assert seen[0] == ["住址", "住址"]
    assert "示例市示例区和平里 3 号 → 示例市示例区和平里 8 号" in seen[1][0]
    past.show_menu(basics.remark, basics.remark.rect().center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [a.text() for a in menu.actions() if a.text()]
    assert words[-1].startswith("这一项的修改记录")
    assert len(words) > 1, "copying and pasting are still there"
    menu.actions()[-1].trigger()
    assert seen[2] == []


def test_a_pair_is_settled_with_a_reason_and_listed_no_more(
    qtbot: QtBot, page: Households, officer: Officer, household: Build
) -> None:
    intake.record_household(page.office, household(address="示例市示例区和平里 8 号"))
    dialog = DuplicatesDialog(page.office, page.news, page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.search()
    qtbot.waitUntil(lambda: len(dialog.model.lines()) == 1)
    assert "疑似同一人 1 对" in dialog.headline.text()

    def settle(asked: object) -> None:
        assert isinstance(asked, SettleDialog)
        asked.accept()
        assert "请写明怎么核实的" in asked.trouble.text()
        asked.reason.set_value("两人同名，已电话核实")
        asked.accept()

    officer.will_do(settle)
    dialog.settle_chosen()
    assert dialog.model.lines() == ()
    assert duplicates.find(page.office) == []
