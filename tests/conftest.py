"""What every test may ask for: an office with a data file of its own and a day that stands still."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from desktop.app import DATABASE, open_unlocked, places
from desktop.casework import accounts, settings
from desktop.casework.office import Office
from desktop.casework.practice import particulars
from desktop.domain.accounts import EVERY_ROLE, User
from desktop.domain.bureau import Bureau, OfficeKind
from desktop.domain.household import Household, Income, IncomeKind, Topic
from desktop.domain.person import EmploymentState, Member, Relation, Schooling, SchoolKind
from desktop.domain.standards import Line, LineKind
from desktop.store import upgrade
from desktop.store.key_slots import Cost
from desktop.store.keys import Strongbox, Unlocked
from desktop.store.server import Server

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


SERVER = "BANGFU_TEST_SERVER"
"""Names the PostgreSQL server on which the office of the tests shall stand; without it, it stands on a data file."""


def emptied(url: str) -> Server:
    """The server with all tables and nothing in them."""
    store = Server(url)
    engine = create_engine(make_url(url).set(drivername="postgresql+pg8000"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    store.prepare()
    return store


@pytest.fixture
def office(tmp_path: Path, empty_database: Path, resources: Path, clock: Clock) -> Iterator[Office]:
    """A union office in 示例市 with a 低保 line of 810 yuan, and nothing else on file."""
    folder = tmp_path / "office"
    folder.mkdir()
    shutil.copy(empty_database, folder / DATABASE)
    made = open_unlocked(folder, resources, clock)
    if SERVER in os.environ:
        made.store.close()
        made = replace(made, store=emptied(os.environ[SERVER]))
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


@dataclass(frozen=True)
class Locked:
    """A real office: encrypted, with 林晓舟 as its first user, closed."""

    folder: Path
    unlocked: Unlocked
    password: str
    code: str


@pytest.fixture(scope="session")
def locked_office(tmp_path_factory: pytest.TempPathFactory, resources: Path) -> Locked:
    """A real office to be copied, never opened; its passwords cost almost nothing to try."""
    folder = tmp_path_factory.mktemp("locked") / "办公室"
    password = "葡萄藤下喝茶 2026"
    made = Strongbox.create(folder, "林晓舟", password, Cost(memory_kib=8, rounds=1, lanes=1))
    upgrade.create(folder / DATABASE, made.key)
    office = open_unlocked(folder, resources, Clock(), Unlocked(made.key, None))
    office = replace(office, user=User(name="林晓舟", roles=EVERY_ROLE))
    bureau, dibao = particulars(TODAY)
    settings.found(office, replace(bureau, practice=False, name="示例市总工会"), dibao)
    accounts.found_first(office, "林晓舟")
    office.store.close()
    return Locked(folder, Unlocked(made.key, accounts.FIRST), password, made.recovery_code)


@pytest.fixture
def real_office(tmp_path: Path, locked_office: Locked, resources: Path, clock: Clock) -> Iterator[Office]:
    """A real office of one's own, open, with its first user signed in."""
    folder = tmp_path / "办公室"
    shutil.copytree(locked_office.folder, folder)
    made = open_unlocked(folder, resources, clock, locked_office.unlocked)
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
