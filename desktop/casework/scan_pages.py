"""Looking at a scan or photograph in a process of its own (隔离查看): what strangers made is unpacked there, never here.

Only sizes and bare pixels come back, and both are checked. This module is imported there too: it must stay without the
data file and without Qt.
"""

from __future__ import annotations

import io
import math
import struct
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from desktop.casework.conversing import Answerer, AsideError, Conversation, Ending
from desktop.casework.limits import Limits
from desktop.domain.attachment import MOST_PIXELS, PICTURES, Look, look_of
from desktop.domain.errors import OfficeError

ROOM = Limits(memory=2 << 30, silence=20, total=600)
MOST_PAGES = 2000
MOST_DRAWN = 24_000_000
"""Pixels of one page that are sent back at most; what is larger comes smaller and is stretched."""
DOTS = 96
"""Dots to the inch a picture is taken to have."""
POINTS = 72
PATIENCE = 6.0
"""Seconds one page may take to be drawn."""
_OPEN, _DRAW = b"O", b"D"
_SIZE, _WANTED, _HEAD = struct.Struct(">dd"), struct.Struct(">Id"), struct.Struct(">II")
_LARGEST_SIZE = 1_000_000.0

TAKEN_OUT = "请点「另存为」，用别的程序试试。"
ENDED = {
    Ending.broke_off: "读到一半就中断了，文件可能已损坏；程序和档案没有受影响。请重新扫描，或向对方重新要一份。",
    Ending.too_large: "展开后要占用的内存太多，程序不打开它。请降低分辨率重新扫描，或另存为小一些的图片再添加。",
    Ending.too_slow: "很久还没有读出来，已经停止。文件可能已损坏或异常复杂；请重新扫描一份。",
    Ending.not_started: "没有打开：电脑内存不足，或安全软件不许程序另开进程。请关闭别的程序，或在安全软件中允许本程序，再试一次。",
}


@dataclass(frozen=True)
class Pixels:
    """One page drawn: blue, green, red and nothing, four bytes a pixel, from the upper left."""

    width: int
    height: int
    data: bytes


