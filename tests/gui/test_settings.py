"""The page of settings: the office's particulars, published lines, and where the data lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.casework import settings
from desktop.casework.office import Office
from desktop.domain.bureau import Counting, OfficeKind
from desktop.domain.standards import Line, LineKind
from desktop.ui.dialogs.line import LineDialog
from desktop.ui.pages.settings import Settings
from desktop.ui.window import Window
from tests.gui.cases import Stage
from tests.gui.hands import Officer, write
from tests.gui.keys import press

CONTROL = Qt.KeyboardModifier.ControlModifier


class Desk(Stage):
    """The page of settings on a stage."""

    page: Settings

    def __post_init__(self) -> None:
        super().__post_init__()
        self.heard: list[bool] = []
        self.news.settings_changed.connect(lambda: self.heard.append(True))

    def lines(self) -> list[list[str]]:
        model = self.page.lines.model
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Callable[[], Desk]:
    return lambda: Desk(qtbot, office, Settings)


# --- the office itself ---


def test_the_particulars_are_changed_by_the_keyboard_and_the_head_of_the_window_follows(
    qtbot: QtBot, office: Office
) -> None:
    window = Window(office)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.go("settings")
    page = window.page()
    assert isinstance(page, Settings)
    assert QApplication.focusWidget() is page.bureau.name
    page.bureau.name.selectAll()
    write(page.bureau.name, "示例市<b>总工会")
    assert page.bureau.unsaved.isVisible()
    press(qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.bureau.kind
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert settings.bureau(office).name == "示例市<b>总工会"
    assert "星期一　示例市<b>总工会　" in window.bureau_name.whole()
    assert not page.bureau.unsaved.isVisible()
    assert window.status.whole() == "已保存单位信息"


def test_both_ways_of_counting_are_explained_with_days(desk: Callable[[], Desk], office: Office) -> None:
    stage = desk()
    part = stage.page.bureau
    told = [words.text() for words in part.counting.explained()]
    assert told[0] == "例：2026年3月2日张贴、公示 5 天，挂到 2026年3月7日，次日可以办下一步。"
    assert told[1] == "例：2026年3月2日张贴、公示 5 天，挂到 2026年3月6日，次日可以办下一步。"
    part.days.edit.setText("7")
    part.days.changed.emit()
    assert "公示 7 天，挂到 2026年3月9日" in part.counting.explained()[0].text()
    part.counting.counted.click()
    part.kind.set_value(OfficeKind.school)
    stage.page.save()
    kept = settings.bureau(office)
    assert (kept.notice_days, kept.counting, kept.kind) == (
        7,
        Counting.posting_day_counted,
        OfficeKind.school,
    )
    assert stage.heard == [True]


def test_the_days_to_bring_missing_papers_are_kept(desk: Callable[[], Desk], office: Office) -> None:
    stage = desk()
    part = stage.page.bureau
    assert part.bring.edit.text() == "10"
    part.bring.edit.setText("5")
    part.bring.changed.emit()
    assert part.unsaved.isVisible()
    stage.page.save()
    assert settings.bureau(office).bring_workdays == 5
    assert not part.unsaved.isVisible()


@pytest.mark.parametrize(
    ("days", "said"), [("0", "1 至 60"), ("2.5", "整数"), ("", "1 至 60"), ("很多", "不是数字")]
)
def test_particulars_that_cannot_be_are_refused_and_stay(
    desk: Callable[[], Desk], office: Office, officer: Officer, days: str, said: str
) -> None:
    stage = desk()
    part = stage.page.bureau
    part.days.edit.setText(days)
    part.days.changed.emit()
    stage.page.save()
    assert said in officer.heard[0]
    assert part.days.edit.text() == days
    assert settings.bureau(office).notice_days == 5


def test_leaving_with_changes_asks(desk: Callable[[], Desk], office: Office, officer: Officer) -> None:
    stage = desk()
    part = stage.page.bureau
    part.officer.set_value("王经办")
    officer.will_say("继续编辑")
    assert not stage.page.may_leave()
    officer.will_say("不保存")
    assert stage.page.may_leave()
    assert part.officer.value() == "林晓舟"
    part.officer.set_value("王经办")
    officer.will_say("保存")
    assert stage.page.may_leave()
    assert settings.bureau(office).officer == "王经办"
    assert stage.page.may_leave()


# --- published lines ---


def test_a_new_line_takes_over_on_its_day(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    stage = desk()
    stage.page.show_item("lines")
    assert QApplication.focusWidget() is stage.page.lines.table
    assert not stage.page.lines.warning.isVisible()

    def fill(dialog: LineDialog) -> None:
        dialog.accept()
        assert "从哪天起" in dialog.trouble.text()
        write(dialog.day.edit, "2026-02-30")
        dialog.accept()
        assert "2 月没有 30 日" in dialog.trouble.text()
        dialog.day.edit.setText("2026年2月1日")
        write(dialog.amount.edit, "850")
        dialog.accept()
        assert "文件依据" in dialog.trouble.text()
        assert QApplication.focusWidget() is dialog.source
        write(dialog.source, "示例民发〔2026〕1 号")
        press(qtbot, Qt.Key.Key_Return, CONTROL)

    officer.will_do(fill)
    stage.page.new()
    states = [(line[2], line[4]) for line in stage.lines()]
    assert states == [("810.00", "用到2026年2月1日前"), ("850.00", "现行")]
    assert stage.heard == [True]
    assert stage.page.lines.table.currentIndex().row() == 1


def test_floor_area_is_asked_in_square_metres(qtbot: QtBot, office: Office) -> None:
    dialog = LineDialog(office)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.amount.isVisible()
    dialog.kind.set_value(LineKind.floor_area_per_head)
    assert not dialog.amount.isVisible()
    assert dialog.area.isVisible()
    dialog.day.set_value(date(2026, 1, 1))
    dialog.area.set_value(Decimal(25))
    dialog.source.set_value("示例政发〔2026〕2 号")
    dialog.accept()
    assert [x.amount for x in settings.lines(office) if x.kind is LineKind.floor_area_per_head] == [
        Decimal(25)
    ]


def test_a_line_for_the_same_day_is_told_to_replace_the_other(qtbot: QtBot, office: Office) -> None:
    dialog = LineDialog(office)
    qtbot.addWidget(dialog)
    dialog.show()
    write(dialog.day.edit, "2025-07-01")
    assert "会被这一条替换" in dialog.hint.text()
    assert dialog.hint.isVisible()
    (known,) = settings.lines(office)
    same = LineDialog(office, known)
    qtbot.addWidget(same)
    assert same.hint.isHidden()


def test_deleting_the_only_dibao_line_is_asked_and_then_shown_loudly(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    stage = desk()
    stage.page.show_item("lines")
    officer.will_say("取消")
    press(qtbot, Qt.Key.Key_Delete)
    assert len(settings.lines(office)) == 1
    officer.will_say("删除")
    stage.page.lines.remove.click()
    assert settings.lines(office) == ()
    assert stage.page.lines.warning.isVisible()
    assert "示例市还没有现行的低保标准" in stage.page.lines.warning.text()
    assert not stage.page.lines.remove.isEnabled()


def test_a_line_is_mended_in_its_place(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    settings.record_line(
        office,
        Line(
            kind=LineKind.dibao,
            place="示例市",
            from_day=date(2026, 7, 1),
            amount=Decimal(900),
            source="征求意见",
        ),
    )
    stage = desk()
    stage.page.show_item("lines")
    assert [line[4] for line in stage.lines()] == ["现行", "还没有执行"]

    def mend(dialog: LineDialog) -> None:
        dialog.amount.set_value(Decimal("905.50"))
        dialog.accept()

    officer.will_do(mend)
    stage.page.lines.table.choose(1)
    stage.page.edit()
    assert [line[2] for line in stage.lines()] == ["810.00", "905.50"]


# --- the data folder ---


class Opened(QObject):
    """Stands where the system's file manager would."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.paths.append(url.toLocalFile())


