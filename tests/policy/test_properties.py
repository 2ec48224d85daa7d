"""What holds of every verdict on any facts: unknown never helps, ceilings hold, the same again is the same."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain import means
from desktop.domain.facts import FACTS, Facts, FactType, FactValue, parse_facts
from desktop.domain.scheme import Scheme, parse_scheme
from desktop.domain.standards import Line, LineKind, Standards
from desktop.domain.verdict import Outcome, Verdict
from desktop.store.library import load_schemes

SCHEMES = {s.id: s for s in load_schemes(Path(__file__).parents[2] / "resources" / "schemes").schemes}
ON = date(2026, 1, 15)
LINES = Standards.of(
    [Line(kind=LineKind.dibao, place="示例市", from_day=date(2025, 7, 1), amount=Decimal(612))]
)
BLANKS = {
    "plan-03": {"hardship_multiple": Decimal("2.5")},
    "plan-04": {"cancer_sum": Decimal(6000), "kidney_sum": Decimal(4000)},
    "plan-07": dict[str, Decimal](),
}
EDGES = [
    Decimal(x)
    for x in "0 917.99 918 950 979 979.01 1224 1224.01 1530 1836 1836.01 4999.99 5000 9500 10000 10000.01".split()
]
NOT_OF_THE_HOUSEHOLD = {"received_on"}
"""An application that has not come in yet cannot be late: its absence is no unknown fact of the household."""


def value_of(id: str) -> st.SearchStrategy[FactValue]:
    fact = FACTS[id]
    match fact.type:
        case FactType.whole:
            return st.integers(0, 3)
        case FactType.yes_no:
            return st.booleans()
        case FactType.choices:
            return st.frozensets(st.sampled_from(sorted(fact.choices)), max_size=3)
        case FactType.day:
            return st.dates(date(2025, 8, 1), ON)
        case _:
            return st.sampled_from(EDGES)


@st.composite
def asked(draw: st.DrawFn, scheme: Scheme) -> Facts:
    """Facts the scheme asks for: mostly those that qualify, any of them unknown."""
    known: dict[str, FactValue] = {}
    for id in scheme.facts_asked():
        if draw(st.integers(0, 5)):
            known[id] = draw(value_of(id))
    return Facts(known)


def check(scheme: Scheme, facts: Facts) -> Verdict:
    return means.check(facts, scheme, LINES, "示例市", ON, BLANKS[scheme.id])


@pytest.mark.parametrize("id", SCHEMES)
@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_a_verdict_never_improves_when_a_fact_becomes_unknown(id: str, data: st.DataObject) -> None:
    scheme = SCHEMES[id]
    facts = data.draw(asked(scheme))
    before = check(scheme, facts)
    for forgotten in set(facts) - NOT_OF_THE_HOUSEHOLD:
        after = check(scheme, facts.having(**{forgotten: None}))
        if before.outcome is not Outcome.eligible:
            assert after.outcome is not Outcome.eligible, forgotten
        if before.outcome is Outcome.incomplete:
            assert after.outcome is Outcome.incomplete, forgotten
        if before.outcome is Outcome.eligible:
            assert after.outcome is not Outcome.ineligible, forgotten
            assert (after.amount or 0) <= (before.amount or 0), forgotten


@pytest.mark.parametrize("id", SCHEMES)
@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_what_is_missing_is_all_that_is_missing(id: str, data: st.DataObject) -> None:
    """Once everything named as missing is brought, the answer is plain."""
    scheme = SCHEMES[id]
    facts = data.draw(asked(scheme))
    before = check(scheme, facts)
    assert (before.outcome is Outcome.incomplete) == bool(before.missing)
    assert not {m.fact for m in before.missing} & set(facts)
    brought = {m.fact: data.draw(value_of(m.fact)) for m in before.missing}
    assert check(scheme, facts.having(**brought)).outcome is not Outcome.incomplete


@pytest.mark.parametrize("id", SCHEMES)
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_the_kept_facts_and_text_give_the_same_verdict_again(id: str, data: st.DataObject) -> None:
    scheme = SCHEMES[id]
    facts = data.draw(asked(scheme))
    again = parse_facts(json.loads(json.dumps(facts.written())))
    assert check(parse_scheme(scheme.text, "留存"), again) == check(scheme, facts)


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_the_yearly_ceiling_of_plan_4_is_never_passed(data: st.DataObject) -> None:
    scheme = SCHEMES["plan-04"]
    facts = data.draw(asked(scheme))
    verdict = check(scheme, facts)
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
