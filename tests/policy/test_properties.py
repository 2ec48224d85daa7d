"""What holds of every verdict on any facts: unknown never helps, bounds are as typed, the same again is the same."""

from __future__ import annotations

import json
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain import means
from desktop.domain.calendar import WorkCalendar
from desktop.domain.condition import Case, Condition, Side
from desktop.domain.condition_measures import Measured, between
from desktop.domain.conditions import KINDS, judge
from desktop.domain.derived_facts import SOURCES
from desktop.domain.examples import run_examples
from desktop.domain.facts import FACTS, NUMERIC, Facts, FactType, FactValue, People, Receipts, parse_facts
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import Example
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.standards import Line, LineKind, Standards
from desktop.domain.verdict import Outcome, Verdict
from desktop.store.library import load_schemes, read_file

HERE = Path(__file__).parent
LIBRARY = load_schemes(HERE.parents[1] / "resources" / "schemes").schemes
SCHEMES = {s.id: s for s in (*LIBRARY, read_file(HERE / "whole.toml"))}
"""All schemes of the library, and one made up of every kind of condition."""
NOT_OF_THE_HOUSEHOLD = {"received_on"}
"""An application that has not come in yet cannot be late: its absence is no unknown fact of the household."""


@dataclass(frozen=True)
class Ground:
    """All a scheme is judged by besides the facts, taken from its own worked examples."""

    scheme: Scheme
    place: str
    on: date
    standards: Standards
    parameters: dict[str, Decimal]

    def check(self, facts: Facts) -> Verdict:
        return means.check(facts, self.scheme, self.standards, self.place, self.on, self.parameters)

    def case(self, facts: Facts) -> Case:
        values = self.scheme.values(self.parameters)
        return Case(
            facts, self.standards, self.place, self.on, values, {g.id: None for g in self.scheme.groups}
        )


def ground(scheme: Scheme, example: Example) -> Ground:
    """The example's own day, place and figures; what it leaves out comes from the other examples."""
    amounts: dict[LineKind, Decimal] = {}
    parameters: dict[str, Decimal] = {}
    for one in (*scheme.examples, example):
        amounts |= one.standards
        parameters |= one.parameters
    place = example.place or "算例"
    lines = [Line(kind=k, place=place, from_day=date(2000, 1, 1), amount=a) for k, a in amounts.items()]
    return Ground(scheme, place, example.on, Standards.of(lines), parameters)


def conditions_of(scheme: Scheme) -> Iterator[Condition]:
    whens = (c for a in scheme.awards for c in (a.when, a.full) if c)
    for condition in (*scheme.conditions, *whens):
        yield from condition.walk()


def limits(scheme: Scheme, base: Ground, id: str) -> list[Decimal]:
    """The figures the scheme holds a fact against."""
    case, fact = base.case(Facts()), FACTS[id]
    bounds = [b for c in conditions_of(scheme) if c.fact == id for b in c.bounds]
    bounds += [b for a in scheme.awards if a.fact == id for t in a.tiers for b in t.bounds]
    return [case.figure(b.figure, fact).value for b in bounds if not case.lacking(b.figure)]


def value_of(id: str, base: Ground, told: list[FactValue]) -> st.SearchStrategy[FactValue]:
    """A value for a fact: from the worked examples, at the scheme's own bounds, or any other."""
    fact = FACTS[id]
    scheme = base.scheme
    step = Decimal(1) if fact.type is FactType.whole else Decimal("0.01")
    near = [x + n * step for x in limits(scheme, base, id) for n in (-1, 0, 1) if x + n * step >= 0]
    match fact.type:
        case FactType.whole:
            others: st.SearchStrategy[FactValue] = st.sampled_from([0, 1, 2, 3, *(int(x) for x in near)])
        case FactType.money | FactType.quotient | FactType.number:
            rounded = [x.quantize(Decimal("0.01")) for x in near]
            others = st.sampled_from([Decimal(0), Decimal(950), Decimal(100000), *rounded])
        case FactType.yes_no:
            others = st.booleans()
        case FactType.choice:
            others = st.sampled_from(sorted(fact.choices))
        case FactType.choices:
            others = st.frozensets(st.sampled_from(sorted(fact.choices)), max_size=3)
        case FactType.texts:
            listed = [t for c in conditions_of(scheme) if c.fact == id for t in c.choices]
            others = st.frozensets(st.sampled_from([*listed, "另一项"]), max_size=3)
        case FactType.text:
            others = st.sampled_from(
                [*(t for c in conditions_of(scheme) if c.fact == id for t in c.texts), "别处"]
            )
        case FactType.day:
            last = base.on
            others = st.dates(date(last.year - 90, 1, 1), last)
        case FactType.receipts:
            bill = st.tuples(
                st.dates(date(base.on.year - 2, 1, 1), base.on), st.sampled_from([Decimal(1), Decimal(5000)])
            )
            others = st.lists(bill, max_size=3).map(lambda bills: Receipts(tuple(bills)))
        case FactType.people:
            asked = dict.fromkeys(
                f for c in conditions_of(scheme) if c.kind == "member" for p in c.parts for f in p.asks
            )
            one = st.fixed_dictionaries({f: value_of(f, base, []) for f in asked}).map(Facts)
            others = st.lists(one, max_size=3).map(lambda each: People(tuple(each)))
    return st.one_of(st.sampled_from(told), others) if told else others


