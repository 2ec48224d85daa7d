"""The home page: where to begin, what is due, and how each line leads to its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.casework import approval, deciding, intake, noticing, relief, settings, telling, visiting
from desktop.casework.office import Office
from desktop.domain.application import StepKind
from desktop.domain.listing import ApplicationQuery
from desktop.domain.payout import Form, Fund
from desktop.domain.telling import Delivery
from desktop.domain.visit import Purpose
from desktop.ui.pages.desk import Desk
from desktop.ui.window import Window
from tests.conftest import Clock, make_household
from tests.gui.cases import Stage, up_to

TODAY = date(2026, 3, 2)


class Home(Stage):
    """The home page on a stage."""

    page: Desk

    def shown(self) -> list[str]:
        return [s.heading.text() for s in self.page.sections if s.isVisible()]


@pytest.fixture
def home(qtbot: QtBot, office: Office) -> Callable[[], Home]:
    return lambda: Home(qtbot, office, Desk)


# --- where to begin ---


def test_an_empty_office_is_told_where_to_begin_and_nothing_else(home: Callable[[], Home]) -> None:
    stage = home()
    assert stage.page.start.isVisible()
    assert not stage.page.quiet.isVisible()
    assert stage.shown() == []
    for button, place in (
        (stage.page.start.import_roster, ("households", "import")),
        (stage.page.start.new_household, ("households", "new")),
        (stage.page.start.standard, ("settings", "lines")),
    ):
        button.click()
        assert stage.went[-1] == place


def test_the_first_steps_are_pressed_with_enter(qtbot: QtBot, home: Callable[[], Home]) -> None:
    stage = home()
    focused = QApplication.focusWidget()
    assert focused is stage.page.start.import_roster
    qtbot.keyClick(focused, Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert stage.went == [("households", "new")]


def test_a_standard_on_file_is_ticked_off_in_words(home: Callable[[], Home], office: Office) -> None:
    stage = home()
    assert stage.page.start.standard.text_words.text().startswith("✔ 已登记 示例市")
    for line in settings.lines(office):
        settings.delete_line(office, line.id or 0)
    stage.news.settings_changed.emit()
    assert "填写数额、执行日期和文件依据" in stage.page.start.standard.text_words.text()


def test_the_beginning_goes_away_with_the_first_household(home: Callable[[], Home], office: Office) -> None:
    stage = home()
    kept = intake.record_household(office, make_household())
    stage.news.household_changed.emit(kept.id)
    assert not stage.page.start.isVisible()
    assert stage.page.quiet.isVisible()
    assert "在档 1 户" in stage.page.summary.text()


# --- what is due ---


def test_due_applications_stand_in_three_lists_by_how_pressing_they_are(
    home: Callable[[], Home], office: Office, clock: Clock
) -> None:
    case = up_to(office, StepKind.survey)  # due on 16 November
    stage = home()
    assert stage.shown() == []
    for day, section, words in (
        (date(2026, 11, 10), stage.page.due_soon, "还有 6 天"),
        (date(2026, 11, 16), stage.page.due_today, "今天到期"),
        (date(2026, 11, 18), stage.page.overdue, "逾期 2 天"),
    ):
        clock.day = day
        stage.page.refresh()
        assert [s for s in stage.page.sections if s.isVisible()] == [section]
        assert words in str(section.model.index(0, 2).data())
    stage.page.overdue.table.opened.emit(stage.page.overdue.model.line_at(0))
    assert stage.went == [("applications", case.id)]


def test_a_count_leads_to_its_list_and_enter_opens_the_line(
    qtbot: QtBot, home: Callable[[], Home], office: Office, clock: Clock
) -> None:
    case = up_to(office, StepKind.survey)
    clock.day = date(2026, 11, 18)
    stage = home()
    count = stage.page.counts["overdue"]
    assert count.number.text() == "1"
    assert QApplication.focusWidget() is count
    qtbot.keyClick(count, Qt.Key.Key_Return)
    table = stage.page.overdue.table
    assert QApplication.focusWidget() is table
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert stage.went == [("applications", case.id)]
    assert not stage.page.counts["today"].isEnabled()


def test_a_line_opens_by_double_click(
    qtbot: QtBot, home: Callable[[], Home], office: Office, clock: Clock
) -> None:
    case = up_to(office, StepKind.survey)
    clock.day = date(2026, 11, 18)
    stage = home()
    table = stage.page.overdue.table
    place = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stage.went == [("applications", case.id)]


def test_notices_visits_and_unsigned_lines_lead_to_their_pages(
    home: Callable[[], Home], office: Office
) -> None:
    hanging = up_to(office, StepKind.notice, "吴样本")
    notice = noticing.post_notice(office, [hanging.id or 0], date(2026, 2, 26), 5, "公告栏")
    ids = [hanging.household_id]
    planned = visiting.propose_round(
        office, "三月走访", Purpose.review, ids, ("林晓舟", "何练习"), date(2026, 3, 3), date(2026, 3, 4)
    )
    kept = visiting.record_round(office, planned)
    paid = up_to(office, StepKind.pay, "郑虚构")
    fund = relief.record_fund(
        office, Fund(name="送温暖资金", source="工会自筹", opened_on=TODAY), Decimal(9000)
    )
    batch = relief.prepare_batch(office, "春节慰问", fund.id or 0, Form.cash, [paid.id or 0], TODAY)
    stage = home()
    assert stage.shown() == ["公示到期（1）", "近期走访（1）", "未签收的发放（1）"]
    assert "公示中，还有 1 天" in str(stage.page.notices.model.index(0, 3).data())
    assert str(stage.page.unsigned.model.index(0, 1).data()) == "还有 1 人未签收"
    for section in (stage.page.notices, stage.page.visits, stage.page.unsigned):
        section.table.opened.emit(section.model.line_at(0))
    assert stage.went == [("notices", notice.id), ("visits", kept.id), ("payouts", batch.id)]


def test_what_changes_elsewhere_is_shown_at_once(
    home: Callable[[], Home], office: Office, clock: Clock
) -> None:
    clock.day = date(2026, 11, 10)
    intake.record_household(office, make_household("吴样本"))
    stage = home()
    assert stage.shown() == []
    case = up_to(office, StepKind.survey)
    stage.news.case_changed.emit(case.id)
    assert stage.shown() == ["一周内到期的申请（1）"]


def test_a_list_that_is_cut_says_how_many_there_are_in_all(home: Callable[[], Home], office: Office) -> None:
    up_to(office, StepKind.survey)
    stage = home()
    found = approval.browse_applications(office, ApplicationQuery())
    stage.page.overdue.show_lines(found, 447)
    assert stage.page.overdue.heading.text() == "逾期的申请（447，先列最急的 1 份）"


# --- what to do next ---


def test_advice_is_pressed_and_leads_to_its_page(home: Callable[[], Home], office: Office) -> None:
    up_to(office, StepKind.notice)
    stage = home()
    texts = [b.text_words.text() for b in stage.page.advice.buttons]
    number = next(n for n, text in enumerate(texts) if "等待公示" in text)
    stage.page.advice.buttons[number].click()
    assert stage.went == [("notices", None)]


def test_advice_that_is_done_with_goes_away(home: Callable[[], Home], office: Office) -> None:
    case = up_to(office, StepKind.notice)
    stage = home()
    assert stage.page.advice.isVisible()
    noticing.post_notice(office, [case.id or 0], TODAY, 5, "公告栏")
    approval.withdraw(office, case.id or 0, "", "林晓舟")
    stage.news.case_changed.emit(case.id)
    assert all("等待公示" not in b.text_words.text() for b in stage.page.advice.buttons)


# --- how it looks ---


def test_sections_stand_in_one_column_where_it_is_narrow(qtbot: QtBot, office: Office, clock: Clock) -> None:
    up_to(office, StepKind.survey)
    hanging = up_to(office, StepKind.notice, "吴样本")
    noticing.post_notice(office, [hanging.id or 0], date(2026, 11, 12), 5, "公告栏")
    clock.day = date(2026, 11, 18)
    stage = Home(qtbot, office, Desk, size=(1120, 720))
    qtbot.waitUntil(lambda: stage.page.notices.x() > stage.page.overdue.x())
    stage.page.resize(680, 460)
    qtbot.waitUntil(lambda: stage.page.notices.x() == stage.page.overdue.x())
    qtbot.waitUntil(lambda: stage.page.overdue.width() > 600)
    assert stage.page.notices.y() > stage.page.overdue.y()
    assert stage.page.body.horizontalScrollBar().maximum() == 0


def test_the_home_page_is_the_first_of_the_window_and_reads_with_page_down(
    qtbot: QtBot, office: Office, clock: Clock
) -> None:
    for name in ("甲练习", "乙练习", "丙练习", "丁练习"):
        up_to(office, StepKind.survey, name)
    clock.day = date(2026, 11, 18)
    window = Window(office)
    qtbot.addWidget(window)
    window.resize(800, 450)
    with qtbot.waitActive(window):
        window.show()
    page = window.page()
    assert isinstance(page, Desk)
    bar = page.body.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(page.counts["overdue"], Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_a_refusal_nobody_was_told_of_waits_on_the_desk_until_it_is(
    home: Callable[[], Home], office: Office
) -> None:
    case = up_to(office, StepKind.accept)
    deciding.refuse(office, case.id or 0, "收入超过标准", "高示范")
    stage = home()
    assert stage.shown() == ["还没有告知的决定（1）"]
    line = stage.page.untold.model.lines()[0]
    stage.page.untold.table.opened.emit(line)
    assert stage.went[-1] == ("applications", case.id)
    delivery = Delivery(on=office.today(), by="林晓舟", how="当面送交", received_by="陈练习")
    telling.tell(office, line.told.id or 0, delivery)
    stage.page.refresh()
    assert stage.shown() == []
