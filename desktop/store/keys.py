"""The strongbox: one random data key for an office, and the ways to it — passwords and the printed recovery code."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop.domain.errors import OfficeError
from desktop.domain.passwords import (
    Miss,
    WaitError,
    WeakPasswordError,
    WrongPasswordError,
    check_strength,
    normal,
)
from desktop.domain.recovery_code import RANDOM_BITS, MistypedCodeError, code_of, read_code
from desktop.store import key_files, key_slots
from desktop.store.key_errors import (
    KeysDamagedError,
    KeysExistError,
    KeysMissingError,
    KeysUnreadableError,
    NewerKeysError,
    WrongCodeError,
)
from desktop.store.key_files import Keys
from desktop.store.key_slots import Cost, Slot, SlotKind
from desktop.store.misses import MissRecord

__all__ = [
    "Cost",
    "KeysDamagedError",
    "KeysExistError",
    "KeysMissingError",
    "KeysUnreadableError",
    "MistypedCodeError",
    "NewerKeysError",
    "Opened",
    "Strongbox",
    "Unlocked",
    "WaitError",
    "WeakPasswordError",
    "WrongCodeError",
    "WrongPasswordError",
]

CODE_MISS = "（恢复码）"
"""The name under which a wrong recovery code is told."""


@dataclass(frozen=True)
class Opened:
    """A strongbox just made: its key, and the code to be printed now and never shown again."""

    strongbox: Strongbox
    key: bytes
    recovery_code: str

    def __repr__(self) -> str:
        return f"Opened({self.strongbox.folder})"


@dataclass(frozen=True)
class Unlocked:
    """The data key, and whose slot gave it; nobody's where it was the recovery code."""

    key: bytes
    user_id: int | None

    def __repr__(self) -> str:
        return f"Unlocked(user_id={self.user_id})"


