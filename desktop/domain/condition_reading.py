"""How the parts of a condition are read from a scheme file."""

from __future__ import annotations

from decimal import Decimal

from desktop.domain.condition import LOWER, ROUNDINGS, UPPER, Bound, Figure, Names, Side
from desktop.domain.fact import Fact, FactType
from desktop.domain.fact_list import FACTS
from desktop.domain.policy_text import Part
from desktop.domain.standards import YEARLY, LineKind


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
