"""What an application is for (事由), as far as the check tells: never the name of an illness, only that there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from desktop.domain.assessment import Assessment
from desktop.domain.fact_list import FACTS
from desktop.domain.facts import Facts, parse_facts
from desktop.domain.masking import mask_illness
from desktop.domain.person import Disease
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_header import Combine
from desktop.domain.verdict import Verdict
from desktop.domain.words import word

AND = "、"
_KINDS = ("seven_helps", "emergency_kinds", "spending_kinds")
"""Facts that say what is needed or what happened."""
_REASONS = re.compile(r"(?=「[^「」]*」：)")
"""Where the reason of one group ends and that of the next begins, in the sentence that tells them all."""
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
    """Where a scheme holds several funds side by side, those this person may ask for, by id."""
    if scheme.combine is not Combine.all or not any("cause" in rule.same for rule in scheme.again):
        return {}
    return {g.id: g.label for g in scheme.groups if g.id in kept.verdict.groups}


def funds_apart(kept: Assessment, scheme: Scheme) -> Mapping[str, str]:
    """Those of several funds that become a case each: only where a person says what each of them gives."""
    found, verdict = funds_of(kept, scheme), kept.verdict
    return found if len(found) > 1 and verdict.amount is None and not verdict.goods else {}


def fund_title(fund: str, title: str) -> str:
    """What a case for one fund of a scheme is called; the fund first, so that a narrow column shows it."""
    return f"{fund}（{title}）"


def for_fund(verdict: Verdict, cause: str) -> Verdict:
    """The verdict as far as it is about the one fund a case is for; the whole of it where it is for none, or for all."""
    labels = verdict.group_label.split(AND)
    funds = dict(zip(labels, verdict.groups, strict=False)) if len(labels) == len(verdict.groups) else {}
    if len(funds) < 2 or cause not in funds:
        return verdict
    others = tuple(f"{label}：" for label in labels if label != cause)
    sums = [x for x in verdict.amount_because.rstrip("。").split("；") if not x.startswith(others)]
    named = f"「{cause}」："
    (reason,) = [x for x in _REASONS.split(verdict.summary) if x.startswith(named)] or [""]
    return replace(
        verdict,
        group=funds[cause],
        group_label=cause,
        groups=(funds[cause],),
        findings=tuple(f for f in verdict.findings if f.group in ("", funds[cause])),
        amount_because="；".join(sums),
        summary=f"符合{reason.rstrip('；。')}。" if reason else verdict.summary,
    )


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
