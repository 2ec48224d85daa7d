"""The frame of an open case: what is hung in by lists comes up as buttons, menus and tabs, and only when it applies."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework import applying, approval, deciding, letters
from desktop.casework.office import Office
from desktop.domain.accounts import Role, User
from desktop.domain.application import State, StepKind
from desktop.domain.case_state import state_word
from desktop.domain.errors import OfficeError
from desktop.domain.listing import ApplicationQuery
from desktop.domain.trail import Act
from desktop.ui.pages.applications import Applications
from desktop.ui.pages.case.action import Action, Place
from desktop.ui.pages.case.actions import ACTIONS
from desktop.ui.pages.case.asked_part import AskedPart
from desktop.ui.pages.case.frame import CaseFrame
from desktop.ui.pages.case.now_card import NowCard
from desktop.ui.pages.case.parts import PARTS
from desktop.ui.pages.case.seen import Seen
from desktop.ui.pages.case.words import state_told
from tests.gui.cases import Stage, applied, up_to
from tests.gui.hands import Officer


def opened(qtbot: QtBot, office: Office) -> CaseFrame:
    stage = Stage(qtbot, office, Applications)
    assert isinstance(stage.page, Applications)
    stage.page.open(applied(office).id or 0)
    qtbot.addWidget(stage.page)
    return stage.page.sheet


def test_an_action_shows_only_when_it_can_be_done_and_the_rest_waits_in_a_menu(
    qtbot: QtBot, office: Office
) -> None:
    seen = opened(qtbot, office).seen
    assert seen is not None
    ran: list[str] = []
    actions = (
        Action("now", "现在(&X)", lambda _: None, lambda s: s.case.state is State.open, Place.main),
        Action("never", "不行(&Y)", lambda _: None, lambda _: False, Place.main),
        Action("barred", "按不了(&Z)", lambda _: None, usable=lambda _: False),
        Action("rest", "其他一件(&K)", lambda _: None, place=Place.more),
        Action("gone", "别的状态(&L)", lambda _: None, lambda s: s.case.state is State.refused, Place.more),
    )
    card = NowCard(actions, lambda action: ran.append(action.name))
    qtbot.addWidget(card)
    card.show_case(seen, [])
    assert not card.by_name["now"].isHidden()
    assert card.by_name["never"].isHidden()
    assert not card.by_name["barred"].isEnabled()
    assert card.main_button() is card.by_name["now"]
    card.fill()
    assert [entry.text() for entry in card.menu.actions()] == ["其他一件(&K)"]
    card.menu.actions()[0].trigger()
    card.by_name["now"].click()
    assert ran == ["rest", "now"]


def test_the_menu_of_other_work_is_away_where_it_would_be_empty(qtbot: QtBot, office: Office) -> None:
    seen = opened(qtbot, office).seen
    assert seen is not None
    card = NowCard((Action("gone", "没有", lambda _: None, lambda _: False, Place.more),), print)
    qtbot.addWidget(card)
    card.show_case(seen, ["林晓舟 的女儿在这户"])
    assert card.more.isHidden()
    assert card.main_button() is None
    assert card.kin.text() == "林晓舟 的女儿在这户"


def test_a_part_is_shown_the_case_when_its_tab_is_turned_to(qtbot: QtBot, office: Office) -> None:
    sheet = opened(qtbot, office)
    titles = [sheet.tabs.tabText(n) for n in range(sheet.tabs.count())]
    assert titles == [kind.TITLE for kind in PARTS]
    sheet.tabs.setCurrentIndex(titles.index("申请内容"))
    part = sheet.parts.currentWidget()
    assert isinstance(part, AskedPart)
    words = [getattr(x, "text", str)() for x in part.facts.findChildren(QWidget)]
    assert "SQ2026-0001" in words


def test_a_part_in_sight_follows_what_is_done(qtbot: QtBot, office: Office) -> None:
    sheet = opened(qtbot, office)
    part = sheet.part(AskedPart)
    before = part.facts
    sheet.do(lambda: deciding.refuse(office, sheet.id, "收入超过标准", "高示范"), "说了")
    assert sheet.part(AskedPart).facts is not before
    assert sheet.case == approval.application(office, sheet.id)


def test_the_letter_of_a_refused_case_is_what_is_kept_as_a_spreadsheet(qtbot: QtBot, office: Office) -> None:
    sheet = opened(qtbot, office)

    def said() -> str:
        sheet.fill_papers()
        return sheet.other_papers.actions()[-1].text()

    assert said() == "审批表另存为电子表格(&X)…"
    sheet.do(lambda: deciding.refuse(office, sheet.id, "收入超过标准", "高示范"), "说了")
    assert said() == "告知书另存为电子表格(&X)…"


def test_what_is_halted_offers_no_step(qtbot: QtBot, office: Office) -> None:
    sheet = opened(qtbot, office)
    sheet.do(lambda: approval.return_for_rework(office, sheet.id, "缺发票", "林晓舟"), "说了")
    seen = sheet.seen
    assert isinstance(seen, Seen)
    assert (seen.at, seen.undecided) == (None, False)


def test_buttons_stand_in_two_rows_where_it_is_narrow_and_then_in_the_menu(
    qtbot: QtBot, office: Office
) -> None:
    seen = opened(qtbot, office).seen
    assert seen is not None
    beside = [Action(f"b{n}", f"其他办法之{n}…", lambda _: None) for n in range(3)]
    actions = (Action("main", "完成「受理申请」…", lambda _: None, place=Place.main), *beside)
    card = NowCard(actions, lambda _: None)
    qtbot.addWidget(card)
    card.resize(1000, 300)
    card.show()
    card.show_case(seen, [])
    main, *others = (card.by_name[a.name] for a in actions)

    def row(button: QPushButton) -> int:
        return button.mapTo(card, QPoint()).y()

    qtbot.waitUntil(lambda: all(row(b) == row(main) for b in others))
    card.resize(480, 300)
    qtbot.waitUntil(lambda: all(b.isVisible() and row(b) > row(main) for b in others))
    assert card.more.isHidden()
    card.resize(330, 300)
    qtbot.waitUntil(card.more.isVisible)
    card.fill()
    in_menu = [entry.text() for entry in card.menu.actions()]
    in_sight = [b.text() for b in others if b.isVisible()]
    assert in_sight + in_menu == [a.label for a in beside]
    assert in_sight


def test_a_sum_that_the_plan_leaves_open_is_said_to_be_the_approvers(qtbot: QtBot, office: Office) -> None:
    seen = opened(qtbot, office).seen
    assert seen is not None
    assert state_told(seen).endswith("核对结论为「符合」，数额由审批人确定。")
    reckoned = replace(seen, case=replace(seen.case, proposed=Decimal(500)))
    assert "核对结论为「符合」，核定：500.00 元" in state_told(reckoned)


def test_deciding_against_an_ending_is_called_so(qtbot: QtBot, office: Office) -> None:
    seen = opened(qtbot, office).seen
    assert seen is not None
    labels = {a.said(seen) for a in ACTIONS if a.act is Act.refuse and a.shown(seen)}
    assert labels == {"不予批准(&R)…"}
    ending = replace(seen, case=replace(seen.case, ends_benefit=1))
    assert {a.said(ending) for a in ACTIONS if a.act is Act.refuse and a.shown(ending)} == {"不予终止(&R)…"}


def test_what_was_never_taken_is_told_otherwise_than_what_was_refused(qtbot: QtBot, office: Office) -> None:
    sheet = opened(qtbot, office)
    sheet.do(lambda: applying.decline(office, sheet.id, "户籍不在本地", "林晓舟"), "说了")
    assert sheet.now.state.text().startswith("不予受理。")
    assert not sheet.button("print_declined").isHidden()
    assert sheet.button("print_refusal").isHidden()
    (line,) = approval.browse_applications(office, ApplicationQuery())
    assert state_word(line) == "不予受理"


def test_refused_before_it_was_taken_there_is_no_letter_that_it_was(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    sheet = opened(qtbot, office)
    sheet.do(lambda: deciding.refuse(office, sheet.id, "收入超过标准", "高示范"), "说了")
    assert sheet.now.state.text().startswith("不予批准。")
    sheet.fill_papers()
    titles = [entry.text() for entry in sheet.other_papers.actions()]
    assert not {"受理通知书", "不予受理通知书"} & set(titles)
    with pytest.raises(OfficeError, match="请打印不予批准告知书"):
        letters.print_acceptance(office, sheet.id, tmp_path / "通知书.pdf")
    (line,) = approval.browse_applications(office, ApplicationQuery())
    assert state_word(line) == "不予批准"


def test_who_may_not_do_it_is_told_before_anything_is_asked(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    case = up_to(office, StepKind.decide)
    only_handles = replace(office, user=User(name="林晓舟", roles=frozenset({Role.handler})))
    stage = Stage(qtbot, only_handles, Applications)
    assert isinstance(stage.page, Applications)
    stage.page.open(case.id or 0)
    for name in ("approve", "refuse"):
        stage.page.sheet.button(name).click()
    assert len(officer.heard) == 2
    assert all("要由有审批岗位的人办理" in said for said in officer.heard)
    assert approval.application(office, case.id or 0).state is State.open
