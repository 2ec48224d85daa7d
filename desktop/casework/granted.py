"""What counts towards a scheme's ceilings (已享受): reckoned from this office's approvals, across the schemes it names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from desktop.domain.ceilings import Ceiling, Limit, Paid, received
from desktop.domain.facts import FACTS, Facts, FactType, FactValue
from desktop.domain.scheme import Scheme

FROM_APPROVALS = frozenset(
    {"aid_received_this_year", "aid_times_this_year", "aid_received_ever", "household_aid_this_year"}
)
"""The facts of ceilings that the office's own approvals tell."""


def counted_schemes(scheme: Scheme) -> frozenset[str]:
    """The schemes whose grants count under one of this scheme's ceilings; none where it has no such ceiling."""
    return frozenset(id for c in _told(scheme) for id in (scheme.id, *c.schemes))


def with_granted(
    facts: Facts, scheme: Scheme, applicant: int, household_id: int, on: date, paid: Iterable[Paid]
) -> Facts:
    """The facts with what was approved before, as each ceiling of the scheme counts it."""
    known = list(paid)
    found: dict[str, FactValue | None] = {
        c.fact: _value(c, received(c, scheme.id, str(applicant), str(household_id), on, known))
        for c in _told(scheme)
    }
    return facts.having(**found)


def _told(scheme: Scheme) -> list[Ceiling]:
    return [c for c in scheme.ceilings if c.fact in FROM_APPROVALS and c.limit is not Limit.advance]


def _value(ceiling: Ceiling, so_far: Decimal) -> FactValue:
    return int(so_far) if FACTS[ceiling.fact].type is FactType.whole else so_far
