"""Printing the lists of the archive (名单、年度复审表、近亲属备案表): what is on file now, noted in the log like every paper."""

from __future__ import annotations

from pathlib import Path

from desktop.casework import staff, watchlists, yearly
from desktop.casework.office import Cancelled, Office, Progress
from desktop.casework.printing import print_paper
from desktop.casework.settings import bureau
from desktop.domain.errors import OfficeError
from desktop.domain.list_papers import KinPaper, WatchPaper, YearlyPaper
from desktop.domain.watchlist import REACHES, WatchList
from desktop.domain.words import word

WATCH_LIST, YEARLY_REVIEW, NEAR_RELATIVES = "watch_list", "yearly_review", "near_relatives"


def print_watch_list(
    office: Office,
    which: WatchList,
    months: int | None,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes a list of files to look at. Raises OfficeError where nobody stands on it."""
    lines = watchlists.watch_list(office, which, months)
    if not lines:
        raise OfficeError(f"「{word(which)}」名单现在是空的，没有要打印的。")
    reach = REACHES.get(which)
    paper = WatchPaper(
        bureau=bureau(office),
        title=word(which),
        reach=reach.said(watchlists.MONTHS[which] if months is None else months) if reach else "",
        lines=lines,
        printed_on=office.today(),
    )
    return print_paper(office, WATCH_LIST, paper, out, progress, cancelled)


def print_reviews(
    office: Office,
    year: int,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes what a year's reviews came to. Raises OfficeError where nothing was reviewed."""
    lines = yearly.results(office, year)
    if not lines:
        raise OfficeError(f"{year} 年还没有复审过，没有要打印的。请先复审。")
    paper = YearlyPaper(
        bureau=bureau(office),
        year=year,
        lines=lines,
        waiting=len(yearly.waiting(office, year)),
        printed_on=office.today(),
    )
    return print_paper(office, YEARLY_REVIEW, paper, out, progress, cancelled)


def print_kin(
    office: Office, out: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> tuple[str, ...]:
    """Writes the register of near relatives on file; those settled as somebody else are left out."""
    paper = KinPaper(bureau=bureau(office), entries=staff.kin_entries(office), printed_on=office.today())
    return print_paper(office, NEAR_RELATIVES, paper, out, progress, cancelled)