def test_the_data_folder_is_shown_opened_and_its_path_copied(
    desk: Callable[[], Desk], office: Office
) -> None:
    stage = desk()
    stage.page.show_item("data")
    part = stage.page.data
    assert QApplication.focusWidget() is part.open_button
    assert part.path.text() == str(office.folder)
    names = [line.name for line in part.model.lines()]
    assert "bangfu.db" in names
    opened = Opened()
    # cast: the stub asks for bytes, the method itself takes only a str
    cast(Any, QDesktopServices).setUrlHandler("file", opened, "open")
    try:
        part.open_button.click()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opened.paths == [str(office.folder)]
    part.copy_button.click()
    assert QApplication.clipboard().text() == str(office.folder)


def test_the_parts_are_turned_over_by_keys_and_take_the_cursor(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office
) -> None:
    settings.record_bureau(office, replace(settings.bureau(office), place="别处"))
    stage = desk()
    assert QApplication.focusWidget() is stage.page.bureau.name
    press(qtbot, Qt.Key.Key_PageDown, CONTROL)
    assert stage.page.tabs.currentWidget() is stage.page.lines
    assert stage.page.lines.warning.isVisible()
    press(qtbot, Qt.Key.Key_PageDown, CONTROL)
    assert QApplication.focusWidget() is stage.page.data.open_button
    press(qtbot, Qt.Key.Key_PageUp, CONTROL)
    press(qtbot, Qt.Key.Key_PageUp, CONTROL)
    assert stage.page.tabs.currentWidget() is stage.page.bureau
