"""Facts said at a check (核对时补充的事实): what the archive has no field for, each with what it was seen from.

They fill in what nobody knows and never speak against the archive; they are frozen with the check like all its facts, and
stand for the next check under the same policy until something else is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.facts import FACTS, Facts, FactValue
from desktop.domain.try_out import Question

STATED = "核对时补充"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One fact as somebody said it, and the paper it was seen from."""

    value: FactValue
    seen: str


@dataclass(frozen=True, kw_only=True)
class Statable:
    """What may be said at a check: the questions still open, and what was said before."""

    questions: tuple[Question, ...]
    before: Facts


def stated(statements: Mapping[str, Statement], on: date, by: str) -> Facts:
    """The facts with where they come from. Raises OfficeError where one was seen from nothing."""
    values: dict[str, FactValue] = {}
    origins: dict[str, str] = {}
    for id, one in statements.items():
        if not one.seen.strip():
            raise OfficeError(f"「{FACTS[id].label}」请写明依据，例如看了什么材料；核对结论里要列出来。")
        values[id] = one.value
        origins[id] = f"{STATED}（{day_words(on)} {by}）：{one.seen.strip()}"
    return Facts(values, origins)


def stated_in(facts: Facts) -> Facts:
    """Those among kept facts that were said at a check."""
    said = {id: origin for id, origin in facts.origins.items() if origin.startswith(STATED)}
    return Facts({id: facts[id] for id in said if id in facts}, said)


def seen_from(origin: str) -> str:
    """The paper a fact was seen from, out of its origin."""
    return origin.partition("：")[2] if origin.startswith(STATED) else ""


def with_stated(facts: Facts, said: Facts) -> Facts:
    """The facts of the archive, with what was said of those it does not know."""
    more = {id: value for id, value in said.items() if id not in facts}
    return Facts(
        {**facts.values_by_id, **more},
        {**facts.origins, **{id: o for id, o in said.origins.items() if id in more}},
    )
