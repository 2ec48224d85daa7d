"""Salvage: a bad page costs its own rows, and whose they were is told by name."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop.store import health, salvage
from desktop.store.backup_files import DATABASE
from desktop.store.database import Database, driver, raw_connection
from desktop.store.households import get_many
from tests.unit.store.backup_office import AT, KEY, PAGE, add, flip, make, names, populated

COUNT = 400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return populated(tmp_path / "办公室", COUNT)


def rows(path: Path, table: str) -> set[Any]:
    with closing(raw_connection(path, KEY, read_only=True)) as connection:
        return set(connection.execute(f'SELECT * FROM "{table}" NOT INDEXED').fetchall())


def pages_of(path: Path, *tables: str) -> dict[str, list[int]]:
    """Pages of tables, found by harming one after the other and seeing which table alone stops."""
    found: dict[str, list[int]] = {}
    watched = (*tables, "setting")
    for page in range(20, path.stat().st_size // PAGE, 3):
        flip(path, page * PAGE + 50)
        stopped: list[str] = []
        for table in watched:
            try:
                rows(path, table)
            except driver.DatabaseError:
                stopped.append(table)
        if len(stopped) == 1:
            found.setdefault(stopped[0], []).append(page)
        flip(path, page * PAGE + 50)
    return found


def test_a_whole_file_comes_out_whole(folder: Path) -> None:
    before = (folder / DATABASE).read_bytes()
    report = salvage.salvage(folder, KEY, at=AT)
    assert report.whole
    assert "全部" in report.said
    for table in ("household", "member", "income", "trail", "setting", "series"):
        assert rows(report.path, table) == rows(folder / DATABASE, table)
    assert (folder / DATABASE).read_bytes() == before
    assert [p.name for p in report.path.parent.iterdir()] == [DATABASE], "the copy it worked on is gone"


def test_bad_pages_cost_their_own_rows_and_the_lost_are_named(folder: Path) -> None:
    make(folder)
    path = folder / DATABASE
    whole = {t: rows(path, t) for t in ("household", "member", "income", "household_search", "trail")}
    found = pages_of(path, "household", "member", "household_search")
    harmed = [found["household"][1], found["household"][2], found["member"][3], found["household_search"][1]]
    for page in harmed:
        flip(path, page * PAGE + 50)
    assert not health.quick_check(path, KEY).sound
    report = salvage.salvage(folder, KEY, at=AT)
    assert health.full_check(report.path, KEY).sound
    kept = rows(report.path, "household")
    assert kept < whole["household"]
    lost = len(whole["household"]) - len(kept)
    assert 0 < lost < 60, "two pages cost two pages of rows"
    assert rows(report.path, "trail") == whole["trail"]
    told = {x.number for x in report.lost if x.what == "整户"}
    assert told == {r[1] for r in whole["household"]} - {r[1] for r in kept}
    assert all(x.name for x in report.lost)
    thinner = [x for x in report.lost if x.what != "整户"]
    assert thinner
    assert all("家庭成员少" in x.what for x in thinner)
    assert report.orphans
    by_name = {t.table: t for t in report.tables}
    assert by_name["household"].read == len(kept)
    assert by_name["household"].lost
    assert by_name["income"].lost == ()
    assert "缺损的家庭有" in report.said
    # What the search box looks through is made anew, and nobody is left without a head.
    ids = {r[0] for r in kept}
    assert {r[0] for r in rows(report.path, "household_search")} == ids
    assert {r[0] for r in rows(report.path, "member") if r[3] == "head"} == ids
    added = [r for r in rows(report.path, "member") if "抢救" in r[-1]]
    assert {r[2] for r in added} <= {r[2] for r in kept}


def test_what_is_salvaged_can_be_worked_with(folder: Path) -> None:
    make(folder)
    found = pages_of(folder / DATABASE, "income")
    flip(folder / DATABASE, found["income"][1] * PAGE + 50)
    report = salvage.salvage(folder, KEY, at=AT)
    store = Database(report.path, KEY)
    with store.read() as session:
        assert len(get_many(session, range(1, COUNT + 1))) == COUNT
    store.close()
    new = report.path.parent
    add(new, 3, first=5000)
    assert len(names(new / DATABASE)) == COUNT + 3


def test_a_household_newer_than_every_backup_is_named_from_what_hangs_on_it(folder: Path) -> None:
    path = folder / DATABASE
    names_before = {r[0]: r[2] for r in rows(path, "household")}
    found = pages_of(path, "household")
    flip(path, found["household"][1] * PAGE + 50)
    report = salvage.salvage(folder, KEY, at=AT)
    assert report.compared_with is None
    assert "没有可以对照的备份" in report.said
    lost = names_before.keys() - {r[0] for r in rows(report.path, "household")}
    assert sorted(x.name for x in report.lost) == sorted(names_before[i] for i in lost)
    assert {x.what for x in report.lost} == {"整户（备份之后新建的）"}


def test_where_not_even_the_tables_can_be_listed_it_says_so(folder: Path) -> None:
    flip(folder / DATABASE, 200)
    with pytest.raises(salvage.UnreadableError, match="只能从备份恢复"):
        salvage.salvage(folder, KEY, at=AT)
    assert list((folder / "抢救").iterdir()) == []
