"""An old .xls looked over before it is opened: which file it really is, and how far its cells reach.

The reader reserves room for the rectangle between the first and the last cell and ends the whole program
where there is not enough; one damaged byte can place a cell at row 60,000, column 60,000. So the records
are walked here first. Formats: [MS-CFB] for the compound file, [MS-XLS] for the records.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
_ROOT, _STREAM = 5, 2
_BEGIN, _PASSWORD = 0x0809, 0x002F
_CELL = frozenset({0x0006, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
_TEXTS = 0x00FC
_SHORTEST_TEXT = 3
_COLUMNS = 256
_CELLS_IN_ROW = frozenset({0x00BD, 0x00BE})


class BrokenFileError(Exception):
    """The file does not hold together."""


@dataclass(frozen=True)
class OldWorkbook:
    """What an old compound file is: the names of its streams, its password, and the area its cells span."""

    streams: frozenset[str]
    locked: bool = False
    area: int = 0
    """Rows times columns that the reader will reserve, over all sheets."""


def inspect(content: bytes) -> OldWorkbook:
    """Looks the file over. Raises BrokenFileError where it cannot be followed."""
    try:
        entries = _Compound(content)
        book = entries.read("Workbook") or entries.read("Book")
        names = frozenset(entries.names)
        return OldWorkbook(names) if book is None else _walked(names, book)
    except (struct.error, IndexError, ValueError) as trouble:
        raise BrokenFileError(str(trouble)) from trouble


class _Compound:
    """The directory and the streams of a compound file."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size = 1 << struct.unpack_from("<H", content, 0x1E)[0]
        if self._size not in (512, 4096):
            raise BrokenFileError("sector size")
        self._cutoff: int = struct.unpack_from("<I", content, 0x38)[0]
        self._table = self._allocation()
        directory = self._chain(struct.unpack_from("<I", content, 0x30)[0])
        self.names: dict[str, tuple[int, int, int]] = {}
        for at in range(0, len(directory) - 127, 128):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<II", directory, at + 116)
            name = directory[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
            if kind in (_STREAM, _ROOT):
                self.names.setdefault(name, (kind, start, size))

    def read(self, name: str) -> bytes | None:
        """A whole stream, or None where there is none of that name."""
        if name not in self.names:
            return None
        kind, start, size = self.names[name]
        if kind == _STREAM and size < self._cutoff:
            return self._small(start, size)
        return self._chain(start)[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    def _allocation(self) -> list[int]:
        """The table that tells each sector's follower."""
        listed = list(struct.unpack_from("<109I", self._content, 0x4C))
        following, count = struct.unpack_from("<II", self._content, 0x44)
        for _ in range(min(count, len(self._content) // self._size)):
            if following >= _LAST_SECTOR:
                break
            more = struct.unpack(f"<{self._size // 4}I", self._sector(following))
            listed.extend(more[:-1])
            following = more[-1]
        table: list[int] = []
        for number in listed:
            if number < _LAST_SECTOR:
                table.extend(struct.unpack(f"<{self._size // 4}I", self._sector(number)))
        return table

    def _follow(self, start: int, table: list[int]) -> Iterator[int]:
        steps = 0
        while start < _LAST_SECTOR:
            steps += 1
            if steps > len(table):
                raise BrokenFileError("chain runs in a circle")
            yield start
            start = table[start]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in self._follow(start, self._table))

    def _small(self, start: int, size: int) -> bytes:
        """A stream below 4 KB, which is kept in pieces of 64 bytes inside the root's own stream."""
        root = next((entry for entry in self.names.values() if entry[0] == _ROOT), None)
        if root is None:
            raise BrokenFileError("no root")
        inside = self._chain(root[1])
        packed = self._chain(struct.unpack_from("<I", self._content, 0x3C)[0])
        table = list(struct.unpack(f"<{len(packed) // 4}I", packed))
        pieces = b"".join(inside[number * 64 : number * 64 + 64] for number in self._follow(start, table))
        return pieces[:size]


def _walked(names: frozenset[str], book: bytes) -> OldWorkbook:
    """Walks the records of all sheets and adds up the rectangles their cells span."""
    unpack = struct.Struct("<HH").unpack_from
    at, end = 0, len(book) - 4
    area = rows = columns = 0
    locked = False
    while at <= end:
        kind, length = unpack(book, at)
        if kind in _CELL or kind in _CELLS_IN_ROW:
            row, column = unpack(book, at + 4)
            last = unpack(book, at + length)[1] if kind in _CELLS_IN_ROW else column
            rows, columns = max(rows, row + 1), max(columns, column + 1, last + 1)
            if columns > _COLUMNS:
                raise BrokenFileError("a cell beyond the last column")
        elif kind == _BEGIN:
            area, rows, columns = area + rows * columns, 0, 0
        elif kind == _PASSWORD:
            locked = True
        elif kind == _TEXTS and struct.unpack_from("<I", book, at + 8)[0] > len(book) // _SHORTEST_TEXT:
            raise BrokenFileError("more texts than the file has room for")
        at += 4 + length
    return OldWorkbook(names, locked, area + rows * columns)
