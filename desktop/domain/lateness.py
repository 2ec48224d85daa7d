"""Applications that come after their day (逾期): given up where the plan says so, else taken with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.application import Step, StepKind
from desktop.domain.condition import Case, Condition
from desktop.domain.conditions import judge
from desktop.domain.days import day_words
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import StepPlan


@dataclass(frozen=True, kw_only=True)
class Late:
    """That it came too late: by which clause, by how many days, and whether that ends it."""

    said: str
    given_up: bool = False


def lateness(scheme: Scheme, case: Case, received: date, steps: Sequence[Step]) -> Late | None:
    """Whether an application of that day comes too late; `case` is its facts with that day, `steps` its due days.

    What the plan gives up is told first; what it only warns of, or where it names a day and no end, needs a reason.
    """
    found = [*_by_steps(scheme, received, steps), *_by_warnings(scheme, case)]
    return next((late for late in found if late.given_up), found[0] if found else None)


def filing_clause(scheme: Scheme, case: Case) -> str:
    """By which passage, and by how many days, a deciding condition about the day of filing is missed; or nothing."""
    groups = (c for g in scheme.groups for c in g.require)
    for top in (*scheme.exclusions, *groups):
        said = _missed(top, case)
        if said:
            return said
    return ""


def _by_steps(scheme: Scheme, received: date, steps: Sequence[Step]) -> list[Late]:
    plans = {plan.id: plan for plan in scheme.steps}
    first = next((s for s in steps if s.kind is StepKind.accept and s.plan in plans), None)
    if first is None or first.due is None or first.due >= received:
        return []
    plan = plans[first.plan]
    return [Late(said=_told(plan, first.due, received), given_up=_gives_up(plan))]


def _gives_up(plan: StepPlan) -> bool:
    return plan.due is not None and plan.due.kind == "filed_by"


def _told(plan: StepPlan, last: date, received: date) -> str:
    days = (received - last).days
    end = "，视为放弃" if _gives_up(plan) else ""
    source = f"〔依据：{plan.source}〕" if plan.source else ""
    return f"应在{day_words(last)}前交来，{day_words(received)}收到，逾期 {days} 天{end}。{source}"


def _by_warnings(scheme: Scheme, case: Case) -> list[Late]:
    said = [(_missed(w.condition, case), w.say) for w in scheme.warnings]
    return [Late(said=f"{missed}{say}。") for missed, say in said if missed]


def _missed(top: Condition, case: Case) -> str:
    for one in top.walk():
        if one.kind == "filed_by":
            judged = judge(one, case)
            if judged.holds is False:
                source = one.source or top.source
                return f"{judged.because}。" + (f"〔依据：{source}〕" if source else "")
    return ""
