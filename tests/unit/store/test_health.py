"""The checks: what they find, when they are due, and what they say."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.store import health
from desktop.store.backup_files import DATABASE
from desktop.store.database import Database, raw_connection
from tests.unit.store.backup_office import KEY, PAGE, flip, populated

DAY = date(2026, 3, 2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return populated(tmp_path / "办公室", 10) / DATABASE


def test_a_whole_file_is_called_whole_open_or_closed(path: Path) -> None:
    assert health.quick_check(path, KEY).said == "数据文件完好。"
    store = Database(path, KEY)
    found = health.full_check(path, KEY)
    store.close()
    assert found.sound
    assert found.full
    assert found.details == ()


@pytest.mark.parametrize(("content", "detail"), [(b"", "空"), (b"x" * PAGE * 3, ""), (None, "读不到")])
def test_what_is_no_data_file_is_told(path: Path, content: bytes | None, detail: str) -> None:
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    for found in (health.quick_check(path, KEY), health.full_check(path, KEY)):
        assert not found.sound
        assert detail in found.details[0]
        assert found.details[0]
        assert "备份" in found.said


def test_one_bit_is_found_by_the_full_check_wherever_it_lies(path: Path) -> None:
    pages = path.stat().st_size // PAGE
    for page in range(1, pages):
        flip(path, page * PAGE + 2000)
        assert not health.full_check(path, KEY).sound, f"page {page}"
        flip(path, page * PAGE + 2000)
    assert health.full_check(path, KEY).sound


def test_a_row_without_its_owner_is_found_by_the_full_check(path: Path) -> None:
    connection = raw_connection(path, KEY)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("DELETE FROM household WHERE id=3")
    connection.close()
    found = health.full_check(path, KEY)
    assert not found.sound
    assert any("household" in d for d in found.details)


@pytest.mark.parametrize(
    ("days", "due"), [(0, False), (6, False), (7, True), (-1, True), (3653, True), (-3653, True)]
)
def test_the_full_check_is_due_weekly_and_when_the_clock_went_back(
    tmp_path: Path, days: int, due: bool
) -> None:
    assert health.full_check_due(tmp_path, DAY)
    health.note_full_check(tmp_path, DAY, sound=True)
    assert health.full_check_due(tmp_path, DAY + timedelta(days=days)) is due


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"checked_on": 7, "sound": true}'])
def test_a_note_that_cannot_be_read_means_due(tmp_path: Path, content: bytes) -> None:
    (tmp_path / health.CHECKED).write_bytes(content)
    assert health.full_check_due(tmp_path, DAY)


def test_a_check_that_found_damage_stays_due(tmp_path: Path) -> None:
    health.note_full_check(tmp_path, DAY, sound=False)
    assert health.full_check_due(tmp_path, DAY)


def test_the_engine_is_told_when_it_is_too_old() -> None:
    assert health.engine_said() == ""
    assert health.engine_said((3, 51, 3)) == ""
    assert "3.40.1 版" in health.engine_said((3, 40, 1))


def test_the_quick_check_gives_up_in_time_and_calls_no_damage(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "PATIENCE", -1.0)
    monkeypatch.setattr(health, "_STEPS", 1)
    assert health.quick_check(path, KEY).sound
    flip(path, 200)
    assert not health.quick_check(path, KEY).sound
