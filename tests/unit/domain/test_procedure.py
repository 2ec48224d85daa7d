"""The procedure: due dates on the working-day clock, each with the rule that made it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain import procedure
from desktop.domain.application import Step, StepKind
from desktop.domain.calendar import WorkCalendar
from desktop.domain.days import day_words
from desktop.domain.due import DUE_KINDS, Due
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import StepPlan
from desktop.store.calendars import load_calendars
from desktop.store.library import read_file

RESOURCES = Path(__file__).parents[3] / "resources"
CALENDAR = WorkCalendar(load_calendars(RESOURCES / "calendar"))


def scheme(id: str) -> Scheme:
    return read_file(RESOURCES / "schemes" / f"{id}.toml")


def steps_of(id: str, received: date, done: tuple[Step, ...] = (), notice_days: int = 5) -> dict[str, Step]:
    plan = scheme(id)
    made = procedure.steps(plan, received, CALENDAR, notice_days, done)
    return {p.id: s for p, s in zip(plan.steps, made, strict=True)}


def only(due: Due, received: date) -> Step:
    plan = replace(scheme("plan-07"), steps=(StepPlan(id="x", kind=StepKind.review, label="试", due=due),))
    return procedure.steps(plan, received, CALENDAR, 5)[0]


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 2, 13), date(2026, 2, 27)),
        (date(2026, 4, 29), date(2026, 5, 9)),
        (date(2026, 9, 18), date(2026, 9, 24)),
        (date(2025, 9, 25), date(2025, 10, 9)),
        (date(2026, 3, 2), date(2026, 3, 9)),
    ],
)
def test_five_working_days_keep_to_the_holiday_notices(received: date, due: date) -> None:
    survey = steps_of("plan-04", received)["survey"]
    assert survey.due == due
    assert survey.rule == f"收到申请（{day_words(received)}）的次日起 5 个工作日内"


def test_a_year_without_a_notice_is_said_in_the_rule() -> None:
    survey = steps_of("plan-04", date(2027, 3, 1))["survey"]
    assert survey.due == date(2027, 3, 8)
    assert "2027 年放假安排未登记，按周一至周五估算" in survey.rule
    turning = steps_of("plan-04", date(2026, 12, 30))["survey"]
    assert "2027 年放假安排未登记" in turning.rule
    assert "2026 年放假安排未登记" not in turning.rule


def test_a_step_without_a_deadline_says_so_and_has_none() -> None:
    report = steps_of("plan-04", date(2026, 3, 2))["report"]
    assert report.due is None
    assert report.rule == "原文没有写明期限"


def test_time_runs_from_the_step_before_until_the_step_itself_is_done() -> None:
    received = date(2026, 3, 2)
    guessed = steps_of("plan-04", received)
    assert guessed["decide"].due == CALENDAR.add_workdays(date(2026, 3, 14), 7)
    assert "（2026年3月14日，推算）" in guessed["decide"].rule
    done = tuple(
        replace(s, done_on=date(2026, 3, 20), by="林晓舟", opinion="同意")
        for s in guessed.values()
        if s.kind in (StepKind.accept, StepKind.survey, StepKind.notice, StepKind.report)
    )
    known = steps_of("plan-04", received, done)
    assert known["decide"].due == CALENDAR.add_workdays(date(2026, 3, 20), 7)
    assert "「上报县民政局」完成（2026年3月20日）" in known["decide"].rule
    assert known["report"].by == "林晓舟"
    assert known["survey"].due == date(2026, 3, 9)


def test_a_notice_hangs_the_offices_days_where_the_plan_names_none() -> None:
    notice = steps_of("plan-04", date(2026, 3, 2), notice_days=7)["notice"]
    assert notice.due == date(2026, 3, 16)
    assert "公示 7 天（原文没有写天数，按本单位设置）" in notice.rule


def test_a_notice_of_the_plans_own_days_ignores_the_setting() -> None:
    step = only(Due(kind="notice", count=7), date(2026, 3, 2))
    assert step.due == date(2026, 3, 9)
    assert "按本单位设置" not in step.rule


@pytest.mark.parametrize(
    ("received", "survey", "decide", "report"),
    [
        (date(2026, 10, 20), date(2026, 11, 16), date(2026, 12, 31), date(2027, 1, 7)),
        (date(2026, 11, 16), date(2026, 11, 16), date(2026, 12, 31), date(2027, 1, 7)),
        (date(2026, 11, 17), date(2027, 11, 16), date(2027, 12, 31), date(2028, 1, 7)),
    ],
)
def test_fixed_days_are_the_next_ones_to_come(
    received: date, survey: date, decide: date, report: date
) -> None:
    steps = steps_of("plan-03", received)
    assert (steps["survey"].due, steps["decide"].due, steps["report"].due) == (survey, decide, report)


@pytest.mark.parametrize(
    ("received", "due", "late"),
    [
        (date(2026, 1, 30), date(2026, 1, 30), False),
        (date(2026, 1, 31), date(2026, 1, 30), True),
        (date(2025, 12, 1), date(2026, 1, 30), False),
    ],
)
def test_a_late_application_is_told_it_is_given_up(received: date, due: date, late: bool) -> None:
    accept = steps_of("plan-07", received)["accept"]
    assert accept.due == due
    assert ("视为放弃" in accept.rule) is late


def test_days_that_end_on_a_day_off_run_to_the_next_working_day() -> None:
    step = only(Due(kind="days", count=3), date(2026, 4, 30))
    assert step.due == date(2026, 5, 6)
    assert "2026年5月3日是休息日，顺延到2026年5月6日" in step.rule
    assert only(Due(kind="days", count=3), date(2026, 3, 2)).due == date(2026, 3, 5)


@pytest.mark.parametrize("id", ["plan-03", "plan-04", "plan-07"])
def test_every_plan_runs_the_whole_cycle(id: str) -> None:
    kinds = [s.kind for s in scheme(id).steps]
    cycle = [StepKind.accept, StepKind.survey, StepKind.notice, StepKind.decide, StepKind.tell, StepKind.pay]
    assert [k for k in kinds if k in cycle] == cycle
    for position, step in enumerate(steps_of(id, date(2026, 3, 2)).values(), 1):
        assert step.position == position
        assert step.who
        assert step.rule


def test_every_kind_of_due_rule_has_been_tried_here() -> None:
    counted = {"months", "next_year", "date", "month_end", "month_after", "notice_workdays"}
    festive = {"festival", "before", "window", "earliest"}
    tried_in_test_due = counted | festive
    assert {"workdays", "days", "month_day", "filed_by", "notice"} == set(DUE_KINDS) - tried_in_test_due
