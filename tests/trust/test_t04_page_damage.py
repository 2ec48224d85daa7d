"""T4: pages go bad. Every damage is found by a check, no sum is ever wrong in silence, and a guided restore cures it."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from desktop.casework import safekeeping
from desktop.domain.backup import table_word
from desktop.store import backups, health, salvage
from desktop.store.backup_files import DATABASE
from desktop.store.database import driver, raw_connection
from desktop.store.errors import DamagedDatabaseError
from tests.unit.store.backup_office import AT, KEY, PAGE, add, make, populated

Figures = Callable[[str, object, object], None]
LONG = os.environ.get("BANGFU_TRUST") == "long"
EACH = 100 if LONG else 10
HOUSEHOLDS = 1500
SUMS = (
    "SELECT count(*), sum(amount) FROM income",
    "SELECT count(*), sum(amount), sum(reimbursed) FROM expense",
    "SELECT count(*), sum(people), sum(net_income_per_head), sum(income_per_head) FROM household",
    "SELECT count(*), max(length(name)), sum(ordinal) FROM member",
    "SELECT count(*), sum(length(text)) FROM household_search",
    "SELECT count(*), sum(seq), sum(length(about)) FROM trail",
)


def flip(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data))
    data[at] ^= 1 << dice.randrange(8)


def zero(data: bytearray, dice: random.Random) -> None:
    page = dice.randrange(len(data) // PAGE)
    data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)


def swap(data: bytearray, dice: random.Random) -> None:
    one, other = (PAGE * p for p in dice.sample(range(1, len(data) // PAGE), 2))
    data[one : one + PAGE], data[other : other + PAGE] = (
        data[other : other + PAGE],
        data[one : one + PAGE],
    )


def cut(data: bytearray, dice: random.Random) -> None:
    whole_pages = dice.random() < 0.5
    at = dice.randrange(1, len(data) // PAGE) * PAGE if whole_pages else dice.randrange(1, len(data))
    del data[at:]


HARMS = (flip, zero, swap, cut)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted office of about 2 MB, closed, with one good backup."""
    folder = populated(tmp_path_factory.mktemp("t4") / "办公室", HOUSEHOLDS)
    make(folder)
    assert (folder / DATABASE).stat().st_size > 1_900_000
    return folder


def sums(path: Path) -> list[Any]:
    """What the office would read from the file; None where it is told of damage instead."""
    found: list[Any] = []
    for statement in SUMS:
        try:
            with closing(raw_connection(path, KEY, read_only=True)) as connection:
                found.append(connection.execute(statement).fetchone())
        except driver.Error:
            found.append(None)
    return found


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("harm", HARMS, ids=lambda h: h.__name__)
def test_every_damage_is_found_and_no_sum_is_wrong_in_silence(
    harm: Callable[[bytearray, random.Random], None], origin: Path, tmp_path: Path, figure: Figures
) -> None:
    dice = random.Random(f"t4 {harm.__name__}")
    right = sums(origin / DATABASE)
    whole = (origin / DATABASE).read_bytes()
    path = tmp_path / DATABASE
    quick = full = wrong = 0
    missed: list[str] = []
    for n in range(EACH):
        data = bytearray(whole)
        harm(data, dice)
        if bytes(data) == whole:
            continue
        path.write_bytes(data)
        found_quick = not health.quick_check(path, KEY).sound
        found_full = not health.full_check(path, KEY).sound
        quick += found_quick
        full += found_full
        if not (found_quick or found_full):
            missed.append(f"{harm.__name__} {n}")
        wrong += sum(got is not None and got != is_ for got, is_ in zip(sums(path), right, strict=True))
        for suffix in ("-wal", "-shm"):
            path.with_name(DATABASE + suffix).unlink(missing_ok=True)
    figure(f"{harm.__name__}: found by the quick check", f"{quick} of {EACH}", "—")
    figure(f"{harm.__name__}: found by quick or full check", f"{EACH - len(missed)} of {EACH}", EACH)
    figure(f"{harm.__name__}: sums wrong in silence", wrong, 0)
    assert missed == []
    assert wrong == 0


