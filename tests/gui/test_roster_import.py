"""The roster import: choose, look, take in, give back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.casework import intake
from desktop.casework.office import Office
from desktop.domain.listing import HouseholdQuery
from desktop.ui.dialogs.roster_import import CHOOSE, COLUMNS, DOUBTS, LOOK, RESULT, SHEET, RosterImport, verdict_of
from desktop.ui.news import News
from tests.gui.hands import Officer


@pytest.fixture
def roster(resources: Path) -> Path:
    return resources / "samples" / "困难职工名册（练习）.xlsx"


@pytest.fixture
def dialog(qtbot: QtBot, office: Office) -> RosterImport:
    made = RosterImport(office, News())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def look(qtbot: QtBot, dialog: RosterImport, path: Path) -> None:
    dialog.look_at(path)
    assert dialog.running is not None
    with qtbot.waitSignal(dialog.running.ended, timeout=20_000):
        pass


def take_in(qtbot: QtBot, dialog: RosterImport) -> None:
    dialog.take_in()
    assert dialog.running is not None
    with qtbot.waitSignal(dialog.running.ended, timeout=20_000):
        pass


def test_a_roster_is_looked_at_row_by_row_before_anything_is_kept(
    qtbot: QtBot, dialog: RosterImport, office: Office, roster: Path
) -> None:
    look(qtbot, dialog, roster)
    preview = dialog.preview
    assert preview is not None
    assert dialog.stack.currentIndex() == LOOK
    page = dialog.look_page
    page.buttons["全部"].click()
    assert page.model.rowCount() == len(preview.rows)
    page.buttons["不能导入"].click()
    assert [verdict_of(row) for row in page.model.lines()] == ["！ 有误，不能导入"] * len(preview.bad)
    assert preview.bad[0].errors[0].said in page.reason.text()
    page.buttons["可导入"].click()
    assert page.model.lines() == preview.good
    assert dialog.take.text().startswith(f"导入 {len(preview.good)} 户")
    assert intake.count_households(office, HouseholdQuery()) == 0


def test_good_rows_go_in_and_bad_rows_come_back_in_a_copy_that_imports_again(
    qtbot: QtBot, dialog: RosterImport, office: Office, roster: Path, tmp_path: Path
) -> None:
    heard: list[object] = []
    dialog._news.household_changed.connect(heard.append)
    look(qtbot, dialog, roster)
    assert dialog.preview is not None
    take_in(qtbot, dialog)
    assert dialog.taken is not None
    assert dialog.stack.currentIndex() == RESULT
    assert intake.count_households(office, HouseholdQuery()) == dialog.taken.taken == len(dialog.preview.good)
    assert f"已导入 {dialog.taken.taken} 户" in dialog.result_page.headline.text()
    assert heard == [None]
    copy = tmp_path / "退回.xlsx"
    dialog.give_back_to(copy)
    assert dialog.running is not None
    with qtbot.waitSignal(dialog.running.ended, timeout=20_000):
        pass
    assert copy.is_file()
    assert str(copy) in dialog.result_page.saved.text()
    bad = len(dialog.preview.bad)
    look(qtbot, dialog, copy)
    assert dialog.preview.path == copy
    assert len(dialog.preview.bad) == bad
    assert not dialog.preview.good
    assert not dialog.take.isEnabled()


def test_the_same_file_twice_is_asked_about(
    qtbot: QtBot, dialog: RosterImport, office: Office, roster: Path
) -> None:
    look(qtbot, dialog, roster)
    take_in(qtbot, dialog)
    dialog.turn(CHOOSE)
    look(qtbot, dialog, roster)
    assert "已经导入过" in dialog.look_page.told.text()
    assert not dialog.take.isEnabled()


def test_a_file_that_is_no_roster_is_told_and_another_can_be_chosen(
    qtbot: QtBot, dialog: RosterImport, tmp_path: Path, officer: Officer
) -> None:
    wrong = tmp_path / "说明.xlsx"
    wrong.write_text("这不是表格", encoding="utf-8")
    look(qtbot, dialog, wrong)
    assert len(officer.heard) == 1
    assert "说明.xlsx" in officer.heard[0]
    assert dialog.stack.currentIndex() == CHOOSE


def test_a_cancelled_import_keeps_nothing(
    qtbot: QtBot, dialog: RosterImport, office: Office, roster: Path, officer: Officer
) -> None:
    look(qtbot, dialog, roster)
    dialog.take_in()
    assert dialog.running is not None
    dialog.running.cancel()
    with qtbot.waitSignal(dialog.running.ended, timeout=20_000):
        pass
    assert intake.count_households(office, HouseholdQuery()) == 0
    assert dialog.stack.currentIndex() == LOOK
    assert officer.heard == []


def test_ctrl_o_asks_for_a_file(qtbot: QtBot, dialog: RosterImport, officer: Officer) -> None:
    def give_up(chooser: QFileDialog) -> None:
        assert isinstance(chooser, QFileDialog)
        chooser.reject()

    officer.will_do(give_up)
    qtbot.keyClick(dialog, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert dialog.stack.currentIndex() == CHOOSE
