"""What every test may ask for: an office with a data file of its own and a day that stands still."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.app import DATABASE, open_unlocked, places
from desktop.casework import settings
from desktop.casework.office import Office
from desktop.domain.bureau import Bureau, OfficeKind
from desktop.domain.household import Household, Income, IncomeKind, Topic
from desktop.domain.person import EmploymentState, Member, Relation, Schooling, SchoolKind
from desktop.domain.standards import Line, LineKind
from desktop.store import upgrade

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TODAY = date(2026, 3, 2)
"""A Monday: the day it is in the tests unless one says otherwise."""


@dataclass
class Clock:
    """A clock that moves only when it is told to."""

    day: date = TODAY

    def __call__(self) -> date:
        return self.day


@pytest.fixture(scope="session")
def resources() -> Path:
    """The data that comes with the program."""
    return places().resources


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with all tables and nothing in them."""
    path = tmp_path_factory.mktemp("empty") / DATABASE
    upgrade.create(path)
    return path


@pytest.fixture
def clock() -> Clock:
    """The office's clock."""
    return Clock()


@pytest.fixture
def office(tmp_path: Path, empty_database: Path, resources: Path, clock: Clock) -> Iterator[Office]:
    """A union office in 示例市 with a 低保 line of 810 yuan, and nothing else on file."""
    folder = tmp_path / "office"
    folder.mkdir()
    shutil.copy(empty_database, folder / DATABASE)
    made = open_unlocked(folder, resources, clock)
    settings.found(
        made,
        Bureau(
            name="示例市总工会",
            kind=OfficeKind.union,
            place="示例市",
            officer="林晓舟",
            phone="0000-1234567",
            address="示例市示例区人民路 1 号",
        ),
        Line(
            kind=LineKind.dibao,
            place="示例市",
            from_day=date(2025, 7, 1),
            amount=Decimal("810.00"),
            source="示例民发〔2025〕9 号",
        ),
    )
    yield made
    made.store.close()


@pytest.fixture
def household() -> Callable[..., Household]:
    """Builds a household of two with one wage; anything may be said otherwise."""
    return make_household


def make_household(name: str = "陈练习", monthly: str = "1800.00", **changes: Any) -> Household:
    """An invented household: a head with a wage and a child; every topic checked and empty."""
    values: dict[str, Any] = {
        "members": (
            Member(
                ordinal=1,
                name=name,
                relation=Relation.head,
                employment=EmploymentState.at_work,
                employer="示例机械厂",
                phone="19900001234",
            ),
            Member(
                ordinal=2,
                name="陈小习",
                relation=Relation.daughter,
                schooling=Schooling.primary,
                school_kind=SchoolKind.public,
            ),
        ),
        "address": "示例市示例区和平里 3 号",
        "incomes": (Income(kind=IncomeKind.wage, amount=Decimal(monthly), whose=1),),
        "verified_none": frozenset(Topic),
    }
    return Household(**{**values, **changes})
