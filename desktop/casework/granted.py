"""What counts towards a scheme's ceilings (已享受): reckoned from this office's approvals, across the schemes it names
and every edition of theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from desktop.domain.ceilings import Ceiling, Limit, Paid, received
from desktop.domain.editions import kin
from desktop.domain.facts import FACTS, Facts, FactType, FactValue
from desktop.domain.scheme import Scheme

FROM_CHECKS = frozenset({"aided", "confirmed_on"})
"""The facts that approvals tell together with the checks they rest on."""
FROM_APPROVALS = frozenset(
    {"aid_received_this_year", "aid_times_this_year", "aid_received_ever", "household_aid_this_year"}
)
"""The facts of ceilings that the office's own approvals tell."""


def editions_of(scheme: Scheme, replaced: Mapping[str, str]) -> frozenset[str]:
    """The scheme with the other editions of its policy; `replaced` is the library's."""
    return kin(scheme.id, _known(scheme, replaced))


def counted_schemes(scheme: Scheme, replaced: Mapping[str, str]) -> frozenset[str]:
    """The schemes whose grants count under one of this scheme's ceilings; none where it has no such ceiling."""
    return frozenset(id for c in _told(scheme, replaced) for id in c.schemes)


def with_granted(
    facts: Facts,
    scheme: Scheme,
    applicant: int,
    household_id: int,
    on: date,
    paid: Iterable[Paid],
    replaced: Mapping[str, str],
) -> Facts:
    """The facts with what was approved before, as each ceiling of the scheme counts it."""
    known = list(paid)
    found: dict[str, FactValue | None] = {
        c.fact: _value(c, received(c, scheme.id, str(applicant), str(household_id), on, known))
        for c in _told(scheme, replaced)
    }
    return facts.having(**found)


def _told(scheme: Scheme, replaced: Mapping[str, str]) -> list[Ceiling]:
    """The ceilings that approvals fill, each naming all schemes and editions it counts."""
    known = _known(scheme, replaced)
    return [
        replace(c, schemes=tuple(sorted({k for id in (scheme.id, *c.schemes) for k in kin(id, known)})))
        for c in scheme.ceilings
        if c.fact in FROM_APPROVALS and c.limit is not Limit.advance
    ]


def _known(scheme: Scheme, replaced: Mapping[str, str]) -> Mapping[str, str]:
    """What replaces what, this scheme's own word included, should its file be gone by now."""
    return {**replaced, scheme.id: scheme.replaces} if scheme.replaces else replaced


def _value(ceiling: Ceiling, so_far: Decimal) -> FactValue:
    return int(so_far) if FACTS[ceiling.fact].type is FactType.whole else so_far
