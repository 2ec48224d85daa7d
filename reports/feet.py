"""The foot of a list where it is signed (签字栏): the office with its seal, who made it, who answers for it."""

from __future__ import annotations

from typing import NamedTuple

from reports.sheet import Align, Cell, Edge, Row, Section, Style
from reports.wording import BLANK_DAY

FOOT = Style(size=10.5, edge=Edge.none)
RIGHT = Style(size=10.5, align=Align.right, edge=Edge.none)


class Signed(NamedTuple):
    """One line of the foot: on the left who seals, in the middle who signs, on the right who answers for it."""

    seals: str
    signs: str
    answers: str
    height: float = 9


def signed_foot(columns: tuple[float, float, float], *lines: Signed, gap: float = 2) -> Section:
    """Stands right below the list, and never alone on a page."""
    return Section(
        columns=columns,
        gap=gap,
        together=True,
        follow=True,
        styles=(FOOT,) * 3,
        rows=tuple(
            Row(cells=(x.seals, x.signs, Cell(text=x.answers, style=RIGHT)), height=x.height) for x in lines
        ),
    )


def sealed_foot(columns: tuple[float, float, float, float], *signs: str) -> Section:
    """Four who sign beside each other, the last with the seal and the day below."""
    plain, sealed = Style(edge=Edge.none), Style(align=Align.right, edge=Edge.none)
    return Section(
        columns=columns,
        styles=(plain, plain, plain, sealed),
        together=True,
        follow=True,
        gap=3,
        rows=(Row(cells=signs, height=8), Row(cells=("", "", "", BLANK_DAY), height=6.5)),
    )
