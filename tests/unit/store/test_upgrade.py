"""Upgrades: counted before and after, copied first, and never between the old and the new."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.store import upgrade
from desktop.store.database import raw_connection
from desktop.store.migrations import HEAD

FROZEN = Path(__file__).parents[2] / "golden" / "databases"
NEXT = f"{int(HEAD) + 1:04d}"


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A populated file one version behind, and one more step that can be made to go wrong."""
    steps = tmp_path / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, steps)
    monkeypatch.setattr(upgrade, "MIGRATIONS", steps)
    path = tmp_path / "bangfu.db"
    upgrade.create(path)
    connection = raw_connection(path)
    connection.execute("INSERT INTO fund (name, source, remark) VALUES ('甲','工会自筹','')")
    connection.execute(
        "INSERT INTO fund_entry (fund_id, moved_on, amount, reason) VALUES (1,'2026-01-01',100,'到账')"
    )
    connection.close()
    monkeypatch.setattr(upgrade, "HEAD", NEXT)
    return path


def _step(older: Path, body: str) -> None:
    text = (
        f'"""A step."""\nfrom alembic import op\nimport sqlalchemy as sa\n'
        f"revision={NEXT!r}\ndown_revision={HEAD!r}\n\ndef upgrade() -> None:\n{body}\n"
    )
    (older.parent / "migrations" / "versions" / f"{NEXT}_step.py").write_text(text, encoding="utf-8")


def _read(path: Path) -> tuple[str, int, int]:
    connection = raw_connection(path)
    try:
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        funds = connection.execute("SELECT count(*) FROM fund").fetchone()[0]
        entries = connection.execute("SELECT count(*) FROM fund_entry").fetchone()[0]
    finally:
        connection.close()
    return version, funds, entries


def test_a_table_may_be_rebuilt_without_losing_what_hangs_on_it(older: Path) -> None:
    _step(
        older,
        "    with op.batch_alter_table('fund', recreate='always') as t:\n"
        "        t.add_column(sa.Column('colour', sa.Text(), nullable=True))",
    )
    found: list[tuple[str, str]] = []
    was = upgrade.open_checked(older, None, lambda version: found.append((version, _read(older)[0])))
    assert was == HEAD
    assert found == [(HEAD, HEAD)]  # the backup is asked for before anything is changed
    assert _read(older) == (NEXT, 1, 1)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("    op.execute('DELETE FROM fund_entry')", upgrade.CountsDifferError),
        ("    op.execute('DELETE FROM fund')", upgrade.DamagedDatabaseError),
        ("    op.add_column('fund', sa.Column('colour', sa.Text()))\n    raise RuntimeError", RuntimeError),
    ],
)
def test_a_step_that_goes_wrong_leaves_the_old_file(older: Path, body: str, kind: type[Exception]) -> None:
    _step(older, body)
    with pytest.raises(kind):
        upgrade.open_checked(older, None, lambda _version: None)
    assert _read(older) == (HEAD, 1, 1)
    connection = raw_connection(older)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(fund)")]
    connection.close()
    assert "colour" not in columns


def test_a_step_does_not_begin_without_its_backup(older: Path) -> None:
    _step(older, "    op.add_column('fund', sa.Column('colour', sa.Text()))")

    def no_room(_version: str) -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        upgrade.open_checked(older, None, no_room)
    assert _read(older) == (HEAD, 1, 1)


@pytest.mark.parametrize("frozen", sorted(FROZEN.glob("*.db")), ids=lambda p: p.stem)
def test_files_of_every_version_open_with_all_they_held(frozen: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(frozen, tmp_path / "bangfu.db"))
    before = _tables(path)
    upgrade.open_checked(path, None, lambda _version: None)
    assert _read(path)[0] == HEAD
    assert {t: n for t, n in _tables(path).items() if t in before} == before
    assert before["household"] >= 50
    assert before["payout_line"] >= 2


def _tables(path: Path) -> dict[str, int]:
    connection = raw_connection(path)
    try:
        names = [
            r[0]
            for r in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            if r[0] != "alembic_version" and not r[0].startswith("sqlite_")
        ]
        return {n: connection.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0] for n in names}
    finally:
        connection.close()


@pytest.mark.parametrize("frozen", sorted(FROZEN.glob("*.db")), ids=lambda p: p.stem)
def test_notices_of_older_versions_still_name_their_cases_whole(frozen: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(frozen, tmp_path / "bangfu.db"))
    upgrade.open_checked(path, None, lambda _version: None)
    connection = raw_connection(path)
    try:
        hung = connection.execute(
            "SELECT notice_id, id, 1 FROM application WHERE notice_id IS NOT NULL ORDER BY notice_id, number"
        ).fetchall()
        named = connection.execute(
            "SELECT notice_id, application_id, whole FROM notice_case ORDER BY notice_id, position"
        ).fetchall()
    finally:
        connection.close()
    assert hung
    assert named == hung