def told_of(scheme: Scheme, id: str) -> list[FactValue]:
    """The values the worked examples give a fact, members only where nothing of them is left out."""
    values = [e.facts[id] for e in scheme.examples if id in e.facts]
    return [] if FACTS[id].type is FactType.people else values


def asked_of(scheme: Scheme) -> list[str]:
    """The facts the scheme asks for, and those its examples tell."""
    told = (id for e in scheme.examples for id in e.facts)
    return list(dict.fromkeys([*scheme.facts_asked(), *told]))


@st.composite
def judged_case(draw: st.DrawFn, scheme: Scheme) -> tuple[Ground, Facts]:
    """Facts near those of a worked example, some told otherwise, any of them unknown."""
    example = draw(st.sampled_from(scheme.examples))
    base = ground(scheme, example)
    known: dict[str, FactValue] = {}
    for id in asked_of(scheme):
        what = draw(st.integers(0, 9))
        if what == 0:
            continue
        if what < 6 and id in example.facts:
            known[id] = example.facts[id]
        elif id in scheme.facts_asked():
            known[id] = draw(value_of(id, base, told_of(scheme, id)))
    received = known.get("received_on")
    if isinstance(received, date) and received > base.on:
        del known["received_on"]
    return base, Facts(known)


def without(facts: Facts, id: str) -> Facts:
    """The facts with one made unknown; what it could be worked out from goes with it."""
    return facts.having(**dict.fromkeys((id, *SOURCES.get(id, ()))))


def no_better(before: Verdict, after: Verdict, forgotten: str) -> None:
    if before.outcome is not Outcome.eligible:
        assert after.outcome is not Outcome.eligible, forgotten
    if before.outcome is Outcome.incomplete:
        assert after.outcome is Outcome.incomplete, forgotten
    if before.outcome is Outcome.eligible:
        assert after.outcome is not Outcome.ineligible, forgotten
        if after.groups == before.groups:
            assert (after.amount or 0) <= (before.amount or 0), forgotten


EXAMPLES = [
    pytest.param(s, n, id=f"{s.id}-{n + 1}") for s in SCHEMES.values() for n in range(len(s.examples))
]


@pytest.mark.parametrize(("scheme", "n"), EXAMPLES)
def test_no_worked_example_improves_when_facts_are_forgotten(scheme: Scheme, n: int) -> None:
    """Each fact alone, and each pair of them."""
    example = scheme.examples[n]
    base = ground(scheme, example)
    before = base.check(example.facts)
    ids = [id for id in example.facts if id not in NOT_OF_THE_HOUSEHOLD]
    for k, one in enumerate(ids):
        left = without(example.facts, one)
        after = base.check(left)
        no_better(before, after, one)
        for other in ids[k + 1 :]:
            no_better(after, base.check(without(left, other)), f"{one}, {other}")


@pytest.mark.parametrize("id", SCHEMES)
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_a_verdict_never_improves_when_a_fact_becomes_unknown(id: str, data: st.DataObject) -> None:
    base, facts = data.draw(judged_case(SCHEMES[id]))
    before = base.check(facts)
    for forgotten in set(facts) - NOT_OF_THE_HOUSEHOLD:
        no_better(before, base.check(without(facts, forgotten)), forgotten)


@pytest.mark.parametrize("id", SCHEMES)
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_what_is_missing_is_all_that_is_missing(id: str, data: st.DataObject) -> None:
    """Once everything named as missing is brought, the answer is plain."""
    scheme = SCHEMES[id]
    base, facts = data.draw(judged_case(scheme))
    before = base.check(facts)
    assert (before.outcome is Outcome.incomplete) == bool(before.missing)
    assert not {m.fact for m in before.missing} & set(facts)
    brought = {m.fact: data.draw(value_of(m.fact, base, told_of(scheme, m.fact))) for m in before.missing}
    assert base.check(facts.having(**brought)).outcome is not Outcome.incomplete


