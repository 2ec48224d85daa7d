"""T2: the power goes at any moment, and no change that was acknowledged is lost, nor the file corrupt.

The office's own verbs are done once and their statements noted; then the same statements run through an engine whose
disk is written down operation by operation, and is cut off at random ones.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from desktop.app import DATABASE
from desktop.store.database import DriverError, raw_connection
from tests.trust import offices, story
from tests.trust.conftest import Figures
from tests.trust.power import Operation, Replay, Transaction, Write, cuts, replay, transactions

VERBS = 160


@dataclass(frozen=True)
class Damage:
    """What a row of power cuts did."""

    corrupt: int
    lost: int
    between: int
    after: Counter[str]


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Transaction]]:
    """An office's data file before its work, and the transactions of that work."""
    folder = tmp_path_factory.mktemp("noted")
    offices.found(folder, None)
    before = folder / "before" / DATABASE
    before.parent.mkdir()
    before.write_bytes((folder / DATABASE).read_bytes())
    office = offices.at_work(folder, None)
    with transactions() as noted_down:
        verbs = [d for d in islice(story.casework(office, Random(2)), VERBS) if not d.beside]
    office.store.close()
    assert len(noted_down) == len(verbs)
    return before, noted_down


def test_no_power_cut_loses_what_was_acknowledged(
    noted: tuple[Path, list[Transaction]], tmp_path: Path, long_run: bool, figure: Figures
) -> None:
    many = 900 if long_run else 150
    shipped = replay(*noted, tmp_path / "shipped", "FULL")
    often = replay(*noted, tmp_path / "often", "FULL", pages_to_checkpoint=40)
    found = [
        _cut(shipped, many // 2, Random(3), tmp_path / "cut"),
        _cut(often, many - many // 2, Random(4), tmp_path / "cut"),
    ]
    figure("power cuts", many, "≥ 900 in the long run")
    figure("transactions before them", len(shipped.states) - 1, "")
    figure("files corrupt", sum(d.corrupt for d in found), 0)
    figure("acknowledged changes lost", sum(d.lost for d in found), 0)
    figure("files between two transactions", sum(d.between for d in found), 0)
    assert _written_to(often.operations, DATABASE) > 3 * _written_to(shipped.operations, DATABASE) > 0
    assert sum((d.after for d in found), Counter())["Write"] > many // 4
    assert [(d.corrupt, d.lost, d.between) for d in found] == [(0, 0, 0)] * 2


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_the_same_cuts_find_loss_where_the_engine_is_set_to_lose(
    noted: tuple[Path, list[Transaction]], tmp_path: Path, synchronous: str, figure: Figures
) -> None:
    lax = replay(*noted, tmp_path / "lax", synchronous)
    found = _cut(lax, 60, Random(5), tmp_path / "cut")
    figure(f"of 60 cuts with synchronous={synchronous}: losses seen", found.lost, "> 0: the test can fail")
    assert found.lost > 0


def test_what_was_replayed_is_what_the_office_did(
    noted: tuple[Path, list[Transaction]], tmp_path: Path
) -> None:
    before, done = noted
    replayed = replay(before, done, tmp_path / "replay", "FULL")
    real = offices.looked_at(before.parents[1] / DATABASE, None, offices.whole_digest)
    assert replayed.states[-1] == real
    assert len(set(replayed.states)) == len(done) + 1


def _cut(run: Replay, many: int, random: Random, where: Path) -> Damage:
    where.mkdir(exist_ok=True)
    number = {state: n for n, state in enumerate(run.states)}
    corrupt = lost = between = 0
    after: Counter[str] = Counter()
    for acknowledged, last in cuts(run.before, run.operations, many, random, where):
        after[last] += 1
        state = _state_left(where / DATABASE)
        if state is None:
            corrupt += 1
        elif state not in number:
            between += 1
        elif number[state] < acknowledged:
            lost += 1
    return Damage(corrupt, lost, between, after)


def _state_left(path: Path) -> str | None:
    """What the program's own driver finds in the file; None where it is not whole."""
    try:
        connection = raw_connection(path)
    except DriverError:
        return None
    try:
        return offices.whole_digest(connection) if offices.is_whole(connection) else None
    except DriverError:
        return None
    finally:
        connection.close()


def _written_to(operations: list[Operation], file: str) -> int:
    return sum(isinstance(o, Write) and o.file == file for o in operations)
