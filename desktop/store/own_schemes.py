"""An office's own scheme files in its backups: plain files beside the data file, put back where they are lost."""

from __future__ import annotations

from pathlib import Path

from desktop.store.backup_files import copy_synced
from desktop.store.library import OWN_SCHEMES
from desktop.store.whole_file import sync_folder

MARK = f"{OWN_SCHEMES}_"
"""What the name of such a file begins with in a backup's folder."""


def lay_in(office_folder: Path, backup_folder: Path) -> int:
    """Copies the office's own schemes into a backup; how many there are."""
    found = sorted(p for p in (office_folder / OWN_SCHEMES).glob("*.toml") if p.is_file())
    for path in found:
        copy_synced(path, backup_folder / f"{MARK}{path.name}")
    return len(found)


def put_back(backup_folder: Path, office_folder: Path) -> tuple[str, ...]:
    """Puts back the schemes the office has lost, and leaves those alone that stand there; the names put back."""
    home = office_folder / OWN_SCHEMES
    lost = [
        path
        for path in sorted(backup_folder.glob(f"{MARK}*.toml"))
        if path.is_file() and not (home / path.name.removeprefix(MARK)).exists()
    ]
    if not lost:
        return ()
    home.mkdir(exist_ok=True)
    for path in lost:
        name = path.name.removeprefix(MARK)
        beside = home / f".{name}.new"
        copy_synced(path, beside)
        beside.replace(home / name)
    sync_folder(home)
    return tuple(path.name.removeprefix(MARK) for path in lost)
