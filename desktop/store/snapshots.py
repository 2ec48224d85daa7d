"""Values frozen as readable JSON text, exact to the last decimal, and thawed again as the same values."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

V = TypeVar("V")


def freeze(value: object) -> str:
    """The value as JSON text."""
    return _adapter(type(value)).dump_json(value).decode()


def thaw(kind: type[V], text: str) -> V:
    """The value the text was frozen from."""
    return _adapter(kind).validate_json(text)


def plain(value: object, kind: Any) -> Any:
    """The value as plain JSON lists and mappings, for a column of a row."""
    return _adapter(kind).dump_python(value, mode="json")


def made(kind: Any, data: object) -> Any:
    """The value that `plain` was made from."""
    return _adapter(kind).validate_python(data)


@cache
def _adapter(kind: Any) -> Any:
    # Loaded late: the library is not needed to open the window.
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
