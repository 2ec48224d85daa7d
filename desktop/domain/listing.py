"""What a list shows and how it may be asked: queries and lines, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from desktop.domain.application import State, StepKind
from desktop.domain.household import Cause, CertificateKind, Hardship
from desktop.domain.retention import Kept
from desktop.domain.standing import FileLevel, FileState


class HouseholdSort(StrEnum):
    """The columns a household list can be sorted by; names sort by their pinyin."""

    number = "number"
    head_name = "head_name"
    id_number = "id_number"
    employer = "employer"
    unit = "unit"
    """In the order of the tree of units; those without one first."""
    members = "members"
    hardship = "hardship"
    cause = "cause"
    state = "state"
    level = "level"
    income_per_head = "income_per_head"
    net_income_per_head = "net_income_per_head"
    phone = "phone"
    address = "address"
    filed = "filed"
    changed = "changed"
    verified = "verified"
    last_visit = "last_visit"
    last_aid = "last_aid"
    tags = "tags"
    certificates = "certificates"


Line = TypeVar("Line")


@dataclass(frozen=True)
class Page(Generic[Line]):
    """One page of a list, and how many lines the whole list has."""

    lines: Sequence[Line]
    total: int


@dataclass(frozen=True, kw_only=True)
class HouseholdQuery:
    """Which households, in what order. `search`: name, ID tail, phone, address, unit, number or pinyin initials."""

    search: str = ""
    hardship: Hardship | None = None
    cause: Cause | None = None
    certificate: CertificateKind | None = None
    tag: str = ""
    state: FileState | None = None
    level: FileLevel | None = None
    unit: int | None = None
    """With all units below it."""
    kept: Kept = Kept.active
    """Those put away are found only when they are asked for, and by no search; one that is due counts as sealed here."""
    sort: HouseholdSort = HouseholdSort.number
    descending: bool = False


@dataclass(frozen=True, kw_only=True)
class HouseholdLine:
    """One row of the household list. Incomes per head and month in yuan, None where unknown."""

    id: int
    number: str
    name: str
    id_number: str
    phone: str
    address: str
    employer: str
    members: int
    hardship: Hardship | None
    cause: Cause | None
    income_per_head: Decimal | None
    net_income_per_head: Decimal | None
    changed_on: date
    unit: str = ""
    """With those above it, from the top."""
    state: FileState = FileState.on_file
    level: FileLevel | None = None
    filed_on: date | None = None
    verified_on: date | None = None
    last_visit_on: date | None = None
    last_aid_on: date | None = None
    tags: str = ""
    certificates: tuple[CertificateKind, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ApplicationQuery:
    """Which applications. `due_until` finds what is due on or before that day."""

    search: str = ""
    states: tuple[State, ...] = ()
    step: StepKind | None = None
    scheme_id: str = ""
    household_id: int | None = None
    due_until: date | None = None
