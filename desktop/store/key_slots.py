"""Key slots: the office's data key, wrapped once for each password and once for the recovery code.

Argon2id makes a wrapping key of the secret, AES-GCM wraps the data key; whose slot it is and all costs are bound in,
so that nobody makes a slot cheaper or another person's by editing the file.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

KEY_BYTES, SALT_BYTES, NONCE_BYTES = 32, 16, 12
WRAPPED_BYTES = KEY_BYTES + 16
QUICKEST, SLOWEST = 0.3, 0.5
"""Seconds one try should take on the office's PC."""
MOST_MEMORY_KIB = 256 * 1024
"""An old PC on which a backup is opened must still have so much to spare."""


class SlotKind(StrEnum):
    password = "password"
    recovery = "recovery"


@dataclass(frozen=True)
class Cost:
    """What one try costs: memory, rounds over it, lanes side by side."""

    memory_kib: int
    rounds: int
    lanes: int


LEAST = Cost(memory_kib=64 * 1024, rounds=3, lanes=4)
"""No real office has less."""


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One way to the data key."""

    id: str
    kind: SlotKind
    user_id: int | None
    user_name: str
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes


def sealed(
    key: bytes, secret: str, office_id: str, kind: SlotKind, user_id: int | None, user_name: str, cost: Cost
) -> Slot:
    """A new slot that gives the data key for the secret."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    slot_id, salt, nonce = (
        secrets.token_hex(8),
        secrets.token_bytes(SALT_BYTES),
        secrets.token_bytes(NONCE_BYTES),
    )
    bound = _bound(office_id, slot_id, kind, user_id, cost, salt)
    wrapped = AESGCM(_stretched(secret, salt, cost)).encrypt(nonce, key, bound)
    return Slot(
        id=slot_id,
        kind=kind,
        user_id=user_id,
        user_name=user_name,
        cost=cost,
        salt=salt,
        nonce=nonce,
        wrapped=wrapped,
    )


def opened(slot: Slot, secret: str, office_id: str) -> bytes | None:
    """The data key, or None where the secret is not this slot's."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    bound = _bound(office_id, slot.id, slot.kind, slot.user_id, slot.cost, slot.salt)
    try:
        return AESGCM(_stretched(secret, slot.salt, slot.cost)).decrypt(slot.nonce, slot.wrapped, bound)
    except InvalidTag:
        return None


def calibrated(seconds: Callable[[Cost], float] | None = None) -> Cost:
    """What takes 0.3 to 0.5 seconds on this PC: memory first, then rounds, and never less than the least."""
    seconds = seconds or seconds_of
    aim = (QUICKEST + SLOWEST) / 2
    cost = LEAST
    took = seconds(cost)
    while cost.memory_kib < MOST_MEMORY_KIB and took * 2 <= SLOWEST:
        cost = Cost(cost.memory_kib * 2, cost.rounds, cost.lanes)
        took = seconds(cost)
    for _ in range(4):
        if QUICKEST <= took <= SLOWEST:
            break
        rounds = max(LEAST.rounds, round(cost.rounds * aim / took))
        if rounds == cost.rounds:
            break
        cost = Cost(cost.memory_kib, rounds, cost.lanes)
        took = seconds(cost)
    return cost


def seconds_of(cost: Cost) -> float:
    """How long one try takes here when nothing else runs: other programs must not make the keys cheap.

    The processor's time shared out over the lanes does not grow with what others do, the clock's does.
    """
    lanes = min(cost.lanes, os.cpu_count() or 1)
    times: list[float] = []
    for _ in range(2):
        begun, worked = time.perf_counter(), time.process_time()
        _stretched("calibration", bytes(SALT_BYTES), cost)
        times += [time.perf_counter() - begun, (time.process_time() - worked) / lanes]
    return min(times)


def waste(secret: str, cost: Cost) -> None:
    """Takes as long as a true try, so that an unknown name is not told by a quick answer."""
    _stretched(secret, bytes(SALT_BYTES), cost)


def dearest(slots: tuple[Slot, ...]) -> Cost:
    """The greatest cost among slots, which the next slot gets too."""
    return Cost(
        memory_kib=max(slot.cost.memory_kib for slot in slots),
        rounds=max(slot.cost.rounds for slot in slots),
        lanes=max(slot.cost.lanes for slot in slots),
    )


def to_plain(slot: Slot) -> dict[str, Any]:
    """The slot as it stands in the key file."""
    return {
        "id": slot.id,
        "kind": slot.kind.value,
        "user_id": slot.user_id,
        "user_name": slot.user_name,
        "salt": slot.salt.hex(),
        "memory_kib": slot.cost.memory_kib,
        "rounds": slot.cost.rounds,
        "lanes": slot.cost.lanes,
        "nonce": slot.nonce.hex(),
        "wrapped": slot.wrapped.hex(),
    }


def of_plain(plain: dict[str, Any]) -> Slot:
    """A slot out of the key file; any Exception of a wrong shape is the caller's to take for damage."""
    slot = Slot(
        id=str(plain["id"]),
        kind=SlotKind(plain["kind"]),
        user_id=None if plain["user_id"] is None else int(plain["user_id"]),
        user_name=str(plain["user_name"]),
        cost=Cost(int(plain["memory_kib"]), int(plain["rounds"]), int(plain["lanes"])),
        salt=bytes.fromhex(plain["salt"]),
        nonce=bytes.fromhex(plain["nonce"]),
        wrapped=bytes.fromhex(plain["wrapped"]),
    )
    # a file from elsewhere must not make the program ask for all memory there is
    if not (
        8 * slot.cost.lanes <= slot.cost.memory_kib <= 1 << 20
        and 1 <= slot.cost.rounds <= 100
        and 1 <= slot.cost.lanes <= 16
        and len(slot.salt) == SALT_BYTES
        and len(slot.nonce) == NONCE_BYTES
        and len(slot.wrapped) == WRAPPED_BYTES
    ):
        raise ValueError("a slot out of bounds")
    return slot


def _bound(
    office_id: str, slot_id: str, kind: SlotKind, user_id: int | None, cost: Cost, salt: bytes
) -> bytes:
    """What the wrapping vouches for beside the key itself; the name may change without the password."""
    values = {
        "kdf": "argon2id-19",
        "kind": kind.value,
        "lanes": cost.lanes,
        "memory_kib": cost.memory_kib,
        "office": office_id,
        "rounds": cost.rounds,
        "salt": salt.hex(),
        "slot": slot_id,
        "user_id": user_id,
    }
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode("ascii")


def _stretched(secret: str, salt: bytes, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        secret=secret.encode("utf-8", "surrogatepass"),
        salt=salt,
        time_cost=cost.rounds,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
        version=19,
    )
