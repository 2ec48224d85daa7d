"""The page of notices: what waits is ticked and posted, hangs its days, and is taken down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.casework import approval, noticing
from desktop.casework.office import Office
from desktop.casework.settings import bureau, record_bureau
from desktop.domain.application import Notice, StepKind
from desktop.domain.bureau import Counting
from desktop.ui.dialogs.close_notice import CloseNoticeDialog
from desktop.ui.dialogs.post_notice import PostNoticeDialog
from desktop.ui.dialogs.preview import Preview
from desktop.ui.pages.notices import Notices
from desktop.ui.pages.notices_lists import standing_words
from desktop.ui.papers import save_spreadsheet_to
from tests.conftest import Clock
from tests.gui.cases import Stage, carefully, up_to
from tests.gui.hands import Officer, write

CONTROL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 3, 2)


class Desk(Stage):
    """The page of notices on a stage."""

    page: Notices

    def waiting(self) -> list[str]:
        return [line.applicant for line in self.page.waiting.model.lines()]

    def notice(self) -> Notice:
        return noticing.notices(self.office)[0].notice


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Callable[[], Desk]:
    return lambda: Desk(qtbot, office, Notices)


@pytest.fixture
def three(office: Office) -> list[int]:
    """Three applications that wait for their notice."""
    names = ("陈练习", "𬱖䶮华", "买买提·阿卜杜热合曼·艾合买提江")
    return [up_to(office, StepKind.notice, name).id or 0 for name in names]


def hang(office: Office, ids: list[int], posted: date = date(2026, 2, 24)) -> Notice:
    return noticing.post_notice(office, ids, posted, 5, "公告栏")


# --- waiting and posting ---


def test_an_office_without_anything_to_post_is_told_so(desk: Callable[[], Desk]) -> None:
    stage = desk()
    assert stage.page.waiting.empty.isVisible()
    assert stage.page.tabs.tabText(0) == "等待公示（0）"


def test_what_waits_is_ticked_with_the_space_bar_and_opened_with_enter(
    qtbot: QtBot, desk: Callable[[], Desk], three: list[int]
) -> None:
    stage = desk()
    table = stage.page.waiting.table
    assert QApplication.focusWidget() is table
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert stage.page.waiting.count.text() == "共 3 份，已勾选 2 份"
    qtbot.keyClick(table, Qt.Key.Key_Return)
    line = stage.page.waiting.model.line_at(1)
    assert line is not None
    assert stage.went == [("applications", line.id)]


def test_ticks_stay_when_the_list_is_asked_anew(desk: Callable[[], Desk], three: list[int]) -> None:
    stage = desk()
    stage.page.waiting.tick_all.click()
    stage.page.refresh()
    assert len(stage.page.waiting.model.ticked()) == 3
    stage.page.waiting.tick_none.click()
    assert stage.page.waiting.model.ticked() == ()


def test_nothing_ticked_is_told_before_any_dialog(
    desk: Callable[[], Desk], three: list[int], officer: Officer
) -> None:
    stage = desk()
    stage.page.waiting.post.click()
    assert "请先勾选" in officer.heard[0]
    assert noticing.notices(stage.office) == []


def test_both_ending_dates_stand_there_before_posting_and_the_notice_opens(
    qtbot: QtBot, desk: Callable[[], Desk], three: list[int], officer: Officer
) -> None:
    stage = desk()
    stage.page.waiting.tick_all.click()
    told: list[str] = []

    def deed(dialog: PostNoticeDialog) -> None:
        assert dialog.days.value() == 5
        dialog.posted_on.edit.selectAll()
        write(dialog.posted_on.edit, "2026-03-02")
        told.extend((dialog.ends.text(), dialog.others.text()))
        dialog.place.setFocus()
        write(dialog.place, "单位公告栏")
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)

    officer.will_do(carefully(deed))
    stage.page.new()  # Ctrl+N
    assert "公示到 2026年3月7日（星期六）止，2026年3月8日起可以结束公示" in told[0]
    assert "张贴当日为第 1 天：到 2026年3月6日" in told[1]
    assert "张贴次日为第 1 天（民法典）：到 2026年3月7日（本单位用这一种）" in told[1]
    assert stage.notice().until == date(2026, 3, 7)
    assert stage.notice().place == "单位公告栏"
    assert stage.page.sheet_shown()
    assert stage.changed == [None]
    assert stage.waiting() == []


def test_the_offices_own_counting_decides_the_end(
    qtbot: QtBot, office: Office, desk: Callable[[], Desk], three: list[int]
) -> None:
    lines = desk().page.waiting.model.lines()
    for counting, day in (
        (Counting.posting_day_counted, "2026年3月6日（星期五）止"),
        (Counting.posting_day_excluded, "2026年3月7日（星期六）止"),
    ):
        dialog = PostNoticeDialog(lines, 5, counting, TODAY)
        qtbot.addWidget(dialog)
        assert day in dialog.ends.text()


def test_a_posting_without_day_or_days_is_not_taken(qtbot: QtBot) -> None:
    dialog = PostNoticeDialog((), 5, Counting.posting_day_excluded, TODAY)
    qtbot.addWidget(dialog)
    dialog.days.edit.setText("0")
    assert any("应在 1 至 60 之间" in said for said, _ in dialog.problems())
    dialog.days.edit.setText("7")
    dialog.posted_on.edit.setText("")
    assert "请填写张贴日期" in dialog.wrong()


# --- hanging and ending ---


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 2, 26), "公示中，还有 3 天"),
        (date(2026, 3, 1), "今天到期"),
        (date(2026, 3, 2), "已到期，可以结束"),
    ],
)
def test_a_notice_tells_where_it_stands(office: Office, three: list[int], today: date, words: str) -> None:
    assert standing_words(hang(office, three), today) == words


def test_a_notice_cannot_be_taken_down_before_its_last_day_has_passed(
    desk: Callable[[], Desk], office: Office, three: list[int], clock: Clock
) -> None:
    notice = hang(office, three, date(2026, 2, 26))
    stage = desk()
    stage.page.show_item(notice.id)
    assert not stage.page.sheet.ending.isEnabled()
    assert "3月4日起" in stage.page.sheet.ending.text()
    clock.day = date(2026, 3, 4)
    stage.page.refresh()
    assert stage.page.sheet.ending.isEnabled()


def test_without_objection_all_go_on_to_the_decision(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, three: list[int], officer: Officer
) -> None:
    notice = hang(office, three)
    stage = desk()
    stage.page.show_item(notice.id)
    focused = QApplication.focusWidget()
    assert focused is stage.page.sheet.ending

    def deed(dialog: CloseNoticeDialog) -> None:
        assert not dialog.objections.isVisible()
        assert dialog.by.value() == "林晓舟"
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)

    officer.will_do(carefully(deed))
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert stage.notice().closed_on == TODAY
    assert stage.notice().objections == "无异议"
    kinds = {s.kind for i in three if (s := approval.application(office, i).current) is not None}
    assert kinds == {StepKind.decide}
    assert not stage.page.sheet.ending.isVisible()


def test_an_objection_sends_only_its_case_back(
    desk: Callable[[], Desk], office: Office, three: list[int], officer: Officer
) -> None:
    notice = hang(office, three)
    stage = desk()
    stage.page.show_item(notice.id)

    def deed(dialog: CloseNoticeDialog) -> None:
        dialog.some.click()
        dialog.accept()
        assert dialog.trouble.text() == "请勾选对谁有异议。"
        dialog.people[three[1]].click()
        dialog.accept()
        assert "异议的内容" in dialog.trouble.text()
        write(dialog.objections, "邻居反映名下有第二套住房")
        dialog.accept()

    officer.will_do(carefully(deed))
    stage.page.edit()  # F2
    kinds = [s.kind for i in three if (s := approval.application(office, i).current) is not None]
    assert kinds == [StepKind.decide, StepKind.survey, StepKind.decide]
    assert "第二套住房" in stage.page.sheet.state.text()


def test_a_notice_cannot_end_tomorrow_or_too_early(qtbot: QtBot, office: Office, three: list[int]) -> None:
    notice = hang(office, three)
    dialog = CloseNoticeDialog(notice, noticing.notice_cases(office, notice.id or 0), TODAY, "林晓舟")
    qtbot.addWidget(dialog)
    dialog.closed_on.edit.setText("2026-03-01")
    assert "2026年3月1日" in dialog.wrong()
    dialog.closed_on.edit.setText("2026-03-05")
    assert "还没有到" in dialog.wrong()


def test_the_latest_notice_stands_first_and_opens_with_enter(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, three: list[int]
) -> None:
    hang(office, three[:1])
    hang(office, three[1:])
    stage = desk()
    assert stage.page.tabs.tabText(1) == "已张贴（2 次未结束）"
    qtbot.keyClick(stage.page.waiting, Qt.Key.Key_PageDown, CONTROL)
    stage.page.begin()
    table = stage.page.posted.table
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert stage.page.sheet.notice == stage.notice()
    qtbot.keyClick(stage.page.sheet.print_paper, Qt.Key.Key_Escape)
    assert not stage.page.sheet_shown()
    assert QApplication.focusWidget() is table


def test_a_case_on_a_notice_opens_by_double_click(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, three: list[int]
) -> None:
    notice = hang(office, three)
    stage = desk()
    stage.page.show_item(notice.id)
    table = stage.page.sheet.table
    place = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stage.went == [("applications", three[0])]


def test_an_unknown_notice_is_told(desk: Callable[[], Desk], officer: Officer) -> None:
    stage = desk()
    stage.page.show_item(99)
    assert "找不到这次公示" in officer.heard[0]
    assert not stage.page.sheet_shown()


# --- papers ---


def test_the_notice_is_made_and_shown(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, three: list[int], officer: Officer
) -> None:
    notice = hang(office, three)
    stage = desk()
    stage.page.show_item(notice.id)
    shown: list[Path] = []

    def deed(preview: Preview) -> None:
        shown.append(preview.path)
        preview.close()

    officer.will_do(deed)
    stage.page.print()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert notice.number in shown[0].name


def test_the_notice_is_kept_as_a_workbook(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, three: list[int], tmp_path: Path
) -> None:
    notice = hang(office, three)
    stage = desk()
    stage.page.show_item(notice.id)
    name, write_to = stage.page.sheet.paper(notice)
    save_spreadsheet_to(stage.page, tmp_path / "公示", name, write_to)
    qtbot.waitUntil(lambda: bool(stage.said), timeout=20_000)
    assert (tmp_path / "公示.xlsx").read_bytes().startswith(b"PK")


def test_the_days_of_a_notice_are_the_offices_where_the_scheme_names_none(
    desk: Callable[[], Desk], office: Office, three: list[int], officer: Officer
) -> None:
    kept = bureau(office)
    record_bureau(office, replace(kept, notice_days=7))
    stage = desk()
    stage.page.waiting.tick_all.click()
    seen: list[object] = []

    def deed(dialog: PostNoticeDialog) -> None:
        seen.append(dialog.days.value())

    officer.will_do(carefully(deed))
    stage.page.post()
    assert seen == [7]
    assert noticing.notices(office) == []
