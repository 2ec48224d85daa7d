"""A key remembered on this PC is a convenience: whatever fails there is no error."""

from __future__ import annotations

import ctypes
import sys
from typing import Any

import pytest

from desktop.store import key_cache
from desktop.store.key_cache import SERVICE
from desktop.store.windows_vault import Credential, WindowsVault
from tests.unit.store.keys_samples import Memory

KEY = bytes(range(32))


class Broken:
    """A keyring whose service has gone."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("no bus")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError("locked")

    def delete_password(self, service: str, username: str) -> None:
        raise KeyError(username)


def test_what_is_remembered_is_recalled_until_it_is_forgotten() -> None:
    ring = Memory()
    assert key_cache.recall("one", ring) is None
    assert key_cache.remember("one", 7, KEY, "a1", ring)
    found = key_cache.recall("one", ring)
    assert found is not None
    assert (found.key, found.user_id, found.slot) == (KEY, 7, "a1")
    assert key_cache.recall("other", ring) is None
    assert KEY.hex() not in repr(found)
    key_cache.forget("one", ring)
    key_cache.forget("one", ring)
    assert key_cache.recall("one", ring) is None


def test_a_keyring_that_fails_is_the_same_as_none() -> None:
    assert key_cache.available(Broken())
    assert not key_cache.remember("one", 7, KEY, "a1", Broken())
    assert key_cache.recall("one", Broken()) is None
    key_cache.forget("one", Broken())


@pytest.mark.parametrize("kept", ["", "7", "7:", "7:a1:", "x:a1:AAAA", "7:a1:!!!!", "7:a1:AAAA", ":" * 9])
def test_what_makes_no_sense_is_not_recalled(kept: str) -> None:
    ring = Memory()
    ring.kept[SERVICE, "one"] = kept
    assert key_cache.recall("one", ring) is None


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the system's own keyring is there elsewhere"
)
def test_without_a_desktop_nothing_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nonexistent")
    assert not key_cache.available()
    assert not key_cache.remember("one", 7, KEY)
    assert key_cache.recall("one") is None
    key_cache.forget("one")


class Counted(Memory):
    """Counts how often it is asked."""

    asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        return super().get_password(service, username)


def test_recalling_asks_once_and_derives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> bytes:
        raise AssertionError("a key is derived")

    ring = Counted()
    key_cache.remember("one", 7, KEY, "a1", ring)
    monkeypatch.setattr("argon2.low_level.hash_secret_raw", slow)
    monkeypatch.setattr("hashlib.pbkdf2_hmac", slow)
    found = key_cache.recall("one", ring)
    assert found is not None
    assert found.key == KEY
    assert ring.asked == 1


class Advapi:
    """Windows' functions as wincred.h has them, with a store in memory; they are called through C."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, bytes, int]] = {}
        self.lent: list[object] = []
        reading = ctypes.POINTER(ctypes.POINTER(Credential))
        self.CredWriteW = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Credential), ctypes.c_uint32)(
            self.write
        )
        self.CredReadW = ctypes.CFUNCTYPE(
            ctypes.c_int, ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_uint32, reading
        )(self.read)
        self.CredDeleteW = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_uint32)(
            self.delete
        )
        self.CredFree = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(self.free)

    def write(self, credential: Any, flags: int) -> int:
        given = credential.contents
        assert (given.type, flags) == (1, 0)
        blob = ctypes.string_at(given.blob, given.blob_size)
        self.kept[given.target_name] = (given.user_name, blob, given.persist)
        return 1

    def read(self, target: str, kind: int, flags: int, out: Any) -> int:
        if target not in self.kept:
            return 0
        user, blob, persist = self.kept[target]
        buffer = ctypes.create_string_buffer(blob, len(blob))
        lent = Credential(
            type=kind,
            target_name=target,
            blob_size=len(blob),
            blob=ctypes.addressof(buffer),
            persist=persist,
            user_name=user,
        )
        self.lent += [lent, buffer]
        out[0] = ctypes.pointer(lent)
        return 1

    def delete(self, target: str, kind: int, flags: int) -> int:
        return int(self.kept.pop(target, None) is not None)

    def free(self, lent: int) -> None:
        assert lent == ctypes.addressof(self.lent[0])  # pyright: ignore[reportArgumentType] (a Credential)
        self.lent.clear()


def test_windows_keeps_recalls_and_forgets_a_key_on_this_machine_alone() -> None:
    advapi = Advapi()
    ring = WindowsVault(advapi)
    assert key_cache.recall("one", ring) is None
    assert key_cache.remember("one", 7, KEY, "a1", ring)
    assert key_cache.remember("two", 8, KEY[::-1], "b2", ring)
    found = key_cache.recall("one", ring)
    assert found is not None
    assert (found.key, found.user_id, found.slot) == (KEY, 7, "a1")
    assert advapi.lent == []
    assert [(user, persist) for user, _, persist in advapi.kept.values()] == [("one", 2), ("two", 2)]
    key_cache.forget("one", ring)
    key_cache.forget("one", ring)
    assert key_cache.recall("one", ring) is None
    assert key_cache.recall("two", ring) is not None


def test_the_shape_windows_asks_for() -> None:
    """Offsets of CREDENTIALW on 64-bit Windows, where wide pointers are as here."""
    offsets = {name: getattr(Credential, name).offset for name, *_ in Credential._fields_}
    assert offsets == {
        "flags": 0,
        "type": 4,
        "target_name": 8,
        "comment": 16,
        "last_written": 24,
        "blob_size": 32,
        "blob": 40,
        "persist": 48,
        "attribute_count": 52,
        "attributes": 56,
        "target_alias": 64,
        "user_name": 72,
    }
    assert ctypes.sizeof(Credential) == 80
