"""The bytes of attachments: each in a file under a random name, encrypted in a real office.

Encrypted in pieces of 1 MiB by AES-GCM. Bound to each piece are the file's own name, the piece's number and whether it
is the last: a piece that was cut off, swapped, repeated or taken from another file does not open.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import stat
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.domain.attachment import LARGEST, size_words
from desktop.store.errors import StoreError
from desktop.store.whole_file import sync_folder, write_whole

FOLDER = "附件"
PIECE = 1 << 20
DAY = 24 * 3600.0
"""Seconds a file may lie there that no row names yet."""

_MAGIC = b"BFFJ\x01"
_SALT = 8
_TAG = 16
_STORED = re.compile(r"[0-9a-f]{32}")


class UnfitFileError(StoreError):
    """Something that cannot be taken in as an attachment."""


class MissingAttachmentError(StoreError):
    def __init__(self, shown_name: str, path: Path) -> None:
        super().__init__(
            f"附件「{shown_name}」的文件不见了（{path}），可能被移走或误删。"
            "请到「安全」→「备份与恢复」从最近的备份里恢复，或找原件重新扫描添加。"
        )


class DamagedAttachmentError(StoreError):
    def __init__(self, shown_name: str) -> None:
        super().__init__(
            f"附件「{shown_name}」已损坏，或被人在程序外面改动过，没有打开。"
            "请到「安全」→「备份与恢复」从最近的备份里取回，或找原件重新添加。"
        )


def taken_from(source: Path) -> bytes:
    """The bytes of an ordinary file outside, 50 MB at most; a link counts as what it leads to.

    Raises UnfitFileError for a folder, a device, an empty or too large file, and one that cannot be read.
    """
    try:
        if not stat.S_ISREG(source.stat().st_mode):
            raise UnfitFileError(
                f"「{source.name}」不是普通文件（可能是文件夹或设备），不能添加。请选一个扫描件或照片。"
            )
        with source.open("rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnfitFileError(f"「{source.name}」不是普通文件，不能添加。请选一个扫描件或照片。")
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "名字里有不能用的字符"
        raise UnfitFileError(
            f"「{source.name}」读不出来（{why}）。请检查 U 盘或网络，或先复制到本机再添加。"
        ) from error
    return fit(data, source.name)


def fit(data: bytes, name: str) -> bytes:
    """The bytes where they may be kept. Raises UnfitFileError."""
    if not data:
        raise UnfitFileError(f"「{name}」是空的，没有添加。请检查扫描或复制是否完成。")
    if len(data) > LARGEST:
        raise UnfitFileError(
            f"「{name}」超过 {size_words(LARGEST)}，没有添加。请用低一些的分辨率（200 dpi 足够）重新扫描，或分成几份。"
        )
    return data


def write(office: Path, key: bytes | None, data: bytes) -> tuple[str, str]:
    """Writes the bytes under a new random name, safe on the disk; gives that name and their SHA-256.

    Raises StoreError where the disk is full or the folder cannot be written.
    """
    stored = secrets.token_hex(16)
    path = path_of(office, stored)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sync_folder(path.parent.parent)
    except OSError as error:
        raise StoreError(
            f"不能建立附件文件夹 {path.parent}（{error.strerror}）。请检查磁盘空间和权限，再试一次。"
        ) from error
    write_whole(path, data if key is None else _sealed(key, stored, data))
    return stored, hashlib.sha256(data).hexdigest()


def read(office: Path, key: bytes | None, stored: str, sha256: str, shown_name: str) -> bytes:
    """The bytes as they were taken in. Raises DamagedAttachmentError or MissingAttachmentError where they are not."""
    path = path_of(office, stored)
    try:
        kept = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingAttachmentError(shown_name, path) from error
    except OSError as error:
        raise StoreError(
            f"附件「{shown_name}」读不出来（{error.strerror}）。请检查磁盘，再试一次。"
        ) from error
    data = kept if key is None else _opened(key, stored, kept)
    if data is None or hashlib.sha256(data).hexdigest() != sha256:
        raise DamagedAttachmentError(shown_name)
    return data


def delete(office: Path, stored: Collection[str]) -> tuple[str, ...]:
    """Takes these files away; gives those that would not go. One that is gone already is no trouble."""
    left: list[str] = []
    for name in stored:
        path = path_of(office, name)
        try:
            path.unlink(missing_ok=True)
            with suppress(OSError):
                sync_folder(path.parent)
        except OSError:
            left.append(name)
    return tuple(left)


def sweep(office: Path, in_use: Collection[str], now: float) -> int:
    """Takes away what a crash or a removal left behind: files no row names and older than a day; how many."""
    top = office / FOLDER
    gone = 0
    if not top.is_dir() or top.is_symlink():
        return 0
    for folder in top.iterdir():
        if folder.is_symlink() or not folder.is_dir() or not re.fullmatch("[0-9a-f]{2}", folder.name):
            continue
        for path in folder.iterdir():
            name = path.name.removeprefix(".").removesuffix(".new")
            if not _STORED.fullmatch(name) or path.name in in_use:
                continue
            with suppress(OSError):
                if now - path.lstat().st_mtime > DAY:
                    path.unlink()
                    gone += 1
    return gone


def path_of(office: Path, stored: str) -> Path:
    """Where the bytes lie. Raises ValueError for a name that is none of ours."""
    if not _STORED.fullmatch(stored):
        raise ValueError("not a stored name")
    return office / FOLDER / stored[:2] / stored


def _sealed(key: bytes, stored: str, data: bytes) -> bytes:
    cipher = AESGCM(_derived(key))
    salt = secrets.token_bytes(_SALT)
    pieces = [data[start : start + PIECE] for start in range(0, len(data), PIECE)] or [b""]
    sealed = [
        cipher.encrypt(_nonce(salt, n), piece, _bound(stored, n, last=n == len(pieces) - 1))
        for n, piece in enumerate(pieces)
    ]
    return b"".join((_MAGIC, salt, *sealed))


def _opened(key: bytes, stored: str, kept: bytes) -> bytes | None:
    """The bytes, or None where anything about them is wrong."""
    start = len(_MAGIC) + _SALT
    if not kept.startswith(_MAGIC) or len(kept) < start + _TAG:
        return None
    cipher, salt = AESGCM(_derived(key)), kept[len(_MAGIC) : start]
    size = PIECE + _TAG
    count = -(-(len(kept) - start) // size)
    pieces: list[bytes] = []
    try:
        for n in range(count):
            piece = kept[start + n * size : start + (n + 1) * size]
            pieces.append(cipher.decrypt(_nonce(salt, n), piece, _bound(stored, n, last=n == count - 1)))
    except (InvalidTag, ValueError):
        return None
    return b"".join(pieces)


def _derived(key: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"attachments").derive(key)


def _nonce(salt: bytes, number: int) -> bytes:
    return salt + number.to_bytes(4, "big")


def _bound(stored: str, number: int, *, last: bool) -> bytes:
    return _MAGIC + bytes.fromhex(stored) + number.to_bytes(4, "big") + (b"\x01" if last else b"\x00")