@pytest.mark.parametrize("id", SCHEMES)
@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_the_kept_facts_and_text_give_the_same_verdict_again(id: str, data: st.DataObject) -> None:
    scheme = SCHEMES[id]
    base, facts = data.draw(judged_case(scheme))
    again = parse_facts(json.loads(json.dumps(facts.written())))
    kept = Ground(parse_scheme(scheme.text, "留存"), base.place, base.on, base.standards, base.parameters)
    assert kept.check(again) == base.check(facts)


OPERATORS: dict[Side, Callable[[Decimal, Decimal], bool]] = {
    Side.at_least: operator.ge,
    Side.above: operator.gt,
    Side.at_most: operator.le,
    Side.below: operator.lt,
    Side.equals: operator.eq,
}


def bounded(scheme: Scheme) -> Iterator[Condition]:
    for condition in conditions_of(scheme):
        if condition.kind in ("compare", "band") and FACTS[condition.fact].type in NUMERIC:
            yield condition


@pytest.mark.parametrize("id", SCHEMES)
def test_every_bound_is_open_or_closed_exactly_as_typed(id: str) -> None:
    """At each limit of each comparison, and a fen (or one) to either side."""
    scheme = SCHEMES[id]
    base = ground(scheme, scheme.examples[0])
    for condition in bounded(scheme):
        fact = FACTS[condition.fact]
        step = Decimal(1) if fact.type is FactType.whole else Decimal("0.01")
        case = base.case(scheme.examples[0].facts)
        if any(case.lacking(b.figure) for b in condition.bounds):
            continue
        found = [(b.side, case.figure(b.figure, fact).value) for b in condition.bounds]
        for value in {limit + n * step for _, limit in found for n in (-1, 0, 1)}:
            measured = Measured(fact=fact, value=value, evidence="")
            expected = all(OPERATORS[side](value, limit) for side, limit in found)
            assert between(measured, condition.bounds, case).holds is expected, (condition.clause, value)
            if value >= 0 and (fact.type is not FactType.whole or value == int(value)):
                exact: FactValue = int(value) if fact.type is FactType.whole else value
                told = base.case(case.facts.having(**{fact.id: exact}))
                assert judge(condition, told).holds is expected, (condition.clause, value)


# ---- single plans

ON = date(2026, 1, 15)
LINES = Standards.of(
    [Line(kind=LineKind.dibao, place="示例市", from_day=date(2025, 7, 1), amount=Decimal(612))]
)
BLANKS = {
    "plan-03": {"hardship_multiple": Decimal("2.5")},
    "plan-04": {"cancer_sum": Decimal(6000), "kidney_sum": Decimal(4000)},
    "plan-07": dict[str, Decimal](),
}


def check(scheme: Scheme, facts: Facts) -> Verdict:
    return means.check(facts, scheme, LINES, "示例市", ON, BLANKS[scheme.id])


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_the_yearly_ceiling_of_plan_4_is_never_passed(data: st.DataObject) -> None:
    scheme = SCHEMES["plan-04"]
    base, facts = data.draw(judged_case(scheme))
    verdict = base.check(facts)
    received = facts.number("aid_received_this_year")
    if verdict.outcome is Outcome.eligible:
        assert received is not None
        assert verdict.amount_at_most is not None
        assert (verdict.amount or 0) <= verdict.amount_at_most
        assert received + verdict.amount_at_most <= 10000


@settings(deadline=None)
@given(st.decimals(min_value=910, max_value=990, places=2))
def test_the_band_of_plan_7_takes_both_ends(income: Decimal) -> None:
    facts = parse_facts(
        {
            "gross_income_per_head": income,
            "causes": ["own_illness"],
            "homes_count": 1,
            "runs_business": False,
            "costly_schooling": False,
        }
    )
    eligible = check(SCHEMES["plan-07"], facts).outcome is Outcome.eligible
    assert eligible is (918 <= income <= 979)


@settings(deadline=None)
@given(st.decimals(min_value=9990, max_value=10010, places=2))
def test_more_than_ten_thousand_in_plan_3_means_more(paid: Decimal) -> None:
    facts = parse_facts(
        {
            "gross_income_per_head": 1000,
            "yearly_self_paid_medical": paid,
            "household_certificates": [],
            "causes": ["low_income"],
            "applicant_in_service": False,
        }
    )
    eligible = check(SCHEMES["plan-03"], facts).outcome is Outcome.eligible
    assert eligible is (paid > 10000)


def test_the_scheme_of_every_kind_of_condition_is_one() -> None:
    whole = SCHEMES["whole"]
    used = {c.kind for c in conditions_of(whole)} | {"see"}
    assert set(KINDS) - used <= {"line", "has_all", "has_none", "count", "filed_by", "not"}
    assert [r.problems for r in run_examples(whole, WorkCalendar({}))] == [()] * len(whole.examples)
