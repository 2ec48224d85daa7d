"""Conditions of a scheme: one small function for each kind, facts in, a reasoned judgement out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from desktop.domain.days import day_words
from desktop.domain.due import nearest, read_month_day
from desktop.domain.errors import OfficeError
from desktop.domain.facts import FACTS, NUMERIC, SETS, Fact, Facts, FactType, figure
from desktop.domain.money import figures
from desktop.domain.policy_text import Part
from desktop.domain.standards import LINE_WORDS, LineKind, Standards

# ---- figures: what a fact is compared with, and what an amount is made of


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure of the plan: typed, a parameter, or so many times a published line."""

    amount: Decimal | None = None
    parameter: str = ""
    standard: LineKind | None = None
    multiple: Decimal | None = None
    multiple_parameter: str = ""
    down: bool = False
    """Parts of a yuan are dropped (舍去角分)."""


@dataclass(frozen=True)
class Told:
    """A figure worked out, with the words that say how."""

    value: Decimal
    words: str
    """How it came about, without the unit: 2 × 低保标准 810.00 = 1,620.00."""
    reference: str = ""
    """Where the published line comes from."""


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

    def figure(self, wanted: Figure, fact: Fact) -> Told:
        """The figure worked out for this day and place, in the unit of the fact."""
        if wanted.amount is not None:
            return Told(wanted.amount, figure(fact, wanted.amount))
        if wanted.parameter:
            value = self.parameters[wanted.parameter]
            return Told(value, figure(fact, value))
        assert wanted.standard is not None
        line = self.standards.line(wanted.standard, self.place, self.on)
        multiple = (
            self.parameters[wanted.multiple_parameter] if wanted.multiple_parameter else wanted.multiple
        )
        name = LINE_WORDS[wanted.standard].split("（")[0]
        exact = line.amount if multiple is None else line.amount * multiple
        words = f"{name} {figures(line.amount)}"
        if multiple is not None and multiple != 1:
            words = f"{multiple.normalize():f} × {words} = {figures(exact)}"
        value = exact
        if wanted.down and exact != exact.to_integral_value(ROUND_DOWN):
            value = exact.to_integral_value(ROUND_DOWN)
            words += f"，舍去角分取 {figures(value)}"
        return Told(value, words, line.reference)


def parameters_of(wanted: Figure | None) -> tuple[str, ...]:
    """The parameters a figure hangs on."""
    return tuple(p for p in (wanted.parameter, wanted.multiple_parameter) if p) if wanted else ()


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
    bounds: tuple[Bound, ...] = ()
    choices: frozenset[str] = frozenset()
    count: Bound | None = None
    expected: bool = True
    groups: tuple[str, ...] = ()
    month: int = 0
    day: int = 0
    parts: tuple[Condition, ...] = ()

    def walk(self) -> Iterator[Condition]:
        """Itself and all conditions inside it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters it hangs on, with those of its parts."""
        bounds = [b for c in self.walk() for b in (*c.bounds, *((c.count,) if c.count else ()))]
        return tuple(p for b in bounds for p in parameters_of(b.figure))


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


def judge(condition: Condition, case: Case) -> Judged:
    """Tries one condition on a case."""
    return KINDS[condition.kind].judge(condition, case)


def _unknown(id: str) -> Judged:
    label = FACTS[id].label
    return Judged(
        holds=None,
        because=f"「{label}」没有登记，不能判断",
        fact=f"{label}：未登记",
        flip=f"补齐「{label}」后才能判断",
        unknown=(id,),
    )


# ---- comparisons


def judge_compare(condition: Condition, case: Case) -> Judged:
    """A figure against one bound, open or closed as typed."""
    return _compared(condition.fact, condition.bounds[0], case)


def judge_band(condition: Condition, case: Case) -> Judged:
    """A figure between two bounds, each open or closed as typed."""
    lower, upper = (_compared(condition.fact, bound, case) for bound in condition.bounds)
    if lower.holds is None:
        return lower
    if not lower.holds or not upper.holds:
        return lower if not lower.holds else upper
    fact = FACTS[condition.fact]
    low, high = (f"{case.figure(b.figure, fact).words} {fact.measure}" for b in condition.bounds)
    value = case.facts.told(fact.id)
    return Judged(
        holds=True,
        because=f"{fact.label} {value}，在 {low} 和 {high} 之间{_inclusive(condition.bounds)}",
        fact=lower.fact,
        line=f"{lower.line} 至 {upper.line}",
        margin=f"{lower.margin}；{upper.margin}",
        flip=f"{lower.flip}，或者{upper.flip}",
    )


def _inclusive(bounds: tuple[Bound, ...]) -> str:
    closed = sum(b.side in (Side.at_least, Side.at_most) for b in bounds)
    return {2: "（两端含本数）", 1: "（一端含本数）", 0: "（两端不含本数）"}[closed]


