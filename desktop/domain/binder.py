"""One household, one file (一户一档): everything on file of a household in the order in which it is bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.domain.dossier import ContentsLine, FilePaper


@dataclass(frozen=True, kw_only=True)
class BoundPaper:
    """A paper of ours to be bound: its sheets, and how the contents name it."""

    title: str
    whose: str = ""
    dated: date | None = None
    sheets: tuple[Any, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BoundScan:
    """A scan or photograph to be bound; its bytes are asked for once, and kept nowhere."""

    title: str
    load: Callable[[], bytes]
    """Raises OfficeError where they are damaged."""
    whose: str = ""
    dated: date | None = None


@dataclass(frozen=True, kw_only=True)
class Binder:
    """One file to be bound: cover and contents come from `file`, whose lines the binding fills in."""

    file: FilePaper
    papers: tuple[BoundPaper, ...]
    scans: tuple[BoundScan, ...]

    @property
    def steps(self) -> int:
        """How many steps of progress its binding has."""
        return len(self.papers) + len(self.scans) + 1


@dataclass(frozen=True, kw_only=True)
class Bound:
    """What was bound: the contents as printed, and what no typeface could draw."""

    pages: int
    lines: tuple[ContentsLine, ...]
    left_out: tuple[str, ...] = ()
    """Scans that could not be bound, each with the reason."""
    missing_glyphs: tuple[str, ...] = ()
