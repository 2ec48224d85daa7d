"""Which published lines (标准) a part of a scheme leans on, wherever in it a figure stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, cast

from desktop.domain.condition import Figure
from desktop.domain.standards import LineKind


def lines_in(*parts: object) -> tuple[LineKind, ...]:
    """The published lines these parts compare with or reckon from, in the order of the list of lines."""
    used = {figure.standard for figure in _figures(parts)}
    return tuple(kind for kind in LineKind if kind in used)


def _figures(thing: object) -> Iterator[Figure]:
    if isinstance(thing, Mapping):
        thing = tuple(cast("Mapping[object, object]", thing).values())
    if isinstance(thing, tuple | list | frozenset):
        for one in cast("Iterable[object]", thing):
            yield from _figures(one)
    elif isinstance(thing, Figure):
        yield from thing.walk()
    elif is_dataclass(thing) and not isinstance(thing, type):
        for one in fields(cast("Any", thing)):
            yield from _figures(getattr(thing, one.name))
