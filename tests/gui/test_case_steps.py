"""What steps ask for on screen: a visit by two, votes, signatures of several, leaving out, sending back to a step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.casework import approval, attachments, staff
from desktop.casework.office import Office
from desktop.domain.application import Application, State, StepKind
from desktop.domain.attachment import PaperKind
from desktop.domain.case_event import Happened
from desktop.domain.staff import Staff
from desktop.domain.step_record import Survey
from desktop.store.library import Library
from desktop.ui.dialogs.decide import RefuseDialog
from desktop.ui.dialogs.opinion import OpinionDialog, Question
from desktop.ui.dialogs.send_back import SendBackDialog
from desktop.ui.dialogs.survey import NOBODY_ELSE, SurveyDialog
from desktop.ui.dialogs.vote import VoteDialog
from desktop.ui.pages.applications import Applications
from tests.gui.cases import PLAN, Stage, applied, carefully, up_to
from tests.gui.hands import Officer, write

CONTROL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 3, 2)
PHOTO = b"\xff\xd8\xff\xe0 a photograph"


class Desk(Stage):
    """The page of applications on a stage."""

    page: Applications

    def kept(self, case: Application) -> Application:
        return approval.application(self.office, case.id or 0)

    def do(self, name: str) -> None:
        self.page.sheet.button(name).click()


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Callable[..., Desk]:
    def opened(case: Application, where: Office = office) -> Desk:
        stage = Desk(qtbot, where, Applications)
        stage.page.open(case.id or 0)
        return stage

    return opened


def asking(office: Office, folder: Path, before: str, after: str) -> Office:
    """The office with a plan 3 of its own."""
    text = (Path(__file__).parents[2] / "resources" / "schemes" / f"{PLAN}.toml").read_text("utf-8")
    assert text.count(before) == 1
    folder.mkdir()
    (folder / f"{PLAN}.toml").write_text(text.replace(before, after), "utf-8")
    return replace(office, library=Library(folder))


@pytest.fixture
def voting(office: Office, tmp_path: Path) -> Office:
    """An office whose plan 3 has 民主评议 in place of its review, to be held or left out."""
    return asking(
        office,
        tmp_path / "own",
        'kind = "review"\nlabel = "审核填表汇总"\n',
        'kind = "appraisal"\nlabel = "民主评议"\noptional = true\n',
    )


# --- a visit at home ---


def test_a_visit_takes_two_names_from_the_staff_by_their_initials(
    qtbot: QtBot, desk: Callable[..., Desk], office: Office, officer: Officer
) -> None:
    staff.record_staff(office, Staff(name="高示范"))
    case = up_to(office, StepKind.survey)
    photo = attachments.attach_bytes(office, case.household_id, PaperKind.photo, "厨房.jpg", PHOTO)
    attachments.attach_bytes(office, case.household_id, PaperKind.bill, "发票.jpg", PHOTO)
    stage = desk(case)

    def deed(dialog: SurveyDialog) -> None:
        assert not dialog.home.isChecked()  # 调查核实 is not by itself a visit
        assert dialog.first.isHidden()
        dialog.home.setChecked(True)
        assert dialog.by.isHidden()
        assert dialog.first.value() == "林晓舟"
        dialog.second.setFocus()
        qtbot.keyClicks(dialog.second, "gsf")
        qtbot.keyClick(dialog.second, Qt.Key.Key_Space)
        assert dialog.second.value() == "高示范"
        dialog.there.set_value("陈练习")
        write(dialog.found, "住房一间，无大件家电")
        assert [dialog.photos.item(n).text() for n in range(dialog.photos.count())] == ["照片　厨房.jpg"]
        dialog.photos.item(0).setCheckState(Qt.CheckState.Checked)
        write(dialog.words, "情况属实")
        dialog.accept()

    officer.will_do(carefully(deed))
    stage.do("complete")
    step = stage.kept(case).step(StepKind.survey)
    assert step is not None
    assert step.record.survey == Survey(
        surveyors=("林晓舟", "高示范"),
        day=TODAY,
        at_home="陈练习",
        found="住房一间，无大件家电",
        photos=(photo.id or 0,),
    )
    assert step.by == "林晓舟、高示范"


def test_one_alone_is_asked_why(desk: Callable[..., Desk], office: Office, officer: Officer) -> None:
    case = up_to(office, StepKind.survey)
    stage = desk(case)
    said: list[str] = []

    def deed(dialog: SurveyDialog) -> None:
        dialog.home.setChecked(True)
        assert dialog.alone.isHidden()
        write(dialog.found, "与申请一致")
        write(dialog.words, "属实")
        dialog.accept()
        said.append(dialog.trouble.text())
        assert not dialog.alone.isHidden()
        write(dialog.second, "林晓舟")
        dialog.accept()
        said.append(dialog.trouble.text())
        dialog.second.clear()
        dialog.look()
        write(dialog.alone, "大雪封路")
        dialog.day.edit.setText("2026-03-03")
        dialog.accept()
        said.append(dialog.trouble.text())
        dialog.day.edit.setText("2026-03-02")
        dialog.accept()

    officer.will_do(carefully(deed))
    stage.do("complete")
    assert said[0] == NOBODY_ELSE
    assert "同一个人" in said[1]
    assert "还没有到" in said[2]
    step = stage.kept(case).step(StepKind.survey)
    assert step is not None
    assert step.record.survey is not None
    assert (step.record.survey.surveyors, step.record.survey.alone_because) == (("林晓舟",), "大雪封路")


def test_photographs_are_added_from_the_dialog_and_ticked(
    desk: Callable[..., Desk], office: Office, officer: Officer, tmp_path: Path
) -> None:
    case = up_to(office, StepKind.survey)
    stage = desk(case)
    file = tmp_path / "门口.jpg"
    file.write_bytes(PHOTO)

    def deed(dialog: SurveyDialog) -> None:
        dialog.home.setChecked(True)
        assert dialog.photos.isHidden()
        dialog.add_files([file])
        assert not dialog.photos.isHidden()
        assert len(dialog.photos.value()) == 1
        dialog.reject()

    officer.will_do(carefully(deed))
    stage.do("complete")
    (kept,) = attachments.attachments_of(office, case.household_id)
    assert (kept.kind, kept.shown_name, kept.dated) == (PaperKind.photo, "门口.jpg", TODAY)
    assert stage.kept(case).current == case.current


# --- votes ---


def test_the_result_of_a_vote_is_reckoned_and_a_failed_one_is_not_ticked_off(
    desk: Callable[..., Desk], voting: Office, officer: Officer
) -> None:
    appraised = up_to(voting, StepKind.appraisal)
    stage = desk(appraised, voting)
    said: list[str] = []

    def figures(dialog: VoteDialog, *numbers: int) -> None:
        fields = (dialog.due, dialog.present, dialog.yes, dialog.no, dialog.abstain)
        for field, number in zip(fields, numbers, strict=True):
            field.edit.clear()
            write(field.edit, str(number))

    def failing(dialog: VoteDialog) -> None:
        assert dialog.voted.isChecked()
        figures(dialog, 15, 12, 5, 4, 1)
        assert "合计 10 票，与实到 12 人不符" in dialog.came_to.text()
        write(dialog.words, "多数人认为有劳动能力")
        dialog.accept()
        said.append(dialog.trouble.text())
        figures(dialog, 15, 12, 7, 4, 1)
        assert "评议没有通过" in dialog.came_to.text()
        assert dialog.take.text().startswith("登记评议未通过")
        dialog.accept()

    officer.will_do(carefully(failing))
    stage.do("complete")
    assert "不符" in said[0]
    case = stage.kept(appraised)
    assert case.current is not None
    assert case.current.kind is StepKind.appraisal
    assert case.events[-1].kind is Happened.voted_down
    assert stage.said[-1].endswith("评议没有通过，已登记")

    def passing(dialog: VoteDialog) -> None:
        figures(dialog, 15, 12, 8, 3, 1)
        assert dialog.take.text().startswith("完成本步")
        assert "同意票达到到会人数的 2/3（8 票），评议通过" in dialog.came_to.text()
        write(dialog.words, "复议通过")
        dialog.accept()

    officer.will_do(carefully(passing))
    stage.do("complete")
    step = stage.kept(appraised).step(StepKind.appraisal)
    assert step is not None
    assert step.record.vote is not None
    assert (step.record.vote.passed, step.record.vote.secret) == (True, True)
    assert step.done_on == TODAY


def test_what_may_be_left_out_is_left_out_with_a_reason(
    desk: Callable[..., Desk], voting: Office, officer: Officer
) -> None:
    appraised = up_to(voting, StepKind.appraisal)
    stage = desk(appraised, voting)
    assert stage.page.sheet.button("skip").isVisible()
    troubles: list[str] = []

    def deed(dialog: OpinionDialog) -> None:
        dialog.accept()
        troubles.append(dialog.trouble.text())
        dialog.say("情况清楚，没有争议")
        dialog.accept()

    officer.will_do(carefully(deed))
    stage.do("skip")
    assert "请写明原因" in troubles[0]
    case = stage.kept(appraised)
    step = case.step(StepKind.appraisal)
    assert step is not None
    assert step.record.skipped_because == "情况清楚，没有争议"
    assert case.current is not None
    assert case.current.kind is StepKind.notice
    assert not stage.page.sheet.button("skip").isVisible()


def test_who_handled_it_and_confirms_it_too_is_asked_why(
    desk: Callable[..., Desk], office: Office, officer: Officer, tmp_path: Path
) -> None:
    """A confirmation is signed as by whoever approves: an office of one gives its reason in the same dialog."""
    confirming = asking(
        office,
        tmp_path / "own",
        'kind = "review"\nlabel = "审核填表汇总"\n',
        'kind = "confirm"\nlabel = "确认"\n',
    )
    case = up_to(confirming, StepKind.confirm)
    stage = desk(case, confirming)
    troubles: list[str] = []

    def deed(dialog: RefuseDialog) -> None:
        dialog.by.clear()
        write(dialog.by, "林晓舟")
        dialog.accept()
        troubles.append(dialog.trouble.text())
        write(dialog.alone.because, "单位只有一名工作人员")
        dialog.accept()

    officer.will_do(carefully(deed))
    stage.do("complete")
    assert "请写明为什么仍由其办理" in troubles[0]
    step = stage.kept(case).step(StepKind.confirm)
    assert step is not None
    assert step.done_on == TODAY
    assert "经办、审批为同一人。原因：单位只有一名工作人员" in step.opinion


def test_no_other_step_is_offered_to_be_left_out(desk: Callable[..., Desk], office: Office) -> None:
    assert not desk(applied(office)).page.sheet.button("skip").isVisible()


# --- sending back ---


def test_a_case_goes_back_to_an_earlier_step(
    desk: Callable[..., Desk], office: Office, officer: Officer
) -> None:
    case = up_to(office, StepKind.review)
    stage = desk(case)

    def deed(dialog: SendBackDialog) -> None:
        assert dialog.position() == 3
        assert dialog.then.isHidden()
        assert dialog.back_to.itemText(0) == "1. 受理申请（2026年3月2日 林晓舟 已办）"
        dialog.back_to.set_value(2)
        assert "都要重新办" in dialog.then.text()
        assert "公示" not in dialog.then.text()
        write(dialog.words, "收入证明不清楚")
        dialog.accept()

    officer.will_do(carefully(deed))
    stage.do("send_back")
    kept = stage.kept(case)
    assert kept.state is State.returned
    assert kept.current is not None
    assert kept.current.kind is StepKind.survey


def test_going_back_before_the_notice_says_it_hangs_again(qtbot: QtBot, office: Office) -> None:
    case = up_to(office, StepKind.decide)
    assert case.current is not None
    steps = [s for s in case.steps if s.position <= case.current.position]
    dialog = SendBackDialog(Question(title="退回补正"), steps)
    qtbot.addWidget(dialog)
    dialog.back_to.set_value(2)
    assert "公示要重新张贴" in dialog.then.text()
    dialog.back_to.set_value(case.current.position)
    assert dialog.then.text() == ""


def test_the_first_step_has_nowhere_else_to_go_back_to(qtbot: QtBot, office: Office) -> None:
    dialog = SendBackDialog(Question(title="退回补正"), applied(office).steps[:1])
    qtbot.addWidget(dialog)
    assert dialog.back_to.isHidden()
    assert dialog.position() == 1


# --- several signatures ---


def test_nobody_signs_the_same_step_twice(qtbot: QtBot, office: Office) -> None:
    dialog = OpinionDialog(Question(title="签字", signed=("高示范",), names=("高示范", "林晓舟")))
    qtbot.addWidget(dialog)
    dialog.words.set_value("同意")
    dialog.by.set_value(" 高示范 ")
    assert dialog.wrong() == "高示范 已经签过字，这一步要由不同的人签字。请换一个人。"
    dialog.by.set_value("林晓舟")
    assert dialog.wrong() == ""


def test_a_step_of_several_signatures_tells_who_signed_and_who_is_left(
    desk: Callable[..., Desk], office: Office, officer: Officer, tmp_path: Path
) -> None:
    two = asking(office, tmp_path / "own", 'kind = "review"\n', 'kind = "review"\nsignatures = 2\n')
    case = up_to(two, StepKind.review)
    stage = desk(case, two)
    sheet = stage.page.sheet
    assert sheet.button("complete").text().startswith("签字「")
    assert "须 2 人分别签字" in sheet.now.rule.text()

    def first(dialog: OpinionDialog) -> None:
        write(dialog.words, "同意上报")
        dialog.by.set_value("高示范")
        dialog.accept()

    def second(dialog: OpinionDialog) -> None:
        assert "已签字：高示范（3月2日）；还须 1 人" in dialog.told.text()
        assert dialog.by.value() == ""
        write(dialog.words, "同意")
        dialog.by.set_value("高示范")
        dialog.accept()
        assert "已经签过字" in dialog.trouble.text()
        dialog.by.set_value("周复核")
        dialog.accept()

    officer.will_do(carefully(first), carefully(second))
    stage.do("complete")
    assert stage.said[-1].endswith("已登记一人签字")
    assert "已签字：高示范（3月2日）；还须 1 人。" in sheet.now.rule.text()
    stage.do("complete")
    step = stage.kept(case).step(StepKind.review)
    assert step is not None
    assert [s.name for s in step.record.signatures] == ["高示范", "周复核"]
    assert (step.done_on, step.by) == (TODAY, "高示范、周复核")
