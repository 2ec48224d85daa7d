"""Invented scans that are meant to hurt whoever opens them, or are broken."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image
from pypdf import PdfWriter


def jpeg(width: int = 90, height: int = 60) -> bytes:
    """A sound photograph, with detail enough to be cut in the middle."""
    image = Image.effect_noise((width, height), 80).convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, rows: bytes, depth: int = 8, kind: int = 2) -> bytes:
    """A PNG that claims so many pixels, whatever its rows hold."""
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    parts = _chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows, 9)), _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def claims_all() -> bytes:
    """Some hundred bytes that claim 3.6 thousand million pixels."""
    return png(60_000, 60_000, bytes(100))


def unfolds() -> bytes:
    """One pixel, and 200 MB of rows behind it."""
    return png(1, 1, bytes(200 << 20))


def wide(side: int = 10_000) -> bytes:
    """A true picture within the bound, whose pixels are much: black, so that the file is small."""
    return png(side, side, bytes((side * 3 + 1) * side))


def cut(data: bytes) -> bytes:
    """The first half of it."""
    return data[: len(data) // 2]


def pdf(pages: int = 1, side: float = 300) -> bytes:
    """A PDF of empty pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(side, side)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
