"""The yearly review at work: who is due, what is compared with what, and what a decision brings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from desktop.casework import history, intake, plausible, standing, yearly
from desktop.casework.office import Office
from desktop.casework.yearly import ReviewError
from desktop.domain.household import Household, Income, IncomeKind
from desktop.domain.review import Suggestion
from desktop.domain.standing import FileState, StandingEntry
from tests.conftest import TODAY, Clock

NOTHING: dict[str, Decimal] = {}


@pytest.fixture
def turning(office: Office, clock: Clock) -> Office:
    """The office with a clock whose moment follows its day."""
    return replace(
        office, now=lambda: datetime(clock.day.year, clock.day.month, clock.day.day, 8, tzinfo=UTC)
    )


def _earning(home: Household, monthly: str) -> Household:
    return replace(home, incomes=(Income(kind=IncomeKind.wage, amount=Decimal(monthly), whose=1),))


def _stop(day: date) -> StandingEntry:
    return StandingEntry(state=FileState.out_of_hardship, since=day, because="收入稳定")


def test_a_review_compares_with_the_last_one_and_stops_what_is_over(
    turning: Office, clock: Clock, household: Callable[..., Household]
) -> None:
    home = intake.record_household(turning, household())
    home_id = home.id or 0
    clock.day = date(2026, 6, 1)
    home = intake.record_household(turning, _earning(home, "2400.00"))
    assert yearly.waiting(turning, 2026) == (home_id,)
    card = yearly.review_card(turning, home_id, 2026, NOTHING)
    # A year ago it was not on file: there is nothing to compare with.
    assert (card.turn.before, card.advice.suggestion) == (None, Suggestion.same)
    yearly.review(turning, home_id, 2026, Suggestion.same, "", NOTHING)
    assert yearly.waiting(turning, 2026) == ()
    assert intake.household(turning, home_id).verified_on == clock.day

    clock.day = date(2027, 5, 20)
    home = intake.record_household(turning, _earning(intake.household(turning, home_id), "4000.00"))
    card = yearly.review_card(turning, home_id, 2027, NOTHING)
    assert card.turn.was_on == date(2026, 6, 1)
    told = {d.label: (d.old, d.new) for d in card.turn.differences}
    assert told["人均月收入（元）"] == ("1200.00", "2000.00")
    assert card.advice.suggestion is Suggestion.stop
    with pytest.raises(ReviewError, match="请同时选择"):
        yearly.review(turning, home_id, 2027, Suggestion.stop, "", NOTHING)
    closed = yearly.review(turning, home_id, 2027, Suggestion.stop, "", NOTHING, _stop(clock.day))
    assert (closed.state, closed.verified_on) == (FileState.out_of_hardship, clock.day)
    kept = yearly.review_card(turning, home_id, 2027, NOTHING).done
    assert kept is not None
    assert kept.because == "人均月净收入 2000.00 元，高于低保标准 810.00 元的 2 倍 1620.00 元"
    assert told in [{d.label: (d.old, d.new) for d in kept.differences}]
    # Closed files are due no more.
    assert yearly.waiting(turning, 2028) == ()


def test_against_the_figures_a_reason_is_asked_and_nothing_is_half_kept(
    turning: Office, household: Callable[..., Household]
) -> None:
    home_id = intake.record_household(turning, household(monthly="9000.00")).id or 0
    with pytest.raises(ReviewError, match="建议是「停止」，您的决定是「继续」，请写明理由"):
        yearly.review(turning, home_id, 2026, Suggestion.same, " ", NOTHING)
    with pytest.raises(ReviewError, match="请作出决定"):
        yearly.review(turning, home_id, 2026, Suggestion.unknown, "不清楚", NOTHING)
    with pytest.raises(ReviewError, match="不改变档案状态"):
        yearly.review(turning, home_id, 2026, Suggestion.same, "大病", NOTHING, _stop(TODAY))
    with pytest.raises(standing.StandingError, match="请写明原因"):
        bare = replace(_stop(TODAY), because="")
        yearly.review(turning, home_id, 2026, Suggestion.stop, "", NOTHING, bare)
    assert yearly.waiting(turning, 2026) == (home_id,)
    assert standing.standing_of(turning, home_id) == ()
    kept = yearly.review(turning, home_id, 2026, Suggestion.same, "大病在治，暂缓", NOTHING)
    assert kept.state is FileState.on_file


def test_an_office_sets_its_own_measures(turning: Office, household: Callable[..., Household]) -> None:
    home_id = intake.record_household(turning, household(monthly="3000.00")).id or 0
    card = yearly.review_card(turning, home_id, 2026, {"multiple": Decimal("1.5")})
    assert card.advice.reasons == ("人均月净收入 1500.00 元，高于低保标准 810.00 元的 1.5 倍 1215.00 元",)
    assert yearly.review_card(turning, home_id, 2026, NOTHING).advice.suggestion is Suggestion.same


def test_applied_and_sealed_files_are_not_due(turning: Office, household: Callable[..., Household]) -> None:
    made = household()
    kept = intake.record_household(turning, made)
    standing.change_standing(
        turning,
        kept.id or 0,
        StandingEntry(state=FileState.fading, since=TODAY, because="增收", fade_until=date(2026, 9, 1)),
    )
    assert yearly.waiting(turning, 2026) == (kept.id,)
    standing.change_standing(turning, kept.id or 0, _stop(TODAY))
    assert yearly.waiting(turning, 2026) == ()


def test_by_itself_a_review_measures_by_what_the_office_set(
    turning: Office, household: Callable[..., Household]
) -> None:
    home_id = intake.record_household(turning, household(monthly="3000.00")).id or 0
    assert yearly.review_card(turning, home_id, 2026).advice.suggestion is Suggestion.same
    plausible.record_limits(turning, {**plausible.limits(turning), "multiple": Decimal("1.5")})
    assert yearly.review_card(turning, home_id, 2026).advice.suggestion is Suggestion.stop


def test_a_review_with_all_it_brought_is_taken_back_whole_and_done_again(
    turning: Office, household: Callable[..., Household]
) -> None:
    home = intake.record_household(turning, household(monthly="9000.00"))
    home_id = home.id or 0
    yearly.review(turning, home_id, 2026, Suggestion.stop, "", standing=_stop(TODAY))
    done = yearly.review_card(turning, home_id, 2026).done
    assert done is not None
    assert done.decision is Suggestion.stop
    step = history.last_own(turning)
    assert step is not None
    back = history.take_back(turning, step.id)
    assert back.count == 1
    again = intake.household(turning, home_id)
    assert (again.state, again.state_since, again.verified_on) == (home.state, None, home.verified_on)
    assert yearly.review_card(turning, home_id, 2026).done is None
    assert standing.standing_of(turning, home_id) == ()
    assert yearly.waiting(turning, 2026) == (home_id,)
    (undo, *_) = history.steps(turning).lines
    history.take_back(turning, undo.id)
    assert intake.household(turning, home_id).state is FileState.out_of_hardship
    kept = yearly.review_card(turning, home_id, 2026).done
    assert kept is not None
    assert (kept.decision, len(kept.differences), kept.by) == (Suggestion.stop, 0, turning.user.name)
    assert [e.because for e in standing.standing_of(turning, home_id)] == ["收入稳定"]


def test_a_review_on_a_day_the_file_was_verified_already_can_be_taken_back_too(
    turning: Office, household: Callable[..., Household]
) -> None:
    home_id = intake.record_household(turning, replace(household(), verified_on=TODAY)).id or 0
    yearly.review(turning, home_id, 2026, Suggestion.same, "无变化")
    step = history.last_own(turning)
    assert step is not None
    assert step.act == "review_household"
    history.take_back(turning, step.id)
    assert yearly.waiting(turning, 2026) == (home_id,)


def test_many_go_on_with_one_reason_and_those_that_want_a_look_are_left(
    turning: Office, household: Callable[..., Household]
) -> None:
    ids = [
        intake.record_household(turning, household(name, monthly=monthly)).id or 0
        for name, monthly in (("甲", "1800.00"), ("乙", "9000.00"), ("丙", "1700.00"), ("丁", "1600.00"))
    ]
    yearly.review(turning, ids[2], 2026, Suggestion.same, "无变化")
    with pytest.raises(ReviewError, match="请写明一并继续的理由"):
        yearly.review_many(turning, ids, 2026, "")
    with pytest.raises(ReviewError, match="已停下"):
        yearly.review_many(turning, ids, 2026, "入户核实", cancelled=lambda: True)
    told: list[tuple[int, int]] = []
    made, left = yearly.review_many(
        turning, [*ids, ids[0]], 2026, "入户核实", lambda n, of: told.append((n, of))
    )
    assert (made, told[-1]) == (2, (4, 4))
    assert [(x.household_id, x.said.split("，")[-1]) for x in left] == [
        (ids[1], "请单独复审。"),
        (ids[2], "丙 2026 年已于2026年3月2日复审过。"),
    ]
    assert [x.household_id for x in yearly.waiting_lines(turning, 2026).lines] == [ids[1]]
    told_results = [(r.name, r.review.because, r.state) for r in yearly.results(turning, 2026)]
    assert told_results == [
        ("甲", "入户核实", FileState.on_file),
        ("丙", "无变化", FileState.on_file),
        ("丁", "入户核实", FileState.on_file),
    ]
    assert yearly.years(turning) == (2026,)
    assert yearly.decisions(turning, 2026) == {Suggestion.same: 3}
    page = yearly.results_page(turning, 2026, 1, 1)
    assert (page.total, [r.name for r in page.lines]) == (3, ["丙"])
    step = history.last_own(turning)
    assert step is not None
    assert history.take_back(turning, step.id).count == 2
    assert yearly.waiting_lines(turning, 2026).total == 3


def test_the_later_of_two_reviews_counts(turning: Office, household: Callable[..., Household]) -> None:
    home_id = intake.record_household(turning, household()).id or 0
    yearly.review(turning, home_id, 2026, Suggestion.same, "无变化")
    yearly.review(turning, home_id, 2026, Suggestion.more, "新患大病")
    assert [r.review.decision for r in yearly.results(turning, 2026)] == [Suggestion.more]
