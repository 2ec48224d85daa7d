"""One promise of a scheme (一项帮扶) as its file states it, and what it comes to on a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from desktop.domain.condition import Bound, Condition, Figure, parameters_of
from desktop.domain.entitlement import Terms
from desktop.domain.facts import FACTS
from desktop.domain.payout import Form
from desktop.domain.verdict import Goods

FEN = Decimal("0.01")
YUAN = FACTS["savings"]
"""Amounts read like any money."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table of amounts: for which choices, how much; no figure asks for one."""

    choices: frozenset[str]
    yuan: Figure | None


@dataclass(frozen=True, kw_only=True)
class Item:
    """Goods promised, with their worth in yuan each."""

    name: str
    unit: str
    count: Decimal
    value: Figure | None


@dataclass(frozen=True, kw_only=True)
class Tier:
    """A tier by a figure (分档): its bounds as typed, and a sum, a span a person decides in, or neither."""

    label: str
    bounds: tuple[Bound, ...]
    yuan: Figure | None = None
    minimum: Figure | None = None
    maximum: Figure | None = None
    percent: Figure | None = None
    """For a share by segments: how much of what lies in this segment."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """One of several figures compared: so many percent of it, divided (÷ 12 makes a month of a year)."""

    label: str
    yuan: Figure
    percent: Decimal = Decimal(100)
    divide: Decimal = Decimal(1)


@dataclass(frozen=True, kw_only=True)
class Class:
    """A class of people with its percentage (A 类 30%)."""

    choices: frozenset[str]
    percent: Figure


@dataclass(frozen=True, kw_only=True)
class Award:
    """One promise of the scheme."""

    kind: str
    label: str
    id: str = ""
    source: str = ""
    groups: frozenset[str] = frozenset()
    """Which groups it is for; empty for all."""
    when: Condition | None = None
    """What must hold besides, for this promise alone."""
    yuan: Figure | None = None
    fact: str = ""
    rows: tuple[Row, ...] = ()
    otherwise: str = ""
    """What is said where no row or tier fits."""
    goods: tuple[Item, ...] = ()
    note: str = ""
    tiers: tuple[Tier, ...] = ()
    terms: tuple[Term, ...] = ()
    classes: tuple[Class, ...] = ()
    percent: Figure | None = None
    deductible: Figure | None = None
    minimum: Figure | None = None
    maximum: Figure | None = None
    base: str = ""
    """Id of the award a supplement is reckoned from."""
    base_fact: str = ""
    """The fact a supplement is reckoned from, where the file names no award."""
    full: Condition | None = None
    """Who gets the whole line, not the difference."""
    persons: str = ""
    """The fact that says for how many it is given; empty: once for the household."""
    once: str = ""
    """Awards with the same word here: only the highest is given (就高不重复)."""
    monthly: Terms | None = None
    form: Form | None = None
    """In what form this part is handed out, where it differs from the rest."""
    to: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures it is made of."""
        return tuple(f for f in self._figures() if f is not None)

    def _figures(self) -> Iterator[Figure | None]:
        yield from (self.yuan, self.percent, self.deductible, self.minimum, self.maximum)
        yield from (row.yuan for row in self.rows)
        yield from (item.value for item in self.goods)
        yield from (term.yuan for term in self.terms)
        yield from (c.percent for c in self.classes)
        for tier in self.tiers:
            yield from (tier.yuan, tier.minimum, tier.maximum, tier.percent)
            yield from (bound.figure for bound in tier.bounds)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters it hangs on."""
        names = tuple(p for f in self.figures for p in parameters_of(f))
        names += self.monthly.parameters if self.monthly else ()
        return names + tuple(p for c in (self.when, self.full) if c for p in c.parameters)

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it asks about, its own condition first."""
        asked = [fact for c in (self.when, self.full) if c for fact in c.asks]
        asked += [self.fact, self.base_fact, self.persons, *(self.monthly.facts if self.monthly else ())]
        return tuple(dict.fromkeys(f for f in asked if f))


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What one promise comes to. No amount: it is left to a person, or it is goods."""

    amount: Decimal | None = None
    because: str = ""
    goods: tuple[Goods, ...] = ()
    at_least: Decimal | None = None
    """With `at_most`: the span a person decides in."""
    at_most: Decimal | None = None
    tier: str = ""
    """Which tier it fell in."""
    each: Decimal | None = None
    """For one person, where it is given for each."""

    @classmethod
    def waiting(cls, because: str, each: Decimal | None = None) -> Grant:
        """Nothing may be granted yet: a fact it hangs on is not known."""
        return cls(because=because, at_least=Decimal("0.00"), at_most=Decimal("0.00"), each=each)

    @property
    def asks(self) -> bool:
        """Whether a person has to say how much."""
        return self.amount is None and not self.goods


def to_the_fen(amount: Decimal) -> Decimal:
    """The amount in whole fen, half a fen up."""
    return amount.quantize(FEN, ROUND_HALF_UP)
