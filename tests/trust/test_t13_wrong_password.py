"""T13: guessing passwords is slow, waiting survives every trick but a lost folder, and damage is never called a slip."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from desktop.casework import door
from desktop.domain.recovery_code import ALPHABET, RANDOM_BITS, MistypedCodeError, code_of, read_code
from desktop.store import key_cache, key_files, key_slots
from desktop.store.keys import (
    Cost,
    KeysDamagedError,
    Opened,
    Strongbox,
    WaitError,
    WrongPasswordError,
)
from desktop.store.misses import NAME as RECORD
from tests.trust.conftest import Figures

NAME, PASSWORD, WRONG = "林晓舟", "春天来了花都开了", "秋天来了叶都落了"
CHEAP = Cost(memory_kib=8, rounds=1, lanes=1)
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

CHANGING = """
import sys
from itertools import count
from pathlib import Path
from desktop.store.keys import Strongbox
box, key = Strongbox.load(Path(sys.argv[1])), bytes.fromhex(sys.argv[2])
for number in count(1):
    box.set_password(key, 1, "林晓舟", f"password no {number}")
    print(number, flush=True)
"""

TRYING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from desktop.store.keys import Strongbox
box = Strongbox.load(Path(sys.argv[1]))
print("trying", flush=True)
try:
    box.unlock("林晓舟", "秋天来了叶都落了", lambda: datetime.now(UTC))
finally:
    print("checked", flush=True)
"""


@pytest.fixture
def made(tmp_path: Path) -> Opened:
    """A strongbox of one person, cheap to try."""
    return Strongbox.create(tmp_path / "office", NAME, PASSWORD, CHEAP)


def test_a_try_costs_what_it_should_on_this_pc(figure: Figures, tmp_path: Path) -> None:
    made = Strongbox.create(tmp_path, NAME, PASSWORD)
    slot = key_files.read(tmp_path).slots[0]
    assert slot.cost.memory_kib >= 64 * 1024
    assert slot.cost.rounds >= 3
    assert slot.cost.lanes >= 4
    quiet = key_slots.seconds_of(slot.cost)
    took = min(_timed(made.strongbox, PASSWORD) for _ in range(2))
    mistaken = min(_worked(made.strongbox, NAME) for _ in range(2))
    unknown = min(_worked(made.strongbox, "无此人") for _ in range(2))
    words = f"{slot.cost.memory_kib // 1024} MiB × {slot.cost.rounds}, {slot.cost.lanes} lanes"
    figure("Argon2id, one try on a quiet PC", f"{quiet * 1000:.0f} ms ({words})", "300–500 ms, ≥ 64 MiB × 3")
    figure("opening by password, just now", f"{took * 1000:.0f} ms", "depends on what else runs")
    figure("unknown name against wrong password", f"{unknown / mistaken:.2f} of the work", "about 1")
    assert quiet > 0.2
    assert quiet < 0.8 or slot.cost == key_slots.LEAST
    assert 0.5 < unknown / mistaken < 2


def test_the_wait_doubles_up_to_a_minute_and_survives_every_restart(made: Opened, figure: Figures) -> None:
    now = START
    waits: list[int] = []
    for _ in range(15):
        # every try is a program started anew: nothing but the folder is remembered
        seconds = _missed(made.strongbox.folder, now)
        while seconds:
            waits.append(seconds)
            assert _missed(made.strongbox.folder, now + timedelta(seconds=seconds - 1)) == 1
            now += timedelta(seconds=seconds)
            seconds = _missed(made.strongbox.folder, now)
    figure("waits after misses", " ".join(map(str, waits)), "5 free, then 1 2 4 … 60")
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_clock_turned_back_makes_the_wait_begin_again_and_no_more(made: Opened) -> None:
    folder = made.strongbox.folder
    now = START
    for _ in range(9):
        while seconds := _missed(folder, now):
            now += timedelta(seconds=seconds)
    wait = _missed(folder, now)
    assert wait == 8
    for back in (timedelta(hours=1), timedelta(days=400)):
        turned = now - back
        assert _missed(folder, turned) == wait
        assert _missed(folder, turned + timedelta(seconds=wait - 1)) == 1
        now = turned
    unlocked = Strongbox.load(folder).unlock(NAME, PASSWORD, lambda: now + timedelta(seconds=wait))
    assert unlocked.key == made.key


