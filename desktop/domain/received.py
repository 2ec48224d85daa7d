"""What was received before under a scheme (已享受过的救助), as far as this office's own approvals tell."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from desktop.domain.lunar import FESTIVAL_WORDS, Festival
from desktop.domain.scheme import Scheme


def received_by(scheme: Scheme, approved_on: Collection[date]) -> frozenset[str] | None:
    """The entries of the fact `aided`, from the days of earlier approvals; None where those days cannot tell.

    An approval does not say for which event, or out of which of several funds or festivals, it was.
    """
    years = frozenset(f"{day.year}年" for day in approved_on)
    if not approved_on:
        return years
    rules = {(c.unit, c.word) for top in scheme.conditions for c in top.walk() if c.kind == "once"}
    named = {rule for rule in rules if rule[0] in ("event", "festival", "fund")}
    if not named:
        return years
    if len(named) > 1 or any(unit == "event" for unit, _ in named):
        return None
    ((unit, word),) = named
    name = FESTIVAL_WORDS[Festival(word)].split("（")[0] if unit == "festival" else word
    return years | {f"{name}-{day.year}" for day in approved_on}
