"""T27: the same verbs on PostgreSQL: the tests of casework and store pass there unchanged, and lists come in the same order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.casework import intake
from desktop.casework.office import Office
from desktop.domain.household import Household
from desktop.domain.listing import HouseholdQuery, HouseholdSort
from desktop.store import trail
from desktop.store.database import Database
from tests.conftest import SERVER, emptied
from tests.trust.postgres import programs, server

ROOT = Path(__file__).parents[2]
SHORT = (
    "tests/unit/store/test_households.py",
    *(
        f"tests/unit/casework/test_{name}.py"
        for name in ("intake", "approval", "relief", "visiting", "duties")
    ),
)
LONG = ("tests/unit/store/test_households.py", "tests/unit/casework")
NAMES = (
    "欧阳练习",
    "曾一",
    "单于示例",
    "仇小二",
    "阿依古丽·买买提",
    "𬱖练",
    "龘龘",
    "陈练习",
    "Anna Smith",
    "查无此",
    "解放",
    "赵七",
)

pytestmark = [
    pytest.mark.skipif(programs() is None, reason="no PostgreSQL on this machine"),
    pytest.mark.timeout(600),
]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    found = programs()
    assert found is not None
    with server(found) as url:
        yield url


def test_the_tests_of_casework_and_store_pass_on_a_server(
    url: str, figure: Callable[..., Any], long_run: bool
) -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            "-m",
            "not on_file",
            *(LONG if long_run else SHORT),
        ],
        cwd=ROOT,
        env={**os.environ, SERVER: url},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout[-4000:]
    passed = re.search(r"(\d+) passed", run.stdout)
    count = int(passed[1]) if passed else run.stdout.count(".")
    assert count > (300 if long_run else 60)
    figure("T27 tests of casework and store passing on PostgreSQL", count, "all")


def test_lists_come_in_the_same_order_from_file_and_server(
    url: str, office: Office, household: Callable[..., Household]
) -> None:
    served = replace(office, store=emptied(url))
    try:
        _fill(served, office.store)
        for one in (office, served):
            for n, name in enumerate(NAMES):
                intake.record_household(one, household(name=name, monthly=f"{900 + 37 * n}.00"))
        for sort in HouseholdSort:
            for descending in (False, True):
                query = HouseholdQuery(sort=sort, descending=descending)
                assert _names(office, query) == _names(served, query), sort
        for search in ("oy", "练习", "%", "_", "买买提", "𬱖", "anna", "19900001234", "和平"):
            query = HouseholdQuery(search=search)
            assert _names(office, query) == _names(served, query), search
        with served.store.read() as session:
            assert trail.verify(session).sound
    finally:
        served.store.close()


def test_the_log_cannot_be_changed_on_a_server_either(url: str, office: Office) -> None:
    from sqlalchemy import create_engine
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import DatabaseError

    served = replace(office, store=emptied(url))
    _fill(served, office.store)
    served.store.close()
    engine = create_engine(make_url(url).set(drivername="postgresql+pg8000"))
    for said in ("UPDATE trail SET about = ''", "DELETE FROM trail", "TRUNCATE trail"):
        with pytest.raises(DatabaseError, match="never changed"), engine.begin() as connection:
            connection.exec_driver_sql(said)
    engine.dispose()


def _fill(served: Office, like: Database) -> None:
    from desktop.casework import settings
    from desktop.store import settings as kept

    with like.read() as session:
        bureau, lines = kept.bureau(session), kept.standards(session).lines
    settings.found(served, bureau, replace(lines[0], id=None))


def _names(office: Office, query: HouseholdQuery) -> list[str]:
    return [line.name for line in intake.find_households(office, query).lines]
