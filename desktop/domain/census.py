"""The whole roster under a scheme at once (全体试算): outcome, groups and amount of every household, without reasons.

What a household gets is found as its verdict is: by `means.decided` and `means.granted`, once for all that are alike.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from desktop.domain.amounts import Award, Ceiling, Total, judge_ceiling
from desktop.domain.answers import (
    HOLDS,
    SAID,
    Answers,
    Asking,
    Figures,
    Roster,
    as_part,
    groups_before,
    lines_of,
)
from desktop.domain.columns import Codes, Columns, Combined, Gathering, combined, distinct, lasting
from desktop.domain.condition import Condition, Figure, parameters_of
from desktop.domain.means import all_hold, decided, expect_runnable, granted, promised
from desktop.domain.scheme import Scheme
from desktop.domain.standards import LineKind, Standards
from desktop.domain.verdict import Outcome

OUTCOMES = tuple(Outcome)
NOTHING = -1
"""Stands for the sum of a household that gets nothing."""

Going = Callable[[], bool]
"""Asked now and then whether to go on."""


class StoppedError(Exception):
    """Another figure was asked for before this one was done."""


@dataclass(frozen=True)
class Standing:
    """How every household comes out under one set of figures."""

    ids: Codes
    outcome: NDArray[np.int8]
    """By its place in OUTCOMES."""
    met: Codes
    """By its place in `groups`."""
    total: Codes
    """By its place in `totals`; -1 where nothing is given."""
    groups: tuple[tuple[str, ...], ...]
    totals: Sequence[Total]
    """The different sums, without words. It only grows, until it is begun anew."""

    def __len__(self) -> int:
        return len(self.ids)

    def total_of(self, row: int) -> Total | None:
        """What one household gets."""
        code = int(self.total[row])
        return None if code == NOTHING else self.totals[code]

    def outcome_of(self, row: int) -> Outcome:
        """How one household comes out."""
        return OUTCOMES[int(self.outcome[row])]

    def count(self, outcome: Outcome) -> int:
        """How many come out so."""
        return int(np.count_nonzero(self.outcome == OUTCOMES.index(outcome)))


def gathering(scheme: Scheme) -> Gathering:
    """Columns for the facts a scheme asks about, to be filled."""
    return Gathering(scheme.facts_asked(), scheme.facts_asked_of_members())


class Census:
    """A roster under one scheme. What does not hang on what was changed is kept from one question to the next.

    When too many different sums have come together they are begun anew: what was answered before then cannot be
    compared with what is answered after, and `totals` is another list.
    """

    most_sums = 150_000

    def __init__(self, columns: Columns, scheme: Scheme, place: str, on: date) -> None:
        self.columns, self.scheme, self.place, self.on = columns, scheme, place, on
        self._groups = tuple(g.id for g in scheme.groups)
        labels = {g.id: g.label for g in scheme.groups}
        self._roster = Roster(columns, self._groups, labels)
        self._promises: dict[tuple[str, ...], _Promise] = {}
        self._known: dict[Hashable, dict[int, int]] = {}
        self._totals: list[Total] = []
        self._places: dict[Hashable, int] = {}

    def __len__(self) -> int:
        return len(self.columns)

    def standing(
        self,
        parameters: Mapping[str, Decimal],
        standards: Standards,
        going: Going = lambda: True,
    ) -> Standing:
        """Every household with these figures. Raises OfficeError as a check would, StoppedError where told not to go on."""
        expect_runnable(self.scheme, self.on, parameters)
        if len(self._totals) > self.most_sums:
            self._totals, self._places, self._known = [], {}, {}
        figures = Figures(self.scheme.values(parameters), standards, self.place, self.on)
        asking = self._roster.asking(figures, {})
        excluded = [asking.answers(c) for c in self.scheme.exclusions]
        tried = [self._group(asking, n) for n in range(len(self._groups))]
        ceilings = [self._ceiling(asking, c) for c in self.scheme.ceilings if c.judged]
        outcome, met, sets = self._decided(excluded, tried, ceilings)
        total = np.full(len(self), NOTHING, dtype=np.int64)
        for code, groups in enumerate(sets):
            if groups:
                rows = np.flatnonzero(met == code)
                total[rows] = self._granted(asking, groups, rows, going)
        return Standing(self.columns.ids, outcome, met, total, sets, self._totals)

    # ---- who qualifies

    def _group(self, asking: Asking, place: int) -> Answers:
        group = self.scheme.groups[place]
        stamp = (group.id, *(asking.key(c) for c in group.require))

        def find() -> Answers:
            cases = distinct(combined([asking.answered(c) for c in group.require], len(self)))
            answers = [asking.answers(c) for c in group.require]
            said = [SAID[all_hold([HOLDS[int(a[row])] for a in answers])] for row in cases.rows]
            return np.array(said, dtype=np.int8)[cases.of_row]

        found = self._roster.kept(stamp, find)
        asking.stamp(group.id, stamp, found)
        return found

    def _ceiling(self, asking: Asking, ceiling: Ceiling) -> Answers:
        lines = sorted(lines_of(_yuan(ceiling)))
        when = [ceiling.when] if ceiling.when else []
        stamp = (id(ceiling), asking.figures.of(ceiling.parameters, lines), *(asking.key(c) for c in when))

        def find() -> Answers:
            cases = distinct(
                combined(
                    [self._roster.facts((ceiling.fact,)), *(asking.answered(c) for c in when)], len(self)
                )
            )
            before = groups_before(when)
            said = [
                SAID[judge_ceiling(ceiling, asking.case(int(row), ceiling.facts, before)).holds]
                for row in cases.rows
            ]
            return np.array(said, dtype=np.int8)[cases.of_row]

        return self._roster.kept(stamp, find)

    def _decided(
        self, excluded: list[Answers], tried: list[Answers], ceilings: list[Answers]
    ) -> tuple[NDArray[np.int8], Codes, tuple[tuple[str, ...], ...]]:
        parts = [as_part(a) for a in (*excluded, *tried, *ceilings)]
        cases = distinct(combined(parts, len(self)))
        outcomes = np.zeros(len(cases.rows), dtype=np.int8)
        counting = np.zeros(len(cases.rows), dtype=np.int64)
        sets: dict[tuple[str, ...], int] = {(): 0}
        for n, row in enumerate(cases.rows):
            said = [[HOLDS[int(a[row])] for a in some] for some in (excluded, tried, ceilings)]
            outcome, places = decided(self.scheme, *said)
            outcomes[n] = OUTCOMES.index(outcome)
            counting[n] = sets.setdefault(tuple(self._groups[p] for p in places), len(sets))
        return outcomes[cases.of_row], counting[cases.of_row], tuple(sets)

    # ---- what they get

    def _granted(self, asking: Asking, groups: tuple[str, ...], rows: Codes, going: Going) -> Codes:
        """The sums of the rows that count in these groups: granted once for all that are alike."""
        promise = self._promises.get(groups)
        if promise is None:
            promise = self._promises[groups] = _promise(self.scheme, groups)
        answered = [asking.answered(c) for c in promise.conditions]
        parts = [self._roster.facts(promise.plain), *answered]
        alike = combined([Combined(p.codes[rows], p.size) for p in parts], len(rows))
        cases = distinct(alike)
        known = self._known_under(asking, groups, promise) if lasting(parts) else {}
        codes = alike.codes[cases.rows].tolist()
        sums = np.empty(len(codes), dtype=np.int64)
        for n, code in enumerate(codes):
            found = known.get(code)
            if found is None:
                if not n % _BREATH and not going():
                    raise StoppedError
                case = asking.case(int(rows[cases.rows[n]]), promise.asked, promise.before)
                found = known[code] = self._place(granted(self.scheme, groups, case))
            sums[n] = found
        return sums[cases.of_row]

    def _known_under(self, asking: Asking, groups: tuple[str, ...], promise: _Promise) -> dict[int, int]:
        """The sums found before with the same figures; of others only the last few are kept."""
        stamp = (groups, asking.figures.of(promise.parameters, promise.lines))
        known = self._known.setdefault(stamp, {})
        if len(self._known) > _SUMS_KEPT:
            oldest = next(iter(self._known))
            del self._known[oldest]
        return known

    def _place(self, total: Total) -> int:
        """The place of a sum among the different ones, its words left out."""
        months = total.monthly and (total.monthly.first, total.monthly.last)
        key = (total.amount, total.at_least, total.at_most, total.goods, months, total.tiers)
        place = self._places.setdefault(key, len(self._totals))
        if place == len(self._totals):
            bare = total.monthly and replace(total.monthly, because="")
            self._totals.append(replace(total, because="", monthly=bare))
        return place


_BREATH = 64
_SUMS_KEPT = 8


@dataclass(frozen=True)
class _Promise:
    """What the sum of some groups hangs on."""

    plain: tuple[str, ...]
    """The facts whose very values count."""
    conditions: tuple[Condition, ...]
    """What only decides whether, or in which tier: all that are answered alike are given alike."""
    asked: tuple[str, ...]
    """All facts that are looked at."""
    before: tuple[str, ...]
    """The groups that conditions look back at."""
    parameters: tuple[str, ...]
    lines: tuple[LineKind, ...]


def _promise(scheme: Scheme, groups: tuple[str, ...]) -> _Promise:
    awards, ceilings = promised(scheme, groups)
    plain: list[str] = []
    conditions: list[Condition] = []
    for award in awards:
        conditions += [c for c in (award.when, award.full) if c is not None]
        if award.kind == "tiers":
            conditions += _tiers(award)
        else:
            plain.append(award.fact)
        plain += [award.base_fact, award.persons, *(award.monthly.facts if award.monthly else ())]
    for ceiling in ceilings:
        conditions += [ceiling.when] if ceiling.when is not None else []
        plain.append(ceiling.fact)
    figures = [f for a in awards for f in a.figures] + [f for c in ceilings for f in _yuan(c)]
    figures += [f for c in conditions for f in c.figures]
    parameters = [p for a in awards for p in a.parameters] + [p for f in figures for p in parameters_of(f)]
    parameters += [p for c in conditions for p in c.parameters]
    asked = [
        *plain,
        *(f for a in (*awards, *ceilings) for f in a.facts),
        *(f for c in conditions for f in c.asks),
    ]
    return _Promise(
        plain=tuple(dict.fromkeys(f for f in plain if f)),
        conditions=tuple(conditions),
        asked=tuple(dict.fromkeys(f for f in asked if f)),
        before=groups_before(conditions),
        parameters=tuple(sorted(set(parameters))),
        lines=tuple(sorted(lines_of(figures))),
    )


def _tiers(award: Award) -> list[Condition]:
    """The bounds of an award's tiers, each as a condition: the figure itself is of no account beyond them."""
    bounds = dict.fromkeys(b for tier in award.tiers for b in tier.bounds)
    return [Condition(kind="compare", fact=award.fact, bounds=(b,)) for b in bounds]


def _yuan(ceiling: Ceiling) -> tuple[Figure, ...]:
    return (ceiling.yuan,) if ceiling.yuan is not None else ()
