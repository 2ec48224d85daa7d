"""Whatever is told and brought in whatever order: the clock never runs while it stands, and due days move by just that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain import course
from desktop.domain.application import Application
from desktop.domain.calendar import WorkCalendar
from desktop.domain.completing import Told, gone_on, told
from desktop.domain.course import Ground, Hand, OutOfTurnError
from desktop.domain.errors import OfficeError
from desktop.domain.lacking import (
    CasePaper,
    LackingLetter,
    as_printed,
    asked_for,
    could_have_been_said,
    missing,
    name_printed,
    papers_asked,
    wanted_printed,
)
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.verdict import Outcome, Verdict
from desktop.store.calendars import load_calendars

CALENDAR = WorkCalendar(load_calendars(Path(__file__).parents[3] / "resources" / "calendar"))
SCHEME = parse_scheme(
    """
id = "s"
title = "试"
[[groups]]
id = "a"
label = "甲类"
[[groups.require]]
clause = "至少一人"
kind = "compare"
fact = "household_size"
at_least = 1
[[groups]]
id = "b"
label = "乙类"
priority = 2
[[groups.require]]
clause = "至少一人"
kind = "compare"
fact = "household_size"
at_least = 1
[[awards]]
kind = "ask"
label = "救助"
[[steps]]
kind = "accept"
due = { workdays = 20 }
[[steps]]
kind = "survey"
due = { days = 60, after = "receipt" }
[[steps]]
kind = "decide"
[[papers]]
name = "身份证"
[[papers]]
name = "病历"
groups = ["a"]
copies = 2
[[papers]]
name = "低保证"
groups = ["a", "b"]
""",
    "s.toml",
)
GROUND = Ground(scheme=SCHEME, calendar=CALENDAR, notice_days=5)
START = date(2026, 3, 2)
NAMES = ("身份证", "申请书", "收入证明")


def begun() -> Application:
    case = Application(
        household_id=1, assessment_id=1, scheme_id="s", scheme_title="试", applicant="陈", applied_on=START
    )
    return course.begun(case, GROUND, Hand(on=START, by="陈"))


MOVES = st.lists(
    st.tuples(
        st.sampled_from(("letter", "bring", "spoil", "waive", "add", "try")),
        st.integers(0, 4),
        st.integers(0, 4),
    ),
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(MOVES)
def test_due_days_move_exactly_by_the_time_the_clock_stood(moves: list[tuple[str, int, int]]) -> None:
    case, day = begun(), START
    first = case.steps
    papers = [CasePaper(id=n, name=name) for n, name in enumerate(NAMES)]
    letters: list[LackingLetter] = []
    old: set[str] = set()
    for what, which, later in moves:
        day += timedelta(days=later)
        hand = Hand(on=day, by="林")
        match what:
            case "letter":
                try:
                    case, letter = told(
                        case,
                        hand,
                        papers,
                        letters,
                        Told(on=day, bring_by=day + timedelta(days=9), because="查访得知"),
                    )
                except OfficeError:
                    assert not missing(papers)
                    continue
                letters.append(replace(letter, number=f"BZ{len(letters)}"))
                assert [name_printed(x) for x in letter.papers] == [p.name for p in missing(papers)]
                assert case.paused is not None
            case "bring":
                n = which % len(papers)
                papers[n] = replace(papers[n], received_on=papers[n].received_on or day, waived=False)
            case "spoil" if case.paused is None:
                n = which % len(papers)
                papers[n] = replace(papers[n], received_on=None, waived=False, remark="看不清")
            case "waive":
                n = which % len(papers)
                papers[n] = replace(papers[n], received_on=None, waived=True, remark="不需要")
            case "add" if len(papers) < 6:
                papers.append(CasePaper(id=len(papers), name=f"另加 {len(papers)}"))
            case "try" if case.paused is not None:
                try:
                    course.done(case, GROUND, hand, "齐全")
                except OutOfTurnError:
                    continue
                raise AssertionError("a step was done while the clock stood")
            case _:
                continue
        before = case
        case, answered = gone_on(case, GROUND, hand, papers, letters)
        for letter in answered:
            letters[[x.number for x in letters].index(letter.number)] = letter
        if before.paused is not None:
            asked = {name_printed(line) for x in letters for line in x.papers if x.number not in old}
            assert (case.paused is None) == (not [p for p in missing(papers) if p.name in asked])
            if case.paused is None:
                assert case.pauses[-1].until == day, "the last paper came, or was waived, just now"
                old |= {x.number for x in letters}
        expect_sound(case, first, letters)


def expect_sound(case: Application, first: tuple[course.Step, ...], letters: list[LackingLetter]) -> None:
    """One pause for each time the clock stopped, none over another; due days later by the sum of those that are over."""
    over = [p for p in case.pauses if p.until is not None]
    assert len(case.pauses) - len(over) <= 1
    ends = [p.since for p in case.pauses]
    assert ends == sorted(ends)
    for one, after in zip(case.pauses, case.pauses[1:], strict=False):
        assert one.until is not None
        assert one.until <= after.since
    assert (case.paused is not None) == any(x.supplied_on is None for x in letters)
    workdays = sum(CALENDAR.workdays_between(p.since, p.until) for p in over if p.until)
    days = sum((p.until - p.since).days for p in over if p.until)
    accept, survey = case.steps[0], case.steps[1]
    assert first[0].due is not None
    assert first[1].due is not None
    if all(p.since <= first[0].due for p in over):
        assert accept.due == CALENDAR.add_workdays(START, 20 + workdays)
    if all(p.since <= first[1].due for p in over):
        last = START + timedelta(days=60 + days)
        assert survey.due == (last if CALENDAR.is_workday(last) else CALENDAR.add_workdays(last, 1))


def test_papers_are_those_of_the_verdicts_group() -> None:
    def asked(group: str, *groups: str, only: str = "") -> list[tuple[str, tuple[str, ...]]]:
        verdict = Verdict(
            outcome=Outcome.eligible,
            scheme_id="s",
            scheme_title="试",
            edition="",
            on=START,
            group=group,
            groups=groups,
        )
        return [(p.name, p.groups) for p in papers_asked(SCHEME, verdict, only)]

    assert asked("b") == [("身份证", ()), ("低保证", ("乙类",))]
    assert asked("a") == [("身份证", ()), ("病历", ("甲类",)), ("低保证", ("甲类",))]
    assert asked("a", "a", "b") == [("身份证", ()), ("病历", ("甲类",)), ("低保证", ("甲类", "乙类"))]
    assert [name for name, _ in asked("")] == ["身份证", "病历", "低保证"]
    assert asked("a", "a", "b", only="b") == [("身份证", ()), ("低保证", ("乙类",))]


def test_a_line_of_a_letter_reads_back_whatever_the_paper_is_called() -> None:
    odd = CasePaper(name="户口簿　首页", copies=2, remark="加盖公章　写明日期")
    letter = LackingLetter(application_id=1, told_on=START, papers=(as_printed(odd),))
    assert name_printed(letter.papers[0]) == "户口簿 首页"
    assert wanted_printed(letter.papers[0]) == "加盖公章　写明日期"
    (again,) = asked_for(letter, [replace(odd, remark="后来改写的")])
    assert (again.copies, again.remark) == (2, "加盖公章　写明日期")
    assert could_have_been_said([odd], [letter]) == ()
    assert could_have_been_said([replace(odd, name="户口簿")], [letter]) == ("户口簿",)
