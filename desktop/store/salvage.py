"""Saving what can be read from a damaged data file (抢救): table by table, row by row, into a new file.

Works on a copy and changes nothing of the office's. One bad page costs the rows that lay on it and no others; what was
lost is told by name, by comparing with the newest good backup. The new file is offered, never put in place by itself.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from desktop.domain.backup import Backup, LostHousehold, SalvageReport, TableSaved, table_word
from desktop.store import backups, upgrade
from desktop.store.backup_files import DATABASE, copy_synced, disk_said
from desktop.store.database import Database, DriverError, explain, raw_connection
from desktop.store.errors import DamagedDatabaseError, FullDiskError
from desktop.store.households import get_many, search_text
from desktop.store.rows import Row

SALVAGED = "抢救"
LAST = 1 << 62
"""Beyond every row number."""
_CHUNK = 500
_SMALL_STEP, _SMALL_STEPS = 8, 500
MADE_ANEW = "抢救数据时按档案首页补上的，请与纸质材料核对"
_COMPUTED = "household_search"
"""Can be made anew from the household itself."""
_STATE = "trail_state"


class UnreadableError(DamagedDatabaseError):
    def __init__(self, path: Path) -> None:
        super().__init__(path, "文件头或表的目录已损坏，没有一张表读得出来，只能从备份恢复")


@dataclass
class _Saved:
    """What has been read of one table so far."""

    read: int = 0
    lost: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    said: str = ""


def salvage(office_folder: Path, key: bytes | None, *, at: datetime) -> SalvageReport:
    """Reads the office's damaged file into a new one in the folder 抢救 and tells what is missing.

    Raises UnreadableError where not even the tables' names can be read.
    """
    folder = _fresh_folder(office_folder / SALVAGED, at)
    damaged, new = folder / "damaged.db", folder / DATABASE
    try:
        with disk_said(folder):
            for suffix in ("", "-wal", "-journal"):
                source = office_folder / (DATABASE + suffix)
                if source.exists():
                    copy_synced(source, damaged.with_name(damaged.name + suffix))
        upgrade.create(new, key)
        try:
            saved = _copied(damaged, new, key)
        except UnreadableError:
            raise UnreadableError(office_folder / DATABASE) from None
        newest = backups.newest_good(backups.root_of(office_folder))
        report = _reported(new, key, saved, newest)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    upgrade.remove(damaged)
    return report


def _fresh_folder(top: Path, at: datetime) -> Path:
    stamp = f"{at.astimezone():%Y-%m-%d %H%M%S}"
    number = 1
    while (folder := top / (stamp if number == 1 else f"{stamp} ({number})")).exists():
        number += 1
    with disk_said(folder):
        folder.mkdir(parents=True)
    return folder


def _copied(damaged: Path, new: Path, key: bytes | None) -> dict[str, _Saved]:
    wanted = [name for name in Row.metadata.tables if name != "alembic_version"]
    source = _Source(damaged, key)
    try:
        columns = {table: source.columns(table) for table in wanted}
    except DriverError as error:
        raise UnreadableError(damaged) from error
    finally:
        source.close()
    if not any(columns.values()):
        raise UnreadableError(damaged)
    saved: dict[str, _Saved] = {}
    with closing(raw_connection(new, key)) as target:
        target.execute("PRAGMA foreign_keys=OFF")
        try:
            for table in wanted:
                here = {row[1] for row in target.execute(f'PRAGMA table_info("{table}")')}
                names = [c for c in columns[table] if c in here]
                saved[table] = _copy_table(source, target, table, names)
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            target.execute("PRAGMA journal_mode=DELETE")
        except DriverError as error:
            said = explain(new, error)
            raise said if isinstance(said, FullDiskError) else error from error
        finally:
            source.close()
    return saved


def _copy_table(source: _Source, target: Any, table: str, names: Sequence[str]) -> _Saved:
    saved = _Saved()
    if not names:
        saved.said = "这个版本的文件里没有这张表"
        return saved
    listed = ", ".join(f'"{n}"' for n in ("rowid", *names))
    marks = ", ".join("?" * (len(names) + 1))
    # Names of tables and columns come from the program's own list, never from a person.
    insert = f'INSERT INTO "{table}" ({listed}) VALUES ({marks})'  # noqa: S608
    rows = _readable(source, table, listed, saved)
    while chunk := list(islice(rows, _CHUNK)):
        target.execute("BEGIN")
        try:
            target.executemany(insert, chunk)
            target.execute("COMMIT")
            saved.read += len(chunk)
        except DriverError:
            target.execute("ROLLBACK")
            _one_by_one(target, insert, chunk, saved)
    return saved


def _one_by_one(target: Any, insert: str, rows: Iterable[Sequence[Any]], saved: _Saved) -> None:
    """Takes the rows that fit and counts the others, which hold nonsense, among the lost."""
    target.execute("BEGIN")
    for row in rows:
        try:
            target.execute(insert, row)
            saved.read += 1
        except DriverError as error:
            if "full" in str(error).lower():
                raise
            saved.lost.append((row[0], row[0]))
    target.execute("COMMIT")


def _readable(source: _Source, table: str, listed: str, saved: _Saved) -> Iterator[Sequence[Any]]:
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
            if _is_full(error):
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


def _next_readable(source: _Source, statement: str, at: int) -> int | None:
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


def _is_full(error: Exception) -> bool:
    return "disk is full" in str(error).lower()


class _Source:
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


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _reported(
    new: Path, key: bytes | None, saved: Mapping[str, _Saved], newest: Backup | None
) -> SalvageReport:
    with closing(raw_connection(new, key)) as here:
        here.execute("PRAGMA journal_mode=DELETE")
        here.execute("PRAGMA foreign_keys=OFF")
        lost = _lost(here, saved, newest, key)
        orphans = _orphans_removed(here)
        _heads_made(here)
    _search_made(new, key)
    tables = tuple(
        TableSaved(table=t, label=table_word(t), read=s.read, lost=tuple(s.lost), said=s.said)
        for t, s in saved.items()
        if t != _STATE
    )
    report = SalvageReport(
        path=new, tables=tables, lost=tuple(lost), orphans=tuple(orphans), compared_with=newest
    )
    return SalvageReport(
        path=new,
        tables=tables,
        lost=report.lost,
        orphans=report.orphans,
        compared_with=newest,
        said=_said(report),
    )


def _said(report: SalvageReport) -> str:
    read = sum(t.read for t in report.tables)
    broken = [t.label for t in report.tables if t.lost]
    if not broken and not report.lost:
        return f"全部 {read} 条记录都读出来了。"
    said = f"读出 {read} 条记录；{'、'.join(broken) or '各表'}有读不出的部分"
    if report.lost:
        names = "、".join(f"{x.name}（{x.number}）" if x.number else x.name for x in report.lost[:5])
        said += f"，缺损的家庭有 {len(report.lost)} 户：{names}{' 等' if len(report.lost) > 5 else ''}"
    if report.compared_with is None:
        said += "。没有可以对照的备份，缺了谁不能全部查出"
    return said + "。"


def _lost(
    here: Any, saved: Mapping[str, _Saved], newest: Backup | None, key: bytes | None
) -> list[LostHousehold]:
    broken = [t for t, s in saved.items() if s.lost and t not in (_COMPUTED, _STATE)]
    if not broken:
        return []
    present = {row[0] for row in here.execute("SELECT id FROM household")}
    found: dict[int, LostHousehold] = {}
    known: dict[int, tuple[str, str]] = {}
    if newest is not None:
        with closing(raw_connection(newest.folder / DATABASE, key, read_only=True)) as there:
            known = {
                i: (number, name)
                for i, number, name in there.execute("SELECT id, number, name FROM household")
            }
            missing = known.keys() - present if "household" in broken else set[int]()
            for i in sorted(missing):
                found[i] = LostHousehold(*known[i], "整户")
            for i, what in _thinner(here, there, broken, known.keys() & present).items():
                found[i] = LostHousehold(*known[i], what)
    if "household" in broken:
        for i in sorted(_owners(here) - present - known.keys()):
            found[i] = LostHousehold("", _name_elsewhere(here, i), "整户（备份之后新建的）")
    return [found[i] for i in sorted(found)]


def _thinner(here: Any, there: Any, broken: Iterable[str], both: Iterable[int]) -> dict[int, str]:
    """Households that have fewer rows in a damaged table than in the backup."""
    told: dict[int, list[str]] = {}
    wanted = set(both)
    for table in broken:
        if "household_id" not in Row.metadata.tables[table].columns:
            continue
        # The table's name comes from the program's own list.
        statement = f'SELECT household_id, count(*) FROM "{table}" NOT INDEXED GROUP BY household_id'  # noqa: S608
        now = dict(here.execute(statement).fetchall())
        try:
            before = there.execute(statement).fetchall()
        except DriverError:
            continue
        for owner, count in before:
            if owner in wanted and now.get(owner, 0) < count:
                less = count - now.get(owner, 0)
                told.setdefault(owner, []).append(f"{table_word(table)}少 {less} 条")
    return {owner: "、".join(parts) for owner, parts in told.items()}


def _owners(here: Any) -> set[int]:
    """Every household that any row speaks of."""
    owners: set[int] = set()
    for name, table in Row.metadata.tables.items():
        if "household_id" in table.columns:
            owners.update(r[0] for r in here.execute(f'SELECT DISTINCT household_id FROM "{name}"'))  # noqa: S608
    owners.discard(0)
    return owners


def _name_elsewhere(here: Any, household_id: int) -> str:
    for statement in (
        "SELECT name FROM member WHERE household_id=? ORDER BY ordinal LIMIT 1",
        "SELECT applicant FROM application WHERE household_id=? LIMIT 1",
        "SELECT about FROM trail WHERE subject='household' AND subject_id=? ORDER BY seq DESC LIMIT 1",
    ):
        row = here.execute(statement, (household_id,)).fetchone()
        if row and row[0]:
            return str(row[0])
    return f"第 {household_id} 户（姓名没有找到）"


def _orphans_removed(here: Any) -> list[str]:
    """Takes out rows whose owner was lost, until none is left; tells which. The damaged file still has them."""
    told: list[str] = []
    here.execute("BEGIN")
    while broken := here.execute("PRAGMA foreign_key_check").fetchall():
        for table, row, parent in {(b[0], b[1], b[2]) for b in broken}:
            told.append(f"{table_word(table)}第 {row} 行（所属的{table_word(parent)}丢失）")
            here.execute(f'DELETE FROM "{table}" WHERE rowid=?', (row,))  # noqa: S608
    here.execute("COMMIT")
    return sorted(told)


def _heads_made(here: Any) -> None:
    """Gives a household whose head was lost one again, from what its own row tells."""
    here.execute("BEGIN")
    here.execute(
        "INSERT INTO member (household_id, ordinal, name, relation, id_number, phone, employer, lives_here, remark,"
        " ethnicity, political_status, employer_kind, employer_state, industry, model_worker)"
        " SELECT h.id, coalesce((SELECT min(m.ordinal) - 1 FROM member m WHERE m.household_id = h.id), 1),"
        " h.name, 'head', h.id_number, h.phone, h.employer, 1, ?, '', '', '', '', '', ''"
        " FROM household h WHERE h.destroyed_on IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM member m WHERE m.household_id = h.id AND m.relation = 'head')",
        (MADE_ANEW,),
    )
    here.execute("COMMIT")


def _search_made(path: Path, key: bytes | None) -> None:
    """Makes anew what the search box looks through, for households that lost it."""
    with closing(raw_connection(path, key)) as here:
        here.execute("PRAGMA journal_mode=DELETE")
        missing = [
            r[0]
            for r in here.execute(
                "SELECT id FROM household WHERE destroyed_on IS NULL "
                "AND id NOT IN (SELECT household_id FROM household_search)"
            )
        ]
        if not missing:
            return
        store = Database(path, key, read_only=True)
        try:
            with store.read() as session:
                texts = [
                    (h.id, search_text(h))
                    for start in range(0, len(missing), _CHUNK)
                    for h in get_many(session, missing[start : start + _CHUNK])
                    if h.members
                ]
        finally:
            store.close()
        here.execute("BEGIN")
        here.executemany("INSERT INTO household_search (household_id, text) VALUES (?, ?)", texts)
        here.execute("COMMIT")
