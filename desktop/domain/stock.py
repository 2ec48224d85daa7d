"""Stock handed down level by level (物资分配): what goes out must add up to what came in, at every level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from math import prod

from desktop.domain.condition import Names
from desktop.domain.condition_reading import passage_text
from desktop.domain.dated_parameters import ParameterType, read_parameter
from desktop.domain.policy_text import Part


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a part of the stock came from."""

    name: str
    count: Decimal
    times: tuple[str, ...] = ()
    """The parameters the count is still to be multiplied with."""


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What goes to one receiver: out of the whole, or out of what another receiver got."""

    to: str
    count: Decimal
    times: tuple[str, ...] = ()
    """The parameters the count is still to be multiplied with."""
    out_of: str = ""


@dataclass(frozen=True, kw_only=True)
class Stock:
    """A declared total with what it is made of and where it goes."""

    id: str
    label: str
    unit: str
    total: Decimal
    times: tuple[str, ...] = ()
    """The parameters the total is still to be multiplied with."""
    exact: bool = True
    """All of it must go out; otherwise it must only suffice."""
    origins: tuple[Origin, ...] = ()
    handed: tuple[Handed, ...] = ()
    source: str = ""

    @property
    def blanks(self) -> tuple[str, ...]:
        """The parameters without which it can still be judged who qualifies."""
        parts = (*self.origins, *self.handed)
        return (*self.times, *(name for part in parts for name in part.times))

    def settled(self, parameters: Mapping[str, Decimal]) -> Stock:
        """The stock with what the office filled in; as it stands while one figure is blank."""
        if any(name not in parameters for name in self.blanks):
            return self

        def many(count: Decimal, times: tuple[str, ...]) -> Decimal:
            return prod((parameters[name] for name in times), start=count)

        return replace(
            self,
            total=many(self.total, self.times),
            times=(),
            origins=tuple(replace(o, count=many(o.count, o.times), times=()) for o in self.origins),
            handed=tuple(replace(h, count=many(h.count, h.times), times=()) for h in self.handed),
        )


@dataclass(frozen=True, kw_only=True)
class StockCheck:
    """How a stock adds up: what is left of the whole, and what does not fit."""

    left: Decimal
    problems: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether it adds up."""
        return not self.problems


def check_stock(stock: Stock) -> StockCheck:
    """Whether the sources make the total and every level hands on what it got, in words where not."""
    if stock.blanks:
        return StockCheck(left=Decimal(0), problems=("还有数量没有填写，不能核对合计",))
    unit, problems = stock.unit, list[str]()
    came = sum((o.count for o in stock.origins), Decimal(0))
    if stock.origins and came != stock.total:
        problems.append(f"各来源合计 {_n(came)} {unit}，应为 {_n(stock.total)} {unit}")
    whole = sum((h.count for h in stock.handed if not h.out_of), Decimal(0))
    left = stock.total - whole
    if left < 0:
        problems.append(
            f"分下去 {_n(whole)} {unit}，超过总数 {_n(stock.total)} {unit}，多 {_n(-left)} {unit}"
        )
    elif left and stock.exact and stock.handed:
        problems.append(
            f"分下去 {_n(whole)} {unit}，总数 {_n(stock.total)} {unit}，还有 {_n(left)} {unit}没有去处"
        )
    for one in stock.handed:
        below = [h for h in stock.handed if h.out_of == one.to]
        passed = sum((h.count for h in below), Decimal(0))
        if below and passed != one.count and (passed > one.count or stock.exact):
            problems.append(f"「{one.to}」得到 {_n(one.count)} {unit}，往下分了 {_n(passed)} {unit}，对不上")
    return StockCheck(left=left, problems=tuple(problems))


def _n(value: Decimal) -> str:
    return f"{value.normalize():,f}"


# ---- parcels


@dataclass(frozen=True, kw_only=True)
class Parcels:
    """Numbered parcels followed from giver to receiver: how a number looks, and the stations it passes."""

    prefix: str
    digits: int
    stations: tuple[str, ...]
    source: str = ""

    def number(self, n: int) -> str:
        """The number of the so-maniest parcel."""
        return f"{self.prefix}{n:0{self.digits}d}"


# ---- reading them from a scheme file


def read_stock(part: Part, names: Names) -> Stock:
    """One stock of a scheme file."""
    handed = tuple(_read_handed(p, names) for p in part.parts("handed"))
    known = {h.to: h.to for h in handed}
    if len(known) < len(handed):
        raise part.wrong("handed", "同一个接收方写了两次", "请合并，或者改名。")
    for one in handed:
        if one.out_of:
            part.one_of("handed", known, one.out_of)
    total, times = _read_number(part, "total", names)
    stock = Stock(
        id=part.text("id"),
        label=part.text("label"),
        unit=part.text("unit"),
        total=total,
        times=times,
        exact=part.flag("exact", True),
        origins=tuple(_read_origin(p, names) for p in part.parts("origins")),
        handed=handed,
        source=passage_text(part, names),
    )
    part.done()
    return stock


def _read_number(part: Part, key: str, names: Names) -> tuple[Decimal, tuple[str, ...]]:
    """A figure, or { parameter = "…" } where the plan leaves it blank: a factor, and the parameter it is times."""
    if isinstance(part.raw(key), dict):
        return Decimal(1), (read_parameter(part, key, names.types, ParameterType.number),)
    return part.number(key), ()


def _read_origin(part: Part, names: Names) -> Origin:
    count, times = _read_number(part, "count", names)
    origin = Origin(name=part.text("name"), count=count, times=times)
    part.done()
    return origin


def _read_handed(part: Part, names: Names) -> Handed:
    """count = 500, or receivers = 447 with each = 200."""
    if part.has("count"):
        count, times = _read_number(part, "count", names)
    else:
        receivers, of_receivers = _read_number(part, "receivers", names)
        each, of_each = _read_number(part, "each", names)
        count, times = receivers * each, of_receivers + of_each
    handed = Handed(to=part.text("to"), count=count, times=times, out_of=part.text("out_of", ""))
    part.done()
    return handed


def read_parcels(part: Part, names: Names) -> Parcels:
    """How parcels are numbered and followed."""
    parcels = Parcels(
        prefix=part.text("prefix", ""),
        digits=part.whole("digits", 4),
        stations=part.texts("stations"),
        source=passage_text(part, names),
    )
    part.done()
    return parcels
