"""Attachments beside the backups: each file is copied once, for its name is random and its content never changes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from desktop.store.backup_files import ATTACHED, ATTACHMENTS, copy_synced
from desktop.store.whole_file import sync_folder, write_whole


def names_in(folder: Path) -> tuple[str, ...]:
    """The attachments in an office's folder or a place of backups, as paths below 附件, in order."""
    top = folder / ATTACHMENTS
    if not top.is_dir():
        return ()
    return tuple(
        sorted(
            p.relative_to(top).as_posix() for p in top.rglob("*") if p.is_file() and not _unfinished(p.name)
        )
    )


def names_of(backup: Path) -> tuple[str, ...]:
    """The attachments that belong to a backup. Raises OSError where its list cannot be read."""
    text = (backup / ATTACHED).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line)


def write_names(backup: Path, names: Iterable[str]) -> None:
    """Writes down which attachments belong to a backup."""
    write_whole(backup / ATTACHED, "".join(f"{name}\n" for name in names).encode())


def to_copy(names: Iterable[str], source: Path, target: Path) -> tuple[str, ...]:
    """Which of the attachments the other place has not, or not whole."""
    return tuple(n for n in names if not _same(source / ATTACHMENTS / n, target / ATTACHMENTS / n))


def copy(names: Iterable[str], source: Path, target: Path) -> tuple[str, ...]:
    """Copies the attachments the other place has not; gives those that are in neither."""
    missing: list[str] = []
    touched: set[Path] = set()
    for name in names:
        there, here = source / ATTACHMENTS / name, target / ATTACHMENTS / name
        if _same(there, here):
            continue
        if not there.is_file():
            if not here.is_file():
                missing.append(name)
            continue
        here.parent.mkdir(parents=True, exist_ok=True)
        beside = here.with_name(here.name + ".new")
        copy_synced(there, beside)
        beside.replace(here)
        touched.add(here.parent)
    for folder in touched:
        sync_folder(folder)
    return tuple(missing)


def prune(root: Path, backups: Iterable[Path], living: Iterable[str]) -> None:
    """Takes away what no backup and not the office itself has any more; nothing where one list cannot be read."""
    wanted = set(living)
    for folder in backups:
        try:
            wanted.update(names_of(folder))
        except OSError:
            return
    for name in names_in(root):
        if name not in wanted:
            (root / ATTACHMENTS / name).unlink(missing_ok=True)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_size == other.stat().st_size
    except OSError:
        return False


def _unfinished(name: str) -> bool:
    return name.endswith((".new", ".tmp", ".part"))
