"""Windows' own store of credentials (凭据管理器), asked directly: loading the keyring package for it takes longer than a
whole start may."""

from __future__ import annotations

import ctypes
import sys
from typing import Any

GENERIC, THIS_MACHINE = 1, 2


class Credential(ctypes.Structure):
    """CREDENTIALW of wincred.h."""

    _fields_ = (
        ("flags", ctypes.c_uint32),
        ("type", ctypes.c_uint32),
        ("target_name", ctypes.c_wchar_p),
        ("comment", ctypes.c_wchar_p),
        ("last_written", ctypes.c_uint32 * 2),
        ("blob_size", ctypes.c_uint32),
        ("blob", ctypes.c_void_p),
        ("persist", ctypes.c_uint32),
        ("attribute_count", ctypes.c_uint32),
        ("attributes", ctypes.c_void_p),
        ("target_alias", ctypes.c_wchar_p),
        ("user_name", ctypes.c_wchar_p),
    )


class WindowsVault:
    """A keyring that never leaves this PC: kept for this Windows user on this machine alone."""

    def __init__(self, advapi: Any = None) -> None:
        self._advapi = advapi or _advapi()
        self._advapi.CredReadW.argtypes = (
            ctypes.c_wchar_p,
            ctypes.c_uint32,
            ctypes.c_uint32,
            ctypes.POINTER(ctypes.POINTER(Credential)),
        )
        self._advapi.CredWriteW.argtypes = (ctypes.POINTER(Credential), ctypes.c_uint32)
        self._advapi.CredDeleteW.argtypes = (ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_uint32)
        self._advapi.CredFree.argtypes = (ctypes.c_void_p,)
        self._advapi.CredFree.restype = None

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept, or None."""
        found = ctypes.POINTER(Credential)()
        if not self._advapi.CredReadW(_target(service, username), GENERIC, 0, ctypes.byref(found)):
            return None
        try:
            kept = found.contents
            return ctypes.string_at(kept.blob, kept.blob_size).decode("utf-8")
        finally:
            self._advapi.CredFree(found)

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keeps it, in place of what was kept before. Raises OSError where Windows will not."""
        data = password.encode("utf-8")
        blob = ctypes.create_string_buffer(data, len(data))
        credential = Credential(
            type=GENERIC,
            target_name=_target(service, username),
            blob_size=len(data),
            blob=ctypes.addressof(blob),
            persist=THIS_MACHINE,
            user_name=username,
        )
        if not self._advapi.CredWriteW(ctypes.byref(credential), 0):
            raise OSError("CredWriteW")

    def delete_password(self, service: str, username: str) -> None:
        """Takes it away, where it is there."""
        self._advapi.CredDeleteW(_target(service, username), GENERIC, 0)


def _target(service: str, username: str) -> str:
    return f"{service}/{username}"


def _advapi() -> Any:
    if sys.platform != "win32":
        raise OSError("no Windows here")
    return ctypes.WinDLL("advapi32", use_last_error=True)