def _compared(id: str, bound: Bound, case: Case) -> Judged:
    value = case.facts.number(id)
    if value is None:
        return _unknown(id)
    fact = FACTS[id]
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
        fact=case.facts.evidence(id),
        line=f"{limit.words} {unit}{f'（{limit.reference}）' if limit.reference else ''}",
        margin=margin,
        flip=f"{fact.label}{_FLIPS[bound.side][holds].format(limit=f'{figure(fact, limit.value)} {unit}')}",
    )


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


# ---- sets


def judge_has_any(condition: Condition, case: Case) -> Judged:
    """At least one of the listed choices."""
    return _listed(condition, case, lambda has: bool(has), "有{listed}之一", "不再有{has}")


def judge_has_all(condition: Condition, case: Case) -> Judged:
    """All of the listed choices."""
    return _listed(
        condition, case, lambda has: has == condition.choices, "{listed}都齐全", "缺少{listed}之一"
    )


def judge_has_none(condition: Condition, case: Case) -> Judged:
    """None of the listed choices."""
    return _listed(condition, case, lambda has: not has, "不再有{has}", "有{listed}之一")


def judge_count(condition: Condition, case: Case) -> Judged:
    """How many of the listed choices, against a bound."""
    bound = condition.count
    assert bound is not None
    limit = bound.figure.amount
    assert limit is not None
    asked = f"{{listed}}之中{_COUNT_WORDS[bound.side]} {limit} 项"
    return _listed(
        condition, case, lambda has: meets(Decimal(len(has)), bound.side, limit), asked, f"不再是{asked}"
    )


_COUNT_WORDS = {
    Side.at_least: "不少于",
    Side.above: "多于",
    Side.at_most: "不多于",
    Side.below: "少于",
    Side.equals: "正好",
}


def _listed(
    condition: Condition, case: Case, holds: Callable[[frozenset[str]], bool], wins: str, loses: str
) -> Judged:
    """A set against the listed choices; `wins` and `loses` say what would turn it."""
    chosen = case.facts.chosen(condition.fact)
    if chosen is None:
        return _unknown(condition.fact)
    fact = FACTS[condition.fact]
    has = chosen & condition.choices
    said = holds(has)
    listed = _choice_words(fact, condition.choices)
    if has:
        because = f"{fact.label}：{_choice_words(fact, has)}，在所列之内"
    elif chosen:
        because = f"{fact.label}：{_choice_words(fact, chosen)}，不在所列（{listed}）之内"
    else:
        because = f"{fact.label}：没有（所列：{listed}）"
    origin = case.facts.origins.get(condition.fact, "")
    turned = (loses if said else wins).format(listed=listed, has=_choice_words(fact, has))
    return Judged(
        holds=said,
        because=f"{because}{f'（{origin}）' if origin else ''}",
        fact=case.facts.evidence(condition.fact),
        line=listed,
        flip=f"{fact.label}{turned}",
    )


def _choice_words(fact: Fact, chosen: frozenset[str]) -> str:
    order = list(fact.choices) or sorted(chosen)
    return "、".join(fact.choices.get(c, c) for c in order if c in chosen)


# ---- yes and no, groups, days


def judge_is(condition: Condition, case: Case) -> Judged:
    """A yes-or-no fact as expected."""
    value = case.facts.yes(condition.fact)
    if value is None:
        return _unknown(condition.fact)
    label = FACTS[condition.fact].label
    origin = case.facts.origins.get(condition.fact, "")
    return Judged(
        holds=value is condition.expected,
        because=f"{label}：{'是' if value else '否'}{f'（{origin}）' if origin else ''}",
        fact=case.facts.evidence(condition.fact),
        line="是" if condition.expected else "否",
        flip=f"「{label}」为{'否' if value else '是'}",
    )


def judge_not_group(condition: Condition, case: Case) -> Judged:
    """None of the groups before this one is met."""
    met = [g for g in condition.groups if case.met[g]]
    open_ones = [g for g in condition.groups if case.met[g] is None]
    names = "、".join(f"「{case.labels[g]}」" for g in met or open_ones or condition.groups)
    if met:
        return Judged(holds=False, because=f"已符合{names}", flip=f"不符合{names}")
    if open_ones:
        # What is missing is asked for by those groups themselves.
        return Judged(holds=None, because=f"{names}还缺材料，不能判断", flip=f"先判断{names}")
    return Judged(holds=True, because=f"不符合{names}", flip=f"符合{names}")


