"""The page of settings: the office's particulars, published lines, holidays, and where the data lies."""

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
from desktop.ui.dialogs.year import DayDialog, ListedDay, PasteDays, YearDialog
from desktop.ui.pages.settings import Settings
from desktop.ui.window import Window
from tests.conftest import Clock
from tests.gui.cases import Stage
from tests.gui.hands import Officer, write
from tests.gui.keys import come_back, press

CONTROL = Qt.KeyboardModifier.ControlModifier
NOTICE = """1月1日（周五）至3日（周日）放假，共3天 元旦
2027-02-05 至 2027-02-11 春节
2月14日（周日）上班
"""


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

    def years(self) -> dict[str, str]:
        model = self.page.years.model
        return {
            str(model.index(row, 0).data()): str(model.index(row, 1).data())
            for row in range(model.rowCount())
        }


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
    assert states == [("810.00", "用到 2026-02-01 前"), ("850.00", "现行")]
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


# --- holidays ---


def test_a_year_without_a_list_is_shown_loudly_with_what_to_do(
    desk: Callable[[], Desk], clock: Clock
) -> None:
    stage = desk()
    part = stage.page.years
    assert stage.years()["2026 年"] == "程序自带"
    assert stage.years()["2027 年"] == "没有安排"
    assert part.warning.property("kind") == "band-told"
    clock.day = date(2026, 11, 23)
    stage.page.refresh()
    assert part.warning.property("kind") == "band-warned"
    clock.day = date(2027, 1, 4)
    stage.page.refresh()
    assert part.warning.property("kind") == "band-bad"
    assert "2027 年没有放假安排" in part.warning.text()
    assert "国务院办公厅" in part.warning.text()


def test_a_year_is_filled_from_the_notice(qtbot: QtBot, office: Office, officer: Officer) -> None:
    dialog = YearDialog(office, 2027)
    qtbot.addWidget(dialog, before_close_func=lambda d: d.done(0))  # closing it would ask
    with qtbot.waitActive(dialog):
        dialog.show()
    assert QApplication.focusWidget() is dialog.several
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert "还没有填放假日期" in dialog.trouble.text()

    def paste(form: PasteDays) -> None:
        form.text.setPlainText(NOTICE + "2月30日")
        form.accept()
        assert "第 4 行" in form.trouble.text()
        form.text.setPlainText(NOTICE)
        assert form.told.text() == "认出放假 10 天，调休上班 1 天"
        form.accept()
        assert "没有写是哪个节日" in form.trouble.text()
        form.name.set_value("元旦")
        press(qtbot, Qt.Key.Key_Return, CONTROL)

    officer.will_do(paste)
    press(qtbot, Qt.Key.Key_Space)
    assert dialog.count.text() == "放假 10 天，调休上班 1 天"
    come_back(qtbot)
    dialog.source.setFocus()
    write(dialog.source, "国务院办公厅通知（示例）")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert not dialog.isVisible()
    kept = settings.year_list(office, 2027)
    assert kept.source == "国务院办公厅通知（示例）"
    assert kept.rest[date(2027, 2, 11)] == "春节"
    assert kept.rest[date(2027, 1, 2)] == "元旦"
    assert list(kept.work) == [date(2027, 2, 14)]
    calendar = settings.calendar(office)
    assert not calendar.is_workday(date(2027, 2, 8))
    assert calendar.is_workday(date(2027, 2, 14))


def test_a_year_that_was_filled_is_no_longer_missing(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    stage = desk()
    stage.page.show_item("calendar")

    def fill(dialog: YearDialog) -> None:
        dialog.put([ListedDay(date(2027, 1, 1), True, "元旦")])
        dialog.source.set_value("示例通知")
        dialog.accept()

    officer.will_do(fill)
    stage.page.new()
    assert stage.years()["2027 年"] == "本单位登记"
    assert stage.page.years.table.line() is not None
    assert stage.page.years.source.whole() == "依据：示例通知"
    assert not stage.page.years.warning.isVisible()
    assert stage.heard == [True]
    assert stage.said == ["已保存 2027 年放假安排：放假 1 天，上班 0 天"]


def test_days_are_added_changed_and_taken_off(qtbot: QtBot, office: Office, officer: Officer) -> None:
    dialog = YearDialog(office, 2026)
    qtbot.addWidget(dialog, before_close_func=lambda d: d.done(0))  # closing it would ask
    with qtbot.waitActive(dialog):
        dialog.show()
    assert dialog.count.text() == "放假 33 天，调休上班 6 天"

    def add(form: DayDialog) -> None:
        write(form.day.edit, "2026-12-29")
        form.kind.set_value(False)
        form.name.set_value("元旦")
        form.accept()
        assert "本来就上班" in form.trouble.text()
        form.day.edit.setText("2026-12-27")
        form.accept()

    officer.will_do(add)
    dialog.table.setFocus()
    press(qtbot, Qt.Key.Key_Insert)
    assert dialog.count.text() == "放假 33 天，调休上班 7 天"
    line = dialog.table.line()
    assert line is not None
    assert line.day == date(2026, 12, 27)
    press(qtbot, Qt.Key.Key_Delete)
    assert dialog.count.text() == "放假 33 天，调休上班 6 天"
    assert not dialog.changed()
    dialog.table.choose_rows([0, 1, 2], 0)
    dialog.remove.click()
    assert dialog.count.text() == "放假 30 天，调休上班 6 天"
    officer.will_say("取消")
    dialog.reject()
    assert dialog.isVisible()
    dialog.accept()
    assert date(2026, 1, 1) not in settings.year_list(office, 2026).rest


def test_a_day_of_another_year_is_refused(qtbot: QtBot, office: Office) -> None:
    form = DayDialog(office.today(), 2027)
    qtbot.addWidget(form)
    form.day.set_value(date(2026, 12, 31))
    form.name.set_value("元旦")
    form.accept()
    assert "2027 年的日期" in form.trouble.text()
    several = PasteDays(2027)
    qtbot.addWidget(several)
    several.text.setPlainText("2026-12-31 元旦")
    several.accept()
    assert "不是 2027 年的日期" in several.trouble.text()


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
    assert QApplication.focusWidget() is stage.page.years.table
    press(qtbot, Qt.Key.Key_PageUp, CONTROL)
    press(qtbot, Qt.Key.Key_PageUp, CONTROL)
    assert stage.page.tabs.currentWidget() is stage.page.bureau
