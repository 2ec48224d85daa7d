"""Votes of an appraisal: who came, who agreed, and what it takes, figure by figure."""

from __future__ import annotations

from fractions import Fraction

import pytest

from desktop.domain.errors import OfficeError
from desktop.domain.step_rules import StepRules
from desktop.domain.votes import counted, vote_words, wanted

STRICT = StepRules(attendance=Fraction(2, 3))


@pytest.mark.parametrize(
    ("present", "yes", "passed"), [(12, 8, True), (12, 7, False), (11, 8, True), (11, 7, False), (1, 1, True)]
)
def test_two_thirds_of_those_present_must_agree(present: int, yes: int, passed: bool) -> None:
    assert counted(StepRules(), 15, present, yes, present - yes).passed is passed


def test_a_plan_may_ask_for_another_share() -> None:
    half = StepRules(majority=Fraction(1, 2))
    assert wanted(half, 11) == 6
    assert counted(half, 15, 11, 6, 5).passed
    assert not counted(half, 15, 11, 5, 5, 1).passed  # who abstains was there


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ((15, 9, 9, 0), r"应到 15 人，实到 9 人，不足应到的 2/3（至少 10 人）"),
        ((15, 12, 8, 3), "合计 11 票，与实到 12 人不符"),
        ((10, 12, 12, 0), "比应到 10 人还多"),
        ((0, 0, 0, 0), "请填写应到人数"),
        ((15, 12, 13, -1), "不能是负数"),
    ],
)
def test_figures_that_do_not_go_together_are_refused(figures: tuple[int, int, int, int], said: str) -> None:
    with pytest.raises(OfficeError, match=said):
        counted(STRICT, *figures)


def test_where_the_plan_asks_for_no_attendance_few_may_come() -> None:
    assert counted(StepRules(), 15, 3, 2, 1).passed


def test_a_vote_is_read_aloud_with_what_it_took() -> None:
    assert vote_words(STRICT, counted(STRICT, 15, 12, 8, 3, 1)) == (
        "应到 15 人，实到 12 人（须不少于应到的 2/3，即 10 人）；无记名投票：同意 8 票，不同意 3 票，弃权 1 票；"
        "同意票达到到会人数的 2/3（8 票），评议通过"
    )
    shown = vote_words(StepRules(), counted(StepRules(), 15, 12, 7, 5, secret=False))
    assert "举手表决" in shown
    assert shown.endswith("同意票不足到会人数的 2/3（8 票），评议没有通过")