def test_a_clock_far_ahead_and_set_right_again_keeps_nobody_out_for_longer(made: Opened) -> None:
    folder = made.strongbox.folder
    future = START + timedelta(days=3650)
    for _ in range(6):
        _missed(folder, future)
    assert _missed(folder, START) == 1
    unlocked = Strongbox.load(folder).unlock(NAME, PASSWORD, lambda: START + timedelta(seconds=1))
    assert unlocked.key == made.key


def test_ending_the_program_in_the_middle_of_a_try_does_not_save_it(tmp_path: Path) -> None:
    box = Strongbox.create(tmp_path, NAME, PASSWORD, Cost(memory_kib=64 * 1024, rounds=12, lanes=1)).strongbox
    child = subprocess.Popen([sys.executable, "-c", TRYING, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "trying\n"
    while not (tmp_path / RECORD).exists():
        time.sleep(0.001)
    child.kill()
    assert child.stdout.read() == ""
    child.wait()
    child.stdout.close()
    assert [miss.name for miss in box.take_misses()] == [NAME]


def test_the_same_is_said_for_a_wrong_password_and_an_unknown_name(made: Opened) -> None:
    said: set[str] = set()
    for name, password in ((NAME, WRONG), ("无此人", PASSWORD), ("无此人", WRONG)):
        with pytest.raises(WrongPasswordError) as told:
            made.strongbox.unlock(name, password, lambda: START)
        said.add(told.value.said)
    assert len(said) == 1


def test_every_single_flipped_byte_in_either_copy_leaves_the_key_in_reach(
    made: Opened, figure: Figures, long_run: bool
) -> None:
    folder = made.strongbox.folder
    flipped = 0
    for name in key_files.NAMES:
        whole = (folder / name).read_bytes()
        for place in range(len(whole)):
            for mask in (1, 0x80, 0xFF) if long_run else (0xFF if place % 2 else 1,):
                (folder / name).write_bytes(whole[:place] + bytes([whole[place] ^ mask]) + whole[place + 1 :])
                box = Strongbox.load(folder)
                assert box.check(NAME, PASSWORD).key == made.key
                with pytest.raises(WrongPasswordError):
                    box.check(NAME, WRONG)
                flipped += 1
        for cut in range(0, len(whole), 7):
            (folder / name).write_bytes(whole[:cut])
            assert Strongbox.load(folder).check(NAME, PASSWORD).key == made.key
        (folder / name).write_bytes(whole)
    figure("flipped bytes in one copy, key lost", f"0 of {flipped}", "0")


def test_both_copies_damaged_is_damage_and_never_a_wrong_password(made: Opened, figure: Figures) -> None:
    folder = made.strongbox.folder
    whole = {name: (folder / name).read_bytes() for name in key_files.NAMES}
    chance = random.Random(20260302)
    told = opened = 0
    for _ in range(300):
        for name, data in whole.items():
            place = chance.randrange(len(data))
            (folder / name).write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        try:
            assert Strongbox.load(folder).unlock(NAME, PASSWORD, lambda: START).key == made.key
            opened += 1
        except KeysDamagedError:
            told += 1
    figure("both copies damaged, called a wrong password", f"0 of {told + opened}", "0")
    assert told > 250


def test_killed_while_passwords_change_the_last_one_told_opens(
    made: Opened, figure: Figures, long_run: bool
) -> None:
    folder = made.strongbox.folder
    chance = random.Random(20260302)
    kills, acknowledged = (100 if long_run else 8), 0
    for _ in range(kills):
        child = subprocess.Popen(
            [sys.executable, "-c", CHANGING, str(folder), made.key.hex()], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        last = int(child.stdout.readline())
        time.sleep(chance.uniform(0, 0.05))
        child.kill()
        last = max([last, *map(int, child.stdout.read().split())])
        child.wait()
        child.stdout.close()
        acknowledged += last
        box = Strongbox.load(folder)
        assert any(_opens(box, f"password no {number}") for number in (last, last + 1))
        assert box.unlock_by_code(made.recovery_code).key == made.key
    figure("changes of password, killed and lost", f"0 of {acknowledged} in {kills} kills", "0")


def test_slips_in_a_recovery_code_are_caught(figure: Figures, long_run: bool) -> None:
    chance = random.Random(20260302)
    slips = swaps = missed = named = swaps_named = 0
    for _ in range(200 if long_run else 20):
        code = code_of(chance.getrandbits(RANDOM_BITS)).replace("-", "")
        for place in range(len(code)):
            for other in ALPHABET:
                if other != code[place]:
                    slips += 1
                    told = _told(code[:place] + other + code[place + 1 :])
                    missed += told is None
                    named += told == place // 4 + 1
        for place, (a, b) in enumerate(pairwise(code)):
            if a != b:
                swaps += 1
                told = _told(code[:place] + b + a + code[place + 2 :])
                missed += told is None
                swaps_named += told in (place // 4 + 1, (place + 1) // 4 + 1)
                assert told in (0, None, place // 4 + 1, (place + 1) // 4 + 1)
    figure("slips and swaps in a code, unnoticed", f"{missed} of {slips + swaps}", "0")
    figure("slips told by their group", f"{named} of {slips}", "all")
    figure("swaps told by their group", f"{swaps_named} of {swaps}", "never by a wrong one")
    assert missed == 0
    assert named == slips


def test_a_remembered_key_adds_next_to_nothing_to_the_start(made: Opened, figure: Figures) -> None:
    kept: dict[str, str] = {}

    class Memory:
        """A keyring in memory."""

        def get_password(self, service: str, username: str) -> str | None:
            return kept.get(username)

        def set_password(self, service: str, username: str, password: str) -> None:
            kept[username] = password

        def delete_password(self, service: str, username: str) -> None:
            del kept[username]

    ring = Memory()
    assert key_cache.remember(made.strongbox.office_id, 1, made.key, made.strongbox.slot_of(1), ring)
    times: list[float] = []
    for _ in range(20):
        begun = time.perf_counter()
        found = door.recall(made.strongbox.folder, ring)
        assert found is not None
        times.append(time.perf_counter() - begun)
    figure("recalling a key (keyring in memory)", f"{min(times) * 1000:.2f} ms", "20 ms")
    assert min(times) < 0.02


def _timed(box: Strongbox, password: str) -> float:
    begun = time.perf_counter()
    box.check(NAME, password)
    return time.perf_counter() - begun


def _worked(box: Strongbox, name: str) -> float:
    """The processor's time a wrong try takes."""
    begun = time.process_time()
    with pytest.raises(WrongPasswordError):
        box.check(name, WRONG)
    return time.process_time() - begun


def _missed(folder: Path, now: datetime) -> int:
    """Tries a wrong password in a strongbox loaded anew; the seconds to wait, 0 where the try was taken."""
    try:
        Strongbox.load(folder).unlock(NAME, WRONG, lambda: now)
    except WaitError as told:
        return told.seconds
    except WrongPasswordError:
        return 0
    raise AssertionError("a wrong password opened the strongbox")


def _opens(box: Strongbox, password: str) -> bool:
    try:
        box.check(NAME, password)
    except WrongPasswordError:
        return False
    return True


def _told(typed: str) -> int | None:
    """The group that is named, 0 where none is, None where the slip is not noticed."""
    try:
        read_code(typed)
    except MistypedCodeError as told:
        return told.group or 0
    return None
