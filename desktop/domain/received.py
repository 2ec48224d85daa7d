"""What was received before under a scheme (已享受过的救助), as far as this office's own approvals tell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from desktop.domain.condition import Condition
from desktop.domain.lunar import FESTIVAL_WORDS, Festival
from desktop.domain.scheme import Scheme


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """One approval: the day, for whom (empty: nobody knows), and what the check it rests on says of it."""

    day: date
    person: str = ""
    """The ordinal of the member the check was made for."""
    groups: tuple[str, ...] | None = None
    """The groups that counted; None where the check was destroyed."""
    event: str = ""


def received_by(scheme: Scheme, approvals: Collection[Earlier], person: str = "") -> frozenset[str] | None:
    """The entries of the fact `aided` for one person, from earlier approvals; None where those cannot tell.

    Each approval tells by its groups what was had: the fund or the festival of those groups, or the event of its check.
    """
    entries: set[str] = set()
    for one in approvals:
        had = _entries(scheme, one, person)
        if had is None:
            return None
        entries |= had
    return frozenset(entries)


def confirmed_on(approvals: Collection[Earlier], person: str = "") -> date | None:
    """The day it was confirmed that this person gets help: that of the latest approval; None before there is any."""
    return max((one.day for one in approvals if one.person in ("", person)), default=None)


def _entries(scheme: Scheme, one: Earlier, person: str) -> frozenset[str] | None:
    rules = _rules(scheme, one.groups)
    if rules is None:
        rules = _rules(scheme, tuple(g.id for g in scheme.groups)) or []
        named = {(c.unit, c.word) for c in rules if c.unit in ("event", "festival", "fund")}
        if len(named) > 1 or any(unit == "event" for unit, _ in named):
            return None
    mine = [c for c in rules if c.counted != "person" or one.person in ("", person)]
    entries = frozenset({f"{one.day.year}年"}) if mine or not rules else frozenset[str]()
    for rule in mine:
        match rule.unit:
            case "event" if not one.event:
                return None
            case "event":
                entries |= {one.event}
            case "festival":
                name = FESTIVAL_WORDS[Festival(rule.word)].split("（")[0]
                entries |= {f"{name}-{one.day.year}"}
            case "fund":
                entries |= {f"{rule.word}-{one.day.year}"}
            case _:
                pass
    return entries


def _rules(scheme: Scheme, groups: tuple[str, ...] | None) -> list[Condition] | None:
    """What may be had but once by those groups, or by all; None where one of the groups is no longer known."""
    known = {g.id: g for g in scheme.groups}
    if groups is None or any(id not in known for id in groups):
        return None
    asked = [*scheme.exclusions, *(c for id in groups for c in known[id].require)]
    return [c for top in asked for c in top.walk() if c.kind == "once"]
