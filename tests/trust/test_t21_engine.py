"""T21: the engine that is shipped is new enough for the write-ahead log; an older one is given the slower, safe way."""

from __future__ import annotations

from collections import deque
from itertools import islice
from random import Random

import pytest

from desktop.app import DATABASE
from desktop.casework import safety
from desktop.casework.office import Office
from desktop.store import health
from desktop.store.database import WAL_SAFE, driver, raw_connection
from tests.trust import offices, story
from tests.trust.conftest import Figures, Template

SETTINGS = ("journal_mode", "synchronous", "foreign_keys")


def test_the_engine_shipped_may_use_the_log(encrypted_template: Template, figure: Figures) -> None:
    figure("SQLite that is shipped", driver.sqlite_version, "≥ 3.51.3")
    assert driver.sqlite_version_info >= WAL_SAFE >= (3, 51, 3)
    connection = raw_connection(encrypted_template.folder / DATABASE, encrypted_template.key)
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in SETTINGS}
    cipher = connection.execute("PRAGMA cipher_version").fetchone()
    connection.close()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert cipher is not None
    assert cipher[0].startswith("4.")


def test_an_older_engine_works_without_the_log(
    encrypted_template: Template, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = encrypted_template.copied(tmp_path_factory.mktemp("engine") / "办公室")
    key = encrypted_template.key
    with offices.opened(folder, key) as office:
        first = list(islice(story.casework(office, Random(21)), 12))
    monkeypatch.setattr(driver, "sqlite_version_info", (3, 51, 2))
    with offices.opened(folder, key) as office:
        deque(islice(story.casework(office, Random(22)), 12), maxlen=0)
        connection = raw_connection(folder / DATABASE, key)
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in SETTINGS[:2]]
        connection.close()
        assert found == ["truncate", 2]
        assert not (folder / f"{DATABASE}-wal").exists()
        assert [story.missing(office, done) for done in first] == [""] * len(first)
        assert offices.proof_of(office).sound


def test_an_old_engine_is_told_where_the_backups_are(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    assert safety.safety(office).engine_said == ""
    monkeypatch.setattr(health, "WAL_SAFE", (9, 0, 0))
    said = safety.safety(office).others
    assert any(driver.sqlite_version in line.text and "数据不受影响" in line.text for line in said)