def judge_filed_by(condition: Condition, case: Case) -> Judged:
    """Filed by a day of the year. An application that has not come in yet cannot be late."""
    received = case.facts.day(condition.fact)
    day = f"{condition.month} 月 {condition.day} 日"
    if received is None:
        return Judged(
            holds=True, because=f"申请材料还没有收到，未逾期；须在 {day}前交来", flip=f"{day}以后才收到"
        )
    if received > case.on:
        raise OfficeError(
            f"申请材料收到日期 {received.isoformat()} 晚于核对日期 {case.on.isoformat()}。请改正其中一个。"
        )
    last = nearest(condition.month, condition.day, received)
    return Judged(
        holds=received <= last,
        because=f"{day_words(received)}收到申请材料，截止日为 {day_words(last)}"
        + ("，没有逾期" if received <= last else f"，逾期 {(received - last).days} 天"),
        fact=case.facts.evidence(condition.fact),
        line=f"{day_words(last)}前（含当日）",
        flip=f"在 {day_words(last)}{'以后收到' if received <= last else '前收到'}",
    )


# ---- conditions made of conditions


def judge_all(condition: Condition, case: Case) -> Judged:
    """Every part holds."""
    parts = [judge(part, case) for part in condition.parts]
    failed = [p for p in parts if p.holds is False]
    if failed:
        return _joined(False, failed, flip="；".join(p.flip for p in failed))
    unknown = [p for p in parts if p.holds is None]
    if unknown:
        return _joined(None, unknown, flip="；".join(p.flip for p in unknown))
    return _joined(True, parts, flip="或者".join(p.flip for p in parts))


def judge_any(condition: Condition, case: Case) -> Judged:
    """At least one part holds."""
    parts = [judge(part, case) for part in condition.parts]
    holding = [p for p in parts if p.holds]
    if holding:
        return _joined(True, holding, flip="；".join(p.flip for p in holding))
    unknown = [p for p in parts if p.holds is None]
    if unknown:
        return _joined(None, unknown, flip="；".join(p.flip for p in unknown))
    return _joined(False, parts, flip="，或者".join(p.flip for p in parts))


def judge_not(condition: Condition, case: Case) -> Judged:
    """The part does not hold."""
    inner = judge(condition.parts[0], case)
    turned = None if inner.holds is None else not inner.holds
    return _joined(turned, [inner], flip=inner.flip)


def _joined(holds: bool | None, parts: list[Judged], flip: str) -> Judged:
    return Judged(
        holds=holds,
        because="；".join(p.because for p in parts),
        fact="；".join(dict.fromkeys(p.fact for p in parts if p.fact)),
        line="；".join(p.line for p in parts if p.line),
        margin="；".join(p.margin for p in parts if p.margin),
        flip=flip,
        unknown=tuple(dict.fromkeys(id for p in parts for id in p.unknown)),
    )


# ---- reading them from a scheme file


@dataclass(frozen=True)
class Names:
    """What a scheme file has named so far, for its conditions and amounts to refer to."""

    parameters: frozenset[str] = frozenset()
    lines: Mapping[str, Figure] = field(default_factory=dict[str, Figure])
    passages: Mapping[str, str] = field(default_factory=dict[str, str])
    groups: Mapping[str, str] = field(default_factory=dict[str, str])


def read_figure(part: Part, key: str, names: Names) -> Figure:
    """A figure: 100, { parameter = "…" }, { line = "…" } or { standard = "dibao", multiple = 2 }."""
    if not isinstance(part.raw(key), dict):
        return Figure(amount=part.number(key))
    table = part.part(key)
    assert table is not None
    read = read_figure_table(table, names)
    table.done()
    return read


def read_figure_table(table: Part, names: Names) -> Figure:
    """The figure a table states."""
    written = [key for key in ("parameter", "line", "standard") if table.has(key)]
    if len(written) != 1:
        raise table.wrong(
            "", "要写明数额从哪里来", "请写 parameter（参数）、line（标准线）、standard（标准）三者之一。"
        )
    if written[0] == "parameter":
        return Figure(parameter=parameter_name(table, "parameter", names))
    if written[0] == "line":
        return table.one_of("line", names.lines, table.text("line"))
    multiple: Decimal | None = None
    multiple_parameter = ""
    if isinstance(table.raw("multiple"), str):
        multiple_parameter = parameter_name(table, "multiple", names)
    elif table.has("multiple"):
        multiple = table.number("multiple")
    rounding = table.text("round", "none")
    return Figure(
        standard=table.choice("standard", LineKind),
        multiple=multiple,
        multiple_parameter=multiple_parameter,
        down=table.one_of("round", {"none": False, "down": True}, rounding),
    )


def parameter_name(part: Part, key: str, names: Names) -> str:
    """A reference to a parameter of the same file."""
    return part.one_of(key, {name: name for name in names.parameters}, part.text(key))


