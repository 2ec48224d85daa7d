"""The page of payouts: who waits, a batch from a fund that cannot be overdrawn, signatures, receipts on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pypdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop.casework import approval, case_papers, deciding, first_aid, intake, relief
from desktop.casework.office import Office
from desktop.domain.application import Application, State, StepKind
from desktop.domain.lacking import CasePaper
from desktop.domain.payment import Pay
from desktop.domain.payout import Batch, Form, Fund
from desktop.domain.verdict import Goods
from desktop.store.library import Library
from desktop.ui.dialogs.cancel_batch import CancelBatch
from desktop.ui.dialogs.message import Message
from desktop.ui.dialogs.prepare_batch import PrepareBatch
from desktop.ui.dialogs.preview import Preview
from desktop.ui.dialogs.sign import ProxyDialog
from desktop.ui.fields.panels import Scrolled
from desktop.ui.pages.awaiting import Awaiting
from desktop.ui.pages.batch.detail import Detail
from desktop.ui.pages.payouts import Payouts
from desktop.ui.papers import save_spreadsheet_to
from desktop.ui.window import Window
from tests.conftest import TODAY
from tests.gui.cases import Stage, applied, onward, up_to
from tests.gui.hands import Officer, write
from tests.gui.keys import press

CONTROL = Qt.KeyboardModifier.ControlModifier
RICE = Goods(name="大米", count=Decimal(2), unit="袋", value=Decimal("180.50"))


class Desk(Stage):
    """The page of payouts on a stage."""

    page: Payouts

    def open(self, batch: Batch) -> Detail:
        self.page.open(batch.id or 0)
        assert self.page.detail is not None
        return self.page.detail

    def kept(self) -> Batch:
        """The only batch, as it is on file."""
        (line,) = relief.batches(self.office)
        return relief.batch(self.office, line.batch.id or 0)


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Callable[[], Desk]:
    return lambda: Desk(qtbot, office, Payouts)


@pytest.fixture
def fund(office: Office) -> Fund:
    return relief.record_fund(office, Fund(name="送温暖", source="工会自筹"), Decimal("5000.00"))


def cash(office: Office, *names: str) -> list[Application]:
    """An application approved for 1,500 yuan for each."""
    return [up_to(office, StepKind.pay, name) for name in names]


def goods(office: Office, name: str) -> Application:
    """An application approved for rice."""
    case = up_to(office, StepKind.decide, name)
    case = deciding.approve(office, case.id or 0, None, (RICE,), "同意", "高示范")
    while case.current is not None and case.current.kind is not StepKind.pay:
        case = approval.complete_step(office, case.id or 0, "已告知", "林晓舟")
    return case


def batch_of(office: Office, fund: Fund, *names: str) -> Batch:
    ids = [case.id or 0 for case in cash(office, *names)]
    return relief.prepare_batch(office, "春节", fund.id or 0, Form.cash, ids, TODAY, "会议室")


def signatures(detail: Detail) -> list[str]:
    model = detail.model
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


# --- who waits ---


def test_an_office_where_nobody_waits_is_told_why(
    qtbot: QtBot, desk: Callable[[], Desk], officer: Officer
) -> None:
    stage = desk()
    assert stage.page.listing.no_one.isVisible()
    press(qtbot, Qt.Key.Key_Space)  # the cursor is on the way out
    assert stage.went == [("applications", None)]
    stage.page.new()
    assert "没有等待发放的人" in officer.heard[0]
    assert "还没有发放记录" in stage.page.listing.no_batch.said.text()


def test_a_case_that_leads_here_is_chosen_though_a_batch_is_open(
    desk: Callable[[], Desk], office: Office, fund: Fund
) -> None:
    batch = batch_of(office, fund, "陈练习")
    _, second = cash(office, "甲练习", "乙练习")
    stage = desk()
    stage.open(batch)
    stage.page.show_item(Awaiting(second.id or 0))
    assert stage.page.detail is None
    line = stage.page.listing.waiting.line()
    assert line is not None
    assert line.id == second.id
    assert stage.page.listing.waiting.hasFocus()


def test_without_ticks_or_funds_the_officer_is_led_on(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    cash(office, "陈练习")
    stage = desk()
    stage.page.new()
    assert "勾选领取人" in officer.heard[0]
    stage.page.listing.all.click()
    officer.will_say("去登记资金")
    stage.page.new()
    assert stage.went == [("funds", None)]


def test_who_is_ticked_stays_ticked_when_the_list_is_read_anew(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office
) -> None:
    cash(office, "陈练习", "王𬱖")
    goods(office, "赵小梅")
    stage = desk()
    listing = stage.page.listing
    assert QApplication.focusWidget() is listing.waiting
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    assert listing.chosen.text() == "已勾选 2 人　1,500.00 元　实物 1 人"
    stage.page.refresh()
    assert [x.applicant for x in listing.waiting_model.ticked()] == ["陈练习", "赵小梅"]
    listing.all.click()
    assert listing.chosen.text() == "已勾选 3 人　3,000.00 元　实物 1 人"
    listing.none.click()
    assert listing.waiting_model.ticked() == ()
    assert listing.tabs.tabText(0) == "待发放（3）"


def test_an_application_that_waits_can_be_opened(desk: Callable[[], Desk], office: Office) -> None:
    (case,) = cash(office, "陈练习")
    stage = desk()
    stage.page.listing.case.click()
    assert stage.went == [("applications", case.id)]


# --- a new batch ---


def test_a_batch_is_made_with_the_keyboard_alone(
    qtbot: QtBot, office: Office, fund: Fund, officer: Officer
) -> None:
    cash(office, "陈练习", "王𬱖")
    window = Window(office)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.go("payouts")
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Space)

    def make(dialog: PrepareBatch) -> None:
        press(qtbot, Qt.Key.Key_Return, CONTROL)
        assert "发放名称" in dialog.trouble.text()
        write(dialog.title, "2026 年春节送温暖")
        press(qtbot, Qt.Key.Key_Return)
        # the only fund is chosen already
        assert QApplication.focusWidget() is dialog.fund
        assert dialog.sum.text() == (
            "本次发放 2 人，合计 3,000.00 元（大写 叁仟元整）。\n发放后这笔资金结余 2,000.00 元。"
        )
        press(qtbot, Qt.Key.Key_Return, CONTROL)

    officer.will_do(make)
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    page = window.page()
    assert isinstance(page, Payouts)
    assert page.detail is not None
    kept = relief.batch(office, page.detail.batch.id or 0)
    assert (kept.title, kept.form, kept.day, kept.total) == (
        "2026 年春节送温暖",
        Form.cash,
        TODAY,
        Decimal("3000.00"),
    )
    assert [line.receipt_number for line in kept.lines] == ["SJ2026-0001", "SJ2026-0002"]
    assert relief.funds(office)[0].balance == Decimal("2000.00")
    assert "已从「送温暖」列支" in window.status.whole()


@pytest.mark.parametrize(
    ("ways", "form"),
    [((Form.transfer,), Form.transfer), ((Form.transfer, Form.cash), Form.cash), ((Form.goods,), Form.cash)],
)
def test_the_form_is_the_one_the_plan_names(
    qtbot: QtBot, office: Office, fund: Fund, ways: tuple[Form, ...], form: Form
) -> None:
    (case,) = cash(office, "甲练习")
    scheme = office.library.scheme(case.scheme_id)
    said = replace(scheme, payments=tuple(Pay(form=way, to="本人") for way in ways))
    paid = replace(office, library=Library(schemes=(said,)))
    dialog = PrepareBatch(paid, relief.awaiting_payout(paid), relief.funds(paid))
    qtbot.addWidget(dialog)
    assert dialog.form.value() is form
    gone = replace(office, library=Library(schemes=()))
    assert PrepareBatch(gone, relief.awaiting_payout(gone), [fund]).form.value() is Form.cash


def test_a_fund_cannot_be_overdrawn(qtbot: QtBot, office: Office, fund: Fund) -> None:
    cash(office, "甲练习", "乙练习", "丙练习", "丁练习")
    poor = relief.record_fund(office, Fund(name="零钱", source="职工捐款"), Decimal("10.00"))
    dialog = PrepareBatch(office, relief.awaiting_payout(office), relief.funds(office))
    qtbot.addWidget(dialog)
    dialog.title.set_value("春节")
    assert dialog.take.isEnabled()
    dialog.accept()
    assert "从哪笔资金" in dialog.trouble.text()
    dialog.fund.set_value(fund.id)
    assert "还差 1,000.00 元，不能发放" in dialog.sum.text()
    assert not dialog.take.isEnabled()
    dialog.accept()
    assert "资金不够" in dialog.trouble.text()
    dialog.fund.set_value(poor.id)
    assert "还差 5,990.00 元" in dialog.sum.text()
    assert relief.batches(office) == []


def test_those_the_form_does_not_fit_are_named_and_left_waiting(
    qtbot: QtBot, office: Office, fund: Fund
) -> None:
    first, second = cash(office, "陈练习", "王𬱖")
    goods(office, "赵小梅")
    known = intake.household(office, second.household_id)
    intake.record_household(office, replace(known, bank="示例银行", card_number="6222020200012345670"))
    dialog = PrepareBatch(office, relief.awaiting_payout(office), relief.funds(office))
    qtbot.addWidget(dialog)
    assert "本次发放 2 人，合计 3,000.00 元" in dialog.sum.text()
    assert "赵小梅批准的是实物，没有现金，这次不发" in dialog.left_out.text()
    dialog.form.set_value(Form.transfer)
    assert "陈练习档案里没有开户银行或银行卡号" in dialog.left_out.text()
    dialog.form.set_value(Form.goods)
    assert "本次发放 1 人，物资价值合计 180.50 元（大写 壹佰捌拾元伍角）" in dialog.sum.text()
    assert "陈练习、王𬱖批准的是现金" in dialog.left_out.text()
    dialog.form.set_value(Form.transfer)
    dialog.title.set_value("转账一批")
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.kept is not None)
    assert dialog.kept is not None
    assert [x.receiver for x in dialog.kept.lines] == ["王𬱖"]
    assert [x.applicant for x in relief.awaiting_payout(office)] == [first.applicant, "赵小梅"]


def test_one_whose_answer_was_not_told_yet_is_left_waiting(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, fund: Fund
) -> None:
    up_to(office, StepKind.tell, "陈练习")
    stage = desk()
    model = stage.page.listing.waiting_model
    assert model.index(0, 4).data() == "待办「告知结果」"
    dialog = PrepareBatch(office, model.lines(), relief.funds(office))
    qtbot.addWidget(dialog)
    assert "陈练习要先办「告知结果」" in dialog.left_out.text()
    dialog.title.set_value("春节")
    dialog.accept()
    assert "没有人可以发放" in dialog.trouble.text()


def test_help_at_once_is_handed_out_before_any_step_is_done(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, fund: Fund
) -> None:
    case = applied(office)
    first_aid.aid_first(office, case.id or 0, Decimal(800), (), "房屋失火", "高示范")
    stage = desk()
    model = stage.page.listing.waiting_model
    assert model.index(0, 4).data() == "先行救助，可以发放"
    dialog = PrepareBatch(office, model.lines(), relief.funds(office))
    qtbot.addWidget(dialog)
    assert "本次发放 1 人，合计 800.00 元" in dialog.sum.text()
    assert dialog.left_out.text() == ""
    dialog.title.set_value("先行救助")
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.kept is not None)
    assert relief.awaiting_payout(office) == []


# --- signatures ---


def test_space_ticks_a_signature_and_goes_on_to_the_next(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, fund: Fund
) -> None:
    batch = batch_of(office, fund, "陈练习", "王𬱖", "赵小梅")
    stage = desk()
    detail = stage.open(batch)
    assert QApplication.focusWidget() is detail.table
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Space)
    assert signatures(detail) == ["03-02 本人签收", "03-02 本人签收", "未签收"]
    assert detail.bar.text() == "已签 2/3"
    assert [x.signed_on for x in stage.kept().lines] == [TODAY, TODAY, None]
    press(qtbot, Qt.Key.Key_Up)
    press(qtbot, Qt.Key.Key_Space)  # a tick set by mistake
    assert signatures(detail) == ["03-02 本人签收", "未签收", "未签收"]
    assert detail.table.currentIndex().row() == 1
    assert [x.signed_on for x in stage.kept().lines] == [TODAY, None, None]
    assert stage.said[-1] == "已取消 王𬱖 的签收"


def test_the_mouse_ticks_a_signature_on_its_box(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, fund: Fund
) -> None:
    batch = batch_of(office, fund, "陈练习", "王𬱖")
    stage = desk()
    detail = stage.open(batch)
    corner = detail.table.visualRect(detail.model.index(1, 0)).topLeft()
    box = QPoint(corner.x() + 20, corner.y() + 18)
    qtbot.mouseClick(detail.table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert [x.signed_on for x in stage.kept().lines] == [None, TODAY]
    qtbot.mouseClick(detail.table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert [x.signed_on for x in stage.kept().lines] == [None, None]


def test_the_day_of_signing_is_chosen_once_for_all(
    desk: Callable[[], Desk], office: Office, fund: Fund, qtbot: QtBot, officer: Officer
) -> None:
    batch = batch_of(office, fund, "陈练习", "王𬱖")
    stage = desk()
    detail = stage.open(batch)
    detail.day.edit.setText("2026年2月10日")
    press(qtbot, Qt.Key.Key_Space)
    assert stage.kept().lines[0].signed_on == date(2026, 2, 10)
    detail.day.edit.setText("2026-02-30")
    detail.table.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert "2 月没有 30 日" in officer.heard[0]
    detail.day.edit.setText("2026-03-09")
    detail.table.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert "还没有到" in officer.heard[1]
    assert stage.kept().lines[1].signed_on is None


def test_a_proxy_is_written_down_with_relation_and_reason(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, fund: Fund, officer: Officer
) -> None:
    batch = batch_of(office, fund, "陈练习", "王𬱖")
    stage = desk()
    detail = stage.open(batch)

    def by_proxy(dialog: ProxyDialog) -> None:
        write(dialog.name, "买买提·阿依古丽")
        press(qtbot, Qt.Key.Key_Return, CONTROL)
        assert "代领要写全" in dialog.trouble.text()
        assert QApplication.focusWidget() is dialog.relation
        dialog.relation.set_value("女儿")
        press(qtbot, Qt.Key.Key_Return)
        assert QApplication.focusWidget() is dialog.reason
        dialog.reason.set_value("本人住院")
        press(qtbot, Qt.Key.Key_Return, CONTROL)

    officer.will_do(by_proxy)
    press(qtbot, Qt.Key.Key_Return)
    line = stage.kept().lines[0]
    assert (line.proxy_name, line.proxy_relation, line.proxy_reason) == (
        "买买提·阿依古丽",
        "女儿",
        "本人住院",
    )
    assert signatures(detail)[0] == "03-02 代领：买买提·阿依古丽（女儿），本人住院"
    officer.will_say("保留")
    detail.table.setFocus()
    detail.table.choose(0)
    press(qtbot, Qt.Key.Key_Space)
    assert stage.kept().lines[0].proxy_name == "买买提·阿依古丽"
    officer.will_say("取消签收")
    press(qtbot, Qt.Key.Key_Space)
    assert stage.kept().lines[0].signed_on is None


def test_closing_a_batch_names_the_papers_that_did_not_come(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, fund: Fund, officer: Officer
) -> None:
    case = up_to(office, StepKind.decide, "陈练习")
    photo = CasePaper(name="发放照片", at="pay")
    case_papers.record_papers(office, case.id or 0, [photo], "林晓舟")
    case = onward(office, case, StepKind.pay)
    made = relief.prepare_batch(office, "春节", fund.id or 0, Form.cash, [case.id or 0], TODAY, "会议室")
    relief.sign_rest(office, made.id or 0, TODAY)
    detail = desk().open(made)
    officer.will_say("取消")
    detail.closing.click()
    qtbot.waitUntil(lambda: bool(officer.heard))
    assert "还没有登记收到" in officer.heard[0]
    assert f"「发放照片」：陈练习（{case.number}）" in officer.heard[0]
    assert detail.batch.closed_on is None
    (kept,) = [p for p in case_papers.papers_of(office, case.id or 0) if p.name == "发放照片"]
    case_papers.receive(office, case.id or 0, [kept.id or 0], TODAY, "林晓舟")
    officer.will_say("办结")
    detail.closing.click()
    qtbot.waitUntil(lambda: detail.batch.closed_on is not None)
    assert "还没有登记收到" not in officer.heard[1]


def test_a_message_of_many_lines_is_scrolled_in_a_small_window(qtbot: QtBot) -> None:
    for lines, scrolled in ((3, False), (14, True)):
        message = Message(None, "\n".join(["还缺一项材料"] * lines), heading="请确认", picture="question")
        qtbot.addWidget(message)
        assert (message.findChild(Scrolled) is not None) is scrolled


def test_a_batch_closes_when_everyone_has_signed(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, fund: Fund, officer: Officer
) -> None:
    batch = batch_of(office, fund, "陈练习", "王𬱖", "赵小梅")
    stage = desk()
    detail = stage.open(batch)
    press(qtbot, Qt.Key.Key_Space)
    detail.closing.click()
    qtbot.waitUntil(lambda: bool(officer.heard))
    assert "还有 2 人没有签收：王𬱖、赵小梅" in officer.heard[0]
    officer.will_say("都已签字")
    detail.all.click()
    qtbot.waitUntil(lambda: detail.batch.unsigned == 0)
    assert detail.bar.text() == "已签 3/3，可以办结"
    officer.will_say("办结")
    detail.closing.click()
    qtbot.waitUntil(lambda: detail.batch.closed_on is not None)
    assert detail.state.isVisible()
    assert not detail.closing.isVisible()
    assert not detail.day.isVisible()
    # a closed batch takes no ticks any more
    detail.table.setFocus()
    detail.table.choose(0)
    press(qtbot, Qt.Key.Key_Space)
    assert stage.kept().lines[0].signed_on == TODAY
    case = approval.application(office, batch.lines[0].application_id)
    paid = case.step(StepKind.pay)
    assert paid is not None
    assert (paid.done_on, paid.opinion) == (TODAY, f"发放 {batch.number}，已签收")
    assert case.state is State.approved
    press(qtbot, Qt.Key.Key_Escape)
    assert stage.page.detail is None
    made = stage.page.listing.made_model
    assert made.index(0, 2).data() == "已签 3/3"
    assert made.index(0, 4).data() == "4,500.00"


def test_cancelling_needs_a_reason_and_brings_everyone_back(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, fund: Fund, officer: Officer
) -> None:
    batch = batch_of(office, fund, "陈练习", "王𬱖")
    stage = desk()
    detail = stage.open(batch)
    press(qtbot, Qt.Key.Key_Space)
    detail.cancel.click()
    assert "已有 1 人签收" in officer.heard[0]
    detail.table.choose(0)
    detail.table.setFocus()
    press(qtbot, Qt.Key.Key_Space)

    def cancel(dialog: CancelBatch) -> None:
        dialog.accept()
        assert "写明原因" in dialog.trouble.text()
        write(dialog.reason, "金额录错")
        dialog.accept()

    officer.will_do(cancel)
    detail.cancel.click()
    kept = stage.kept()
    assert (kept.cancelled_on, kept.cancel_reason) == (TODAY, "金额录错")
    assert "已撤销 2026年3月2日，原因：金额录错" in detail.state.text()
    assert relief.funds(office)[0].balance == Decimal("5000.00")
    stage.page.new()
    assert len(stage.page.listing.waiting_model.lines()) == 2


def test_a_receiver_is_found_by_initials_or_receipt(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, fund: Fund
) -> None:
    batch = batch_of(office, fund, "陈练习", "王𬱖", "赵小梅")
    stage = desk()
    detail = stage.open(batch)
    stage.page.search()
    write(detail.seek, "zxm")
    press(qtbot, Qt.Key.Key_Return)
    assert detail.table.currentIndex().row() == 2
    detail.seek.clear()
    write(detail.seek, "SJ2026-0002")
    press(qtbot, Qt.Key.Key_Return)
    assert detail.table.currentIndex().row() == 1


# --- paper ---


def printed(qtbot: QtBot, officer: Officer, start: Callable[[], object]) -> Preview:
    """The preview that opens, closed again."""
    shown: list[Preview] = []

    def look(dialog: QDialog) -> None:
        if isinstance(dialog, Preview):
            shown.append(dialog)
            dialog.close()
        else:  # the paper is still being written
            officer.will_do(look)

    officer.will_do(look)
    start()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    return shown[0]


def text_of(preview: Preview) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(preview.path).pages)


def test_the_sign_sheet_and_receipts_are_written_and_shown(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, fund: Fund, officer: Officer
) -> None:
    batch = batch_of(office, fund, "陈练习", "王𬱖")
    stage = desk()
    detail = stage.open(batch)
    sheet = printed(qtbot, officer, stage.page.print)
    assert sheet.path == office.folder / "打印" / f"签收表 {batch.number} 春节.pdf"
    assert "王𬱖" in text_of(sheet)
    every, chosen = detail.receipts_button.menu().actions()
    receipts = text_of(printed(qtbot, officer, every.trigger))
    assert all(line.receipt_number in receipts for line in batch.lines)
    assert "壹仟伍佰元整" in receipts
    detail.table.choose(1)
    one = printed(qtbot, officer, chosen.trigger)
    assert one.path.name == f"收据 {batch.number} 春节 1 份.pdf"
    assert batch.lines[1].receipt_number in text_of(one)
    assert batch.lines[0].receipt_number not in text_of(one)


def test_the_sign_sheet_is_kept_as_a_spreadsheet(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, fund: Fund
) -> None:
    batch = batch_of(office, fund, "陈练习", "王𬱖")
    stage = desk()
    stage.open(batch)
    out = office.folder / "签收表.xlsx"
    save_spreadsheet_to(stage.page, out, "签收表", stage.page.sheet_writer(batch.id or 0))
    qtbot.waitUntil(out.exists, timeout=20_000)
    qtbot.waitUntil(lambda: bool(stage.said))
    cells = [str(c.value) for row in openpyxl.load_workbook(out).worksheets[0].iter_rows() for c in row]
    assert any("王𬱖" in text for text in cells)


def test_a_paper_that_cannot_be_written_is_told_and_nothing_is_lost(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, fund: Fund, officer: Officer
) -> None:
    batch = batch_of(office, fund, "陈练习")
    (office.folder / "打印").write_text("这里本该是文件夹", encoding="utf-8")
    stage = desk()
    stage.open(batch)
    stage.page.print()
    qtbot.waitUntil(lambda: bool(officer.heard), timeout=20_000)
    assert "不能建立文件夹" in officer.heard[0]
    assert stage.kept().total == Decimal("1500.00")
