"""T16: the clock moves. The log keeps its order, no backup is lost for it, and what is due stays due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desktop.casework import intake, safekeeping
from desktop.casework.office import Office
from desktop.store import trail
from tests.conftest import make_household
from tests.trust import offices

Figures = Callable[[str, object, object], None]
KEY = bytes(range(32))
NOON = datetime(2026, 1, 12, 4, 0, tzinfo=UTC)
JUMPS = (
    timedelta(days=-1),
    timedelta(days=-365),
    timedelta(days=3653),
    timedelta(days=-3653),
    timedelta(days=354, hours=11, minutes=59),  # across New Year's night
)


class PcClock:
    """The clock of the PC, moved by hand."""

    def __init__(self) -> None:
        self.at = NOON

    def today(self) -> date:
        return self.at.astimezone().date()

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def pc() -> PcClock:
    return PcClock()


@pytest.fixture
def office(tmp_path: Path, pc: PcClock) -> Iterator[Office]:
    offices.found(tmp_path / "办公室", KEY)
    made = replace(offices.at_work(tmp_path / "办公室", KEY, pc.today), now=pc.now)
    yield made
    made.store.close()


def work(office: Office, n: int) -> None:
    intake.record_household(office, make_household(name=f"陈练{n}"))


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_the_log_goes_on_by_number_and_stays_sound(office: Office, pc: PcClock, jump: timedelta) -> None:
    work(office, 1)
    pc.at = NOON + jump
    work(office, 2)
    pc.at = NOON + timedelta(hours=1)
    work(office, 3)
    proof = offices.proof_of(office, safekeeping.anchors(office))
    assert proof.sound
    with office.store.read() as session:
        entries = trail.entries(session, limit=3)
    assert ["陈练3" in e.about for e in entries] == [True, False, False]
    assert ["陈练2" in e.about for e in entries] == [False, True, False]
    assert [e.seq for e in entries] == [proof.head.seq, proof.head.seq - 1, proof.head.seq - 2]
    assert entries[1].at.startswith(f"{(NOON + jump).year}")


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_no_backup_is_deleted_because_of_the_clock(
    office: Office, pc: PcClock, jump: timedelta, figure: Figures
) -> None:
    for day in range(16):
        pc.at = NOON + timedelta(days=day)
        work(office, day)
        safekeeping.back_up_on_closing(office)
    before = {b.counter for b in safekeeping.backups_of(office)}
    newest = max(before)
    pc.at = NOON + timedelta(days=15) + jump
    work(office, 100)
    jumped = safekeeping.back_up_on_closing(office)
    assert jumped is not None
    assert jumped.backup.counter == newest + 1
    pc.at = NOON + timedelta(days=16)
    work(office, 101)
    back = safekeeping.back_up_on_closing(office)
    assert back is not None
    listed = safekeeping.backups_of(office)
    assert [b.counter for b in listed][:3] == [newest + 2, newest + 1, newest]
    gone = before - {b.counter for b in listed}
    figure(f"clock {jump.days:+} days and back: backups deleted", len(gone), 2)
    # Two new days push out no more than two old ones would, clock or no clock.
    assert len(gone) <= 2
    assert newest not in gone
    assert all(b.good for b in listed)


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_what_is_due_is_due_when_the_clock_went_back_too(
    office: Office, pc: PcClock, jump: timedelta
) -> None:
    made = safekeeping.back_up(office)
    assert safekeeping.rehearse(office, made.backup).works
    assert safekeeping.full_check(office).sound
    assert not safekeeping.full_check_due(office)
    assert safekeeping.drill_due(office) == ""
    pc.at = NOON + jump
    assert safekeeping.full_check_due(office)
    assert safekeeping.drill_due(office)
    pc.at = NOON + timedelta(days=1)
    assert not safekeeping.full_check_due(office)
    assert safekeeping.drill_due(office) == ""
