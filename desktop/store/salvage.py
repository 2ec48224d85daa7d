"""Saving what can be read from a damaged data file (抢救): table by table, row by row, into a new file.

Works on a copy and changes nothing of the office's. One bad page costs the rows that lay on it and no others; what was
lost is told by name, by comparing with the newest good backup. The new file is offered, never put in place by itself.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from desktop.domain.backup import Backup, SalvageReport, TableSaved, table_word
from desktop.domain.search_text import search_text
from desktop.store import backups, upgrade
from desktop.store.backup_files import DATABASE, copy_synced, disk_said
from desktop.store.damaged_tables import Saved, Source, is_full, readable
from desktop.store.database import Database, DriverError, explain, raw_connection
from desktop.store.errors import DamagedDatabaseError, FullDiskError
from desktop.store.households import get_many
from desktop.store.rows.base import Row
from desktop.store.salvage_losses import lost

SALVAGED = "抢救"
_CHUNK = 500
MADE_ANEW = "抢救数据时按档案首页补上的，请与纸质材料核对"
_COMPUTED = "household_search"
"""Can be made anew from the household itself."""
_STATE = "trail_state"


class UnreadableError(DamagedDatabaseError):
    def __init__(self, path: Path) -> None:
        super().__init__(path, "文件头或表的目录已损坏，没有一张表读得出来，只能从备份恢复")


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
        listed = backups.listing(backups.root_of(office_folder))
        newest = next((b for b in listed if b.good and backups.verify(b, key).good), None)
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


def _copied(damaged: Path, new: Path, key: bytes | None) -> dict[str, Saved]:
    wanted = [name for name in Row.metadata.tables if name != "alembic_version"]
    source = Source(damaged, key)
    try:
        columns = {table: source.columns(table) for table in wanted}
    except DriverError as error:
        raise UnreadableError(damaged) from error
    finally:
        source.close()
    if not any(columns.values()):
        raise UnreadableError(damaged)
    saved: dict[str, Saved] = {}
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


def _copy_table(source: Source, target: Any, table: str, names: Sequence[str]) -> Saved:
    saved = Saved()
    if not names:
        saved.said = "这个版本的文件里没有这张表"
        return saved
    listed = ", ".join(f'"{n}"' for n in ("rowid", *names))
    marks = ", ".join("?" * (len(names) + 1))
    # Names of tables and columns come from the program's own list, never from a person.
    insert = f'INSERT INTO "{table}" ({listed}) VALUES ({marks})'  # noqa: S608
    rows = readable(source, table, listed, saved)
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


def _one_by_one(target: Any, insert: str, rows: Iterable[Sequence[Any]], saved: Saved) -> None:
    """Takes the rows that fit and counts the others, which hold nonsense, among the lost."""
    target.execute("BEGIN")
    for row in rows:
        try:
            target.execute(insert, row)
            saved.read += 1
        except DriverError as error:
            if is_full(error):
                raise
            saved.lost.append((row[0], row[0]))
    target.execute("COMMIT")


def _reported(
    new: Path, key: bytes | None, saved: Mapping[str, Saved], newest: Backup | None
) -> SalvageReport:
    with closing(raw_connection(new, key)) as here:
        here.execute("PRAGMA journal_mode=DELETE")
        here.execute("PRAGMA foreign_keys=OFF")
        broken = [t for t, s in saved.items() if s.lost and t not in (_COMPUTED, _STATE)]
        missing = lost(here, broken, newest, key)
        orphans = _orphans_removed(here)
        _heads_made(here)
    _search_made(new, key)
    tables = tuple(
        TableSaved(table=t, label=table_word(t), read=s.read, lost=tuple(s.lost), said=s.said)
        for t, s in saved.items()
        if t != _STATE
    )
    report = SalvageReport(
        path=new, tables=tables, lost=tuple(missing), orphans=tuple(orphans), compared_with=newest
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
