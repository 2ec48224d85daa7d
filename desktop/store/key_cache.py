"""The key remembered on this PC (记住密码): a cache in the system's own keyring and never the only way to the data.

Any failure of the keyring is the same as not being remembered. The backend is chosen by the system: keyring's search
through every installed package would cost a start a tenth of a second, and on Windows even loading it half of that.
"""

from __future__ import annotations

import os
import sys
from base64 import b64decode, b64encode
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from desktop.store.windows_vault import WindowsVault

SERVICE = "bangfu"


class Backend(Protocol):
    """What is asked of a keyring."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


@dataclass(frozen=True)
class Remembered:
    """A key that was remembered here, and whose it was."""

    key: bytes
    user_id: int
    slot: str = ""
    """The slot of the password that was given then: another password, and this is worth nothing."""

    def __repr__(self) -> str:
        return f"Remembered(user_id={self.user_id})"


def system_backend() -> Backend | None:
    """The keyring of this system, or None where there is none that works."""
    try:
        if sys.platform == "win32":
            return WindowsVault()
        if sys.platform != "darwin" and not _has_session_bus():
            return None
        module, name = ("macOS" if sys.platform == "darwin" else "SecretService"), "Keyring"
        made: Any = getattr(import_module(f"keyring.backends.{module}"), name)
        made.priority  # noqa: B018 (raises where the system's service is not there)
        return made()
    except Exception:  # whatever a keyring raises, it is not there
        return None


def _has_session_bus() -> bool:
    """Whether there is a desktop to ask at all; without one nothing is loaded in vain."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or (
        runtime != "" and (Path(runtime) / "bus").exists()
    )


def available(backend: Backend | None = None) -> bool:
    """Whether this PC can remember a key."""
    return (backend or system_backend()) is not None


def remember(
    office_id: str, user_id: int, key: bytes, slot: str = "", backend: Backend | None = None
) -> bool:
    """Keeps the key in the system's keyring; whether that worked."""
    ring = backend or system_backend()
    if ring is None:
        return False
    try:
        ring.set_password(SERVICE, office_id, f"{user_id}:{slot}:{b64encode(key).decode('ascii')}")
    except Exception:
        return False
    return True


def recall(office_id: str, backend: Backend | None = None) -> Remembered | None:
    """The key remembered for the office, or None."""
    ring = backend or system_backend()
    if ring is None:
        return None
    try:
        kept = ring.get_password(SERVICE, office_id) or ""
        user_id, slot, key = kept.split(":")
        found = Remembered(b64decode(key, validate=True), int(user_id), slot)
    except Exception:
        return None
    return found if len(found.key) == 32 else None


def forget(office_id: str, backend: Backend | None = None) -> None:
    """Takes the key out of the keyring, where it is there."""
    ring = backend or system_backend()
    if ring is None:
        return
    try:
        ring.delete_password(SERVICE, office_id)
    except Exception:
        return
