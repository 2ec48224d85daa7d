"""T5: backups while somebody works. Each one is one moment of the file: money that moves is never counted twice or lost."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.app import DATABASE
from desktop.casework import intake
from desktop.casework.office import Office
from desktop.domain.backup import Why
from desktop.domain.household import Household, Income, IncomeKind
from desktop.store import backups
from desktop.store.database import Database, raw_connection
from tests.conftest import make_household
from tests.trust import offices
from tests.unit.store.backup_office import AT

Figures = Callable[[str, object, object], None]
KEY = bytes(range(32))
ROUNDS = 300 if os.environ.get("BANGFU_TRUST") == "long" else 12
HOUSEHOLDS = 20
TOTAL = Decimal(1000)


def split(household: Household, first: int) -> Household:
    """The same thousand yuan, divided otherwise between two incomes; how is written in the remark too."""
    parts = (Decimal(first), TOTAL - first)
    incomes = tuple(Income(kind=IncomeKind.wage, amount=part, whose=1) for part in parts)
    return replace(household, incomes=incomes, remark=str(first))


class Clerk(threading.Thread):
    """Moves money through the program's own verbs until told to stop."""

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        self.folder = folder
        self.deeds = 0
        self.faults: list[BaseException] = []
        self.enough = threading.Event()
        self.begun = threading.Event()

    def run(self) -> None:
        office: Office = offices.at_work(self.folder, KEY)
        try:
            on_file = [
                intake.record_household(office, split(make_household(name=f"陈练{n}"), 500))
                for n in range(HOUSEHOLDS)
            ]
            self.begun.set()
            while not self.enough.is_set():
                n = self.deeds % HOUSEHOLDS
                on_file[n] = intake.record_household(office, split(on_file[n], self.deeds % 1000))
                self.deeds += 1
        except BaseException as error:
            self.faults.append(error)
        finally:
            self.begun.set()
            office.store.close()


def is_one_moment(path: Path) -> bool:
    """Whether every household has its thousand yuan, divided as its own remark says."""
    with closing(raw_connection(path, KEY, read_only=True)) as connection:
        rows = connection.execute(
            "SELECT h.remark, count(i.amount), sum(i.amount), min(i.amount), max(i.amount)"
            " FROM household h JOIN income i ON i.household_id = h.id GROUP BY h.id"
        ).fetchall()
    for remark, count, total, least, most in rows:
        parts = sorted((int(remark) * 100, int(TOTAL) * 100 - int(remark) * 100))
        if (count, total, [least, most]) != (2, int(TOTAL) * 100, parts):
            return False
    return len(rows) == HOUSEHOLDS


@pytest.mark.timeout(1800)
def test_every_backup_under_load_is_good_and_one_moment(tmp_path: Path, figure: Figures) -> None:
    folder = tmp_path / "办公室"
    offices.found(folder, KEY)
    held = Database(folder / DATABASE, KEY)
    clerk = Clerk(folder)
    clerk.start()
    good = whole = 0
    heads: list[int] = []
    slowest = 0.0
    try:
        assert clerk.begun.wait(60)
        for _ in range(ROUNDS):
            started = time.perf_counter()
            made = backups.make(folder, KEY, why=Why.by_hand, at=AT, app_version="0")
            slowest = max(slowest, time.perf_counter() - started)
            good += made.good and not made.log_said
            whole += is_one_moment(made.folder / DATABASE)
            assert made.head is not None
            heads.append(made.head.seq)
            shutil.rmtree(made.folder)
    finally:
        clerk.enough.set()
        clerk.join(60)
        held.close()
    assert clerk.faults == []
    figure("backups under load that are good", f"{good} of {ROUNDS}", ROUNDS)
    figure("backups under load that are one moment", f"{whole} of {ROUNDS}", ROUNDS)
    figure("deeds done meanwhile", clerk.deeds, "—")
    figure("slowest backup under load, seconds", slowest, "—")
    assert (good, whole) == (ROUNDS, ROUNDS)
    assert heads == sorted(set(heads)), "the log went on between any two of them"
    assert clerk.deeds > ROUNDS
