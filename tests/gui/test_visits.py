"""The page of visits: a plan proposed, moved about and kept; visits recorded; the register on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.casework import intake, visiting
from desktop.casework.office import Office
from desktop.domain.listing import HouseholdQuery
from desktop.domain.visit import Purpose, Round
from desktop.ui.dialogs.move_visits import MoveVisits
from desktop.ui.dialogs.plan_round import PlanRound
from desktop.ui.dialogs.preview import Preview
from desktop.ui.dialogs.record_visit import RecordVisit
from desktop.ui.pages.round.board import Board, VisitTable
from desktop.ui.pages.round.days import VISITS, DayGrid
from desktop.ui.pages.round.detail import Detail
from desktop.ui.pages.visits import Visits
from desktop.ui.papers import save_spreadsheet_to
from desktop.ui.window import Window
from tests.conftest import Clock, make_household
from tests.gui.cases import Stage
from tests.gui.hands import Officer, write
from tests.gui.keys import press

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
NAMES = ("陈练习", "王𬱖", "<b>李某</b>", "阿卜杜热合曼·买买提艾力·图尔荪", "赵小梅", "孙志强")


class Desk(Stage):
    """The page of visits on a stage."""

    page: Visits

    def open(self, plan: Round) -> Detail:
        self.page.open(plan.id or 0)
        assert self.page.detail is not None
        return self.page.detail


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Callable[[], Desk]:
    return lambda: Desk(qtbot, office, Visits)


@pytest.fixture
def homes(office: Office) -> list[int]:
    """Six households in two streets."""
    return [
        intake.record_household(office, make_household(name, address=f"{'东西'[n % 2]}街 {n + 1} 号")).id or 0
        for n, name in enumerate(NAMES)
    ]


@pytest.fixture
def plan(office: Office, homes: list[int]) -> Round:
    """A kept plan from Monday to Friday."""
    return visiting.record_round(
        office,
        visiting.propose_round(
            office, "三月走访", Purpose.inquiry, homes, ("林晓舟", "赵一鸣"), MONDAY, FRIDAY
        ),
    )


def column(board: Board, title: str) -> list[str]:
    model = board.model
    number = next(n for n, c in enumerate(model.columns) if c.title == title)
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def drop(target: DayGrid | VisitTable, at: QPoint) -> None:
    """Let go of what is dragged there."""
    carried = QMimeData()
    carried.setData(VISITS, b"")
    target.dropEvent(
        QDropEvent(
            QPointF(at),
            Qt.DropAction.MoveAction,
            carried,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


# --- the list ---


def test_an_office_without_plans_is_told_how_to_make_one(desk: Callable[[], Desk], officer: Officer) -> None:
    stage = desk()
    assert stage.page.listing.empty.isVisible()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)

    def look(dialog: PlanRound) -> None:
        assert dialog.choose.empty.isVisible()
        dialog.reject()

    officer.will_do(look)
    focused.click()
    assert stage.page.detail is None


def test_the_list_tells_how_far_each_plan_is(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, plan: Round
) -> None:
    visiting.record_visit(office, plan.visits[0].id or 0, MONDAY, ("林晓舟", "赵一鸣"), "好")
    stage = desk()
    model = stage.page.listing.model
    assert [model.index(0, c).data() for c in range(4)] == [
        "三月走访",
        "完成 1/6　进行中",
        "2026-03-02 至 03-06",
        "入户调查",
    ]
    press(qtbot, Qt.Key.Key_Return)
    assert stage.page.detail is not None
    press(qtbot, Qt.Key.Key_Escape)
    assert stage.page.detail is None
    assert QApplication.focusWidget() is stage.page.listing.table


# --- a new plan ---


def test_a_plan_is_made_with_the_keyboard_alone(
    qtbot: QtBot, office: Office, homes: list[int], officer: Officer
) -> None:
    window = Window(office)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.go("visits")

    def make(dialog: PlanRound) -> None:
        write(dialog.choose.search, "东街")
        press(qtbot, Qt.Key.Key_Down)
        assert QApplication.focusWidget() is dialog.choose.table
        press(qtbot, Qt.Key.Key_Space)
        press(qtbot, Qt.Key.Key_Down)
        press(qtbot, Qt.Key.Key_Space)
        assert dialog.choose.chosen.text() == "已勾选 2 户"
        press(qtbot, Qt.Key.Key_Return, CONTROL)
        assert "两名走访人" in dialog.trouble.text()
        assert QApplication.focusWidget() is dialog.choose.second
        write(dialog.choose.second, "赵一鸣")
        press(qtbot, Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: dialog.steps.currentIndex() == 1)
        assert QApplication.focusWidget() is dialog.arrange.board.table
        press(qtbot, Qt.Key.Key_Down, ALT)
        press(qtbot, Qt.Key.Key_Return, CONTROL)

    officer.will_do(make)
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    (kept,) = visiting.rounds(office)
    visits = visiting.round_of(office, kept.id or 0).visits
    assert kept.title == "2026 年 3 月入户调查"
    # proposed from the next working day; the first of the two was moved on by one
    assert [v.day for v in visits] == [date(2026, 3, 4), date(2026, 3, 5)]
    assert {v.visitors for v in visits} == {("林晓舟", "赵一鸣")}
    page = window.page()
    assert isinstance(page, Visits)
    assert page.detail is not None
    assert page.detail.plan.id == kept.id
    assert "已保存走访计划" in window.status.whole()


def test_all_means_all_that_were_found_and_says_how_many(qtbot: QtBot, office: Office) -> None:
    for number in range(105):
        intake.record_household(
            office, make_household(f"户{number}", address="东街" if number % 2 else "西街")
        )
    dialog = PlanRound(office)
    qtbot.addWidget(dialog)
    assert dialog.choose.all.text().startswith("勾选全部 105 户")
    dialog.choose.all.click()
    assert dialog.choose.chosen.text() == "已勾选 105 户"
    assert len(dialog.choose.model.ticked()) == 105
    assert "每天约 21 户" in dialog.choose.told.text()
    dialog.choose.none.click()
    write(dialog.choose.search, "东街")
    qtbot.keyClick(dialog.choose.search, Qt.Key.Key_Return)
    assert dialog.choose.all.text().startswith("勾选找到的 52 户")
    dialog.choose.all.click()
    qtbot.keyClick(dialog.choose.search, Qt.Key.Key_Escape)
    # what was ticked stays ticked while something else is sought
    assert dialog.choose.chosen.text() == "已勾选 52 户"
    first = dialog.choose.model.index(1, 0)
    assert first.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


def test_the_mouse_ticks_a_household_on_its_box(qtbot: QtBot, office: Office, homes: list[int]) -> None:
    dialog = PlanRound(office)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    table = dialog.choose.table
    box = table.visualRect(dialog.choose.model.index(2, 0)).topLeft()
    box.setX(box.x() + 20)
    box.setY(box.y() + 18)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert dialog.choose.model.ticked() == [homes[2]]


def arranged(qtbot: QtBot, office: Office, homes: list[int]) -> PlanRound:
    """A dialog at its second step, all households over a week."""
    dialog = PlanRound(office, homes)
    qtbot.addWidget(dialog, before_close_func=lambda d: d.done(0))  # closing it would ask
    with qtbot.waitActive(dialog):
        dialog.show()
    dialog.choose.second.set_value("赵一鸣")
    dialog.choose.first_day.set_value(MONDAY)
    dialog.choose.last_day.set_value(FRIDAY)
    dialog.go_on()
    qtbot.waitUntil(lambda: dialog.steps.currentIndex() == 1)
    return dialog


def test_a_proposal_is_moved_about_before_it_is_kept(
    qtbot: QtBot, office: Office, homes: list[int], officer: Officer
) -> None:
    dialog = arranged(qtbot, office, homes)
    board = dialog.arrange.board
    before = board.visits()
    assert column(board, "走访日")[-1] == "03-06 周五"
    board.table.setFocus()
    board.table.choose(5)
    press(qtbot, Qt.Key.Key_Down, ALT)
    # over the weekend to the next working day, and still the chosen one
    assert column(board, "走访日")[-1] == "03-09 周一"
    assert [v.household_id for v in board.selected()] == [before[5].household_id]
    press(qtbot, Qt.Key.Key_Delete)
    assert len(board.visits()) == 5

    def change(form: MoveVisits) -> None:
        form.day.set_value(date(2026, 3, 7))
        form.day.changed.emit()
        assert "休息日" in form.hint.text()
        form.second.clear()
        form.accept()
        assert "两人一组" in form.trouble.text()
        write(form.second, "孙帮办")
        form.accept()

    officer.will_do(change)
    board.table.choose(0)
    press(qtbot, Qt.Key.Key_Return)
    dialog.save()
    qtbot.waitUntil(lambda: dialog.kept is not None)
    assert dialog.kept is not None
    kept = visiting.round_of(office, dialog.kept.id or 0)
    moved = next(v for v in kept.visits if v.household_id == before[0].household_id)
    assert (moved.day, moved.visitors) == (date(2026, 3, 7), ("林晓舟", "孙帮办"))
    assert before[5].household_id not in {v.household_id for v in kept.visits}
    assert (kept.first_day, kept.last_day) == (MONDAY, date(2026, 3, 7))


def test_an_entry_dropped_on_a_day_goes_to_that_day(qtbot: QtBot, office: Office, homes: list[int]) -> None:
    dialog = arranged(qtbot, office, homes)
    board = dialog.arrange.board
    board.table.choose(0)
    household = board.visits()[0].household_id
    target = board.days.rect_of(date(2026, 3, 12))
    drop(board.days, target.center())
    moved = next(v for v in board.visits() if v.household_id == household)
    assert moved.day == date(2026, 3, 12)
    assert board.days.count(date(2026, 3, 12)).planned == 1
    # and on another line: it takes that line's day
    line = board.table.visualRect(board.model.index(0, 0)).center()
    drop(board.table, line)
    moved = next(v for v in board.visits() if v.household_id == household)
    assert moved.day == board.visits()[0].day
    assert moved.day != date(2026, 3, 12)


def test_an_unkept_plan_is_not_lost_by_escape(
    qtbot: QtBot, office: Office, homes: list[int], officer: Officer
) -> None:
    dialog = arranged(qtbot, office, homes)
    officer.will_say("取消")
    dialog.reject()
    assert dialog.isVisible()
    officer.will_say("不保存")
    dialog.reject()
    assert not dialog.isVisible()
    assert visiting.rounds(office) == []


# --- a plan open ---


def test_a_visit_is_recorded_with_the_keyboard_and_the_next_one_waits(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, plan: Round, officer: Officer
) -> None:
    stage = desk()
    detail = stage.open(plan)
    assert QApplication.focusWidget() is detail.board.table
    assert column(detail.board, "状态")[:2] == ["今天走访", "今天走访"]

    def record(dialog: RecordVisit) -> None:
        assert QApplication.focusWidget() is dialog.found
        press(qtbot, Qt.Key.Key_Return, CONTROL)
        assert "看到的情况" in dialog.trouble.text()
        write(dialog.found, "屋顶漏雨 <b>急</b>")
        press(qtbot, Qt.Key.Key_Tab)
        write(dialog.wishes, "修房")
        press(qtbot, Qt.Key.Key_Tab)
        safety = dialog.safety.lineEdit()
        assert isinstance(safety, QLineEdit)
        write(safety, "房屋漏雨")
        press(qtbot, Qt.Key.Key_Return, CONTROL)

    officer.will_do(record)
    first = detail.board.visits()[0]
    press(qtbot, Qt.Key.Key_Return)
    kept = next(v for v in visiting.round_of(office, first.round_id or 0).visits if v.id == first.id)
    assert (kept.made_on, kept.found, kept.wishes) == (MONDAY, "屋顶漏雨 <b>急</b>", "修房")
    assert kept.safety == "房屋漏雨"
    assert column(detail.board, "状态")[0] == "已走访 03-02"
    assert column(detail.board, "看到的情况")[0] == "屋顶漏雨 <b>急</b>"
    assert detail.bar.text() == "完成 1/6"
    assert detail.board.table.currentIndex().row() == 1
    assert stage.said == [f"已登记走访：{first.household_name}"]


def test_what_was_typed_survives_a_refusal(qtbot: QtBot, office: Office, plan: Round) -> None:
    dialog = RecordVisit(office, plan.visits[0])
    qtbot.addWidget(dialog)
    dialog.found.set_value("看到很多")
    dialog.day.set_value(date(2026, 3, 9))
    dialog.accept()
    assert "还没有到" in dialog.trouble.text()
    dialog.day.set_value(MONDAY)
    dialog.second.clear()
    dialog.accept()
    assert "两名走访人" in dialog.trouble.text()
    assert dialog.found.value() == "看到很多"
    assert visiting.round_of(office, plan.id or 0).visits[0].made_on is None


def test_a_recorded_visit_is_mended_but_not_moved(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, plan: Round, officer: Officer
) -> None:
    visiting.record_visit(office, plan.visits[0].id or 0, MONDAY, ("林晓舟", "赵一鸣"), "写错了")
    stage = desk()
    detail = stage.open(plan)
    detail.board.choose_household(plan.visits[0].household_id)
    press(qtbot, Qt.Key.Key_Down, ALT)
    assert "不能改期" in officer.heard[0]

    def mend(dialog: RecordVisit) -> None:
        assert dialog.found.value() == "写错了"
        dialog.found.set_value("改对了")
        dialog.accept()

    officer.will_do(mend)
    detail.record.click()
    again = visiting.round_of(office, plan.id or 0).visits[0]
    assert (again.day, again.found) == (MONDAY, "改对了")


def test_several_visits_are_moved_together(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, plan: Round, officer: Officer, clock: Clock
) -> None:
    clock.day = date(2026, 3, 5)
    stage = desk()
    detail = stage.open(plan)
    assert "有 4 户过了计划日期还没有走访" in detail.about.whole()
    assert column(detail.board, "状态")[0] == "逾期 3 天"
    detail.board.table.choose_rows([0, 1, 2], 0)

    def move(dialog: MoveVisits) -> None:
        write(dialog.day.edit, "2026年3月10日")
        dialog.accept()

    officer.will_do(move)
    detail.edit()
    days = [v.day for v in visiting.round_of(office, plan.id or 0).visits]
    assert days.count(date(2026, 3, 10)) == 3
    assert {v.visitors for v in visiting.round_of(office, plan.id or 0).visits} == {("林晓舟", "赵一鸣")}
    assert len(detail.board.selected()) == 3


def test_the_calendar_shows_the_days_and_leads_to_them(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, plan: Round
) -> None:
    stage = desk()
    detail = stage.open(plan)
    days = detail.board.days
    assert days.isVisible()
    assert days.words_of(MONDAY) == "2026年3月2日 星期一，走访 2 户，已完成 0 户"
    assert days.words_of(date(2026, 3, 7)) == "2026年3月7日 星期六，休息日，没有走访"
    days.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right):
        press(qtbot, key)
    assert days.day() == date(2026, 3, 4)
    press(qtbot, Qt.Key.Key_Return)
    line = detail.board.table.line()
    assert QApplication.focusWidget() is detail.board.table
    assert line is not None
    assert line.day == date(2026, 3, 4)
    detail.board.calendar_button.click()
    assert not days.isVisible()
    stage.page.resize(800, 500)
    assert not days.isVisible()
    detail.board.calendar_button.click()
    assert days.isVisible()


def test_a_household_is_found_in_the_plan_by_its_initials(
    qtbot: QtBot, desk: Callable[[], Desk], plan: Round
) -> None:
    stage = desk()
    detail = stage.open(plan)
    stage.page.search()
    assert QApplication.focusWidget() is detail.board.seek
    write(detail.board.seek, "zxm")
    press(qtbot, Qt.Key.Key_Return)
    line = detail.board.table.line()
    assert line is not None
    assert line.household_name == "赵小梅"
    detail.board.seek.clear()
    write(detail.board.seek, "没有这人")
    press(qtbot, Qt.Key.Key_Return)
    assert detail.board.seek.toolTip() == "没有找到"


def test_a_household_can_be_opened_from_its_visit(desk: Callable[[], Desk], plan: Round) -> None:
    stage = desk()
    detail = stage.open(plan)
    detail.file.click()
    assert stage.went == [("households", detail.board.visits()[0].household_id)]


# --- paper ---


def test_the_register_is_written_into_the_offices_folder_and_shown(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, plan: Round, officer: Officer
) -> None:
    shown: list[Preview] = []

    def look(dialog: QDialog) -> None:
        if isinstance(dialog, Preview):
            shown.append(dialog)
            dialog.close()
        else:  # the paper is still being written
            officer.will_do(look)

    officer.will_do(look)
    stage = desk()
    stage.open(plan)
    stage.page.print()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    path = office.folder / "打印" / "走访登记表 三月走访.pdf"
    assert shown[0].path == path
    assert path.read_bytes().startswith(b"%PDF")


def test_the_register_is_kept_as_a_spreadsheet(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, plan: Round
) -> None:
    stage = desk()
    stage.open(plan)
    out = office.folder / "走访"
    save_spreadsheet_to(stage.page, out, "走访登记表", stage.page.writer(plan.id or 0))
    qtbot.waitUntil(lambda: bool(stage.said), timeout=20_000)
    assert stage.said == [f"已存为 {out}.xlsx"]
    sheet = openpyxl.load_workbook(f"{out}.xlsx").worksheets[0]
    written = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert any("王𬱖" in text for text in written)


def test_the_plan_is_shown_when_the_window_asks_for_it(
    desk: Callable[[], Desk], plan: Round, office: Office
) -> None:
    stage = desk()
    stage.page.show_item(plan.id)
    assert stage.page.detail is not None
    assert stage.page.detail.plan.title == "三月走访"
    assert len(intake.household_ids(office, HouseholdQuery())) == 6
