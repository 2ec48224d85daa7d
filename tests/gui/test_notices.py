"""The page of notices: what waits is ticked and posted, hangs its days, and is taken down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.casework import approval, notice_photos, noticing, objecting
from desktop.casework.noticing import Asked
from desktop.casework.office import Office
from desktop.casework.settings import bureau, record_bureau
from desktop.domain.application import Notice, StepKind
from desktop.domain.bureau import Counting
from desktop.domain.calendar import WorkCalendar
from desktop.domain.notice_look import Names, NoticeLook, Shown
from desktop.domain.notice_standing import standing_words
from desktop.domain.notice_term import NoticeTerm
from desktop.domain.objection import Finding, Objection
from desktop.store.calendars import load_calendars
from desktop.ui.dialogs.end_notice import EndNoticeDialog
from desktop.ui.dialogs.post_notice import PostNoticeDialog
from desktop.ui.dialogs.preview import Preview
from desktop.ui.dialogs.receive_objection import ReceiveObjection
from desktop.ui.dialogs.settle_objection import SettleObjection
from desktop.ui.fields.panels import Words
from desktop.ui.pages.awaiting import Awaiting
from desktop.ui.pages.notices import Notices
from desktop.ui.pages.notices_lists import left_to_do
from desktop.ui.papers import save_spreadsheet_to
from tests.conftest import Clock
from tests.gui.cases import Stage, carefully, up_to
from tests.gui.hands import Officer, write
from tests.unit.casework.test_noticing import PICTURE

CALENDAR = WorkCalendar(load_calendars(Path(__file__).parents[2] / "resources" / "calendar"))

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


def against(notice: Notice, application_id: int) -> Objection:
    return Objection(
        notice_id=notice.id or 0,
        application_id=application_id,
        day=TODAY,
        words="反映名下有第二套住房",
        received_by="林晓舟",
    )


def hang(office: Office, ids: list[int], posted: date = date(2026, 2, 24)) -> Notice:
    return noticing.post_notice(office, ids, posted, 5, "公告栏")


def asked(
    days: int = 5,
    *,
    workdays: bool = False,
    over_by: date | None = None,
    names: tuple[Names, ...] = tuple(Names),
) -> Asked:
    """What a scheme may ask of a notice, by the calendar the program comes with."""
    term = NoticeTerm(days=days, workdays=workdays)
    return Asked(term=term, rule=f"方案规定公示 {term.told}", over_by=over_by, calendar=CALENDAR, names=names)


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


def test_a_case_that_leads_here_is_chosen_among_those_that_wait(
    desk: Callable[[], Desk], office: Office, three: list[int]
) -> None:
    other = hang(office, three[:1])
    stage = desk()
    stage.page.show_item(other.id)
    assert stage.page.sheet_shown()
    stage.page.show_item(Awaiting(three[1]))
    assert not stage.page.sheet_shown()
    line = stage.page.waiting.table.line()
    assert line is not None
    assert line.id == three[1]
    assert stage.page.waiting.table.hasFocus()


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
        dialog.places.setFocus()
        write(dialog.places, "单位公告栏")
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)

    officer.will_do(carefully(deed))
    stage.page.new()  # Ctrl+N
    assert "2026年3月7日（星期六）止，2026年3月8日起可以结束公示" in told[0]
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
        dialog = PostNoticeDialog(lines, asked(), counting, TODAY)
        qtbot.addWidget(dialog)
        assert day in dialog.ends.text()


def test_working_days_are_proposed_as_the_scheme_says_and_may_be_changed(qtbot: QtBot) -> None:
    dialog = PostNoticeDialog(
        (),
        asked(workdays=True, over_by=date(2026, 5, 15)),
        Counting.posting_day_excluded,
        date(2026, 4, 29),
    )
    qtbot.addWidget(dialog)
    assert (dialog.days.unit.text(), dialog.rule.text()) == ("个工作日", "方案规定公示 5 个工作日")
    # 30 April, 6-8 May, Saturday 9 May worked in return for Labour Day
    assert "2026年5月9日（星期六）止" in dialog.ends.text()
    assert "5月1日至5月5日劳动节放假不计入，5月9日调休上班计入" in dialog.ends.text()
    assert "张贴当日为第 1 天：到 2026年5月8日" in dialog.others.text()
    dialog.days.edit.selectAll()
    write(dialog.days.edit, "11")
    assert "方案要求 2026年5月15日前完成公示，已经超过" in dialog.ends.text()
    assert dialog.rule.text() == "方案规定公示 5 个工作日；现在填的是 11 个工作日"
    dialog.show()
    dialog.way.setFocus()
    write(dialog.way, "t")
    assert dialog.value().term == NoticeTerm(days=11)
    assert dialog.days.unit.text() == "天"
    assert "2026年5月10日" in dialog.ends.text()
    assert "不计入" not in dialog.ends.text()


def test_a_year_whose_holidays_are_missing_is_said_loudly(qtbot: QtBot) -> None:
    dialog = PostNoticeDialog((), asked(workdays=True), Counting.posting_day_excluded, date(2026, 12, 29))
    qtbot.addWidget(dialog)
    assert dialog.ends.property("kind") == "band-warned"
    assert "2027 年的放假通知还没有登记，这个截止日只是估算" in dialog.ends.text()


def test_a_posting_without_day_or_days_is_not_taken(qtbot: QtBot) -> None:
    dialog = PostNoticeDialog((), asked(), Counting.posting_day_excluded, TODAY)
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
        (date(2026, 3, 2), "该取下了（1 处）"),
    ],
)
def test_a_notice_tells_where_it_stands(office: Office, three: list[int], today: date, words: str) -> None:
    assert standing_words(hang(office, three), today) == words


def test_a_notice_cannot_be_taken_down_before_its_last_day_has_passed(
    desk: Callable[[], Desk], office: Office, three: list[int], clock: Clock
) -> None:
    notice = hang(office, three, date(2026, 2, 26))
    notice_photos.add_photo_bytes(office, notice.id or 0, 0, "公示.png", PICTURE)
    stage = desk()
    stage.page.show_item(notice.id)
    assert not stage.page.sheet.ending.isEnabled()
    assert "3月4日起" in stage.page.sheet.ending.text()
    clock.day = date(2026, 3, 4)
    stage.page.refresh()
    assert stage.page.sheet.ending.isEnabled()
    assert stage.page.sheet.ending.text() == "结束公示(&E)…"


def test_without_objection_all_go_on_to_the_decision(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, three: list[int], officer: Officer
) -> None:
    notice = hang(office, three)
    stage = desk()
    stage.page.show_item(notice.id)
    focused = QApplication.focusWidget()
    assert focused is stage.page.sheet.ending

    def deed(dialog: EndNoticeDialog) -> None:
        assert not dialog.waiting.isVisible()
        assert "还没有张贴照片：公告栏" in dialog.photos.text()
        assert dialog.by.value() == "林晓舟"
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)

    officer.will_do(carefully(deed))
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert stage.notice().closed_on == TODAY
    assert stage.notice().objections == "无异议"
    assert (stage.notice().taken_down_on, stage.notice().taken_down_by) == (TODAY, "林晓舟")
    kinds = {s.kind for i in three if (s := approval.application(office, i).current) is not None}
    assert kinds == {StepKind.decide}
    assert not stage.page.sheet.ending.isVisible()


def test_an_objection_is_received_settled_and_answered_and_only_its_case_goes_back(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, three: list[int], officer: Officer
) -> None:
    notice = hang(office, three)
    stage = desk()
    sheet = stage.page.sheet
    stage.page.show_item(notice.id)
    sheet.tabs.setCurrentWidget(sheet.objections)

    def receive(dialog: ReceiveObjection) -> None:
        dialog.accept()
        assert dialog.trouble.text() == "请选择对谁有异议。"
        dialog.case.set_value(three[1])
        dialog.accept()
        assert "异议的内容" in dialog.trouble.text()
        write(dialog.words, "反映名下有第二套住房")
        write(dialog.raised_by, "钱邻居")
        dialog.accept()

    officer.will_do(carefully(receive))
    qtbot.keyClick(sheet.objections.table, Qt.Key.Key_Insert)
    assert sheet.tabs.tabText(2) == "异议（1，未核实 1）"
    assert sheet.ending.text() == "结束公示(&E)…", "the others are not held up"

    def settle(dialog: SettleObjection) -> None:
        assert "第二套住房" in dialog.windowTitle() + "".join(x.text() for x in dialog.findChildren(Words))
        dialog.accept()
        assert dialog.trouble.text() == "请选择核实结果。"
        dialog.finding.set_value(Finding.upheld)
        dialog.finding.changed.emit()
        assert "退回重新调查核实" in dialog.after.text()
        write(dialog.because, "不动产登记查询属实")
        dialog.accept()

    officer.will_do(carefully(settle))
    qtbot.keyClick(sheet.objections.table, Qt.Key.Key_Return)
    kinds = [s.kind for i in three if (s := approval.application(office, i).current) is not None]
    assert kinds == [StepKind.notice, StepKind.survey, StepKind.notice]
    officer.will_do(carefully(lambda dialog: dialog.accept()))
    stage.page.edit()  # F2: the notice is over for the others
    kinds = [s.kind for i in three if (s := approval.application(office, i).current) is not None]
    assert kinds == [StepKind.decide, StepKind.survey, StepKind.decide]
    assert "异议 1 件：成立 1 件" in sheet.state.text()
    officer.will_do(carefully(lambda dialog: dialog.accept()))
    stage.page.edit()  # F2: tell whoever raised it
    (one,) = objecting.objections_to(office, notice.id or 0)
    assert one.answered_on == TODAY
    assert [line.applicant for line in sheet.model.lines()] == [
        approval.application(office, i).applicant for i in three
    ]


def test_a_case_with_an_objection_nobody_settled_waits_while_the_notice_ends_for_the_others(
    desk: Callable[[], Desk], office: Office, three: list[int], officer: Officer
) -> None:
    notice = hang(office, three)
    objecting.receive(office, against(notice, three[0]))
    stage = desk()
    assert stage.page.tabs.tabText(2) == "待取下（1）"
    stage.page.show_item(notice.id)
    seen: list[str] = []

    def deed(dialog: EndNoticeDialog) -> None:
        seen.append(dialog.waiting.text())
        dialog.accept()

    officer.will_do(carefully(deed))
    stage.page.edit()
    assert "YY2026-0001 还没有核实" in seen[0]
    assert "等异议核实：陈练习（YY2026-0001）" in stage.said[-1]
    assert stage.page.sheet.ending.text() == "核实异议(&E)…"
    stage.page.show_lists()
    assert stage.page.tabs.tabText(2) == "待取下（1）"
    assert stage.waiting() == [], "it waits for the objection, not for another notice"


def test_places_are_cleared_one_by_one(
    desk: Callable[[], Desk], office: Office, three: list[int], officer: Officer
) -> None:
    notice = noticing.post_notice(office, three, date(2026, 2, 24), 5, "公告栏、和平社区")
    stage = desk()
    sheet = stage.page.sheet
    stage.page.show_item(notice.id)

    def deed(dialog: EndNoticeDialog) -> None:
        dialog.places.set_value(["1"])
        dialog.accept()

    officer.will_do(carefully(deed))
    sheet.places.down.click()
    assert [p.down_by for p in stage.notice().postings] == ["", "林晓舟"]
    assert stage.notice().closed_on is None
    assert "该取下了（1 处）" in sheet.state.text()


def test_photographs_are_pasted_and_dropped_where_the_notice_hangs(
    desk: Callable[[], Desk], office: Office, three: list[int], tmp_path: Path
) -> None:
    notice = noticing.post_notice(office, three, TODAY, 5, "公告栏、和平社区")
    stage = desk()
    sheet = stage.page.sheet
    stage.page.show_item(notice.id)
    assert sheet.ending.text() == "登记张贴照片(&E)…"
    assert sheet.tabs.tabText(1) == "张贴处（2，缺照片 2）"
    sheet.tabs.setCurrentWidget(sheet.places)
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    sheet.places.paste()
    assert stage.notice().postings[0].photo == "粘贴的照片 2026-03-02.png"
    file = tmp_path / "和平社区.png"
    file.write_bytes(PICTURE)
    sheet.places.table.choose(1)
    where = sheet.places.table.visualRect(sheet.places.table.model().index(1, 0)).center()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    at = sheet.places.table.viewport().mapTo(sheet.places, where)
    drop = QDropEvent(
        at.toPointF(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    sheet.places.dropEvent(drop)
    assert stage.notice().postings[1].photo == "和平社区.png"
    assert sheet.tabs.tabText(1) == "张贴处（2）"


def test_how_people_are_called_is_chosen_when_posting(qtbot: QtBot) -> None:
    dialog = PostNoticeDialog((), asked(), Counting.posting_day_excluded, TODAY, "公告栏、和平社区")
    qtbot.addWidget(dialog)
    assert dialog.value().look == NoticeLook()
    assert dialog.value().place == "公告栏\n和平社区"
    dialog.names.set_value(Names.named)
    assert "依据的文件和条款" in dialog.wrong()
    dialog.basis.set_value("《示例办法》第八条")
    dialog.columns.set_value(["unit"])
    look = NoticeLook(names=Names.named, columns=(Shown.unit,), basis="《示例办法》第八条")
    assert dialog.wrong() == ""
    assert dialog.value().look == look
    dialog.columns.set_value([])
    assert "至少勾选一栏" in dialog.wrong()


def test_where_the_scheme_forbids_names_only_numbers_are_offered(qtbot: QtBot) -> None:
    dialog = PostNoticeDialog((), asked(names=(Names.numbers,)), Counting.posting_day_excluded, TODAY)
    qtbot.addWidget(dialog)
    assert dialog.value().look.names is Names.numbers
    assert dialog.names.count() == 1


def test_a_notice_cannot_end_tomorrow_or_too_early(qtbot: QtBot, office: Office, three: list[int]) -> None:
    notice = hang(office, three)
    dialog = EndNoticeDialog(notice, (), TODAY, "林晓舟")
    qtbot.addWidget(dialog)
    dialog.day.edit.setText("2026-03-01")
    assert "2026年3月1日" in dialog.wrong()
    dialog.day.edit.setText("2026-03-05")
    assert "还没有到" in dialog.wrong()


def test_each_list_says_what_is_left_to_do_and_an_empty_one_what_comes_there(
    desk: Callable[[], Desk], office: Office, three: list[int], clock: Clock
) -> None:
    stage = desk()
    assert [x.empty.isHidden() for x in stage.page.lists] == [False] * 3
    noticing.post_notice(office, three[:1], TODAY, 5, "公告栏、和平社区")
    hang(office, three[1:2])
    done = hang(office, three[2:])
    noticing.take_down(office, done.id or 0, [0], TODAY, "林晓舟")
    noticing.close_notice(office, done.id or 0, TODAY, "林晓舟")
    stage.page.refresh()
    assert [stage.page.tabs.tabText(n) for n in range(4)] == [
        "等待公示（0）",
        "公示中（1）",
        "待取下（1）",
        "已结束（1）",
    ]
    line = stage.page.hanging.model.line_at(0)
    assert line is not None
    assert left_to_do(line) == "缺 2 处照片"


def test_the_latest_notice_stands_first_and_opens_with_enter(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, three: list[int]
) -> None:
    hang(office, three[:1])
    hang(office, three[1:])
    stage = desk()
    assert stage.page.tabs.tabText(2) == "待取下（2）"
    for _ in range(2):
        qtbot.keyClick(stage.page.tabs.currentWidget(), Qt.Key.Key_PageDown, CONTROL)
    stage.page.begin()
    table = stage.page.to_do.table
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
