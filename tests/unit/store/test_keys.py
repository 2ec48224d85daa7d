"""The strongbox: every way to the key, and nobody else's."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.errors import OfficeError
from desktop.store import key_files, key_slots
from desktop.store.keys import (
    Cost,
    KeysDamagedError,
    KeysExistError,
    KeysMissingError,
    MistypedCodeError,
    NewerKeysError,
    Opened,
    Strongbox,
    WeakPasswordError,
    WrongCodeError,
    WrongPasswordError,
)
from tests.unit.store.keys_samples import CHEAP, NAME, PASSWORD, WRONG, Watch

A, B = key_files.NAMES


@pytest.fixture
def made(tmp_path: Path) -> Opened:
    """A strongbox of one person."""
    return Strongbox.create(tmp_path, NAME, PASSWORD, CHEAP)


@pytest.fixture
def watch() -> Watch:
    """A clock that stands still."""
    return Watch()


def edited(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Both copies changed by somebody who knows how the checksum is made."""
    for name in key_files.NAMES:
        plain = json.loads((folder / name).read_text(encoding="utf-8"))
        change(plain)
        plain["checksum"] = key_files._checksum(plain)
        (folder / name).write_text(json.dumps(plain), encoding="utf-8")


def test_the_password_and_the_code_give_the_same_key(made: Opened, watch: Watch) -> None:
    box = Strongbox.load(made.strongbox.folder)
    unlocked = box.unlock(NAME, PASSWORD, watch)
    assert (unlocked.key, unlocked.user_id) == (made.key, 1)
    assert len(made.key) == 32
    by_code = box.unlock_by_code(made.recovery_code.lower().replace("-", " "))
    assert (by_code.key, by_code.user_id) == (made.key, None)


def test_two_offices_never_share_a_key_a_name_or_a_code(tmp_path: Path) -> None:
    one = Strongbox.create(tmp_path / "一", NAME, PASSWORD, CHEAP)
    other = Strongbox.create(tmp_path / "二", NAME, PASSWORD, CHEAP)
    assert one.key != other.key
    assert one.recovery_code != other.recovery_code
    assert one.strongbox.office_id != other.strongbox.office_id
    with pytest.raises(WrongCodeError):
        one.strongbox.unlock_by_code(other.recovery_code)


def test_neither_key_nor_code_nor_password_stands_in_the_files_or_in_a_word_about_them(made: Opened) -> None:
    said = repr(made) + repr(made.strongbox.check(NAME, PASSWORD))
    for name in key_files.NAMES:
        said += (made.strongbox.folder / name).read_text(encoding="utf-8")
    for secret in (
        made.key.hex(),
        repr(made.key),
        made.recovery_code,
        made.recovery_code.replace("-", ""),
        PASSWORD,
    ):
        assert secret not in said


def test_a_wrong_password_and_an_unknown_name_are_told_alike(made: Opened, watch: Watch) -> None:
    said: list[str] = []
    for name, password in ((NAME, WRONG), ("无此人", PASSWORD), ("", ""), (NAME, PASSWORD + " ")):
        with pytest.raises(WrongPasswordError) as told:
            made.strongbox.unlock(name, password, watch)
        said.append(told.value.said)
    assert len(set(said)) == 1


def test_full_width_letters_open_what_plain_ones_closed(tmp_path: Path, watch: Watch) -> None:
    made = Strongbox.create(tmp_path, NAME, "mama-mi-dao-8", CHEAP)
    assert made.strongbox.unlock(f" {NAME} ", "ｍａｍａ－ｍｉ－ｄａｏ－８", watch).key == made.key


def test_a_second_person_gets_a_password_of_their_own(made: Opened, watch: Watch) -> None:
    box = made.strongbox
    box.set_password(made.key, 2, "周敏", WRONG)
    assert box.names == ((1, NAME), (2, "周敏"))
    assert box.unlock("周敏", WRONG, watch).user_id == 2
    assert box.unlock(NAME, PASSWORD, watch).user_id == 1


def test_a_changed_password_closes_the_old_one_out_of_both_copies(made: Opened, watch: Watch) -> None:
    made.strongbox.set_password(made.key, 1, NAME, WRONG)
    for spoilt in ((), (A,), (B,)):
        folder = made.strongbox.folder.with_name("copy" + "".join(spoilt))
        shutil.copytree(made.strongbox.folder, folder)
        for name in spoilt:
            (folder / name).unlink()
        with pytest.raises(WrongPasswordError):
            Strongbox.load(folder).unlock(NAME, PASSWORD, watch)
        assert Strongbox.load(folder).unlock(NAME, WRONG, watch).key == made.key


