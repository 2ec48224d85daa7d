"""The scheme files an office keeps itself (本单位的方案文件), finished and unfinished: found, read, written whole, taken away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from desktop.domain.attachment import file_name
from desktop.domain.editions import read_heading
from desktop.domain.errors import OfficeError
from desktop.domain.policy_text import SchemeError
from desktop.store.library import DRAFT, OWN_SCHEMES, read_plain
from desktop.store.whole_file import write_whole


def home_of(office: Path, id: str) -> Path:
    """Where the office keeps the scheme of that id, unless it stands there under another name already."""
    return office / OWN_SCHEMES / file_name(f"{id}.toml")


def draft_of(office: Path, id: str) -> Path:
    """Where the office keeps the unfinished scheme of that id."""
    return office / OWN_SCHEMES / f"{file_name(f'{id}.toml').removesuffix('.toml')}{DRAFT}"


def find(office: Path, id: str) -> Path | None:
    """The office's own file that bears that id, however the file is called."""
    for path in _all(office):
        if not path.name.endswith(DRAFT):
            with suppress(SchemeError):
                heading = read_heading(read_plain(path))
                if heading is not None and heading.id == id:
                    return path
    return None


def drafts(office: Path) -> tuple[Path, ...]:
    """The unfinished schemes, by name."""
    return tuple(path for path in _all(office) if path.name.endswith(DRAFT))


def write(path: Path, text: str) -> None:
    """Puts the text there, whole or not at all; raises StoreError or OfficeError with a sentence."""
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as trouble:
        raise OfficeError(
            f"不能新建文件夹 {path.parent}（{trouble.strerror or trouble}），方案没有保存。请检查磁盘和权限。"
        ) from trouble
    write_whole(path, text.encode())


def take_away(path: Path) -> None:
    """Removes the file, if it is there."""
    path.unlink(missing_ok=True)


def _all(office: Path) -> Iterator[Path]:
    home = office / OWN_SCHEMES
    yield from sorted(p for p in home.glob("*.toml") if p.is_file())
