"""A condition of a scheme, the figures it compares with, how it comes out, and how its parts are read from a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from enum import StrEnum
from functools import cached_property

from desktop.domain.dated_parameters import ParameterType, Types
from desktop.domain.fact import Fact, FactType
from desktop.domain.fact_list import FACTS
from desktop.domain.facts import Facts, figure
from desktop.domain.money import figures
from desktop.domain.named_days import NamedDay, Window
from desktop.domain.policy_text import Part
from desktop.domain.standards import LINE_WORDS, YEARLY, LineKind, Standards

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
            words = f"{multiple.normalize():f} × {inner} = {figures(exact)}"
        step, way, said = ROUNDINGS[wanted.round]
        value = exact.quantize(step, way) if way else exact
        if value != exact:
            words += f"，{said} {figures(value)}"
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


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A figure found in a case, with what it is called, its unit, and where it comes from."""

    fact: Fact
    value: Decimal
    evidence: str


def measured(id: str, case: Case) -> Measured | None:
    """A figure of the facts, or None where it is unknown."""
    value = case.facts.number(id)
    return None if value is None else Measured(fact=FACTS[id], value=value, evidence=case.facts.evidence(id))


def compared(found: Measured, bound: Bound, case: Case) -> Judged:
    """A figure found in a case against one bound, open or closed as typed."""
    lacking = case.lacking(bound.figure)
    if lacking:
        return unknown(lacking)
    fact, value = found.fact, found.value
    limit = case.figure(bound.figure, fact)
    holds = meets(value, bound.side, limit.value)
    words, margin = _relation(fact, value, bound.side, limit.value)
    unit = fact.measure
    shown = figure(fact, value)
    if value != limit.value and shown == figure(fact, limit.value):
        # Never let rounding to the fen hide on which side it falls.
        shown = f"{value:.6f}".rstrip("0")
    return Judged(
        holds=holds,
        because=f"{fact.label} {shown} {unit}，{words.format(limit=f'{limit.words} {unit}')}",
        fact=found.evidence,
        line=f"{limit.words} {unit}{f'（{limit.reference}）' if limit.reference else ''}",
        margin=margin,
        flip=f"{fact.label}{_FLIPS[bound.side][holds].format(limit=f'{figure(fact, limit.value)} {unit}')}",
    )


def between(found: Measured, bounds: tuple[Bound, ...], case: Case) -> Judged:
    """A figure found in a case against one bound or two, each open or closed as typed."""
    tried = [compared(found, bound, case) for bound in bounds]
    off = next((t for t in tried if t.holds is False), None) or next(
        (t for t in tried if t.holds is None), None
    )
    if off is not None or len(tried) == 1:
        return off or tried[0]
    lower, upper = tried
    fact = found.fact
    low, high = (f"{case.figure(b.figure, fact).words} {fact.measure}" for b in bounds)
    return Judged(
        holds=True,
        because=f"{fact.label} {figure(fact, found.value)} {fact.measure}，在 {low} 和 {high} 之间{_inclusive(bounds)}",
        fact=lower.fact,
        line=f"{lower.line} 至 {upper.line}",
        margin=f"{lower.margin}；{upper.margin}",
        flip=f"{lower.flip}，或者{upper.flip}",
    )


def _inclusive(bounds: tuple[Bound, ...]) -> str:
    closed = sum(b.side in (Side.at_least, Side.at_most) for b in bounds)
    return {2: "（两端含本数）", 1: "（一端含本数）", 0: "（两端不含本数）"}[closed]


def meets(value: Decimal, side: Side, limit: Decimal) -> bool:
    """Whether a value keeps a bound, open or closed as typed."""
    match side:
        case Side.at_least:
            return value >= limit
        case Side.above:
            return value > limit
        case Side.at_most:
            return value <= limit
        case Side.below:
            return value < limit
        case Side.equals:
            return value == limit


def _relation(fact: Fact, value: Decimal, side: Side, limit: Decimal) -> tuple[str, str]:
    """How a value stands to a limit, in words, and the margin."""
    if value == limit:
        closed = side in (Side.at_least, Side.at_most, Side.equals)
        return f"正好等于 {{limit}}，{'含' if closed else '不含'}本数", "正好相等"
    counted = fact.type is FactType.whole
    more, less, short = ("多于", "少于", "少") if counted else ("高于", "低于", "低")
    size = figure(fact, abs(value - limit))
    distance = f"{size if size.strip('0.') else '不到 0.01'} {fact.measure}"
    if value > limit:
        return f"{more} {{limit}}，超出 {distance}", f"超出 {distance}"
    return f"{less} {{limit}}，相差 {distance}", f"{short} {distance}"


_FLIPS: Mapping[Side, Mapping[bool, str]] = {
    Side.at_least: {True: "不到 {limit}", False: "达到 {limit}（含）"},
    Side.above: {True: "不超过 {limit}", False: "超过 {limit}（不含）"},
    Side.at_most: {True: "超过 {limit}", False: "不超过 {limit}（含）"},
    Side.below: {True: "达到 {limit}", False: "不到 {limit}（不含）"},
    Side.equals: {True: "不是 {limit}", False: "正好是 {limit}"},
}


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