def test_a_new_code_makes_the_old_sheet_worthless(made: Opened) -> None:
    fresh = made.strongbox.new_code(made.key)
    assert made.strongbox.unlock_by_code(fresh).key == made.key
    with pytest.raises(WrongCodeError):
        made.strongbox.unlock_by_code(made.recovery_code)


def test_a_person_renamed_keeps_the_password(made: Opened, watch: Watch) -> None:
    made.strongbox.rename(1, "林晓洲")
    assert made.strongbox.unlock("林晓洲", PASSWORD, watch).user_id == 1
    with pytest.raises(WrongPasswordError):
        made.strongbox.unlock(NAME, PASSWORD, watch)


def test_no_two_persons_have_one_name(made: Opened) -> None:
    made.strongbox.set_password(made.key, 2, "周敏", WRONG)
    for change in (
        lambda: made.strongbox.rename(2, NAME),
        lambda: made.strongbox.set_password(made.key, 3, " 周敏", PASSWORD),
    ):
        with pytest.raises(OfficeError, match="以便分清是谁"):
            change()


def test_a_removed_person_is_out_and_the_last_one_stays(made: Opened, watch: Watch) -> None:
    made.strongbox.set_password(made.key, 2, "周敏", WRONG)
    made.strongbox.remove(1)
    with pytest.raises(WrongPasswordError):
        made.strongbox.unlock(NAME, PASSWORD, watch)
    with pytest.raises(OfficeError, match="最后一个"):
        made.strongbox.remove(2)
    assert made.strongbox.unlock("周敏", WRONG, watch).key == made.key


def test_a_weak_password_changes_nothing(made: Opened, tmp_path: Path) -> None:
    before = [(tmp_path / name).read_bytes() for name in key_files.NAMES]
    with pytest.raises(WeakPasswordError):
        made.strongbox.set_password(made.key, 1, NAME, "12345678")
    with pytest.raises(WeakPasswordError):
        Strongbox.create(tmp_path / "new", NAME, NAME, CHEAP)
    assert not Strongbox.exists(tmp_path / "new")
    assert [(tmp_path / name).read_bytes() for name in key_files.NAMES] == before


def test_keys_are_never_made_over_others_not_even_over_damaged_ones(made: Opened, tmp_path: Path) -> None:
    (tmp_path / A).write_bytes(b"")
    (tmp_path / B).unlink()
    with pytest.raises(KeysExistError):
        Strongbox.create(tmp_path, NAME, PASSWORD, CHEAP)
    assert (tmp_path / A).read_bytes() == b""


def test_no_keys_and_damaged_keys_are_told_apart_with_the_cure(made: Opened, tmp_path: Path) -> None:
    with pytest.raises(KeysMissingError, match="备份"):
        Strongbox.load(tmp_path / "none")
    for name in key_files.NAMES:
        (tmp_path / name).write_bytes((tmp_path / name).read_bytes()[:100])
    with pytest.raises(KeysDamagedError, match=r"不是密码输错.*备份"):
        Strongbox.load(tmp_path)


@pytest.mark.parametrize("lost", [A, B])
def test_one_lost_copy_is_healed_by_the_next_change(
    made: Opened, tmp_path: Path, lost: str, watch: Watch
) -> None:
    (tmp_path / lost).unlink()
    box = Strongbox.load(tmp_path)
    assert box.unlock(NAME, PASSWORD, watch).key == made.key
    box.set_password(made.key, 2, "周敏", WRONG)
    for kept, other in ((A, B), (B, A)):
        alone = tmp_path / f"only-{kept}"
        alone.mkdir()
        shutil.copy(tmp_path / kept, alone)
        assert not (alone / other).exists()
        assert Strongbox.load(alone).unlock("周敏", WRONG, watch).key == made.key


def test_a_change_goes_to_the_older_copy_first(made: Opened, tmp_path: Path) -> None:
    def counter(name: str) -> int:
        return json.loads((tmp_path / name).read_text(encoding="utf-8"))["counter"]

    newer = max(key_files.NAMES, key=counter)
    before = {name: counter(name) for name in key_files.NAMES}
    made.strongbox.rename(1, "林晓洲")
    after = {name: counter(name) for name in key_files.NAMES}
    older = A if newer == B else B
    assert after[older] == before[newer] + 1
    assert after[newer] == before[newer] + 2


def test_no_temporary_file_is_left(made: Opened, tmp_path: Path, watch: Watch) -> None:
    made.strongbox.unlock(NAME, PASSWORD, watch)
    assert sorted(path.name for path in tmp_path.iterdir()) == [A, B, "登录记录.json"]


def test_a_backup_s_copy_opens_by_itself(made: Opened, tmp_path: Path, watch: Watch) -> None:
    made.strongbox.copy_to(tmp_path / "备份" / "一")
    copied = Strongbox.load(tmp_path / "备份" / "一")
    assert copied.office_id == made.strongbox.office_id
    assert copied.unlock(NAME, PASSWORD, watch).key == made.key
    assert copied.unlock_by_code(made.recovery_code).key == made.key


