"""在享待遇 on screen: the list with what is due, one looked at again, many together, and what became of each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.casework import benefits
from desktop.casework.office import Office
from desktop.domain.benefit import Benefit, BenefitState, Change
from desktop.domain.benefit_rules import Decided
from desktop.domain.household import Household
from desktop.ui.dialogs.correct_start import CorrectStartDialog
from desktop.ui.dialogs.look_again import LookAgainDialog
from desktop.ui.dialogs.opinion import OpinionDialog
from desktop.ui.dialogs.reason import ReasonDialog
from desktop.ui.dialogs.stayed import Stayed
from desktop.ui.pages.benefits.listing import Show
from desktop.ui.pages.benefits.page import Benefits
from tests.conftest import Clock
from tests.gui.cases import Stage, carefully
from tests.gui.hands import Officer, write
from tests.unit.casework.test_benefits import (
    _earning as earning,  # pyright: ignore[reportPrivateUsage]  # the same household
)
from tests.unit.casework.test_benefits import given, poor

__all__ = ["given", "poor"]
LATER = date(2026, 9, 28)


class Room(Stage):
    """The page of benefits."""

    page: Benefits

    def cells(self, row: int = 0) -> list[str]:
        model = self.page.list.model
        return [str(model.index(row, n).data()) for n in range(model.columnCount())]


def room(qtbot: QtBot, office: Office) -> Room:
    return Room(qtbot, office, Benefits)


def faded(office: Office, given: Benefit, clock: Clock) -> Benefit:
    clock.day = date(2026, 5, 6)
    fading = Decided(
        change=Change.fading, decided_on=clock.day, because="就业增收", by="周审批", fading_months=3
    )
    return benefits.change(office, given.id or 0, fading)


def test_an_office_without_any_is_told_where_they_come_from(qtbot: QtBot, office: Office) -> None:
    stage = room(qtbot, office)
    assert stage.page.list.stack.currentWidget() is stage.page.list.empty
    assert "自动出现在这里" in stage.page.list.empty.hint.text()


def test_each_line_says_who_gets_how_much_since_when_and_what_is_next(
    qtbot: QtBot, office: Office, given: Benefit, clock: Clock
) -> None:
    clock.day = LATER
    stage = room(qtbot, office)
    assert stage.cells() == [
        given.receiver,
        given.scheme_title,
        given.group_label,
        "每月 620.00 元",
        "2026年4月1日",
        "复核 2026年10月1日　还有 3 天",
        "享受中",
    ]
    shown = stage.page.list
    for which, count in ((Show.due, 1), (Show.fading, 0), (Show.ended, 0), (Show.all, 1)):
        shown.want(which)
        assert shown.model.total() == count, which
    shown.scheme.set_value(given.scheme_id)
    assert shown.model.total() == 1
    shown.search.setText("查无此人")
    shown.search.returnPressed.emit()
    assert shown.model.total() == 0
    assert shown.found.text() == "找到 0 项"
    shown.clear.click()
    assert (shown.model.total(), shown.found.text()) == (1, "在享 1 项")


def test_a_rise_is_decided_at_the_review_and_stands_in_the_story(
    qtbot: QtBot, office: Office, given: Benefit, poor: Household, clock: Clock, officer: Officer
) -> None:
    clock.day = LATER
    earning(office, poor, "800.00")
    stage = room(qtbot, office)
    stage.page.list.table.choose(0)
    qtbot.keyClick(stage.page.list.table, Qt.Key.Key_Return)
    sheet = stage.page.sheet
    assert stage.page.sheet_shown()
    assert QApplication.focusWidget() is sheet.review
    seen: list[str] = []

    def decide(dialog: LookAgainDialog) -> None:
        seen.append(dialog.advice.text())
        seen.append("、".join(d.label for d in dialog.model.lines()))
        assert dialog.change.value() is Change.raised
        assert dialog.months.isHidden()
        dialog.by.clear()
        dialog.accept()
        seen.append(dialog.trouble.text())
        write(dialog.by, "周审批")
        dialog.accept()

    officer.will_do(carefully(decide))
    stage.page.edit()
    assert seen[0].startswith("建议：增发\n")
    assert "核定金额" in seen[1]
    assert "作出决定的人" in seen[2]
    kept = benefits.benefit(office, given.id or 0)
    assert (kept.amount, kept.changes[-1].day) == (Decimal("820.00"), date(2026, 10, 1))
    assert [w.text() for w in sheet.entries][0::2] == [
        "2026年10月1日起　增发　620.00 元 → 每月 820.00 元",
        "2026年4月1日起　起发　每月 620.00 元",
    ]
    assert sheet.entries[1].text().startswith("2026年9月28日 周审批 决定：")
    assert "每月 820.00 元" in sheet.state.text()
    assert stage.said[-1] == f"{given.receiver}：复核完成，增发，请打印告知书送达"
    assert sheet.letter.isVisible()
    assert sheet.letter.text() == "打印调整告知书(&P)"


def test_what_is_wrong_with_a_decision_is_said(qtbot: QtBot, office: Office, given: Benefit) -> None:
    looked = benefits.look_again(office, given.id or 0)
    dialog = LookAgainDialog(looked, office.today(), "周审批", "示例终止程序")
    qtbot.addWidget(dialog)
    assert dialog.wrong() == ""
    assert dialog.value().change is Change.kept
    for change, said in (
        (None, "请选择决定"),
        (Change.ended, "示例终止程序"),
        (Change.fading, "渐退几个月"),
    ):
        dialog.change.set_value(change)
        assert said in dialog.wrong()
    dialog.months.set_value(Decimal(6))
    dialog.change.set_value(Change.fading)
    assert (dialog.wrong(), dialog.value().fading_months) == ("", 6)
    dialog.change.set_value(Change.lowered)
    dialog.amount.set_value(None)
    assert "新的金额" in dialog.wrong()
    dialog.because.set_value("")
    dialog.amount.set_value(Decimal(300))
    assert "理由" in dialog.wrong()


def test_the_first_day_is_put_right_with_its_ground(
    qtbot: QtBot, office: Office, given: Benefit, officer: Officer
) -> None:
    stage = room(qtbot, office)
    stage.page.open(given.id or 0)
    seen: list[str] = []

    def correct(dialog: CorrectStartDialog) -> None:
        dialog.day.set_value(date(2026, 3, 1))
        dialog.accept()
        seen.append(dialog.trouble.text())
        write(dialog.because, "县规程：当月起发")
        dialog.accept()

    officer.will_do(carefully(correct))
    stage.page.sheet.correct.click()
    assert "依据" in seen[0]
    assert benefits.benefit(office, given.id or 0).starts_on == date(2026, 3, 1)
    assert "2026年3月1日起发：县规程" in stage.page.sheet.since.text()


def test_fading_that_has_run_out_is_ended_and_its_letter_offered(
    qtbot: QtBot, office: Office, given: Benefit, clock: Clock, officer: Officer
) -> None:
    faded(office, given, clock)
    clock.day = date(2026, 9, 1)
    stage = room(qtbot, office)
    assert stage.cells()[5:] == ["渐退到 2026年8月31日　逾期 1 天", "渐退"]
    stage.page.open(given.id or 0)
    sheet = stage.page.sheet
    assert sheet.review.isHidden()

    def end(dialog: OpinionDialog) -> None:
        dialog.by.set_value("周审批")
        dialog.accept()

    officer.will_do(carefully(end))
    stage.page.edit()
    kept = benefits.benefit(office, given.id or 0)
    assert (kept.state, kept.ends_on) == (BenefitState.ended, date(2026, 8, 31))
    assert sheet.main_button() is sheet.letter
    assert "已于 2026年8月31日终止" in sheet.next.text()


@pytest.mark.parametrize(("monthly", "made", "stay"), [("1000.00", 1, 0), ("800.00", 0, 1)])
def test_those_that_wait_are_ticked_and_reviewed_together(
    qtbot: QtBot,
    office: Office,
    given: Benefit,
    poor: Household,
    clock: Clock,
    officer: Officer,
    monthly: str,
    made: int,
    stay: int,
) -> None:
    clock.day = LATER
    earning(office, poor, monthly)
    stage = room(qtbot, office)
    stage.page.list.tick_due.click()
    assert stage.page.list.ticked.text() == "已勾选 1 项"
    left: list[str] = []

    def reason(dialog: ReasonDialog) -> None:
        write(dialog.because, "经核查没有变化")
        dialog.accept()

    def stayed(dialog: Stayed) -> None:
        left.extend(x[1] for x in dialog.model.lines())
        dialog.accept()

    officer.will_do(carefully(reason), *([carefully(stayed)] if stay else []))
    stage.page.list.many.click()
    qtbot.waitUntil(lambda: f"已复核 {made} 项：不变" in stage.said and len(left) == stay)
    assert all("建议增发" in x for x in left)
    assert len(benefits.benefit(office, given.id or 0).changes) == 1 + made
