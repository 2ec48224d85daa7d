"""The census says of every household what its own verdict says, whatever the figures are and were before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.census import Census, Standing, gathering
from desktop.domain.effect import Prices, moved
from desktop.domain.errors import OfficeError
from desktop.domain.facts import Facts, FactValue, People
from desktop.domain.scheme import Scheme
from desktop.domain.standards import LineKind, Standards
from desktop.domain.verdict import Verdict
from desktop.store.library import read_file
from tests.policy.test_properties import SCHEMES as LIBRARY
from tests.policy.test_properties import Ground, asked_of, ground, told_of, value_of

SCHEMES = LIBRARY | {"sums": read_file(Path(__file__).with_name("sums.toml"))}


@dataclass(frozen=True)
class Trial:
    """A roster, and the figures it is tried with one after another."""

    base: Ground
    roster: tuple[Facts, ...]
    figures: tuple[Ground, ...]


@st.composite
def trial(draw: st.DrawFn, scheme: Scheme) -> Trial:
    """Households of the scheme's examples and at its bounds, many facts unknown; figures moved up and down."""
    example = draw(st.sampled_from(scheme.examples))
    base = ground(scheme, example)
    asked = asked_of(scheme)
    values = {id: value_of(id, base, told_of(scheme, id)) for id in asked}
    # A household has to come near to qualifying for its sum to be tried at all.
    starts = [dict(e.facts) for e in scheme.examples]

    def household() -> Facts:
        known: dict[str, FactValue] = dict(draw(st.sampled_from(starts)))
        for id in draw(st.sets(st.sampled_from(asked), max_size=3)) if asked else ():
            if draw(st.booleans()):
                known[id] = draw(values[id])
            else:
                known.pop(id, None)
        people = known.get("members")
        if isinstance(people, People):
            known["members"] = People(tuple(_forgetting(draw, one) for one in people.each))
        late = known.get("received_on")
        if isinstance(late, date) and late > base.on:
            del known["received_on"]  # a check on a day before its papers came in is refused, not judged
        return Facts(known)

    roster = tuple(household() for _ in range(draw(st.integers(1, 12))))
    figures = [base]
    for _ in range(draw(st.integers(0, 3))):
        figures.append(_moved(draw, figures[-1]))
    return Trial(base, roster, (*figures, base))


def _forgetting(draw: st.DrawFn, one: Facts) -> Facts:
    """A member of whom some things are not known."""
    return one.having(**dict.fromkeys(f for f in one if draw(st.booleans())))


def _moved(draw: st.DrawFn, base: Ground) -> Ground:
    """One parameter or one line set otherwise."""
    values = base.scheme.values(base.parameters)
    lines = base.standards.lines
    names = [p for p in base.scheme.parameters if p.name in values]
    if names and (not lines or draw(st.booleans())):
        parameter = draw(st.sampled_from(names))
        value = values[parameter.name]
        moved = draw(st.sampled_from([value - 1, value + 1, value * 2, value / 2, value + Decimal("0.01")]))
        try:
            parameter.fitting(moved)
        except OfficeError:
            return base
        return replace(base, parameters={**base.parameters, parameter.name: moved})
    if not lines:
        return base
    kind = draw(st.sampled_from(sorted({line.kind for line in lines})))
    return replace(base, standards=_scaled(base.standards, kind, draw(st.sampled_from(["0.5", "1.1", "2"]))))


def _scaled(standards: Standards, kind: LineKind, by: str) -> Standards:
    return Standards.of(
        replace(line, amount=(line.amount * Decimal(by)).quantize(Decimal("0.01")))
        if line.kind is kind
        else line
        for line in standards.lines
    )


def told(verdict: Verdict) -> tuple[object, ...]:
    months = verdict.monthly
    return (
        verdict.outcome,
        verdict.groups,
        verdict.amount,
        verdict.amount_at_least,
        verdict.amount_at_most,
        verdict.goods,
        (months.first, months.last) if months else None,
        verdict.tiers,
    )


def counted(standing: Standing, row: int) -> tuple[object, ...]:
    total = standing.total_of(row)
    months = total.monthly if total else None
    return (
        standing.outcome_of(row),
        standing.groups[int(standing.met[row])],
        total.amount if total else None,
        total.at_least if total else None,
        total.at_most if total else None,
        total.goods if total else (),
        (months.first, months.last) if months else None,
        total.tiers if total else (),
    )


@pytest.mark.parametrize("id", SCHEMES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_census_agrees_with_every_single_verdict(id: str, data: st.DataObject) -> None:
    tried = data.draw(trial(SCHEMES[id]))
    scheme, base = SCHEMES[id], tried.base
    gathered = gathering(scheme)
    for n, facts in enumerate(tried.roster):
        gathered.add(n + 100, facts)
    census = Census(gathered.columns(), scheme, base.place, base.on)
    for figures in tried.figures:
        verdicts = [figures.check(facts) for facts in tried.roster]
        standing = census.standing(figures.parameters, figures.standards)
        for row, verdict in enumerate(verdicts):
            assert counted(standing, row) == told(verdict), f"{figures.parameters} {verdict.summary}"


def test_sums_are_begun_anew_when_too_many_have_come_together() -> None:
    scheme = SCHEMES["sums"]
    base = ground(scheme, scheme.examples[0])
    gathered = gathering(scheme)
    for n in range(50):
        gathered.add(n, scheme.examples[0].facts.having(yearly_self_paid_medical=Decimal(5000 + n)))
    census = Census(gathered.columns(), scheme, base.place, base.on)
    census.most_sums = 60
    prices = Prices(base.on)
    first = census.standing(base.parameters, base.standards)
    cost = prices.cost(first)
    half = census.standing({**base.parameters, "percent": Decimal(40)}, base.standards)
    assert len(moved(first, half).changed) == 50
    assert prices.cost(half).once < cost.once
    again = census.standing(base.parameters, base.standards)
    assert len(again.totals) == 50
    assert prices.cost(again) == cost
    with pytest.raises(ValueError, match="begun anew"):
        moved(first, again)
