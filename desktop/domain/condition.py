"""A condition of a scheme, the figures it compares with, and how it comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from enum import StrEnum
from functools import cached_property

from desktop.domain.dated_parameters import ParameterType, Types
from desktop.domain.fact import Fact
from desktop.domain.fact_list import FACTS
from desktop.domain.facts import Facts, figure
from desktop.domain.money import figures
from desktop.domain.named_days import NamedDay, Window
from desktop.domain.policy_text import Part
from desktop.domain.standards import LINE_WORDS, LineKind, Standards

# ---- figures: what a fact is compared with, and what an amount is made of


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure of the plan: typed, a parameter, so many times a published line or a fact, or the higher of several."""

    amount: Decimal | None = None
    parameter: str = ""
    standard: LineKind | None = None
    fact: str = ""
    among: tuple[Figure, ...] = ()
    pick: str = ""
    """Which one of `among` counts: highest or lowest."""
    monthly: bool = False
    """A yearly line, taken by the month."""
    multiple: Decimal | None = None
    multiple_parameter: str = ""
    round: str = "none"

    @property
    def down(self) -> bool:
        """Parts of a yuan are dropped (舍去角分)."""
        return self.round == "down"

    def walk(self) -> Iterator[Figure]:
        """Itself and all figures inside it."""
        yield self
        for one in self.among:
            yield from one.walk()


@dataclass(frozen=True)
class Told:
    """A figure worked out, with the words that say how."""

    value: Decimal
    words: str
    """How it came about, without the unit: 2 × 低保标准 810.00 = 1,620.00."""
    reference: str = ""
    """Where the published line comes from."""


_YUAN, _TENTH, _FEN = Decimal(1), Decimal("0.1"), Decimal("0.01")
ROUNDINGS: Mapping[str, tuple[Decimal, str, str]] = {
    "none": (_YUAN, "", ""),
    "down": (_YUAN, ROUND_DOWN, "舍去角分取"),
    "up": (_YUAN, ROUND_UP, "角分进到元取"),
    "half_up": (_YUAN, ROUND_HALF_UP, "四舍五入到元取"),
    "jiao": (_TENTH, ROUND_HALF_UP, "四舍五入到角取"),
    "fen": (_FEN, ROUND_HALF_UP, "四舍五入到分取"),
}
"""How a figure may be rounded: the step, the way, the words."""


@dataclass(frozen=True)
class Case:
    """All a condition may look at."""

    facts: Facts
    standards: Standards
    place: str
    on: date
    parameters: Mapping[str, Decimal]
    met: dict[str, bool | None] = field(default_factory=dict[str, bool | None])
    """How the groups before this one came out."""
    labels: Mapping[str, str] = field(default_factory=dict[str, str])

    def lacking(self, wanted: Figure) -> str:
        """The fact a figure hangs on that nobody knows; nothing where all is known."""
        return next((f.fact for f in wanted.walk() if f.fact and self.facts.number(f.fact) is None), "")

    def figure(self, wanted: Figure, fact: Fact) -> Told:
        """The figure worked out for this day and place, in the unit of the fact."""
        if wanted.amount is not None:
            return Told(wanted.amount, figure(fact, wanted.amount))
        if wanted.parameter:
            value = self.parameters[wanted.parameter]
            return Told(value, figure(fact, value))
        base = self._base(wanted, fact)
        multiple = (
            self.parameters[wanted.multiple_parameter] if wanted.multiple_parameter else wanted.multiple
        )
        exact, words = base.value, base.words
        if multiple is not None and multiple != 1:
            exact = base.value * multiple
            inner = f"（{words}）" if wanted.among else words
            words = f"{multiple.normalize():f} × {inner} = {figure(fact, exact)}"
        step, way, said = ROUNDINGS[wanted.round]
        value = exact.quantize(step, way) if way else exact
        if value != exact:
            words += f"，{said} {figure(fact, value)}"
        return Told(value, words, base.reference)

    def _base(self, wanted: Figure, fact: Fact) -> Told:
        if wanted.among:
            told = [self.figure(one, fact) for one in wanted.among]
            if len(told) == 1:
                return told[0]
            best = (max if wanted.pick == "highest" else min)(told, key=lambda t: t.value)
            name = "较高者" if wanted.pick == "highest" else "较低者"
            references = "；".join(dict.fromkeys(t.reference for t in told if t.reference))
            words = f"{'、'.join(t.words for t in told)}，取{name} {figures(best.value)}"
            return Told(best.value, words, references)
        if wanted.fact:
            value = self.facts.number(wanted.fact)
            assert value is not None, wanted.fact
            return Told(value, f"{FACTS[wanted.fact].label} {figure(FACTS[wanted.fact], value)}")
        assert wanted.standard is not None
        line = self.standards.line(wanted.standard, self.place, self.on)
        words = f"{LINE_WORDS[wanted.standard].split('（')[0]} {figures(line.amount)}"
        if wanted.monthly:
            return Told(line.amount / 12, f"{words} ÷ 12", line.reference)
        return Told(line.amount, words, line.reference)


