"""How papers write days, goods and amounts, and the blanks left for the pen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from desktop.domain.bureau import Bureau
from desktop.domain.days import day_words
from desktop.domain.money import figures, in_words
from desktop.domain.verdict import Goods
from reports.sheet import Align, Cell, Edge, Row, Section, Style

BLANK_DAY = "　　　　年　　月　　日"
SIGNED_AND_SEALED = f"负责人（签字）：　　　　　　　　　　（公章）　　　　\n{BLANK_DAY}　　"
"""Foot of an opinion box: a leader's name, the seal, the date."""


def mark_of(bureau: Bureau) -> str:
    """The stamp on every page of the practice office."""
    return "练习样张　不作凭据" if bureau.practice else ""


def day_or_blank(day: date | None) -> str:
    """The day in words, or room to write one."""
    return BLANK_DAY if day is None else day_words(day)


def yuan(amount: Decimal | None, unknown: str = "") -> str:
    """The amount in figures with its unit."""
    return unknown if amount is None else f"{figures(amount)} 元"


def capitals(amount: Decimal) -> str:
    """The amount in capitals as receipts have it."""
    return f"人民币{in_words(amount)}"


def goods_words(goods: Iterable[Goods], worth: bool = False) -> str:
    """Goods with their counts: 大米 2 袋、食用油 1 桶; with `worth` also what each is worth."""
    return "、".join(_one(item, worth) for item in goods)


def _one(item: Goods, worth: bool) -> str:
    count = f"{item.count.normalize():f}"
    value = f"（折合 {yuan(item.value)}）" if worth and item.value is not None else ""
    return f"{item.name} {count} {item.unit}{value}"


def award_words(amount: Decimal | None, goods: Iterable[Goods]) -> str:
    """What is given: money, goods, or both."""
    parts = [yuan(amount)] if amount else []
    listed = goods_words(goods)
    return "，".join([*parts, listed] if listed else parts)


def signed_by(bureau: Bureau, day: date | None, width: float, size: float, gap: float) -> Section:
    """The end of a letter: the office's name over the date, where the seal goes."""
    style = Style(size=size, align=Align.centre, leading=1.75, edge=Edge.none)
    lines = (f"{bureau.name}（公章）", day_or_blank(day))
    rows = tuple(Row(cells=("", Cell(text=line, style=style)), height=0) for line in lines)
    return Section(columns=(width - 82, 82), rows=rows, styles=(style,), together=True, follow=True, gap=gap)
