"""Who is missing from a salvaged file, by name: held against the newest good backup (抢救)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import closing
from typing import Any

from desktop.domain.backup import Backup, LostHousehold, table_word
from desktop.store.backup_files import DATABASE
from desktop.store.database import DriverError, raw_connection
from desktop.store.rows.base import Row


def lost(here: Any, broken: Collection[str], newest: Backup | None, key: bytes | None) -> list[LostHousehold]:
    """The households that are missing or thinner; `broken` are the tables of which rows could not be read."""
    if not broken:
        return []
    present = {row[0] for row in here.execute("SELECT id FROM household")}
    found: dict[int, LostHousehold] = {}
    known: dict[int, tuple[str, str]] = {}
    if newest is not None:
        its_key = key if newest.encrypted else None
        with closing(raw_connection(newest.folder / DATABASE, its_key, read_only=True)) as there:
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
