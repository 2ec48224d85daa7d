"""What an application is for (事由), as far as the check tells: never the name of an illness, only that there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop.domain.assessment import Assessment
from desktop.domain.fact_list import FACTS
from desktop.domain.facts import Facts, parse_facts
from desktop.domain.masking import mask_illness
from desktop.domain.person import Disease
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_header import Combine
from desktop.domain.words import word

AND = "、"
_KINDS = ("seven_helps", "emergency_kinds", "spending_kinds")
"""Facts that say what is needed or what happened."""
_ILLNESSES = (("applicant_diseases", "本人"), ("household_diseases", "家庭成员"))


def causes_of(kept: Assessment, scheme: Scheme) -> tuple[str, ...]:
    """The causes the check knows of, the likeliest first: the event, the fund asked for, the need, an illness, the archive's own."""
    facts = parse_facts(kept.facts)
    asked = frozenset(scheme.facts_asked())
    told = [*_events(facts), *_groups(kept, scheme), *_needs(facts, asked), *_illnesses(facts, asked)]
    household = kept.household
    told += [word(c) for c in (household.cause, *household.other_causes) if c is not None]
    return tuple(dict.fromkeys(told))


def funds_of(kept: Assessment, scheme: Scheme) -> Mapping[str, str]:
    """Where a scheme holds several funds side by side, those this person may ask for, by id: each is a case of its own."""
    if scheme.combine is not Combine.all or not any("cause" in rule.same for rule in scheme.again):
        return {}
    return {g.id: g.label for g in scheme.groups if g.id in kept.verdict.groups}


def same_cause(one: str, other: str) -> bool:
    """Whether two causes name something in common; where one says nothing, nobody can tell."""
    return bool(_named(one) & _named(other))


def _events(facts: Facts) -> Iterator[str]:
    event = facts.get("event")
    if isinstance(event, str) and event.strip():
        yield event.strip()


def _groups(kept: Assessment, scheme: Scheme) -> Iterator[str]:
    met = tuple(funds_of(kept, scheme).values())
    if len(met) > 1:
        yield AND.join(met)
    yield from met


def _needs(facts: Facts, asked: frozenset[str]) -> Iterator[str]:
    for id in _KINDS:
        chosen = facts.chosen(id) if id in asked else None
        if chosen:
            yield AND.join(label for value, label in FACTS[id].choices.items() if value in chosen)


def _illnesses(facts: Facts, asked: frozenset[str]) -> Iterator[str]:
    for id, whose in _ILLNESSES:
        chosen = facts.chosen(id) if id in asked else None
        named = sorted({mask_illness(Disease(d)) for d in chosen or () if d in Disease.__members__})
        if named:
            yield f"{whose}患{AND.join(named)}"


def _named(cause: str) -> frozenset[str]:
    return frozenset(part.strip() for part in cause.replace("，", AND).split(AND) if part.strip())