# ---- reading the parts of a condition


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


def read_figure(part: Part, key: str, names: Names, facts: bool = False) -> Figure:
    """A figure: 100, { parameter = "…" }, { line = "…" }, { standard = "dibao", multiple = 2 }, { highest = […] }.

    `facts` lets it be so many times another fact: { fact = "…", multiple = 3 }.
    """
    if not isinstance(part.raw(key), dict):
        return Figure(amount=part.number(key))
    table = part.part(key)
    assert table is not None
    read = read_figure_table(table, names, facts)
    table.done()
    return read


def read_figure_table(table: Part, names: Names, facts: bool = False) -> Figure:
    """The figure a table states."""
    sources = ("parameter", "line", "standard", *(("fact",) if facts else ()), "highest", "lowest")
    written = [key for key in sources if table.has(key)]
    if len(written) != 1:
        raise table.wrong(
            "",
            "要写明数额从哪里来",
            "请写 parameter（参数）、line（标准线）、standard（标准）、highest（几个中取高）、lowest（几个中取低）"
            f"{'、fact（事实）' if facts else ''}之一。",
        )
    source = written[0]
    if source == "parameter":
        return Figure(parameter=parameter_name(table, "parameter", names))
    multiple: Decimal | None = None
    multiple_parameter = ""
    if isinstance(table.raw("multiple"), str):
        multiple_parameter = parameter_name(table, "multiple", names)
    elif table.has("multiple"):
        multiple = table.number("multiple")
    rounding = table.text("round", "none")
    table.one_of("round", ROUNDINGS, rounding)
    among: tuple[Figure, ...] = ()
    standard: LineKind | None = None
    fact, monthly = "", False
    if source == "line":
        line = table.one_of("line", names.lines, table.text("line"))
        if multiple is None and not multiple_parameter and rounding == "none":
            return line
        among = (line,)
    elif source in ("highest", "lowest"):
        among = _read_among(table, source, names, facts)
    elif source == "fact":
        fact = read_fact(table, NUMBERS).id
    else:
        standard = table.choice("standard", LineKind)
        monthly = table.one_of("per", {"": False, "month": True}, table.text("per", ""))
        if monthly and standard not in YEARLY:
            raise table.wrong("per", "这个标准本来就按月或不是金额", "请去掉 per。")
    return Figure(
        standard=standard,
        fact=fact,
        among=among,
        pick=source if source in ("highest", "lowest") else "",
        monthly=monthly,
        multiple=multiple,
        multiple_parameter=multiple_parameter,
        round=rounding,
    )


NUMBERS = frozenset({FactType.money, FactType.quotient, FactType.number, FactType.whole})


def _read_among(table: Part, key: str, names: Names, facts: bool) -> tuple[Figure, ...]:
    among: list[Figure] = []
    for part in table.parts(key):
        among.append(read_figure_table(part, names, facts))
        part.done()
    if len(among) < 2:
        raise table.wrong(key, "至少要有两个数额", f"请写 {key} = [ {{ … }}, {{ … }} ]。")
    return tuple(among)


def parameter_name(part: Part, key: str, names: Names) -> str:
    """A reference to a parameter of the same file."""
    return part.one_of(key, {name: name for name in names.parameters}, part.text(key))


def passage_text(part: Part, names: Names, default: str = "") -> str:
    """The passage a part refers to."""
    id = part.text("passage", "")
    return part.one_of("passage", names.passages, id) if id else default


def read_fact(part: Part, types: frozenset[FactType], key: str = "fact") -> Fact:
    """A fact of one of the types a condition can work with."""
    fact = part.one_of(key, FACTS, part.text(key))
    if fact.type not in types:
        raise part.wrong(key, f"「{fact.label}」不能用在这种条件里", "请换一个事实，或换一种条件（kind）。")
    return fact


def read_choices(part: Part, key: str, fact: Fact) -> frozenset[str]:
    """Choices a fact may have; not empty."""
    chosen = part.texts(key)
    if not chosen:
        raise part.wrong(key, "没有填写", f'请列出至少一项，写成 {key} = ["…"]。')
    if fact.type is FactType.texts:
        return frozenset(chosen)
    return frozenset(part.one_of(key, {c: c for c in fact.choices}, c) for c in chosen)


def read_bounds(part: Part, names: Names) -> list[Bound]:
    """All bounds a part states; every other key must have been read before."""
    bounds = [Bound(side, read_figure(part, side, names, facts=True)) for side in Side if part.has(side)]
    # A misspelt bound is better named than missed: bounds are read last.
    part.done()
    return bounds


def read_span(part: Part, names: Names) -> tuple[Bound, ...]:
    """One bound, or a lower one and an upper one, the lower first."""
    bounds = read_bounds(part, names)
    lower = [b for b in bounds if b.side in LOWER]
    upper = [b for b in bounds if b.side in UPPER]
    if len(bounds) == 1:
        return tuple(bounds)
    if len(bounds) != 2 or len(lower) != 1 or len(upper) != 1:
        raise part.wrong(
            "",
            "界限没有写对",
            f"请写 {'、'.join(Side)} 之一，或一个下限（at_least、above）加一个上限（at_most、below）。",
        )
    return (*lower, *upper)
