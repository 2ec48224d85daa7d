"""What the lists of the archive are printed from: files to look at, a year's reviews, near relatives on file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.bureau import Bureau
from desktop.domain.review import Reviewed
from desktop.domain.watchlist import Watched


@dataclass(frozen=True, kw_only=True)
class WatchPaper:
    """One list of files to look at (名单), to take along."""

    bureau: Bureau
    title: str
    reach: str
    """How far it looks back or ahead, in words; nothing where it does not."""
    lines: tuple[Watched, ...]
    printed_on: date
    trail: str = ""


@dataclass(frozen=True, kw_only=True)
class YearlyPaper:
    """What a year's reviews came to (年度复审表), to be signed."""

    bureau: Bureau
    year: int
    lines: tuple[Reviewed, ...]
    waiting: int
    """Files still not reviewed when it was printed."""
    printed_on: date
    trail: str = ""


@dataclass(frozen=True, kw_only=True)
class KinEntry:
    """One member of the staff, or a near relative of one, in a household on file."""

    staff: str
    post: str
    relation: str
    member: str
    number: str
    head: str
    sure: bool
    cases: str = ""
    """Applications of that household that are not finished."""
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class KinPaper:
    """The register of near relatives among those who get help (近亲属备案表), for the upper level."""

    bureau: Bureau
    entries: tuple[KinEntry, ...]
    printed_on: date
    trail: str = ""
