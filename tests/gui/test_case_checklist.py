"""材料 of a case on screen: ticking, scans, telling once what is missing, the clock going on, and turning away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.casework import applying, approval, attachments, case_papers, deciding, lacking
from desktop.casework.office import Office
from desktop.domain.application import Application, State
from desktop.domain.attachment import PaperKind
from desktop.domain.filing import Filing
from desktop.domain.household import Household
from desktop.domain.lacking import CasePaper
from desktop.domain.scheme_reading import parse_scheme
from desktop.ui.dialogs.attach import AttachDialog
from desktop.ui.dialogs.case_paper import CasePaperDialog
from desktop.ui.dialogs.opinion import OpinionDialog
from desktop.ui.dialogs.tell_lacking import TellLackingDialog
from desktop.ui.pages.applications import Applications
from desktop.ui.pages.case.lacking_deeds import ReceiptDialog
from desktop.ui.pages.case.papers_part import PapersPart
from tests.conftest import Clock
from tests.gui.cases import Stage, carefully
from tests.gui.hands import Officer, write
from tests.unit.casework.test_applying import having, judged, kept, scheme
from tests.unit.casework.test_payout_papers import TEXT_AT_PAY

__all__ = ["kept"]
MONDAY = date(2026, 3, 2)


class Desk(Stage):
    """The page of applications with one case open at its papers."""

    page: Applications

    def open(self, case: Application) -> PapersPart:
        self.page.open(case.id or 0)
        self.page.sheet.turn_to("材料")
        return self.page.sheet.part(PapersPart)

    def cells(self, row: int) -> list[str]:
        model = self.page.sheet.part(PapersPart).model
        return [str(model.index(row, n).data()) for n in range(model.columnCount())]


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Callable[[str], Desk]:
    return lambda more="": Desk(
        qtbot, having(office, scheme("one", more=more, due="due = { workdays = 5 }")), Applications
    )


def begun(stage: Desk, household: Household, *brought: str) -> Application:
    (case,) = applying.apply_together(
        stage.office, judged(stage.office, household.id or 0, "one"), Filing(brought=frozenset(brought))
    )
    return case


def test_papers_are_ticked_by_space_and_the_tick_taken_off_again(
    qtbot: QtBot, desk: Callable[[str], Desk], kept: Household
) -> None:
    stage = desk("")
    part = stage.open(begun(stage, kept, "身份证"))
    assert (
        part.told.text()
        == "共 2 项，收到 1 项，还缺 1 项。受理前请补齐，或者一次性告知申请人；本案不需要的，登记时写明原因。"
    )
    assert QApplication.focusWidget() is part.table
    assert stage.cells(1)[:3] == ["申请书", "2 份", "还缺"]
    qtbot.keyClick(part.table, Qt.Key.Key_Down)
    qtbot.keyClick(part.table, Qt.Key.Key_Space)
    assert stage.cells(1)[2] == "2026年3月2日收到"
    assert part.told.text() == "共 2 项，收到 2 项，还缺 0 项。材料齐全。"
    assert part.came.text() == "取消收到(&I)"
    assert part.table.currentIndex().row() == 1, "the cursor stays"
    qtbot.keyClick(part.table, Qt.Key.Key_Space)
    assert stage.cells(1)[2] == "还缺"
    part.all_came.click()
    assert stage.cells(1)[2] == "2026年3月2日收到"
    assert not part.all_came.isEnabled()


def test_once_approved_only_what_the_payment_asks_for_is_ticked(
    qtbot: QtBot, office: Office, kept: Household
) -> None:
    stage = Desk(qtbot, having(office, parse_scheme(TEXT_AT_PAY, "one.toml")), Applications)
    case = begun(stage, kept, "身份证", "申请书")
    approval.complete_step(stage.office, case.id or 0, "齐全", "林晓舟")
    deciding.approve(stage.office, case.id or 0, Decimal(100), (), "同意", "高示范")
    part = stage.open(case)
    said = "共 4 项，收到 2 项，还缺 1 项。收到后在这里登记；本案不需要的，登记时写明原因。"
    assert part.told.text() == said
    assert stage.cells(2)[2:4] == ["没有交（不是必须）", "现金发放的才交"]
    part.table.choose(0)
    assert (part.came.isEnabled(), part.change.isEnabled(), part.add_one.isEnabled()) == (False,) * 3
    part.table.choose(3)
    assert part.change.isEnabled()
    qtbot.keyClick(part.table, Qt.Key.Key_Space)
    assert stage.cells(3)[:3] == ["入户发放照片", "1 份", "2026年3月2日收到"]
    assert part.told.text() == "共 4 项，收到 3 项，还缺 0 项。材料齐全。"


def test_a_paper_is_waived_with_a_reason_or_asked_for_besides(
    qtbot: QtBot, desk: Callable[[str], Desk], kept: Household, officer: Officer
) -> None:
    stage = desk("")
    case = begun(stage, kept, "身份证")
    part = stage.open(case)
    part.table.choose(1)
    troubles: list[str] = []

    def waive(dialog: CasePaperDialog) -> None:
        dialog.waived.setChecked(True)
        dialog.accept()
        troubles.append(dialog.trouble.text())
        write(dialog.remark, "口述，已记录")
        dialog.accept()

    officer.will_do(carefully(waive))
    qtbot.keyClick(part.table, Qt.Key.Key_Return)
    assert "写明原因" in troubles[0]
    assert stage.cells(1)[2:4] == ["免交", "口述，已记录"]

    def besides(dialog: CasePaperDialog) -> None:
        dialog.accept()
        troubles.append(dialog.trouble.text())
        write(dialog.name, "收入证明")
        write(dialog.remark, "单位盖章")
        dialog.accept()

    officer.will_do(carefully(besides))
    qtbot.keyClick(part.table, Qt.Key.Key_Insert)
    assert "材料名称" in troubles[1]
    assert stage.cells(2)[:4] == ["收入证明", "1 份", "还缺", "单位盖章"]
    assert "免交 1 项，还缺 1 项" in part.told.text()


def test_a_scan_is_chosen_among_the_households_or_added(
    qtbot: QtBot,
    desk: Callable[[str], Desk],
    kept: Household,
    officer: Officer,
    tmp_path: Path,
) -> None:
    stage = desk("")
    case = begun(stage, kept)
    here = attachments.attach_bytes(stage.office, kept.id or 0, PaperKind.identity_card, "证件.png", b"x")
    part = stage.open(case)

    def choose(dialog: CasePaperDialog) -> None:
        dialog.scan.set_value(here.id)
        dialog.received.set_value(MONDAY)
        dialog.accept()

    officer.will_do(carefully(choose))
    part.table.choose(0)
    part.change.click()
    assert stage.cells(0)[4] == "证件.png"
    assert part.view.isEnabled()
    scan = tmp_path / "申请书.pdf"
    scan.write_bytes(b"%PDF-1.4 invented")
    officer.will_do(carefully(described))
    added = part.take_in(scan, part)
    assert added is not None
    assert added.household_id == kept.id

    def add(dialog: CasePaperDialog) -> None:
        dialog.scan.set_value(added.id)
        dialog.received.set_value(MONDAY)
        dialog.accept()

    officer.will_do(carefully(add))
    part.table.choose(1)
    part.change.click()
    assert stage.cells(1)[2] == "2026年3月2日收到"
    assert stage.cells(1)[4] == "申请书.pdf"
    assert [a.shown_name for a in attachments.attachments_of(stage.office, kept.id or 0)] == [
        "证件.png",
        "申请书.pdf",
    ]


def test_a_scan_added_from_a_file_is_chosen_and_the_paper_has_come(
    qtbot: QtBot, office: Office, kept: Household
) -> None:
    scan = attachments.attach_bytes(office, kept.id or 0, PaperKind.application, "新.pdf", b"x")
    dialog = CasePaperDialog(CasePaper(name="申请书"), (), MONDAY, lambda _parent: scan)
    qtbot.addWidget(dialog)
    dialog.from_file.click()
    made = dialog.value()
    assert (made.attachment_id, made.received_on) == (scan.id, MONDAY)


def described(dialog: AttachDialog) -> None:
    dialog.kind.set_value(PaperKind.application)
    dialog.accept()


def test_telling_what_is_missing_stops_the_clock_and_the_last_paper_starts_it(
    qtbot: QtBot, desk: Callable[[str], Desk], kept: Household, officer: Officer, clock: Clock
) -> None:
    stage = desk("")
    case = begun(stage, kept)
    part = stage.open(case)

    def tell(dialog: TellLackingDialog) -> None:
        first, second = dialog.wanted.values()
        assert first.hasFocus()
        write(second, "本人签名，盖村委会公章")
        assert dialog.bring_by.value() == date(2026, 3, 16)
        assert not dialog.because.isVisible()
        write(dialog.received_by, "陈练习")
        dialog.accept()

    officer.will_do(carefully(tell))
    part.tell.click()
    (letter,) = lacking.letters_of(stage.office, case.id or 0)
    assert letter.papers == ("身份证　1 份", "申请书　2 份　本人签名，盖村委会公章")
    assert (letter.how, letter.received_by, letter.told_by) == ("当面交给", "陈练习", "林晓舟")
    assert "停表" in stage.said[-1]
    sheet = stage.page.sheet
    stopped = approval.application(stage.office, case.id or 0)
    assert stopped.paused is not None
    sheet.tabs.setCurrentIndex(0)
    assert sheet.now.todo.text() == "现在该办：等申请人补齐材料，2026年3月2日起停表"
    assert sheet.button("papers").isVisible()
    assert not sheet.button("complete").isVisible()
    clock.day = date(2026, 3, 18)
    qtbot.keyClick(sheet, Qt.Key.Key_F2)
    sheet.do_main()
    part = sheet.part(PapersPart)
    sheet.refresh()
    assert sheet.parts.currentWidget() is part
    assert "已过 2 天" in part.told.text()
    assert part.told.property("kind") == "band-bad"
    part.all_came.click()
    assert "「受理」2026年3月9日 → 2026年3月25日" in officer.heard[-1]
    again = approval.application(stage.office, case.id or 0)
    assert again.paused is None
    assert stage.changed[-1] == case.id


def test_a_second_letter_asks_for_the_reason(
    desk: Callable[[str], Desk], kept: Household, officer: Officer
) -> None:
    stage = desk("")
    case = begun(stage, kept)
    part = stage.open(case)
    officer.will_do(carefully(lambda dialog: dialog.accept()))
    part.tell.click()
    case_papers.record_papers(stage.office, case.id or 0, [CasePaper(name="收入证明")], "林晓舟")
    part = stage.open(case)
    troubles: list[str] = []

    def again(dialog: TellLackingDialog) -> None:
        assert "收入证明" in dialog.late.text()
        assert dialog.because.isVisible()
        dialog.accept()
        troubles.append(dialog.trouble.text())
        write(dialog.because, "家访后才知道")
        dialog.accept()

    officer.will_do(carefully(again))
    part.tell.click()
    assert "第一次没有说" in troubles[0]
    assert len(lacking.letters_of(stage.office, case.id or 0)) == 2
    officer.will_do(carefully(sign_for))
    part.letters.choose(0)
    part.sign.click()
    first, second = lacking.letters_of(stage.office, case.id or 0)
    assert (first.received_by, second.received_by) == ("陈代收", "")


def sign_for(dialog: ReceiptDialog) -> None:
    write(dialog.received_by, "陈代收")
    dialog.accept()


def test_nothing_missing_is_told_so(desk: Callable[[str], Desk], kept: Household, officer: Officer) -> None:
    stage = desk("")
    part = stage.open(begun(stage, kept, "身份证", "申请书"))
    assert not part.tell.isEnabled()
    stage.page.sheet.tabs.setCurrentIndex(0)
    stage.page.sheet.button("lacking").click()
    assert "都已收到或者免交" in officer.heard[0]


def test_a_case_is_turned_away_before_it_is_taken(
    desk: Callable[[str], Desk], kept: Household, officer: Officer
) -> None:
    stage = desk("")
    case = begun(stage, kept, "身份证", "申请书")
    stage.page.open(case.id or 0)

    def deed(dialog: OpinionDialog) -> None:
        write(dialog.words, "户籍不在本县")
        dialog.accept()

    officer.will_do(carefully(deed))
    stage.page.sheet.button("decline").click()
    done = approval.application(stage.office, case.id or 0)
    assert (done.state, done.decision_reason) == (State.refused, "户籍不在本县")
    assert stage.page.sheet.button("print_declined").isVisible()
    assert not stage.page.sheet.button("print_refusal").isVisible(), "nothing was decided"
    part = stage.open(case)
    assert not any(b.isEnabled() for b in (part.came, part.all_came, part.change, part.add_one, part.tell))
    other = begun(stage, kept, "身份证", "申请书")
    approval.complete_step(stage.office, other.id or 0, "齐全", "林晓舟")
    stage.page.open(other.id or 0)
    assert not stage.page.sheet.button("decline").isVisible()


@pytest.mark.parametrize("more", ["", "[bring]\nworkdays = 3\ngiven_up = true"])
def test_a_case_whose_papers_never_come_is_ended(
    desk: Callable[[str], Desk], kept: Household, officer: Officer, clock: Clock, more: str
) -> None:
    stage = desk(more)
    case = begun(stage, kept)
    part = stage.open(case)
    officer.will_do(carefully(lambda dialog: dialog.accept()))
    part.tell.click()
    clock.day = date(2026, 4, 1)
    stage.page.open(case.id or 0)
    troubles: list[str] = []

    def end(dialog: OpinionDialog) -> None:
        if not more:
            dialog.accept()
            troubles.append(dialog.trouble.text())
            write(dialog.words, "电话里说不办了")
        dialog.accept()

    officer.will_do(carefully(end))
    stage.page.sheet.button("give_up").click()
    assert approval.application(stage.office, case.id or 0).state is State.withdrawn
    assert bool(troubles) is not bool(more)


def test_long_names_and_many_papers_fit(qtbot: QtBot, desk: Callable[[str], Desk], kept: Household) -> None:
    stage = desk("")
    case = begun(stage, kept)
    many = [
        CasePaper(
            name=f"第 {n} 份：低保证、五保供养证、定期定量抚恤补助证、定期定量救济证复印件",
            remark="加盖公章，写明日期，注明与原件一致",
        )
        for n in range(1, 15)
    ]
    case_papers.record_papers(stage.office, case.id or 0, many, "林晓舟")
    part = stage.open(case)
    assert part.model.rowCount() == 16
    qtbot.waitUntil(lambda: part.table.height() == part.table.height_for(12))
    assert part.table.horizontalScrollBar().maximum() == 0
    assert part.horizontalScrollBar().maximum() == 0
