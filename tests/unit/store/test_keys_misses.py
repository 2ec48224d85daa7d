"""Wrong passwords are counted, waited for, and told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.store.keys import CODE_MISS, Strongbox, WaitError, WrongCodeError, WrongPasswordError
from desktop.store.misses import MOST_NAMES
from desktop.store.misses import NAME as RECORD
from tests.unit.store.keys_samples import CHEAP, NAME, PASSWORD, WRONG, Watch


@pytest.fixture
def box(tmp_path: Path) -> Strongbox:
    """A strongbox of one person."""
    return Strongbox.create(tmp_path, NAME, PASSWORD, CHEAP).strongbox


def miss(box: Strongbox, watch: Watch, times: int = 1, name: str = NAME) -> None:
    for _ in range(times):
        with pytest.raises(WrongPasswordError):
            box.unlock(name, WRONG, watch)


def waited(box: Strongbox, watch: Watch, password: str = WRONG, name: str = NAME) -> int:
    with pytest.raises(WaitError) as told:
        box.unlock(name, password, watch)
    assert f"{told.value.seconds} 秒" in told.value.said
    return told.value.seconds


def test_while_one_waits_not_even_the_right_password_is_tried(box: Strongbox) -> None:
    watch = Watch()
    miss(box, watch, 6)
    assert waited(box, watch, PASSWORD) == 1
    watch.pass_(1)
    assert box.unlock(NAME, PASSWORD, watch).user_id == 1


def test_success_starts_the_count_anew(box: Strongbox) -> None:
    watch = Watch()
    miss(box, watch, 5)
    box.unlock(NAME, PASSWORD, watch)
    miss(box, watch, 6)
    assert waited(box, watch) == 1


def test_trying_during_the_wait_does_not_make_it_longer(box: Strongbox) -> None:
    watch = Watch()
    miss(box, watch, 6)
    for _ in range(5):
        waited(box, watch)
    watch.pass_(1)
    miss(box, watch)
    assert waited(box, watch) == 2


def test_each_name_waits_for_itself(box: Strongbox) -> None:
    watch = Watch()
    box.set_password(box.check(NAME, PASSWORD).key, 2, "周敏", "夏天来了蝉都叫了")
    miss(box, watch, 6)
    assert box.unlock("周敏", "夏天来了蝉都叫了", watch).user_id == 2
    assert waited(box, watch) == 1


def test_an_unknown_name_waits_like_a_known_one(box: Strongbox) -> None:
    watch = Watch()
    miss(box, watch, 6, "无此人")
    assert waited(box, watch, name="无此人") == 1


def test_names_made_up_by_the_thousand_neither_grow_the_file_nor_push_a_count_out(box: Strongbox) -> None:
    watch = Watch()
    miss(box, watch, 6)
    for number in range(MOST_NAMES + 20):
        miss(box, watch, name=f"假名{number}" + "长" * 5000)
    assert waited(box, watch) == 1
    assert (box.folder / RECORD).stat().st_size < 400_000


def test_the_recovery_code_ends_every_wait(tmp_path: Path) -> None:
    watch = Watch()
    made = Strongbox.create(tmp_path, NAME, PASSWORD, CHEAP)
    miss(made.strongbox, watch, 6)
    made.strongbox.unlock_by_code(made.recovery_code)
    assert made.strongbox.unlock(NAME, PASSWORD, watch).key == made.key


def test_misses_are_told_once_with_name_and_time_also_after_a_success(box: Strongbox) -> None:
    watch = Watch()
    first = watch.at
    miss(box, watch)
    watch.pass_(30)
    miss(box, watch, name="无此人")
    box.unlock(NAME, PASSWORD, watch)
    told = box.take_misses()
    assert [(each.name, each.at) for each in told] == [(NAME, first), ("无此人", watch.at)]
    assert box.take_misses() == ()


def test_a_code_of_another_office_is_told_as_a_miss(box: Strongbox, tmp_path: Path) -> None:
    watch = Watch()
    other = Strongbox.create(tmp_path / "other", NAME, PASSWORD, CHEAP)
    with pytest.raises(WrongCodeError):
        box.unlock_by_code(other.recovery_code, watch)
    assert [(each.name, each.at) for each in box.take_misses()] == [(CODE_MISS, watch.at)]


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[]", b'{"counts": {"a": 1}, "untold": []}', b"\xff" * 50])
def test_a_damaged_record_keeps_nobody_out(box: Strongbox, spoilt: bytes) -> None:
    (box.folder / RECORD).write_bytes(spoilt)
    assert box.unlock(NAME, PASSWORD, Watch()).user_id == 1


def test_a_record_that_cannot_be_written_keeps_nobody_out(box: Strongbox) -> None:
    (box.folder / f".{RECORD}.new").mkdir()
    miss(box, Watch())
    assert box.unlock(NAME, PASSWORD, Watch()).user_id == 1
