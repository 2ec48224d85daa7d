"""One condition tried on a whole roster (逐条核对全部在册户): each distinct case is judged once, by `judge` itself.

Which households are alike to a condition is read from what it asks: the answers of its parts, the groups before it,
on which side of its bounds a figure falls, and only where nothing better is known the values of the facts themselves.
Of all that are alike one is judged with reasons, and its answer counts for the others. No kind is judged a second way.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from desktop.domain.columns import (
    UNKNOWN,
    Codes,
    Columns,
    Combined,
    Members,
    combined,
    distinct,
    known_or_not,
)
from desktop.domain.condition import Bound, Case, Condition, Figure, Side, Told
from desktop.domain.conditions import KINDS, judge
from desktop.domain.errors import OfficeError
from desktop.domain.fact import Fact
from desktop.domain.facts import Facts
from desktop.domain.standards import LineKind, Standards

Answers = NDArray[np.int8]
"""One answer a row: 1 holds, 0 does not, -1 cannot be told."""

SAID: Mapping[bool | None, int] = {True: 1, False: 0, None: -1}
HOLDS: Mapping[int, bool | None] = {1: True, 0: False, -1: None}
KEPT = 600
"""How many columns of answers are kept at once."""


@dataclass(frozen=True)
class Figures:
    """What the office has set: the parameters, and the published lines for a place on a day."""

    parameters: Mapping[str, Decimal]
    standards: Standards
    place: str
    on: date
    worked_out: dict[tuple[int, str], Told] = field(default_factory=dict[tuple[int, str], Told])
    """Figures that hang on no fact, worked out once; good for these parameters and lines only."""

    def of(self, names: Iterable[str], kinds: Iterable[LineKind]) -> tuple[Hashable, ...]:
        """These parameters and lines as they stand: where they are the same, whatever hangs on them is."""
        lines: list[Hashable] = []
        for kind in kinds:
            try:
                lines.append(self.standards.line(kind, self.place, self.on).amount)
            except OfficeError:
                lines.append(None)
        return (*(self.parameters.get(name) for name in names), *lines)


@dataclass(frozen=True)
class RosterCase(Case):
    """A case that stands for many: what hangs on no fact is worked out once for all of them."""

    worked_out: dict[tuple[int, str], Told] = field(default_factory=dict[tuple[int, str], Told])

    def figure(self, wanted: Figure, fact: Fact) -> Told:
        """The figure worked out for this day and place, in the unit of the fact."""
        key = (id(wanted), fact.measure + fact.type)
        found = self.worked_out.get(key)
        if found is None:
            found = super().figure(wanted, fact)
            if not any(f.fact for f in wanted.walk()):
                self.worked_out[key] = found
        return found


def lines_of(figures: Iterable[Figure]) -> frozenset[LineKind]:
    """The published lines that figures hang on."""
    return frozenset(f.standard for wanted in figures for f in wanted.walk() if f.standard is not None)


def groups_before(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """The groups that conditions look back at."""
    return tuple(dict.fromkeys(g for top in conditions for c in top.walk() for g in c.groups))


@dataclass(frozen=True)
class _Hangs:
    """What the answer to a condition hangs on besides the facts."""

    parameters: tuple[str, ...]
    lines: tuple[LineKind, ...]
    groups: tuple[str, ...]


class Roster:
    """All that was found out about the rows so far; answers that hang on nothing that changed are kept."""

    def __init__(self, columns: Columns, groups: Sequence[str], labels: Mapping[str, str]) -> None:
        self.columns = columns
        self._groups, self._labels = groups, labels
        self._kept: OrderedDict[Hashable, Answers] = OrderedDict()
        self._hangs: dict[int, _Hangs] = {}
        self._pieces: dict[int, tuple[Condition, ...]] = {}
        self._alone: dict[int, Condition] = {}
        self._ordered: dict[tuple[str, ...], _Ordered] = {}
        self._facts: dict[tuple[str, ...], Combined] = {}
        self._members = Roster(columns.people.rows, groups, labels) if columns.people is not None else None

    def __len__(self) -> int:
        return len(self.columns)

    # ---- answers

    def asking(self, figures: Figures, met: dict[str, Answers]) -> Asking:
        """Conditions may be asked now, with these figures; `met` are the groups tried so far."""
        return Asking(self, figures, met)

    def kept(self, key: Hashable, find: Callable[[], Answers]) -> Answers:
        """The answers under this key, found now where they are not kept."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = find()
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found

    def hangs(self, condition: Condition) -> _Hangs:
        """What the answer hangs on besides the facts."""
        found = self._hangs.get(id(condition))
        if found is None:
            found = self._hangs[id(condition)] = _Hangs(
                parameters=tuple(sorted(set(condition.parameters))),
                lines=tuple(sorted(lines_of(condition.figures))),
                groups=groups_before([condition]),
            )
        return found

    def pieces(self, condition: Condition) -> tuple[Condition, ...]:
        """The bounds of a comparison one by one; what must be met exactly is reached from both sides."""
        found = self._pieces.get(id(condition))
        if found is None:
            made: list[Condition] = []
            for bound in condition.bounds:
                sides = (Side.at_least, Side.at_most) if bound.side is Side.equals else (bound.side,)
                made += [replace(condition, bounds=(Bound(side, bound.figure),)) for side in sides]
            found = self._pieces[id(condition)] = tuple(made)
        return found

    def alone(self, condition: Condition) -> Condition:
        """What is asked of a single member."""
        found = self._alone.get(id(condition))
        if found is None:
            found = self._alone[id(condition)] = replace(condition, kind="all", fact="")
        return found

    def ordered(self, fact: str, others: tuple[str, ...]) -> _Ordered:
        """The different values of a fact, apart for each combination of the others."""
        found = self._ordered.get((fact, *others))
        if found is None:
            found = self._ordered[(fact, *others)] = _in_order(self, fact, others)
        return found

    def facts(self, asked: tuple[str, ...]) -> Combined:
        """The facts themselves as one column; kept, for they do not change."""
        found = self._facts.get(asked)
        if found is None:
            parts = [known_or_not(self.columns.by_fact.get(id), len(self)) for id in asked]
            cases = distinct(combined(parts, len(self)))
            found = self._facts[asked] = Combined(cases.of_row, len(cases.rows))
        return found

    def members(self) -> tuple[Roster, Members] | None:
        """The members as rows of their own; None where nothing is asked of them."""
        if self._members is None or self.columns.people is None:
            return None
        return self._members, self.columns.people

    def case(self, figures: Figures, facts: Facts, met: dict[str, bool | None]) -> Case:
        """The case of one row."""
        return RosterCase(
            facts,
            figures.standards,
            figures.place,
            figures.on,
            figures.parameters,
            met,
            self._labels,
            worked_out=figures.worked_out,
        )


