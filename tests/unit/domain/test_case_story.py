"""The story of a case: everything that happened in its order, what was done again, papers, and what is to come by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain import course
from desktop.domain.application import Application, StepKind
from desktop.domain.case_story import PaperMade, Standing, StoryLine, story
from desktop.domain.step_record import StepRecord, Survey, Vote
from tests.unit.domain.test_course import by, fresh, ground, hung

ON = ground("plan-09")
TODAY = date(2026, 3, 20)


def titles(lines: tuple[StoryLine, ...]) -> list[str]:
    return [x.title for x in lines]


def going() -> Application:
    """Taken in time, surveyed three days late, hanging on a notice."""
    case = course.done(fresh(ON, date(2026, 3, 2)), ON, by(date(2026, 3, 2)), "齐全")
    visit = Survey(surveyors=("林晓舟", "高示范"), day=date(2026, 3, 18), at_home="陈练习", found="属实")
    case = course.done(case, ON, by(date(2026, 3, 19)), "情况属实", StepRecord(survey=visit))
    case = course.skipped(case, ON, by(date(2026, 3, 19)), "情况清楚")
    return hung(case, ON, date(2026, 3, 20))


def test_what_happened_stands_in_its_order_and_then_what_is_to_come() -> None:
    lines = story(going(), (), TODAY)
    assert titles(lines)[:5] == [
        "申请",
        "审查材料并受理",
        "调查核实并提出初审意见",
        "民主评议（视情）：视情不办",
        "村（社区）公示初审意见：张贴公示",
    ]
    assert titles(lines)[5:] == [
        "4. 村（社区）公示初审意见",
        "5. 报送县级民政部门",
        "6. 审核、随机抽查并确认",
        "7. 告知结果（不予同意的书面说明理由）",
        "8. 发放供养待遇",
    ]
    assert [x.standing for x in lines[5:]] == [Standing.now, *[Standing.later] * 4]
    coming = lines[7].step
    assert coming is not None
    assert coming.due is not None
    assert "工作日" in coming.rule


def test_what_was_late_says_by_how_many_days_and_what_was_found_stands_with_it() -> None:
    _, accepted, surveyed, *_ = story(going(), (), TODAY)
    assert (accepted.late, surveyed.late) == (0, 3)
    assert surveyed.words[0] == "情况属实"
    assert surveyed.words[1] == "2026年3月18日，林晓舟、高示范 入户调查，陈练习 在家。属实"
    assert surveyed.on == date(2026, 3, 19)


def test_a_step_that_waits_past_its_day_is_late_and_one_that_stands_still_is_not() -> None:
    case = course.done(fresh(ON, date(2026, 3, 2)), ON, by(date(2026, 3, 2)), "齐全")
    assert story(case, (), date(2026, 3, 16))[2].standing is Standing.now
    assert story(case, (), date(2026, 3, 17))[2].standing is Standing.late
    halted = course.paused(case, by(date(2026, 3, 10)), "缺诊断证明")
    lines = story(halted, (), date(2026, 3, 17))
    assert (lines[2].standing, lines[2].words) == (Standing.back, ("缺诊断证明",))
    assert lines[3].standing is Standing.now


def test_steps_done_again_are_shown_again() -> None:
    case = course.objected(going(), ON, by(date(2026, 3, 23)), "邻居反映另有住房")
    lines = story(case, (), date(2026, 3, 23))
    assert lines[5].standing is Standing.back
    assert "邻居反映另有住房" in lines[5].words[0]
    assert lines[6].title == "2. 调查核实并提出初审意见（第 2 次办理）"
    case = course.done(case, ON, by(date(2026, 3, 25)), "再次核实，属实")
    again = story(case, (), date(2026, 3, 25))
    assert titles(again).count("调查核实并提出初审意见") == 1
    assert again[6].title == "调查核实并提出初审意见（第 2 次）"
    assert again[6].words == ("再次核实，属实",)
    assert len(again[2].words) == 1  # the visit belonged to the first time; its record went with it


def test_a_vote_that_failed_stays_in_the_story() -> None:
    case = course.done(fresh(ON, date(2026, 3, 2)), ON, by(date(2026, 3, 2)), "齐全")
    case = course.done(case, ON, by(date(2026, 3, 5)), "属实")
    case = course.voted_down(case, by(date(2026, 3, 6)), Vote(due=9, present=9, yes=3, no=6), "三票同意")
    lines = story(case, (), date(2026, 3, 6))
    assert (lines[3].title, lines[3].standing) == ("民主评议（视情）：评议未通过", Standing.back)
    assert lines[4].words == ()  # not told twice
    passed = StepRecord(vote=Vote(due=9, present=9, yes=7, no=2, passed=True))
    case = course.done(case, ON, by(date(2026, 3, 9)), "复议通过", passed)
    done = story(case, (), date(2026, 3, 9))[4]
    assert done.words[1] == "应到 9 人，实到 9 人；无记名投票：同意 7 票，不同意 2 票，弃权 0 票；通过"


def test_papers_stand_on_their_days() -> None:
    papers = (
        PaperMade(title="申请审批表", on=date(2026, 3, 19), by="林晓舟", times=2),
        PaperMade(title="受理通知书", on=date(2026, 3, 2), by="林晓舟"),
        PaperMade(title="申请审批表", on=date(2026, 3, 25), by="高示范", kept=True),
    )
    lines = story(going(), papers, TODAY)
    assert titles(lines)[2] == "打印「受理通知书」"
    assert titles(lines)[5] == "打印「申请审批表」 2 次"
    assert titles(lines)[7] == "另存「申请审批表」"
    assert all(x.standing is Standing.paper for x in (lines[2], lines[5], lines[7]))


def test_a_case_without_a_history_shows_its_steps() -> None:
    case = replace(going(), events=())
    lines = story(case, (), TODAY)
    assert titles(lines)[:3] == [
        "1. 审查材料并受理",
        "2. 调查核实并提出初审意见",
        "3. 民主评议（视情）",
    ]
    assert [x.standing for x in lines[:4]] == [Standing.done] * 3 + [Standing.now]
    assert lines[0].words == ("齐全",)
    assert len(lines) == 8


def test_a_case_begun_before_histories_were_kept_shows_the_old_steps_first() -> None:
    case = going()
    kept = tuple(e for e in case.events if e.step.startswith(("民主", "村")))
    lines = story(replace(case, events=kept), (), TODAY)
    assert titles(lines)[:3] == [
        "1. 审查材料并受理",
        "2. 调查核实并提出初审意见",
        "民主评议（视情）：视情不办",
    ]


def test_what_is_refused_ends_the_story() -> None:
    case = course.done(fresh(ON, date(2026, 3, 2)), ON, by(date(2026, 3, 2)), "齐全")
    case = course.refused(case, ON, by(date(2026, 3, 6), "高示范"), "不符合条件")
    lines = story(case, (), date(2026, 3, 6))
    assert (lines[2].standing, lines[2].words) == (Standing.refused, ("不符合条件",))
    assert {x.standing for x in lines[3:]} == {Standing.never}
    old = story(replace(case, events=()), (), date(2026, 3, 6))
    assert [x.standing for x in old[:2]] == [Standing.done, Standing.refused]


def test_who_recorded_it_for_somebody_else_is_named() -> None:
    case = fresh(ON, date(2026, 3, 2))
    lines = story(case, (), date(2026, 3, 2))
    assert (lines[0].by, lines[0].recorded_by) == ("林晓舟", "office")
    same = replace(case, events=(replace(case.events[0], recorded_by="林晓舟"),))
    assert story(same, (), date(2026, 3, 2))[0].recorded_by == ""
    assert case.steps[0].kind is StepKind.accept
