"""What a scheme has named (本方案的名称): its passages, parameters, lines, groups, shared conditions and steps, to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from desktop.domain.application import StepKind
from desktop.domain.facts import FACTS, Fact
from desktop.domain.names import initials
from desktop.domain.words import word

Offer = tuple[str, str, str]
"""The value, what is shown, and what else it is found by."""
QUOTED = 26
"""Characters of a passage shown in a choice."""


@dataclass(frozen=True, kw_only=True)
class Own:
    """Each list in the order of the file."""

    passages: tuple[Offer, ...] = ()
    parameters: tuple[Offer, ...] = ()
    lines: tuple[Offer, ...] = ()
    groups: tuple[Offer, ...] = ()
    defined: tuple[Offer, ...] = ()
    steps: tuple[Offer, ...] = ()
    awards: tuple[Offer, ...] = ()
    """Those that have a name of their own."""

    def name(self, offers: tuple[Offer, ...], value: str) -> str:
        """What one of them is called."""
        return next((shown for known, shown, _ in offers if known == value), value)


def own_of(content: Mapping[str, object]) -> Own:
    """What the scheme of that content has named so far."""
    return Own(
        passages=tuple(
            _offer(p, "id", f"{_text(p, 'where')}：{_text(p, 'text')[:QUOTED]}")
            for p in _tables(content, "passages")
        ),
        parameters=tuple(_offer(p, "name", _text(p, "label")) for p in _tables(content, "parameters")),
        lines=tuple(_offer(p, "id", _text(p, "id")) for p in _tables(content, "lines")),
        groups=tuple(_offer(p, "id", _text(p, "label")) for p in _tables(content, "groups")),
        defined=tuple(_offer(p, "id", _text(p, "clause")) for p in _tables(content, "define")),
        steps=tuple(_step(p) for p in _tables(content, "steps")),
        awards=tuple(
            _offer(p, "id", _text(p, "label")) for p in _tables(content, "awards") if _text(p, "id")
        ),
    )


def facts_of(content: Mapping[str, object]) -> tuple[str, ...]:
    """The facts the scheme of that content asks about, in the order they are written."""
    found: list[str] = []
    for key, part in content.items():
        if key not in ("examples", "papers"):
            _gather(part, found)
    return tuple(dict.fromkeys(found))


def _gather(part: object, found: list[str]) -> None:
    if isinstance(part, dict):
        for key, value in cast("Mapping[str, object]", part).items():
            if key in _FACT_KEYS and isinstance(value, str) and value in FACTS:
                found.append(value)
            elif key == "per" and value == "person":
                found.append("household_size")
            else:
                _gather(value, found)
    elif isinstance(part, list):
        for one in cast("list[object]", part):
            _gather(one, found)


_FACT_KEYS = frozenset({"fact", "base_fact", "of", "persons", "born", "month_after"})


def fact_offers(facts: Mapping[str, Fact] = FACTS) -> list[Offer]:
    """Facts by their office label; found by initials and by their English word too."""
    return [(f.id, f.label, f"{initials(f.label)} {f.id}") for f in facts.values()]


def _step(table: Mapping[str, object]) -> Offer:
    kind = _text(table, "kind")
    label = _text(table, "label") or (word(StepKind(kind)) if kind in list(StepKind) else kind)
    id = _text(table, "id") or kind
    return id, label, f"{initials(label)} {id}"


def _offer(table: Mapping[str, object], key: str, shown: str) -> Offer:
    id = _text(table, key)
    shown = shown.strip("：") or id
    return id, shown, f"{initials(shown)} {id}"


def _tables(content: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    listed = content.get(key)
    if not isinstance(listed, list):
        return []
    return [cast("Mapping[str, object]", t) for t in cast("list[object]", listed) if isinstance(t, dict)]


def _text(table: Mapping[str, object], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""