class Asking:
    """Conditions asked of every row, with the figures as they stand."""

    def __init__(self, roster: Roster, figures: Figures, met: dict[str, Answers]) -> None:
        self.roster, self.figures, self.met = roster, figures, met
        self._stamps: dict[str, Hashable] = {}

    def stamp(self, group: str, stamp: Hashable, answers: Answers) -> None:
        """A group was tried: how it came out, and what that hangs on."""
        self.met[group] = answers
        self._stamps[group] = stamp

    def key(self, condition: Condition) -> Hashable:
        """Where this is the same, the answers are."""
        hangs = self.roster.hangs(condition)
        stamps = tuple(self._stamps[g] for g in hangs.groups)
        return (id(condition), self.figures.of(hangs.parameters, hangs.lines), stamps)

    def answers(self, condition: Condition) -> Answers:
        """The answer of every row."""
        return self.roster.kept(self.key(condition), lambda: self._found(condition))

    def answered(self, condition: Condition) -> Combined:
        """The answers, to be combined with others."""
        return as_part(self.answers(condition))

    def case(self, row: int, asked: Iterable[str], groups: Iterable[str] = ()) -> Case:
        """The case of one row, as far as it is asked about."""
        met = {g: HOLDS[int(self.met[g][row])] for g in groups}
        return self.roster.case(self.figures, self.roster.columns.facts(row, asked), met)

    def judged(self, condition: Condition, row: int) -> int:
        """One row judged."""
        groups = self.roster.hangs(condition).groups
        return SAID[judge(condition, self.case(row, condition.asks, groups)).holds]

    def _found(self, condition: Condition) -> Answers:
        if KINDS[condition.kind].ordered and condition.fact:
            pieces = self.roster.pieces(condition)
            if len(pieces) == 1:
                return self._turned(condition)
            parts = [as_part(self._turned(piece)) for piece in pieces]
        elif condition.kind == "member":
            parts = [self._members(condition)]
        elif condition.parts:
            parts = [self.answered(part) for part in condition.parts]
        elif condition.groups:
            parts = [as_part(self.met[g]) for g in condition.groups]
        else:
            parts = [self.roster.facts(condition.asks)]
        cases = distinct(combined(parts, len(self.roster)))
        said = [self.judged(condition, int(row)) for row in cases.rows]
        return np.array(said, dtype=np.int8)[cases.of_row]

    def _turned(self, condition: Condition) -> Answers:
        """A single bound: along the values the answer turns once, so that the turn is sought, not every value tried."""
        others = tuple(id for id in condition.asks if id != condition.fact)
        order = self.roster.ordered(condition.fact, others)
        said = np.empty(len(order.rows), dtype=np.int8)
        for first, end in order.blocks:
            low, high = self._ends(condition, order.rows, first, end)
            turn = end if low == high else self._turn(condition, order.rows, low, first, end)
            said[first:turn], said[turn:end] = low, high
        return said[order.of_row]

    def _ends(self, condition: Condition, rows: Codes, first: int, end: int) -> tuple[int, int]:
        low = self.judged(condition, int(rows[first]))
        return low, low if end - first == 1 else self.judged(condition, int(rows[end - 1]))

    def _turn(self, condition: Condition, rows: Codes, low: int, first: int, end: int) -> int:
        """The first value that is answered otherwise than the lowest."""
        same, other = first, end - 1
        while other - same > 1:
            middle = (same + other) // 2
            if self.judged(condition, int(rows[middle])) == low:
                same = middle
            else:
                other = middle
        return other

    def _members(self, condition: Condition) -> Combined:
        """How many members there are, how many fulfil the parts, and of how many it cannot be told."""
        found = self.roster.members()
        length = len(self.roster)
        if found is None:
            return Combined(np.zeros(length, dtype=np.int64), 1)
        rows, members = found
        asking = rows.asking(self.figures, {})
        for group, answers in self.met.items():
            asking.stamp(group, self._stamps[group], answers[members.owner])
        said = asking.answers(self.roster.alone(condition))
        counts = [
            np.bincount(members.owner[chosen], minlength=length)
            for chosen in (said == 1, said == UNKNOWN, said == 0)
        ]
        parts = [Combined(members.known.astype(np.int64), 2)]
        parts += [Combined(c.astype(np.int64), int(c.max(initial=0)) + 1) for c in counts]
        return combined(parts, length)


def as_part(answers: Answers) -> Combined:
    """Answers to be combined with others."""
    return Combined(answers.astype(np.int64) + 1, 3)


@dataclass(frozen=True)
class _Ordered:
    """The different values of a fact in their order, in blocks that agree in the other facts."""

    rows: Codes
    """For each value a row that has it."""
    of_row: Codes
    blocks: tuple[tuple[int, int], ...]
    """Where each block begins and ends."""


def _in_order(roster: Roster, fact: str, others: tuple[str, ...]) -> _Ordered:
    length = len(roster)
    block = roster.facts(others)
    main = known_or_not(roster.columns.by_fact.get(fact), length)
    cases = distinct(combined([block, main], length))
    # The unknown is a block of its own: it has no place in the order.
    apart = (block.codes * 2 + (main.codes == 0))[cases.rows]
    turns = np.flatnonzero(np.diff(apart)) + 1
    begins = [0, *(int(n) for n in turns)]
    blocks = tuple(zip(begins, [*begins[1:], len(cases.rows)], strict=True)) if length else ()
    return _Ordered(cases.rows, cases.of_row, blocks)
