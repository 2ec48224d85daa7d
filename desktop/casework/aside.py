"""What was being written when the program stopped (没来得及存的方案): put aside every few seconds, offered at the next opening.

It is no scheme and no unfinished work of the office, only what an officer has typed: it is not told in the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.casework.office import Office
from desktop.domain.editions import read_heading
from desktop.domain.policy_text import SchemeError
from desktop.store import own_files
from desktop.store.library import read_plain

ENDING = ".unsaved"


@dataclass(frozen=True, kw_only=True)
class Aside:
    """A text put aside, under the number its scheme had when it was opened."""

    id: str
    title: str
    text: str


def put_aside(office: Office, id: str, text: str) -> None:
    """Keeps the text, whole or not at all; raises StoreError where it cannot be written."""
    own_files.write(_place(office, id), text)


def aside(office: Office) -> tuple[Aside, ...]:
    """All that was put aside and neither saved nor thrown away, by number."""
    folder = _place(office, "x").parent
    found = (_read(path) for path in sorted(folder.glob(f"*{ENDING}")) if path.is_file())
    return tuple(one for one in found if one is not None)


def forget(office: Office, id: str) -> None:
    """It was saved, or is not wanted: nothing is offered any more."""
    own_files.take_away(_place(office, id))


def _place(office: Office, id: str) -> Path:
    return own_files.home_of(office.folder, id).with_suffix(ENDING)


def _read(path: Path) -> Aside | None:
    try:
        text = read_plain(path)
    except SchemeError:
        return None
    try:
        heading = read_heading(text)
    except SchemeError:
        heading = None
    return Aside(id=path.name.removesuffix(ENDING), title=heading.title if heading else "", text=text)
