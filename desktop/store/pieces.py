"""Long lists of values cut into pieces that one statement can carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

PIECE = 900
"""Below the smallest number of values any SQLite takes in one statement (999)."""

V = TypeVar("V")


def pieces(values: Sequence[V]) -> Iterator[Sequence[V]]:
    """The values in order, so many at a time as one statement can carry."""
    return (values[start : start + PIECE] for start in range(0, len(values), PIECE))
