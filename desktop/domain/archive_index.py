"""The index of all archives (档案索引): what outlives the program, in a file any office software opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.application import State
from desktop.domain.bureau import Bureau
from desktop.domain.household import Cause, Hardship


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexCase:
    """One application as the index has it."""

    number: str
    scheme_title: str
    state: State
    amount: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexLine:
    """One household as the index has it."""

    number: str
    name: str
    id_number: str
    phone: str
    address: str
    people: int
    hardship: Hardship | None
    cause: Cause | None
    changed_on: date
    sealed: bool = False
    cases: tuple[IndexCase, ...] = ()


@dataclass(frozen=True, kw_only=True)
class IndexPaper:
    """The index on paper, complete and unmasked: it is only ever written with a password."""

    bureau: Bureau
    lines: tuple[IndexLine, ...]
    printed_on: date
