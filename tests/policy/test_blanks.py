"""What each plan leaves blank: listed by name here, each of them stops the scheme and is asked for, none is guessed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from desktop.casework.assessment import SchemeCard
from desktop.domain import means
from desktop.domain.dated_parameters import ParameterType
from desktop.domain.facts import Facts
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import Parameter
from desktop.domain.standards import ParameterEntry, Standards
from desktop.store.library import load_schemes
from tests.policy.test_properties import ground

SCHEMES = {s.id: s for s in load_schemes(Path(__file__).parents[2] / "resources" / "schemes").schemes}
NEEDED: dict[str, list[str]] = {
    "plan-01": [],
    "plan-02": [],
    "plan-03": ["hardship_multiple"],
    "plan-04": ["cancer_sum", "kidney_sum"],
    "plan-05": [],
    "plan-06": ["company_income"],
    "plan-07": [],
    "plan-08": [],
    "plan-09": ["care_full", "care_part", "care_none"],
    "plan-09-end": [],
    "plan-10": [],
    "plan-11": [],
    "plan-12": [],
    "plan-13": [],
    "plan-14": [],
    "plan-16": [],
    "plan-17": [],
    "plan-18": [],
    "plan-19": [],
    "plan-20": [],
    "plan-21": [],
    "plan-22": [],
    "plan-23": [],
    "plan-24": ["low_tier", "start_month", "dead_until"],
    "plan-25": [],
    "plan-26": [],
    "plan-27": ["cash_each", "goods_each"],
    "plan-28": ["point_sum", "village_sum", "other_sum"],
    "plan-29": [],
    "plan-30": [],
    "plan-31": [],
    "plan-32": [],
}
"""What must be filled in before anybody can be checked."""
OPTIONAL: dict[str, list[str]] = {
    "plan-02": ["begin_month"],
    "plan-06": ["visits_a_year"],
    "plan-07": ["places"],
    "plan-11": ["scout_until", "pack_until", "load_on", "packers"],
    "plan-12": ["hotels"],
    "plan-20": ["home_visits"],
    "plan-21": ["outbreak_on", "outbreak_off", "heat_on", "heat_off", "cold_on", "cold_off", "year"],
    "plan-25": ["sign_up_until"],
    "plan-30": ["check_percent"],
    "plan-32": ["report_months", "follow_times"],
}
"""What is asked for and decides nobody's verdict: dates of steps, numbers of visits, alerts, places."""


def test_every_shipped_scheme_is_listed_here() -> None:
    assert set(NEEDED) == set(SCHEMES)
    assert set(OPTIONAL) <= set(SCHEMES)


@pytest.mark.parametrize("id", NEEDED)
def test_the_blanks_of_the_plan_stay_blank(id: str) -> None:
    blank = [p for p in SCHEMES[id].parameters if p.value is None]
    assert [p.name for p in blank if not p.optional] == NEEDED[id]
    assert sorted(p.name for p in blank if p.optional) == sorted(OPTIONAL.get(id, []))
    assert [p.name for p in SCHEMES[id].unset({})] == NEEDED[id]


def some_value(parameter: Parameter) -> Decimal:
    """A value that fits."""
    days = {
        ParameterType.date: Decimal(20260101),
        ParameterType.month_day: Decimal(601),
        ParameterType.month: Decimal(202601),
    }
    value = days.get(parameter.type) or parameter.minimum or Decimal(1)
    return parameter.fitting(value)


@pytest.mark.parametrize("id", [id for id, names in NEEDED.items() if names])
def test_each_blank_alone_stops_the_scheme_and_is_asked_for_by_its_name(id: str) -> None:
    scheme = SCHEMES[id]
    filled = {name: some_value(scheme.parameter(name)) for name in NEEDED[id]}
    base = ground(scheme, scheme.examples[0])
    for name in NEEDED[id]:
        rest = {k: v for k, v in filled.items() if k != name}
        asked = scheme.parameter(name)
        with pytest.raises(means.UnsetParametersError) as stopped:
            means.check(Facts(), scheme, Standards(), base.place, base.on, rest)
        assert [p.name for p in stopped.value.unset] == [name]
        assert f"「{asked.label}」" in stopped.value.said
        card = _card(scheme, rest)
        assert not card.runnable
        assert [p.name for p in card.unset] == [name]
        assert f"「{asked.label}」" in card.why_not
    assert _card(scheme, filled).runnable
    assert base.check(Facts()).scheme_id == id


@pytest.mark.parametrize("id", [id for id, names in NEEDED.items() if not names])
def test_a_scheme_without_blanks_runs_as_it_is(id: str) -> None:
    scheme = SCHEMES[id]
    base = ground(scheme, scheme.examples[0])
    verdict = means.check(Facts(), scheme, base.standards, base.place, base.on, {})
    assert verdict.scheme_id == id
    assert _card(scheme, {}).runnable


def _card(scheme: Scheme, filled: dict[str, Decimal]) -> SchemeCard:
    day = scheme.examples[0].on
    entries = {k: ParameterEntry(name=k, value=v, source="示例通知", set_on=day) for k, v in filled.items()}
    return SchemeCard(scheme, entries)
