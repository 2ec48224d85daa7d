"""Facts of a whole roster in columns (按列存放的事实): for each fact one code a household, into the distinct values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.domain.derived_facts import with_derived
from desktop.domain.facts import FACTS, Facts, FactType, FactValue, People

Codes = NDArray[np.int64]
"""One code a row."""

UNKNOWN = -1
MEMBERS = "members"
"""The fact that holds the members one by one; each of them is a row of a roster of its own."""


@dataclass(frozen=True)
class Column:
    """One fact of every row: codes into its distinct values, figures and days in their order; -1: unknown."""

    codes: Codes
    values: tuple[FactValue, ...]


@dataclass(frozen=True)
class Members:
    """The members of all households as rows of their own."""

    rows: Columns
    owner: Codes
    """To which household each member belongs, by its row."""
    known: NDArray[np.bool_]
    """Of which households the members are known."""

    @cached_property
    def begins(self) -> Codes:
        """Where the members of each household begin; one more than there are households."""
        return np.searchsorted(self.owner, np.arange(len(self.known) + 1)).astype(np.int64)


@dataclass(frozen=True)
class Columns:
    """The facts of many rows, by fact."""

    ids: Codes
    """What each row is called: the household's id."""
    by_fact: Mapping[str, Column]
    people: Members | None = None

    def __len__(self) -> int:
        return len(self.ids)

    def facts(self, row: int, asked: Iterable[str]) -> Facts:
        """Those facts of one row."""
        known: dict[str, FactValue] = {}
        for id in asked:
            if id == MEMBERS:
                if self.people is not None and self.people.known[row]:
                    known[id] = self._each(self.people, row)
                continue
            column = self.by_fact.get(id)
            code = UNKNOWN if column is None else int(column.codes[row])
            if column is not None and code != UNKNOWN:
                known[id] = column.values[code]
        return Facts(known)

    def _each(self, people: Members, row: int) -> People:
        first, end = people.begins[row], people.begins[row + 1]
        return People(tuple(people.rows.facts(n, people.rows.by_fact) for n in range(int(first), int(end))))


class Gathering:
    """Rows as they come, one household after another; `columns()` at the end."""

    def __init__(self, asked: Collection[str], asked_of_members: Collection[str] = ()) -> None:
        """`asked` names the facts of the case that are kept, `asked_of_members` those of single members."""
        self._ids: list[int] = []
        self._kept = {id: _Growing() for id in asked if id != MEMBERS}
        own = [id for id in asked_of_members if id != MEMBERS]  # a member has no members
        self._members = Gathering(own) if MEMBERS in asked else None
        self._known: list[bool] = []

    def add(self, id: int, facts: Facts) -> None:
        """One household more."""
        whole = with_derived(facts)
        if self._members is not None:
            people = whole.people(MEMBERS)
            self._known.append(people is not None)
            for one in people.each if people is not None else ():
                self._members.put(len(self._ids), one)
        self.put(id, whole)

    def put(self, id: int, facts: Facts) -> None:
        """One row more, as it is."""
        self._ids.append(id)
        values = facts.values_by_id
        for name, growing in self._kept.items():
            growing.put(values.get(name))

    def columns(self) -> Columns:
        """All rows so far."""
        people = None
        if self._members is not None:
            rows = self._members.columns()
            people = Members(rows=rows, owner=rows.ids, known=np.array(self._known, dtype=np.bool_))
        return Columns(
            ids=np.array(self._ids, dtype=np.int64),
            by_fact={id: growing.column(FACTS[id].type) for id, growing in self._kept.items()},
            people=people,
        )


class _Growing:
    """A column while it grows."""

    def __init__(self) -> None:
        self._codes: list[int] = []
        self._seen: dict[FactValue, int] = {}

    def put(self, value: FactValue | None) -> None:
        self._codes.append(UNKNOWN if value is None else self._seen.setdefault(value, len(self._seen)))

    def column(self, type: FactType) -> Column:
        values = list(self._seen)
        order = sorted(range(len(values)), key=lambda n: _place(values[n])) if type in _ORDERED else None
        if order is None:
            return Column(np.array(self._codes, dtype=np.int64), tuple(values))
        # The last entry answers to the code of the unknown.
        moved = np.full(len(values) + 1, UNKNOWN, dtype=np.int64)
        moved[order] = np.arange(len(values))
        return Column(moved[np.array(self._codes, dtype=np.int64)], tuple(values[n] for n in order))


_ORDERED = frozenset(
    {FactType.money, FactType.quotient, FactType.number, FactType.whole, FactType.day, FactType.text}
)


def _place(value: FactValue) -> Any:
    assert isinstance(value, Decimal | int | date | str)
    return value


# ---- several columns together


@dataclass(frozen=True)
class Combined:
    """Several columns as one: rows with the same code agree in all of them."""

    codes: Codes
    size: int
    """Every code is below it."""


def combined(parts: Sequence[Combined], length: int) -> Combined:
    """One code for what the parts say together; where they are `lasting`, the same code always means the same."""
    codes, size = np.zeros(length, dtype=np.int64), 1
    for part in parts:
        if size * part.size >= _MOST:
            found = distinct(Combined(codes, size))
            codes, size = found.of_row, len(found.rows)
        codes = codes * part.size + part.codes
        size *= part.size
    return Combined(codes, size)


_MOST = 1 << 62


def lasting(parts: Sequence[Combined]) -> bool:
    """Whether there is room for a code of its own for whatever the parts may ever say together."""
    return prod(part.size for part in parts) < _MOST


@dataclass(frozen=True)
class Distinct:
    """The different codes of a column."""

    rows: Codes
    """For each a row that has it."""
    of_row: Codes
    """For each row which of them it has."""


def distinct(whole: Combined) -> Distinct:
    """The different codes, in their order, each with a row that stands for it."""
    codes = whole.codes
    if whole.size > _TABLE * (len(codes) + 1):
        _, rows, of_row = np.unique(codes, return_index=True, return_inverse=True)
        return Distinct(rows.astype(np.int64), of_row.astype(np.int64))
    standing = np.full(whole.size, UNKNOWN, dtype=np.int64)
    standing[codes] = np.arange(len(codes))
    present = np.flatnonzero(standing != UNKNOWN)
    place = np.zeros(whole.size, dtype=np.int64)
    place[present] = np.arange(len(present))
    return Distinct(standing[present], place[codes])


_TABLE = 8
"""A table of all codes that might occur is quicker than sorting, unless it is many times as long as the column."""


def known_or_not(column: Column | None, length: int) -> Combined:
    """A column to be combined with others: 0 where it is unknown."""
    if column is None:
        return Combined(np.zeros(length, dtype=np.int64), 1)
    return Combined(column.codes + 1, len(column.values) + 1)
