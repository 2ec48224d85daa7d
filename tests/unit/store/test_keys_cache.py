"""A key remembered on this PC is a convenience: whatever fails there is no error."""

from __future__ import annotations

import sys
import time

import pytest

from desktop.store import key_cache
from desktop.store.key_cache import SERVICE

KEY = bytes(range(32))


class Memory:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


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
    assert key_cache.remember("one", 7, KEY, ring)
    found = key_cache.recall("one", ring)
    assert found is not None
    assert (found.key, found.user_id) == (KEY, 7)
    assert key_cache.recall("other", ring) is None
    assert KEY.hex() not in repr(found)
    key_cache.forget("one", ring)
    key_cache.forget("one", ring)
    assert key_cache.recall("one", ring) is None


def test_a_keyring_that_fails_is_the_same_as_none() -> None:
    assert key_cache.available(Broken())
    assert not key_cache.remember("one", 7, KEY, Broken())
    assert key_cache.recall("one", Broken()) is None
    key_cache.forget("one", Broken())


@pytest.mark.parametrize("kept", ["", "7", "7:", "x:AAAA", "7:!!!!", "7:AAAA", ":" * 9])
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


def test_recalling_takes_next_to_no_time() -> None:
    ring = Memory()
    key_cache.remember("one", 7, KEY, ring)
    begun = time.perf_counter()
    for _ in range(100):
        key_cache.recall("one", ring)
    assert (time.perf_counter() - begun) / 100 < 0.02
