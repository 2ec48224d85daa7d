"""Lines of the list going out (复制、导出名单): logged first, covered as shown, whole only with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.casework.deeds import record
from desktop.casework.office import Cancelled, Office, Progress
from desktop.casework.printing import form_named
from desktop.domain.errors import OfficeError
from desktop.domain.listing import HouseholdLine
from desktop.domain.trail import Act
from desktop.domain.views import ListPaper
from desktop.store import household_list

FORM = "household_list"
NAME = "家庭档案名单"


def lines_of(office: Office, household_ids: Sequence[int]) -> list[HouseholdLine]:
    """The lines of these households, in this order."""
    with office.store.read() as session:
        return household_list.lines(session, household_ids)


def note_going_out(
    office: Office, how: str, rows: int, columns: Sequence[str], whole: bool, reason: str = ""
) -> None:
    """Writes into the log that so many lines go out, with which columns; before they do.

    `whole`: numbers and addresses uncovered. That needs a reason: raises OfficeError without one, NotAllowedError
    where the user may not look at them, StoreError where it cannot be logged: then nothing may go out.
    """
    about = f"{how}「{NAME}」{rows} 行{'，含完整号码和地址' if whole else ''}"
    told = f"含列：{'、'.join(columns)}"
    if whole:
        if not reason.strip():
            raise OfficeError("请写明为什么需要完整的号码和地址，操作记录里要留下。")
        record(office, Act.reveal, about, f"{reason.strip()}；{told}")
    else:
        record(office, Act.export, about, told)


def export(
    office: Office,
    paper: ListPaper,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Writes the list into a workbook: every cell text, no formula can take effect."""
    office.press([form_named(office, FORM).sheet(paper)], out, progress, cancelled)
