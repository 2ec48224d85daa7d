"""Visits: two go together, on working days, and what they saw is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from desktop.casework import intake, visiting
from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.visit import Purpose, Round
from tests.conftest import Clock

Builder = Callable[..., Household]
MONDAY, SUNDAY = date(2026, 3, 2), date(2026, 3, 8)


@pytest.fixture
def homes(office: Office, household: Builder) -> list[int]:
    """Twelve households in three streets."""
    return [
        intake.record_household(office, household(f"户{n}", address=f"{'甲乙丙'[n % 3]}街 {n} 号")).id or 0
        for n in range(12)
    ]


def _plan(office: Office, homes: list[int]) -> Round:
    return visiting.propose_round(office, "春访", Purpose.warmth, homes, ("林晓舟", "赵一鸣"), MONDAY, SUNDAY)


def test_the_plan_uses_working_days_and_keeps_streets_together(office: Office, homes: list[int]) -> None:
    plan = _plan(office, homes)
    assert sorted({v.day for v in plan.visits}) == [date(2026, 3, d) for d in (2, 3, 4, 5, 6)]
    assert [v.address[0] for v in plan.visits] == sorted(v.address[0] for v in plan.visits)
    counts = [sum(v.day == d for v in plan.visits) for d in {v.day for v in plan.visits}]
    assert max(counts) - min(counts) <= 1
    assert visiting.rounds(office) == []


def test_a_plan_is_kept_and_its_entries_can_be_moved(office: Office, homes: list[int]) -> None:
    kept = visiting.record_round(office, _plan(office, homes))
    first = kept.visits[0]
    visiting.move_visit(office, first.id or 0, SUNDAY, ("林晓舟", "孙三"))
    again = visiting.round_of(office, kept.id or 0)
    moved = next(v for v in again.visits if v.id == first.id)
    assert (moved.day, moved.visitors) == (SUNDAY, ("林晓舟", "孙三"))
    assert len(again.visits) == 12


def test_a_visit_is_recorded_with_what_was_found(office: Office, homes: list[int], clock: Clock) -> None:
    kept = visiting.record_round(office, _plan(office, homes))
    visit_id = kept.visits[0].id or 0
    with pytest.raises(OfficeError, match="两名走访人"):
        visiting.record_visit(office, visit_id, MONDAY, ["林晓舟"], "一切都好")
    with pytest.raises(OfficeError, match="看到的情况"):
        visiting.record_visit(office, visit_id, MONDAY, ["林晓舟", "赵一鸣"], " ")
    with pytest.raises(OfficeError, match="还没有到"):
        visiting.record_visit(office, visit_id, SUNDAY, ["林晓舟", "赵一鸣"], "好")
    made = visiting.record_visit(
        office, visit_id, MONDAY, ["林晓舟", "赵一鸣"], "屋顶漏雨", safety="电线老化"
    )
    assert (
        next(v for v in visiting.round_of(office, kept.id or 0).visits if v.id == made.id).safety
        == "电线老化"
    )
    assert visiting.progress(office) == {kept.id: (12, 1)}
    with pytest.raises(OfficeError, match="不能改期"):
        visiting.move_visit(office, visit_id, SUNDAY)


@pytest.mark.parametrize(
    ("who", "last", "said"),
    [(("甲", ""), SUNDAY, "两人"), (("甲", "甲"), SUNDAY, "两人"), (("甲", "乙"), date(2026, 3, 1), "早于")],
)
def test_a_plan_that_cannot_be_is_refused(
    office: Office, homes: list[int], who: tuple[str, str], last: date, said: str
) -> None:
    with pytest.raises(OfficeError, match=said):
        visiting.propose_round(office, "", Purpose.inquiry, homes, who, MONDAY, last)
    with pytest.raises(OfficeError, match="选择"):
        visiting.propose_round(office, "", Purpose.inquiry, [], ("甲", "乙"), MONDAY, SUNDAY)
