"""Printing papers of meetings and checks (审批汇总表、评议记录、会议纪要、抽查记录)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desktop.casework import placing
from desktop.casework.ground import case_ground
from desktop.casework.office import Cancelled, Office, Progress
from desktop.casework.printing import print_papers, published
from desktop.domain import votes
from desktop.domain.application import Application, StepKind
from desktop.domain.drawn import DrawHeld
from desktop.domain.errors import OfficeError
from desktop.domain.meeting import Meeting, MeetingKind
from desktop.domain.meeting_papers import (
    CaseByCase,
    DrawPaper,
    MeetingPaper,
    PlacesPaper,
    SummaryLine,
    SummaryPaper,
)
from desktop.domain.places_round import PlacesRound, unranked
from desktop.domain.step_rules import StepRules
from desktop.domain.words import word
from desktop.store import assessments, cases, draws, meetings, places, settings
from desktop.store.database import Session

SUMMARY, APPRAISAL, CHECK, MINUTES = "approval_summary", "appraisal_record", "check_record", "meeting_minutes"
PLACES = "places_record"
OF_KIND = {
    MeetingKind.appraisal: APPRAISAL,
    MeetingKind.approval: MINUTES,
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
        bureau = settings.bureau(session)
    paper = SummaryPaper(
        bureau=bureau,
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
    meeting_id: int,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes what a meeting leaves behind: the record of an appraisal, or minutes with what was decided case by case."""
    with office.store.read() as session:
        meeting = meetings.get(session, meeting_id)
        plan, title = _plan(office, session, meeting)
        paper = MeetingPaper(
            bureau=settings.bureau(session),
            meeting=meeting,
            scheme_title=title,
            quorum=plan.quorum(meeting.due),
            rule=_passing(plan) if meeting.kind is MeetingKind.appraisal else "",
            case_by_case=_case_by_case(session, meeting),
            places=_rounds(office, session, meeting),
            draws=_draws(session, meeting),
            printed_on=office.today(),
        )
    return print_papers(
        office,
        OF_KIND[meeting.kind],
        [paper],
        out,
        progress,
        cancelled,
        of=(meetings.SUBJECT, meeting.id),
        rows=len(meeting.items),
    )


def _plan(office: Office, session: Session, meeting: Meeting) -> tuple[StepRules, str]:
    """What the plan asks of such a meeting, by the first case on its agenda, and the plans the cases are under."""
    listed = [cases.get(session, item.application_id) for item in meeting.items]
    titles = "、".join(dict.fromkeys(case.scheme_title for case in listed))
    if not listed:
        return StepRules(), titles
    kind = StepKind.appraisal if meeting.kind is MeetingKind.appraisal else StepKind.decide
    ground = case_ground(office, session, listed[0])
    return next((step.rules for step in ground.scheme.steps if step.kind is kind), StepRules()), titles


def _passing(plan: StepRules) -> str:
    return f"同意票达到到会人数的 {plan.majority or votes.USUAL}"


def _draws(session: Session, meeting: Meeting) -> tuple[DrawHeld, ...]:
    """The checks drawn on that day over cases of its agenda."""
    mine = {item.application_id for item in meeting.items}
    held = (d for d in draws.all_draws(session) if d.day == meeting.day)
    return tuple(d for d in held if mine & {c.application_id for c in d.cases})


def _rounds(office: Office, session: Session, meeting: Meeting) -> tuple[PlacesRound, ...]:
    """The rounds of places held at it, or on its day over cases of its agenda; ranks kept to the office are not told."""
    found = places.all_rounds(session)
    return tuple(unranked(r) if _private(office, r) else r for r in found if _held_at(r, meeting))


def _held_at(round: PlacesRound, meeting: Meeting) -> bool:
    """Whether the round belongs to that meeting: it is named, or was held on that day over cases of the round."""
    if round.meeting_id is not None:
        return round.meeting_id == meeting.id
    mine = {item.application_id for item in meeting.items}
    return round.day == meeting.day and bool(mine & {x.application_id for x in round.rows})


def _private(office: Office, round: PlacesRound) -> bool:
    """Whether ranks of that round are kept to the office; where its rule is gone, they are."""
    try:
        return placing.rule_of(office, round).private
    except OfficeError:
        return True


def _case_by_case(session: Session, meeting: Meeting) -> tuple[CaseByCase, ...]:
    found: list[CaseByCase] = []
    for item in meeting.items:
        case = cases.get(session, item.application_id) if item.discussed else None
        if case is not None and case.override is not None:
            found.append(CaseByCase(number=case.number, applicant=case.applicant, override=case.override))
    return tuple(found)


def print_draw(
    office: Office,
    draw_id: int,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the record of a random check, with how anyone draws it again."""
    with office.store.read() as session:
        held = draws.get(session, draw_id)
        paper = DrawPaper(bureau=settings.bureau(session), draw=held, printed_on=office.today())
    of = (draws.SUBJECT, draw_id)
    return print_papers(office, CHECK, [paper], out, progress, cancelled, of=of, rows=len(held.cases))


def print_places(
    office: Office,
    round_id: int,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the record of a round of places; where its ranks are kept to the office it names none."""
    round = placing.round_(office, round_id)
    rule = placing.rule_of(office, round)
    with office.store.read() as session:
        meeting = next((m for m in meetings.all_meetings(session) if _held_at(round, m)), None)
        paper = PlacesPaper(
            bureau=settings.bureau(session),
            round=unranked(round) if rule.private else round,
            rule=rule,
            meeting=meeting,
            printed_on=office.today(),
        )
    of = (places.SUBJECT, round_id)
    return print_papers(office, PLACES, [paper], out, progress, cancelled, of=of, rows=len(round.rows))
