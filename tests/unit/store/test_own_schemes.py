"""An office's own schemes go into every backup and come back where they were lost."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop.store import restoring, second_place
from desktop.store.library import OWN_SCHEMES
from tests.unit.store.backup_office import AT, KEY, make, populated

OWN = "qinghe.toml"
TEXT = 'id = "qinghe"\ntitle = "青禾湾镇春节慰问"\n'


def test_a_lost_scheme_comes_back_with_the_backup_and_a_newer_one_stays(tmp_path: Path) -> None:
    folder = populated(tmp_path / "办公室")
    home = folder / OWN_SCHEMES
    home.mkdir()
    (home / OWN).write_text(TEXT, "utf-8")
    (home / "other.toml").write_text("old", "utf-8")
    made = make(folder)
    (home / OWN).unlink()
    (home / "other.toml").write_text("newer", "utf-8")
    restoring.restore(folder, made, KEY, at=AT, app_version="0.2.0")
    assert (home / OWN).read_text("utf-8") == TEXT
    assert (home / "other.toml").read_text("utf-8") == "newer"


def test_on_another_pc_the_schemes_come_from_the_stick(tmp_path: Path) -> None:
    folder = populated(tmp_path / "办公室")
    (folder / OWN_SCHEMES).mkdir()
    (folder / OWN_SCHEMES / OWN).write_text(TEXT, "utf-8")
    stick = tmp_path / "stick"
    stick.mkdir()
    copied = second_place.copy_to(make(folder), stick, "示例市总工会")
    shutil.rmtree(folder)
    restoring.restore(folder, copied, KEY, at=AT, app_version="0.2.0")
    assert (folder / OWN_SCHEMES / OWN).read_text("utf-8") == TEXT


def test_an_office_without_schemes_of_its_own_has_no_folder_for_them(tmp_path: Path) -> None:
    folder = populated(tmp_path / "办公室")
    made = make(folder)
    restoring.restore(folder, made, KEY, at=AT, app_version="0.2.0")
    assert not (folder / OWN_SCHEMES).exists()
    assert not list(made.folder.glob("*.toml"))
