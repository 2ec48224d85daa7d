"""Everything that falls due in a span of days (日程): steps of open cases, notices, visits, fading aid, reviews."""

from __future__ import annotations

from datetime import date

from desktop.casework.office import Office
from desktop.domain.application import ApplicationLine, State
from desktop.domain.dated import Dated, DatedKind
from desktop.domain.listing import ApplicationQuery
from desktop.domain.words import word
from desktop.store import benefit_reviews, cases, household_list, notices, reviews, standing, visits
from desktop.store.database import Session
from desktop.store.estimates import estimated_cases

MOST = 5_000
"""Applications looked at; more than any office has open."""
REVIEWED_FROM = 10
"""From this month on the year's reviews are asked for; before it, once somebody has begun them."""
OPEN = (State.open, State.returned, State.approved)


def due_days(office: Office, first: date, last: date) -> tuple[Dated, ...]:
    """What falls due from one day to another, both included, in the order of days."""
    with office.store.read() as session:
        found = [
            *_steps(session, last),
            *_notices(session),
            *_of_households(session, last),
            *_reviews(session, last),
            *_yearly(session, office.today()),
        ]
    return tuple(
        sorted((x for x in found if first <= x.day <= last), key=lambda x: (x.day, x.kind, x.number, x.id))
    )


def _steps(session: Session, last: date) -> list[Dated]:
    waiting = cases.browse(session, ApplicationQuery(states=OPEN, due_until=last), 0, MOST)
    estimated = estimated_cases(session)
    return [
        _step(x, x.due, x.id in estimated) for x in waiting if x.due is not None and x.step_kind is not None
    ]


def _step(line: ApplicationLine, due: date, estimated: bool) -> Dated:
    return Dated(
        kind=DatedKind.step,
        day=due,
        id=line.id,
        what=line.step,
        number=line.number,
        name=line.applicant,
        estimated=estimated,
        page="applications",
        item=line.id,
    )


def _notices(session: Session) -> list[Dated]:
    return [
        Dated(
            kind=DatedKind.notice,
            day=notice.until,
            id=notice.id or 0,
            what="公示期满",
            number=notice.number,
            page="notices",
            item=notice.id,
        )
        for notice, _, _ in notices.everything(session)
        if notice.closed_on is None
    ]


def _of_households(session: Session, last: date) -> list[Dated]:
    planned = visits.unmade(session, last)
    fading = standing.fading_until(session, last)
    ids = list(dict.fromkeys([*(v.household_id for v in planned), *(i for i, _ in fading)]))
    lines = {line.id: line for line in household_list.lines(session, ids)}
    found = [
        Dated(
            kind=DatedKind.visit,
            day=visit.day,
            id=visit.id or 0,
            what=word(visit.purpose),
            number=lines[visit.household_id].number if visit.household_id in lines else "",
            name=visit.household_name,
            page="visits",
            item=visit.round_id,
        )
        for visit in planned
    ]
    found += [
        Dated(
            kind=DatedKind.fading,
            day=until,
            id=household,
            what="办理脱困或改回在档",
            number=lines[household].number,
            name=lines[household].name,
            page="households",
            item=household,
        )
        for household, until in fading
        if household in lines
    ]
    return found


def _reviews(session: Session, last: date) -> list[Dated]:
    return [
        Dated(
            kind=DatedKind.review,
            day=one.day,
            id=one.benefit_id,
            what=one.label or "看是否仍符合",
            number=one.number,
            name=one.receiver,
            page="benefits",
            item=one.benefit_id,
        )
        for one in benefit_reviews.reviews_until(session, last)
    ]


def _yearly(session: Session, today: date) -> list[Dated]:
    """The year's reviews, to be through by its end; asked for as the desk asks for them."""
    waiting = reviews.count_waiting(session, today.year) if review_begun(session, today) else 0
    if not waiting:
        return []
    return [
        Dated(
            kind=DatedKind.yearly,
            day=date(today.year, 12, 31),
            id=today.year,
            what=f"还有 {waiting:,} 户",
            page="standing",
            item="yearly",
        )
    ]


def review_begun(session: Session, today: date) -> bool:
    """Whether the year's reviews are asked for by now."""
    return today.month >= REVIEWED_FROM or today.year in reviews.years(session)
