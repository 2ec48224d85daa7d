"""No two things in sight are called by the same Alt letter, on the pages of visits, money and settings and in their dialogs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework import applying, approval, deciding, intake, relief, settings, visiting
from desktop.casework.office import Office
from desktop.domain.application import Application, StepKind
from desktop.domain.holiday_sentence import Stated
from desktop.domain.payout import Batch, Form, Fund
from desktop.domain.visit import Purpose
from desktop.domain.year_days import year_days
from desktop.ui.dialogs.cancel_batch import CancelBatch
from desktop.ui.dialogs.export_calendar import NamingDialog
from desktop.ui.dialogs.fund import FundDialog
from desktop.ui.dialogs.holiday_day import DayDialog
from desktop.ui.dialogs.holiday_notice import NoticeDialog
from desktop.ui.dialogs.line import LineDialog
from desktop.ui.dialogs.money_in import MoneyIn
from desktop.ui.dialogs.move_visits import MoveVisits
from desktop.ui.dialogs.plan_round import PlanRound
from desktop.ui.dialogs.prepare_batch import PrepareBatch
from desktop.ui.dialogs.record_visit import RecordVisit
from desktop.ui.dialogs.settle_sentence import SettleSentence
from desktop.ui.dialogs.sign import ProxyDialog
from desktop.ui.pages.applications import Applications
from desktop.ui.pages.case.actions import ACTIONS
from desktop.ui.window import Window
from tests.conftest import TODAY, make_household
from tests.gui.cases import applied, up_to
from tests.gui.keys import clashes


@pytest.fixture
def batch(office: Office) -> Batch:
    """An office with a plan of visits, a fund, a batch and one who waits."""
    homes = [intake.record_household(office, make_household(name)).id or 0 for name in ("甲练习", "乙练习")]
    plan = visiting.propose_round(office, "春访", Purpose.warmth, homes, ("林晓舟", "赵一鸣"), TODAY, TODAY)
    visiting.record_round(office, plan)
    fund = relief.record_fund(office, Fund(name="送温暖", source="工会自筹"), Decimal(5000))
    first = up_to(office, StepKind.pay, "陈练习")
    up_to(office, StepKind.pay, "王练习")
    return relief.prepare_batch(office, "春节", fund.id or 0, Form.cash, [first.id or 0], TODAY)


def test_on_the_pages(qtbot: QtBot, office: Office, batch: Batch) -> None:
    window = Window(office)
    qtbot.addWidget(window)
    window.show()
    places: list[tuple[str, object]] = [("visits", None), ("visits", 1), ("funds", None)]
    places += [("payouts", None), ("payouts", batch.id)]
    places += [("settings", part) for part in ("bureau", "lines", "data")]
    places += [("calendar", None)]
    for key, item in places:
        window.go(key, item)
        assert clashes(window) == [], f"{key} {item}"


DIALOGS: dict[str, Callable[[Office, Batch], QDialog]] = {
    "plan_round": lambda office, _: PlanRound(office),
    "record_visit": lambda office, _: RecordVisit(office, visiting.round_of(office, 1).visits[0]),
    "move_visits": lambda office, _: MoveVisits(
        visiting.round_of(office, 1).visits, TODAY, settings.calendar(office)
    ),
    "fund": lambda office, _: FundDialog(office),
    "money_in": lambda office, _: MoneyIn(office, relief.funds(office)[0]),
    "prepare_batch": lambda office, _: PrepareBatch(
        office, relief.awaiting_payout(office), relief.funds(office)
    ),
    "sign": lambda office, batch: ProxyDialog(office, batch.lines[0], TODAY),
    "cancel_batch": lambda office, batch: CancelBatch(office, batch),
    "line": lambda office, _: LineDialog(office),
    "notice": lambda office, _: NoticeDialog(office, 2026),
    "sentence": lambda _, __: SettleSentence(Stated(text="一、元旦：1月1日放假", festival="元旦"), 2026),
    "day": lambda office, _: DayDialog(
        year_days(settings.calendar(office), 2026)[date(2026, 2, 14)], settings.year_list(office, 2026)
    ),
    "naming": lambda _, __: NamingDialog(),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_in_the_dialogs(qtbot: QtBot, office: Office, batch: Batch, name: str) -> None:
    dialog = DIALOGS[name](office, batch)
    qtbot.addWidget(dialog)
    dialog.show()
    assert clashes(dialog) == []


def test_in_the_second_step_of_a_plan(qtbot: QtBot, office: Office, batch: Batch) -> None:
    dialog = PlanRound(office, [1, 2])
    qtbot.addWidget(dialog, before_close_func=_shut)
    dialog.show()
    dialog.choose.second.set_value("赵一鸣")
    dialog.propose()
    qtbot.waitUntil(lambda: dialog.steps.currentIndex() == 1)
    assert clashes(dialog) == []


def _shut(dialog: QWidget) -> None:
    """Closing it would ask."""
    assert isinstance(dialog, QDialog)
    dialog.done(0)


WAYS: dict[str, Callable[[Office], Application]] = {
    "begun": applied,
    "surveyed": lambda office: up_to(office, StepKind.survey),
    "to_decide": lambda office: up_to(office, StepKind.decide),
    "to_pay": lambda office: up_to(office, StepKind.pay),
    "sent_back": lambda office: approval.return_for_rework(
        office, applied(office).id or 0, "缺发票", "林晓舟"
    ),
    "refused": lambda office: deciding.refuse(office, applied(office).id or 0, "收入超过标准", "高示范"),
    "turned_away": lambda office: applying.decline(office, applied(office).id or 0, "户籍不在本地", "林晓舟"),
}


@pytest.mark.parametrize("way", WAYS)
def test_on_an_open_case_whatever_of_it_is_in_the_menu(qtbot: QtBot, office: Office, way: str) -> None:
    """Where it is narrow, buttons go into the menu and keep their letters: all that can be done is called differently."""
    case = WAYS[way](office)
    window = Window(office)
    qtbot.addWidget(window)
    window.show()
    window.go("applications", case.id)
    page = window.page()
    assert isinstance(page, Applications)
    seen = page.sheet.seen
    assert seen is not None
    said = [a.said(seen) for a in ACTIONS if a.shown(seen)]
    assert len(said) > 0
    head = [
        page.sheet.back,
        page.sheet.to_household,
        page.sheet.print_form,
        page.sheet.others,
        page.sheet.now.more,
    ]
    letters = [text.split("(&")[1][0] for text in (*said, *(b.text() for b in head))]
    assert len(letters) == len(set(letters)), sorted(letters)
    assert clashes(window) == []
