"""The board: which lane a case lies in, how pressing it is in words, and what it is narrowed by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.domain.application import State, StepKind
from desktop.domain.calendar import WorkCalendar
from desktop.domain.case_board import (
    LANE_TITLES,
    BoardFilter,
    Card,
    DueSaid,
    Lane,
    Pressing,
    by_lane,
    due_said,
)
from desktop.store.calendars import load_calendars

RESOURCES = Path(__file__).parents[3] / "resources"
CALENDAR = WorkCalendar(load_calendars(RESOURCES / "calendar"))
TODAY = date(2026, 3, 2)
CARD = Card(
    id=1,
    number="SQ2026-0001",
    applicant="陈练习",
    scheme_id="plan-09",
    scheme_title="特困人员救助供养",
    state=State.open,
    kind=StepKind.survey,
    step="调查核实",
    who="乡镇人民政府",
)


def test_every_kind_of_step_has_a_lane_with_a_title() -> None:
    lanes = [replace(CARD, kind=kind).lane for kind in StepKind]
    assert set(lanes) == set(Lane) - {Lane.halted, Lane.returned}
    assert set(LANE_TITLES) == set(Lane)
    assert replace(CARD, kind=StepKind.report).lane is replace(CARD, kind=StepKind.confirm).lane


def test_what_waits_for_somebody_else_lies_apart() -> None:
    assert replace(CARD, paused_since=TODAY).lane is Lane.halted
    assert replace(CARD, state=State.returned, paused_since=TODAY).lane is Lane.returned


@pytest.mark.parametrize(
    ("changed", "words", "pressing"),
    [
        ({"due": date(2026, 2, 27)}, "已逾期 3 天", Pressing.late),
        ({"due": TODAY}, "今天到期", Pressing.today),
        ({"due": date(2026, 3, 3)}, "还有 1 个工作日", Pressing.soon),
        ({"due": date(2026, 3, 4)}, "还有 2 个工作日", Pressing.soon),
        ({"due": date(2026, 3, 9)}, "还有 5 个工作日", Pressing.later),
        ({"due": date(2026, 3, 9), "estimated": True}, "还有 5 个工作日（估算）", Pressing.later),
        ({"due": date(2026, 2, 27), "estimated": True}, "已逾期 3 天（估算）", Pressing.late),
        ({}, "没有写明期限", Pressing.none),
        ({"paused_since": date(2026, 2, 26)}, "停表 4 天", Pressing.none),
        ({"paused_since": TODAY}, "停表", Pressing.none),
        ({"state": State.returned, "returned_on": date(2026, 2, 27)}, "已退回 3 天", Pressing.none),
        ({"state": State.returned}, "已退回", Pressing.none),
        ({"due": date(2026, 3, 9), "hangs_until": date(2026, 3, 8)}, "公示到 3月8日", Pressing.later),
        ({"due": date(2026, 2, 27), "hangs_until": date(2026, 2, 26)}, "已逾期 3 天", Pressing.late),
    ],
)
def test_a_due_day_is_told_in_words(changed: dict[str, object], words: str, pressing: Pressing) -> None:
    card = replace(CARD, **changed)  # type: ignore[arg-type]
    assert due_said(card, TODAY, CALENDAR) == DueSaid(words, pressing)


def test_days_off_are_no_working_days() -> None:
    friday = date(2026, 3, 6)
    card = replace(CARD, due=date(2026, 3, 8))
    assert due_said(card, friday, CALENDAR) == DueSaid("还有 2 天，都是休息日", Pressing.soon)


def test_the_most_pressing_stand_first_and_the_longest_waiting() -> None:
    late = replace(CARD, id=1, due=date(2026, 2, 1))
    none = replace(CARD, id=2)
    soon = replace(CARD, id=3, due=date(2026, 3, 4))
    lanes = by_lane([none, soon, late])
    assert [c.id for c in lanes[Lane.survey]] == [1, 3, 2]
    back = [
        replace(CARD, id=n, state=State.returned, returned_on=day)
        for n, day in ((4, date(2026, 3, 1)), (5, date(2026, 2, 1)))
    ]
    assert [c.id for c in by_lane(back)[Lane.returned]] == [5, 4]


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        (BoardFilter(), True),
        (BoardFilter(search="CLX"), True),
        (BoardFilter(search="clx 0001"), True),
        (BoardFilter(search="clx 0002"), False),
        (BoardFilter(scheme_id="plan-09"), True),
        (BoardFilter(scheme_id="plan-04"), False),
        (BoardFilter(who="乡镇人民政府"), True),
        (BoardFilter(who="县民政局"), False),
        (BoardFilter(role_of=frozenset({Role.handler})), True),
        (BoardFilter(role_of=frozenset({Role.approver})), False),
        (BoardFilter(pressing=frozenset({Pressing.none})), True),
        (BoardFilter(pressing=frozenset({Pressing.late})), False),
        (BoardFilter(units=frozenset({7})), False),
    ],
)
def test_the_board_is_narrowed(wanted: BoardFilter, taken: bool) -> None:
    assert wanted.takes(CARD, "sq2026-0001 陈练习 clx") is taken


def test_steps_that_carry_out_what_was_decided_are_the_handlers() -> None:
    roles = {kind: replace(CARD, kind=kind).role for kind in StepKind}
    assert roles[StepKind.tell] is Role.handler
    assert roles[StepKind.decide] is Role.approver
    assert roles[StepKind.review] is Role.reviewer
