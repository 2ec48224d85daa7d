"""The page 日历: walked by keys, loud where a year is missing, filled from the notice, and exported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.casework import approval, intake, settings, visiting
from desktop.casework.office import Office
from desktop.domain.calendar import YearList
from desktop.domain.dated import Naming
from desktop.domain.holiday_notice import as_lines
from desktop.domain.visit import Purpose
from desktop.ui.dialogs.export_calendar import NamingDialog
from desktop.ui.dialogs.holiday_day import DayDialog
from desktop.ui.dialogs.holiday_notice import ASIDE, READ, SETTLED, WAITS, NoticeDialog, standing
from desktop.ui.dialogs.redated import RedatedDialog
from desktop.ui.dialogs.settle_sentence import SettleSentence
from desktop.ui.pages.calendar.page import CalendarPage
from desktop.ui.pages.desk import Desk as HomeDesk
from desktop.ui.theme import COLOURS
from desktop.ui.window import Window
from tests.conftest import TODAY, Clock, make_household
from tests.gui.cases import Stage, applied, carefully
from tests.gui.hands import Officer, write
from tests.gui.keys import come_back, press
from tests.late_cases import NEW_YEAR, keep_plan, late_case
from tests.unit.domain.holiday_texts import notice

CONTROL = Qt.KeyboardModifier.ControlModifier
SHORT = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
"""
"""An invented notice for a year that has none yet."""


class Desk(Stage):
    """The page on a stage."""

    page: CalendarPage

    def chosen(self) -> date | None:
        return self.page.year.day()


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Callable[[], Desk]:
    return lambda: Desk(qtbot, office, CalendarPage)


# --- walking about ---


def test_the_year_is_walked_by_the_keyboard_alone(qtbot: QtBot, desk: Callable[[], Desk]) -> None:
    stage = desk()
    assert QApplication.focusWidget() is stage.page.year
    assert stage.chosen() == TODAY
    for key, goal in (
        (Qt.Key.Key_Right, date(2026, 3, 3)),
        (Qt.Key.Key_Down, date(2026, 3, 10)),
        (Qt.Key.Key_End, date(2026, 3, 31)),
        (Qt.Key.Key_PageUp, date(2026, 2, 28)),
        (Qt.Key.Key_Home, date(2026, 2, 1)),
        (Qt.Key.Key_Left, date(2026, 1, 31)),
        (Qt.Key.Key_Up, date(2026, 1, 24)),
        (Qt.Key.Key_PageUp, date(2025, 12, 24)),
        (Qt.Key.Key_PageDown, date(2026, 1, 24)),
    ):
        press(qtbot, key)
        assert stage.chosen() == goal
    press(qtbot, Qt.Key.Key_PageDown, CONTROL)
    assert stage.chosen() == date(2027, 1, 24)
    assert stage.page.title.text() == "2027 年（估算）"
    stage.page.now.click()
    assert stage.chosen() == TODAY
    assert stage.page.title.text() == "2026 年"


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 2, 14), "2026年2月14日　周六　调休上班（春节）\n农历腊月廿七"),
        (date(2026, 2, 16), "2026年2月16日　周一　放假（春节）\n农历腊月廿九　除夕"),
        (date(2026, 10, 18), "2026年10月18日　周日　周末休息\n农历九月初九　重阳节"),
        (date(2027, 10, 1), "2027年10月1日　周五　放假（估算）\n农历九月初二　国庆节"),
    ],
)
def test_a_day_is_told_in_words_to_the_eye_and_to_a_screen_reader(
    desk: Callable[[], Desk], day: date, told: str
) -> None:
    stage = desk()
    stage.page.choose(day)
    assert stage.page.about.text() == told
    assert stage.page.year.accessibleDescription() == told.replace("\n", "，")


def test_a_click_chooses_a_day_in_the_year_and_in_the_month(qtbot: QtBot, desk: Callable[[], Desk]) -> None:
    stage = desk()
    spot = stage.page.year.rect_of(date(2026, 10, 10)).center().toPoint()
    qtbot.mouseClick(stage.page.year, Qt.MouseButton.LeftButton, pos=spot)
    assert stage.chosen() == date(2026, 10, 10)
    assert "调休上班（国庆节）" in stage.page.about.text()


