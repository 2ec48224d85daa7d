"""Old .xls files looked over before they are opened."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
import xlwt

from desktop.domain.errors import OfficeError
from desktop.store import old_workbooks
from desktop.store.spreadsheets import Book
from tests.samples.make_roster import UNION_XLS

END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def book_stream(tmp_path: Path) -> bytes:
    """The records of a workbook with one cell, 12.5 at row 4, column 3."""
    book = xlwt.Workbook()
    book.add_sheet("a").write(3, 2, 12.5)
    book.save(str(tmp_path / "a.xls"))
    content = (tmp_path / "a.xls").read_bytes()
    return content[512 : 512 + 4096].rstrip(b"\0") + bytes(3)  # the end record is 0A 00 00 00


def small_file(stream: bytes) -> bytes:
    """A compound file that keeps a stream below 4 KB in pieces of 64 bytes, as the format asks."""

    def entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        return (
            text.ljust(64, b"\0")
            + struct.pack("<HBB", len(text), kind, 1)
            + struct.pack("<III", FREE, FREE, child)
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )

    pieces = -(-len(stream) // 64)
    sectors = -(-pieces * 64 // 512)
    inside = stream.ljust(sectors * 512, b"\0")
    small_table = [*range(1, pieces), END] + [FREE] * (128 - pieces)
    # sector 0: table, 1: directory, 2: small table, 3…: the root's stream
    table = [TABLE, END, END, *range(4, 3 + sectors), END]
    table += [FREE] * (128 - len(table))
    directory = entry("Root Entry", 5, 3, len(inside), 1) + entry("Workbook", 2, 0, len(stream)) + bytes(256)
    header = (
        old_workbooks.SIGNATURE
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 2, 1, END, 0, 0)
        + struct.pack("<I", FREE) * 108
    )
    assert len(header) == 512
    return header + struct.pack("<128I", *table) + directory + struct.pack("<128I", *small_table) + inside


def test_the_area_the_reader_will_reserve_is_known(tmp_path: Path) -> None:
    found = old_workbooks.inspect(UNION_XLS.read_bytes())
    assert "Workbook" in found.streams
    assert not found.locked
    assert found.area == 62 * 87 + 1


def test_a_workbook_kept_in_small_pieces_is_read(tmp_path: Path) -> None:
    stream = book_stream(tmp_path)
    assert len(stream) < 4096
    content = small_file(stream)
    assert old_workbooks.inspect(content).area == 4 * 3
    (tmp_path / "小.xls").write_bytes(content)
    assert Book(tmp_path / "小.xls").rows("a") == [["", "", ""]] * 3 + [["", "", 12.5]]


def test_a_cell_beyond_the_last_column_is_damage(tmp_path: Path) -> None:
    stream = book_stream(tmp_path)
    at = stream.index(b"\x7e\x02\x0a\x00\x03\x00\x02\x00")
    content = small_file(stream[: at + 6] + b"\xff\xff" + stream[at + 8 :])
    with pytest.raises(old_workbooks.BrokenFileError):
        old_workbooks.inspect(content)
    (tmp_path / "坏.xls").write_bytes(content)
    with pytest.raises(OfficeError, match="已损坏"):
        Book(tmp_path / "坏.xls")


def test_sectors_that_run_in_a_circle_are_damage() -> None:
    content = bytearray(UNION_XLS.read_bytes())
    table = struct.unpack_from("<I", content, 0x4C)[0]
    struct.pack_into("<I", content, (table + 1) * 512 + 4 * 5, 5)
    with pytest.raises(old_workbooks.BrokenFileError):
        old_workbooks.inspect(bytes(content))
