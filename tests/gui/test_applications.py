"""The page of applications: the list, one case with the buttons for what can be done now, and its papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.casework import applying, approval, deciding, noticing
from desktop.casework.board import Look, keep_look
from desktop.casework.duties import SamePerson
from desktop.casework.office import Office
from desktop.domain.application import Application, State, StepKind
from desktop.domain.approvable import Ruling
from desktop.domain.assessment import Assessment
from desktop.domain.verdict import Finding, Goods, Missing, Outcome, Verdict
from desktop.ui.case_words import due_words, refusal_reason
from desktop.ui.dialogs.apply import ApplyDialog
from desktop.ui.dialogs.decide import ApproveDialog, RefuseDialog
from desktop.ui.dialogs.opinion import OpinionDialog, Question
from desktop.ui.dialogs.preview import Preview
from desktop.ui.pages.applications import Applications
from desktop.ui.pages.applications_list import Due
from desktop.ui.pages.awaiting import Awaiting
from desktop.ui.pages.case.actions import ACTIONS
from desktop.ui.pages.case.steps_part import StepsPart
from desktop.ui.pages.case.verdict_part import VerdictPart
from desktop.ui.window import Window
from tests.conftest import Clock
from tests.gui.cases import Stage, applied, carefully, fill_in, judged, up_to
from tests.gui.hands import Officer, write

CONTROL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 3, 2)
ORDINARY = frozenset("complete approve to_notice to_payout resubmit skip send_back refuse withdraw".split())


class Desk(Stage):
    """The page of applications on a stage."""

    page: Applications

    def names(self) -> list[str]:
        model = self.page.list.model
        return [str(model.index(row, 1).data()) for row in range(model.rowCount())]

    def open(self, case: Application) -> None:
        self.page.open(case.id or 0)

    def offered(self) -> set[str]:
        """Which of the ordinary actions the open case has a button or an entry of the menu for."""
        card = self.page.sheet.now
        card.fill()
        entries = {entry.text() for entry in card.menu.actions() if entry.isEnabled()}
        seen = self.page.sheet.seen
        assert seen is not None
        return {
            a.name
            for a in ACTIONS
            if a.name in ORDINARY
            and (
                (card.by_name[a.name].isVisible() and card.by_name[a.name].isEnabled())
                or (a.shown(seen) and a.said(seen) in entries)
            )
        }

    def kept(self, case: Application) -> Application:
        return approval.application(self.office, case.id or 0)


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Callable[[], Desk]:
    keep_look(office, Look.list)
    return lambda: Desk(qtbot, office, Applications)


def sign(words: str = "", by: str = "") -> Callable[[OpinionDialog], None]:
    """Writes into the dialog of words and name, and takes it by the keyboard."""

    def deed(dialog: OpinionDialog) -> None:
        if words:
            dialog.words.selectAll()
            write(dialog.words, words)
        if by:
            dialog.by.selectAll()
            write(dialog.by, by)
        dialog.accept()

    return deed


# --- words ---


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 2, 27), "逾期 3 天"),
        (date(2026, 3, 2), "今天到期"),
        (date(2026, 3, 6), "还有 4 天"),
        (None, ""),
    ],
)
def test_a_due_date_is_told_in_days(due: date | None, words: str) -> None:
    assert due_words(due, TODAY) == words


def test_a_refusal_begins_with_the_clauses_that_fail_and_says_no_others() -> None:
    findings = (
        Finding(
            clause="家庭人均月收入在标准以内",
            holds=False,
            because="人均 4,500.00 元，高于 1,215.00 元。",
            source="篇三第一条：原文",
        ),
        Finding(clause="因患病致困", holds=True, because="致困原因：本人大病。"),
    )
    verdict = Verdict(
        outcome=Outcome.ineligible,
        scheme_id="x",
        scheme_title="示例方案",
        edition="",
        on=TODAY,
        findings=findings,
    )
    said = refusal_reason(verdict)
    assert "家庭人均月收入在标准以内：人均 4,500.00 元，高于 1,215.00 元。（依据：篇三第一条）" in said
    assert "因患病致困" not in said
    assert refusal_reason(replace(verdict, outcome=Outcome.eligible)) == ""


# --- the list ---


def test_an_office_without_applications_is_told_where_they_begin(desk: Callable[[], Desk]) -> None:
    stage = desk()
    assert stage.page.list.empty.isVisible()
    stage.page.new()
    assert stage.went == [("households", None)]


def test_the_list_is_found_by_name_initials_and_state(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    applied(office, "陈练习")
    applied(office, "𬱖䶮华")
    refused = applied(office, "<b>王某</b>")
    deciding.refuse(office, refused.id or 0, "收入超过标准", "高示范")
    stage = desk()
    assert set(stage.names()) == {"陈练习", "𬱖䶮华", "<b>王某</b>"}
    stage.page.search()
    write(stage.page.list.search, "clx")
    qtbot.keyClick(stage.page.list.search, Qt.Key.Key_Return)
    assert stage.names() == ["陈练习"]
    qtbot.keyClick(stage.page.list.search, Qt.Key.Key_Escape)
    stage.page.list.state.set_value(State.refused)
    assert stage.names() == ["<b>王某</b>"]
    stage.page.list.clear.click()
    assert len(stage.names()) == 3


def test_what_is_overdue_is_found_by_its_due_date(
    desk: Callable[[], Desk], office: Office, clock: Clock
) -> None:
    up_to(office, StepKind.survey, "陈练习")
    applied(office, "吴样本")  # its first step has no due date
    stage = desk()
    stage.page.list.due.set_value(Due.overdue)
    assert stage.names() == []
    clock.day = date(2026, 11, 20)
    stage.page.list.due.set_value(Due.week)
    assert stage.names() == ["陈练习"]
    assert "逾期 4 天" in str(stage.page.list.model.index(0, 4).data())


def test_enter_opens_the_chosen_case_and_escape_goes_back_to_it(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office
) -> None:
    applied(office, "陈练习")
    applied(office, "吴样本")
    stage = desk()
    table = stage.page.list.table
    assert QApplication.focusWidget() is table
    qtbot.keyClick(table, Qt.Key.Key_Down)
    name = str(table.model().index(1, 1).data())
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert stage.page.sheet_shown()
    assert stage.page.sheet.case is not None
    assert stage.page.sheet.case.applicant == name
    focused = QApplication.focusWidget()
    assert focused is stage.page.sheet.button("complete")
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert not stage.page.sheet_shown()
    assert QApplication.focusWidget() is table
    assert table.currentIndex().row() == 1


# --- one case ---


def test_only_what_can_be_done_now_is_offered(desk: Callable[[], Desk], office: Office) -> None:
    stage = desk()
    ways_out = {"send_back", "refuse", "withdraw"}
    for kind, name, main in (
        (StepKind.accept, "甲练习", "complete"),
        (StepKind.notice, "乙练习", "to_notice"),
        (StepKind.decide, "丙练习", "approve"),
    ):
        stage.open(up_to(office, kind, name))
        assert stage.offered() == {main, *ways_out}
        assert stage.page.sheet.now.main_button() is stage.page.sheet.button(main)
    stage.open(up_to(office, StepKind.tell, "丁练习"))
    assert stage.offered() == {"complete"}
    stage.open(up_to(office, StepKind.pay, "戊练习"))
    assert stage.offered() == {"to_payout"}
    back = applied(office, "己练习")
    approval.return_for_rework(office, back.id or 0, "缺发票", "林晓舟")
    stage.open(back)
    assert stage.offered() == {"resubmit", "withdraw"}
    gone = applied(office, "庚练习")
    approval.withdraw(office, gone.id or 0, "", "林晓舟")
    stage.open(gone)
    assert stage.offered() == set()


def test_a_step_is_completed_by_the_keyboard_alone(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    case = applied(office)
    stage = desk()
    stage.open(case)

    def deed(dialog: OpinionDialog) -> None:
        assert QApplication.focusWidget() is dialog.words
        assert dialog.by.value() == "林晓舟"
        write(dialog.words, "材料齐全")
        qtbot.keyClick(dialog.words, Qt.Key.Key_Return, CONTROL)

    officer.will_do(carefully(deed))
    qtbot.keyClick(stage.page.sheet.button("complete"), Qt.Key.Key_Return)
    step = stage.kept(case).steps[0]
    assert (step.done_on, step.by, step.opinion) == (TODAY, "林晓舟", "材料齐全")
    assert stage.changed == [case.id]
    assert stage.page.sheet.part(StepsPart).timeline.row_of("受理申请").standing == "已完成"
    assert stage.page.sheet.button("complete").text().startswith("完成「调查核实」")


def test_an_opinion_must_be_given_where_something_was_looked_into(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    case = up_to(office, StepKind.survey)
    stage = desk()
    stage.open(case)
    troubles: list[str] = []

    def deed(dialog: OpinionDialog) -> None:
        dialog.accept()
        troubles.append(dialog.trouble.text())
        dialog.reject()

    officer.will_do(carefully(deed))
    stage.page.sheet.button("complete").click()
    assert troubles == ["请填写「调查核实」的意见。"]
    assert stage.kept(case).current == case.current
    assert stage.changed == []


def test_a_ready_made_phrase_is_put_in_by_a_click(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    case = up_to(office, StepKind.survey)
    stage = desk()
    stage.open(case)

    def deed(dialog: OpinionDialog) -> None:
        phrase = next(b for b in dialog.findChildren(QPushButton) if b.text() == "已入户核实，情况属实")
        phrase.click()
        dialog.take.click()

    officer.will_do(carefully(deed))
    stage.page.sheet.button("complete").click()
    done = stage.kept(case).step(StepKind.survey)
    assert done is not None
    assert done.opinion == "已入户核实，情况属实"


def test_a_case_sent_back_says_why_and_comes_again(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    case = applied(office)
    stage = desk()
    stage.open(case)
    officer.will_do(sign("缺住院发票"), sign("已补交"))
    stage.page.sheet.button("send_back").click()
    assert stage.kept(case).state is State.returned
    assert "缺住院发票" in stage.page.sheet.now.state.text()
    assert stage.page.sheet.part(StepsPart).timeline.row_of("受理申请").state.text() == "已退回，等补正"
    stage.page.sheet.button("resubmit").click()
    assert stage.kept(case).state is State.open
    assert "已补交" in stage.kept(case).steps[0].opinion


def test_approval_takes_an_amount_goods_and_a_name(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    case = up_to(office, StepKind.decide)
    stage = desk()
    stage.open(case)

    def deed(dialog: ApproveDialog) -> None:
        dialog.accept()
        assert dialog.trouble.text() == "请填写批准的金额或实物，至少一样。"
        write(dialog.amount.edit, "1500")
        assert dialog.capitals.text() == "大写：人民币壹仟伍佰元整"
        dialog.goods.add_row.click()
        row = dialog.goods.rows[0]
        write(row.name, "大米")
        row.unit.set_value("袋")
        dialog.accept()
        assert dialog.trouble.text() == "请填写审批人姓名，审批表上要写明是谁决定的。"
        write(dialog.by, "高示范")
        dialog.accept()

    officer.will_do(carefully(deed))
    stage.page.sheet.button("approve").click()
    kept = stage.kept(case)
    assert kept.state is State.approved
    assert kept.approved_amount == Decimal("1500.00")
    assert kept.approved_goods == (Goods(name="大米", count=Decimal(1), unit="袋"),)
    assert kept.decided_by == "高示范"
    assert "1,500.00 元" in stage.page.sheet.now.state.text()


def test_one_who_handled_the_case_decides_it_only_with_a_reason_that_is_printed(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    case = up_to(office, StepKind.decide)
    handler = next(s.by for s in case.steps if s.kind is StepKind.accept)
    stage = desk()
    stage.open(case)
    reason = "单位只有一名工作人员，已报上级工会备案"

    def deed(dialog: ApproveDialog) -> None:
        write(dialog.amount.edit, "1500")
        assert dialog.alone.because.isHidden()
        write(dialog.by, handler)
        assert not dialog.alone.because.isHidden()
        assert "同一个人不能在一个案子里" in dialog.alone.told.text()
        dialog.accept()
        assert "印在审批表上" in dialog.trouble.text()
        write(dialog.by, "二")
        assert dialog.alone.because.isHidden()
        dialog.by.backspace()
        dialog.alone.look()
        write(dialog.alone.because, reason)
        dialog.accept()

    officer.will_do(carefully(deed))
    stage.page.sheet.button("approve").click()
    kept = stage.kept(case)
    assert kept.state is State.approved
    assert (kept.decided_by, kept.alone_because) == (handler, reason)


def test_where_somebody_else_can_decide_the_one_who_handled_it_cannot_even_with_a_reason(
    qtbot: QtBot, office: Office
) -> None:
    case = up_to(office, StepKind.decide)
    verdict = Verdict(outcome=Outcome.eligible, scheme_id="x", scheme_title="", edition="", on=TODAY)

    def together(by: str) -> SamePerson | None:
        said = f"{by} 已办过本案的「受理申请」，同一个人不能在一个案子里又经办又审批。"
        return SamePerson(said, ("周审批",)) if by == "林晓舟" else None

    dialog = ApproveDialog(case, verdict, "林晓舟", together=together)
    qtbot.addWidget(dialog)
    dialog.amount.edit.setText("800")
    assert "请由 周审批 登录办理" in dialog.wrong()
    assert dialog.alone.because.isHidden()
    refusal = RefuseDialog(Question(title="不予批准", words="不符合", by="林晓舟"), None, together)
    qtbot.addWidget(refusal)
    assert "请由 周审批 登录办理" in refusal.wrong()
    refusal.by.set_value("周审批")
    refusal.alone.look()
    assert refusal.wrong() == ""
    assert refusal.alone.value() == ""


def test_an_amount_of_nonsense_is_not_approved(qtbot: QtBot, office: Office) -> None:
    case = up_to(office, StepKind.decide)
    kept = approval.application(office, case.id or 0)
    verdict = Verdict(
        outcome=Outcome.eligible,
        scheme_id="x",
        scheme_title="示例方案",
        edition="",
        on=TODAY,
        amount=Decimal(800),
        amount_at_most=Decimal(800),
    )
    dialog = ApproveDialog(kept, verdict, "高示范")
    qtbot.addWidget(dialog)
    for text, said in (
        ("1e309", "科学记数法"),
        ("-5", "负数"),
        ("12.345", "小数超过两位"),
        ("800.01", "最多可以批准 800.00 元"),
    ):
        dialog.amount.edit.setText(text)
        assert said in dialog.wrong()
    dialog.amount.edit.setText("800")
    assert dialog.wrong() == ""


def test_the_level_that_decides_is_told_while_the_amount_is_typed(qtbot: QtBot, office: Office) -> None:
    case = up_to(office, StepKind.decide)
    verdict = Verdict(outcome=Outcome.eligible, scheme_id="x", scheme_title="", edition="", on=TODAY)

    def rule(amount: Decimal | None) -> Ruling:
        level = "乡镇" if amount is not None and amount <= 5000 else "县民政局"
        return Ruling(
            who=level, because=f"由{level}审批", refused="最少应当批准 100.00 元。" if amount == 1 else ""
        )

    dialog = ApproveDialog(case, verdict, "高示范", rule=rule)
    qtbot.addWidget(dialog)
    write(dialog.amount.edit, "5000")
    assert dialog.decider.text() == "审批权限：由乡镇审批。"
    dialog.amount.edit.clear()
    write(dialog.amount.edit, "5000.01")
    assert dialog.decider.text() == "审批权限：由县民政局审批。"
    dialog.amount.edit.clear()
    write(dialog.amount.edit, "1")
    assert dialog.decider.text() == ""
    assert dialog.wrong() == "按方案最少应当批准 100.00 元。"


def test_a_line_of_goods_can_be_taken_out_again(qtbot: QtBot, office: Office) -> None:
    case = up_to(office, StepKind.decide)
    verdict = Verdict(outcome=Outcome.eligible, scheme_id="x", scheme_title="", edition="", on=TODAY)
    both = (Goods(name="大米", unit="袋", value=Decimal(120)), Goods(name="食用油", unit="桶"))
    dialog = ApproveDialog(replace(case, goods=both), verdict)
    qtbot.addWidget(dialog)
    assert dialog.goods.value() == both
    dialog.goods.rows[0].removal.click()
    assert dialog.goods.value() == both[1:]
    dialog.goods.rows[0].count.edit.setText("0")
    assert "数量" in dialog.goods.problem()


def test_a_household_that_does_not_qualify_cannot_be_approved_and_is_refused_with_its_clauses(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    case = up_to(office, StepKind.decide, monthly="9000.00")
    stage = desk()
    stage.open(case)
    assert not stage.page.sheet.button("approve").isEnabled()
    assert "不能批准" in stage.page.sheet.now.state.text()
    begun: list[str] = []

    def deed(dialog: OpinionDialog) -> None:
        begun.append(dialog.words.value())
        dialog.accept()
        assert "姓名" in dialog.trouble.text()
        write(dialog.by, "高示范")
        dialog.accept()

    officer.will_do(carefully(deed))
    stage.page.sheet.button("refuse").click()
    kept = stage.kept(case)
    assert kept.state is State.refused
    assert kept.decision_reason == begun[0]
    assert "4,500.00 元" in begun[0]
    assert stage.page.sheet.now.main_button() is stage.page.sheet.button("tell")
    refused = [row.standing for row in stage.page.sheet.part(StepsPart).timeline.rows]
    assert refused.count("不予批准") == 1
    assert "不再办理" in refused


def test_a_case_is_withdrawn_at_the_applicants_wish(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    case = applied(office)
    stage = desk()
    stage.open(case)
    officer.will_do(sign("申请人自愿撤回"))
    stage.page.sheet.button("withdraw").click()
    assert stage.kept(case).state is State.withdrawn


def test_a_case_that_waits_for_notice_leads_there_and_one_that_hangs_to_its_notice(
    desk: Callable[[], Desk], office: Office
) -> None:
    case = up_to(office, StepKind.notice)
    stage = desk()
    stage.open(case)
    stage.page.edit()  # F2
    notice = noticing.post_notice(office, [case.id or 0], TODAY, 5, "公告栏")
    stage.page.refresh()
    assert stage.page.sheet.button("to_notice").text().startswith("查看公示")
    stage.page.sheet.button("to_notice").click()
    assert stage.went == [("notices", Awaiting(case.id or 0)), ("notices", notice.id)]


def test_an_error_of_the_office_is_told_and_changes_nothing(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    case = applied(office)
    stage = desk()
    stage.open(case)
    approval.complete_step(office, case.id or 0, "齐全", "别处的人")  # done elsewhere meanwhile
    approval.return_for_rework(office, case.id or 0, "缺发票", "别处的人")
    officer.will_do(sign("材料齐全"))
    stage.page.sheet.button("complete").click()
    assert officer.heard == [f"申请 {case.number} 已退回补正，请补正后先「重新提交」。"]


def test_the_tabs_turn_by_keys_and_show_the_kept_verdict(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office
) -> None:
    stage = desk()
    stage.open(applied(office))
    sheet = stage.page.sheet
    for _ in range(3):
        qtbot.keyClick(sheet, Qt.Key.Key_PageDown, CONTROL)
    assert sheet.parts.currentWidget() is sheet.part(VerdictPart)
    assert "1.5 × 低保标准 810.00" in sheet.part(VerdictPart).verdict.as_text()


def test_a_long_history_scrolls_by_page_down(qtbot: QtBot, office: Office) -> None:
    stage = Desk(qtbot, office, Applications, size=(700, 420))
    stage.open(applied(office))
    bar = stage.page.sheet.part(StepsPart).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(stage.page.sheet.button("complete"), Qt.Key.Key_PageDown)
    assert bar.value() > 0


# --- beginning one ---


def test_an_application_begins_from_a_verdict(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    kept = judged(office)
    stage = desk()

    def deed(dialog: ApplyDialog) -> None:
        assert dialog.applicant.value() == "陈练习"
        assert "本人大病" in dialog.reason.value()
        assert "调查核实　2026年11月16日前" in dialog.plan.text()
        dialog.received.edit.setText("2026年2月28日")
        dialog.accept()

    officer.will_do(carefully(deed))
    stage.page.show_item(kept)
    case = stage.page.sheet.case
    assert case is not None
    assert (case.applicant, case.applied_on) == ("陈练习", date(2026, 2, 28))
    assert stage.changed == [case.id]


def test_an_application_cannot_be_received_tomorrow(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    kept = judged(office)
    stage = desk()
    troubles: list[str] = []

    def deed(dialog: ApplyDialog) -> None:
        for text in ("2026-03-03", "2026-02-30"):
            dialog.received.edit.setText(text)
            dialog.accept()
            troubles.append(dialog.trouble.text())
        dialog.reject()

    officer.will_do(carefully(deed))
    stage.page.show_item(kept)
    assert "还没有到" in troubles[0]
    assert "2 月没有 30 日" in troubles[1]
    assert approval.browse_applications(office, stage.page.list.query) == []


def test_missing_papers_are_told_all_at_once_and_nothing_is_begun(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    kept = judged(office)
    missing = (
        Missing(fact="a", label="家庭收入", papers=("收入证明", "单位证明")),
        Missing(fact="b", label="户口类型"),
    )
    lacking = replace(kept, verdict=replace(kept.verdict, outcome=Outcome.incomplete, missing=missing))
    stage = desk()
    stage.page.show_item(lacking)
    assert "1. 家庭收入（收入证明、单位证明）\n2. 户口类型" in officer.heard[0]
    assert not stage.page.sheet_shown()


def test_a_second_application_for_the_same_is_refused_with_a_sentence(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    kept = judged(office)
    first = applying.apply(office, kept.id or 0, "", "")
    stage = desk()
    troubles: list[str] = []

    def deed(dialog: ApplyDialog) -> None:
        dialog.accept()
        troubles.append(dialog.trouble.text())
        dialog.reject()

    officer.will_do(carefully(deed))
    stage.page.show_item(kept)
    assert first.number in troubles[0]
    assert not stage.page.sheet_shown()
    assert [x.number for x in approval.browse_applications(office, stage.page.list.query)] == [first.number]


# --- papers ---


def test_the_approval_form_is_made_and_shown(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    case = applied(office)
    stage = desk()
    stage.open(case)
    shown: list[Path] = []

    def deed(preview: Preview) -> None:
        shown.append(preview.path)
        preview.close()

    officer.will_do(carefully(deed))
    stage.page.print()  # Ctrl+P
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert shown[0].parent == office.folder / "打印"
    assert case.number in shown[0].name
    assert shown[0].read_bytes().startswith(b"%PDF")


def test_all_that_was_found_is_printed_into_one_file(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    for name in ("陈练习", "吴样本", "郑虚构"):
        applied(office, name)
    stage = desk()
    pages: list[int] = []

    def deed(preview: Preview) -> None:
        pages.append(len(preview.paper))
        preview.close()

    officer.will_say("生成")
    officer.will_do(carefully(deed))
    stage.page.print()
    qtbot.waitUntil(lambda: bool(pages), timeout=30_000)
    assert pages[0] >= 3
    assert "3 份" in officer.heard[0]


# --- in the window ---


def test_the_keys_of_the_window_reach_the_page(qtbot: QtBot, office: Office, officer: Officer) -> None:
    case = applied(office)
    window = Window(office)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.go("applications", case.id)
    page = window.page()
    assert isinstance(page, Applications)
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is page.board.search
    page.open(case.id or 0)
    officer.will_do(sign("材料齐全"))
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert approval.application(office, case.id or 0).steps[0].done_on == TODAY


def test_an_unknown_case_is_told_and_the_list_stays(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    fill_in(office)
    stage = desk()
    stage.page.show_item(99)
    assert len(officer.heard) == 1
    assert not stage.page.sheet_shown()


def test_no_verdict_of_another_household_is_ever_shown(desk: Callable[[], Desk], office: Office) -> None:
    poor, rich = applied(office, "陈练习"), applied(office, "吴样本", "9000.00")
    stage = desk()
    for case, outcome in ((poor, Outcome.eligible), (rich, Outcome.ineligible), (poor, Outcome.eligible)):
        stage.open(case)
        kept: Assessment | None = stage.page.sheet.assessment
        assert kept is not None
        assert kept.verdict.outcome is outcome
        assert stage.page.sheet.part(VerdictPart).verdict.verdict == kept.verdict


def test_no_two_buttons_in_sight_share_a_mnemonic(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office
) -> None:
    stage = desk()
    refused = applied(office, "辛练习")
    deciding.refuse(office, refused.id or 0, "收入超过标准", "高示范")
    kinds = (StepKind.accept, StepKind.notice, StepKind.decide, StepKind.pay)
    for case in (None, refused, *(up_to(office, kind, f"{kind}练习") for kind in kinds)):
        if case is not None:
            stage.open(case)
        seen: dict[str, str] = {}
        for button in stage.page.findChildren(QPushButton):
            if button.isVisible() and "(&" in button.text():
                letter = button.text().split("(&")[1][0]
                assert letter not in seen, f"{letter}: {button.text()} and {seen.get(letter)}"
                seen[letter] = button.text()


def test_no_button_reaches_out_of_a_narrow_page(qtbot: QtBot, office: Office) -> None:
    case = up_to(office, StepKind.accept)
    stage = Desk(qtbot, office, Applications, size=(560, 600))
    stage.open(case)
    sheet = stage.page.sheet

    def right(button: QPushButton) -> int:
        return button.mapTo(sheet, QPoint()).x() + button.width()

    def fits() -> bool:
        buttons = [b for b in sheet.now.buttons.findChildren(QPushButton) if b.isVisible()]
        return len(buttons) > 1 and all(right(b) <= 560 for b in buttons)

    qtbot.waitUntil(fits)
    assert sheet.part(StepsPart).horizontalScrollBar().maximum() == 0