class Strongbox:
    """The keys of one office folder. Every change is read anew, made, and written before the call returns."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def exists(cls, folder: Path) -> bool:
        """Whether the office in this folder has keys; an office without them is a plain one."""
        return key_files.exist(folder)

    @classmethod
    def create(
        cls,
        folder: Path,
        user_name: str,
        password: str,
        cost: Cost | None = None,
        user_id: int = 1,
        pending: bool = False,
    ) -> Opened:
        """A new key with its first password and recovery code; the cost of a try is measured unless given."""
        if cls.exists(folder):
            raise KeysExistError(folder)
        name = _named(user_name)
        check_strength(name, password)
        cost = cost or key_slots.calibrated()
        key, office_id, code = secrets.token_bytes(32), secrets.token_hex(16), _fresh_code()
        slots = (
            key_slots.sealed(key, normal(password), office_id, SlotKind.password, user_id, name, cost),
            key_slots.sealed(key, code, office_id, SlotKind.recovery, None, "", cost),
        )
        folder.mkdir(parents=True, exist_ok=True)
        key_files.write(folder, Keys(office_id=office_id, slots=slots, pending=pending))
        return Opened(cls(folder), key, code)

    @classmethod
    def load(cls, folder: Path) -> Strongbox:
        """The strongbox of the folder. Raises KeysMissingError or KeysDamagedError."""
        key_files.read(folder)
        return cls(folder)

    # what may be known without the key

    @property
    def office_id(self) -> str:
        """The random name of the office; every copy and backup of it has the same."""
        return self._keys().office_id

    @property
    def names(self) -> tuple[tuple[int, str], ...]:
        """Who has a password: number and name."""
        return tuple((slot.user_id or 0, slot.user_name) for slot in self._passwords(self._keys()))

    def slot_of(self, user_id: int) -> str:
        """The mark of a person's present password, another one after every change; empty without a password."""
        return next((slot.id for slot in self._keys().slots if _of(slot, user_id)), "")

    @property
    def pending(self) -> bool:
        """Whether the data file beside the keys is still to be encrypted."""
        return self._keys().pending

    # ways to the key

    def unlock(self, name: str, password: str, now: Callable[[], datetime]) -> Unlocked:
        """The key, for a name and its password. Raises WrongPasswordError, or WaitError after too many."""
        record = MissRecord.load(self.folder)
        moment = now()
        seconds = record.wait(name, moment)
        if seconds:
            if record.turned_back(name, moment):
                record.from_now(name, moment).keep()
            raise WaitError(seconds)
        # counted first: ending the program in the middle of a try does not save it
        record.missed(name, moment).keep()
        unlocked = self.check(name, password)
        record.cleared_of(name).keep()
        return unlocked

    def check(self, name: str, password: str) -> Unlocked:
        """The key, without counting a miss: for somebody who is inside already. Raises WrongPasswordError."""
        keys = self._keys()
        secret = normal(password)
        slot = next((slot for slot in self._passwords(keys) if slot.user_name == name.strip()), None)
        if slot is None:
            key_slots.waste(secret, key_slots.dearest(keys.slots))
            raise WrongPasswordError
        key = key_slots.opened(slot, secret, keys.office_id)
        if key is None:
            raise WrongPasswordError
        return Unlocked(key, slot.user_id)

    def unlock_by_code(self, code: str, now: Callable[[], datetime] | None = None) -> Unlocked:
        """The key, for the printed code, after which nobody has to wait. A slip in typing costs no time."""
        read = read_code(code)
        keys = self._keys()
        record = MissRecord.load(self.folder)
        for slot in keys.slots:
            key = key_slots.opened(slot, read, keys.office_id) if slot.kind is SlotKind.recovery else None
            if key is not None:
                record.cleared().keep()
                return Unlocked(key, None)
        if now is not None:
            record.missed(CODE_MISS, now()).keep()
        raise WrongCodeError

    def take_misses(self) -> tuple[Miss, ...]:
        """The misses not told yet, oldest first, for the trail; they are told once."""
        record = MissRecord.load(self.folder)
        if record.untold:
            record.told().keep()
        return record.untold

    # changes

    def set_password(self, key: bytes, user_id: int, name: str, password: str) -> None:
        """Gives a person a password, in place of the old one. Raises WeakPasswordError."""
        keys, name = self._keys(), _named(name)
        self._free(keys, user_id, name)
        check_strength(name, password)
        made = key_slots.sealed(
            key,
            normal(password),
            keys.office_id,
            SlotKind.password,
            user_id,
            name,
            key_slots.dearest(keys.slots),
        )
        others = tuple(slot for slot in keys.slots if not _of(slot, user_id))
        key_files.write(self.folder, replace(keys, slots=(*others, made)))

    def rename(self, user_id: int, name: str) -> None:
        """Another name for a person; the password stays."""
        keys, name = self._keys(), _named(name)
        self._free(keys, user_id, name)
        slots = tuple(replace(slot, user_name=name) if _of(slot, user_id) else slot for slot in keys.slots)
        key_files.write(self.folder, replace(keys, slots=slots))

    def remove(self, user_id: int) -> None:
        """Takes a person's password away; never the last one."""
        keys = self._keys()
        left = tuple(slot for slot in keys.slots if not _of(slot, user_id))
        if not self._passwords(replace(keys, slots=left)):
            raise OfficeError("这是最后一个能打开办公室的密码，不能去掉。请先给另一位同志设好密码。")
        key_files.write(self.folder, replace(keys, slots=left))

    def new_code(self, key: bytes) -> str:
        """A new recovery code; the old paper opens nothing from now on (older backups excepted)."""
        keys, code = self._keys(), _fresh_code()
        made = key_slots.sealed(
            key, code, keys.office_id, SlotKind.recovery, None, "", key_slots.dearest(keys.slots)
        )
        others = tuple(slot for slot in keys.slots if slot.kind is not SlotKind.recovery)
        key_files.write(self.folder, replace(keys, slots=(*others, made)))
        return code

    def settle(self) -> None:
        """Notes that the data file has been encrypted."""
        key_files.write(self.folder, replace(self._keys(), pending=False))

    def copy_to(self, folder: Path) -> None:
        """Both key files in another folder, such as a backup."""
        key_files.copy(self.folder, folder)

    def _keys(self) -> Keys:
        return key_files.read(self.folder)

    def _passwords(self, keys: Keys) -> tuple[Slot, ...]:
        return tuple(slot for slot in keys.slots if slot.kind is SlotKind.password)

    def _free(self, keys: Keys, user_id: int, name: str) -> None:
        if any(slot.user_name == name and slot.user_id != user_id for slot in self._passwords(keys)):
            raise OfficeError(f"已经有一位「{name}」有密码了。请在姓名后加上科室或数字，以便分清是谁。")


def _of(slot: Slot, user_id: int) -> bool:
    return slot.kind is SlotKind.password and slot.user_id == user_id


def _named(name: str) -> str:
    if not name.strip():
        raise OfficeError("请先填写姓名，再设密码。")
    return name.strip()


def _fresh_code() -> str:
    return code_of(secrets.randbits(RANDOM_BITS))
