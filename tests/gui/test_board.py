"""The board of applications: lanes and cards, keys that lead everywhere, filters, and the way to the list and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework import accounts, approval, board, deciding, units
from desktop.casework.board import Look
from desktop.casework.intake import record_household
from desktop.casework.office import Office
from desktop.domain.accounts import Role, User
from desktop.domain.application import StepKind
from desktop.domain.case_board import Lane
from desktop.domain.unit import Unit, UnitKind
from desktop.store import households
from desktop.ui.pages.applications import Applications
from desktop.ui.pages.board.filters import MINE, Due
from desktop.ui.pages.board.lane import NARROW
from tests.conftest import Clock
from tests.gui.cases import Stage, applied, up_to
from tests.gui.hands import write

KEY = Qt.Key


class Desk(Stage):
    """The page of applications, as it opens: on the board."""

    page: Applications

    def names(self, lane: Lane) -> list[str]:
        return [c.applicant for c in self.page.board.lanes[lane].list.cards.cards]

    def here(self) -> str:
        card = self.page.board.card()
        return card.applicant if card is not None else ""

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            focused = QApplication.focusWidget()
            assert isinstance(focused, QWidget)
            self.qtbot.keyClick(focused, key)

    def letters(self, typed: str) -> None:
        focused = QApplication.focusWidget()
        assert isinstance(focused, QWidget)
        self.qtbot.keyClicks(focused, typed)


@pytest.fixture
def some(qtbot: QtBot, office: Office) -> Callable[[], Desk]:
    """A board with two cases under 受理, one under 调查 and one under 审批."""
    applied(office, "陈练习")
    applied(office, "吴样本")
    up_to(office, StepKind.survey, "郑虚构")
    up_to(office, StepKind.decide, "周虚构")
    return lambda: Desk(qtbot, office, Applications)


def test_an_office_without_applications_is_told_where_they_begin(qtbot: QtBot, office: Office) -> None:
    stage = Desk(qtbot, office, Applications)
    assert stage.page.board.quiet.isVisible()
    assert not stage.page.board.search.isEnabled()


def test_cards_lie_by_their_step_and_empty_lanes_are_narrow(some: Callable[[], Desk]) -> None:
    stage = some()
    assert stage.names(Lane.accept) == ["陈练习", "吴样本"]
    assert stage.names(Lane.survey) == ["郑虚构"]
    assert stage.names(Lane.decide) == ["周虚构"]
    lanes = stage.page.board.lanes
    assert lanes[Lane.review].width() == NARROW
    assert lanes[Lane.accept].width() > NARROW
    assert lanes[Lane.accept].count.text() == "2 份"
    assert stage.page.board.found.text() == "共 4 份在办"


def test_arrows_go_from_card_to_card_and_past_empty_lanes(some: Callable[[], Desk]) -> None:
    stage = some()
    assert stage.here() == "陈练习"
    stage.press(KEY.Key_Down)
    assert stage.here() == "吴样本"
    stage.press(KEY.Key_Right)
    assert stage.here() == "郑虚构"  # the last card, where the lane has no second one
    stage.press(KEY.Key_Right)
    assert stage.here() == "周虚构"
    stage.press(KEY.Key_Right)
    assert stage.here() == "周虚构"  # nothing further on
    assert "周虚构，困难教职工" in stage.page.board.told.whole()
    stage.press(KEY.Key_Left, KEY.Key_Left, KEY.Key_Left)
    assert stage.here() == "陈练习"


def test_enter_opens_a_card_and_escape_comes_back_to_it(some: Callable[[], Desk]) -> None:
    stage = some()
    stage.press(KEY.Key_Right, KEY.Key_Return)
    assert stage.page.sheet_shown()
    assert stage.page.sheet.applicant == "郑虚构"
    stage.press(KEY.Key_Escape)
    assert not stage.page.sheet_shown()
    assert stage.here() == "郑虚构"


def test_a_case_that_went_on_is_followed_to_its_new_lane(some: Callable[[], Desk]) -> None:
    stage = some()
    stage.press(KEY.Key_Return)
    approval.complete_step(stage.office, stage.page.sheet.id, "齐全", "林晓舟")
    stage.page.show_list()
    assert stage.here() == "陈练习"
    assert stage.names(Lane.survey) == ["陈练习", "郑虚构"]


def test_a_case_that_ended_leaves_the_cursor_on_the_board(some: Callable[[], Desk]) -> None:
    stage = some()
    stage.press(KEY.Key_Return)
    deciding.refuse(stage.office, stage.page.sheet.id, "收入超过标准", "高示范")
    stage.page.show_list()
    assert stage.names(Lane.accept) == ["吴样本"]
    assert stage.here() == "吴样本"


def test_letters_find_the_next_card_by_its_initials(some: Callable[[], Desk]) -> None:
    stage = some()
    stage.letters("zh")
    assert stage.here() in ("郑虚构", "周虚构")  # both begin with zh
    stage.page.board._typed = ""  # pyright: ignore[reportPrivateUsage]  # a pause in typing
    stage.letters("clx")
    assert stage.here() == "陈练习"
    stage.page.board._typed = ""  # pyright: ignore[reportPrivateUsage]
    stage.letters("z")
    first = stage.here()
    stage.letters("z")
    assert {first, stage.here()} == {"郑虚构", "周虚构"}


def test_the_search_narrows_and_leads_on_to_the_cards(qtbot: QtBot, some: Callable[[], Desk]) -> None:
    stage = some()
    stage.page.search()
    assert QApplication.focusWidget() is stage.page.board.search
    write(stage.page.board.search, "郑虚")
    stage.press(KEY.Key_Down)
    assert stage.here() == "郑虚构"
    assert stage.page.board.found.text() == "找到 1 份在办"
    stage.page.search()
    stage.press(KEY.Key_Escape)
    assert stage.page.board.found.text() == "共 4 份在办"


def test_what_is_not_on_the_board_is_found_in_the_list(some: Callable[[], Desk], office: Office) -> None:
    gone = applied(office, "庚练习")
    approval.withdraw(office, gone.id or 0, "", "林晓舟")
    stage = some()
    stage.page.search()
    write(stage.page.board.search, "庚练习")
    stage.press(KEY.Key_Return)
    assert stage.page.board.none.isVisible()
    stage.page.find_in_list("庚练习")
    assert board.look(office) is Look.list
    line = stage.page.list.table.line()
    assert line is not None
    assert line.applicant == "庚练习"


def test_the_choice_of_board_or_list_is_remembered(qtbot: QtBot, office: Office) -> None:
    applied(office, "陈练习")
    stage = Desk(qtbot, office, Applications)
    stage.page.board.to_list.click()
    assert stage.page.list.isVisible()
    again = Desk(qtbot, office, Applications)
    assert again.page.list.isVisible()
    again.page.list.to_board.click()
    assert again.page.board.isVisible()
    assert Desk(qtbot, office, Applications).page.board.isVisible()


def test_the_board_is_narrowed_by_due_day_scheme_and_who(
    some: Callable[[], Desk], office: Office, clock: Clock
) -> None:
    clock.day = date(2026, 11, 20)
    stage = some()
    shown = stage.page.board.filters
    shown.due.set_value(Due.late)
    assert [c.applicant for c in stage.page.board.shown()] == ["郑虚构"]
    assert "逾期 1 份" in stage.page.board.lanes[Lane.survey].count.text()
    shown.clear.click()
    shown.who.set_value("校工会")
    assert [c.applicant for c in stage.page.board.shown()] == ["周虚构"]
    assert shown.scheme.itemText(1) == "困难教职工调查摸底与两节送温暖（4）"
    shown.clear.click()
    assert len(stage.page.board.shown()) == 4
    assert not shown.clear.isEnabled()


def test_the_board_is_narrowed_by_unit_with_all_below_it(qtbot: QtBot, office: Office) -> None:
    top = units.record_unit(office, Unit(name="第一纺织厂", kind=UnitKind.enterprise))
    below = units.record_unit(office, Unit(name="细纱车间", kind=UnitKind.department, parent_id=top.id))
    inside, _ = applied(office, "陈练习"), applied(office, "吴样本")
    with office.store.read() as session:
        home = households.get(session, inside.household_id)
    record_household(office, replace(home, unit_id=below.id))
    stage = Desk(qtbot, office, Applications)
    assert stage.page.board.filters.unit.isVisible()
    stage.page.board.filters.unit.set_value(top.id)
    assert [c.applicant for c in stage.page.board.shown()] == ["陈练习"]


def test_a_long_name_takes_more_lines_and_is_told_whole(qtbot: QtBot, office: Office) -> None:
    long = "买买提吐尔逊·阿布都热依木·古丽巴哈尔江"
    applied(office, "王某")
    applied(office, long)
    for n in range(3):
        up_to(office, StepKind.survey, f"样本{n}")
    stage = Desk(qtbot, office, Applications, size=(700, 600))
    lane = stage.page.board.lanes[Lane.accept].list
    heights = [lane.sizeHintForIndex(lane.cards.index(n, 0)).height() for n in range(2)]
    assert heights[1] > heights[0]
    assert long in str(lane.cards.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_printing_many_is_said_to_be_in_the_list(some: Callable[[], Desk]) -> None:
    stage = some()
    stage.page.print()
    assert "批量打印审批表在名单里" in stage.said[-1]


def test_where_several_sign_in_one_sees_only_what_is_ones_own_to_do(
    qtbot: QtBot, some: Callable[[], Desk], office: Office
) -> None:
    stage = some()
    offered = [stage.page.board.filters.who.itemText(n) for n in range(3)]
    assert MINE not in offered  # one person does everything
    for name in ("林晓舟", "周审批"):
        accounts.found_first(office, name)
    decider = replace(office, user=User(name="周审批", roles=frozenset({Role.approver})))
    again = Desk(qtbot, decider, Applications)
    again.page.board.filters.who.set_value(MINE)
    assert [c.applicant for c in again.page.board.shown()] == ["周虚构"]


def test_a_case_opened_from_elsewhere_shows_without_the_board(qtbot: QtBot, office: Office) -> None:
    case = applied(office, "陈练习")
    stage = Desk(qtbot, office, Applications)
    assert not stage.page.sheet_shown()
    stage.page.show_item(case.id)
    assert stage.page.sheet_shown()
    assert stage.page.sheet.applicant == "陈练习"
