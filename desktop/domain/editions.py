"""Editions of one policy (方案的各版): which scheme replaces which, and which of them is in force on a day."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.scheme import Scheme

_FIRST_TABLE = re.compile(r"^\s*\[", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The first lines of a scheme file: enough to name it and to know what it replaces."""

    id: str
    title: str = ""
    replaces: str = ""
    from_day: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, scheme: Scheme) -> Heading:
        """The first lines of a scheme that was read whole."""
        return cls(
            id=scheme.id,
            title=scheme.title,
            replaces=scheme.replaces,
            from_day=scheme.from_day,
            until=scheme.until,
        )


def read_heading(text: str) -> Heading | None:
    """The first lines of a scheme file, read for themselves in a moment; None where they say no number."""
    first = _FIRST_TABLE.search(text)
    head = _table(text[: first.start()]) if first else None
    if head is None:  # a table in a text or a list: the whole file is read instead
        head = _table(text) or {}
    id = head.get("id")
    return (
        Heading(
            id=id,
            title=_text(head.get("title")),
            replaces=_text(head.get("replaces")),
            from_day=_day(head.get("from")),
            until=_day(head.get("until")),
        )
        if isinstance(id, str)
        else None
    )


def _table(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(value: object) -> date | None:
    return value if type(value) is date else None


def kin(id: str, replaced: Mapping[str, str]) -> frozenset[str]:
    """A scheme's number with those it replaces, however far back, and those that replace it: what was granted
    under one of them counts under all.

    `replaced` tells of each number which one it replaces.
    """
    found, before = [id], id
    while (before := replaced.get(before, "")) and before not in found:
        found.append(before)
    waiting = [id]
    while waiting:
        older = waiting.pop()
        newer = [n for n, o in replaced.items() if o == older and n not in found]
        found += newer
        waiting += newer
    return frozenset(found)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One edition among those of its policy, with the days it holds."""

    heading: Heading
    until: date | None
    """The last day it holds: its own, or the day before the edition that replaces it."""
    others: bool = False
    """Whether the policy has other editions."""

    @property
    def id(self) -> str:
        """The scheme's number."""
        return self.heading.id

    def in_force(self, on: date) -> bool:
        """Whether it holds on that day."""
        begun = self.heading.from_day is None or self.heading.from_day <= on
        return begun and (self.until is None or on <= self.until)

    def ended(self, on: date) -> bool:
        """Whether it holds no more on that day."""
        return self.until is not None and self.until < on

    @property
    def days(self) -> str:
        """From when to when it holds, in words; empty where nothing says so."""
        begins = f"{day_words(self.heading.from_day)}起" if self.heading.from_day else ""
        ends = f"{day_words(self.until)}止" if self.until else ""
        return f"{begins}{'，' if begins and ends else ''}{ends}"


def editions(headings: Iterable[Heading], on: date) -> tuple[Edition, ...]:
    """All schemes in their order, the editions of one policy together, the one in force first, then the newest."""
    known = {h.id: h for h in headings}
    replaced = {h.id: h.replaces for h in known.values() if h.replaces}
    families: dict[str, list[Edition]] = {}
    root: dict[str, str] = {}
    for heading in known.values():
        near = kin(heading.id, replaced)
        first = next((root[id] for id in root if id in near), heading.id)
        root[heading.id] = first
        families.setdefault(first, []).append(Edition(heading=heading, until=_ends(heading, known, replaced)))
    return tuple(
        Edition(heading=e.heading, until=e.until, others=len(family) > 1)
        for family in families.values()
        for e in sorted(family, key=lambda e: _rank(e, on))
    )


def expect_not_replaced(heading: Heading, headings: Iterable[Heading], on: date) -> None:
    """Raises OfficeError, naming the edition to go by, where a newer one holds in place of this one that day."""
    known = {h.id: h for h in (*headings, heading)}
    replaced = {h.id: h.replaces for h in known.values() if h.replaces}
    newer, ends = _instead(heading, known, replaced, on), _ends(heading, known, replaced)
    if newer is not None and ends is not None:
        raise OfficeError(
            f"方案「{heading.title or heading.id}」（编号 {heading.id}）施行到{day_words(ends)}止，此后按新版"
            f"「{newer.title or newer.id}」（编号 {newer.id}）办理，{day_words(on)}不能再用旧版。"
            f"请改选新版；要看旧版，请把日期改到{day_words(ends)}或更早。"
        )


def _instead(
    heading: Heading, known: Mapping[str, Heading], replaced: Mapping[str, str], on: date
) -> Heading | None:
    """The latest edition that has begun after this one, by way of those that replace it; None where there is none."""
    found, seen = heading, {heading.id}
    while True:
        begun = [
            (day, id)
            for id, older in replaced.items()
            if older == found.id and id not in seen and (day := known[id].from_day) is not None
            if (found.from_day or date.min) < day <= on
        ]
        if not begun:
            return found if found is not heading else None
        found = known[max(begun)[1]]
        seen.add(found.id)


def _ends(heading: Heading, known: Mapping[str, Heading], replaced: Mapping[str, str]) -> date | None:
    """Its own last day, or the day before the first one that replaces it begins."""
    begun: Sequence[date] = [
        day
        for id, older in replaced.items()
        if older == heading.id and (day := known[id].from_day) is not None
    ]
    days = [day - timedelta(days=1) for day in begun]
    return min([*days, *([heading.until] if heading.until else [])], default=None)


def _rank(edition: Edition, on: date) -> tuple[int, int]:
    """In force, still to come, ended; of each the newest first."""
    begun = edition.heading.from_day or date.min
    group = 0 if edition.in_force(on) else 2 if edition.ended(on) else 1
    return group, -begun.toordinal()
