"""会议和抽查 in the window: a meeting is written down, a check drawn and found, a round of places settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.casework import approval, drawing, intake, levels, meetings, placing, staff
from desktop.casework.office import Office
from desktop.domain.application import Application, State
from desktop.domain.household import Household
from desktop.domain.meeting import MeetingKind, Result
from desktop.domain.ranking import Standing
from desktop.domain.staff import Relative, Staff
from desktop.ui.dialogs.draw import DrawDialog, FoundDialog
from desktop.ui.dialogs.hold_meeting import HoldMeetingDialog
from desktop.ui.dialogs.meeting_point import PointDialog
from desktop.ui.dialogs.opinion import OpinionDialog
from desktop.ui.dialogs.places import PlaceRowDialog, PlacesDialog
from desktop.ui.pages.meetings.page import Meetings
from tests.gui.cases import Stage, carefully
from tests.gui.hands import Officer, write
from tests.unit.casework.test_deciding import TEXT, with_scheme
from tests.unit.casework.test_deciding import waiting as at_decision
from tests.unit.casework.test_drawing import CHECK
from tests.unit.casework.test_placing import waiting as standing
from tests.unit.casework.test_placing import with_places

D = Decimal
Builder = Callable[..., Household]


@pytest.fixture
def town(office: Office) -> Office:
    made = with_scheme(office)
    levels.record_own_levels(made, "levels", ["乡镇"])
    for name in ("周审批", "孙局长", "钱书记"):
        staff.record_staff(made, Staff(name=name))
    return made


@pytest.fixture
def three(town: Office, household: Builder) -> list[Application]:
    return [at_decision(town, intake.record_household(town, household(n))) for n in ("甲一", "乙二", "丙三")]


def soon(deed: Callable[[Any], None]) -> None:
    """Work on the dialog that opens next over another one."""
    QTimer.singleShot(50, lambda: deed(QApplication.activeModalWidget()))


def filled(dialog: HoldMeetingDialog) -> None:
    dialog.host.set_value("周审批")
    dialog.recorder.set_value("林晓舟")
    dialog.staff.set_value(("周审批", "孙局长", "钱书记"))
    dialog.staff.changed.emit()
    dialog.signers.set_value("周审批\n孙局长")


def test_an_approval_meeting_is_written_down_and_moves_its_cases(
    qtbot: QtBot, town: Office, three: list[Application], officer: Officer
) -> None:
    stage = Stage(qtbot, town, Meetings)
    part = stage.page.held  # pyright: ignore[reportAttributeAccessIssue]
    assert part.stack.currentWidget() is part.empty

    def point(dialog: PointDialog) -> None:
        dialog.amount.edit.clear()
        write(dialog.amount.edit, "3000")
        dialog.accept()

    def refused(dialog: PointDialog) -> None:
        dialog.outcome.set_value(Result.failed)
        dialog.accept()
        assert "写明理由" in dialog.trouble.text()
        dialog.words.set_value("收入高于标准")
        dialog.accept()

    def hold(dialog: HoldMeetingDialog) -> None:
        filled(dialog)
        assert "应到 3 人，实到 3 人" in dialog.quorum.text()
        dialog.model.tick([0, 1])
        dialog.accept()
        assert "还没有填写结果" in dialog.trouble.text()
        dialog.table.choose(0)
        soon(carefully(point))
        dialog.write.click()
        dialog.table.choose(1)
        soon(carefully(refused))
        dialog.write.click()
        assert dialog.sums.text() == "上会 2 件，通过 1 件；拟救助合计 0.00 元，批准合计 3,000.00 元"
        dialog.accept()

    officer.will_do(carefully(hold))
    part.new()
    assert [approval.application(town, c.id or 0).state for c in three] == [
        State.approved, State.refused, State.open
    ]  # fmt: skip
    assert part.said.text() == "共 2 件，通过 1 件；拟救助合计 0.00 元，批准合计 3,000.00 元"
    assert [line.applicant for line in part.cases.lines()] == ["甲一", "乙二"]
    part.below.choose(0)
    part.change()
    assert stage.went == [("applications", three[0].id)]


def test_what_stands_in_the_way_is_said_in_the_dialog_and_nothing_is_kept(
    qtbot: QtBot, town: Office, three: list[Application], household: Builder
) -> None:
    dialog = HoldMeetingDialog(town, MeetingKind.approval)
    qtbot.addWidget(dialog)
    filled(dialog)
    lines = dialog.model.lines()
    big = replace(lines[1], point=replace(lines[1].point, amount=D(6000)), set=True)
    small = replace(lines[0], point=replace(lines[0].point, amount=D(600)), set=True)
    dialog.model.show([small, big, lines[2]])
    dialog.model.tick([0, 1])
    dialog.accept()
    assert "第 2 件 乙二" in dialog.trouble.text()
    assert "由县民政局审批" in dialog.trouble.text()
    assert meetings.all_meetings(town) == []


def test_who_must_leave_the_room_stands_beside_the_case(
    qtbot: QtBot, town: Office, household: Builder
) -> None:
    one = staff.all_staff(town)[2]
    staff.record_staff(town, replace(one, relatives=(Relative(name="陈小习", relation="外孙女"),)))
    at_decision(town, intake.record_household(town, household("甲一")))
    dialog = HoldMeetingDialog(town, MeetingKind.approval)
    qtbot.addWidget(dialog)
    filled(dialog)
    assert dialog.model.lines()[0].avoided == ("钱书记",)
    dialog.model.tick([0])
    dialog.all_agreed()
    assert not dialog.model.lines()[0].set  # the plan leaves the sum open: it is asked for case by case
    draft = dialog.model.lines()[0]
    dialog.model.show([replace(draft, point=replace(draft.point, amount=D(600)))])
    dialog.model.tick([0])
    dialog.all_agreed()
    point = dialog.model.lines()[0].point
    assert (point.yes, point.no, point.abstain) == (2, 0, 0)
    assert [d.line.applicant for d in dialog.model.ticked()] == ["甲一"]


def test_a_point_beyond_the_levels_asks_for_the_reason_or_the_paper(
    qtbot: QtBot, town: Office, three: list[Application]
) -> None:
    line = meetings.waiting(town, MeetingKind.approval)[0]
    point = meetings.Point(application_id=line.id)
    dialog = PointDialog(town, line, point, MeetingKind.approval, 3)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    write(dialog.amount.edit, "6000")
    assert dialog.number.isVisible()
    assert dialog.wrong() == "这一数额由县民政局审批，请填写批复文号和日期。"
    dialog.amount.edit.clear()
    write(dialog.amount.edit, "20001")
    assert dialog.because.isVisible()
    assert "请填写「一事一议」的理由" in dialog.wrong()
    dialog.because.set_value("两人住院")
    assert dialog.wrong() == ""
    assert dialog.value().discussed_because == "两人住院"


def test_a_check_is_drawn_found_and_drawn_again(
    qtbot: QtBot, office: Office, household: Builder, officer: Officer
) -> None:
    county = with_scheme(office, text=TEXT.replace('[[steps]]\nkind = "accept"\n', CHECK, 1))
    for name in "一二三四":
        at_decision(county, intake.record_household(county, household(f"陈练{name}")))
    stage = Stage(qtbot, county, Meetings)
    page: Any = stage.page
    page.turn_to("draws")
    part = page.draws

    def draw(dialog: DrawDialog) -> None:
        assert "名单 4 件，要抽 2 件" in dialog.count.text()
        dialog.accept()
        assert "见证人" in dialog.trouble.text()
        dialog.witness.set_value("赵监督")
        dialog.drawn_by.set_value("周审批")
        dialog.accept()
        assert "写上当场抽出的数字" in dialog.trouble.text()
        dialog.seed.set_value("2026-03-02-7351")
        dialog.accept()

    officer.will_do(carefully(draw))
    part.new()
    held = drawing.all_draws(county)[0]
    assert (len(held.cases), len(held.chosen)) == (4, 2)
    assert [c.chosen for c in part.cases.lines()] == [True, True, False, False]

    def found(dialog: FoundDialog) -> None:
        dialog.sound.set_value(True)
        dialog.found.set_value("上门核实，情况一致")
        dialog.by.set_value("赵监督")
        dialog.accept()

    officer.will_do(carefully(found))
    part.below.choose(0)
    part.change()
    assert len(drawing.all_draws(county)[0].unchecked) == 1
    assert stage.said[-1] == "已登记；还有 1 件没有登记结果"
    part.below.choose(3)
    part.change()
    assert "没有被抽中" in officer.heard[-1]
    part.draw_again()
    assert "结果与记录一致" in officer.heard[-1]
    assert all(c.name in officer.heard[-1] for c in held.chosen)


def test_a_round_of_places_is_ranked_decided_settled_and_the_rest_refused(
    qtbot: QtBot, office: Office, household: Builder, officer: Officer
) -> None:
    few = with_places(office, 1)
    cases = [
        standing(few, household(n, monthly=m))
        for n, m in (("甲一", "1400"), ("乙二", "1400"), ("丙三", "1800"))
    ]
    stage = Stage(qtbot, few, Meetings)
    page: Any = stage.page
    page.turn_to("places")
    part = page.places

    def begin(dialog: PlacesDialog) -> None:
        assert dialog.places.value() == D(1)
        assert "困难打分由人填写" in dialog.told.text()
        dialog.accept()

    officer.will_do(carefully(begin))
    part.new()

    def score(dialog: PlaceRowDialog) -> None:
        write(dialog.fields["score"].edit, "5")
        dialog.accept()

    for _ in range(3):
        row = next(n for n, r in enumerate(part.cases.lines()) if "score" not in r.values)
        officer.will_do(carefully(score))
        part.below.choose(row)
        part.change()
    assert [(r.applicant, r.outcome) for r in part.cases.lines()] == [
        ("甲一", Standing.tied), ("乙二", Standing.tied), ("丙三", Standing.substitute)
    ]  # fmt: skip

    def decide(standing: Standing) -> Callable[[PlaceRowDialog], None]:
        def deed(dialog: PlaceRowDialog) -> None:
            dialog.outcome.set_value(standing)
            dialog.accept()

        return carefully(deed)

    for row, how in ((0, Standing.out), (1, Standing.chosen)):
        officer.will_do(decide(how))
        part.below.choose(row)
        part.change()

    def settle(dialog: OpinionDialog) -> None:
        dialog.by.set_value("评定小组")
        dialog.accept()
        assert "请写明理由" in dialog.trouble.text()
        dialog.words.set_value("乙二家有重病人")
        dialog.accept()

    officer.will_do(carefully(settle))
    part.settle_round()
    assert placing.all_rounds(few)[0].settled_by == "评定小组"
    assert not part.edit.isEnabled()

    def refuse(dialog: OpinionDialog) -> None:
        dialog.by.set_value("周审批")
        dialog.accept()

    officer.will_say("只办未评上的")
    officer.will_do(carefully(refuse))
    part.refuse_rest()
    states = [approval.application(few, c.id or 0).state for c in cases]
    assert states == [State.refused, State.open, State.open]


def test_empty_parts_say_what_to_do_and_keys_reach_them(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    stage = Stage(qtbot, office, Meetings)
    page: Any = stage.page
    for name, said in (
        ("held", "没有等待审批的申请"),
        ("places", "没有要评定名额的申请"),
        ("draws", "没有要列入抽查名单的申请"),
    ):
        page.turn_to(name)
        assert page.parts[name].stack.currentWidget() is page.parts[name].empty
        page.new()
        assert said in officer.heard[-1]
    qtbot.keyClick(page, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
