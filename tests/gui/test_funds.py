"""The page of funds: what each source holds, and a ledger on which nothing is ever rubbed out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.casework import relief
from desktop.casework.office import Office
from desktop.domain.application import StepKind
from desktop.domain.payout import Batch, Form, Fund, FundEntry
from desktop.ui.dialogs.fund import FundDialog
from desktop.ui.dialogs.money_in import MoneyIn
from desktop.ui.pages.funds import Funds
from desktop.ui.pages.ledger import movements
from desktop.ui.window import Window
from tests.conftest import TODAY
from tests.gui.cases import Stage, up_to
from tests.gui.hands import Officer, write
from tests.gui.keys import come_back, press

CONTROL = Qt.KeyboardModifier.ControlModifier


class Desk(Stage):
    """The page of funds on a stage."""

    page: Funds


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Callable[[], Desk]:
    return lambda: Desk(qtbot, office, Funds)


@pytest.fixture
def fund(office: Office) -> Fund:
    return relief.record_fund(
        office, Fund(name="送温暖", source="工会自筹", remark="只用于两节"), Decimal("5000.00")
    )


def batch_of(office: Office, fund: Fund, *names: str) -> Batch:
    """A batch of 1,500 yuan for each."""
    ids = [up_to(office, StepKind.pay, name).id or 0 for name in names]
    return relief.prepare_batch(office, "春节", fund.id or 0, Form.cash, ids, TODAY)


def rows(model: QAbstractTableModel) -> list[list[str]]:
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_an_office_without_funds_is_told_to_open_one_and_does_so_by_the_keyboard(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    window = Window(office)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.go("funds")
    page = window.page()
    assert isinstance(page, Funds)
    assert page.empty.isVisible()
    assert isinstance(QApplication.focusWidget(), QPushButton)

    def open_fund(dialog: FundDialog) -> None:
        press(qtbot, Qt.Key.Key_Return, CONTROL)
        assert "名称和来源" in dialog.trouble.text()
        assert QApplication.focusWidget() is dialog.name
        write(dialog.name, "2026 年两节送温暖")
        press(qtbot, Qt.Key.Key_Return)
        line = dialog.source.lineEdit()
        assert isinstance(line, QLineEdit)
        write(line, "ghzc")
        press(qtbot, Qt.Key.Key_Return)
        assert dialog.source.value() == "工会自筹"
        write(dialog.amount.edit, "50000.5")
        assert dialog.amount.note.text() == "大写：伍万元伍角"
        press(qtbot, Qt.Key.Key_Return, CONTROL)

    officer.will_do(open_fund)
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    (kept,) = relief.funds(office)
    assert (kept.name, kept.source, kept.balance) == ("2026 年两节送温暖", "工会自筹", Decimal("50000.50"))
    assert not page.empty.isVisible()
    come_back(qtbot)
    assert QApplication.focusWidget() is page.table
    assert "已建立资金" in window.status.whole()


def test_a_second_fund_of_the_same_name_is_refused_and_the_entry_stays(
    qtbot: QtBot, office: Office, fund: Fund
) -> None:
    dialog = FundDialog(office)
    qtbot.addWidget(dialog)
    dialog.name.set_value("送温暖")
    dialog.source.set_value("市财政")
    dialog.accept()
    assert "已经有名为「送温暖」" in dialog.trouble.text()
    assert dialog.name.value() == "送温暖"
    assert len(relief.funds(office)) == 1


def test_the_ledger_shows_the_balance_after_each_movement_and_what_was_booked_back(
    desk: Callable[[], Desk], office: Office, fund: Fund
) -> None:
    first = batch_of(office, fund, "陈练习", "王𬱖")
    relief.cancel_batch(office, first.id or 0, "金额有误")
    second = batch_of(office, fund, "赵小梅")
    stage = desk()
    ledger = rows(stage.page.ledger_model)
    assert [line[1] for line in ledger] == ["到账", "发放 已冲回", "冲回", "发放"]
    assert [line[3] for line in ledger] == ["5,000.00", "", "", ""]
    assert [line[4] for line in ledger] == ["", "3,000.00", "-3,000.00", "1,500.00"]
    assert [line[5] for line in ledger] == ["5,000.00", "2,000.00", "5,000.00", "3,500.00"]
    assert "金额有误" in ledger[2][2]
    assert second.number in ledger[3][2]
    assert rows(stage.page.model)[0][2:5] == ["5,000.00", "1,500.00", "3,500.00"]
    assert stage.page.ledger_told.whole() == (
        "结余 3,500.00 元（大写 叁仟伍佰元整）　共 4 笔，其中冲回 1 笔　备注：只用于两节"
    )


def test_a_movement_leads_to_its_batch(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, fund: Fund
) -> None:
    batch = batch_of(office, fund, "陈练习")
    stage = desk()
    stage.page.ledger.setFocus()
    stage.page.ledger.choose(0)
    press(qtbot, Qt.Key.Key_Return)
    assert stage.went == []
    stage.page.ledger.choose(1)
    press(qtbot, Qt.Key.Key_Return)
    assert stage.went == [("payouts", batch.id)]


def test_money_that_came_in_is_booked_and_told(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, fund: Fund, officer: Officer
) -> None:
    stage = desk()
    heard: list[bool] = []
    stage.news.money_changed.connect(lambda: heard.append(True))

    def book(dialog: MoneyIn) -> None:
        dialog.accept()
        assert "到账金额" in dialog.trouble.text()
        write(dialog.amount.edit, "-5")
        assert "负数" in dialog.amount.note.text()
        dialog.amount.edit.clear()
        write(dialog.amount.edit, "0")
        dialog.accept()
        assert "大于 0" in dialog.trouble.text()
        dialog.amount.edit.clear()
        write(dialog.amount.edit, "1,234.56")
        assert "登记后 6,234.56 元" in dialog.about.text()
        write(dialog.reason, "第二批下拨")
        dialog.accept()

    officer.will_do(book)
    press(qtbot, Qt.Key.Key_Return)
    assert relief.funds(office)[0].balance == Decimal("6234.56")
    assert rows(stage.page.ledger_model)[-1][2:4] == ["第二批下拨", "1,234.56"]
    assert heard == [True]
    assert stage.said == ["已登记到账：送温暖，结余 6,234.56 元"]


def test_several_movements_are_copied_for_a_spreadsheet(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, fund: Fund
) -> None:
    relief.receive_money(office, fund.id or 0, Decimal(1), TODAY, "<b>补</b>")
    stage = desk()
    stage.page.ledger.setFocus()
    press(qtbot, Qt.Key.Key_A, CONTROL)
    press(qtbot, Qt.Key.Key_C, CONTROL)
    copied = QApplication.clipboard().text().split("\n")
    assert len(copied) == 2
    assert copied[1].split("\t") == ["2026-03-02", "到账", "<b>补</b>", "1.00", "", "5,001.00"]


def test_the_page_follows_what_other_pages_change(
    desk: Callable[[], Desk], office: Office, fund: Fund
) -> None:
    stage = desk()
    relief.receive_money(office, fund.id or 0, Decimal(100), TODAY, "")
    stage.news.money_changed.emit()
    assert rows(stage.page.model)[0][4] == "5,100.00"


def test_a_payout_of_nothing_and_its_reversal_are_told_apart() -> None:
    def entry(amount: str, number: str) -> FundEntry:
        return FundEntry(
            fund_id=1, day=date(2026, 3, 2), amount=Decimal(amount), reason="", batch_number=number
        )

    found = movements([entry("10", ""), entry("0", "FF1"), entry("0", "FF1"), entry("-4", "FF2")])
    assert [(m.kind, m.undone) for m in found] == [
        ("到账", False),
        ("发放", True),
        ("冲回", False),
        ("发放", False),
    ]
    assert found[-1].balance == Decimal(6)
