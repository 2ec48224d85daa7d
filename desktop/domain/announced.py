"""Alerts an office was told of (已发布的预警): what they make known of every household while they are in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from desktop.domain.dated_parameters import day_of
from desktop.domain.days import day_words
from desktop.domain.facts import Facts, FactValue
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_header import Trigger


def with_announced(facts: Facts, scheme: Scheme, parameters: Mapping[str, Decimal], on: date) -> Facts:
    """The facts with the alerts in force on that day, and the event they make where there is but one.

    It is for whoever gathers the facts of a check: the check itself goes by the facts alone. What is known of the
    household itself is never replaced. Where the office registered no alert at all, nothing is said: nobody may have
    looked.
    """
    told = [t for t in scheme.triggers if t.announced and t.announced in parameters]
    if not told:
        return facts
    running = [t for t in told if _in_force(t, parameters, on)]
    found: dict[str, FactValue] = {"alerts": frozenset(alert for t in running for alert in t.alerts)}
    if len(running) == 1:
        found["event"] = event_of(running[0], parameters)
    since = "、".join(day_words(day_of(parameters[t.announced])) for t in running)
    origin = f"本单位登记：{since} 发布" if running else "本单位登记的预警都不在有效期内"
    new = {id: value for id, value in found.items() if id not in facts}
    return Facts({**facts.values_by_id, **new}, {**facts.origins, **dict.fromkeys(new, origin)})


def event_of(trigger: Trigger, parameters: Mapping[str, Decimal]) -> str:
    """The event an announced alert makes: the same for as long as it is registered under the same day."""
    return f"{trigger.event}-{day_of(parameters[trigger.announced]).isoformat()}"


def _in_force(trigger: Trigger, parameters: Mapping[str, Decimal], on: date) -> bool:
    begun = day_of(parameters[trigger.announced]) <= on
    over = trigger.lifted in parameters and on > day_of(parameters[trigger.lifted])
    return begun and not over
