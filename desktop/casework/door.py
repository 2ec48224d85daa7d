"""The door of an office: who may come in with which password, and the code for when all are forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desktop.domain.errors import OfficeError
from desktop.domain.passwords import Miss, check_strength
from desktop.store import key_cache, key_files
from desktop.store.backup_files import DATABASE
from desktop.store.encrypting import encrypt_file, is_plain
from desktop.store.errors import TakenError
from desktop.store.key_cache import Backend
from desktop.store.key_errors import (
    KeysDamagedError,
    KeysMissingError,
    WrongCodeError,
)
from desktop.store.keys import Cost, Strongbox, Unlocked

__all__ = [
    "KeysDamagedError",
    "KeysMissingError",
    "TakenError",
    "Unlocked",
    "WrongCodeError",
    "can_remember",
    "change_password",
    "encrypt_plain_office",
    "forget",
    "forget_keys",
    "found_keys",
    "has_keys",
    "kept_plain",
    "names",
    "new_code",
    "recall",
    "recover",
    "remember",
    "remove_user",
    "rename_user",
    "set_password",
    "take_keys",
    "take_misses",
    "unlock",
]


def has_keys(folder: Path) -> bool:
    """Whether the office asks for a password; the practice office does not."""
    return Strongbox.exists(folder)


def kept_plain(folder: Path) -> bool:
    """Whether the office's data file lies there unencrypted and without keys, as version 0.1 kept it."""
    path = folder / DATABASE
    return not has_keys(folder) and path.exists() and is_plain(path)


def take_keys(folder: Path, backup: Path) -> None:
    """Takes the key files out of a backup's folder where the office's own are lost; damaged ones are put aside.

    Raises KeysMissingError or KeysDamagedError, with nothing changed, where the other folder has no good ones.
    """
    key_files.read(backup)
    for name in key_files.NAMES:
        damaged = folder / name
        if damaged.exists():
            damaged.replace(damaged.with_name(f"{name}.damaged"))
    key_files.copy(backup, folder)


def names(folder: Path) -> tuple[tuple[int, str], ...]:
    """Who has a password: number and name, for the list to choose from."""
    return Strongbox.load(folder).names


def unlock(folder: Path, name: str, password: str, now: Callable[[], datetime]) -> Unlocked:
    """The key and whose it is. Raises WrongPasswordError, WaitError, KeysMissingError or KeysDamagedError."""
    box = Strongbox.load(folder)
    unlocked = box.unlock(name, password, now)
    _finish(box, unlocked.key)
    return unlocked


def recover(folder: Path, code: str, name: str, new_password: str, now: Callable[[], datetime]) -> Unlocked:
    """Opens by the printed code and gives that person the new password.

    Raises MistypedCodeError, WrongCodeError or WeakPasswordError, and then nothing is changed.
    """
    box = Strongbox.load(folder)
    user_id = next((number for number, known in box.names if known == name.strip()), None)
    if user_id is None:
        listed = "、".join(known for _, known in box.names)
        raise OfficeError(f"这个办公室没有「{name.strip()}」的密码。请从这些姓名里选一个：{listed}。")
    check_strength(name, new_password)
    unlocked = box.unlock_by_code(code, now)
    box.set_password(unlocked.key, user_id, name, new_password)
    _finish(box, unlocked.key)
    key_cache.forget(box.office_id)
    return Unlocked(unlocked.key, user_id)


def change_password(folder: Path, key: bytes, user_id: int, name: str, old: str, new: str) -> None:
    """Another password for somebody who is inside and knows the old one; what this PC remembered is forgotten."""
    box = Strongbox.load(folder)
    if box.check(name, old).user_id != user_id:
        raise OfficeError(f"「{name}」不是现在登录的人，密码没有改。")
    box.set_password(key, user_id, name, new)
    key_cache.forget(box.office_id)


def set_password(folder: Path, key: bytes, user_id: int, name: str, password: str) -> None:
    """A password for somebody who joins or forgot theirs. Raises WeakPasswordError."""
    check_strength(name, password)
    Strongbox.load(folder).set_password(key, user_id, name, password)


def rename_user(folder: Path, user_id: int, name: str) -> None:
    """Another name beside a password."""
    Strongbox.load(folder).rename(user_id, name)


def remove_user(folder: Path, user_id: int) -> None:
    """Takes away the password of somebody who leaves."""
    Strongbox.load(folder).remove(user_id)


def forget_keys(folder: Path) -> None:
    """Takes away the keys of an office that could not be founded; they open nothing."""
    key_files.remove(folder)


def new_code(folder: Path, key: bytes) -> str:
    """A new recovery code to print; the old sheet no longer opens this office."""
    return Strongbox.load(folder).new_code(key)


def found_keys(folder: Path, user_name: str, password: str, cost: Cost | None = None) -> tuple[bytes, str]:
    """Keys for a new office: the data key, and the recovery code to print now. Takes two or three seconds.

    What a try costs is measured on this PC unless it is given.
    """
    made = Strongbox.create(folder, user_name, password, cost)
    return made.key, made.recovery_code


def encrypt_plain_office(
    folder: Path, user_name: str, password: str, cost: Cost | None = None
) -> tuple[bytes, str]:
    """Gives an office that was kept plain its keys and encrypts it; the data key and the code to print.

    Ended in between, the next unlocking finishes the work. Nobody may have the data file open.
    """
    made = Strongbox.create(folder, user_name, password, cost, pending=True)
    _finish(made.strongbox, made.key)
    return made.key, made.recovery_code


def take_misses(folder: Path) -> tuple[Miss, ...]:
    """Wrong passwords and codes not yet written into the trail; they are given once."""
    return Strongbox.load(folder).take_misses()


def can_remember() -> bool:
    """Whether this PC has a keyring to remember the key in."""
    return key_cache.available()


def remember(folder: Path, unlocked: Unlocked, ring: Backend | None = None) -> bool:
    """Remembers on this PC who came in last, so that no password is asked; whether that worked."""
    if unlocked.user_id is None:
        return False
    box = Strongbox.load(folder)
    slot = box.slot_of(unlocked.user_id)
    return key_cache.remember(box.office_id, unlocked.user_id, unlocked.key, slot, ring)


def recall(folder: Path, ring: Backend | None = None) -> Unlocked | None:
    """The key this PC remembers, if the person still has the password that was given then."""
    box = Strongbox.load(folder)
    kept = key_cache.recall(box.office_id, ring)
    if kept is None or not kept.slot or kept.slot != box.slot_of(kept.user_id):
        return None
    return Unlocked(kept.key, kept.user_id)


def forget(folder: Path, ring: Backend | None = None) -> None:
    """This PC remembers nothing of the office's key any more."""
    key_cache.forget(Strongbox.load(folder).office_id, ring)


def _finish(box: Strongbox, key: bytes) -> None:
    """Encrypts the data file where that was begun and not ended."""
    if not box.pending:
        return
    path = box.folder / DATABASE
    if path.exists() and is_plain(path):
        encrypt_file(path, key)
    box.settle()