class ScanPages:
    """The pages of one scan, held open in the other process until it is closed."""

    def __init__(self, data: bytes, name: str, limits: Limits = ROOM) -> None:
        """Raises OfficeError with one sentence for whatever cannot be shown."""
        self._name = name
        if look_of(data) is Look.none:
            raise OfficeError(
                f"「{name}」不是图片也不是 PDF，程序里看不了。请点「另存为」，存到自己的文件夹后用别的程序打开。"
            )
        try:
            self._talk = Conversation(answering, limits)
            told = self._talk.ask(_OPEN + data)
        except AsideError as trouble:
            raise self._ended(trouble) from trouble
        except OfficeError as refused:
            self._talk.close()
            raise OfficeError(f"「{name}」打不开：{refused.said}{TAKEN_OUT}") from refused
        self.sizes: tuple[tuple[float, float], ...] = tuple(_SIZE.iter_unpack(told[: len(told) // 16 * 16]))
        """Width and height of each page, in points."""
        if not self.sizes or not all(0 < x <= _LARGEST_SIZE for size in self.sizes for x in size):
            self._talk.close()
            raise OfficeError(f"「{name}」{ENDED[Ending.broke_off]}")

    def drawn(self, number: int, scale: float) -> Pixels:
        """The page with so many pixels to the point, or as many as may be. Raises OfficeError where it cannot be drawn."""
        try:
            told = self._talk.ask(_DRAW + _WANTED.pack(number, scale), PATIENCE)
        except AsideError as trouble:
            raise self._ended(trouble) from trouble
        width, height = _HEAD.unpack_from(told) if len(told) >= _HEAD.size else (0, 0)
        data = told[_HEAD.size :]
        if not 0 < width * height <= MOST_DRAWN or len(data) != width * height * 4:
            self._talk.close()
            raise OfficeError(f"「{self._name}」{ENDED[Ending.broke_off]}")
        return Pixels(width, height, data)

    def close(self) -> None:
        """Let go of it; the other process ends."""
        self._talk.close()

    def _ended(self, trouble: AsideError) -> OfficeError:
        return OfficeError(f"「{self._name}」{ENDED[trouble.ending]}")


# --- in the other process


class _Pages(Protocol):
    def sizes(self) -> Sequence[tuple[float, float]]: ...

    def draw(self, number: int, scale: float) -> tuple[int, int, bytes]: ...


def answering() -> Answerer:
    """What the other process does with each question."""
    held: list[_Pages] = []

    def answer(question: bytes) -> bytes:
        kind, content = question[:1], question[1:]
        if kind == _OPEN:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                held[:] = [_Pdf(content) if look_of(content) is Look.pdf else _Picture(content)]
            return b"".join(_SIZE.pack(*size) for size in held[0].sizes())
        number, scale = _WANTED.unpack(content)
        width, height, data = held[0].draw(number, scale)
        return _HEAD.pack(width, height) + data

    return answer


def _bounded(width: float, height: float, scale: float) -> tuple[int, int, float]:
    """Whole pixels at that scale, or at the largest that may be sent back."""
    scale = min(scale, math.sqrt(MOST_DRAWN / (width * height)) * 0.999)
    return max(int(width * scale), 1), max(int(height * scale), 1), scale


class _Pdf:
    def __init__(self, data: bytes) -> None:
        import pypdfium2

        try:
            self._pdf: Any = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise OfficeError("它不是完整的 PDF，或设了密码。") from error
        if not 0 < len(self._pdf) <= MOST_PAGES:
            raise OfficeError("里面没有页。" if not len(self._pdf) else f"它超过 {MOST_PAGES} 页。")

    def sizes(self) -> list[tuple[float, float]]:
        return [self._pdf.get_page_size(n) for n in range(len(self._pdf))]

    def draw(self, number: int, scale: float) -> tuple[int, int, bytes]:
        page = self._pdf[number]
        width, height = page.get_size()
        bitmap = page.render(
            scale=_bounded(width + 1, height + 1, scale)[2], rev_byteorder=False, prefer_bgrx=True
        )
        row, raw = bitmap.width * 4, bytes(bitmap.buffer)
        if bitmap.stride != row:
            raw = b"".join(raw[y * bitmap.stride :][:row] for y in range(bitmap.height))
        return bitmap.width, bitmap.height, raw


class _Picture:
    def __init__(self, data: bytes) -> None:
        from PIL import Image

        Image.MAX_IMAGE_PIXELS = None  # ours stands below
        try:
            self._image: Any = Image.open(io.BytesIO(data), formats=PICTURES)
            count = int(getattr(self._image, "n_frames", 1)) if self._image.format == "TIFF" else 1
            if count > MOST_PAGES:
                raise OfficeError(f"它超过 {MOST_PAGES} 页。")
            self._sizes = [self._size(n) for n in range(count)]
            self._shown: tuple[int, Any] = (0, self._frame(0))
        except (OfficeError, MemoryError):
            raise
        except Exception as error:  # what strangers made may break a reader in any way
            raise OfficeError("图片不完整，或格式不认识。") from error

    def _size(self, number: int) -> tuple[float, float]:
        self._image.seek(number)
        width, height = self._image.size
        if width * height > MOST_PIXELS:
            raise OfficeError(
                f"图片有 {width * height // 10_000:,} 万像素，超过 {MOST_PIXELS // 10_000:,} 万，展开要占用太多内存。"
                "请降低分辨率重新扫描。"
            )
        if self._image.getexif().get(0x0112, 1) in (5, 6, 7, 8):
            width, height = height, width
        return width * POINTS / DOTS, height * POINTS / DOTS

    def _frame(self, number: int) -> Any:
        from PIL import Image, ImageOps

        self._image.seek(number)
        self._image.load()
        seen = ImageOps.exif_transpose(self._image)
        if seen.mode in ("RGBA", "LA", "PA") or "transparency" in seen.info:
            seen = seen.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            seen = Image.alpha_composite(white, seen)
        return seen.convert("RGB")

    def sizes(self) -> list[tuple[float, float]]:
        return self._sizes

    def draw(self, number: int, scale: float) -> tuple[int, int, bytes]:
        from PIL import Image

        if self._shown[0] != number:
            self._shown = (number, self._frame(number))
        seen = self._shown[1]
        # no finer than it is: whoever shows it stretches it
        width, height, _ = _bounded(*self._sizes[number], min(scale, DOTS / POINTS))
        if (width, height) != seen.size:
            seen = seen.resize((width, height), Image.Resampling.BICUBIC, reducing_gap=2.0)
        return width, height, seen.tobytes("raw", "BGRX")