def test_a_mistyped_code_is_told_before_anything_is_worked_out(made: Opened, tmp_path: Path) -> None:
    dear = made.recovery_code[:-1] + ("0" if made.recovery_code[-1] != "0" else "1")
    for name in key_files.NAMES:
        (tmp_path / name).unlink()
    with pytest.raises(MistypedCodeError, match="第 5 组"):
        made.strongbox.unlock_by_code(dear)


def test_a_file_of_a_newer_program_is_neither_read_nor_written_over(made: Opened, tmp_path: Path) -> None:
    edited(tmp_path, lambda plain: plain.update(format=2))
    before = [(tmp_path / name).read_bytes() for name in key_files.NAMES]
    for deed in (lambda: Strongbox.load(tmp_path), lambda: made.strongbox.rename(1, "林晓洲")):
        with pytest.raises(NewerKeysError, match="安装新版"):
            deed()
    assert [(tmp_path / name).read_bytes() for name in key_files.NAMES] == before


@pytest.mark.parametrize(
    "change",
    [
        {"user_id": 2},
        {"rounds": 2},
        {"memory_kib": 16},
        {"lanes": 2, "memory_kib": 16},
        {"id": "0" * 16},
        {"kind": "recovery"},
        {"salt": "00" * 16},
        {"nonce": "00" * 12},
    ],
    ids=str,
)
def test_a_slot_made_cheaper_or_another_s_by_hand_opens_nothing(
    made: Opened, tmp_path: Path, change: dict[str, Any]
) -> None:
    made.strongbox.set_password(made.key, 9, "周敏", PASSWORD)
    edited(tmp_path, lambda plain: next(s for s in plain["slots"] if s["user_name"] == NAME).update(change))
    with pytest.raises(WrongPasswordError):
        made.strongbox.check(NAME, PASSWORD)
    assert made.strongbox.check("周敏", PASSWORD).key == made.key


def test_a_slot_moved_into_another_office_opens_nothing(tmp_path: Path) -> None:
    one = Strongbox.create(tmp_path / "一", NAME, PASSWORD, CHEAP)
    other = Strongbox.create(tmp_path / "二", NAME, PASSWORD, CHEAP)
    edited(tmp_path / "一", lambda plain: plain.update(office=other.strongbox.office_id))
    with pytest.raises(WrongPasswordError):
        one.strongbox.check(NAME, PASSWORD)


def test_a_slot_that_asks_for_all_memory_is_damage(made: Opened, tmp_path: Path) -> None:
    edited(tmp_path, lambda plain: plain["slots"][0].update(memory_kib=1 << 40))
    with pytest.raises(KeysDamagedError):
        Strongbox.load(tmp_path)


def test_a_new_slot_costs_what_the_dearest_costs(made: Opened, tmp_path: Path) -> None:
    dear = Strongbox.create(tmp_path / "dear", NAME, PASSWORD, Cost(memory_kib=64, rounds=3, lanes=2))
    dear.strongbox.set_password(dear.key, 2, "周敏", WRONG)
    dear.strongbox.new_code(dear.key)
    plain = json.loads((tmp_path / "dear" / A).read_text(encoding="utf-8"))
    assert {(s["memory_kib"], s["rounds"], s["lanes"]) for s in plain["slots"]} == {(64, 3, 2)}


@pytest.mark.parametrize("least_takes", [0.02, 0.05, 0.09, 0.112, 0.13, 0.17, 0.2, 0.26, 0.31, 0.4, 0.49])
def test_a_try_is_made_to_take_three_to_five_tenths_of_a_second(least_takes: float) -> None:
    least = key_slots.LEAST

    def seconds(cost: Cost) -> float:
        return least_takes * cost.memory_kib / least.memory_kib * cost.rounds / least.rounds

    cost = key_slots.calibrated(seconds)
    assert key_slots.QUICKEST <= seconds(cost) <= key_slots.SLOWEST
    assert cost.memory_kib >= least.memory_kib
    assert cost.rounds >= least.rounds
    assert cost.lanes >= least.lanes


def test_a_very_slow_pc_still_gets_the_least_cost() -> None:
    assert key_slots.calibrated(lambda cost: 3.0) == key_slots.LEAST


def test_a_full_disk_or_a_locked_folder_is_told_and_the_old_keys_stand(made: Opened, tmp_path: Path) -> None:
    blocker = tmp_path / f".{A}.new"
    blocker.mkdir()
    (tmp_path / f".{B}.new").mkdir()
    with pytest.raises(OfficeError, match="没有写入权限"):
        made.strongbox.rename(1, "林晓洲")
    assert made.strongbox.names == ((1, NAME),)
