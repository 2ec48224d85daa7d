"""Printing papers of meetings and checks (审批汇总表、评议记录、会议纪要、抽查记录)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desktop.casework.office import Cancelled, Office, Progress
from desktop.casework.printing import print_papers, published
from desktop.casework.settings import bureau
from desktop.domain.application import Application
from desktop.domain.drawn import DrawHeld
from desktop.domain.errors import OfficeError
from desktop.domain.meeting import Meeting, MeetingKind
from desktop.domain.meeting_papers import (
    CaseByCase,
    DrawPaper,
    MeetingPaper,
    PlacesGiven,
    SummaryLine,
    SummaryPaper,
)
from desktop.domain.words import word
from desktop.store import assessments, cases
from desktop.store.database import Session

SUMMARY, APPRAISAL, CHECK, MINUTES = "approval_summary", "appraisal_record", "check_record", "meeting_minutes"
OF_KIND = {
    MeetingKind.appraisal: APPRAISAL,
    MeetingKind.approval: MINUTES,
    MeetingKind.places: MINUTES,
}
"""Which paper a meeting leaves behind."""


def print_summary(
    office: Office,
    application_ids: Sequence[int],
    title: str,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    day: date | None = None,
    number: str = "",
) -> tuple[str, ...]:
    """Writes these applications as one list with their sums, PDF or workbook. Raises OfficeError where there is none."""
    if not application_ids:
        raise OfficeError("没有要汇总的申请。请先在「申请」页筛选出这一批。")
    with office.store.read() as session:
        lines = tuple(_line(office, session, cases.get(session, i)) for i in application_ids)
    paper = SummaryPaper(
        bureau=bureau(office),
        title=title,
        day=day,
        number=number,
        lines=lines,
        printed_on=office.today(),
    )
    return print_papers(office, SUMMARY, [paper], out, progress, cancelled, rows=len(lines))


def _line(office: Office, session: Session, case: Application) -> SummaryLine:
    kept = assessments.get(session, case.assessment_id)
    head = kept.household.head
    return SummaryLine(
        number=case.number,
        name=case.applicant,
        unit=head.employer or kept.household.hukou_place,
        scheme_title=case.scheme_title,
        category=published(office, case.scheme_id, kept.verdict.group),
        proposed=case.proposed,
        amount=case.approved_amount,
        goods=case.approved_goods,
        result=word(case.state),
    )


def print_meeting(
    office: Office,
    meeting: Meeting,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    scheme_title: str = "",
    quorum: int = 0,
    rule: str = "",
    places: Sequence[PlacesGiven] = (),
    draws: Sequence[DrawHeld] = (),
) -> tuple[str, ...]:
    """Writes what a meeting leaves behind: the record of an appraisal, or minutes with what was decided case by case."""
    paper = MeetingPaper(
        bureau=bureau(office),
        meeting=meeting,
        scheme_title=scheme_title,
        quorum=quorum,
        rule=rule,
        case_by_case=_case_by_case(office, meeting),
        places=tuple(places),
        draws=tuple(draws),
        printed_on=office.today(),
    )
    of = ("meeting", meeting.id)
    return print_papers(
        office, OF_KIND[meeting.kind], [paper], out, progress, cancelled, of=of, rows=len(meeting.items)
    )


def _case_by_case(office: Office, meeting: Meeting) -> tuple[CaseByCase, ...]:
    found: list[CaseByCase] = []
    with office.store.read() as session:
        for item in meeting.items:
            if item.discussed:
                case = cases.get(session, item.application_id)
                if case.override is not None:
                    found.append(
                        CaseByCase(number=case.number, applicant=case.applicant, override=case.override)
                    )
    return tuple(found)


def print_draw(
    office: Office,
    draw: DrawHeld,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the record of a random check, with how anyone draws it again."""
    paper = DrawPaper(bureau=bureau(office), draw=draw, printed_on=office.today())
    of = ("draw", draw.id)
    return print_papers(office, CHECK, [paper], out, progress, cancelled, of=of, rows=len(draw.cases))
