"""A text as a QR code: the squares to be filled, so that it prints sharp at any size."""

from __future__ import annotations

from typing import NamedTuple

QUIET = 4
"""Modules left white around the code, which readers need."""


class Square(NamedTuple):
    """A filled run of modules, in modules from the lower left corner of the whole with its quiet edge."""

    x: int
    y: int
    width: int


def matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """The dark modules, row by row from the top; a quarter of the code may be lost and it still reads."""
    import segno

    made = segno.make_qr(text, error="q", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in made.matrix)


def squares(text: str) -> tuple[int, list[Square]]:
    """How many modules the whole measures, and what is dark in it."""
    rows = matrix(text)
    size = len(rows) + 2 * QUIET
    found: list[Square] = []
    for down, row in enumerate(rows):
        y = size - QUIET - down - 1
        start: int | None = None
        for across, dark in enumerate((*row, False)):
            if dark and start is None:
                start = across
            elif not dark and start is not None:
                found.append(Square(start + QUIET, y, across - start))
                start = None
    return size, found
