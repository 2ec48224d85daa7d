"""The course of a case: what may follow what; due days from what was really done; and no way round a required step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain import course
from desktop.domain.application import Application, FirstAid, Notice, State, StepKind
from desktop.domain.calendar import WorkCalendar, notice_ends
from desktop.domain.case_event import Happened, lateness
from desktop.domain.course import Grant, Ground, Hand, OutOfTurnError
from desktop.domain.errors import OfficeError
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import StepPlan
from desktop.domain.step_record import StepRecord, Survey, Vote
from desktop.domain.step_rules import StepRules
from desktop.store.calendars import load_calendars
from desktop.store.library import read_file

RESOURCES = Path(__file__).parents[3] / "resources"
CALENDAR = WorkCalendar(load_calendars(RESOURCES / "calendar"))
SCHEMES = {p.stem: read_file(p) for p in sorted((RESOURCES / "schemes").glob("*.toml"))}
GRANT = Grant(amount=Decimal(800), opinion="同意")


def ground(scheme: str | Scheme) -> Ground:
    found = SCHEMES[scheme] if isinstance(scheme, str) else scheme
    return Ground(scheme=found, calendar=CALENDAR, notice_days=5)


def by(day: date, name: str = "林晓舟") -> Hand:
    return Hand(on=day, by=name, recorded_by="office")


def fresh(on: Ground, day: date) -> Application:
    case = Application(
        household_id=1,
        assessment_id=1,
        scheme_id=on.scheme.id,
        scheme_title=on.scheme.title,
        applicant="陈练习",
        number="SQ2026-0001",
        applied_on=day,
    )
    return course.begun(case, on, by(day))


def hung(case: Application, on: Ground, day: date, days: int = 7) -> Application:
    ends = notice_ends(day, days)
    notice = Notice(
        number="GS2026-0001",
        posted_on=day,
        until=ends.excluded,
        until_posting_day_counted=ends.counted,
        until_posting_day_excluded=ends.excluded,
        days=days,
        id=1,
    )
    return course.posted(case, on, by(day), notice)


def due(case: Application, plan: str) -> date | None:
    return next(s.due for s in case.steps if s.plan == plan)


def test_due_days_run_from_what_was_really_done() -> None:
    on = ground("plan-09")
    case = fresh(on, date(2026, 3, 2))
    assert due(case, "survey") == date(
        2026, 3, 16
    )  # reckoned from the day it came in, nothing else is known yet
    case = course.done(case, on, by(date(2026, 3, 4)), "材料齐全")
    assert due(case, "survey") == date(2026, 3, 18)
    case = course.done(case, on, by(date(2026, 3, 12)), "情况属实")
    case = course.skipped(case, on, by(date(2026, 3, 12)), "情况清楚，不组织评议")
    case = hung(case, on, date(2026, 3, 13))
    assert due(case, "notice") == date(2026, 3, 21)  # hangs to the 20th, taken down the day after
    case = course.notice_over(case, on, by(date(2026, 3, 23)), "无异议")
    case = course.done(case, on, by(date(2026, 3, 24)), "已报送")
    assert due(case, "decide") == date(2026, 4, 8)  # ten working days, 清明 in between
    case = course.approved(case, on, by(date(2026, 4, 8), "周审批"), GRANT)
    assert (case.state, due(case, "tell"), due(case, "pay")) == (
        State.approved,
        date(2026, 4, 13),
        date(2026, 5, 31),
    )


def test_the_clock_stands_still_while_papers_are_asked_for() -> None:
    on = ground("plan-04")
    case = fresh(on, date(2026, 3, 2))
    case = course.done(case, on, by(date(2026, 3, 2)), "受理")
    assert due(case, "survey") == date(2026, 3, 9)
    case = course.paused(case, by(date(2026, 3, 4)), "缺诊断证明")
    for verb in (
        lambda: course.done(case, on, by(date(2026, 3, 5)), "属实"),
        lambda: course.returned(case, on, by(date(2026, 3, 5)), "重填"),
        lambda: course.refused(case, on, by(date(2026, 3, 5)), "不符合"),
        lambda: course.paused(case, by(date(2026, 3, 5)), "再缺"),
    ):
        with pytest.raises(OutOfTurnError, match="等补正材料"):
            verb()
    with pytest.raises(OfficeError, match="不能早于告知日期"):
        course.resumed(case, on, by(date(2026, 3, 3)), "已补")
    case = course.resumed(case, on, by(date(2026, 3, 11)), "诊断证明已补齐")
    step = case.current
    assert step is not None
    assert step.due == date(2026, 3, 16)  # 5 working days later: 5, 6, 9, 10 and 11 March did not count
    assert "2026年3月4日至2026年3月11日补正材料停表 5 个工作日" in step.rule
    done = course.done(case, on, by(date(2026, 3, 16)), "属实")
    assert done.steps[1].record.on_time is True
    late = course.done(case, on, by(date(2026, 3, 17)), "属实")
    assert late.steps[1].record.on_time is False
    assert late.events[-1].words == "属实（逾期 1 天）"


def test_an_objection_goes_back_to_the_step_the_plan_names_and_keeps_what_was_done() -> None:
    on = ground("plan-09")
    case = fresh(on, date(2026, 3, 2))
    for said in ("受理", "属实"):
        case = course.done(case, on, by(date(2026, 3, 6)), said)
    case = course.skipped(case, on, by(date(2026, 3, 6)), "情况清楚")
    case = hung(case, on, date(2026, 3, 9))
    case = course.objected(case, on, by(date(2026, 3, 20)), "邻居反映有赡养人")
    step = case.current
    assert step is not None
    assert (step.plan, step.due, step.times) == ("survey", date(2026, 4, 3), 2)
    assert case.notice is None
    assert "邻居反映有赡养人" in step.opinion
    kinds = [e.kind for e in case.events]
    assert kinds == [
        Happened.applied,
        Happened.done,
        Happened.done,
        Happened.skipped,
        Happened.posted,
        Happened.reopened,
    ]
    case = course.done(case, on, by(date(2026, 3, 25)), "已再次核实，无赡养能力")
    assert next(s for s in case.steps if s.plan == "survey").record.on_time is True
    with pytest.raises(OutOfTurnError):
        course.approved(case, on, by(date(2026, 3, 26), "周审批"), GRANT)  # the notice must hang again
    case = course.skipped(case, on, by(date(2026, 3, 25)), "情况清楚")
    case = hung(case, on, date(2026, 3, 26))
    assert case.current is not None
    assert case.current.due == date(2026, 4, 3)


def test_an_objection_that_wants_no_new_notice_leaves_the_notice_done() -> None:
    plan = SCHEMES["plan-09"]
    quiet = replace(
        plan,
        steps=tuple(
            replace(p, rules=replace(p.rules, objection=replace(p.rules.objection, again=False)))
            if p.rules.objection
            else p
            for p in plan.steps
        ),
    )
    on = ground(quiet)
    case = fresh(on, date(2026, 3, 2))
    for said in ("受理", "属实"):
        case = course.done(case, on, by(date(2026, 3, 6)), said)
    case = course.skipped(case, on, by(date(2026, 3, 6)), "情况清楚")
    case = course.objected(hung(case, on, date(2026, 3, 9)), on, by(date(2026, 3, 20)), "有异议")
    case = course.done(case, on, by(date(2026, 3, 25)), "已核实")
    case = course.skipped(case, on, by(date(2026, 3, 25)), "情况清楚")
    assert case.current is not None
    assert case.current.plan == "report"


def test_sent_back_to_an_earlier_step_all_between_is_done_again() -> None:
    on = ground("plan-03")
    case = fresh(on, date(2026, 10, 20))
    while case.current is not None and case.current.kind is not StepKind.notice:
        case = course.done(case, on, by(date(2026, 10, 22)), "属实")
    position = case.current.position if case.current else 0
    with pytest.raises(OutOfTurnError, match="或它以前的步骤"):
        course.returned(case, on, by(date(2026, 10, 23)), "重做", position + 1)
    case = course.returned(case, on, by(date(2026, 10, 23)), "收入证明不清楚", 1)
    assert (case.state, case.current and case.current.position) == (State.returned, 1)
    with pytest.raises(OutOfTurnError, match="重新提交"):
        course.done(case, on, by(date(2026, 10, 24)), "属实")
    case = course.resubmitted(case, on, by(date(2026, 10, 26)), "")
    assert case.state is State.open
    assert [s.times for s in case.steps[:position]] == [2] * position
    assert case.events[-2].words == f"收入证明不清楚，退到「{case.steps[0].label}」"


def _signed_by(count: int, kind: StepKind = StepKind.decide) -> Ground:
    plan = SCHEMES["plan-04"]
    return ground(
        replace(
            plan,
            steps=tuple(
                replace(p, rules=StepRules(signatures=count)) if p.kind is kind else p for p in plan.steps
            ),
        )
    )


def test_a_decision_that_several_sign_is_made_with_the_last_signature() -> None:
    on = _signed_by(3)
    case = fresh(on, date(2026, 3, 2))
    while case.current is not None and case.current.kind is not StepKind.decide:
        if case.current.kind is StepKind.notice:
            case = course.notice_over(hung(case, on, date(2026, 3, 3), 5), on, by(date(2026, 3, 9)), "无异议")
        else:
            case = course.done(case, on, by(date(2026, 3, 3)), "属实")
    for n, name in enumerate(("周审批", "吴审批")):
        case = course.approved(case, on, by(date(2026, 3, 10), name), GRANT)
        assert case.state is State.open
        assert course.signatures_wanted(case, on) == 2 - n
    with pytest.raises(OutOfTurnError, match="已经签过字"):
        course.approved(case, on, by(date(2026, 3, 10), " 周审批 "), GRANT)
    with pytest.raises(OutOfTurnError, match=r"800.00 元，与现在填写的不一致"):
        course.approved(case, on, by(date(2026, 3, 10), "郑审批"), replace(GRANT, amount=Decimal(900)))
    case = course.approved(case, on, by(date(2026, 3, 11), "郑审批"), GRANT)
    assert (case.state, case.decided_by) == (State.approved, "周审批、吴审批、郑审批")
    assert case.decided_on == date(2026, 3, 11)


def test_help_given_first_binds_the_decision() -> None:
    on = ground("plan-05")
    case = fresh(on, date(2026, 3, 2))
    aid = FirstAid(
        on=date(2026, 3, 2),
        because="房屋失火，无处居住",
        by="周审批",
        papers_by=date(2026, 3, 16),
        amount=Decimal(1000),
    )
    with pytest.raises(OfficeError, match="紧急情况"):
        course.aided(case, by(date(2026, 3, 2)), replace(aid, because=" "))
    case = course.aided(case, by(date(2026, 3, 2)), aid)
    with pytest.raises(OutOfTurnError, match="已经先行救助过"):
        course.aided(case, by(date(2026, 3, 3)), aid)
    with pytest.raises(OutOfTurnError, match="不能撤回"):
        course.withdrawn(case, by(date(2026, 3, 3)), "")
    while case.current is not None and case.current.kind is not StepKind.decide:
        if case.current.kind is StepKind.notice:
            case = course.notice_over(hung(case, on, date(2026, 3, 3), 5), on, by(date(2026, 3, 9)), "无异议")
        else:
            case = course.done(case, on, by(date(2026, 3, 3)), "属实")
    with pytest.raises(OfficeError, match=r"已先行救助 1,000.00 元，批准金额不能少于它"):
        course.approved(case, on, by(date(2026, 3, 10), "周审批"), GRANT)


# --- no way round a required step, however clicked ---

PROPER = {StepKind.notice: "post", StepKind.decide: "approve", StepKind.pay: "pay"}
"""What has to be done at the steps that are not simply ticked off."""
VERBS = (
    *("next",) * 14,
    "done",
    "skip",
    "return",
    "resubmit",
    "pause",
    "resume",
    "post",
    "over",
    "object",
    "aid",
    "approve",
    "refuse",
    "withdraw",
    "pay",
)
Deed = tuple[str, int, str, int]
deeds = st.lists(
    st.tuples(
        st.sampled_from(VERBS),
        st.integers(min_value=0, max_value=6),
        st.sampled_from(("林晓舟", "周审批", "吴审批")),
        st.integers(min_value=1, max_value=11),
    ),
    min_size=12,
    max_size=60,
)


def _tried(case: Application, on: Ground, deed: Deed, day: date) -> Application:
    verb, _, name, back = deed
    if verb == "next":
        verb = _proper(case)
    who = by(day, name)
    aid = FirstAid(on=day, because="急", by=name, papers_by=day, amount=Decimal(100))
    verbs: dict[str, Callable[[], Application]] = {
        "done": lambda: course.done(case, on, who, "属实"),
        "skip": lambda: course.skipped(case, on, who, "视情"),
        "return": lambda: course.returned(case, on, who, "重做", back),
        "resubmit": lambda: course.resubmitted(case, on, who, "补了"),
        "pause": lambda: course.paused(case, who, "缺材料"),
        "resume": lambda: course.resumed(case, on, who, "齐了"),
        "post": lambda: hung(case, on, day, 3),
        "over": lambda: course.notice_over(case, on, who, "无异议"),
        "object": lambda: course.objected(case, on, who, "有异议"),
        "aid": lambda: course.aided(case, who, aid),
        "approve": lambda: course.approved(case, on, who, GRANT),
        "refuse": lambda: course.refused(case, on, who, "不符合"),
        "withdraw": lambda: course.withdrawn(case, who, "不要了"),
        "pay": lambda: course.paid(case, on, who, "已发"),
    }
    return verbs[verb]()


def _proper(case: Application) -> str:
    """What an officer who knows the way would do."""
    if case.paused is not None:
        return "resume"
    if case.state is State.returned:
        return "resubmit"
    if case.current is None:
        return "done"
    hangs = case.current.kind is StepKind.notice and case.notice is not None
    return "over" if hangs else PROPER.get(case.current.kind, "done")


def _expect_whole(case: Application, on: Ground) -> None:
    now = case.current
    before = case.steps if now is None else case.steps[: now.position - 1]
    if case.state in (State.open, State.returned, State.approved):
        assert all(s.done_on is not None for s in before)
    decide = next((s.position for s in case.steps if s.kind is StepKind.decide), len(case.steps) + 1)
    assert (case.state is State.approved) == (case.decided_on is not None and case.state is not State.refused)
    if case.state is State.approved:
        assert all(s.done_on is not None for s in case.steps[:decide])
    for step in case.steps:
        if step.done_on is None:
            continue
        rules = on.rules_of(step)
        if step.record.skipped_because:
            assert rules.optional
        elif case.state is not State.refused:
            assert len({s.name for s in step.record.signatures}) >= (
                rules.signatures if rules.signatures > 1 else 0
            )
    assert course.reckoned(case, on) == case


@given(st.sampled_from(sorted(SCHEMES)), deeds, st.integers(min_value=0, max_value=3))
@settings(max_examples=400, deadline=None)
def test_no_path_passes_over_a_required_step_however_clicked(
    scheme: str, clicked: list[Deed], signatures: int
) -> None:
    plan = SCHEMES[scheme]
    signed = replace(
        plan,
        steps=tuple(
            replace(p, rules=replace(p.rules, signatures=signatures)) if p.kind is StepKind.decide else p
            for p in plan.steps
        ),
    )
    on = ground(signed)
    day = date(2026, 3, 2)
    case = fresh(on, day)
    for deed in clicked:
        day += timedelta(days=deed[1])
        was = case
        try:
            case = _tried(was, on, deed, day)
        except OfficeError:
            continue
        assert case.events[: len(was.events)] == was.events
        assert len(case.events) == len(was.events) + 1
        assert was.state not in (State.refused, State.withdrawn)
        if case.events[-1].kind is Happened.taken_down:
            assert was.notice is not None
            assert day > was.notice.until
        if was.paused is not None:
            assert deed[0] in ("next", "resume", "withdraw", "aid")
        _expect_whole(case, on)


@given(
    st.sampled_from(["plan-04", "plan-09", "plan-24"]),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 20)), max_size=4),
)
@settings(max_examples=200, deadline=None)
def test_a_pause_puts_working_day_terms_off_by_just_the_working_days_it_lasted(
    scheme: str, spans: list[tuple[int, int]]
) -> None:
    on = ground(scheme)
    day = date(2026, 3, 2)
    case = course.done(fresh(on, day), on, by(day), "受理")
    step = case.current
    assert step is not None
    plan: StepPlan | None = on.plan_of(step)
    assert plan is not None
    begun, stood = step.due, 0
    for wait, lasts in spans:
        last = case.current.due if case.current else None
        day += timedelta(days=wait)
        if last is not None and day > last:
            break
        case = course.paused(case, by(day), "缺材料")
        since, day = day, day + timedelta(days=lasts)
        case = course.resumed(case, on, by(day), "齐了")
        stood += CALENDAR.workdays_between(since, day)
    now = case.current.due if case.current else None
    if plan.due is not None and plan.due.kind == "workdays" and begun is not None:
        assert now == CALENDAR.add_workdays(begun, stood)
    elif begun is not None and now is not None:
        assert now >= begun


def test_votes_and_surveys_stay_with_the_step() -> None:
    from desktop.domain.step_record import Survey, Vote

    on = ground("plan-04")
    case = course.done(fresh(on, date(2026, 3, 2)), on, by(date(2026, 3, 2)), "受理")
    record = StepRecord(
        survey=Survey(surveyors=("林晓舟", "何练习"), day=date(2026, 3, 4), at_home="陈妻"),
        vote=Vote(due=15, present=12, yes=10, no=2, passed=Fraction(10, 12) >= Fraction(2, 3)),
    )
    case = course.done(case, on, by(date(2026, 3, 4)), "属实", record)
    kept = case.steps[1].record
    assert (kept.survey, kept.vote, kept.on_time) == (record.survey, record.vote, True)


def test_an_appraisal_that_did_not_pass_waits_on_and_is_not_ticked_off() -> None:
    on = ground("plan-09")
    case = fresh(on, date(2026, 3, 2))
    case = course.done(case, on, by(date(2026, 3, 3)), "齐全")
    case = course.done(case, on, by(date(2026, 3, 5)), "属实")
    vote = Vote(due=15, present=12, yes=5, no=7)
    case = course.voted_down(case, by(date(2026, 3, 6)), vote, "同意 5 票，没有通过")
    step = case.current
    assert step is not None
    assert (step.kind, step.record.vote) == (StepKind.appraisal, vote)
    assert case.events[-1].kind is Happened.voted_down
    with pytest.raises(OutOfTurnError, match="评议没有通过"):
        course.done(case, on, by(date(2026, 3, 9)), "同意")
    with pytest.raises(OutOfTurnError, match="评议没有通过"):
        course.done(case, on, by(date(2026, 3, 9)), "同意", StepRecord(vote=vote))
    again = StepRecord(vote=Vote(due=15, present=12, yes=9, no=3, passed=True))
    onward = course.done(case, on, by(date(2026, 3, 9)), "同意", again)
    assert onward.current is not None
    assert onward.current.kind is StepKind.notice
    assert "同意 5 票，没有通过" in onward.steps[2].opinion


def test_a_record_handed_in_keeps_who_signed_before() -> None:
    on = _signed_by(2, StepKind.survey)
    case = course.done(fresh(on, date(2026, 3, 2)), on, by(date(2026, 3, 3)), "齐全")
    visit = Survey(surveyors=("甲", "乙"), day=date(2026, 3, 4), found="属实")
    case = course.done(case, on, by(date(2026, 3, 4), "甲"), "属实", StepRecord(survey=visit))
    case = course.done(case, on, by(date(2026, 3, 5), "乙"), "属实", StepRecord(survey=visit))
    assert [s.name for s in case.steps[1].record.signatures] == ["甲", "乙"]
    assert case.steps[1].done_on == date(2026, 3, 5)


def test_what_was_done_late_says_by_how_many_days() -> None:
    on = ground("plan-09")
    case = course.done(fresh(on, date(2026, 3, 2)), on, by(date(2026, 3, 2)), "齐全")
    assert lateness(case.events[-1]) == ("齐全", 0)
    case = course.done(case, on, by(date(2026, 3, 19)), "属实")  # due on the 16th
    assert lateness(case.events[-1]) == ("属实", 3)
