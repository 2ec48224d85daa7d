"""Under no shipped scheme is a cap exceeded, in whatever order approvals come; tiers and levels end exactly as typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.casework.granted import FROM_APPROVALS, with_granted
from desktop.domain.approvable import Approvable
from desktop.domain.authority import who_decides
from desktop.domain.award import YUAN
from desktop.domain.award_kinds import KINDS
from desktop.domain.ceilings import Ceiling, Limit, Paid, Span, received
from desktop.domain.condition import Condition, Side
from desktop.domain.condition_measures import meets
from desktop.domain.conditions import judge
from desktop.domain.errors import OfficeError
from desktop.domain.facts import FACTS, Facts, FactType
from desktop.domain.scheme import Scheme
from desktop.domain.verdict import Outcome, Verdict
from tests.policy.test_properties import OPERATORS, SCHEMES, Ground, ground, judged_case

FEN = Decimal("0.01")
SHIPPED = [id for id in SCHEMES if id != "whole"]


def test_all_shipped_schemes_are_tried_here() -> None:
    assert len(SHIPPED) == len(SCHEMES) - 1 >= 32


@dataclass(frozen=True)
class Approved:
    """One approval with all that decided how much might be approved."""

    paid: Paid
    verdict: Verdict
    approvable: Approvable

    def held_by(self, ceiling: Ceiling) -> bool:
        """Whether the ceiling holds for the whole of it."""
        groups = self.verdict.groups
        counts = ceiling.when is None or judge(ceiling.when, self.approvable.case).holds is not False
        others = [g for g in groups if not ceiling.concerns((g,))]
        awards = self.approvable.scheme.awards
        alone = not any(not a.groups.isdisjoint(others) for a in awards)
        return counts and ceiling.concerns(groups) and alone

    def most(self, ceiling: Ceiling) -> Decimal:
        """The ceiling in yuan, or in times."""
        if ceiling.yuan is None:
            return Decimal(ceiling.times)
        return self.approvable.case.figure(ceiling.yuan, YUAN).value


def asked_amounts(verdict: Verdict) -> list[Decimal]:
    """Sums somebody may try to approve: what was reckoned, both ends and beyond them, and far too much."""
    known = [verdict.amount, verdict.amount_at_least, verdict.amount_at_most]
    near = [x + n * FEN for x in known if x is not None for n in (-1, 0, 1)]
    return [x for x in (*near, FEN, Decimal(500), Decimal(100_000)) if x > 0]


def approved_once(
    data: st.DataObject, scheme: Scheme, base: Ground, facts: Facts, book: list[Approved]
) -> Approved | None:
    """One case judged with all that was approved before, and a sum approved where it may be."""
    on = base.on + timedelta(data.draw(st.integers(-400, 400)))
    person = data.draw(st.sampled_from(["1", "2"]))
    paid = [one.paid for one in book]
    known = with_granted(facts, scheme, int(person), 1, on, paid, {})
    here = replace(base, on=on)
    try:
        verdict = here.check(known)
    except OfficeError:  # the scheme is not in force that day, or the papers would come later than the check
        return None
    if verdict.outcome is not Outcome.eligible:
        return None
    left = Approvable(verdict=verdict, scheme=scheme, case=here.case(known))
    amount = data.draw(st.sampled_from(asked_amounts(verdict)))
    if left.ruling(amount).refused:
        return None
    return Approved(
        Paid(scheme=scheme.id, person=person, household="1", day=on, amount=amount), verdict, left
    )


@pytest.mark.parametrize("id", SHIPPED)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_no_cap_is_exceeded_under_any_order_of_approvals(id: str, data: st.DataObject) -> None:
    scheme = SCHEMES[id]
    book: list[Approved] = []
    for _ in range(data.draw(st.integers(1, 6))):
        base, facts = data.draw(judged_case(scheme))
        one = approved_once(data, scheme, base, facts, book)
        if one is None:
            continue
        book.append(one)
        most, least = one.verdict.amount_at_most, one.verdict.amount_at_least
        assert most is None or one.paid.amount <= most
        assert least is None or one.paid.amount >= least
    for ceiling in scheme.ceilings:
        _keeps(ceiling, scheme, book)


def _keeps(ceiling: Ceiling, scheme: Scheme, book: list[Approved]) -> None:
    held = [one for one in book if one.held_by(ceiling)]
    if ceiling.limit is Limit.advance:
        return
    if ceiling.span is Span.once:
        assert all(one.paid.amount <= one.most(ceiling) for one in held), ceiling.clause
        return
    if ceiling.fact not in FROM_APPROVALS:
        return
    for last in held:
        so_far = received(
            ceiling, scheme.id, last.paid.person, "1", last.paid.day, [one.paid for one in held]
        )
        assert so_far <= max(one.most(ceiling) for one in held), ceiling.clause


CAPPED = [id for id in SHIPPED if any(c.fact in FROM_APPROVALS for c in SCHEMES[id].ceilings)]


def test_the_schemes_with_a_yearly_cap_are_among_them_and_are_filled_up() -> None:
    """The property says something: approving the most again and again ends exactly at the cap."""
    assert {"plan-04", "plan-31"} <= set(CAPPED)
    for id in CAPPED:
        scheme = SCHEMES[id]
        assert any(
            _filled_up(scheme, example.facts, ground(scheme, example)) for example in scheme.examples
        ), id


def _filled_up(scheme: Scheme, facts: Facts, base: Ground) -> bool:
    paid: list[Paid] = []
    for _ in range(20):
        known = with_granted(facts, scheme, 1, 1, base.on, paid, {})
        verdict = base.check(known)
        most = verdict.amount_at_most
        if verdict.outcome is not Outcome.eligible or not most:
            break
        paid.append(Paid(scheme=scheme.id, person="1", household="1", day=base.on, amount=most))
    case = base.case(facts)
    tops = {
        case.figure(c.yuan, YUAN).value
        for c in scheme.ceilings
        if c.yuan is not None and c.fact in FROM_APPROVALS
    }
    return sum((p.amount for p in paid), Decimal(0)) in tops


# ---- ends exactly as typed


@pytest.mark.parametrize("id", SHIPPED)
def test_every_tier_and_every_level_ends_exactly_as_typed(id: str) -> None:
    """At each limit and a fen (or one) to either side: in the tier or out of it, this level or the next."""
    scheme = SCHEMES[id]
    base = ground(scheme, scheme.examples[0])
    facts = scheme.examples[0].facts
    for award in scheme.awards:
        if award.kind != "tiers":
            continue
        fact = FACTS[award.fact]
        step = Decimal(1) if fact.type is FactType.whole else FEN
        case = base.case(facts)
        limits = {case.figure(b.figure, fact).value for t in award.tiers for b in t.bounds}
        for value in {x + n * step for x in limits for n in (-1, 0, 1) if x + n * step >= 0}:
            wanted = [
                t.label
                for t in award.tiers
                if all(OPERATORS[b.side](value, case.figure(b.figure, fact).value) for b in t.bounds)
            ]
            exact: Any = int(value) if fact.type is FactType.whole else value
            told = base.case(facts.having(**{fact.id: exact}))
            fell = KINDS["tiers"].grant(award, told, {}).tier
            assert fell == (wanted[0] if len(wanted) == 1 else ""), (award.label, value)
    for level in scheme.conduct.authority:
        if level.limit is None or level.when is not None:
            continue
        case = base.case(facts)
        group = next((g.id for g in scheme.groups if not level.groups or g.id in level.groups), "")
        limit = case.figure(level.limit.figure, YUAN).value
        assert level.limit.side in (Side.at_most, Side.below)
        for value in (limit - FEN, limit, limit + FEN):
            lower = [
                other
                for other in scheme.conduct.authority[: scheme.conduct.authority.index(level)]
                if (not other.groups or group in other.groups)
            ]
            reached = any(
                o.limit is None or meets(value, o.limit.side, case.figure(o.limit.figure, YUAN).value)
                for o in lower
            )
            decides = who_decides(scheme.conduct.authority, value, group, case).who == level.who
            assert decides is (not reached and OPERATORS[level.limit.side](value, limit)), (level.who, value)


WINDOWS = [
    pytest.param(id, condition, id=f"{id} {condition.clause or top.clause}")
    for id in SHIPPED
    for top in SCHEMES[id].conditions
    for condition in top.walk()
    if condition.kind == "day_within"
]


def test_some_plans_have_windows() -> None:
    assert {"plan-12", "plan-21", "plan-24"} <= {str(p.values[0]) for p in WINDOWS}


@pytest.mark.parametrize(("id", "condition"), WINDOWS)
def test_every_window_takes_in_both_ends_and_not_a_day_more(id: str, condition: Condition) -> None:
    scheme = SCHEMES[id]
    base = ground(scheme, scheme.examples[0])
    assert condition.window is not None
    first, last = condition.window.days(base.on, base.case(Facts()).parameters)
    day = timedelta(1)
    tried = [(first, True), (first - day, False)] if first > date.min else []
    tried += [(last, True), (last + day, False)] if last < date.max else []
    assert tried
    for on, inside in tried:
        facts = Facts({condition.fact: on}) if condition.fact else Facts()
        case = (base if condition.fact else replace(base, on=on)).case(facts)
        assert judge(condition, case).holds is inside, on
