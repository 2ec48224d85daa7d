"""What the course of a case goes by at this office: the edition it was checked under, the calendar, its own figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from desktop.casework.office import Office
from desktop.domain.application import Application
from desktop.domain.calendar import WorkCalendar
from desktop.domain.course import Ground, Hand
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_reading import parse_scheme
from desktop.store import assessments, settings
from desktop.store.database import Session


def calendar_of(office: Office, session: Session) -> WorkCalendar:
    """The working days as the office has them: the shipped notices, and those it recorded itself."""
    return WorkCalendar({**office.calendars, **settings.year_lists(session)})


def ground_of(office: Office, session: Session, scheme: Scheme, parameters: Mapping[str, Decimal]) -> Ground:
    """The ground of a case under that edition with the parameters of its check."""
    return Ground(
        scheme=scheme,
        calendar=calendar_of(office, session),
        notice_days=settings.bureau(session).notice_days,
        parameters=dict(parameters),
    )


def case_ground(office: Office, session: Session, case: Application) -> Ground:
    """The ground of a case on file. Raises MissingError."""
    kept = assessments.get(session, case.assessment_id)
    scheme = parse_scheme(assessments.edition_text(session, kept.edition), kept.scheme_id)
    return ground_of(office, session, scheme, kept.parameters)


def hand(office: Office, by: str, on: date | None = None) -> Hand:
    """Who does it: the name on the paper, and who is signed in; today unless a day is said."""
    return Hand(on=on or office.today(), by=by.strip(), recorded_by=office.user.name)
