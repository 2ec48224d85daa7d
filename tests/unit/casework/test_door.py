"""The door of an office: founding, coming in, recovering, encrypting what was plain."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.casework import door
from desktop.domain.errors import OfficeError
from desktop.domain.passwords import WeakPasswordError, WrongPasswordError
from desktop.domain.recovery_code import MistypedCodeError
from desktop.store.database import raw_connection
from desktop.store.encrypting import is_plain
from desktop.store.keys import Strongbox
from desktop.store.upgrade import tables_counted
from tests.unit.store.keys_samples import CHEAP, NAME, PASSWORD, WRONG, Memory, Watch

GOLDEN = Path(__file__).parents[2] / "golden" / "databases" / "0001.db"


@pytest.fixture
def watch() -> Watch:
    """A clock that stands still."""
    return Watch()


def test_an_office_founded_is_entered_by_its_password(tmp_path: Path, watch: Watch) -> None:
    assert not door.has_keys(tmp_path)
    key, code = door.found_keys(tmp_path, NAME, PASSWORD, CHEAP)
    assert door.has_keys(tmp_path)
    assert door.names(tmp_path) == ((1, NAME),)
    assert door.unlock(tmp_path, NAME, PASSWORD, watch) == door.Unlocked(key, 1)
    assert len(code) == 24


def test_the_code_gives_a_person_a_new_password(tmp_path: Path, watch: Watch) -> None:
    key, code = door.found_keys(tmp_path, NAME, PASSWORD, CHEAP)
    assert door.recover(tmp_path, code, NAME, WRONG, watch) == door.Unlocked(key, 1)
    assert door.unlock(tmp_path, NAME, WRONG, watch).key == key
    with pytest.raises(WrongPasswordError):
        door.unlock(tmp_path, NAME, PASSWORD, watch)


def test_recovering_with_a_fault_changes_nothing(tmp_path: Path, watch: Watch) -> None:
    key, code = door.found_keys(tmp_path, NAME, PASSWORD, CHEAP)
    slip = ("1" if code[0] != "1" else "2") + code[1:]
    for fault, typed, name, word in (
        (MistypedCodeError, slip, NAME, WRONG),
        (WeakPasswordError, code, NAME, "123"),
        (OfficeError, code, "无此人", WRONG),
    ):
        with pytest.raises(fault):
            door.recover(tmp_path, typed, name, word, watch)
    assert door.unlock(tmp_path, NAME, PASSWORD, watch).key == key


def test_an_unknown_name_at_recovery_is_told_the_names_there_are(tmp_path: Path, watch: Watch) -> None:
    _, code = door.found_keys(tmp_path, NAME, PASSWORD, CHEAP)
    with pytest.raises(OfficeError, match=f"选一个：{NAME}"):
        door.recover(tmp_path, code, "无此人", WRONG, watch)


def test_one_s_own_password_is_changed_by_who_knows_the_old_one(tmp_path: Path, watch: Watch) -> None:
    key, _ = door.found_keys(tmp_path, NAME, PASSWORD, CHEAP)
    with pytest.raises(WrongPasswordError):
        door.change_password(tmp_path, key, 1, NAME, WRONG, "夏天来了蝉都叫了")
    door.change_password(tmp_path, key, 1, NAME, PASSWORD, "夏天来了蝉都叫了")
    assert door.unlock(tmp_path, NAME, "夏天来了蝉都叫了", watch).key == key


def test_nobody_changes_another_s_password_as_his_own(tmp_path: Path) -> None:
    key, _ = door.found_keys(tmp_path, NAME, PASSWORD, CHEAP)
    Strongbox.load(tmp_path).set_password(key, 2, "周敏", WRONG)
    with pytest.raises(OfficeError, match="不是现在登录的人"):
        door.change_password(tmp_path, key, 2, NAME, PASSWORD, "夏天来了蝉都叫了")
    assert Strongbox.load(tmp_path).names == ((1, NAME), (2, "周敏"))


def test_a_new_code_is_the_only_one(tmp_path: Path, watch: Watch) -> None:
    key, code = door.found_keys(tmp_path, NAME, PASSWORD, CHEAP)
    fresh = door.new_code(tmp_path, key)
    with pytest.raises(door.WrongCodeError):
        door.recover(tmp_path, code, NAME, WRONG, watch)
    assert door.recover(tmp_path, fresh, NAME, WRONG, watch).key == key
    assert [miss.name for miss in door.take_misses(tmp_path)] == ["（恢复码）"]


def test_a_plain_office_is_encrypted_with_all_it_holds(tmp_path: Path, watch: Watch) -> None:
    path = tmp_path / "bangfu.db"
    shutil.copy(GOLDEN, path)
    before = _counts(path, None)
    key, code = door.encrypt_plain_office(tmp_path, NAME, PASSWORD, CHEAP)
    assert not is_plain(path)
    assert _counts(path, key) == before
    assert door.recover(tmp_path, code, NAME, WRONG, watch).key == key


def test_encrypting_that_was_cut_short_is_ended_by_the_next_unlocking(tmp_path: Path, watch: Watch) -> None:
    path = tmp_path / "bangfu.db"
    shutil.copy(GOLDEN, path)
    before = _counts(path, None)
    made = Strongbox.create(tmp_path, NAME, PASSWORD, CHEAP, pending=True)
    path.with_name("bangfu.db.new").write_bytes(b"half built")
    assert door.unlock(tmp_path, NAME, PASSWORD, watch).key == made.key
    assert not is_plain(path)
    assert _counts(path, made.key) == before
    assert not Strongbox.load(tmp_path).pending
    assert not path.with_name("bangfu.db.new").exists()


def test_a_plain_file_put_in_place_of_an_encrypted_one_is_not_taken_in(tmp_path: Path, watch: Watch) -> None:
    door.found_keys(tmp_path, NAME, PASSWORD, CHEAP)
    shutil.copy(GOLDEN, tmp_path / "bangfu.db")
    door.unlock(tmp_path, NAME, PASSWORD, watch)
    assert is_plain(tmp_path / "bangfu.db")


def test_a_remembered_key_is_worth_nothing_once_the_password_is_another(tmp_path: Path, watch: Watch) -> None:
    ring = Memory()
    key, _ = door.found_keys(tmp_path, NAME, PASSWORD, CHEAP)
    unlocked = door.unlock(tmp_path, NAME, PASSWORD, watch)
    assert door.remember(tmp_path, unlocked, ring)
    assert door.recall(tmp_path, ring) == unlocked
    box = Strongbox.load(tmp_path)
    box.set_password(key, 2, "周敏", WRONG)
    assert door.recall(tmp_path, ring) == unlocked
    box.set_password(key, 1, NAME, "夏天来了蝉都叫了")
    assert door.recall(tmp_path, ring) is None
    assert door.remember(tmp_path, unlocked, ring)
    box.remove(1)
    assert door.recall(tmp_path, ring) is None
    assert not door.remember(tmp_path, door.Unlocked(key, None), ring)


def test_a_pc_without_a_keyring_remembers_nothing_and_says_so(
    tmp_path: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    door.found_keys(tmp_path, NAME, PASSWORD, CHEAP)
    unlocked = door.unlock(tmp_path, NAME, PASSWORD, watch)
    assert not door.can_remember()
    assert not door.remember(tmp_path, unlocked)
    assert door.recall(tmp_path) is None
    door.forget(tmp_path)


def _counts(path: Path, key: bytes | None) -> dict[str, int]:
    connection = raw_connection(path, key)
    try:
        return tables_counted(connection)
    finally:
        connection.close()
