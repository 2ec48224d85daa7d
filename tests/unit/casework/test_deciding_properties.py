"""However approvals follow each other, none passes a level's limit or a ceiling but by a paper or a resolution."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.casework import deciding, intake
from desktop.casework.office import Office
from desktop.domain.authority import Reply
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from tests.unit.casework.test_deciding import RESOLVED, town, waiting

__all__ = ["town"]
D = Decimal
Step = tuple[int, bool, bool]
"""A sum, whether there is a county's paper, whether there is a resolution."""
edges = st.one_of(st.sampled_from([1, 4999, 5000, 5001, 15000, 19999, 20000, 20001]), st.integers(1, 25000))


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(edges, st.booleans(), st.booleans()), min_size=1, max_size=4))
def test_no_sequence_of_approvals_passes_a_limit_or_a_ceiling(
    town: Office, household: Callable[..., Household], asked: list[Step]
) -> None:
    kept = intake.record_household(town, household())
    case, total, unresolved = None, 0, 0
    for yuan, with_reply, resolved in asked:
        if case is None:
            try:
                case = waiting(town, kept)
            except OfficeError:
                assert total >= 20000  # nothing is left, and the check already says so
                return
        reply = Reply(number="示民批〔2026〕18 号", on=date(2026, 3, 2)) if with_reply else None
        try:
            done = deciding.approve(
                town,
                case.id or 0,
                D(yuan),
                (),
                "同意",
                "周审批",
                reply=reply,
                override=RESOLVED if resolved else None,
            )
        except OfficeError:
            # What lies within the limit and the ceiling is never refused.
            assert not (yuan <= 5000 and total + yuan <= 20000)
            continue
        total += yuan
        if done.override is None:
            unresolved = total
            assert done.decided_at != "一事一议"
            assert unresolved <= 20000
        if done.decided_at == "乡镇" and done.override is None:
            assert yuan <= 5000
        if done.decided_at == "县民政局":
            assert done.reference
            assert yuan <= 20000
        case = None
