"""An examination on screen (plan 25): the score, who missed it, whom the plan does not examine, and papers of a later step."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.casework import approval, case_papers
from desktop.casework.office import Office
from desktop.domain.application import Application, StepKind
from desktop.domain.step_record import Exam
from desktop.ui.dialogs.decide import RefuseDialog
from desktop.ui.dialogs.exam import ExamDialog
from desktop.ui.dialogs.opinion import OpinionDialog
from desktop.ui.pages.applications import Applications
from desktop.ui.pages.case.lacking_deeds import PAPERS
from desktop.ui.pages.case.papers_part import PapersPart
from tests.conftest import Clock
from tests.gui.cases import Stage, carefully
from tests.gui.hands import Officer, write
from tests.samples import procedures as samples
from tests.unit.casework.walking import Walk, day, set_out

D = Decimal
SPARED = "教科所中级专业技术岗位招聘博士研究生，采取直接考核的方式进行，不进行笔试、面试"


class Desk(Stage):
    """The page of applications on a stage."""

    page: Applications

    def do(self, name: str) -> None:
        self.page.sheet.button(name).click()


@pytest.fixture
def signed_up(office: Office, clock: Clock) -> Callable[..., Walk]:
    samples.fill_in(office)

    def made(name: str, post: str = "教育社", degree: str = "硕士") -> Walk:
        walk = set_out(office, clock, samples.candidate(name, degree), "plan-25", "09-01", samples.post(post))
        walk.do("accept", "09-02")
        walk.do("review", "09-03", "赵审核")
        clock.day = day("10-20")
        return walk

    return made


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Callable[[Walk], Desk]:
    def opened(walk: Walk) -> Desk:
        stage = Desk(qtbot, office, Applications)
        stage.page.open(walk.id)
        return stage

    return opened


def seen(stage: Desk, name: str, widget: object = None) -> None:
    """A picture, for whoever wants to look."""
    folder = os.environ.get("BANGFU_PICTURES")
    if folder:
        stage.qtbot.wait(60)
        (widget or stage.page).grab().save(str(Path(folder) / f"{name}.png"))  # pyright: ignore[reportAttributeAccessIssue]


def step_of(case: Application, plan: str) -> Exam:
    exam = next(s.record.exam for s in case.steps if s.plan == plan)
    assert exam is not None
    return exam


def test_a_score_is_recorded_with_day_and_place_and_its_sheet(
    desk: Callable[[Walk], Desk], signed_up: Callable[..., Walk], officer: Officer
) -> None:
    walk = signed_up("白露")
    stage = desk(walk)
    assert stage.page.sheet.button("complete").text() == "登记「笔试」(&D)…"
    troubles: list[str] = []

    def deed(dialog: ExamDialog) -> None:
        assert not dialog.grid.isHidden()
        dialog.accept()
        troubles.append(dialog.trouble.text())
        dialog.day.set_value(date(2026, 10, 18))
        write(dialog.place, "省教育考试院")
        write(dialog.score.edit, "100.5")
        assert "应在 0 至 100 之间" in dialog.score.problem()
        dialog.score.edit.clear()
        write(dialog.score.edit, "91.25")
        assert "成绩 91.25 分（满分 100 分）" in dialog.came_to.text()
        assert dialog.papers.value() != ()
        seen(stage, "exam-dialog", dialog)
        dialog.accept()

    officer.will_do(carefully(deed))
    stage.do("complete")
    assert "请填写成绩；没有参加的选「缺考」" in troubles[0]
    exam = step_of(walk.case, "written")
    assert (exam.day, exam.place, exam.score, exam.fact) == (
        date(2026, 10, 18), "省教育考试院", D("91.25"), "written_score"
    )  # fmt: skip
    sheet = next(p for p in case_papers.papers_of(stage.office, walk.id) if p.name == "笔试成绩单")
    assert sheet.received_on == day("10-20")
    seen(stage, "exam-timeline")


def test_who_missed_it_stays_there_and_the_refusal_has_its_reason(
    desk: Callable[[Walk], Desk], signed_up: Callable[..., Walk], officer: Officer
) -> None:
    walk = signed_up("缺一")
    stage = desk(walk)

    def missed(dialog: ExamDialog) -> None:
        dialog.day.set_value(date(2026, 10, 18))
        dialog.present.set_value(False)
        assert dialog.score.isHidden()
        assert dialog.papers.isHidden()
        assert dialog.take.text() == "登记缺考(&O)"
        seen(stage, "exam-missed-dialog", dialog)
        dialog.accept()

    officer.will_do(carefully(missed))
    stage.do("complete")
    assert walk.case.current is not None
    assert walk.case.current.kind is StepKind.exam
    assert stage.said[-1] == "缺一：「笔试」已登记缺考，这一步没有办完"
    assert "登记为缺考，不能办下一步" in stage.page.sheet.now.kin.text()
    seen(stage, "exam-missed")
    reasons: list[str] = []

    def refusing(dialog: RefuseDialog) -> None:
        reasons.append(dialog.words.value())
        dialog.reject()

    officer.will_do(carefully(refusing))
    stage.do("refuse")
    assert reasons == ["2026年10月18日的「笔试」缺考，没有成绩，不能进入下一环节。"]


def test_a_doctor_is_spared_it_in_the_words_of_the_plan(
    desk: Callable[[Walk], Desk], signed_up: Callable[..., Walk], officer: Officer
) -> None:
    walk = signed_up("段博士", "教育科学研究所", "博士")
    stage = desk(walk)
    assert not stage.page.sheet.button("complete").isVisible()
    assert stage.page.sheet.button("spare").text() == "按方案不办这一步(&D)…"
    seen(stage, "exam-spared")

    def sparing(dialog: OpinionDialog) -> None:
        assert dialog.words.value() == SPARED
        seen(stage, "exam-spared-dialog", dialog)
        dialog.accept()

    officer.will_do(carefully(sparing))
    stage.do("spare")
    case = approval.application(stage.office, walk.id)
    record = next(s.record for s in case.steps if s.plan == "written")
    assert (record.exempt, record.skipped_because) == (True, SPARED)
    seen(stage, "exam-spared-timeline")


def test_the_list_of_papers_says_what_comes_at_a_later_step(
    desk: Callable[[Walk], Desk], signed_up: Callable[..., Walk]
) -> None:
    stage = desk(signed_up("白露"))
    stage.page.sheet.turn_to(PAPERS)
    part = stage.page.sheet.part(PapersPart)
    rows = {p.name: str(part.model.data(part.model.index(n, 2))) for n, p in enumerate(part.model.lines())}
    assert rows["笔试成绩单"] == "还缺"
    assert rows["面试成绩单"] == "到「面试」一步交"
    assert "1 项以后才交，还缺 1 项。办完这一步前请补齐" in part.told.text()
    seen(stage, "exam-papers")
