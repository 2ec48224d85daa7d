"""T1: the program is killed at any moment of its work, and everything it had said was kept is there.

The program opens an encrypted office as always and does casework, writing down each verb that came back; kill -9 comes
0 to 120 ms after it was opened or did a few verbs, and now and then while it is still being opened. Work is then taken
up where it was left, so that unfinished cases, notices and batches are what the next kill falls on.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest

from desktop import app
from desktop.app import DATABASE
from desktop.casework import door, relief, settings
from desktop.casework.office import Office
from desktop.store import backups
from tests.trust import offices, story
from tests.trust.conftest import Figures, Template
from tests.trust.story import Done
from tests.trust.warm import CAN_FORK, Warm, warm

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="children are forked")

LONGEST = 0.120
WHILE_OPENING = 0.1
"""How many of the kills come while the office is being opened."""
MOST_VERBS = 6
"""The wait of 0 to 120 ms begins when the office is open, or after as many verbs but one came back."""
SEASON = 50
"""So many kills fall on one office before a fresh one is taken."""


@dataclass
class Tally:
    """What all the kills came to."""

    kills: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list[str])
    unsound: list[str] = field(default_factory=list[str])
    slowest: float = 0.0
    acts: Counter[str] = field(default_factory=Counter[str])


@dataclass(frozen=True)
class Acknowledgement:
    """What the program said was kept, and where the log ended then."""

    done: Done
    seq: int
    code: str


@pytest.fixture
def workers() -> Iterator[Warm]:
    with warm() as found:
        yield found


def test_nothing_acknowledged_is_lost_when_the_program_is_killed(
    encrypted_template: Template, workers: Warm, tmp_path: Path, long_run: bool, figure: Figures
) -> None:
    tally = Tally()
    random = Random(101)
    for season in range(20 if long_run else 1):
        folder = encrypted_template.copied(tmp_path / f"办公室 {season}")
        _season(folder, encrypted_template.key, workers, random, tally)
    figure("kills", tally.kills, "1,000 in the long run")
    figure("changes acknowledged before them", tally.acknowledged, "")
    figure("acknowledged changes lost", len(tally.lost), 0)
    figure("offices found unsound", len(tally.unsound), 0)
    figure("slowest opening after a kill, seconds", round(tally.slowest, 2), "< 3")
    assert tally.kills == (1000 if long_run else SEASON)
    assert tally.acknowledged > tally.kills
    assert {"record_household", "assess", "apply", "complete_step", "approve"} <= set(tally.acts)
    assert {"receive_money", "prepare_batch", "sign", "close_batch"} <= set(tally.acts)
    assert tally.lost == []
    assert tally.unsound == []
    assert tally.slowest < 3


def test_a_loss_would_be_found(encrypted_template: Template, tmp_path: Path) -> None:
    key = encrypted_template.key
    folder = encrypted_template.copied(tmp_path / "办公室")
    before = (folder / DATABASE).read_bytes()
    told: list[Acknowledgement] = []
    with offices.opened(folder, key) as office:
        for done in islice(story.casework(office, Random(3)), 6):
            head = offices.head_of(office)
            told.append(Acknowledgement(done, head.seq, head.code))
    (folder / DATABASE).write_bytes(before)
    tally = Tally()
    _look(folder, key, told, tally)
    assert len(tally.lost) == len(told)
    assert any("旧副本" in said for said in tally.unsound)


def test_killed_while_it_closes_every_backup_that_is_offered_is_whole(
    encrypted_template: Template, workers: Warm, tmp_path: Path, long_run: bool, figure: Figures
) -> None:
    random = Random(102)
    key = encrypted_template.key
    folder = encrypted_template.copied(tmp_path / "办公室")
    tally = Tally()
    kills = offered = 0
    for _ in range(60 if long_run else 8):
        end = workers.run(
            "tests.trust.tasks:work_and_close",
            *(str(folder), key.hex(), random.randrange(10**6)),
            kill_after=random.uniform(0, LONGEST),
        )
        kills += end.killed
        good = [b for b in backups.listing(backups.root_of(folder)) if b.good]
        assert [b.name for b in good if backups.counted(b.folder / DATABASE, key)[1] != b.head] == []
        offered += len(good)
        _look(folder, key, [], tally)
    figure("kills while closing, and backups offered after them", f"{kills}, {offered}", "all of them whole")
    assert tally.unsound == []
    assert kills > 0
    assert offered > 0


def test_killed_while_it_is_founded_an_office_can_be_opened_or_founded_again(
    workers: Warm, tmp_path: Path, long_run: bool, figure: Figures
) -> None:
    counted = tmp_path / "counted"
    task = "tests.trust.tasks:found_and_die"
    assert workers.run(task, str(tmp_path / "办公室"), 0, str(counted)).code == 0
    touches = int(counted.read_text())
    # Each one costs several seconds: a try of a password is meant to be slow.
    points = Random(103).sample(range(1, touches + 1), 40) if long_run else [touches - 3]
    resources = app.places().resources
    founded = 0
    for at in points:
        folder = tmp_path / f"办公室 {at}"
        assert workers.run(task, str(folder), at, str(counted)).killed
        if not app.exists(folder):
            app.found(folder, offices.BUREAU, offices.DIBAO, resources, lambda: offices.DAY, offices.PASSWORD)
            founded += 1
        unlocked = door.unlock(folder, offices.HANDLER.name, offices.PASSWORD, app.utc_now)
        with app.opened(folder, resources, lambda: offices.DAY, unlocked) as office:
            assert settings.bureau(office).name == offices.BUREAU.name, at
            assert office.user.name == offices.HANDLER.name
            assert offices.proof_of(office).sound
    figure("killed while it was founded: founded anew / opened", f"{founded} / {len(points)}", "all opened")
    assert founded > 0


def _season(folder: Path, key: bytes, workers: Warm, random: Random, tally: Tally) -> None:
    book = folder.with_name(f"{folder.name}.jsonl")
    book.touch()
    read = 0
    for _ in range(SEASON):
        end = workers.run(
            "tests.trust.tasks:work_until_killed",
            *(str(folder), key.hex(), str(book), random.randrange(10**6)),
            kill_after=random.uniform(0, LONGEST),
            calls=0 if random.random() < WHILE_OPENING else random.randrange(1, MOST_VERBS + 1),
        )
        assert end.killed
        tally.kills += 1
        everything = _read(book)
        _look(folder, key, everything[read:], tally)
        read = len(everything)
    with offices.opened(
        folder, key
    ) as office:  # What earlier kills left is still there after the later ones.
        latest = {(a.done.subject, a.done.id): a for a in _read(book)}
        tally.lost += filter(None, (story.missing(office, a.done) for a in latest.values()))


def _look(folder: Path, key: bytes, acknowledged: list[Acknowledgement], tally: Tally) -> None:
    start = time.perf_counter()
    with offices.opened(folder, key) as office:
        tally.slowest = max(tally.slowest, time.perf_counter() - start)
        tally.acknowledged += len(acknowledged)
        tally.acts.update(a.done.act for a in acknowledged)
        tally.lost += filter(None, (story.missing(office, a.done) for a in acknowledged))
        anchors = [(a.done.act, a.seq, a.code) for a in acknowledged]
        tally.unsound += [f.said for f in offices.proof_of(office, anchors).findings]
        tally.unsound += offices.looked_at(folder / DATABASE, key, _faults)
        tally.unsound += _funds_that_do_not_agree(office)


def _read(book: Path) -> list[Acknowledgement]:
    """The acknowledgements that were written down whole."""
    found = (json.loads(line) for line in book.read_bytes().split(b"\n")[:-1])
    return [
        Acknowledgement(Done(act, subject, subject_id, told), seq, code)
        for act, subject, subject_id, told, seq, code in found
    ]


_FAULTS = {
    "a household that the log does not know": (
        "SELECT id FROM household WHERE id NOT IN (SELECT subject_id FROM trail WHERE subject='household')"
    ),
    "a household without its head or its place in the search": (
        "SELECT id FROM household h WHERE NOT EXISTS (SELECT 1 FROM member WHERE household_id=h.id AND ordinal=1)"
        " OR NOT EXISTS (SELECT 1 FROM household_search WHERE household_id=h.id)"
    ),
    "an assessment that the log does not know": (
        "SELECT id FROM assessment WHERE id NOT IN (SELECT subject_id FROM trail WHERE subject='assessment')"
    ),
    "an application that the log does not know": (
        "SELECT id FROM application WHERE id NOT IN (SELECT subject_id FROM trail WHERE subject='application')"
    ),
    "an application without steps": (
        "SELECT id FROM application WHERE id NOT IN (SELECT application_id FROM step)"
    ),
    "a step done that the log does not tell": (
        "SELECT count(*) FROM step WHERE done_on IS NOT NULL HAVING count(*) >"
        " (SELECT count(*) FROM trail WHERE act IN ('complete_step','close_notice','approve','close_batch')"
        " AND subject='application')"
    ),
    "a fund that the log does not know": (
        "SELECT id FROM fund WHERE id NOT IN (SELECT subject_id FROM trail WHERE subject='fund')"
    ),
    "a batch that the log does not know": (
        "SELECT id FROM batch WHERE id NOT IN (SELECT subject_id FROM trail WHERE subject='batch')"
    ),
    "a signature that the log does not know": (
        "SELECT id FROM payout_line WHERE signed_on IS NOT NULL"
        " AND id NOT IN (SELECT subject_id FROM trail WHERE subject='payout_line')"
    ),
    "a batch without a line or without its sum in the fund": (
        "SELECT id FROM batch b WHERE NOT EXISTS (SELECT 1 FROM payout_line WHERE batch_id=b.id)"
        " OR NOT EXISTS (SELECT 1 FROM fund_entry WHERE batch_id=b.id)"
    ),
    "an entry of a fund that the log does not tell": (
        "SELECT count(*) FROM fund_entry HAVING count(*) >"
        " (SELECT count(*) FROM trail WHERE subject='fund' AND changes LIKE '%\"amount\"%')"
    ),
}


def _faults(connection: Any) -> list[str]:
    found = [
        f"{said}: {rows}" for said, sql in _FAULTS.items() if (rows := connection.execute(sql).fetchall())
    ]
    return found if offices.is_whole(connection) else [*found, "the engine finds the file damaged"]


def _funds_that_do_not_agree(office: Office) -> list[str]:
    paid = sum(relief.batch(office, line.batch.id or 0).total for line in relief.batches(office))
    held = relief.funds(office)
    found = [
        f"{fund.name}: {fund.balance} is not the sum of its entries"
        for fund in held
        if fund.balance != sum(e.amount for e in relief.fund_entries(office, fund.id or 0))
    ]
    if sum(f.paid for f in held) != paid:
        found.append(f"{paid} stands on the batches, but not in the funds")
    return found