@pytest.mark.timeout(1200)
def test_salvage_invents_nothing_and_names_who_is_missing(
    origin: Path, tmp_path: Path, figure: Figures
) -> None:
    dice = random.Random("t4 salvage")
    whole = everything(origin / DATABASE)
    tries, unreadable, invented, unnamed, untold = (40 if LONG else 4), 0, 0, 0, 0
    kept: list[float] = []
    for n in range(tries):
        folder = Path(shutil.copytree(origin, tmp_path / str(n)))
        data = bytearray((folder / DATABASE).read_bytes())
        for _ in range(3):
            zero(data, dice)
        (folder / DATABASE).write_bytes(data)
        try:
            report = safekeeping.salvage_folder(folder, KEY, lambda: AT)
        except DamagedDatabaseError:
            unreadable += 1
            continue
        assert health.full_check(report.path, KEY).sound
        saved = everything(report.path)
        told_of = {t.label for t in report.tables if t.lost}
        told_of |= {t.label for t in report.tables if any(o.startswith(t.label) for o in report.orphans)}
        for table, rows in saved.items():
            if table in ("household_search", "trail_state"):
                continue
            untold += bool(whole[table] - rows) and table_word(table) not in told_of
            made_anew = {r for r in rows - whole[table] if salvage.MADE_ANEW in r}
            invented += len(rows - whole[table] - made_anew)
        told = {x.number for x in report.lost if x.what == "整户"}
        gone = {r[1] for r in whole["household"]} - {r[1] for r in saved["household"]}
        unnamed += len(gone - told)
        kept.append(sum(map(len, saved.values())) / sum(map(len, whole.values())))
        shutil.rmtree(folder)
    figure("salvage of 3 zeroed pages: directory itself lost", f"{unreadable} of {tries}", "—")
    figure("salvage: rows invented or altered", invented, 0)
    figure("salvage: lost households not named", unnamed, 0)
    figure("salvage: tables thinner without a word", untold, 0)
    # An inner page of a tree costs the whole branch below it, so the least share has no limit of its own.
    figure("salvage: share of rows saved, least", min(kept), "—")
    figure("salvage: share of rows saved, middle", median(kept), "> 0.97")
    assert (invented, unnamed, untold) == (0, 0, 0)
    assert median(kept) > 0.97


def everything(path: Path) -> dict[str, set[Any]]:
    """Every row of every table."""
    with closing(raw_connection(path, KEY, read_only=True)) as connection:
        tables = [r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {t: set(connection.execute(f'SELECT * FROM "{t}"').fetchall()) for t in tables}


@pytest.mark.timeout(600)
def test_a_guided_restore_brings_everything_back(origin: Path, tmp_path: Path, figure: Figures) -> None:
    folder = Path(shutil.copytree(origin, tmp_path / "办公室"))
    if LONG:
        for first in range(10_000, 44_000, 2000):
            add(folder, 2000, first=first)
        make(folder)
    right = sums(folder / DATABASE)
    data = bytearray((folder / DATABASE).read_bytes())
    flip(data, random.Random(4))
    (folder / DATABASE).write_bytes(data)
    started = time.perf_counter()
    report = safekeeping.damage_report(folder, KEY)
    assert not report.health.sound
    assert report.best is not None
    done = safekeeping.restore_folder(folder, report.best, KEY, lambda: AT)
    seconds = time.perf_counter() - started
    assert sums(folder / DATABASE) == right
    assert (done.set_aside / DATABASE).read_bytes() == bytes(data)
    assert backups.verify(report.best, KEY).good
    size = len(data) / 1e6
    figure(f"guided restore of {size:.0f} MB, seconds", seconds, 60)
    assert seconds < 60
