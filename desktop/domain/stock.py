"""Stock handed down level by level (物资分配): what goes out must add up to what came in, at every level."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.condition import Names, passage_text
from desktop.domain.policy_text import Part


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a part of the stock came from."""

    name: str
    count: Decimal


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What goes to one receiver: out of the whole, or out of what another receiver got."""

    to: str
    count: Decimal
    out_of: str = ""


@dataclass(frozen=True, kw_only=True)
class Stock:
    """A declared total with what it is made of and where it goes."""

    id: str
    label: str
    unit: str
    total: Decimal
    exact: bool = True
    """All of it must go out; otherwise it must only suffice."""
    origins: tuple[Origin, ...] = ()
    handed: tuple[Handed, ...] = ()
    source: str = ""


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
    handed = tuple(_read_handed(p) for p in part.parts("handed"))
    known = {h.to: h.to for h in handed}
    if len(known) < len(handed):
        raise part.wrong("handed", "同一个接收方写了两次", "请合并，或者改名。")
    for one in handed:
        if one.out_of:
            part.one_of("handed", known, one.out_of)
    stock = Stock(
        id=part.text("id"),
        label=part.text("label"),
        unit=part.text("unit"),
        total=part.number("total"),
        exact=part.flag("exact", True),
        origins=tuple(_read_origin(p) for p in part.parts("origins")),
        handed=handed,
        source=passage_text(part, names),
    )
    part.done()
    return stock


def _read_origin(part: Part) -> Origin:
    origin = Origin(name=part.text("name"), count=part.number("count"))
    part.done()
    return origin


def _read_handed(part: Part) -> Handed:
    """count = 500, or receivers = 447 with each = 200."""
    if part.has("count"):
        count = part.number("count")
    else:
        count = part.number("receivers") * part.number("each")
    handed = Handed(to=part.text("to"), count=count, out_of=part.text("out_of", ""))
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
