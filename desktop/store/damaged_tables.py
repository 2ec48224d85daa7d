"""Reads the rows of a damaged data file: what lies on a bad page is passed over, and nothing else (抢救)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.store.database import DriverError, raw_connection

LAST = 1 << 62
"""Beyond every row number."""
_SMALL_STEP, _SMALL_STEPS = 8, 500


@dataclass
class Saved:
    """What has been read of one table so far."""

    read: int = 0
    lost: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    said: str = ""


class Source:
    """A damaged file, opened anew after every fault: the cipher gives nothing more once a page was bad."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        self._path = path
        self._key = key
        self._connection: Any = None

    def columns(self, table: str) -> list[str]:
        """The columns of a table, none where there is no such table."""
        return [row[1] for row in self._open().execute(f'PRAGMA table_info("{table}")')]

    def rows(self, statement: str, at: int) -> Iterator[Sequence[Any]]:
        """Rows from that row number on, until one cannot be read."""
        try:
            yield from self._open().execute(statement, (at,))
        except DriverError:
            self.close()
            raise

    def reads(self, statement: str, at: int) -> bool:
        """Whether reading can begin at that row number."""
        try:
            self._open().execute(statement, (at,)).fetchone()
        except DriverError:
            self.close()
            return False
        return True

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> Any:
        if self._connection is None:
            self._connection = raw_connection(self._path, self._key)
            # Text that is no text any more must not stop the reading.
            self._connection.text_factory = _text
        return self._connection


def readable(source: Source, table: str, listed: str, saved: Saved) -> Iterator[Sequence[Any]]:
    """Every row that can be read, in the order of row numbers; what cannot is noted and passed over."""
    # NOT INDEXED: a damaged index must not cost a row.
    statement = f'SELECT {listed} FROM "{table}" NOT INDEXED WHERE rowid >= ? ORDER BY rowid'  # noqa: S608
    at = -LAST
    while True:
        try:
            for row in source.rows(statement, at):
                yield row
                at = row[0] + 1
        except (DriverError, OverflowError) as error:
            if is_full(error):
                raise
        else:
            return
        # `at` is the first row number that may be unreadable.
        further = _next_readable(source, statement, at)
        first = max(at, 1)
        if further is None:
            saved.lost.append((first, LAST))
            return
        saved.lost.append((first, max(further - 1, first)))
        at = further


def _next_readable(source: Source, statement: str, at: int) -> int | None:
    """The first row number from which reading goes on; None where nothing further can be read.

    Forward in small steps, so that no good page between two bad ones is passed over, then in doubling ones, for a
    whole branch of the tree may be gone; and back by halving.
    """
    low, step, tried = max(at, 0), 1, 0
    while not source.reads(statement, low + step):
        low, tried = low + step, tried + 1
        step = min(step * 2, _SMALL_STEP) if tried < _SMALL_STEPS else step * 2
        if low >= LAST:
            return None
    high = low + step
    while high - low > 1:
        middle = (low + high) // 2
        if source.reads(statement, middle):
            high = middle
        else:
            low = middle
    return high


def is_full(error: Exception) -> bool:
    """Whether it was the disk that had no room, and not the file that is damaged."""
    return "disk is full" in str(error).lower()


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