def test_days_off_and_worked_ones_differ_by_more_than_colour(desk: Callable[[], Desk]) -> None:
    """A day off is filled with a line below; a worked Saturday has a broken frame; a plain day has nothing."""
    stage = desk()
    stage.page.resize(1400, 800)
    image = stage.page.year.grab().toImage()

    def marks(day: date) -> tuple[bool, bool]:
        cell = stage.page.year.rect_of(day).toAlignedRect()
        points = [(x, y) for x in range(cell.left(), cell.right()) for y in range(cell.top(), cell.bottom())]
        low = [image.pixelColor(x, y) for x, y in points if y > cell.bottom() - 5]
        left = [image.pixelColor(x, y) for x, y in points if x < cell.left() + 4]
        red, amber = QColor(COLOURS["red"]), QColor(COLOURS["amber"])
        return sum(c == red for c in low) > cell.width() // 2, _near(left, amber)

    assert marks(date(2026, 2, 18)) == (True, False)
    assert marks(date(2026, 2, 28)) == (False, True)
    assert marks(date(2026, 3, 11)) == (False, False)


def _near(points: list[QColor], goal: QColor) -> bool:
    """Whether some of the points are drawn in about that colour (lines are drawn soft)."""
    return (
        sum(
            abs(p.red() - goal.red()) + abs(p.green() - goal.green()) + abs(p.blue() - goal.blue()) < 120
            for p in points
        )
        > 4
    )


# --- what falls due ---


def visit_on(office: Office, day: date, name: str = "欧阳示例") -> int:
    """A visit planned for that day; gives its round."""
    home = intake.record_household(office, make_household(name)).id or 0
    plan = visiting.propose_round(office, "春访", Purpose.warmth, [home], ("林晓舟", "赵一鸣"), day, day)
    return visiting.record_round(office, plan).id or 0


def test_the_month_lists_what_falls_due_and_enter_opens_it(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office
) -> None:
    plan = visit_on(office, date(2026, 3, 12))
    visit_on(office, date(2026, 4, 8), "王四月")
    stage = desk()
    assert stage.page.heading.text() == "3 月到期的事（1）"
    assert [x.name for x in stage.page.model.lines()] == ["欧阳示例"]
    stage.page.table.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert stage.went == [("visits", plan)]
    stage.page.choose(date(2026, 5, 1))
    assert not stage.page.model.lines()


# --- a missing year is loud ---


def test_a_year_without_a_list_is_shown_loudly_with_what_to_do(
    desk: Callable[[], Desk], clock: Clock
) -> None:
    stage = desk()
    warning = stage.page.warning
    assert not warning.isVisible()
    stage.page.choose(date(2027, 3, 1))
    assert warning.property("kind") == "band-warned"
    assert "2027 年没有放假安排" in warning.text()
    stage.page.choose(TODAY)
    clock.day = date(2026, 11, 23)
    stage.page.refresh()
    assert warning.property("kind") == "band-warned"
    assert "2027 年的放假安排还没有登记" in warning.text()
    clock.day = date(2027, 1, 4)
    stage.page.refresh()
    assert warning.property("kind") == "band-bad"
    assert "2027 年没有放假安排，所有期限都按周一至周五估算" in warning.text()
    assert "国务院办公厅" in warning.text()


def test_the_desk_leads_to_the_missing_year(qtbot: QtBot, office: Office, clock: Clock) -> None:
    clock.day = date(2026, 11, 23)
    intake.record_household(office, make_household())
    window = Window(office)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    page: Any = window.page()
    (button,) = (b for b in page.advice.buttons if "2027 年的放假安排" in b.accessibleName())
    button.click()
    shown = window.page()
    assert isinstance(shown, CalendarPage)
    assert shown.year.day() == date(2027, 1, 1)


# --- the notice ---


def opened(qtbot: QtBot, office: Office, year: int) -> NoticeDialog:
    dialog = NoticeDialog(office, year)
    qtbot.addWidget(dialog, before_close_func=lambda d: d.done(0))  # closing it would ask
    with qtbot.waitActive(dialog):
        dialog.show()
    return dialog


