"""Ways of looking at the list of households (名单视图): which columns how wide, which filters, what order; and its copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.listing import HouseholdQuery


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """The columns that are shown, from the left, each with its width in pixels."""

    columns: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class ListView:
    """A named way of looking; the default one is shown when the list is first opened."""

    name: str
    arrangement: Arrangement
    query: HouseholdQuery
    default: bool = False


@dataclass(frozen=True, kw_only=True)
class ListPaper:
    """A list as it is exported: heads and rows of text, said to be covered or not."""

    title: str
    told: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]
