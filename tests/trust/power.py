"""A disk that forgets: an apsw VFS that writes down every operation, and what is left of the files after a power cut.

What was synced is kept. Of what was written since, some is lost, some torn at sectors, some is there; a file whose
removal was not synced may be back.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import apsw
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.trust.offices import whole_digest

SECTOR = 512
LOST = 0.4
TORN = 0.2


@dataclass(frozen=True)
class Write:
    file: str
    offset: int
    data: bytes


@dataclass(frozen=True)
class Truncate:
    file: str
    size: int


@dataclass(frozen=True)
class Sync:
    file: str


@dataclass(frozen=True)
class Remove:
    file: str
    synced: bool


@dataclass(frozen=True)
class Acknowledged:
    """So many transactions have been reported to the officer as kept."""

    count: int


Transaction = list[tuple[str, Any]]
Operation = Write | Truncate | Sync | Remove | Acknowledged


@dataclass(frozen=True)
class Replay:
    """What one run did to its disk, and what the file held after each of its transactions."""

    before: dict[str, bytes]
    operations: list[Operation]
    states: list[str]


class Recorder(apsw.VFS):
    """Passes everything on to the real disk and keeps a list of it."""

    def __init__(self, name: str) -> None:
        self.called = name
        self.operations: list[Operation] = []
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> _File:
        return _File(name, flags, self.operations)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        self.operations.append(Remove(Path(filename).name, bool(syncdir)))


class _File(apsw.VFSFile):
    def __init__(self, name: Any, flags: list[int], operations: list[Operation]) -> None:
        self._name = Path(name if isinstance(name, str) else name.filename()).name if name else ""
        # A file without a name is the engine's scratch paper, such as a statement's own journal: no start ever finds it.
        self._operations = operations if self._name else []
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self._operations.append(Write(self._name, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:
        super().xTruncate(newsize)
        self._operations.append(Truncate(self._name, newsize))

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self._operations.append(Sync(self._name))


@dataclass
class _Kept:
    """One file as the disk has it for certain, and what waits to be synced."""

    content: bytearray
    there: bool = True
    waiting: list[Write | Truncate | Remove] = field(default_factory=list[Write | Truncate | Remove])

    def settle(self) -> None:
        for operation in self.waiting:
            self.apply(operation)
        self.waiting.clear()

    def apply(self, operation: Write | Truncate | Remove) -> None:
        match operation:
            case Write(offset=offset, data=data):
                self.there = True
                if len(self.content) < offset:
                    self.content.extend(bytes(offset - len(self.content)))
                self.content[offset : offset + len(data)] = data
            case Truncate(size=size):
                self.there = True
                del self.content[size:]
                self.content.extend(bytes(size - len(self.content)))
            case Remove():
                self.there = False
                self.content.clear()

    def tear(self, write: Write, random: Random) -> None:
        for start in range(0, len(write.data), SECTOR):
            if random.random() < 0.5:
                self.apply(Write(write.file, write.offset + start, write.data[start : start + SECTOR]))

    def after_a_cut(self, random: Random) -> _Kept:
        left = _Kept(bytearray(self.content), self.there)
        for operation in self.waiting:
            luck = random.random()
            if isinstance(operation, Write) and luck < LOST + TORN:
                if luck >= LOST:
                    left.tear(operation, random)
            elif isinstance(operation, Write) or luck < 0.5:
                left.apply(operation)
        return left


def cuts(
    before: dict[str, bytes], operations: Sequence[Operation], many: int, random: Random, where: Path
) -> Iterator[tuple[int, str]]:
    """Cuts the power so many times at random operations and lays out each time what is left in a folder.

    Gives how many transactions had been acknowledged by then, and which kind of operation came last.
    """
    disk = {name: _Kept(bytearray(content)) for name, content in before.items()}
    acknowledged = 0
    at = 0
    for cut in sorted(random.randrange(1, len(operations) + 1) for _ in range(many)):
        for operation in operations[at:cut]:
            if isinstance(operation, Acknowledged):
                acknowledged = operation.count
            else:
                _take(disk, operation)
        at = cut
        _lay_out(disk, random, where)
        yield acknowledged, type(operations[cut - 1]).__name__


def _take(disk: dict[str, _Kept], operation: Write | Truncate | Sync | Remove) -> None:
    kept = disk.setdefault(operation.file, _Kept(bytearray(), there=False))
    match operation:
        case Sync():
            kept.settle()
        case Remove(synced=True):
            kept.waiting.append(operation)
            kept.settle()
        case _:
            kept.waiting.append(operation)


def _lay_out(disk: dict[str, _Kept], random: Random, where: Path) -> None:
    for old in where.iterdir():
        old.unlink()
    for name, kept in disk.items():
        left = kept.after_a_cut(random)
        if left.there:
            (where / name).write_bytes(left.content)


@contextmanager
def transactions() -> Generator[list[Transaction]]:
    """The statements of every transaction that writes, as they go to the driver, in the order of their commits."""
    kept: list[Transaction] = []
    open_now: dict[int, Transaction] = {}

    def said(
        connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool
    ) -> None:
        if statement == "BEGIN IMMEDIATE":
            open_now[id(connection)] = []
        elif id(connection) in open_now and not statement.startswith(("SELECT", "PRAGMA")):
            rows = parameters if many else [parameters]
            open_now[id(connection)] += [(statement, tuple(row)) for row in rows]

    def committed(connection: Any) -> None:
        if id(connection) in open_now:
            kept.append(open_now.pop(id(connection)))

    def undone(connection: Any) -> None:
        open_now.pop(id(connection), None)

    heard = (("before_cursor_execute", said), ("commit", committed), ("rollback", undone))
    for name, listener in heard:
        event.listen(Engine, name, listener)
    try:
        yield kept
    finally:
        for name, listener in heard:
            event.remove(Engine, name, listener)


@contextmanager
def statements() -> Generator[Transaction]:
    """All statements that change something, in whatever transaction."""
    kept: Transaction = []

    def said(
        _connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool
    ) -> None:
        if not statement.startswith(("SELECT", "PRAGMA")):
            kept.extend((statement, tuple(row)) for row in (parameters if many else [parameters]))

    event.listen(Engine, "before_cursor_execute", said)
    try:
        yield kept
    finally:
        event.remove(Engine, "before_cursor_execute", said)


def replay(
    before: Path,
    done: list[Transaction],
    folder: Path,
    synchronous: str,
    pages_to_checkpoint: int = 1000,
    foreign_keys: bool = True,
) -> Replay:
    """Runs the transactions over the recording disk, set as the program sets its engine."""
    folder.mkdir()
    path = folder / before.name
    path.write_bytes(before.read_bytes())
    recorder = Recorder(f"recorder {folder.name}")
    connection = apsw.Connection(str(path), vfs=recorder.called)
    # apsw offers no shared memory to a VFS of one's own: one connection holds the file alone instead.
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute(f"PRAGMA foreign_keys={foreign_keys:d}")
    assert connection.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
    connection.execute(f"PRAGMA synchronous={synchronous}")
    connection.execute(f"PRAGMA wal_autocheckpoint={pages_to_checkpoint}")
    states = [whole_digest(connection)]
    for statements in done:
        connection.execute("BEGIN IMMEDIATE")
        for statement, parameters in statements:
            connection.execute(statement, parameters)
        connection.execute("COMMIT")
        recorder.operations.append(Acknowledged(len(states)))
        states.append(whole_digest(connection))
    connection.close()
    recorder.unregister()
    return Replay({before.name: before.read_bytes()}, recorder.operations, states)
