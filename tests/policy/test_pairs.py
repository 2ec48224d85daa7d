"""The plans that pair helpers with households: their own numbers come out, too many and too few are named."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from desktop.domain.condition import Case
from desktop.domain.facts import Facts
from desktop.domain.scheme import Scheme
from desktop.domain.standards import Standards
from desktop.domain.visit_duties import Duty, Helped, Helper, Pair, check_pairs, owed
from desktop.store.library import load_schemes

LIBRARY = {s.id: s for s in load_schemes(Path(__file__).parents[2] / "resources" / "schemes").schemes}


def duty(scheme: Scheme, id: str) -> Duty:
    return next(d for d in scheme.conduct.visits if d.id == id)


def test_plan_17_pairs_269_helpers_with_269_households_of_710_people() -> None:
    scheme = LIBRARY["plan-17"]
    names = [f"户{n:03d}" for n in range(1, 270)]
    # 710 people in 269 households: 97 of two, 172 of three.
    homes = {name: 2 if n < 97 else 3 for n, name in enumerate(names)}
    helpers = [Helper(name=f"帮扶人{n:03d}") for n in range(1, 270)]
    pairs = [Pair(helper=h.name, household=name) for h, name in zip(helpers, names, strict=True)]
    check = check_pairs(duty(scheme, "quarterly").capacities, helpers, homes, pairs)
    assert check.right
    assert (check.helpers, check.households, check.people) == (269, 269, 710)
    assert [int(scheme.values({})[p]) for p in ("helpers", "households", "people")] == [269, 269, 710]


def test_plan_17_says_how_many_yuan_of_the_yearly_500_are_lacking() -> None:
    scheme = LIBRARY["plan-17"]
    values = scheme.values({})
    case = Case(Facts(), Standards.of([]), "示例镇", date(2026, 8, 1), values)
    brought = [
        Helped(day=date(2026, 2, 10), value=Decimal(300)),
        Helped(day=date(2026, 6, 30), value=Decimal(199)),
    ]
    (short,) = owed(duty(scheme, "value"), brought, date(2026, 1, 17), date(2026, 8, 1), case)
    assert short.value_lacking == 1
    exact = [*brought, Helped(day=date(2026, 12, 31), value=Decimal(1))]
    (kept,) = owed(duty(scheme, "value"), exact, date(2026, 1, 17), date(2026, 12, 31), case)
    assert kept.kept
