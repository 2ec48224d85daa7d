"""An open office: what every verb of casework needs, handed over as one value. Fields only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from desktop.domain.accounts import User
from desktop.domain.binder import Binder, Bound
from desktop.domain.calendar import YearList
from desktop.store.database import Database
from desktop.store.library import Library

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""
Cancelled = Callable[[], bool]
"""Asked whether the officer wants it stopped."""


class PaperForm(Protocol):
    """One printed form: made from one kind of value, a sheet at the end."""

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def subject(self) -> type[Any]: ...

    @property
    def sheet(self) -> Callable[[Any], Any]: ...


class Press(Protocol):
    """Writes sheets to a file, PDF or xlsx by its suffix; gives the characters no font could draw."""

    def __call__(
        self,
        sheets: Sequence[Any],
        out: Path,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> tuple[str, ...]: ...

    def as_bytes(self, sheets: Sequence[Any], suffix: str) -> bytes:
        """The same in memory, for what must never lie on the disk as it is."""
        ...

    def bind(
        self,
        binder: Binder,
        out: Path,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Bound:
        """Binds a household's papers and scans into one PDF."""
        ...

    def pages_of(self, data: bytes) -> int:
        """How many pages a scan has; 0 where it cannot be bound."""
        ...


@dataclass(frozen=True)
class Office:
    """One office at work. `today` and `now` are asked, never the clock."""

    folder: Path
    store: Database
    library: Library
    calendars: Mapping[int, YearList]
    """The holiday lists that came with the program."""
    forms: Mapping[str, PaperForm]
    press: Press
    today: Callable[[], date]
    now: Callable[[], datetime]
    """The moment, in UTC: only for the log and for names of backups."""
    user: User
    """Who is signed in."""

    @property
    def key(self) -> bytes | None:
        """What the data file is encrypted with; None in the practice office."""
        return self.store.key
