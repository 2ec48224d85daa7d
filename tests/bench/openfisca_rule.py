"""Plan 3's rule in OpenFisca-core, for `tests.bench.census`: run by an interpreter of its own, never by ours."""
# pyright: basic, reportMissingImports=false

from __future__ import annotations

import json
import random
import statistics
import sys
import time

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import MONTH
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Person = build_entity(key="person", plural="persons", label="", is_person=True)
Home = build_entity(
    key="home", plural="homes", label="", roles=[{"key": "member", "plural": "members", "label": ""}]
)
MONTH_OF = "2026-01"


class income(Variable):  # noqa: N801  # OpenFisca takes the class's name for the variable's
    value_type = float
    entity = Person
    definition_period = MONTH


class hit(Variable):  # noqa: N801
    value_type = bool
    entity = Home
    definition_period = MONTH


class multiple(Variable):  # noqa: N801
    value_type = float
    entity = Home
    definition_period = MONTH


class eligible(Variable):  # noqa: N801
    value_type = bool
    entity = Home
    definition_period = MONTH

    def formula(home, period):  # noqa: N805
        per_head = home.sum(home.members("income", period)) / home.nb_persons()
        return (per_head <= home("multiple", period) * 810) * home("hit", period)


def main(homes: int, steps: int) -> None:
    """Prints seconds to build the roster, to judge it first, and to judge it again with another figure."""
    dice = random.Random(1)
    paid = np.array([dice.randrange(0, 7000) for _ in range(homes * 3)], dtype=float)
    hits = np.array([dice.random() < 0.6 for _ in range(homes)])
    begun = time.perf_counter()
    system = TaxBenefitSystem([Person, Home])
    system.add_variables(income, hit, multiple, eligible)
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("person", np.arange(homes * 3))
    entity = builder.declare_entity("home", np.arange(homes))
    builder.join_with_persons(entity, np.repeat(np.arange(homes), 3), ["member"] * (homes * 3))
    simulation = builder.build(system)
    simulation.set_input("income", MONTH_OF, paid)
    simulation.set_input("hit", MONTH_OF, hits)
    simulation.set_input("multiple", MONTH_OF, np.full(homes, 1.5))
    built = time.perf_counter()
    simulation.calculate("eligible", MONTH_OF)
    first = time.perf_counter()
    taken = []
    for n in range(steps):
        again = time.perf_counter()
        simulation.delete_arrays("eligible")
        simulation.delete_arrays("multiple")
        simulation.set_input("multiple", MONTH_OF, np.full(homes, 1.5 + n / 50))
        simulation.calculate("eligible", MONTH_OF)
        taken.append(time.perf_counter() - again)
    print(
        json.dumps(
            {
                "built": built - begun,
                "first": first - built,
                "step": statistics.median(taken),
                "step_min": min(taken),
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