def passage_text(part: Part, names: Names, default: str = "") -> str:
    """The passage a part refers to."""
    id = part.text("passage", "")
    return part.one_of("passage", names.passages, id) if id else default


def read_condition(part: Part, names: Names, source: str = "", top: bool = True) -> Condition:
    """One condition of a scheme file."""
    kind = part.text("kind")
    read = part.one_of("kind", KINDS, kind).read
    clause = part.text("clause", None if top else "")
    condition = read(part, names, kind, clause, passage_text(part, names, source))
    part.done()
    return condition


def read_fact(part: Part, types: frozenset[FactType]) -> Fact:
    """A fact of one of the types a condition can work with."""
    fact = part.one_of("fact", FACTS, part.text("fact"))
    if fact.type not in types:
        raise part.wrong(
            "fact", f"「{fact.label}」不能用在这种条件里", "请换一个事实，或换一种条件（kind）。"
        )
    return fact


def read_choices(part: Part, key: str, fact: Fact) -> frozenset[str]:
    """Choices a fact may have; not empty."""
    chosen = part.texts(key)
    if not chosen:
        raise part.wrong(key, "没有填写", f'请列出至少一项，写成 {key} = ["…"]。')
    if fact.type is FactType.texts:
        return frozenset(chosen)
    return frozenset(part.one_of(key, {c: c for c in fact.choices}, c) for c in chosen)


def _bounds(part: Part, names: Names) -> list[Bound]:
    bounds = [Bound(side, read_figure(part, side, names)) for side in Side if part.has(side)]
    # A misspelt bound is better named than missed.
    part.done()
    return bounds


def _read_compare(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, NUMERIC)
    bounds = _bounds(part, names)
    if len(bounds) != 1:
        raise part.wrong(
            "", "比较条件要有且只有一个界限", f"请写 {'、'.join(Side)} 之一；两头都有界限的请用 band。"
        )
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, bounds=tuple(bounds))


def _read_band(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, NUMERIC)
    bounds = _bounds(part, names)
    lower = [b for b in bounds if b.side in LOWER]
    upper = [b for b in bounds if b.side in UPPER]
    if len(lower) != 1 or len(upper) != 1 or len(bounds) != 2:
        raise part.wrong(
            "",
            "区间条件要有一个下限和一个上限",
            "下限写 at_least（含）或 above（不含），上限写 at_most（含）或 below（不含）。",
        )
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, bounds=(*lower, *upper))


def _read_set(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, SETS)
    chosen = read_choices(part, "of", fact)
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, choices=chosen)


def _read_count(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, SETS)
    chosen = read_choices(part, "of", fact)
    bounds = _bounds(part, names)
    if len(bounds) != 1 or bounds[0].figure.amount is None:
        raise part.wrong("", "计数条件要写一个项数", "请写 at_least = 2 这样的一个界限。")
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, choices=chosen, count=bounds[0])


def _read_is(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, frozenset({FactType.yes_no}))
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, expected=part.flag("value", True))


def _read_not_group(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    groups = part.texts("groups")
    if not groups:
        raise part.wrong("groups", "没有填写", "请列出排在前面的对象类别的 id。")
    for group in groups:
        part.one_of("groups", names.groups, group)
    return Condition(kind=kind, clause=clause, source=source, groups=groups)


def _read_filed_by(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, frozenset({FactType.day}))
    month, day = read_month_day(part, "month_day")
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, month=month, day=day)


def _read_parts(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    parts = tuple(read_condition(p, names, source, top=False) for p in part.parts("of"))
    if not parts or (kind == "not" and len(parts) != 1):
        raise part.wrong(
            "of", "没有写对分条件", "not 写正好一个，all 和 any 至少写一个：of = [ { kind = … } ]。"
        )
    return Condition(kind=kind, clause=clause, source=source, parts=parts)


@dataclass(frozen=True)
class Kind:
    """A kind of condition: how it is read and how it is judged."""

    read: Callable[[Part, Names, str, str, str], Condition]
    judge: Callable[[Condition, Case], Judged]


KINDS: Mapping[str, Kind] = {
    "compare": Kind(_read_compare, judge_compare),
    "band": Kind(_read_band, judge_band),
    "has_any": Kind(_read_set, judge_has_any),
    "has_all": Kind(_read_set, judge_has_all),
    "has_none": Kind(_read_set, judge_has_none),
    "count": Kind(_read_count, judge_count),
    "is": Kind(_read_is, judge_is),
    "not_group": Kind(_read_not_group, judge_not_group),
    "filed_by": Kind(_read_filed_by, judge_filed_by),
    "all": Kind(_read_parts, judge_all),
    "any": Kind(_read_parts, judge_any),
    "not": Kind(_read_parts, judge_not),
}
"""The kinds of condition a scheme file may use. A new one is two small functions and a line here."""