def parameters_of(wanted: Figure | None) -> tuple[str, ...]:
    """The parameters a figure hangs on."""
    if wanted is None:
        return ()
    return tuple(p for f in wanted.walk() for p in (f.parameter, f.multiple_parameter) if p)


def facts_of_figure(wanted: Figure | None) -> tuple[str, ...]:
    """The facts a figure hangs on."""
    return tuple(f.fact for f in wanted.walk() if f.fact) if wanted else ()


# ---- a condition and how it came out


class Side(StrEnum):
    """The sides of a bound, open or closed as typed."""

    at_least = "at_least"
    above = "above"
    at_most = "at_most"
    below = "below"
    equals = "equals"


LOWER = frozenset({Side.at_least, Side.above})
UPPER = frozenset({Side.at_most, Side.below})


@dataclass(frozen=True)
class Bound:
    side: Side
    figure: Figure


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One condition as the scheme file states it."""

    kind: str
    clause: str = ""
    """What it asks, in the plan's words."""
    source: str = ""
    """The passage it comes from."""
    fact: str = ""
    other: str = ""
    """A second fact: what a share is taken of."""
    bounds: tuple[Bound, ...] = ()
    choices: frozenset[str] = frozenset()
    count: Bound | None = None
    expected: bool = True
    groups: tuple[str, ...] = ()
    month: int = 0
    day: int = 0
    at: NamedDay | None = None
    """The day something is reckoned on."""
    window: Window | None = None
    unit: str = ""
    number: int = 0
    word: str = ""
    counted: str = ""
    """For what may be had once: "person" where each member has a claim of their own, else the household together."""
    texts: tuple[str, ...] = ()
    figure: Figure | None = None
    """A figure that is itself what is tried."""
    instead: str = ""
    """Where to refer whom this turns away."""
    parts: tuple[Condition, ...] = ()

    def walk(self) -> Iterator[Condition]:
        """Itself and all conditions inside it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures it compares with, with those of its parts."""
        own = [b.figure for c in self.walk() for b in (*c.bounds, *((c.count,) if c.count else ()))]
        return (*own, *(c.figure for c in self.walk() if c.figure))

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters it hangs on, with those of its parts."""
        years = [p for c in self.walk() if c.window for p in c.window.parameters]
        years += [p for c in self.walk() if c.at for p in c.at.parameters]
        return (*(p for f in self.figures for p in parameters_of(f)), *years)

    @cached_property
    def asks(self) -> tuple[str, ...]:
        """The facts of the case it asks about, in order; what it asks of single members is theirs."""
        if self.kind == "member":
            return (self.fact,)
        own = [self.fact, self.other]
        own += ["event"] if self.kind == "once" and self.unit == "event" else []
        own += [f for b in self.bounds for f in facts_of_figure(b.figure)]
        own += [f for part in self.parts for f in part.asks]
        return tuple(dict.fromkeys(f for f in own if f))


@dataclass(frozen=True, kw_only=True)
class Judged:
    """How a condition came out, with the words for it."""

    holds: bool | None
    because: str
    fact: str = ""
    line: str = ""
    margin: str = ""
    flip: str = ""
    """The state of affairs under which it would come out the other way."""
    unknown: tuple[str, ...] = ()
    """The facts nobody knows that it hangs on."""


def unknown(*ids: str) -> Judged:
    """What is said where facts it hangs on are unknown: all of them at once."""
    labels = [FACTS[id].label for id in ids]
    names = "".join(f"「{label}」" for label in labels)
    return Judged(
        holds=None,
        because=f"{names}没有登记，不能判断",
        fact="；".join(f"{label}：未登记" for label in labels),
        flip=f"补齐{names}后才能判断",
        unknown=ids,
    )


def choice_words(fact: Fact, chosen: frozenset[str]) -> str:
    """Choices in office words, in the order of the forms."""
    order = list(fact.choices) or sorted(chosen)
    return "、".join(fact.choices.get(c, c) for c in order if c in chosen)


@dataclass(frozen=True)
class Kind:
    """A kind of condition: how it is read and how it is judged."""

    read: Callable[[Part, Names, str, str, str], Condition]
    judge: Callable[[Condition, Case], Judged]
    lenient: bool = False
    """Judges even where its fact is unknown."""
    ordered: bool = False
    """Along the rising values of its fact the answer to each of its bounds turns at most once."""


@dataclass(frozen=True)
class Names:
    """What a scheme file has named so far, for its conditions and amounts to refer to."""

    parameters: frozenset[str] = frozenset()
    """The parameters that are numbers."""
    days: Types = field(default_factory=dict[str, ParameterType])
    """The parameters that are days or months."""
    lines: Mapping[str, Figure] = field(default_factory=dict[str, Figure])
    passages: Mapping[str, str] = field(default_factory=dict[str, str])
    groups: Mapping[str, str] = field(default_factory=dict[str, str])
    conditions: Mapping[str, Condition] = field(default_factory=dict[str, Condition])
    """Conditions that have a name of their own ([[define]])."""
    alone: tuple[Condition, ...] = ()
    """Who may apply alone ([[apply_alone]])."""

    @property
    def types(self) -> Types:
        """Every parameter with what it is."""
        return {**dict.fromkeys(self.parameters, ParameterType.number), **self.days}