def test_a_pasted_notice_is_read_at_once_and_kept_only_when_confirmed(qtbot: QtBot, office: Office) -> None:
    dialog = opened(qtbot, office, 2026)
    assert QApplication.focusWidget() is dialog.text
    QApplication.clipboard().setText(SHORT)
    press(qtbot, Qt.Key.Key_V, CONTROL)
    assert dialog.text.value() == SHORT.strip()
    assert dialog.year.value() == 2027, "the title tells the year"
    assert dialog.source.value() == "国务院办公厅关于2027年部分节假日安排的通知"
    assert {standing(s) for s in dialog.model.lines()} == {READ, ASIDE}
    assert dialog.told.text() == "2027 年：放假 27 天，调休上班 6 天。"
    assert settings.year_list(office, 2027).rest == {}
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    kept = settings.year_list(office, 2027)
    assert kept == dialog.kept
    assert kept.rest[date(2027, 2, 11)] == "春节"
    calendar = settings.calendar(office)
    assert not calendar.is_workday(date(2027, 2, 8))
    assert calendar.is_workday(date(2027, 2, 14))


def test_what_is_wrong_or_unread_must_be_settled_by_hand_with_the_keyboard(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    dialog = opened(qtbot, office, 2027)
    spoilt = (
        SHORT.replace("5日（周一）放假，共3天", "5日（周二）放假，共3天") + "八、其他：放假时间另行通知。"
    )
    dialog.text.setPlainText(spoilt)
    assert "还有 2 句要核定" in dialog.told.text()
    assert "4月5日写的是周二，日历上是周一" in dialog.about.text()
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert dialog.isVisible()
    assert "还有 2 句没有核定" in dialog.trouble.text()
    assert QApplication.focusWidget() is dialog.table

    def settle(form: SettleSentence) -> None:
        assert form.rest.value() == "4月3日（周六）至5日（周一）"
        form.rest.setPlainText("4月3日至4日\n4月31日")
        form.accept()
        assert "4月31日" in form.trouble.text() or "没有 31 日" in form.trouble.text()
        form.rest.setPlainText("4月3日、4月4日、4月5日")
        assert "放假 3 天" in form.told.text()
        form.accept()

    officer.will_do(carefully(settle))
    press(qtbot, Qt.Key.Key_Return)
    assert dialog.model.lines()[dialog.table.currentIndex().row()].waits, "on to the next that waits"
    come_back(qtbot)
    dialog.table.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    assert [standing(s) for s in dialog.model.lines()].count(SETTLED) == 2
    assert WAITS not in [standing(s) for s in dialog.model.lines()]
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert settings.year_list(office, 2027).rest[date(2027, 4, 5)] == "清明节"


def test_a_notice_that_leaves_out_festivals_is_asked_about(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    dialog = opened(qtbot, office, 2027)
    dialog.text.setPlainText("一、元旦：1月1日（周五）至3日（周日）放假，共3天。")
    assert "没有写到：春节、清明节、劳动节、端午节、中秋节、国庆节" in dialog.told.text()
    officer.will_say("返回补上")
    dialog.accept()
    assert dialog.isVisible()
    assert settings.year_list(office, 2027).rest == {}


def test_the_list_that_is_kept_is_shown_in_lines_and_what_would_change_is_told(
    qtbot: QtBot, office: Office
) -> None:
    dialog = opened(qtbot, office, 2026)
    assert "2026年2月15日至2026年2月23日 放假：春节" in dialog.text.value()
    assert "与原来登记的相同" in dialog.told.text()
    assert not dialog.changed()
    dialog.text.setPlainText("四、劳动节：5月1日（周五）至4日（周一）放假，共4天。")
    assert dialog.others.isVisible()
    assert "5月5日（周二） 放假（劳动节）→平常；5月9日（周六） 上班→平常" in dialog.told.text()
    made = dialog.value()
    assert made.rest[date(2026, 2, 15)] == "春节", "the other festivals stay"
    dialog.others.setChecked(False)
    assert set(dialog.value().rest.values()) == {"劳动节"}


def test_another_year_by_hand_shows_that_year_s_list(qtbot: QtBot, office: Office) -> None:
    dialog = opened(qtbot, office, 2026)
    dialog.year.setValue(2025)
    assert "2025年1月28日至2025年2月4日 放假：春节" in dialog.text.value()
    assert "2025" in dialog.source.value()
    dialog.year.setValue(2030)
    assert dialog.text.value() == ""
    assert "还没有粘贴" in dialog.told.text()


def test_closing_asks_before_a_pasted_text_is_lost(qtbot: QtBot, office: Office, officer: Officer) -> None:
    dialog = opened(qtbot, office, 2027)
    dialog.text.setPlainText(SHORT)
    officer.will_say("取消")
    dialog.reject()
    assert dialog.isVisible()
    officer.will_say("不保存")
    dialog.reject()
    assert not dialog.isVisible()
    assert settings.year_list(office, 2027).rest == {}


def test_the_page_takes_in_the_missing_year_and_is_loud_no_longer(
    desk: Callable[[], Desk], office: Office, officer: Officer, clock: Clock
) -> None:
    clock.day = date(2026, 11, 23)
    stage = desk()
    assert stage.page.warning.isVisible()

    def fill(dialog: NoticeDialog) -> None:
        assert dialog.year.value() == 2027
        dialog.text.setPlainText(SHORT)
        dialog.accept()  # it closes when everything is reckoned

    officer.will_do(fill)
    stage.page.new()
    assert stage.said == ["已保存 2027 年放假安排：放假 27 天，上班 6 天"]
    assert not stage.page.warning.isVisible()
    assert stage.page.title.text() == "2027 年"
    assert "依据：国务院办公厅关于2027年" in stage.page.source.text()


def test_due_days_that_move_are_shown_once_the_year_is_known(
    desk: Callable[[], Desk], office: Office, officer: Officer, clock: Clock
) -> None:
    keep_plan(office)
    case = late_case(office, clock, "陈练习")
    stage = desk()
    told: list[list[str]] = []

    def fill(dialog: NoticeDialog) -> None:
        dialog.text.setPlainText(as_lines(NEW_YEAR))
        QTimer.singleShot(0, dialog.accept)  # it asks in turn, and is answered once this deed is done

    def read(dialog: RedatedDialog) -> None:
        assert "1 份申请的 3 个期限" in dialog.told.text()
        told.extend(
            [str(dialog.model.index(row, column).data()) for column in range(4)]
            for row in range(dialog.model.rowCount())
        )
        dialog.close_button.click()

    officer.will_do(fill, carefully(read))
    officer.will_say("这样保存")
    stage.page.new()
    assert told[0] == ["陈练习", "汇总审核", "2027-01-12 周二 → 2027-01-13 周三", case.number]
    assert stage.changed == [None]


def test_the_desk_marks_a_due_day_that_is_an_estimate(qtbot: QtBot, office: Office, clock: Clock) -> None:
    keep_plan(office)
    case = late_case(office, clock, "陈练习")
    for _ in range(2):
        approval.complete_step(office, case.id or 0, "属实", "林晓舟")
    clock.day = date(2027, 1, 8)
    stage = Stage(qtbot, office, HomeDesk)
    page: Any = stage.page
    (shown,) = (page.due_soon.model.index(row, 2).data() for row in range(page.due_soon.model.rowCount()))
    assert shown == "估算 1月12日　还有 4 天"
    settings.record_year(office, NEW_YEAR)
    page.refresh()
    assert page.due_soon.model.index(0, 2).data() == "1月13日　还有 5 天"


def test_the_desk_exports_the_calendar_too(
    qtbot: QtBot, office: Office, officer: Officer, tmp_path: Path
) -> None:
    visit_on(office, date(2026, 3, 12))
    stage = Stage(qtbot, office, HomeDesk)
    page: Any = stage.page

    def choose(form: NamingDialog) -> None:
        form.naming.set_value(Naming.numbers)
        form.accept()

    officer.will_do(carefully(choose), chooses(tmp_path / "a.ics"))
    page.export.click()
    assert "走访" in (tmp_path / "a.ics").read_text("utf-8")
    assert stage.said == ["已导出日历 a.ics：走访 1 项。"]


# --- one day ---


def test_one_day_is_changed_with_enter(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    stage = desk()

    def change(form: DayDialog) -> None:
        assert form.kind.findText("调休上班") < 0, "a Monday is worked anyway"
        form.kind.set_value("off")
        form.accept()
        assert "请写明是哪个节日" in form.trouble.text()
        write(form.name, "本地停电")
        form.accept()

    officer.will_do(carefully(change))
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(stage.said))
    assert stage.said == ["已改 2026年3月2日的安排"]
    assert settings.year_list(office, 2026).rest[TODAY] == "本地停电"
    assert "放假（本地停电）" in stage.page.about.text()
    assert not settings.calendar(office).is_workday(TODAY)


def test_a_day_of_a_missing_year_asks_for_the_notice_first(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    """One day alone would make the whole year look known."""
    stage = desk()
    stage.page.choose(date(2027, 3, 1))
    seen: list[str] = []

    def look(dialog: NoticeDialog) -> None:
        seen.append(dialog.windowTitle())
        dialog.reject()

    officer.will_do(carefully(look))
    stage.page.edit()
    assert seen == ["登记放假安排"]
    assert not settings.calendar(office).knows(2027)


def test_a_december_day_that_the_next_notice_names_is_changed_there(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    settings.record_year(office, YearList(2027, rest={date(2026, 12, 31): "元旦"}, work={}, source="示例"))
    stage = desk()
    stage.page.choose(date(2026, 12, 31))

    def change(form: DayDialog) -> None:
        form.name.set_value("元旦延长")
        form.accept()

    officer.will_do(carefully(change))
    stage.page.edit()
    qtbot.waitUntil(lambda: bool(stage.said))
    assert settings.year_list(office, 2027).rest == {date(2026, 12, 31): "元旦延长"}


# --- export ---


def chooses(path: Path) -> Callable[[QFileDialog], None]:
    """Someone who types a file's whole name."""

    def deed(dialog: QFileDialog) -> None:
        edit = dialog.findChild(QLineEdit)
        assert isinstance(edit, QLineEdit)
        edit.setText(str(path))
        dialog.accept()

    return deed


def test_the_file_is_exported_with_the_choice_of_names(
    desk: Callable[[], Desk],
    office: Office,
    officer: Officer,
    tmp_path: Path,
) -> None:
    visit_on(office, date(2026, 3, 12))
    applied(office)
    stage = desk()
    out = tmp_path / "日程"

    def choose(form: NamingDialog) -> None:
        assert form.naming.currentText() == "姓名遮盖，如张**"
        form.accept()

    officer.will_do(carefully(choose), chooses(out))
    stage.page.export.click()
    written = out.with_name("日程.ics")
    calendar: Any = Calendar.from_ical(written.read_bytes())
    summaries = [str(e["SUMMARY"]) for e in calendar.walk("VEVENT")]
    assert any("欧阳**" in s for s in summaries)
    assert not any("欧阳示例" in s for s in summaries)
    assert stage.said[0].startswith("已导出日历 日程.ics：")


def test_nothing_to_export_is_told(desk: Callable[[], Desk], officer: Officer, tmp_path: Path) -> None:
    stage = desk()

    def choose(form: NamingDialog) -> None:
        form.accept()

    officer.will_do(carefully(choose), chooses(tmp_path / "a.ics"))
    stage.page.export.click()
    assert any("现在没有要办的日程" in said for said in officer.heard)
    assert list(tmp_path.glob("*.ics")) == []


def test_the_whole_notice_of_a_year_on_file_changes_nothing(qtbot: QtBot, office: Office) -> None:
    dialog = opened(qtbot, office, 2026)
    dialog.text.setPlainText(notice(2026))
    assert "与原来登记的相同" in dialog.told.text()


def test_in_a_low_window_the_side_bar_shows_which_page_a_key_opened(qtbot: QtBot, office: Office) -> None:
    window = Window(office)
    qtbot.addWidget(window)
    window.resize(853, 500)
    with qtbot.waitActive(window):
        window.show()
    press(qtbot, Qt.Key.Key_F8)
    assert isinstance(window.page(), CalendarPage)
    button = window.side.buttons["calendar"]
    seen = button.visibleRegion().boundingRect()
    assert seen.height() == button.height()
