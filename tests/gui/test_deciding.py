"""The decision in the window: which level, its paper, a resolution, and who signed already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from desktop.casework import approval, deciding, first_aid, intake, levels
from desktop.casework import assessment as means
from desktop.casework.meetings import Point
from desktop.casework.office import Office
from desktop.domain.application import Application, Override
from desktop.domain.authority import Reply
from desktop.domain.benefit import Benefit
from desktop.domain.household import Household
from desktop.domain.listing import ApplicationQuery
from desktop.domain.meeting import MeetingKind
from desktop.ui.dialogs.decide import ApproveDialog
from desktop.ui.dialogs.decide_more import signed_words
from desktop.ui.dialogs.first_aid import FirstAidDialog
from desktop.ui.dialogs.meeting_point import PointDialog
from desktop.ui.dialogs.own_levels import OwnLevelsDialog
from desktop.ui.pages.applications import Applications
from desktop.ui.pages.case.decided_words import first_aid_owed, first_aid_told, level_told, override_told
from desktop.ui.pages.schemes import Schemes
from desktop.ui.pages.schemes_figures import LEVELS
from tests.conftest import Clock
from tests.gui.cases import Stage, carefully
from tests.gui.hands import Officer, write
from tests.unit.casework.test_deciding import waiting, with_scheme
from tests.unit.casework.test_ending import begin, kept

__all__ = ["kept"]

D = Decimal
Builder = Callable[..., Household]


@pytest.fixture
def town(office: Office) -> Office:
    return with_scheme(office)


def opened(qtbot: QtBot, office: Office, case: Application) -> ApproveDialog:
    verdict = means.assessment(office, case.assessment_id).verdict
    case = approval.application(office, case.id or 0)
    dialog = ApproveDialog(case, verdict, "周审批", asked=deciding.to_decide(office, case.id or 0))
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    return dialog


def aiding(qtbot: QtBot, office: Office, case: Application) -> FirstAidDialog:
    dialog = FirstAidDialog(
        case,
        first_aid.aidable(office, case.id or 0),
        "周审批",
        papers_by=lambda days: first_aid.papers_by(office, days),
    )
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    return dialog


def typed(dialog: ApproveDialog, yuan: str) -> None:
    dialog.amount.edit.clear()
    write(dialog.amount.edit, yuan)


def test_the_office_is_asked_once_which_level_it_is(qtbot: QtBot, town: Office, household: Builder) -> None:
    case = waiting(town, intake.record_household(town, household()))
    dialog = opened(qtbot, town, case)
    assert dialog.level is not None
    assert dialog.level.own.isVisible()
    typed(dialog, "3000")
    assert dialog.level.number.isVisible()  # nobody said yet that this office is the township
    dialog.level.own.set_value(("乡镇",))
    dialog.level.own.changed.emit()
    assert not dialog.level.number.isVisible()
    assert dialog.wrong() == ""
    assert dialog.value().own_levels == ("乡镇",)
    levels.record_own_levels(town, "levels", ["乡镇"])
    again = opened(qtbot, town, case)
    assert again.level is not None
    assert not again.level.own.isVisible()
    assert again.value().own_levels is None


def test_the_dialog_opens_no_higher_than_what_it_shows(
    qtbot: QtBot, town: Office, household: Builder
) -> None:
    dialog = opened(qtbot, town, waiting(town, intake.record_household(town, household())))
    empty = dialog.body.viewport().height() - dialog.body.inside.sizeHint().height()
    assert dialog.body.verticalScrollBar().maximum() == 0
    assert empty < 60, "fields that are hidden leave no room behind"


def test_above_its_own_level_the_other_levels_paper_is_asked_for(
    qtbot: QtBot, town: Office, household: Builder
) -> None:
    levels.record_own_levels(town, "levels", ["乡镇"])
    case = waiting(town, intake.record_household(town, household()))
    dialog = opened(qtbot, town, case)
    assert dialog.level is not None
    typed(dialog, "5000")
    assert not dialog.level.number.isVisible()
    typed(dialog, "5001")
    assert dialog.level.number.isVisible()
    assert "要由县民政局审批，本单位不能自行批准" in dialog.level.higher.text()
    assert dialog.wrong() == "这一数额由县民政局审批，请填写批复文号。"
    dialog.level.number.set_value("示民批〔2026〕18 号")
    assert dialog.wrong() == "请填写批复日期，决定就从那一天算起。"
    dialog.level.day.set_value(town.today())
    assert dialog.wrong() == ""
    assert dialog.value().reply == Reply(number="示民批〔2026〕18 号", on=town.today())
    typed(dialog, "100")
    assert dialog.value().reply is None


def test_beyond_every_level_a_resolution_is_asked_for(qtbot: QtBot, town: Office, household: Builder) -> None:
    levels.record_own_levels(town, "levels", ["乡镇"])
    case = waiting(town, intake.record_household(town, household()))
    dialog = opened(qtbot, town, case)
    part = dialog.resolution
    assert part is not None
    assert not part.because.isVisible()
    typed(dialog, "20001")
    assert part.because.isVisible()
    assert "请填写「一事一议」的理由" in dialog.wrong()
    part.because.set_value("一家两人住院")
    part.signed_by.set_value("孙局长")
    assert dialog.wrong() == "「一事一议」至少由 2 个不同的人签字，一行写一个。"
    part.signed_by.set_value("孙局长\n钱书记")
    assert "会议纪要编号" in dialog.wrong()
    part.meeting.set_value("HY2026-0001")
    assert dialog.wrong() == ""
    assert dialog.value().override == Override(
        because="一家两人住院", signed_by=("孙局长", "钱书记"), meeting="HY2026-0001"
    )


def test_a_full_ceiling_leaves_the_way_of_a_resolution_open_on_the_page(
    qtbot: QtBot, town: Office, household: Builder
) -> None:
    levels.record_own_levels(town, "levels", ["乡镇"])
    home = intake.record_household(town, household())
    reply = Reply(number="示民批〔2026〕18 号", on=town.today())
    deciding.approve(town, waiting(town, home).id or 0, D(20000), (), "同意", "周审批", reply=reply)
    case = waiting(town, home)
    page = Stage(qtbot, town, Applications).page
    assert isinstance(page, Applications)
    page.open(case.id or 0)
    assert page.sheet.now.state.text() == (
        "办理中。核对结论为「不符合」：封顶已经用完。确需批准的，须「一事一议」；否则按「不予批准」办理。"
    )
    assert page.sheet.button("approve").isEnabled()
    dialog = opened(qtbot, town, case)
    part = dialog.resolution
    assert part is not None
    assert part.because.isVisible()
    typed(dialog, "2000")
    assert "请填写「一事一议」的理由" in dialog.wrong()
    part.because.set_value("又有一人住院")
    part.signed_by.set_value("孙局长\n钱书记")
    part.meeting.set_value("HY2026-0001")
    assert dialog.wrong() == ""


def test_a_decision_that_gives_nothing_speaks_of_no_sum(
    qtbot: QtBot, office: Office, kept: Benefit, clock: Clock
) -> None:
    walk = begin(office, clock, kept, "11-09")
    walk.do("accept", "11-09")
    walk.survey("survey", "11-10")
    walk.hang("11-10", 7)
    walk.take_down("11-18")
    dialog = opened(qtbot, office, walk.case)
    assert dialog.level is not None
    assert "本单位就是这一级的，请在上面勾选" in dialog.level.higher.text()
    assert dialog.wrong() == (
        "本案由县级人民政府民政部门审批，请填写批复文号；本单位就是这一级的，请在上面勾选。"
    )
    line = next(x for x in approval.browse_applications(office, ApplicationQuery()) if x.id == walk.id)
    point = PointDialog(office, line, Point(application_id=walk.id), MeetingKind.approval, 3)
    qtbot.addWidget(point)
    point.show()
    assert not point.amount.isVisible()
    assert point.wrong() == "本案由县级人民政府民政部门审批，请填写批复文号和日期。"
    assert point.decider.text() == "审批权限：由县级人民政府民政部门审批。"
    levels.record_own_levels(office, "plan-09-end", ["县级人民政府民政部门"])
    again = PointDialog(office, line, Point(application_id=walk.id), MeetingKind.approval, 3)
    qtbot.addWidget(again)
    again.show()
    assert again.wrong() == ""


def test_the_second_who_signs_sees_the_first_and_the_sum(
    qtbot: QtBot, office: Office, household: Builder
) -> None:
    two = with_scheme(office, "signatures = 2")
    levels.record_own_levels(two, "levels", ["乡镇"])
    case = waiting(two, intake.record_household(two, household()))
    assert signed_words(deciding.to_decide(two, case.id or 0)) == "还须 2 人签字，每人各登记一次。"
    deciding.approve(two, case.id or 0, D(3000), (), "同意", "周审批")
    dialog = opened(qtbot, two, case)
    assert dialog.signed.text() == ("已签字：周审批（2026年3月2日），金额和实物要与其一致。签完即批准。")
    assert dialog.amount.value() == D(3000)


def test_help_at_once_is_given_from_the_case(qtbot: QtBot, town: Office, household: Builder) -> None:
    levels.record_own_levels(town, "levels", ["乡镇"])
    case = waiting(town, intake.record_household(town, household()))
    dialog = aiding(qtbot, town, case)
    assert not dialog.level.own.isVisible()
    assert dialog.wrong() == "请填写先行救助的金额或实物，至少一样。"
    assert dialog.until.text() == "到 2026年3月16日止"  # ten working days from 2 March: 3-6, 9-13, 16
    write(dialog.amount.edit, "20001")
    assert "先行救助只能在权限和封顶以内" in dialog.wrong()
    dialog.amount.edit.clear()
    write(dialog.amount.edit, "2000")
    assert "由乡镇审批" in dialog.decider.text()
    assert dialog.wrong() == "请写明紧急情况。"
    dialog.because.set_value("房屋失火")
    assert dialog.wrong() == ""
    given = dialog.value()
    assert (given.amount, given.because, given.days, given.by) == (D(2000), "房屋失火", 10, "周审批")
    assert given.own_levels is None


def test_help_at_once_asks_which_level_the_office_is_and_stays_open_beyond_it(
    qtbot: QtBot, town: Office, household: Builder
) -> None:
    case = waiting(town, intake.record_household(town, household()))
    dialog = aiding(qtbot, town, case)
    assert dialog.level.own.isVisible()
    write(dialog.amount.edit, "2000")
    dialog.because.set_value("房屋失火")
    assert "要由乡镇审批。本单位就是这一级的，请在上面勾选" in dialog.wrong()
    dialog.level.own.set_value(("县民政局",))
    dialog.level.own.changed.emit()
    assert dialog.wrong() == "要由乡镇审批，本单位不能自行先行救助。情况紧急的，请立即报请乡镇决定。"
    dialog.level.own.set_value(("乡镇",))
    dialog.level.own.changed.emit()
    assert not dialog.higher.isVisible()
    assert dialog.wrong() == ""
    given = dialog.value()
    assert given.own_levels == ("乡镇",)
    aided = first_aid.aid_first(
        town, case.id or 0, given.amount, (), given.because, given.by, own_levels=given.own_levels
    )
    assert aided.first_aid is not None
    assert levels.levels(town, "levels").own == ("乡镇",)

    other = waiting(town, intake.record_household(town, household("别家")))
    again = aiding(qtbot, town, other)
    write(again.amount.edit, "6000")
    assert again.higher.isVisible()
    assert again.wrong() == "要由县民政局审批，本单位不能自行先行救助。情况紧急的，请立即报请县民政局决定。"


def test_what_was_given_at_once_is_the_least_that_is_approved(
    qtbot: QtBot, town: Office, household: Builder
) -> None:
    levels.record_own_levels(town, "levels", ["乡镇"])
    case = waiting(town, intake.record_household(town, household()))
    first_aid.aid_first(town, case.id or 0, D(2000), (), "房屋失火", "周审批")
    dialog = opened(qtbot, town, case)
    assert "已先行救助 2,000.00 元：批准金额包括它，批准以后只补发其余部分。" in dialog.told.text()
    typed(dialog, "1999.99")
    assert dialog.wrong() == "已先行救助 2,000.00 元，批准金额不能少于它。"
    typed(dialog, "2000")
    assert dialog.wrong() == ""


def test_the_page_of_schemes_says_which_level_this_office_is(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    stage = Stage(qtbot, office, Schemes)
    stage.page.show_item("plan-31")
    page = cast(Schemes, stage.page)

    def tick(dialog: OwnLevelsDialog) -> None:
        dialog.own.set_value(("乡镇人民政府（街道办事处）",))
        dialog.accept()

    officer.will_do(carefully(tick))
    page.parameters.buttons[LEVELS].click()
    assert levels.levels(office, "plan-31").own == ("乡镇人民政府（街道办事处）",)
    assert stage.said[-1].endswith("本单位是乡镇人民政府（街道办事处）")
    assert page.parameters.buttons[LEVELS].text() == "修改…"
    stage.page.show_item("plan-03")
    assert LEVELS not in page.parameters.buttons


def test_the_case_tells_its_level_its_resolution_and_what_was_given_at_once(
    town: Office, household: Builder
) -> None:
    levels.record_own_levels(town, "levels", ["乡镇"])
    case = waiting(town, intake.record_household(town, household()))
    assert (level_told(case), override_told(case), first_aid_told(case, town.today())) == ("", "", "")
    aided = first_aid.aid_first(town, case.id or 0, D(2000), (), "房屋失火", "周审批", 5)
    told = "2026年3月2日 周审批 决定先行救助 2,000.00 元：房屋失火；2026年3月9日前补办手续"
    assert first_aid_told(aided, date(2026, 3, 9)) == told
    owed = "已先行救助 2,000.00 元，2026年3月9日前补办手续"
    assert first_aid_owed(case, date(2026, 3, 9)) == ""
    assert first_aid_owed(aided, date(2026, 3, 9)) == f"{owed}，今天到期。"
    assert first_aid_owed(aided, date(2026, 3, 11)) == f"{owed}，逾期 2 天。"
    assert first_aid_told(aided, date(2026, 3, 11)) == f"{told}，已逾期 2 天"
    reply = Reply(number="示民批〔2026〕18 号", on=town.today())
    done = deciding.approve(town, case.id or 0, D(6000), (), "同意", "孙局长", reply=reply)
    assert level_told(done) == "县民政局，批复 示民批〔2026〕18 号"
    assert first_aid_owed(done, date(2026, 3, 11)) == ""
    assert first_aid_told(done, date(2026, 3, 11)) == told
    second = waiting(town, intake.record_household(town, household("别家")))
    resolved = Override(because="一家两人住院", signed_by=("孙局长", "钱书记"), meeting="HY2026-0001")
    done = deciding.approve(town, second.id or 0, D(20001), (), "同意", "周审批", override=resolved)
    assert level_told(done) == "一事一议"
    assert override_told(done) == "一家两人住院。签字人：孙局长、钱书记；纪要 HY2026-0001"
