"""Due days after a change of holidays (重算期限): those that hang on the changed days are reckoned anew, and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.casework.office import Progress
from desktop.domain.application import Application, State
from desktop.domain.calendar import WorkCalendar
from desktop.domain.course import Ground, Hand, reckoned, redated
from desktop.domain.days import day_words
from desktop.domain.listing import ApplicationQuery
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_reading import parse_scheme
from desktop.store import assessments, cases, settings
from desktop.store.database import Session

OPEN = (State.open, State.returned, State.approved)
_PAGE = 500


@dataclass(frozen=True, kw_only=True)
class Redated:
    """A step of an open case whose due day is another one now."""

    application_id: int
    number: str
    applicant: str
    step: str
    before: date | None
    after: date | None


def redate(
    session: Session,
    before: WorkCalendar,
    after: WorkCalendar,
    who: Hand,
    progress: Progress | None = None,
) -> tuple[Redated, ...]:
    """Reckons the due days of all open cases anew where the two calendars do not come to the same; tells which moved.

    Each case says so in its own story. A due day that was not reckoned by the first calendar, because somebody set it otherwise, stays.
    """
    schemes: dict[str, Scheme] = {}
    told: list[Redated] = []
    opened = _open_cases(session)
    notice_days = settings.bureau(session).notice_days
    for number, case in enumerate(opened):
        if progress is not None:
            progress(number, len(opened))
        kept = assessments.get(session, case.assessment_id)
        if kept.edition not in schemes:
            text = assessments.edition_text(session, kept.edition)
            schemes[kept.edition] = parse_scheme(text, kept.scheme_id)
        ground = Ground(
            scheme=schemes[kept.edition],
            calendar=before,
            notice_days=notice_days,
            parameters=dict(kept.parameters),
        )
        anew = _moved(case, ground, replace(ground, calendar=after))
        if anew == case:
            continue
        moved = [
            Redated(
                application_id=case.id or 0,
                number=case.number,
                applicant=case.applicant,
                step=now.label,
                before=was.due,
                after=now.due,
            )
            for was, now in zip(case.steps, anew.steps, strict=True)
            if was.due != now.due
        ]
        if moved:
            anew = redated(anew, who, _said(moved))
        cases.put(session, anew)
        told += moved
    return tuple(told)


def _said(moved: Sequence[Redated]) -> str:
    days = "；".join(f"「{m.step}」的期限由 {_day(m.before)}改为 {_day(m.after)}" for m in moved)
    return f"因日历更新，{days}"


def _day(day: date | None) -> str:
    return "没有" if day is None else day_words(day)


def _open_cases(session: Session) -> list[Application]:
    found: list[int] = []
    query = ApplicationQuery(states=OPEN)
    while page := cases.browse(session, query, len(found), _PAGE):
        found += [line.id for line in page]
    opened = (cases.get(session, number) for number in found)
    return [case for case in opened if case.current is not None]


def _moved(case: Application, before: Ground, after: Ground) -> Application:
    old, new = reckoned(case, before), reckoned(case, after)
    if old == new:
        return case
    return replace(
        case,
        steps=tuple(
            replace(kept, due=now.due, rule=now.rule) if kept.due == was.due and was != now else kept
            for kept, was, now in zip(case.steps, old.steps, new.steps, strict=True)
        ),
    )
