"""Column types: money as whole fen, code lists as their English words."""

from __future__ import annotations

import json
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

E = TypeVar("E", bound=StrEnum)

HUNDRED = Decimal(100)


class Hundredths(TypeDecorator[Decimal]):
    """A decimal with two places kept as a whole number: yuan as fen, square metres as 1/100. SQLite has no decimals."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        scaled = Decimal(value) * HUNDRED
        whole = int(scaled)
        if whole != scaled:
            raise ValueError(f"more than two decimals: {value}")
        return whole

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


class _Words(dict[str | None, E | None]):
    """What each word stands for. Raises ValueError for one that is none of the list."""

    def __init__(self, kind: type[E]) -> None:
        super().__init__({None: None} | {each.value: each for each in kind})
        self._kind = kind

    def __missing__(self, word: str | None) -> E | None:
        return self._kind(word)


class Word(TypeDecorator[E]):
    """A StrEnum kept as its English word."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__(40)
        self.kind = kind
        self._words = _Words[E](kind)

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        return None if value is None else value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        return self._words[value]

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        return (
            self._words.__getitem__
        )  # straight: a household is read with sixty of these, most of them empty


class Json(TypeDecorator[Any]):
    """A small list or mapping kept as readable text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class WordSet(TypeDecorator[frozenset[E]]):
    """A set of one code list's words, kept as readable text in the order of the alphabet."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: frozenset[E] | None, dialect: Dialect) -> str | None:
        return None if value is None else " ".join(sorted(x.value for x in value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[E] | None:
        return None if value is None else frozenset(self.kind(x) for x in value.split())
