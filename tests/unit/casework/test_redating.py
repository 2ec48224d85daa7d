"""When a year's holidays come, due days that were estimates are reckoned anew, and the office hears which moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from desktop.casework import agenda, approval, noticing, settings
from desktop.casework.case_story import story_of
from desktop.casework.deeds import deed
from desktop.casework.due_days import due_days
from desktop.casework.office import Office
from desktop.casework.redating import Redated
from desktop.domain.application import Application, StepKind
from desktop.domain.case_event import Happened
from desktop.domain.case_story import Standing
from desktop.domain.trail import Act
from desktop.store import cases, trail
from tests.conftest import Clock
from tests.late_cases import NEW_YEAR, keep_plan, late_case


@pytest.fixture
def late(office: Office, clock: Clock) -> Callable[[str], Application]:
    """Makes applications at the end of 2026."""
    keep_plan(office)
    return lambda name: late_case(office, clock, name)


def dues(office: Office, case: Application) -> dict[str, date | None]:
    """The due days of a case as they are kept."""
    return {s.label: s.due for s in approval.application(office, case.id or 0).steps}


def test_estimates_of_open_cases_are_reckoned_anew_and_told(
    office: Office, late: Callable[[str], Application]
) -> None:
    case = late("陈练习")
    before = dues(office, case)
    assert before["汇总审核"] == date(2027, 1, 12)
    assert "估算" in next(s.rule for s in case.steps if s.label == "汇总审核")
    moved = settings.record_year(office, NEW_YEAR)
    kept = approval.application(office, case.id or 0)
    (checked,) = (s for s in kept.steps if s.label == "汇总审核")
    assert checked.due == date(2027, 1, 13), "two working days fewer, a Saturday more"
    assert "估算" not in checked.rule
    assert moved[0] == Redated(
        application_id=case.id or 0,
        number=case.number,
        applicant="陈练习",
        step="汇总审核",
        before=date(2027, 1, 12),
        after=date(2027, 1, 13),
    )
    assert {m.step for m in moved} == {
        label for label, due in dues(office, case).items() if due != before[label]
    }


def test_the_story_of_the_case_says_which_days_moved_and_why(
    office: Office, late: Callable[[str], Application], clock: Clock
) -> None:
    case = late("陈练习")
    moved = settings.record_year(office, NEW_YEAR)
    kept = approval.application(office, case.id or 0)
    event = kept.events[-1]
    assert (event.kind, event.on, event.step) == (Happened.redated, clock.day, "")
    assert event.words.startswith("因日历更新，「汇总审核」的期限由 2027年1月12日改为 2027年1月13日；")
    assert all(f"「{m.step}」" in event.words for m in moved)
    line = next(x for x in story_of(office, kept) if x.title == "期限重新推算")
    assert (line.standing, line.words) == (Standing.said, (event.words,))
    settings.record_year(office, replace(NEW_YEAR, source="另一份通知"))
    assert approval.application(office, case.id or 0).events == kept.events


def test_a_due_day_is_marked_as_an_estimate_until_its_year_is_known(
    office: Office, late: Callable[[str], Application], clock: Clock
) -> None:
    case = late("陈练习")
    for _ in range(2):
        approval.complete_step(office, case.id or 0, "属实", "林晓舟")
    clock.day = date(2027, 1, 11)
    assert agenda.agenda(office).estimated == {case.id}
    (due,) = due_days(office, clock.day, date(2027, 2, 1))
    assert (due.day, due.estimated) == (date(2027, 1, 12), True)
    settings.record_year(office, NEW_YEAR)
    assert agenda.agenda(office).estimated == frozenset()
    (due,) = due_days(office, clock.day, date(2027, 2, 1))
    assert (due.day, due.estimated) == (date(2027, 1, 13), False)


def test_what_was_reckoned_is_what_a_case_of_today_would_get(
    office: Office, late: Callable[[str], Application]
) -> None:
    early = late("陈练习")
    settings.record_year(office, NEW_YEAR)
    assert dues(office, early) == dues(office, late("王新来"))


def test_only_cases_that_still_wait_are_touched(office: Office, late: Callable[[str], Application]) -> None:
    refused, waiting = late("陈练习"), late("王二")
    approval.withdraw(office, refused.id or 0, "申请人撤回", "陈练习")
    before = dues(office, refused)
    moved = settings.record_year(office, NEW_YEAR)
    assert {m.application_id for m in moved} == {waiting.id}
    assert dues(office, refused) == before


def test_a_step_that_is_done_keeps_its_due_day(office: Office, late: Callable[[str], Application]) -> None:
    case = late("陈练习")
    approval.complete_step(office, case.id or 0, "属实", "林晓舟")
    first = approval.application(office, case.id or 0).steps[0]
    settings.record_year(office, NEW_YEAR)
    assert approval.application(office, case.id or 0).steps[0] == first


def test_a_due_day_that_was_set_otherwise_is_left_alone(
    office: Office, late: Callable[[str], Application]
) -> None:
    case = late("陈练习")
    with deed(office, Act.record_household) as session:
        steps = tuple(replace(s, due=date(2027, 3, 1)) if s.label == "汇总审核" else s for s in case.steps)
        cases.put(session, replace(case, steps=steps))
    moved = settings.record_year(office, NEW_YEAR)
    assert "汇总审核" not in {m.step for m in moved}
    assert dues(office, case)["汇总审核"] == date(2027, 3, 1)


def test_a_list_that_changes_nothing_moves_and_writes_nothing_of_cases(
    office: Office, late: Callable[[str], Application]
) -> None:
    late("陈练习")
    settings.record_year(office, NEW_YEAR)
    with office.store.read() as session:
        before = trail.head(session).seq
    assert settings.record_year(office, replace(NEW_YEAR, source="另一份通知")) == ()
    with office.store.read() as session:
        assert [e.subject for e in trail.entries(session, limit=trail.head(session).seq - before)] == ["year"]


def test_it_is_one_deed_with_the_list_in_the_log(office: Office, late: Callable[[str], Application]) -> None:
    case = late("陈练习")
    with office.store.read() as session:
        before = trail.head(session).seq
    settings.record_year(office, NEW_YEAR)
    with office.store.read() as session:
        made = trail.entries(session, limit=trail.head(session).seq - before)
    assert {(e.act, e.subject) for e in made} == {("record_year", "year"), ("record_year", "application")}
    assert any(case.number in e.about for e in made)


def test_a_notice_that_hangs_keeps_the_day_on_its_paper_and_what_follows_moves(
    office: Office, late: Callable[[str], Application], clock: Clock
) -> None:
    case = late("陈练习")
    clock.day = date(2026, 12, 30)
    while (step := approval.application(office, case.id or 0).current) and step.kind is not StepKind.notice:
        approval.complete_step(office, case.id or 0, "属实", "林晓舟")
    # 31 December, 4-7 January: 2027 is not on file
    notice = noticing.post_notice(office, [case.id or 0], clock.day, 5, "公告栏", workdays=True)
    assert (notice.until, notice.skipped) == (
        date(2027, 1, 7),
        "1月1日放假、周末不计入，2027年放假安排没有登记，按周一至周五估算",
    )
    before = dues(office, case)
    assert before["公示"] == date(2027, 1, 8)
    settings.record_year(office, NEW_YEAR)
    kept = approval.application(office, case.id or 0)
    assert kept.notice == notice, "the paper hangs with that day on it"
    after = dues(office, case)
    assert after["公示"] == date(2027, 1, 8)
    (decided,) = {label for label in after if before[label] != after[label]}
    # three working days from Friday 8 January: 11-13; by the list Saturday 9 is worked: 9, 11, 12
    assert (before[decided], after[decided]) == (date(2027, 1, 13), date(2027, 1, 12))
