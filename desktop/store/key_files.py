"""The key files (密码文件): two alternating copies beside the data file, each with a counter and a checksum.

A change goes to the older copy first and to the other one after it, each written whole; so at every moment one copy is
good, a damaged or lost one is healed by the next change, and no copy keeps a password that was taken away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.store import key_slots
from desktop.store.errors import StoreError
from desktop.store.key_errors import KeysDamagedError, KeysMissingError, KeysUnreadableError, NewerKeysError
from desktop.store.key_slots import Slot, SlotKind
from desktop.store.whole_file import write_whole

NAMES = ("bangfu.keys-a.json", "bangfu.keys-b.json")
FORMAT = 1
ABOUT = "帮扶台账的密码文件。丢了它，数据就打不开：请不要删除、改名或修改，并随数据一起备份。"
LARGEST = 1 << 20


@dataclass(frozen=True)
class Keys:
    """What the key files say: whose office, the slots, and whether the data file is still to be encrypted."""

    office_id: str
    slots: tuple[Slot, ...]
    pending: bool = False
    counter: int = 0


def exist(folder: Path) -> bool:
    """Whether a key file stands in the folder, good or damaged."""
    return any((folder / name).exists() for name in NAMES)


def read(folder: Path) -> Keys:
    """The newest good copy. Raises KeysMissingError, KeysDamagedError, KeysUnreadableError or NewerKeysError."""
    good = list(_good(folder))
    if good:
        return max(good, key=lambda keys: keys.counter)
    raise KeysDamagedError(folder) if exist(folder) else KeysMissingError(folder)


def write(folder: Path, keys: Keys) -> Keys:
    """Puts the keys into both copies, the older or damaged one first; the keys with their new counter."""
    counters = [_counter(folder / name) for name in NAMES]
    older = counters.index(min(counters))
    first = replace(keys, counter=max(0, *counters) + 1)
    write_whole(folder / NAMES[older], _as_bytes(first))
    second = replace(keys, counter=first.counter + 1)
    # The change stands with the first copy; where the second cannot be written, the next change heals it.
    with suppress(StoreError):
        write_whole(folder / NAMES[1 - older], _as_bytes(second))
        return second
    return first


def copy(folder: Path, to: Path) -> None:
    """The keys as they are, in both copies, in another folder."""
    keys = read(folder)
    to.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        write_whole(to / name, _as_bytes(keys))


def remove(folder: Path) -> None:
    """Takes the keys of an office away that was never founded."""
    for name in NAMES:
        (folder / name).unlink(missing_ok=True)


def _good(folder: Path) -> Iterable[Keys]:
    trouble: OSError | None = None
    found = False
    for name in NAMES:
        try:
            keys = _read_one(folder / name)
        except FileNotFoundError:
            continue
        except OSError as error:
            trouble = error
            continue
        if keys is not None:
            found = True
            yield keys
    if trouble is not None and not found:
        raise KeysUnreadableError(folder, trouble.strerror or str(trouble)) from trouble


def _counter(path: Path) -> int:
    try:
        keys = _read_one(path)
    except OSError:
        keys = None
    return -1 if keys is None else keys.counter


def _read_one(path: Path) -> Keys | None:
    """One copy, or None where it is damaged."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    try:
        plain = json.loads(data)
        if plain["checksum"] != _checksum(plain):
            return None
        if plain["format"] > FORMAT:
            raise NewerKeysError(path.parent)
        keys = Keys(
            office_id=str(plain["office"]),
            slots=tuple(key_slots.of_plain(slot) for slot in plain["slots"]),
            pending=bool(plain["pending"]),
            counter=int(plain["counter"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return None
    return keys if any(slot.kind is SlotKind.password for slot in keys.slots) else None


def _as_bytes(keys: Keys) -> bytes:
    plain: dict[str, Any] = {
        "about": ABOUT,
        "format": FORMAT,
        "office": keys.office_id,
        "counter": keys.counter,
        "pending": keys.pending,
        "slots": [key_slots.to_plain(slot) for slot in keys.slots],
    }
    plain["checksum"] = _checksum(plain)
    return json.dumps(plain, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def _checksum(plain: dict[str, Any]) -> str:
    rest = {name: value for name, value in plain.items() if name != "checksum"}
    text = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
